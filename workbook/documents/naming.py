"""Names the files that a participant downloads and sends."""

import re
from collections.abc import Mapping

from workbook.documents.answers import Frames, chosen, clean
from workbook.documents.application import receiving_company
from workbook.documents.context import Document
from workbook.documents.people import name
from workbook.documents.wording import word

# Windows takes none of these in a file name, nor a dot or blank at its end.
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_SLASHES = re.compile(r"[/\\]")
_LONGEST = 60
_STEPS: Mapping[Document, str] = {
    "cv": "cv_targets",
    "application": "applications",
    "call_card": "calls",
}


def file_name(
    document: Document,
    frames: Frames,
    words: Mapping[str, str],
    *,
    record: str | None = None,
) -> str:
    """Return a name that people recognise and that every system can save.

    "CV Hanne Mølgaard.docx"; with ``record``, the id of an application or a CV
    target that names a company, "CV Nordvand - Hanne Mølgaard.docx"; of a call whom
    it is with.
    """
    about = _about(document, frames, record or "")
    who = " - ".join(part for part in map(_safe, (about, name(frames))) if part)
    return f"{_safe(word(words, document))} {who}".strip() + ".docx"


def _about(document: Document, frames: Frames, record: str) -> str:
    """Return the company that a record is about, of a call whom it is with."""
    step = _STEPS.get(document)
    if step is None:
        return ""
    whom = "".join(one.text("whom") for one in chosen(frames, step, (record,)))
    return whom or receiving_company(frames, step, record).text("name")


def blank_name(document: Document, words: Mapping[str, str]) -> str:
    """Return the name of a sheet for paper: "CV på papir.docx"."""
    return f"{_safe(word(words, document))} {_safe(word(words, 'on_paper'))}.docx"


def _safe(text: str) -> str:
    plain = " ".join(_FORBIDDEN.sub(" ", _SLASHES.sub("-", clean(text))).split())
    return plain[:_LONGEST].strip(" .")
