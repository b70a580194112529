"""The lines of a long text, each one a point of its own."""

import re
from typing import Final

_BULLET: Final = re.compile(r"^(?:[-–•*·](?:\s+|$))+")


def point(line: str) -> str:
    """Return what a line says, without a dash or dot typed as its bullet."""
    return _BULLET.sub("", line.replace("\t", " ").strip())


def points(text: str) -> tuple[str, ...]:
    """Return what each line says, as ``point``; lines that say nothing left out.

    What it returns says the same when it is read again.
    """
    return tuple(said for line in text.splitlines() if (said := point(line)))
