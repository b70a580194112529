"""What records are called, and the wording of a form made from them."""

from collections.abc import Mapping

from workbook.content.display import words
from workbook.content.question import Question
from workbook.content.step import Step
from workbook.forms import Wording
from workbook.pages.book import Book
from workbook.settings import Language
from workbook.store import Record

Names = Mapping[str, str]


def names(book: Book, step: Step) -> Names:
    """Return the names of a step's records by id, in their order."""
    return {
        found.record: record_name(book, step, found)
        for found in book.file.records(step.name)
    }


def record_name(book: Book, step: Step, record: Record) -> str:
    """Return a record's name: its first column in words, else "unnamed"."""
    name = cell(step.naming, record, {}, book.language)
    return name or book.content.texts.say("rows.unnamed", book.language)


def referred(book: Book, question: Question) -> Names:
    """Return the names that a question's references go by; none for other types."""
    return names(book, book.content.steps[question.of]) if question.of else {}


def cell(question: Question, record: Record, known: Names, language: Language) -> str:
    """Return an answer in words, a draft as typed, references by their names."""
    draft = record.drafts.get(question.name)
    if draft is not None:
        return str(draft.raw)
    value = record.values.get(question.name)
    if question.of is None or value is None:
        return words(question, value, language)
    wanted = value if isinstance(value, tuple) else (str(value),)
    return ", ".join(known[name] for name in wanted if name in known)


def wording(book: Book, step: Step) -> Wording:
    """Return what a form of this step needs to word its questions."""
    content, language = book.content, book.language
    targets = {question.of for question in step.questions if question.of}
    records = {
        target: tuple(names(book, content.steps[target]).items()) for target in targets
    }
    titles = {name: content.steps[name].title.in_(language) for name in targets}
    return Wording(content.texts, language, records, titles, content.lists)
