"""A calendar learns what changed: each appointment once, the same one every time."""

import json
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import vobject
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from workbook import Workbook
from workbook.book.appointments import appointments
from workbook.content import Content, load
from workbook.content.working_day import working_day
from workbook.exchange.calendar import write
from workbook.pages.appointments import EXPORTED
from workbook.settings import LANGUAGES, Language, Settings
from workbook.store import Place, WorkbookFile

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)  # a quarter past eleven in Denmark
DAY = timedelta(days=1)
AHEAD = "02.12.2026 kl. 9.30"


def save(book: Workbook, step: str, record: str, **answers: object) -> None:
    book.file.save_all([(Place(step, record, q), raw) for q, raw in answers.items()])


def promise(book: Workbook, record: str = "f1", **answers: object) -> None:
    told = {"whom": "Mette", "due": AHEAD, "way": "call", **answers}
    save(book, "follow_ups", record, **told)


def export(
    book: Workbook, now: datetime = NOW, record: str = "", language: Language = "da"
) -> dict[str, Any]:
    """Export, and return the events of the file by their id in the workbook."""
    told = appointments(book.content, book.file, language, record, now=now)
    read = vobject.readOne(write(told).decode()).contents.get("vevent", [])
    found = {
        event.uid.value.removesuffix(f"@{book.file.owner}"): event for event in read
    }
    assert len(found) == len(read)
    return found


def status(events: dict[str, Any]) -> dict[str, tuple[str, int]]:
    return {k: (e.status.value, int(e.sequence.value)) for k, e in events.items()}


# --- what changed ----------------------------------------------------------------


def test_what_did_not_change_is_the_same_event_at_any_later_time(
    book: Workbook,
) -> None:
    promise(book)
    first = export(book)["f1"].serialize()
    assert export(book, NOW + DAY)["f1"].serialize() == first
    assert "LAST-MODIFIED:20261124T101500Z" in first


def test_a_moved_one_is_the_same_with_a_higher_number(book: Workbook) -> None:
    promise(book)
    assert status(export(book)) == {"f1": ("CONFIRMED", 0)}
    promise(book, due="03.12.2026")
    moved = export(book, NOW + DAY)["f1"]
    assert moved.dtstart.value == date(2026, 12, 3)
    assert moved.sequence.value == "1"
    assert moved.last_modified.value == NOW + DAY


@pytest.mark.parametrize("change", [{"whom": "Bo"}, {"said": "Hej"}, {"way": "email"}])
def test_other_words_are_a_change_too(book: Workbook, change: dict[str, str]) -> None:
    promise(book)
    export(book)
    promise(book, **change)
    assert status(export(book)) == {"f1": ("CONFIRMED", 1)}


@pytest.mark.parametrize(
    "ending",
    [
        {"kept_on": "24.11.2026"},
        {"outcome": "closed_by_me"},
        {"outcome": "closed_by_them"},
        {"outcome": "moved"},
        {"due": ""},
    ],
)
def test_what_waits_no_more_is_cancelled_and_stays_so(
    book: Workbook, ending: dict[str, str]
) -> None:
    promise(book)
    promise(book, "f2", whom="Bo")
    export(book)
    promise(book, **ending)
    gone = export(book, NOW + DAY)
    assert status(gone) == {"f1": ("CANCELLED", 1), "f2": ("CONFIRMED", 0)}
    assert gone["f1"].summary.value == "Aflyst: Ring til Mette"
    assert gone["f1"].dtstart.value.replace(tzinfo=None) == datetime(2026, 12, 2, 9, 30)
    # A calendar that missed that file learns it from any later one, also of a promise.
    for record in ("", "f2"):
        later = export(book, NOW + 9 * DAY, record)
        assert later["f1"].serialize() == gone["f1"].serialize()


def test_a_deleted_promise_is_cancelled_and_brought_back_it_stands_again(
    book: Workbook,
) -> None:
    promise(book)
    export(book)
    book.file.delete("follow_ups", "f1")
    gone = export(book)
    assert status(gone) == {"f1": ("CANCELLED", 1)}
    assert gone["f1"].summary.value == "Aflyst: Ring til Mette"
    book.file.bring_back("follow_ups", "f1")
    assert status(export(book)) == {"f1": ("CONFIRMED", 2)}


def test_what_was_never_exported_needs_no_cancelling(book: Workbook) -> None:
    promise(book)
    promise(book, "f2")
    assert set(export(book, record="f2")) == {"f2"}
    promise(book, outcome="closed_by_me")
    assert set(export(book)) == {"f2"}


