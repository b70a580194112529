"""Papers for a room, in Word: running order, cards with codes, sheets to write on."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from workbook.content.loader import Content
from workbook.documents.papers.cards import cards_context
from workbook.documents.papers.context import CONTEXTS
from workbook.documents.papers.occasion import Occasion
from workbook.documents.papers.running_order import running_order_context
from workbook.documents.papers.sheets import NUMBERS, SHEETS, sheet_context
from workbook.documents.render import Titled, render
from workbook.documents.templates import template_path
from workbook.documents.wording import words_in
from workbook.errors import DocumentError
from workbook.settings import Language, Settings

__all__ = ["CONTEXTS", "Occasion", "write"]


def write(
    folder: Path,
    occasion: Occasion,
    codes: Mapping[str, str],
    content: Content,
    settings: Settings,
) -> list[Path]:
    """Write the papers into ``folder``, by number in the order they are needed.

    ``codes`` are the codes by person, a card's number or ``coach``; without any there
    are no cards. Only this user may read the files.

    Raises:
        DocumentError: the folder cannot be written, or a template is at fault.
    """
    say = content.texts.section("papers", occasion.language)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = _made(occasion, codes, content, settings)
        return [
            _put(folder / f"{NUMBERS[name]} {say[name]}.docx", file)
            for name, file in made
        ]
    except OSError as fault:
        raise DocumentError("folder_not_writable", path=folder) from fault


def _made(
    occasion: Occasion, codes: Mapping[str, str], content: Content, settings: Settings
) -> Iterator[tuple[str, bytes]]:
    language = occasion.language
    say = content.texts.section("papers", language)

    def made(paper: str, context: Titled) -> tuple[str, bytes]:
        path = paper_path(paper, language, settings)
        return paper, render(context, path, today=date.today())

    route = content.routes[occasion.route]
    yield made("running_order", running_order_context(occasion, route, content, say))
    if codes:
        yield made("cards", cards_context(occasion, codes, say))
    for sheet in SHEETS:
        yield made(sheet, sheet_context(sheet, say, words_in(content, language)))


def paper_path(paper: str, language: Language, settings: Settings) -> Path:
    """Return a paper's template, the coach's own where there is one."""
    if paper == "call_card":
        return template_path("call_card", language, settings)
    return settings.data("templates", "papers", f"{paper}.{language}.docx")


def _put(path: Path, content: bytes) -> Path:
    path.touch(0o600)
    path.chmod(0o600)
    path.write_bytes(content)
    return path
