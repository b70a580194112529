"""The participant himself: name, contact line, photo, and the look he chose."""

import re
from collections.abc import Mapping

from workbook.documents.answers import Frames, single
from workbook.documents.context import Document, Photo
from workbook.documents.photo import photo
from workbook.documents.wording import word
from workbook.errors import DocumentError


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


def look(frames: Frames) -> str:
    """Return the name of the look of all his documents, "" while he chose none."""
    return single(frames, "contact_details").text("look")


def portrait(frames: Frames, files: Mapping[str, bytes]) -> Photo | None:
    """Return his photo, None when he wants none or the file is no usable picture."""
    content = files.get(single(frames, "contact_details").text("photo"))
    try:
        return photo(content, name(frames)) if content else None
    except DocumentError:
        return None
