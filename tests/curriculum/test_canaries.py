"""What is typed once comes back where it is needed: every arrow, with a canary."""

import io
import tomllib
from datetime import date, timedelta

import docx
import pytest
from linked import ONE, record_of

from workbook import Workbook
from workbook.content import Question, Step
from workbook.content.question import Feed
from workbook.pages.call_card import call_card
from workbook.pages.keeper import Keeper
from workbook.pages.names import wording
from workbook.pages.offers import begun, offers
from workbook.settings import packaged
from workbook.store import Place

CANARY = "Kanariefuglen Pip"
ARROWS = [
    (arrow["from"], arrow["to"])
    for arrow in tomllib.loads(
        packaged("data", "content", "curriculum.toml").read_text(encoding="utf-8")
    )["arrows"]
]


def asked(book: Workbook, place: str) -> tuple[Step, Question]:
    step, question = place.split(".")
    found = book.content.steps[step]
    return found, found.question(question)


def type_in(book: Workbook, place: str) -> str:
    """Type the canary into a question; return how it reads."""
    step, question = asked(book, place)
    there = Place(step.name, record_of(step), question.name)
    if question.type == "select_multiple":
        (choice, *_) = question.choices
        book.file.save(there, [choice.name])
        return choice.label.in_(book.language)
    raw = [CANARY] if question.type == "tags" else CANARY
    assert book.file.save(there, raw).fault is None
    return CANARY


def heard(book: Workbook, source: str, place: str) -> list[str]:
    """Return what stands ready at a question to be taken over or chosen."""
    step, question = asked(book, place)
    if question.of:
        return [name for _, name in wording(book, step).records[question.of]]
    if question.lines_of:
        there = Keeper(book).answers(step, record_of(step))[question.name]
        return [line for group in there.groups for line in group.lines]
    feed = question.feed(source)
    assert isinstance(feed, Feed)
    if feed.copied:
        return [str(value) for _, value in begun(book, step, "another").answers]
    answer = Keeper(book).answers(step, record_of(step))[question.name]
    found = [suggestion.text for suggestion in answer.suggestions]
    if step.repeat and question == step.naming:
        found += [offer.text for offer in offers(book, step)]
    return found


def test_there_are_arrows() -> None:
    assert len(ARROWS) == len(set(ARROWS)) > 80


@pytest.mark.parametrize(("source", "target"), ARROWS)
def test_an_answer_stands_ready_where_it_is_needed(
    tied: Workbook, source: str, target: str
) -> None:
    before = heard(tied, source, target)
    canary = type_in(tied, source)
    assert not any(canary in text for text in before)
    assert any(canary in text for text in heard(tied, source, target))


# --- and in what is made of the answers -------------------------------------------

CARD = [
    "calls.whom", "calls.opening", "calls.information", "calls.questions",
    "calls.arguments", "calls.rounding_off", "stories.title", "stories.sentence",
    "stories.number", "objections.objection", "objections.answer", "companies.name",
    "companies.why", "companies.needs", "conversations.own_words",
    "conversations.learned",
]  # fmt: skip
CV = [
    "contact_details.name", "cv_targets.headline", "cv_targets.profile", "jobs.title",
    "jobs.results", "competences.name", "competences.evidence", "stories.title",
    "stories.sentence", "stories.number", "courses.title", "volunteering.title",
]  # fmt: skip
LETTER = [
    "contact_details.name", "companies.name", "applications.receiver",
    "applications.headline", "applications.hook", "applications.difference",
    "applications.worth", "applications.why_you", "applications.proposal",
    "competences.name", "competences.evidence", "attachments.title",
]  # fmt: skip


@pytest.mark.parametrize("source", CARD)
def test_it_stands_on_the_call_card(tied: Workbook, source: str) -> None:
    names_it(tied, source)
    assert CANARY not in str(call_card(tied, ONE))
    type_in(tied, source)
    assert CANARY in str(call_card(tied, ONE))


@pytest.mark.parametrize(
    ("document", "source"),
    [("cv", s) for s in CV] + [("application", s) for s in LETTER],
)
def test_it_stands_in_the_document(tied: Workbook, document: str, source: str) -> None:
    names_it(tied, source)
    assert CANARY not in text_of(tied, document)
    type_in(tied, source)
    assert CANARY in text_of(tied, document)


def test_what_was_agreed_is_the_last_line_of_the_letter(tied: Workbook) -> None:
    """The promise is made in the conversation and stands nowhere but there."""
    due = date.today() + timedelta(days=7)
    tied.file.save(Place("follow_ups", ONE, "application"), None)
    tied.file.save(Place("follow_ups", ONE, "whom"), CANARY)
    tied.file.save(Place("follow_ups", ONE, "due"), due.isoformat())
    assert f"Jeg ringer til {CANARY}" in text_of(tied, "application")


def names_it(book: Workbook, source: str) -> None:
    """Give the record of a source its name: what has none is not printed."""
    step, _ = asked(book, source)
    if step.repeat:
        book.file.save(Place(step.name, ONE, step.naming.name), "Et navn")


def text_of(book: Workbook, document: str) -> str:
    _, content = book.make(document, ONE, "da")
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    return "\n".join(paragraph.text for paragraph in paragraphs)
