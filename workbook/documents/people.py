"""The participant's own name, contact line and document title."""

import re
from collections.abc import Mapping

from workbook.documents.answers import Frames, single
from workbook.documents.context import Document
from workbook.documents.wording import word


def name(frames: Frames) -> str:
    """Return the participant's name, "" while he has not given it."""
    return single(frames, "contact_details").text("name")


def contact(frames: Frames) -> tuple[str, ...]:
    """Return the line below the name: phone, e-mail, town, LinkedIn."""
    details = single(frames, "contact_details")
    linkedin = re.sub(r"^https?://(www\.)?|/$", "", details.text("linkedin"))
    parts = (*map(details.text, ("phone", "email", "town")), linkedin)
    line = " · ".join(part for part in parts if part)
    return (line,) if line else ()


def document_title(document: Document, frames: Frames, words: Mapping[str, str]) -> str:
    """Return "CV – Hanne Mølgaard": what Word shows as the document's title."""
    return " – ".join(part for part in (word(words, document), name(frames)) if part)
