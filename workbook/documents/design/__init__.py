"""Writes the Word templates as they are shipped: ``python -m … .design DIR``.

A coach changes the templates in Word; this package is where ours come from, so that
their looks stay one and their parts stay clean.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from docx.document import Document as WordDocument

from workbook.documents.context import Document
from workbook.documents.design.card import call_card_template
from workbook.documents.design.cv import cv_template
from workbook.documents.design.exercises import (
    employers_template,
    names_template,
    observer_template,
    promises_template,
)
from workbook.documents.design.letter import application_template
from workbook.documents.design.look import LOOK_NAMES
from workbook.documents.design.papers import cards_template, order_template
from workbook.documents.design.plans import (
    follow_up_plan_template,
    network_plan_template,
)
from workbook.documents.design.sheet import TAGS
from workbook.documents.design.specimen import specimen
from workbook.settings import LANGUAGES, Language

DESIGNS: dict[Document, Callable[[Language], WordDocument]] = {
    "cv": cv_template,
    "application": application_template,
    "call_card": call_card_template,
    "follow_up_plan": follow_up_plan_template,
    "network_plan": network_plan_template,
}

PAPERS: dict[str, Callable[[Language], WordDocument]] = {
    "cards": cards_template,
    "running_order": order_template,
    "ten_names": names_template,
    "observer": observer_template,
    "employers": employers_template,
    "promises": promises_template,
}
"""The papers for a room, in the folder ``papers``."""


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Write every template, and the look that they can take on; return the paths."""
    return tuple(
        _write(word, folder / f"{name}.docx", Path(name).name.split(".")[0], tag)
        for name, word, tag in _made()
    )


def _made() -> Iterator[tuple[str, WordDocument, str]]:
    for document, design in DESIGNS.items():
        for language in LANGUAGES:
            yield f"{document}.{language}", design(language), TAGS[language]
    for paper, design in PAPERS.items():
        for language in LANGUAGES:
            yield f"papers/{paper}.{language}", design(language), TAGS[language]
    for look in LOOK_NAMES[1:]:
        yield f"look.{look}", specimen(look), TAGS["da"]


def _write(template: WordDocument, path: Path, title: str, tag: str) -> Path:
    properties = template.core_properties
    properties.title, properties.language = title, tag
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = datetime(2026, 1, 1)
    path.parent.mkdir(exist_ok=True)
    template.save(str(path))
    return path
