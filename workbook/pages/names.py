"""What records are called, and the wording of a form made from them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from workbook.content.display import words
from workbook.content.period import newness
from workbook.content.question import Question
from workbook.content.step import Step
from workbook.forms import Wording
from workbook.pages.book import Book
from workbook.settings import Language
from workbook.store import Record

Names = Mapping[str, str]


def names(book: Book, step: Step) -> Names:
    """Return the names of a step's records by id, in their order."""
    return dict(_named(book, step, book.file.records(step.name)))


def record_name(book: Book, step: Step, record: Record) -> str:
    """Return a record's name: its first column in words, else "unnamed"."""
    name = cell(step.naming, record, {}, book.language)
    return name or book.content.texts.say("rows.unnamed", book.language)


def referred(book: Book, question: Question) -> Names:
    """Return the names of what a question refers to, records or files, if it does."""
    if question.type == "file":
        return book.file.file_names()
    return names(book, book.content.steps[question.of]) if question.of else {}


def cell(question: Question, record: Record, known: Names, language: Language) -> str:
    """Return an answer in words, a draft as typed, references and files by name."""
    draft = record.drafts.get(question.name)
    if draft is not None:
        return str(draft.raw)
    value = record.values.get(question.name)
    named = question.of is not None or question.type == "file"
    if value is None or not named:
        return words(question, value, language)
    wanted = value if isinstance(value, tuple) else (str(value),)
    return ", ".join(known[name] for name in wanted if name in known)


def listed(book: Book, step: Step) -> list[Record]:
    """Return a step's records as they are chosen among.

    Those that have a period stand newest first, as a CV shows them.
    """
    found = book.file.records(step.name)
    return sorted(found, key=_newness, reverse=True) if step.has_period else found


def _newness(record: Record) -> tuple[date, date]:
    return newness(_day(record, "from"), _day(record, "to"))


def _day(record: Record, question: str) -> date | None:
    value = record.values.get(question)
    return value if isinstance(value, date) else None


def _choices(book: Book, step: Step) -> tuple[tuple[str, str], ...]:
    return tuple(_named(book, step, listed(book, step)))


def _named(
    book: Book, step: Step, records: Iterable[Record]
) -> Iterator[tuple[str, str]]:
    """Go through ids and names; of thousands the language is asked for once."""
    language = book.language
    unnamed = book.content.texts.say("rows.unnamed", language)
    for found in records:
        yield found.record, cell(step.naming, found, {}, language) or unnamed


def quoted(texts: Iterable[str], language: Language) -> str:
    """Return texts on one line, each between quotation marks of the language."""
    opens, closes = "»«" if language == "da" else "“”"
    return ", ".join(f"{opens}{text}{closes}" for text in texts)


def wording(book: Book, step: Step) -> Wording:
    """Return what a form of this step needs to word its questions."""
    content, language = book.content, book.language
    targets = {question.of for question in step.questions if question.of}
    records = {target: _choices(book, content.steps[target]) for target in targets}
    sources = {question.source[0] for question in step.questions if question.lines_of}
    titles = {
        name: content.steps[name].title.in_(language) for name in targets | sources
    }
    return Wording(content.texts, language, records, titles, content.lists)
