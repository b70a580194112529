"""The first lines to somebody he keeps in touch with, drafted from his answers."""

import re
from typing import Any, Final

from workbook.pages.book import Book

_SENTENCE: Final = re.compile(r".+?[.!?…](?=\s|$)", re.DOTALL)


def greeting(book: Book, name: str, reason: Any) -> str:
    """Return what he can write; ``reason`` is a row of ``analysis.occasions``."""
    say, language = book.content.texts.say, book.language
    key, about = str(reason.occasion), _sentence(str(reason.about))
    if key == "advice" and " " in about:
        key = "changed"  # a single word, such as "Nothing", is no thanks
    if key == "news" and about == "1":
        key = "news_one"
    whom = _first(name) or say("keeping.you", language)
    return say(f"keeping.say_{key}", language, name=whom, about=about)


def _first(name: str) -> str:
    """Return the first name: the first word with a capital letter, else the name."""
    words = (word.strip(",.;:()") for word in name.split())
    return next((word for word in words if word[:1].isupper()), name.strip())


def _sentence(text: str) -> str:
    """Return the first sentence of a text, with its full stop."""
    line = next(iter(text.strip().splitlines()), "")
    found = _SENTENCE.match(line)
    return found[0] if found else line
