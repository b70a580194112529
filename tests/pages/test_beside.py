"""Pictures, exercises, appointments and the example stand where they are needed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from played import Page

from workbook import Workbook
from workbook.content import Content
from workbook.content.text import Grammar
from workbook.pages.journey import Journey
from workbook.pages.pictures import pictures
from workbook.settings import LANGUAGES, Settings
from workbook.store import Place

SOON = datetime.now().replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(9)


def save(book: Workbook, step: str, record: str, **answers: object) -> None:
    book.file.save_all([(Place(step, record, q), raw) for q, raw in answers.items()])


def journey(book: Workbook, step: str) -> Journey:
    found = book.page("all_steps")
    assert isinstance(found, Journey)
    found.go(step)
    return found


def titles(found: Journey) -> list[str]:
    return [part["title"] for part in found._beside._panel.parts]


def rated(book: Workbook, *levels: int) -> None:
    told = dict(zip(("investigative", "direct", "steering"), levels, strict=True))
    save(book, "rate_contact", "r1", rated_on="24.11.2026", by="me", **told)


# --- pictures ----------------------------------------------------------------------


def test_nothing_is_drawn_from_nothing(book: Workbook) -> None:
    drawn = {"ladder"}  # its rungs stand there to be climbed
    for page in book.content.pages:
        for step in book.content.shown(page):
            parts = pictures(book, step, "")
            assert bool(parts) == (step.name in drawn), step.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_of_the_demo_participant_is_whole(
    book: Workbook, language: Any
) -> None:
    book.speak(language)
    demo = book.example()
    seen = 0
    for page in demo.content.pages:
        for step in demo.content.shown(page):
            records = demo.file.records(step.name)
            opened = records[0].record if records else ""
            for part in pictures(demo, step, opened):
                seen += 1
                assert part.title
                assert {len(row) for row in part.rows} <= {len(part.head)}
                assert all(0 <= (c.bar or 0) <= 1 for row in part.rows for c in row)
    assert seen >= 18


def test_what_is_rated_low_comes_back_where_it_is_needed(book: Workbook) -> None:
    rated(book, 4, 2, 5)
    quality = book.content.steps["rate_contact"].question("direct")
    assert quality.exercise
    for step in ("calls", "conversations"):
        found = journey(book, step)
        (part,) = found._beside._panel.parts
        assert quality.label.da in part["title"]
        assert part["texts"] == [quality.exercise.da]
    Page(found._beside._panel).send({"kind": "go", "step": part["ways"][0][0]})
    assert found._head.step == "rate_contact"


def test_what_is_as_good_as_can_be_needs_no_exercise(book: Workbook) -> None:
    rated(book, 5, 5, 5)
    assert titles(journey(book, "calls")) == []


def made_anew(part: Grammar, **changes: Any) -> Any:
    """Return a part of the content with changes, and nothing that it remembers."""
    kind = type(part)
    fields = {name: getattr(part, name) for name in kind.model_fields}
    return kind(**fields | changes)


def test_a_coach_may_take_out_what_a_picture_needs(
    book: Workbook, content: Content
) -> None:
    jobs = content.steps["jobs"]
    kept = tuple(q for q in jobs.questions if q.name != "got_by")
    steps = {**content.steps, "jobs": made_anew(jobs, questions=kept)}
    lacking = made_anew(content, steps=steps)
    save(book, "jobs", "j1", title="Kok", got_by="asked")
    assert len(titles(journey(book, "jobs"))) == 1
    other = Workbook(lacking, book.file, Settings())
    assert titles(journey(other, "jobs")) == []


# --- scores across the criteria ------------------------------------------------------


def test_a_company_is_scored_on_every_criterion(book: Workbook) -> None:
    save(book, "companies", "pumps", name="Pumpefabrikken")
    save(book, "criteria", "near", name="Tæt på", weight=5, kind="must")
    save(book, "criteria", "calm", name="Ro")
    found = journey(book, "companies")
    scores = found._view._within._forms["scores"]
    assert [field["label"] for field in scores.fields] == ["Tæt på", "Ro"]
    for field, raw in zip(scores.fields, ("1", "5"), strict=True):
        message = {"kind": "save", "place": field["place"], "raw": raw}
        (told,) = Page(scores).send(message)
        assert told["answer"]["value"] == int(raw)
        assert told["question"] == field["name"]
    kept = {
        (r.values["company"], r.values["criterion"]): r.values["score"]
        for r in book.file.records("scores")
    }
    assert kept == {("pumps", "near"): 1, ("pumps", "calm"): 5}
    assert len(titles(found)) == 1
    again = journey(book, "companies")._view._within._forms["scores"]
    assert [answer["value"] for answer in again.answers.values()] == [1, 5]


# --- appointments ------------------------------------------------------------------


def calendar(book: Workbook, record: str = "") -> list[Any]:
    name, content = book.make("calendar", record, "da")
    assert name.endswith(".ics")
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_promise_is_offered_to_the_calendar_once_it_has_a_day(
    book: Workbook,
) -> None:
    save(book, "conversations", "t1", whom="Mette")
    save(book, "follow_ups", "f1", conversation="t1", whom="Mette")
    found = journey(book, "conversations")
    assert found._beside._downloads.offers == []
    save(book, "follow_ups", "f1", due=SOON.isoformat(timespec="minutes"))
    for step in ("conversations", "follow_ups"):
        offers = journey(book, step)._beside._downloads.offers
        assert ("calendar", "f1") in {(o["document"], o["record"]) for o in offers}


def test_the_same_promise_is_the_same_event_with_a_higher_number(
    book: Workbook,
) -> None:
    save(
        book,
        "follow_ups",
        "f1",
        whom="Mette; R&D",
        due=SOON.isoformat(timespec="minutes"),
        way="call",
    )
    (first,) = calendar(book)
    save(
        book,
        "follow_ups",
        "f1",
        due=(SOON + timedelta(1)).isoformat(timespec="minutes"),
    )
    (second,) = calendar(book, "f1")
    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second["DTSTART"].dt - first["DTSTART"].dt == timedelta(1)
    assert second["SUMMARY"] == "Ring til Mette; R&D"
    assert "ATTENDEE" not in second
    assert "ORGANIZER" not in second


def test_only_open_promises_with_a_day_go_into_the_calendar(book: Workbook) -> None:
    day = SOON.isoformat(timespec="minutes")
    save(book, "follow_ups", "f1", whom="Mette", due=day)
    save(book, "follow_ups", "f2", whom="Bo", due=day, kept_on="24.11.2026")
    save(book, "follow_ups", "f3", whom="Ida")
    save(book, "follow_ups", "f5", whom="Ib", due=day, outcome="closed_by_them")
    save(book, "follow_ups", "f6", whom="Eva", due=day, outcome="no_answer")
    save(book, "follow_ups", "f4", whom="Per", due=SOON.date().isoformat())
    found = {str(e["UID"]).split("@")[0]: e["DTSTART"].dt for e in calendar(book)}
    assert set(found) == {"f1", "f4", "f6"}
    assert found["f4"] == SOON.date()
    assert str(found["f1"].tzinfo) == "Europe/Copenhagen"


# --- the example -------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_has_an_example_that_leaves_his_own_answers_alone(
    book: Workbook, language: Any
) -> None:
    book.speak(language)
    save(book, "jobs", "mine", title="Kok")
    before = book.export_json()
    seen = 0
    for page in book.content.pages:
        for step in book.content.shown(page):
            found = journey(book, step.name)
            example = found._beside._example
            assert (example.unfolded, example.records) == (False, [])
            Page(example).send({"kind": "open"})
            assert example.unfolded
            assert example.records, step.name
            assert all(record["answers"] for record in example.records)
            seen += 1
    assert seen > 30
    assert book.export_json() == before


def test_an_example_folds_away_on_the_next_step_and_speaks_his_language(
    book: Workbook,
) -> None:
    found = journey(book, "stories")
    example = found._beside._example
    Page(example).send({"kind": "open"})
    danish = example.records[0]["name"]
    found.speak("en")
    assert example.unfolded is False
    Page(example).send({"kind": "open"})
    assert example.records[0]["name"] != danish
    found.go("jobs")
    assert example.unfolded is False
