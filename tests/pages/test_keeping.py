"""Whoever is due stands there with words to write; one button, and it is noted."""

from datetime import date, timedelta
from typing import Any

import pytest
from played import Page

from workbook import Workbook
from workbook.content import Content
from workbook.pages.greeting import greeting
from workbook.pages.journey import Journey
from workbook.pages.keeping import MOST, due
from workbook.pages.pictures import pictures
from workbook.settings import LANGUAGES, Settings
from workbook.store import Place

TODAY = date.today()
LONG_AGO = (TODAY - timedelta(days=90)).isoformat()


def save(book: Workbook, step: str, record: str, **answers: object) -> None:
    book.file.save_all([(Place(step, record, q), raw) for q, raw in answers.items()])


def contact(book: Workbook, record: str = "bent", **answers: object) -> None:
    told = {"name": "Bent Overby", "rhythm": "month", "last_contact": LONG_AGO}
    save(book, "contacts", record, **told | answers)


def journey(book: Workbook, step: str = "care") -> Journey:
    found = book.page("all_steps")
    assert isinstance(found, Journey)
    found.go(step)
    return found


def keeping(found: Journey) -> Any:
    return found._beside._keeping


def names(found: Journey) -> list[str]:
    return [person["name"] for person in keeping(found).people]


def later(book: Workbook, step: str = "care") -> list[list[str]]:
    """Return the rows of those whose turn comes later."""
    title = book.content.texts.say("pictures.kept_later", book.language)
    parts = pictures(book, book.content.steps[step], "")
    rows = [part.rows for part in parts if part.title == title]
    return [[cell.text for cell in row] for found in rows for row in found]


# --- who -------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["care", "overview"])
def test_whoever_is_due_stands_beside_care_and_the_overview(
    book: Workbook, step: str
) -> None:
    contact(book, give="Jeg henter hans jord.")
    save(book, "care", "k1", did="Bar hans træ", contact="bent", on=LONG_AGO)
    found = journey(book, step)
    (person,) = keeping(found).people
    assert person["name"] == "Bent Overby"
    assert person["lines"] == [
        "Sidst: Bar hans træ",
        "Det kan du gøre: Jeg henter hans jord.",
    ]
    assert person["words"].startswith("Hej Bent.")
    assert names(journey(book, "contacts")) == []


def test_a_few_at_a_time_the_longest_due_first_and_the_rest_is_counted(
    book: Workbook,
) -> None:
    for n in range(MOST + 3):
        day = (TODAY - timedelta(days=100 - n)).isoformat()
        contact(book, f"c{n}", name=f"Nr. {n}", last_contact=day)
    contact(book, "calm", name="Uden rytme", rhythm=None)
    found = journey(book)
    assert names(found) == [f"Nr. {n}" for n in range(MOST)]
    assert "3" in keeping(found).more


def test_one_whose_turn_is_soon_is_left_in_peace_on_the_overview(
    book: Workbook,
) -> None:
    contact(book, last_contact="26.10.2026")
    tuesday, thursday, friday = (date(2026, 11, day) for day in (24, 26, 27))
    shown = {
        (step, day): [person.when for person in due(book, step, day)[0]]
        for step in ("care", "overview")
        for day in (tuesday, thursday, friday)
    }
    last = "Sidste kontakt: 26.10.2026."
    soon = f"Det er snart tid: torsdag den 26. november. {last}"
    late = f"Det er tid igen. {last}"
    assert shown == {
        ("care", tuesday): [soon],
        ("overview", tuesday): [],
        ("care", thursday): [f"I dag er en god dag. {last}"],
        ("overview", thursday): [f"I dag er en god dag. {last}"],
        ("care", friday): [late],
        ("overview", friday): [late],
    }


def test_one_whose_last_day_is_not_known_is_met_calmly(book: Workbook) -> None:
    contact(book, last_contact=None)
    for day in (date(2026, 11, 24), date(2027, 11, 24)):
        (person,), _more = due(book, "overview", day)
        assert person.when == "I dag er en god dag."


