"""The project's own JSON: everything in a workbook, out and in again."""

import base64
import json
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from workbook.content.record import is_id
from workbook.errors import ExchangeError
from workbook.settings import Language

VERSION: Final = 1


def _id(text: str) -> str:
    if not is_id(text):
        raise ValueError
    return text


Id = Annotated[str, AfterValidator(_id)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExportedRecord(_Part):
    """A record: its id and its answers by question, as plain JSON."""

    record: Id
    answers: dict[str, Any] = {}


class ExportedDraft(_Part):
    """Typed text that could not be read as an answer."""

    step: str
    record: Id
    question: str
    raw: Any


class ExportedOrigin(_Part):
    """Where an answer was taken from, each place as step/record/question."""

    place: str
    source: str
    taken: str


class ExportedFile(_Part):
    """A kept file, its content in Base64."""

    file: Id
    name: str
    media_type: str
    content: str

    @classmethod
    def of(
        cls, file: str, name: str, media_type: str, content: bytes
    ) -> "ExportedFile":
        """Return a file for export."""
        text = base64.b64encode(content).decode("ascii")
        return cls(file=file, name=name, media_type=media_type, content=text)

    def bytes(self) -> bytes:
        """Return the content; raises ExchangeError when it is no Base64."""
        try:
            return base64.b64decode(self.content, validate=True)
        except ValueError as fault:
            raise ExchangeError("import_not_ours") from fault


class Export(_Part):
    """A whole workbook; ``steps`` holds the records of each step in their order."""

    format: Literal["proaktiv-workbook"] = "proaktiv-workbook"
    version: Literal[1] = VERSION
    language: Language
    steps: dict[str, list[ExportedRecord]] = {}
    drafts: list[ExportedDraft] = []
    origins: list[ExportedOrigin] = []
    files: list[ExportedFile] = []


def write(export: Export) -> str:
    """Return the workbook as JSON text, readable, æøå as they are."""
    return json.dumps(export.model_dump(), ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Export:
    """Return the workbook that a JSON text holds.

    Raises ExchangeError ``import_not_json`` (with the line), ``import_not_ours`` or
    ``import_newer``.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as fault:
        line = getattr(fault, "lineno", 1)
        raise ExchangeError("import_not_json", line=line) from fault
    ours = isinstance(found, dict) and found.get("format") == "proaktiv-workbook"
    version = found.get("version") if ours else None
    if isinstance(version, int) and version > VERSION:
        raise ExchangeError("import_newer")
    try:
        return Export.model_validate(found)
    except ValidationError as fault:
        raise ExchangeError("import_not_ours") from fault