@pytest.mark.parametrize(
    ("due", "cancelled"),
    [
        ("24.11.2026 kl. 11.20", False),  # it has rung
        ("24.11.2026 kl. 11.40", True),
        ("24.11.2026", False),  # it rang at nine
        ("25.11.2026", True),
        ("20.11.2026 kl. 9", False),
    ],
)
def test_a_promise_kept_on_its_day_stays_in_the_calendar(
    book: Workbook, due: str, cancelled: bool
) -> None:
    promise(book, due=due)
    promise(book, "other", outcome="no_answer")
    export(book, NOW - 30 * DAY)
    promise(book, due=due, kept_on="24.11.2026")
    assert status(export(book)).get("f1") == (("CANCELLED", 1) if cancelled else None)


def test_a_year_after_its_day_what_is_cancelled_is_forgotten(book: Workbook) -> None:
    promise(book)
    export(book)
    promise(book, outcome="closed_by_me")
    day = datetime(2027, 12, 2, 8, tzinfo=UTC)
    assert set(export(book, day)) == {"f1"}
    assert export(book, day + DAY) == {}
    assert json.loads(book.file.note(EXPORTED) or "") == {}


def test_one_that_is_open_again_in_another_file_is_not_told_as_cancelled(
    book: Workbook,
) -> None:
    promise(book)
    promise(book, "f2")
    export(book)
    promise(book, outcome="closed_by_me")
    export(book)
    promise(book, outcome="")
    assert set(export(book, record="f2")) == {"f2"}
    assert status(export(book)) == {"f1": ("CONFIRMED", 2), "f2": ("CONFIRMED", 0)}


def test_the_note_of_what_was_exported_holds_no_answer(book: Workbook) -> None:
    promise(book, whom="Mette Holm", said="Jeg ringer, som jeg lovede.")
    save(book, "contacts", "c1", name="Bent Overby", rhythm="month", give="Kaffe")
    export(book)
    promise(book, outcome="closed_by_me")
    export(book)
    note = book.file.note(EXPORTED) or ""
    assert "f1" in note
    assert "care-c1" in note
    for word in ("Mette", "Holm", "ringer", "Bent", "Overby", "Kaffe"):
        assert word not in note


# --- keeping in touch ------------------------------------------------------------


def contact(book: Workbook, **answers: object) -> None:
    told = {"name": "Bent", "rhythm": "month", "last_contact": "30.10.2026", **answers}
    save(book, "contacts", "c1", **told)


def test_the_day_of_a_contacts_turn_is_a_whole_day(book: Workbook) -> None:
    contact(book, give="Kål fra haven")
    save(book, "contacts", "c2", name="Ib")
    (event,) = export(book).values()
    assert event.uid.value == f"care-c1@{book.file.owner}"
    assert event.dtstart.value == date(2026, 11, 30)
    assert event.summary.value == "Lad Bent høre fra dig"
    assert event.description.value == "Kål fra haven"
    assert len(event.valarm_list) == 2


def test_after_a_greeting_the_same_event_moves_on(book: Workbook) -> None:
    contact(book)
    export(book)
    save(book, "care", "k1", did="Hilste", contact="c1", on="24.11.2026")
    (event,) = export(book).values()
    assert event.dtstart.value == date(2026, 12, 28)
    assert event.sequence.value == "1"


@pytest.mark.parametrize("how", ["rhythm", "deleted"])
def test_without_a_rhythm_the_turn_is_cancelled(book: Workbook, how: str) -> None:
    contact(book)
    export(book)
    if how == "rhythm":
        contact(book, rhythm="")
    else:
        book.file.delete("contacts", "c1")
    (event,) = export(book).values()
    assert (event.status.value, event.sequence.value) == ("CANCELLED", "1")
    assert event.summary.value == "Aflyst: Lad Bent høre fra dig"
    assert event.dtstart.value == date(2026, 11, 30)


def test_the_file_of_one_promise_holds_no_turns(book: Workbook) -> None:
    contact(book)
    promise(book)
    assert set(export(book, record="f1")) == {"f1"}
    assert set(export(book)) == {"f1", "care-c1"}
    assert set(export(book, record="f1")) == {"f1"}  # nor takes any back


