"""The page of the take-home pack: everything to read in one file, without a program."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from workbook.errors import ExchangeError
from workbook.settings import Language

# A coach's tag may be any expression, and his file may be in use.
_FAULTS = (
    *(TemplateError, TypeError, ValueError, ArithmeticError, LookupError),
    *(RecursionError, OSError),
)


@dataclass(frozen=True)
class Link:
    """A file of the pack: what it is called, where it is, what it is good for."""

    label: str
    path: str
    told: str = ""

    @property
    def address(self) -> str:
        """The path as an address can hold it, from where the page is."""
        return quote(self.path)


@dataclass(frozen=True)
class Answer:
    """What was asked and the answer in words, with the file if that is one."""

    label: str
    text: str
    file: Link | None = None


@dataclass(frozen=True)
class AnsweredRecord:
    """A record's answers; a step's only record has no name."""

    name: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class AnsweredStep:
    """A step with the records that hold an answer."""

    title: str
    records: tuple[AnsweredRecord, ...]


@dataclass(frozen=True)
class AnsweredPage:
    """A page with the steps that hold an answer."""

    title: str
    steps: tuple[AnsweredStep, ...]


@dataclass(frozen=True)
class Promised:
    """An open promise: its day, "" while it has none, whom, and what to say."""

    day: str
    what: str
    said: str


@dataclass(frozen=True)
class Reading:
    """All that the page holds.

    ``documents`` are names with a link for each format, ``tables`` the data step by
    step, and ``left_out`` sentences on what is not there.
    """

    language: Language
    name: str
    day: str
    promises: tuple[Promised, ...]
    documents: tuple[tuple[str, tuple[Link, ...]], ...]
    without_pdf: bool
    files: tuple[Link, ...]
    tables: tuple[Link, ...]
    left_out: tuple[str, ...]
    pages: tuple[AnsweredPage, ...]


def reading_page(reading: Reading, words: Mapping[str, str], template: Path) -> str:
    """Return the page as HTML: no script, nothing from elsewhere, all text escaped.

    In the template ``pack`` is what there is to read, and ``w`` has its words.

    Raises:
        ExchangeError: ``page_fault``, a tag of the template cannot be followed.
    """
    tags = SandboxedEnvironment(
        loader=FileSystemLoader(template.parent),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return tags.get_template(template.name).render(pack=reading, w=words)
    except _FAULTS as fault:
        details = {"file": template.name, "reason": str(fault)}
        raise ExchangeError("page_fault", **details) from fault
