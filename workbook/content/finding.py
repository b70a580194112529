"""A finding: one fault of the content, with its place and its remedy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbook.content.texts import Texts
from workbook.errors import ContentError
from workbook.settings import Language


@dataclass(frozen=True)
class Finding:
    """What is wrong where; ``code`` is a key below ``[findings]``."""

    code: str
    file: str
    question: str | None = None
    key: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)

    def place(self) -> str:
        """Return file, question and key in one line."""
        return " · ".join(part for part in (self.file, self.question, self.key) if part)

    def sentence(self, texts: Texts, language: Language) -> str:
        """Return the place, what is wrong and what to do about it."""
        known: dict[str, Any] = {
            "file": self.file,
            "question": self.question or "",
            "key": self.key or "",
        }
        said = texts.say(
            f"findings.{self.code}", language, **(known | {**self.details})
        )
        return f"{self.place()}: {said}"


class FaultyContentError(ContentError):
    """Content that cannot be used, with all findings at once."""

    def __init__(self, findings: Iterable[Finding], texts: Texts) -> None:
        """Keep the findings, and the texts that say them."""
        self.findings = tuple(findings)
        self.texts = texts
        super().__init__("content_faults", count=len(self.findings))