def test_a_content_without_a_rhythm_has_promises_alone(
    book: Workbook, content: Content
) -> None:
    contact(book)
    promise(book)
    export(book)
    contacts = content.steps["contacts"]
    kept = tuple(q for q in contacts.questions if q.name != "rhythm")
    fields = {name: getattr(contacts, name) for name in type(contacts).model_fields}
    lacking = type(contacts)(**fields | {"questions": kept})
    steps = {**content.steps, "contacts": lacking}
    parts = {name: getattr(content, name) for name in type(content).model_fields}
    other = Workbook(type(content)(**parts | {"steps": steps}), book.file, Settings())
    assert status(export(other)) == {
        "f1": ("CONFIRMED", 0),
        "care-c1": ("CANCELLED", 1),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_participant_has_both_in_each_language(
    book: Workbook, language: Language
) -> None:
    book.speak(language)
    found = export(book.example(), language=language)
    turns = [key for key in found if key.startswith("care-")]
    assert len(turns) >= 10
    assert len(found) - len(turns) >= 2
    assert all(event.description.value for key, event in found.items() if key == "f1")


# --- whatever he does ------------------------------------------------------------

DUE = st.sampled_from(["02.12.2026 kl. 9.30", "26.11.2026", "20.11.2026", ""])
OUTCOME = st.sampled_from(["talked", "no_answer", "moved", "closed_by_me", ""])
WHICH = st.sampled_from(["f1", "f2"])


@cache
def shipped() -> Content:
    return load(Settings())


class Exports(RuleBasedStateMachine):
    """A calendar that got only some of the files, and replaces by SEQUENCE alone."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name, "my.workbook")
        self.book = Workbook(shipped(), WorkbookFile(path, shipped().steps), Settings())
        self.calendar: dict[str, Any] = {}
        self.latest: dict[str, Any] = {}
        self.now = NOW

    def teardown(self) -> None:
        self.book.close()
        self.folder.cleanup()

    @rule(which=WHICH, due=DUE)
    def promises(self, which: str, due: str) -> None:
        save(self.book, "follow_ups", which, whom="Mette", due=due)

    @rule(which=WHICH, day=st.sampled_from(["24.11.2026", ""]), outcome=OUTCOME)
    def keeps(self, which: str, day: str, outcome: str) -> None:
        save(self.book, "follow_ups", which, kept_on=day, outcome=outcome)

    @rule(rhythm=st.sampled_from(["month", ""]), last=st.integers(1, 24))
    def greets(self, rhythm: str, last: int) -> None:
        day = f"{last}.11.2026"
        save(self.book, "contacts", "c1", name="Bo", rhythm=rhythm, last_contact=day)

    @rule(which=WHICH, step=st.sampled_from(["follow_ups", "contacts"]))
    def deletes(self, which: str, step: str) -> None:
        self.book.file.delete(step, which if step == "follow_ups" else "c1")

    @rule(which=WHICH, step=st.sampled_from(["follow_ups", "contacts"]))
    def brings_back(self, which: str, step: str) -> None:
        self.book.file.bring_back(step, which if step == "follow_ups" else "c1")

    @rule(days=st.sampled_from([0, 1, 5]))
    def waits(self, days: int) -> None:
        self.now += timedelta(days=days, minutes=1)

    @rule(record=st.sampled_from(["f1", "f2", ""]), got=st.booleans())
    def exports(self, record: str, got: bool) -> None:
        for key, event in export(self.book, self.now, record).items():
            before = self.latest.get(key, event)
            assert sequence(before) <= sequence(event)
            if sequence(before) == sequence(event):
                assert before.serialize() == event.serialize()
            self.latest[key] = event
            if got and sequence(self.calendar.get(key)) < sequence(event):
                self.calendar[key] = event

    @rule()
    def is_brought_up_to_date(self) -> None:
        self.exports(record="", got=True)
        standing = {
            key: naive(event)
            for key, event in self.calendar.items()
            if event.status.value == "CONFIRMED" and not self.is_over(key, event)
        }
        assert standing == self.due()

    def is_over(self, key: str, event: Any) -> bool:
        """Tell whether it is a promise that was kept and has rung."""
        kept = self.book.file.record("follow_ups", key).values.get("kept_on")
        return kept is not None and naive(event) < self.now.replace(tzinfo=None)

    def due(self) -> dict[str, Any]:
        """Return the day of each that is open and has one, without the code tested."""
        found: dict[str, Any] = {}
        for one in self.book.file.records("follow_ups"):
            values = one.values
            over = values["kept_on"] or values["outcome"] in (
                "moved", "closed_by_me"
            )  # fmt: skip
            if values["due"] and not over:
                found[one.record] = values["due"]
        for one in self.book.file.records("contacts"):
            if one.values["rhythm"]:
                last = one.values["last_contact"]
                month = last.replace(month=12)
                found["care-c1"] = datetime.combine(working_day(month), time())
        return found


def naive(event: Any) -> datetime:
    """Return when an event begins, in Danish time; a whole day at midnight."""
    start = event.dtstart.value
    if isinstance(start, datetime):
        return start.replace(tzinfo=None)
    return datetime.combine(start, time())


def sequence(event: Any) -> int:
    return -1 if event is None else int(event.sequence.value)


TestExports = Exports.TestCase
TestExports.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
