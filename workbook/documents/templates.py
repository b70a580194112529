"""Finds a document's Word template and look, and how its tags are followed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from workbook.documents.context import Document
from workbook.errors import DocumentError
from workbook.settings import Language, Settings


def template_path(document: Document, language: Language, settings: Settings) -> Path:
    """Return the template, the coach's own where there is one."""
    return settings.data("templates", f"{document}.{language}.docx")


def look_path(look: str, settings: Settings) -> Path | None:
    """Return the Word file of a look, None for the template's own or an unknown one."""
    path = settings.data("templates", f"look.{look}.docx") if look else None
    return path if path and path.is_file() else None


def environment() -> SandboxedEnvironment:
    """Return the jinja environment: nothing unsafe, nothing unknown, all escaped."""
    return SandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=_literal
    )


def _literal(value: object) -> object:
    if value is None:
        return ""
    # docxtpl takes "{_{" for its own sign of a brace, also in a participant's text.
    if not isinstance(value, str):
        return value
    return Markup(str(escape(value)).replace("_", "&#95;"))


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a template into an error that names its file.

    Raises:
        DocumentError: ``template_missing``, ``template_unreadable`` (no Word file) or
            ``template_fault`` (a tag in it cannot be followed; ``reason`` says why).
    """
    try:
        yield
    except PackageNotFoundError as error:
        code = "template_unreadable" if path.exists() else "template_missing"
        raise DocumentError(code, file=path.name) from error
    except (BadZipFile, KeyError) as error:
        raise DocumentError("template_unreadable", file=path.name) from error
    except (TemplateError, TypeError, ValueError) as error:
        reason = str(error)
        raise DocumentError("template_fault", file=path.name, reason=reason) from error
