"""Finds a document's Word template and reads which variables it uses."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from workbook.documents.context import CONTEXTS, Document
from workbook.documents.variables import Unknown
from workbook.errors import DocumentError
from workbook.settings import Language, Settings


def template_path(document: Document, language: Language, settings: Settings) -> Path:
    """Return the template, the coach's own where there is one."""
    return settings.data("templates", f"{document}.{language}.docx")


def environment() -> SandboxedEnvironment:
    """Return the jinja environment: nothing unsafe, nothing unknown, all escaped."""
    return SandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=_literal
    )


def _literal(value: object) -> object:
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


def unknown_variables(document: Document, path: Path) -> tuple[str, ...]:
    """Return the variables that the template uses and no context fills.

    Written as the template has them, attributes inside loops too: ``job.titel``.

    Raises:
        DocumentError: the template is missing, no Word file, or a tag is at fault.
    """
    reader = Unknown(CONTEXTS[document])
    with faults(path):
        for source in _sources(DocxTemplate(str(path))):
            environment().from_string(source)
            reader.read(environment().parse(source))
    return tuple(dict.fromkeys(reader.found))


def _sources(template: DocxTemplate) -> Iterator[str]:
    """Yield body, headers and footers as jinja reads them."""
    template.init_docx()
    yield template.patch_xml(template.get_xml())
    for kind in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(kind):
            yield template.patch_xml(template.get_part_xml(part))
