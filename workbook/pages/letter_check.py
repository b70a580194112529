"""The letter check on the page: what can be counted, and counsel with its place."""

from datetime import date
from typing import Final

from workbook import documents
from workbook.content.question import Question
from workbook.documents.letter_check import letter_findings
from workbook.documents.letter_finding import LetterFinding
from workbook.documents.letter_text import LetterFigures, letter_figures
from workbook.documents.readability import EASY, HEAVY, MEDIUM
from workbook.pages.book import Book
from workbook.pages.names import quoted
from workbook.pages.panel import Cell, Part

APPLICATIONS: Final = "applications"
_STEPS = frozenset(need.split(".")[0] for need in documents.NEEDS["application"])
_BEGUN = 20
"""A letter of fewer words is not checked yet."""
_SHOWN = 8
"""More counsel than this at once helps nobody."""
_CUT = {"about_me", "long_sentence"}
"""These quote the beginning of a sentence."""


def letter_check(book: Book, opened: str) -> list[Part]:
    """Return the check of the application that is open, none while none is."""
    frames = {step: book.frame(step) for step in _STEPS if step in book.content.steps}
    if opened not in frames[APPLICATIONS].index:
        return []
    words = documents.words_in(book.content, book.language)
    context = documents.application_context(
        frames, words, record=opened, language=book.language, today=date.today()
    )
    figures = letter_figures(context, book.language)
    if figures.words < _BEGUN:
        return [Part(_say(book, "title"), texts=[_say(book, "begin")])]
    found = letter_findings(
        frames,
        context,
        record=opened,
        language=book.language,
        cliches=book.content.lists.get("cliches"),
    )
    return [_part(book, figures, [one for one in found if _asked(book, one)])]


def _part(book: Book, figures: LetterFigures, found: list[LetterFinding]) -> Part:
    return Part(
        _say(book, "title"),
        texts=[_figures(book, figures), _say(book, "counsel" if found else "clean")],
        head=[_say(book, name) for name in ("place", "seen", "better")]
        if found
        else [],
        rows=[*(_row(book, one) for one in found[:_SHOWN]), *_more(book, found)],
        source=_say(book, "about"),
    )


def _figures(book: Book, figures: LetterFigures) -> str:
    limits = ((EASY, "easy"), (MEDIUM, "medium"), (HEAVY, "dense"))
    level = next((name for limit, name in limits if figures.lix <= limit), "heavy")
    return _say(
        book,
        "figures",
        words=figures.words,
        lix=figures.lix,
        level=_say(book, f"lix_{level}"),
    )


def _row(book: Book, finding: LetterFinding) -> list[Cell]:
    question = _question(book, finding)
    details = {
        name: quoted(detail, book.language) if isinstance(detail, list) else detail
        for name, detail in finding.details.items()
    }
    if question and question.of:
        details["step"] = book.content.steps[question.of].title.in_(book.language)
    return [
        Cell(_place(book, finding, question)),
        Cell(_say(book, finding.code, **details)),
        Cell(_say(book, f"{finding.code}_better", **details)),
    ]


def _more(book: Book, found: list[LetterFinding]) -> list[list[Cell]]:
    """Return a last row that says how many are kept back, none when all are shown."""
    count = len(found) - _SHOWN
    said = book.content.texts.say("pages.blockers_more", book.language, count=count)
    return [[Cell(said), Cell(""), Cell("")]] if count > 0 else []


def _place(book: Book, finding: LetterFinding, question: Question | None) -> str:
    where = question.label.in_(book.language) if question else _say(book, "whole")
    if not finding.quote:
        return where
    cut = finding.code in _CUT and finding.quote[-1].isalnum()
    quote = f"{finding.quote} …" if cut else finding.quote
    return f"{where} {quoted([quote], book.language)}"


def _question(book: Book, finding: LetterFinding) -> Question | None:
    step = book.content.steps[APPLICATIONS]
    return step.question(finding.question) if finding.question else None


def _asked(book: Book, finding: LetterFinding) -> bool:
    """Tell whether the question is there: a coach may take one out."""
    asked = f"{APPLICATIONS}.{finding.question}" in book.content.asked
    return not finding.question or asked


def _say(book: Book, key: str, **details: object) -> str:
    return book.content.texts.say(f"letter.{key}", book.language, **details)
