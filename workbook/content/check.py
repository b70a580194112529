"""Check that the content files hold together: every finding, all at once."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final

from workbook.content import feeding
from workbook.content.finding import Finding
from workbook.content.question import BOUNDED, CHOOSES, REFERS, WRITES, Question
from workbook.content.reference import ReferenceList
from workbook.content.route import Curriculum, Route
from workbook.content.step import Pages, Step

_ONLY: Final[Mapping[str, Set[str]]] = {
    "lookup": WRITES,
    "exercise": {"rating"},
    "lines_of": {"lines"},
    "ordered": {"references", "lines"},
    "accepts": {"file"},
    "begins": {"date", "datetime", "select_one"},
}
"""The keys that only questions of some types may have."""


@dataclass(frozen=True)
class Contents:
    """What could be read, by file stem, and the stems of files that are broken.

    A name in ``broken`` counts as known: its own finding is enough.
    """

    pages: Pages | None
    curriculum: Curriculum | None
    steps: dict[str, Step]
    routes: dict[str, Route]
    lists: dict[str, ReferenceList]
    broken: frozenset[str]

    def step(self, name: str) -> Step | None:
        """Return a step by the name in its file."""
        return next((s for s in self.steps.values() if s.name == name), None)

    def knows(self, name: str) -> bool:
        """Tell whether a step of that name is there, or would be if it were whole."""
        return self.step(name) is not None or name in self.broken


def check(contents: Contents) -> tuple[Finding, ...]:
    """Return all findings on how the parts fit together."""
    return tuple(finding for part in _CHECKS for finding in part(contents))


def _names(contents: Contents) -> Iterator[Finding]:
    named = {stem: step.name for stem, step in contents.steps.items()}
    named |= {stem: route.name for stem, route in contents.routes.items()}
    named |= {stem: found.name for stem, found in contents.lists.items()}
    for stem, name in named.items():
        if stem != name:
            yield Finding("file_name", f"{stem}.toml", None, "name", {"name": name})
    for stem, step in contents.steps.items():
        counts = Counter(question.name for question in step.questions)
        for name in (n for n, count in counts.items() if count > 1):
            yield Finding(
                "duplicate_name", f"{stem}.toml", name, "name", {"name": name}
            )


def _questions(contents: Contents) -> Iterator[Finding]:
    for stem, step in contents.steps.items():
        for question in step.questions:
            yield from _question(contents, f"{stem}.toml", question)


def _question(contents: Contents, file: str, question: Question) -> Iterator[Finding]:
    def finding(code: str, key: str, **details: object) -> Finding:
        return Finding(code, file, question.name, key, details)

    if question.type in CHOOSES and not question.choices:
        yield finding("choices_missing", "choices")
    if question.choices and question.type not in CHOOSES:
        yield finding("choices_not_allowed", "choices", type=question.type)
    for name, count in Counter(choice.name for choice in question.choices).items():
        if count > 1:
            yield finding("duplicate_choice", "choices", choice=name)
    yield from _bounds(file, question)
    if question.type in REFERS and not (question.of and contents.knows(question.of)):
        yield finding("unknown_reference", "of", step=question.of or "")
    if question.of and question.type not in REFERS:
        yield finding("reference_not_allowed", "of", type=question.type)
    yield from _extras(contents, file, question)


def _extras(contents: Contents, file: str, question: Question) -> Iterator[Finding]:
    """What only some types may have: a list to look up in, lines, an exercise."""
    known = {found.name for found in contents.lists.values()} | contents.broken
    if question.lookup and question.lookup not in known:
        details = {"list": question.lookup}
        yield Finding("unknown_list", file, question.name, "lookup", details)
    for key, types in _ONLY.items():
        if getattr(question, key) and question.type not in types:
            details = {"key": key, "type": str(question.type)}
            yield Finding("key_not_allowed", file, question.name, key, details)
    if not _can_begin(question):
        details = {"begins": question.begins or ""}
        yield Finding("unknown_beginning", file, question.name, "begins", details)
    if question.type == "lines" and not _has_lines(contents, question):
        details = {"source": question.lines_of or ""}
        yield Finding("unknown_lines", file, question.name, "lines_of", details)


def _can_begin(question: Question) -> bool:
    """Tell whether what a new record begins with is an answer to the question."""
    wanted = {"date": "today", "datetime": "now"}.get(question.type)
    if question.type == "select_one" and question.begins:
        return question.choice(question.begins) is not None
    return question.begins is None or wanted in (None, question.begins)


def _has_lines(contents: Contents, question: Question) -> bool:
    """Tell whether the lines to tick are there: long texts of a step's many records."""
    name, asked = question.source
    step = contents.step(name)
    if step is None:
        return name in contents.broken
    return step.repeat and any(
        q.name == asked and q.type == "long_text" for q in step.questions
    )


