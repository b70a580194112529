"""What stands printed on the papers for a room, from ``printed_papers.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workbook.settings import Language


@dataclass(frozen=True)
class Heard:
    """What an observer listens for: what it is called, and how it shows."""

    name: str
    says: str


@dataclass(frozen=True)
class Role:
    """An employer to be played: who it is, and by label what he does in turn."""

    name: str
    plays: str
    acts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Printed:
    """The words of one language: of cards and running order, and of the exercises.

    ``early``, ``same_day`` and ``after`` are to be ticked, ``use`` says how cards are
    used; ``kinds`` are those of question.
    """

    papers: Mapping[str, str]
    early: tuple[str, ...]
    same_day: tuple[str, ...]
    after: tuple[str, ...]
    use: tuple[str, ...]
    sheets: Mapping[str, str]
    heard: tuple[Heard, ...]
    kinds: tuple[Heard, ...]
    roles: tuple[Role, ...]


def printed(language: Language) -> Printed:
    """Read the words of one language."""
    path = Path(__file__).with_suffix(".toml")
    told = tomllib.loads(path.read_text(encoding="utf-8"))[language]
    return Printed(
        papers=told["papers"],
        early=tuple(told["early"]),
        same_day=tuple(told["same_day"]),
        after=tuple(told["after"]),
        use=tuple(told["use"]),
        sheets=told["sheets"],
        heard=tuple(Heard(**heard) for heard in told["heard"]),
        kinds=tuple(Heard(**kind) for kind in told["kinds"]),
        roles=tuple(_role(**role) for role in told["roles"]),
    )


def _role(name: str, plays: str, acts: list[list[str]]) -> Role:
    return Role(name, plays, tuple((label, said) for label, said in acts))
