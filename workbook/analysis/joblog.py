"""What he has done, as a job log asks for it."""

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from workbook.analysis.activity import LETTERS, PROMISES, TALKS, Frames, acts

COLUMNS: Final = [
    "step", "date", "company", "title_or_area", "method", "contact", "status", "note"
]  # fmt: skip
PERIODS: Final[Mapping[str, pd.DateOffset | None]] = {
    "weeks": pd.DateOffset(weeks=4),
    "months": pd.DateOffset(months=3),
    "all": None,
}
"""How far back a log goes: four weeks, three months, everything."""
_READ: Final = (TALKS, LETTERS, PROMISES, "companies", "cv_targets")
_LONGEST: Final = 160
_DAY: Final = "datetime64[s]"

_Answers = Mapping[str, Any]
_Told = Mapping[str, Mapping[str, _Answers]]


def joblog(frames: Frames, today: date) -> pd.DataFrame:
    """Return what he has done up to today, the newest first, by record id.

    Columns: ``step`` (where it is told: conversations, applications or follow_ups),
    ``date``, ``company`` (its name), ``title_or_area`` (what he offers himself as
    there, else in general, else what they do), ``method`` (a choice of ``way``, or
    ``letter``), ``contact`` (a name), ``status`` (a choice of ``reached`` or
    ``outcome``, or ``sent``) and ``note`` (one line of at most 160 characters).
    ``date`` is datetime64[s], all else string, NA where nobody said it. A promise
    kept in a conversation of the same day is told once, as that conversation.
    """
    acted = acts(frames, today)
    once = acted[~acted["again"]].sort_values("day", ascending=False, kind="stable")
    told = {step: dict(_told(frames[step])) for step in _READ}
    rows = [_row(told, act) for act in once.itertuples()]
    found = pd.DataFrame(rows, index=once.index, columns=COLUMNS)
    return found.astype(dict.fromkeys(COLUMNS, "string") | {"date": _DAY})


def since(log: pd.DataFrame, period: str, today: date) -> pd.DataFrame:
    """Return the rows of a log that fall in one of ``PERIODS`` up to today."""
    offset = PERIODS[period]
    if offset is None:
        return log
    return log[log["date"] > pd.Timestamp(today) - offset]


def _told(frame: pd.DataFrame) -> Iterator[tuple[str, _Answers]]:
    """Go through a step's records by id, without what nobody said."""
    for record, row in zip(frame.index, frame.to_dict("records"), strict=True):
        kept = {str(name): value for name, value in row.items()}
        yield str(record), {n: v for n, v in kept.items() if _is_said(v)}


def _is_said(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else False


def _row(told: _Told, act: Any) -> dict[str, Any]:
    own = told[act.step][act.Index]
    company = told["companies"].get(str(act.company), {})
    written = act.step == LETTERS
    letter = own if written else told[LETTERS].get(str(own.get("application")), {})
    note = {LETTERS: "headline", PROMISES: "after"}.get(act.step, "learned")
    return {
        "step": act.step,
        "date": act.day,
        "company": company.get("name"),
        "title_or_area": _title(told, letter, company, str(act.company)),
        "method": "letter" if written else own.get("way"),
        "contact": act.whom,
        "status": "sent" if written else own.get("reached", own.get("outcome")),
        "note": _line(own.get(note)),
    }


def _title(
    told: _Told, letter: _Answers, company: _Answers, company_id: str
) -> str | None:
    """Return what he aims at: by the letter's CV, the company's, the general one."""
    targets = told["cv_targets"]
    aimed = [targets.get(str(letter.get("cv_target")), {})]
    aimed += [t for t in targets.values() if t.get("company") == company_id]
    general = [t for t in targets.values() if "company" not in t]
    said = (
        *(target.get("headline") for target in (*aimed, *general)),
        company.get("industry"),
        letter.get("headline"),
    )
    return next((title for title in said if title), None)


def _line(text: str | None) -> str | None:
    if text is None:
        return None
    line = textwrap.shorten(text, _LONGEST, placeholder=" …")
    # A single word longer than a line would leave nothing of itself.
    return line if line != "…" else f"{text.split()[0][: _LONGEST - 1]}…"
