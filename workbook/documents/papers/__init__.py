"""Papers for a room, in Word: cards with codes, running order, sheets to write on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Final

from workbook.content.loader import Content
from workbook.documents.blank import blank_context
from workbook.documents.papers.cards import cards_context
from workbook.documents.papers.running_order import running_order_context
from workbook.documents.render import render
from workbook.documents.templates import template_path
from workbook.documents.wording import long_date, words_in
from workbook.errors import DocumentError
from workbook.settings import Language, Settings

SHEETS: Final = ("ten_names", "observer", "employers", "promises")
"""What is printed as it is, for each who comes."""


@dataclass(frozen=True)
class Occasion:
    """What is told of a workshop: its title, address, route, day of deletion, start."""

    title: str
    address: str
    route: str
    language: Language
    expires: date
    starts: time


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
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return [
            _put(folder / f"{number} {name}.docx", made)
            for number, (name, made) in enumerate(
                _made(occasion, codes, content, settings), 1
            )
        ]
    except OSError as fault:
        raise DocumentError("folder_not_writable", path=folder) from fault


def _made(
    occasion: Occasion, codes: Mapping[str, str], content: Content, settings: Settings
) -> Iterator[tuple[str, bytes]]:
    language, today = occasion.language, date.today()
    say = content.texts.section("papers", language)

    def path(paper: str) -> Path:
        return settings.data("templates", "papers", f"{paper}.{language}.docx")

    if codes:
        gone = long_date(occasion.expires, language)
        cards = cards_context(occasion.title, occasion.address, codes, gone, say)
        yield say["cards"], render(cards, path("cards"), today=today)
    route = content.routes[occasion.route]
    order = running_order_context(
        route,
        content,
        say,
        title=occasion.title,
        starts=occasion.starts,
        language=language,
    )
    yield say["running_order"], render(order, path("running_order"), today=today)
    words = words_in(content, language)
    card = blank_context("call_card", words)
    there = template_path("call_card", language, settings)
    yield say["call_card"], render(card, there, today=today)
    for sheet in SHEETS:
        yield say[sheet], path(sheet).read_bytes()


def _put(path: Path, content: bytes) -> Path:
    path.touch(0o600)
    path.chmod(0o600)
    path.write_bytes(content)
    return path
