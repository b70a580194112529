"""Read the content files into one frozen Content, or say all that is wrong."""

import tomllib
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from workbook.content.check import Contents, check
from workbook.content.finding import FaultyContentError, Finding
from workbook.content.question import QUESTION_TYPES
from workbook.content.reference import ReferenceList
from workbook.content.route import Curriculum, Route
from workbook.content.step import Page, Pages, Step
from workbook.content.text import Grammar, Text
from workbook.content.texts import Texts, flatten
from workbook.settings import Settings

Part = TypeVar("Part", bound=BaseModel)


class Content(Grammar):
    """All that is asked and said: pages, texts; steps, routes and lists by name.

    ``ids`` are those of the curriculum that all of it has to cover.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    pages: tuple[Page, ...]
    steps: dict[str, Step]
    routes: dict[str, Route]
    lists: dict[str, ReferenceList]
    texts: Texts
    ids: tuple[str, ...] = ()

    @cached_property
    def order(self) -> tuple[Step, ...]:
        """All steps in the order of the pages."""
        return tuple(self.steps[name] for page in self.pages for name in page.steps)

    @cached_property
    def asked(self) -> frozenset[str]:
        """Every question that takes an answer, as ``step.question``."""
        return frozenset(f"{s.name}.{q.name}" for s in self.order for q in s.answerable)

    def shown(self, page: Page) -> tuple[Step, ...]:
        """Return the steps that a page shows, without those that stand within others.

        One that does has a list of its own on a page where the others are not.
        """
        steps = (self.steps[name] for name in page.steps)
        return tuple(step for step in steps if not {*step.within} & {*page.steps})


Stamp = tuple[tuple[Path, int, int], ...]
_KEPT: dict[Stamp, Content] = {}


def keep(settings: Settings) -> None:
    """Read the content, and give the same until one of its files has changed.

    For a process that others are forked from. Faulty content is not kept.
    """
    stamp = _stamp(settings)
    with suppress(FaultyContentError):
        _KEPT[stamp] = load(settings)


def _stamp(settings: Settings) -> Stamp:
    """Return what is another when a content file has been written or is not there."""
    folders = (
        ("content",),
        ("content", "steps"),
        ("content", "routes"),
        ("reference",),
    )
    files = (
        path
        for folder in folders
        for path in settings.data_files(*folder, ending=".toml")
    )
    known = ((path, path.stat()) for path in files)
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in known)


def load(settings: Settings) -> Content:
    """Return the content; raise FaultyContentError with every finding at once."""
    if _KEPT and (kept := _KEPT.get(_stamp(settings))):
        return kept
    content, findings = examine(settings)
    if content is None or findings:
        raise FaultyContentError(findings, load_texts(settings))
    return content


def examine(settings: Settings) -> tuple[Content | None, tuple[Finding, ...]]:
    """Return the content as far as it can be read, and all findings."""
    reading = _Reading()
    texts = reading.texts(settings)
    pages = reading.part(settings.data("content", "pages.toml"), Pages)
    curriculum = reading.part(settings.data("content", "curriculum.toml"), Curriculum)
    steps = reading.parts(settings.data_files("content", "steps", ending=".toml"), Step)
    routes = reading.parts(
        settings.data_files("content", "routes", ending=".toml"), Route
    )
    lists = reading.parts(
        settings.data_files("reference", ending=".toml"), ReferenceList
    )
    contents = Contents(
        pages, curriculum, steps, routes, lists, frozenset(reading.broken)
    )
    findings = (*reading.findings, *check(contents))
    if pages is None or texts is None:
        return None, findings
    known = tuple(
        page.model_copy(update={"steps": _known(page, steps)}) for page in pages.pages
    )
    return Content(
        pages=known,
        steps={step.name: step for step in steps.values()},
        routes={route.name: route for route in routes.values()},
        lists={found.name: found for found in lists.values()},
        texts=texts,
        ids=curriculum.ids if curriculum else (),
    ), findings


def load_texts(settings: Settings) -> Texts:
    """Return the texts, the packaged ones where a coach's own are broken."""
    reading = _Reading()
    found = reading.texts(settings) if settings.site else None
    if found is None or reading.findings:
        found = reading.texts(Settings())
    if found is None:
        raise FaultyContentError(reading.findings, Texts({}))
    return found


