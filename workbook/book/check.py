"""Everything that a coach may change, checked at once."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from workbook import analysis, documents, pages
from workbook.book.appointments import NEEDS as CALENDAR_NEEDS
from workbook.content import Content, Finding, examine
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
    return (*findings, *missing, *uncovered, *_templates(settings))


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
    for path in settings.data_files("templates", ending=".docx"):
        try:
            yield from _template(path)
        except DocumentError as fault:
            yield Finding(fault.code, path.name, details=fault.details)


def _template(path: Path) -> Iterator[Finding]:
    kind, *_ = path.name.split(".")
    document = next((d for d in documents.NEEDS if d == kind), None)
    ours = packaged("data", "templates", path.name)
    if document is None or not ours.exists():
        if kind != "look":
            known = ", ".join(f"{name}.da.docx" for name in documents.NEEDS)
            yield Finding("unknown_template", path.name, details={"known": known})
        return
    for found in documents.mismatches(document, path, ours):
        code = "missing_variable" if found.missing else "unknown_variable"
        details = {"variable": found.variable, "place": found.place}
        yield Finding(code, path.name, details=details)
