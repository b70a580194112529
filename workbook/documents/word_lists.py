"""The lists of words in ``word_lists.toml``, by section and name."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def word_list(section: str, name: str) -> frozenset[str]:
    """Return a list's words; a list that a language does without is empty."""
    return frozenset(_lists().get(section, {}).get(name, "").split())


@cache
def _lists() -> dict[str, dict[str, str]]:
    path = files("workbook.documents") / "word_lists.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
