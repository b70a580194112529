"""Names of files: safe on Windows, macOS and Linux, and no two alike."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import count
from typing import Final

from workbook.content.record import clean

_FORBIDDEN: Final = re.compile(r'[<>:"|?*]+')
_SLASHES: Final = re.compile(r"[/\\]+")
# Windows opens a device instead of such a file, whatever its ending.
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(?=[. ]|$)", re.IGNORECASE)
_ENDING: Final = re.compile(r"\.\w{1,10}$", re.ASCII)
_LONGEST: Final = 200
"""In bytes of UTF-8: Linux takes 255, and a number and an ending may follow."""


def safe(name: str, otherwise: str) -> str:
    """Return a name that every system can save, ``otherwise`` if nothing is left."""
    plain = _FORBIDDEN.sub(" ", _SLASHES.sub("-", clean(name)))
    plain = " ".join(plain.split()).strip(" .")
    ending = _ENDING.search(plain)
    stem = plain[: ending.start()] if ending else plain
    stem = stem.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    stem = f"_{stem}" if _DEVICE.match(stem) else stem
    return f"{stem or otherwise}{ending[0] if ending else ''}"


def unlike(name: str, taken: set[str]) -> str:
    """Return the name and take it; one that is taken gets " (2)" before its ending."""
    ending = _ENDING.search(name)
    stem, end = (name[: ending.start()], ending[0]) if ending else (name, "")
    return first_free((f"{stem}{numbered(n)}{end}" for n in count(1)), taken)


def first_free(names: Iterable[str], taken: set[str]) -> str:
    """Return the first of the names that is not taken, and take it.

    Capital and small letters are alike, and so are both spellings of æ, ø and å.
    """
    for name in names:
        key = unicodedata.normalize("NFC", name).casefold()
        if key not in taken:
            taken.add(key)
            return name
    raise ValueError("no name is free")


def numbered(number: int) -> str:
    """Return what sets the second and later ones of a name apart: " (2)"."""
    return f" ({number})" if number > 1 else ""