def _bounds(file: str, question: Question) -> Iterator[Finding]:
    low, high = question.minimum, question.maximum
    for key, value in (("minimum", low), ("maximum", high)):
        if value is not None and question.type not in BOUNDED:
            kind = {"type": str(question.type)}
            yield Finding("bound_not_allowed", file, question.name, key, kind)
    if low is not None and high is not None and low > high:
        details = {"minimum": str(low), "maximum": str(high)}
        yield Finding("bounds_crossed", file, question.name, "minimum", details)


def _ids(contents: Contents) -> Iterator[Finding]:
    if contents.curriculum is None:
        return
    for stem, step in contents.steps.items():
        for question in step.questions:
            for id_ in question.covers:
                if id_ not in contents.curriculum.ids:
                    details = {"id": id_}
                    file = f"{stem}.toml"
                    yield Finding("unknown_id", file, question.name, "covers", details)


def _lists(contents: Contents) -> Iterator[Finding]:
    """What a step of many records needs for its list."""
    for stem, step in contents.steps.items():
        file = f"{stem}.toml"
        names = {question.name for question in step.answerable}
        for column in step.columns:
            if column not in names:
                details = {"column": column, "step": step.name}
                yield Finding("unknown_column", file, None, "columns", details)
        if step.columns[:1] and any(
            question.name == step.columns[0] and question.type in REFERS
            for question in step.questions
        ):
            yield Finding("naming_reference", file, None, "columns")
        for key in ("columns", "add"):
            if step.repeat and not getattr(step, key):
                yield Finding("missing_key", file, None, key, {"key": key})
        yield from _owners(contents, file, step)


def _owners(contents: Contents, file: str, step: Step) -> Iterator[Finding]:
    """Each step that a record stands within or across is one that it refers to."""
    places = [("within", owner) for owner in step.within]
    places += [("across", step.across)] if step.across else []
    for key, owner in places:
        details = {"step": owner}
        if not contents.knows(owner):
            yield Finding("unknown_step", file, None, key, details)
        elif step.refers_to(owner) is None:
            yield Finding("no_parent", file, None, key, details)


def _pages(contents: Contents) -> Iterator[Finding]:
    if contents.pages is None:
        return
    file = "pages.toml"
    shown = Counter(name for page in contents.pages.pages for name in page.steps)
    for name, count in shown.items():
        if not contents.knows(name):
            yield Finding("unknown_step", file, None, "steps", {"step": name})
        if count > 1:
            yield Finding("step_on_two_pages", file, None, "steps", {"step": name})
    for step in contents.steps.values():
        if step.name not in shown:
            yield Finding("step_on_no_page", file, None, "steps", {"step": step.name})
    for page in contents.pages.pages:
        if page.practises and not contents.knows(page.practises):
            details = {"step": page.practises}
            yield Finding("unknown_step", file, None, "practises", details)


def _flow(contents: Contents) -> Iterator[Finding]:
    arrows = contents.curriculum.arrows if contents.curriculum else ()
    yield from feeding.check(contents.steps, arrows, contents.broken)


def _routes(contents: Contents) -> Iterator[Finding]:
    for stem, route in contents.routes.items():
        file = f"{stem}.toml"
        minutes = sum(line.minutes for line in route.lines)
        if minutes != route.total:
            details = {"minutes": minutes, "total": route.total}
            yield Finding("minutes_do_not_add_up", file, None, "total", details)
        for line in route.lines:
            if line.step:
                yield from _line(contents, file, line.step, line.questions)


def _line(
    contents: Contents, file: str, name: str, questions: tuple[str, ...]
) -> Iterator[Finding]:
    if not contents.knows(name):
        yield Finding("unknown_step", file, None, "lines", {"step": name})
    step = contents.step(name)
    known = {question.name for question in step.questions} if step else set(questions)
    for question in questions:
        if question not in known:
            details = {"question": question, "step": name}
            yield Finding("unknown_question", file, question, "lines", details)


_CHECKS: tuple[Callable[[Contents], Iterator[Finding]], ...] = (
    _names,
    _questions,
    _ids,
    _lists,
    _pages,
    _flow,
    _routes,
)
