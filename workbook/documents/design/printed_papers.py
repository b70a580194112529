"""What stands printed on the papers for a room, from ``printed_papers.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workbook.settings import Language


@dataclass(frozen=True)
class Role:
    """An employer to be played: who he is, how he begins, what makes him give way."""

    name: str
    plays: str
    begins: str
    gives: str


@dataclass(frozen=True)
class Printed:
    """The words of one language: of cards and running order, and of the exercises."""

    papers: Mapping[str, str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    sheets: Mapping[str, str]
    heard: tuple[str, ...]
    roles: tuple[Role, ...]


def printed(language: Language) -> Printed:
    """Read the words of one language."""
    path = Path(__file__).with_suffix(".toml")
    told = tomllib.loads(path.read_text(encoding="utf-8"))[language]
    return Printed(
        papers=told["papers"],
        before=tuple(told["before"]),
        after=tuple(told["after"]),
        sheets=told["sheets"],
        heard=tuple(told["heard"]),
        roles=tuple(Role(**role) for role in told["roles"]),
    )