def _known(page: Page, steps: dict[str, Step]) -> tuple[str, ...]:
    names = {step.name for step in steps.values()}
    return tuple(name for name in page.steps if name in names)


class _Reading:
    """Reads file after file and gathers the findings."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.broken: set[str] = set()

    def table(self, path: Path) -> dict[str, Any] | None:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            self._fault("not_utf8", path)
        except tomllib.TOMLDecodeError as fault:
            self._fault("toml_syntax", path, reason=str(fault))
        except OSError:
            self._fault("file_missing", path)
        return None

    def part(self, path: Path, model: type[Part]) -> Part | None:
        table = self.table(path)
        if table is None:
            return None
        try:
            return model.model_validate(table)
        except ValidationError as fault:
            self.broken.add(path.stem)
            self.findings += _findings(path, table, fault.errors())
            return None

    def parts(self, paths: Iterable[Path], model: type[Part]) -> dict[str, Part]:
        read = {path.stem: self.part(path, model) for path in paths}
        return {stem: part for stem, part in read.items() if part is not None}

    def texts(self, settings: Settings) -> Texts | None:
        path = settings.data("content", "texts.toml")
        table = self.table(path)
        if table is None:
            return None
        found = {}
        for key, value in flatten(table).items():
            try:
                found[key] = Text.model_validate(value)
            except ValidationError as fault:
                self.findings += _findings(path, {}, fault.errors(), start=key)
        self._complete(path, found)
        return Texts(found)

    def _complete(self, path: Path, found: dict[str, Text]) -> None:
        """A coach's texts replace ours whole, so none of ours may be missing."""
        ours = Settings().data("content", "texts.toml")
        if path != ours:
            wanted = flatten(tomllib.loads(ours.read_text(encoding="utf-8")))
            self.findings += [
                Finding("missing_key", path.name, key=key, details={"key": key})
                for key in wanted
                if key not in found
            ]

    def _fault(self, code: str, path: Path, **details: object) -> None:
        self.broken.add(path.stem)
        self.findings.append(Finding(code, path.name, details=details))


def _findings(
    path: Path, table: dict[str, Any], errors: Iterable[ErrorDetails], start: str = ""
) -> list[Finding]:
    return [_finding(path, table, error, start) for error in errors]


def _finding(
    path: Path, table: dict[str, Any], error: ErrorDetails, start: str
) -> Finding:
    place = [str(part) for part in error["loc"]]
    key = ".".join([start, *place] if start else place)
    question = None
    if place[:1] == ["questions"] and len(place) > 1:
        question = _question_name(table, int(place[1]))
        key = ".".join(place[2:])
    code = _code(error["type"], place)
    details: dict[str, object] = {"key": key, "language": place[-1] if place else ""}
    if code == "unknown_question_type":
        details |= {"type": str(error["input"]), "types": ", ".join(QUESTION_TYPES)}
    return Finding(code, path.name, question, key, details)


def _question_name(table: dict[str, Any], number: int) -> str:
    question = table["questions"][number]
    name = question.get("name") if isinstance(question, dict) else None
    return str(name) if name else f"#{number + 1}"


def _code(kind: str, place: list[str]) -> str:
    if kind == "extra_forbidden":
        return "unknown_key"
    if place and place[-1] in ("da", "en"):
        return "missing_language"
    if kind == "literal_error" and place[-1] == "type":
        return "unknown_question_type"
    return "missing_key" if kind == "missing" else "wrong_type"
