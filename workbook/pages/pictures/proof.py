"""Which competence is told by which story, and what is only claimed."""

import pandas as pd

from workbook.analysis import matrix, proved
from workbook.pages.book import Book
from workbook.pages.names import Names, names, quoted
from workbook.pages.panel import Cell, Part


def proof(book: Book, _opened: str) -> Part | None:
    """Draw the matrix of competences and stories.

    A story that no competence uses is named above it, not given a column.
    """
    competences, stories = book.frame("competences"), book.frame("stories")
    if competences.empty:
        return None
    say, language = book.content.texts.say, book.language
    told = matrix(competences, stories)
    used = told.loc[:, told.any()]
    known = names(book, book.content.steps["stories"])
    rows = _rows(book, used, proved(competences, stories))
    head = [say(f"pictures.{name}", language) for name in ("competence", "status")]
    return Part(
        say("pictures.proof", language),
        texts=_unused(book, [known[s] for s in told.columns if s not in used.columns]),
        head=[*head, *_titles(used, known)],
        rows=rows,
    )


def _rows(book: Book, used: pd.DataFrame, proof: "pd.Series[bool]") -> list[list[Cell]]:
    say, language = book.content.texts.say, book.language
    yes = Cell(say("pictures.proved", language), mark="good")
    no = Cell(say("pictures.claimed", language), mark="bad")
    return [
        [
            Cell(name),
            yes if proof[record] else no,
            *(Cell("✓" if told else "") for told in used.loc[record]),
        ]
        for record, name in names(book, book.content.steps["competences"]).items()
    ]


def _titles(used: pd.DataFrame, known: Names) -> list[str]:
    return [known[str(story)] for story in used.columns]


def _unused(book: Book, stories: list[str]) -> list[str]:
    if not stories:
        return []
    listed = quoted(stories, book.language)
    return [book.content.texts.say("pictures.unused", book.language, stories=listed)]
