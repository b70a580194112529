"""The reference list: things with words and codes, and where they are from."""

from pydantic import Field

from workbook.content.text import Grammar, Name, Text


class Entry(Grammar):
    """One thing of a list: its label, the words people use for it, its code.

    ``better`` says what to say instead, where the thing is better not said.
    """

    label: Text
    words: Text | None = None
    better: Text | None = None
    code: str | None = None
    name: Name | None = None


class ReferenceList(Grammar):
    """A file below ``data/reference``, with its source and licence."""

    name: Name
    title: Text
    source: Text
    licence: Text
    entries: tuple[Entry, ...] = Field(min_length=1)
