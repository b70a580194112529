"""A text in both languages; neither may be missing."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from workbook.settings import Language

Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Grammar(BaseModel):
    """A part of the content: frozen, and a key nobody knows is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Grammar):
    """The same text in Danish and English, side by side, both required."""

    da: Sentence
    en: Sentence

    def in_(self, language: Language) -> str:
        """Return the text in one language."""
        return self.da if language == "da" else self.en