def test_one_without_a_name_is_greeted_all_the_same(book: Workbook) -> None:
    contact(book, name=None)
    (person,), _more = due(book, "care", TODAY)
    assert person.name == book.content.texts.say("rows.unnamed", "da")
    assert person.words.startswith("Hej du.")


# --- done ------------------------------------------------------------------------


def test_one_button_notes_it_and_their_turn_comes_later(book: Workbook) -> None:
    contact(book)
    contact(book, "ida", name="Ida")
    found = journey(book)
    Page(keeping(found)).send({"kind": "done", "contact": "bent"})
    (made,) = book.file.records("care")
    assert made.values == {
        "did": "Sagde hej",
        "contact": "bent",
        "on": TODAY,
        "kind": "hello",
    }
    assert names(found) == ["Ida"]
    assert [row[0] for row in later(book)] == ["Bent Overby"]
    assert keeping(found).said.startswith("Skrevet ned: Bent Overby.")
    assert made.record in found._view._records.listed()


def test_undone_it_is_as_before(book: Workbook) -> None:
    contact(book)
    found = journey(book)
    page = Page(keeping(found))
    page.send({"kind": "done", "contact": "bent"})
    (made,) = book.file.records("care")
    found._view.opened = made.record
    page.send({"kind": "undo"})
    assert book.file.records("care") == []
    assert names(found) == ["Bent Overby"]
    assert found._view.opened == ""
    assert (keeping(found).said, keeping(found).undo) == ("Fortrudt.", "")
    page.send({"kind": "undo"})
    assert book.file.records("care") == []


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "done", "contact": "nobody"},
        {"kind": "done"},
        {"kind": "undo"},
        {"kind": "??"},
    ],
)
def test_a_message_about_nobody_does_nothing(
    book: Workbook, message: dict[str, str]
) -> None:
    contact(book)
    found = journey(book)
    before = book.export_json()
    Page(keeping(found)).send(message)
    assert book.export_json() == before


