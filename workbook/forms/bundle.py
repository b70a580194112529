"""Styles and modules as they are sent: in one piece, without what only we read."""

import re
from pathlib import Path
from typing import Final

from rcssmin import cssmin
from rjsmin import jsmin

_IMPORT: Final = re.compile(r'^import \{[^}]*\} from "([./a-z_]+)";$', re.MULTILINE)
_EXPORT: Final = re.compile(
    r"^export (?=(?:async )?function|class|const)", re.MULTILINE
)


def minified(path: Path) -> str:
    """Return a style, or a module with all it imports, as short as it gets.

    What two of its modules call alike would be declared twice: no name of a module is
    used in another of the same bundle but for the same thing.
    """
    if path.suffix == ".css":
        return str(cssmin(path.read_text(encoding="utf-8")))
    return str(jsmin(_module(path, {path.resolve()})))


def _module(path: Path, seen: set[Path]) -> str:
    """Return a module with what it imports in place of the imports, each once.

    To the page a widget is one module; relative imports would lead nowhere.
    """

    def imported(match: re.Match[str]) -> str:
        wanted = (path.parent / match[1]).resolve()
        if wanted in seen:
            return ""
        seen.add(wanted)
        return _module(wanted, seen)

    text = _IMPORT.sub(imported, path.read_text(encoding="utf-8"))
    return _EXPORT.sub("", text)
