"""Everything that a coach may change, checked at once."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from workbook import analysis, documents, pages
from workbook.book.appointments import NEEDS as CALENDAR_NEEDS
from workbook.content import Content, Finding, examine
from workbook.content.privacy import examine_privacy
from workbook.documents import Document, papers
from workbook.errors import DocumentError
from workbook.settings import Settings, packaged

_USES: Mapping[str, frozenset[str]] = {
    **{str(document): needs for document, needs in documents.NEEDS.items()},
    **analysis.NEEDS,
    "call_card": pages.CARD_NEEDS,
    "calendar": CALENDAR_NEEDS,
}
"""What is made of answers, and of which."""


def check(settings: Settings) -> tuple[Finding, ...]:
    """Return all findings on content and Word templates, and how they fit together.

    A document needs answers, so a question that is gone is found here; a template
    needs variables that its document fills.
    """
    content, findings = examine(settings)
    missing = _needs(content, whole=not findings) if content else ()
    uncovered = _uncovered(content) if content and not findings else ()
    texts = examine_privacy(settings)
    return (*findings, *missing, *uncovered, *texts, *_templates(settings))


def _uncovered(content: Content) -> Iterator[Finding]:
    """Name each id of the curriculum that no question and no document covers."""
    covered = {
        id_
        for step in content.steps.values()
        for question in step.questions
        for id_ in question.covers
    }
    for id_ in content.ids:
        if id_ not in covered:
            yield Finding(
                "id_uncovered", "curriculum.toml", key=id_, details={"id": id_}
            )


def _needs(content: Content, *, whole: bool) -> Iterator[Finding]:
    """Of content that is not whole, a step that could not be read is passed over."""
    for used_by, needs in _USES.items():
        for need in sorted(needs):
            step, name = need.split(".")
            known = content.steps.get(step)
            if known is None and not whole:
                continue
            if known is None or name not in {q.name for q in known.answerable}:
                details = {"question": need, "used_by": used_by}
                yield Finding("needed_by", f"{step}.toml", name, details=details)


def _templates(settings: Settings) -> Iterator[Finding]:
    yield from _fitting(settings, (), {name: name for name in documents.NEEDS})
    yield from _fitting(settings, ("papers",), papers.CONTEXTS)


def _fitting(
    settings: Settings, folder: tuple[str, ...], known: Mapping[Any, Document | type]
) -> Iterator[Finding]:
    """Hold the templates in a folder, by name, against what fills them."""
    for path in settings.data_files("templates", *folder, ending=".docx"):
        ours = packaged("data", "templates", *folder, path.name)
        kind, *_ = path.name.split(".")
        if kind in known and ours.exists():
            yield from _template(known[kind], path, ours)
        elif kind != "look":
            names = ", ".join(f"{name}.da.docx" for name in known)
            yield Finding("unknown_template", path.name, details={"known": names})


def _template(kind: Document | type, path: Path, ours: Path) -> Iterator[Finding]:
    try:
        for found in documents.mismatches(kind, path, ours):
            code = "missing_variable" if found.missing else "unknown_variable"
            details = {"variable": found.variable, "place": found.place}
            yield Finding(code, path.name, details=details)
    except DocumentError as fault:
        yield Finding(fault.code, path.name, details=fault.details)