def test_what_was_said_goes_when_he_goes_on(book: Workbook) -> None:
    contact(book)
    found = journey(book)
    Page(keeping(found)).send({"kind": "done", "contact": "bent"})
    found.go("overview")
    assert (keeping(found).said, keeping(found).undo) == ("", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reason_has_words_and_a_note_of_its_own(
    book: Workbook, language: Any
) -> None:
    book.speak(language)
    contact(book, "advice")
    save(book, "feedback", "f1", said="Spørg bare", contact="advice")
    contact(book, "name")
    contact(book, "lotte", name="Lotte Lind", rhythm=None, known_through="name")
    save(
        book, "conversations", "t1",
        contact="lotte", reached="reached", held=f"{TODAY.isoformat()}T09:00",
    )  # fmt: skip
    contact(book, "news", may_know="yes")
    contact(book, "work", network="professional")
    contact(book, "hello", may_know="no")
    save(book, "start", "start", situation="employed")
    found = journey(book)
    people = {person["contact"]: person for person in keeping(found).people}
    assert {name: one["reason"] for name, one in people.items()} == {
        name: name for name in ("advice", "name", "news", "work", "hello")
    }
    assert len({one["words"] for one in people.values()}) == 5
    assert "Lotte Lind" in people["name"]["words"]
    for name in people:
        Page(keeping(found)).send({"kind": "done", "contact": name})
    made = {str(r.values["contact"]): r.values for r in book.file.records("care")}
    assert len({values["did"] for values in made.values()}) == 5
    kinds = {name: values["kind"] for name, values in made.items()}
    assert kinds == {name: name for name in people} | {
        "advice": "thanks",
        "name": "thanks",
    }


@pytest.mark.parametrize(
    ("name", "changed", "begins"),
    [
        ("Bo Vang", "Nu spørger jeg bare. Det virker.", "Hej Bo. Tak for dit råd. "),
        ("min fætter Ole", "Ingenting", "Hej Ole. "),
        ("fru Holm, nabo", "", "Hej Holm. "),
        ("lis", "", "Hej lis. "),
        ("", "", "Hej du. "),
    ],
)
def test_the_words_are_drafted_from_what_the_advice_changed(
    book: Workbook, name: str, changed: str, begins: str
) -> None:
    class Reason:
        occasion = "advice"
        about = changed

    words = greeting(book, name, Reason)
    assert words.startswith(begins)
    assert ("Nu spørger jeg bare." in words) == (" " in changed)
    assert "Det virker" not in words
    assert "Ingenting" not in words


# --- beside it -------------------------------------------------------------------


def test_one_without_a_rhythm_is_asked_for_one_and_nobody_else_is(
    book: Workbook,
) -> None:
    care = book.content.steps["care"]
    assert pictures(book, care, "") == []
    contact(book, rhythm=None)
    (part,) = pictures(book, care, "")
    assert [step for step, _ in part.ways] == ["contacts"]
    assert pictures(book, book.content.steps["overview"], "") == []
    contact(book)
    assert pictures(book, care, "") == []


def test_the_next_ones_stand_in_a_table_and_the_rest_is_counted(
    book: Workbook,
) -> None:
    for n in range(7):
        day = (TODAY - timedelta(days=7 - n)).isoformat()
        contact(book, f"c{n}", name=f"Nr. {n}", last_contact=day)
    rows = later(book)
    assert [row[0] for row in rows] == [f"Nr. {n}" for n in range(5)]
    (part,) = pictures(book, book.content.steps["care"], "")
    assert "2" in part.source


@pytest.mark.parametrize("step", ["care", "overview"])
def test_one_in_a_job_is_reminded_of_his_network_at_work(
    book: Workbook, step: str
) -> None:
    shown = book.content.steps[step]
    title = book.content.texts.say("pictures.at_work", "da")

    def told() -> list[list[str]]:
        parts = pictures(book, shown, "")
        return [list(part.texts) for part in parts if part.title == title]

    save(book, "network", "network", at_work="Vi ringer, når reglerne ændres.")
    for situation in ("unemployed", "notice", "other"):
        save(book, "start", "start", situation=situation)
        assert told() == []
    save(book, "start", "start", situation="employed")
    assert told() == [["Vi ringer, når reglerne ændres."]]
    save(book, "network", "network", at_work=None)
    assert len(told()) == 1


def test_a_coach_may_take_out_the_rhythm(book: Workbook, content: Content) -> None:
    contacts = content.steps["contacts"]
    kept = tuple(q for q in contacts.questions if q.name != "rhythm")
    fields = {name: getattr(contacts, name) for name in type(contacts).model_fields}
    lacking = type(contacts)(**fields | {"questions": kept})
    parts = {name: getattr(content, name) for name in type(content).model_fields}
    steps = {**content.steps, "contacts": lacking}
    contact(book)
    other = Workbook(type(content)(**parts | {"steps": steps}), book.file, Settings())
    found = journey(other)
    assert names(found) == []
    assert found._beside._downloads.offers == []


# --- the calendar file on offer --------------------------------------------------


def offers(found: Journey) -> list[str]:
    shown = found._beside._downloads.offers
    return [offer["label"] for offer in shown if offer["document"] == "calendar"]


@pytest.mark.parametrize("step", ["care", "follow_ups"])
def test_the_calendar_is_on_offer_and_once_exported_its_update(
    book: Workbook, step: str
) -> None:
    assert offers(journey(book, step)) == []
    contact(book)
    say = book.content.texts.say
    assert offers(journey(book, step)) == [say("pages.download_calendar", "da")]
    book.make("calendar", "", "da")
    contact(book, rhythm=None)  # what was exported is to be taken back
    assert offers(journey(book, step)) == [say("pages.update_calendar", "da")]
