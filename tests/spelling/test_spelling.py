"""No word in any text is unknown to Debian's dictionaries or to the list of allowed."""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from workbook.settings import LANGUAGES, Language, packaged

DICTIONARIES: Mapping[Language, str] = {"da": "da_DK", "en": "en_GB"}
HERE = Path(__file__).parent
_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")
_CODE = re.compile(r"(?s)```.*?```|`[^`]*`|\b\w+\.dk\b")
_NOT_PROSE = re.compile(
    r"\{[^{}]*\}|\{%.*?%\}|https?://\S+|www\.\S+|\S+@\S+|--\S+|\S+\.(?:toml|json|docx)"
    r"|\b\w+_\w+\b|»(?:over|maximum|minimum)«"
)


def texts_in(value: Any, language: Language) -> Iterator[str]:
    """Go through all texts of a language below a table of a content file."""
    if isinstance(value, dict):
        if isinstance(value.get(language), str):
            yield value[language]
        for inner in value.values():
            yield from texts_in(inner, language)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner, language)


def content(language: Language) -> Iterator[tuple[str, str]]:
    for path in sorted(packaged("data").rglob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for text in texts_in(table, language):
            yield path.name, text


def templates(language: Language) -> Iterator[tuple[str, str]]:
    for path in sorted(packaged("data", "templates").rglob(f"*.{language}.docx")):
        for paragraph in docx.Document(str(path)).element.body.iter(qn("w:p")):
            yield path.name, "".join(each.text for each in paragraph.iter(qn("w:t")))


def notebooks(language: Language) -> Iterator[tuple[str, str]]:
    """A notebook's title is Danish, then English, after a dot."""
    for path in sorted(packaged("notebooks").glob("*.ipynb")):
        title = "".join(json.loads(path.read_text("utf-8"))["cells"][0]["source"])
        parts = title.split(" · ")
        yield path.name, parts[LANGUAGES.index(language) % len(parts)]


def demo(language: Language) -> Iterator[tuple[str, str]]:
    path = packaged("data", "demo", f"{language}.json")
    for records in json.loads(path.read_text("utf-8"))["steps"].values():
        for record in records:
            for answer in record["answers"].values():
                for text in answer if isinstance(answer, list) else [answer]:
                    if isinstance(text, str) and " " in text:
                        yield path.name, text


def pages(language: Language) -> Iterator[tuple[str, str]]:
    """The privacy page and the handbook, without what is code in them."""
    found = list(packaged("data", "content").glob(f"*.{language}.md"))
    for path in [*found, *packaged("data", "handbook", language).glob("*.md")]:
        yield path.name, _CODE.sub(" ", path.read_text("utf-8"))


def words(language: Language) -> dict[str, str]:
    """Return every word and a file that has it."""
    found: dict[str, str] = {}
    for source in (content, templates, notebooks, demo, pages):
        count = 0
        for file, text in source(language):
            count += 1
            for word in _WORD.findall(_NOT_PROSE.sub(" ", text)):
                found.setdefault(word.replace("’", "'"), file)
        assert count, source
    return found


def unknown(found: Iterator[str], dictionary: str) -> set[str]:
    told = subprocess.run(
        ["hunspell", "-d", dictionary, "-i", "utf-8", "-l"],
        input="\n".join(found),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(told.stdout.split())


def allowed(language: Language) -> set[str]:
    lines = (HERE / f"allowed.{language}.txt").read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_unknown(language: Language) -> None:
    found = words(language)
    assert len(found) > 1000
    strange = unknown(iter(found), DICTIONARIES[language]) - allowed(language)
    parts = {word: found.get(word, "") for word in strange}
    assert parts == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_misspelt_word_would_be_seen(language: Language) -> None:
    wrong = {"da": "virksomhedd", "en": "companny"}[language]
    assert unknown(iter([wrong]), DICTIONARIES[language]) == {wrong}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_allows_nothing_that_is_not_there(language: Language) -> None:
    found = unknown(iter(words(language)), DICTIONARIES[language])
    assert allowed(language) - found == set()
