"""Each analysis says what its frames hold, also when they are empty or odd."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from asked import question, step
from hypothesis import given
from hypothesis import strategies as st

from workbook.analysis import (
    lowest,
    matrix,
    profile,
    promises,
    proved,
    ranking,
    shares,
)
from workbook.content import Content, Step
from workbook.store.frames import frame

TODAY = date(2026, 11, 24)
RATED = step(
    question("date", "rated_on"),
    question("select_one", "by"),
    question("rating", "calm"),
    question("rating", "brief"),
    name="ratings",
)


def ratings(*rows: dict[str, Any]) -> pd.DataFrame:
    return frame(RATED, [(f"r{n}", row) for n, row in enumerate(rows)])


def of(content: Content, name: str, **records: dict[str, Any]) -> pd.DataFrame:
    asked: Step = content.steps[name]
    return frame(asked, records.items())


# --- communication ---------------------------------------------------------------


def test_the_movement_runs_from_the_first_to_the_latest_day() -> None:
    found = profile(
        ratings(
            {"rated_on": date(2026, 11, 20), "by": "me", "calm": 4, "brief": 3},
            {"rated_on": date(2026, 11, 2), "by": "me", "calm": 1},
            {"rated_on": date(2026, 11, 21), "by": "observer", "calm": 5},
        ),
        ["calm", "brief"],
    )
    assert found.loc["calm"].tolist() == [1, 4, 3, 5]
    assert found.loc["brief", ["first", "latest"]].tolist() == [3, 3]
    assert found.loc["brief", ["change", "observed"]].isna().all()
    assert set(found.dtypes.astype(str)) == {"Int64"}


def test_the_lowest_comes_back_and_so_does_all_that_is_low() -> None:
    def low(calm: int | None, brief: int | None) -> list[str]:
        return lowest(profile(ratings({"calm": calm, "brief": brief}), both))

    both = ["calm", "brief"]
    assert low(4, 3) == ["brief"]
    assert low(2, 1) == ["brief", "calm"]
    assert low(5, 5) == []
    assert low(None, None) == []
    assert lowest(profile(ratings(), both)) == []


# --- proof -----------------------------------------------------------------------


def test_a_claim_without_story_and_evidence_is_seen(content: Content) -> None:
    stories = of(content, "stories", s1={"title": "Fryseren"}, s2={"title": "Sneen"})
    competences = of(
        content,
        "competences",
        c1={"name": "Ro", "stories": ("s2", "gone")},
        c2={"name": "Tysk", "evidence": "Jeg boede i Kiel."},
        c3={"name": "Humor"},
    )
    assert matrix(competences, stories).to_numpy().tolist() == [
        [False, True],
        [False, False],
        [False, False],
    ]
    assert proved(competences, stories).tolist() == [True, True, False]
    assert matrix(competences[:0], stories).shape == (0, 2)
    assert proved(competences, stories[:0]).tolist() == [False, True, False]


# --- fit -------------------------------------------------------------------------

CRITERIA = {
    "near": {"name": "Tæt på", "weight": 5, "kind": "wish"},
    "pay": {"name": "Løn", "weight": 1, "kind": "must"},
    "new": {"name": "Nyt"},
}


def scored(**scores: int) -> dict[str, dict[str, Any]]:
    """Return score records from ``company_criterion=score``."""
    return {
        name: dict(zip(("company", "criterion"), name.split("_"), strict=True))
        | {"score": score}
        for name, score in scores.items()
    }


def test_what_weighs_most_decides(content: Content) -> None:
    companies = of(content, "companies", a={"name": "A"}, b={"name": "B"}, c={})
    criteria = of(content, "criteria", **CRITERIA)
    scores = of(
        content, "scores", **scored(a_near=1, a_pay=5, b_near=5, b_pay=1, b_gone=5)
    )
    found = ranking(companies, criteria, scores)
    assert found.index.tolist() == ["b", "a"]
    assert found["fit"].tolist() == pytest.approx([26 / 30, 10 / 30])
    assert found["scored"].tolist() == [2, 2]
    assert found["broken"].tolist() == [("pay",), ()]


def test_nothing_scored_is_no_ranking(content: Content) -> None:
    companies = of(content, "companies", a={"name": "A"})
    criteria, scores = of(content, "criteria", **CRITERIA), of(content, "scores")
    assert ranking(companies, criteria, scores).empty
    gone = of(content, "scores", **scored(a_pay=3))
    assert ranking(companies[:0], criteria, gone).empty


@given(st.lists(st.integers(1, 5), min_size=1, max_size=3))
def test_a_fit_is_a_share(content: Content, given_scores: list[int]) -> None:
    names = ["near", "pay", "new"][: len(given_scores)]
    told = {f"a_{name}": value for name, value in zip(names, given_scores, strict=True)}
    companies = of(content, "companies", a={"name": "A"})
    criteria = of(content, "criteria", **CRITERIA)
    scores = of(content, "scores", **scored(**told))
    (fit,) = ranking(companies, criteria, scores)["fit"]
    assert min(given_scores) / 5 - 1e-9 <= fit <= max(given_scores) / 5 + 1e-9


# --- promises --------------------------------------------------------------------


def test_a_promise_is_late_today_this_week_later_undated_kept_or_closed(
    content: Content,
) -> None:
    def due(day: int, **more: Any) -> dict[str, Any]:
        return {"due": pd.Timestamp(2026, 11, day, 10), **more}

    found = promises(
        of(
            content,
            "follow_ups",
            kept=due(20, kept_on=date(2026, 11, 20)),
            later=due(30) | {"due": pd.Timestamp(2026, 12, 2)},
            today=due(24),
            closed=due(1, outcome="closed_by_them"),
            late=due(23),
            undated={"whom": "Mette"},
            week=due(30),
        ),
        TODAY,
    )
    assert found["state"].to_dict() == {name: name for name in found.index}
    assert found.index.tolist()[:5] == ["undated", "late", "today", "week", "later"]
    assert set(found.index[5:]) == {"kept", "closed"}
    assert promises(of(content, "follow_ups"), TODAY).empty


# --- how jobs were found -----------------------------------------------------------


def test_the_shares_are_of_those_that_say_how(content: Content) -> None:
    jobs = of(
        content,
        "jobs",
        a={"got_by": "asked"},
        b={"got_by": "knew_somebody"},
        c={"got_by": "knew_somebody"},
        d={"title": "Kok"},
    )
    found = shares(jobs)
    assert found["jobs"].to_dict() == {"knew_somebody": 2, "asked": 1}
    assert found["share"].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert shares(jobs[:0]).empty
