"""The answers that ways to a company are worded from."""

import re
from datetime import date
from typing import Any, Final

import pandas as pd

from workbook.analysis import NEEDS
from workbook.content.line import points
from workbook.pages.book import Book
from workbook.pages.names import quoted

_MORE: Final = ("contact_details", "network")
_ENDS: Final = re.compile(r"(?<!\.\w)[.!?…]+[«»”\"]?(?=\s+[^\W\d_a-zæøå]|\s*$)")
_SAID: Final = re.compile(r"[»“](.+)[«”]", re.DOTALL)
_STOPS: Final = (".", "!", "?", "…")


class Told:
    """What he has told, read once, and the words to say it with.

    An answer that the content no longer asks for is an empty one.
    """

    def __init__(self, book: Book) -> None:
        """Read all that a way can be worded from."""
        steps = {need.split(".")[0] for need in NEEDS["paths"]} | {*_MORE}
        self._book = book
        self.language = book.language
        self.frames = {s: book.frame(s) for s in steps if s in book.content.steps}

    def say(self, key: str, **details: object) -> str:
        """Return one of the sentences for ways."""
        return self._book.content.texts.say(f"ways_in.{key}", self.language, **details)

    def answer(self, step: str, record: str, question: str) -> Any:
        """Return what was answered, None while there is nothing."""
        frame = self.frames.get(step)
        if frame is None or question not in frame or record not in frame.index:
            return None
        value: Any = frame.at[record, question]
        return None if pd.isna(value) else value

    def text(self, step: str, record: str, question: str) -> str:
        """Return an answer on one line, "" while there is none."""
        return " ".join(str(self.answer(step, record, question) or "").split())

    def year(self, step: str, record: str, question: str) -> str:
        """Return the year of a day, "" while there is none."""
        day = self.answer(step, record, question)
        return str(day.year) if isinstance(day, date) else ""

    def name(self, step: str, record: str) -> str:
        """Return what a person or company is called, or a word for one without."""
        question = "person" if step == "relations" else "name"
        lacking = "the_company" if step == "companies" else "somebody"
        return self.text(step, record, question) or self.say(lacking)

    def me(self) -> str:
        """Return his own name, "" while he has not written it."""
        return self.text("contact_details", "contact_details", "name")

    def quote(self, said: str) -> str:
        """Return an answer between quotation marks, with a full stop if it lacks one.

        Marks that stand round the whole of it already are not doubled.
        """
        inner = _SAID.fullmatch(said)
        alone = inner is not None and not re.search("[»“«”]", inner[1])
        marked = quoted([inner[1] if inner and alone else said], self.language)
        return marked if marked[:-1].endswith(_STOPS) else f"{marked}."

    def first_sentence(self, step: str, record: str, question: str) -> str:
        """Return the first sentence of a long answer, as a whole sentence."""
        first = next(iter(points(str(self.answer(step, record, question) or ""))), "")
        end = _ENDS.search(first)
        sentence = first[: end.end()] if end else first
        return sentence if not sentence or end else f"{sentence}."

    def asking(self) -> str:
        """Return how he asks so that they can say no: what he says, if he quotes it."""
        asked = str(self.answer("network", "network", "asking") or "").strip()
        said = _SAID.search(asked)
        return said[1].strip() if said else asked


def first_name(name: str) -> str:
    """Return how one he knows is greeted: the first of several proper names."""
    words = name.split()
    proper = all(word[:1].isupper() for word in words) and words[:1] != words
    return words[0] if proper and re.fullmatch(r"[^\W\d_-]+", words[0]) else name
