"""Writes the text of a paragraph as HTML that looks like its print.

Every word of a document is escaped: a tag in it is text, in an attribute too.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Final

from workbook.documents.layout import (
    PAGE_BREAK,
    Form,
    Letters,
    Paragraph,
    Picture,
    Rule,
    Run,
)
from workbook.documents.lines import face, height

_SHOWN: Final = frozenset(["image/png", "image/jpeg", "image/gif", "image/webp"])
_LEADERS: Final = {"underscore": "solid", "hyphen": "dashed", "dot": "dotted"}
_ALIGNED: Final = {"center": "center", "both": "justify", "right": "end", "end": "end"}
_FREE: Final = {"calibri": "Carlito,sans-serif", "cambria": "Caladea,serif"}


def inline(paragraph: Paragraph, page: int) -> str:
    """Return what a paragraph says as HTML, for an element that looks like it.

    A line with a tab is laid out as its tab stops say; ``page`` stands where the
    page's number is asked for.
    """
    said: list[str] = []
    begun = False
    for line in _parted(_numbered(paragraph.runs, page), "\n"):
        parts = list(_parted(line, "\t"))
        if len(parts) > 1:
            spans = [_spans(part, paragraph.letters) for part in parts]
            said.append(_tabbed(spans, paragraph.form))
        else:
            said.append("<br>" * begun + _spans(line, paragraph.letters))
        begun = len(parts) == 1
    return "".join(said)


def image(picture: Picture, style: str = "") -> str:
    """Return a picture as HTML, all of it in the page; of an odd kind its words."""
    if picture.kind not in _SHOWN:
        return escape(picture.described)
    data = b64encode(picture.content).decode("ascii")
    size = f"width:{points(picture.width)};height:{points(picture.height)};{style}"
    said = escape(picture.described)
    return f'<img src="data:{picture.kind};base64,{data}" alt="{said}" style="{size}">'


def looks(paragraph: Paragraph) -> str:
    """Return how a paragraph looks, as declarations of CSS."""
    form, letters = paragraph.form, paragraph.letters
    told = {
        "line-height": _line_height(form, letters),
        "margin-left": points(form.left),
        "margin-right": points(form.right),
        "text-indent": "" if form.sign else points(form.first),
        "text-align": _ALIGNED.get(form.align, ""),
        "background": f"#{form.shade}" if form.shade else "",
        **ruled("top", form.top),
        **ruled("bottom", form.bottom),
    }
    return declared(told | _lettering(letters))


def ruled(side: str, rule: Rule | None) -> dict[str, str]:
    """Return a line at a side of something, as declarations of CSS."""
    if rule is None:
        return {}
    weight, gap, colour = rule
    line = f"{points(weight)} solid #{colour or '000000'}"
    return {f"border-{side}": line, f"padding-{side}": points(gap)}


def declared(told: dict[str, str]) -> str:
    """Return declarations, without those that say nothing."""
    return ";".join(f"{key}:{value}" for key, value in told.items() if value)


def _line_height(form: Form, letters: Letters) -> str:
    if form.rule != "auto":
        return points(form.line)
    return f"{form.line * height(letters) / letters.size:.4f}" if letters.size else ""


def _lettering(letters: Letters) -> dict[str, str]:
    # A font's name is outside input: nothing in it may end the declaration.
    named = re.sub(r"[^\w -]", "", letters.font)
    free = _FREE[face(named)]
    return {
        "font-family": f"'{named}',{free}" if named else free,
        "font-size": points(letters.size),
        "font-weight": "700" if letters.bold else "400",
        "font-style": "italic" if letters.italic else "normal",
        "text-decoration": "underline" if letters.underline else "none",
        "text-transform": "uppercase" if letters.caps else "none",
        "letter-spacing": points(letters.tracking) or "normal",
        "color": f"#{letters.colour or '000000'}",
    }


def points(size: float) -> str:
    """Return a size in points as CSS; "" for none."""
    return f"{size:.2f}".rstrip("0").rstrip(".") + "pt" if size else ""


def _numbered(runs: Sequence[Run], page: int) -> Iterator[Run]:
    for run in runs:
        yield replace(run, text=str(page)) if run.number and run.text else run


def _parted(runs: Iterator[Run] | Sequence[Run], sign: str) -> Iterator[list[Run]]:
    """Yield runs from one sign to the next."""
    part: list[Run] = []
    for run in runs:
        first, *others = run.text.split(sign)
        part.append(replace(run, text=first))
        for text in others:
            yield part
            part = [replace(run, text=text, picture=None)]
    yield part


def _spans(runs: Sequence[Run], around: Letters) -> str:
    return "".join(_span(run, around) for run in runs)


def _span(run: Run, around: Letters) -> str:
    if run.picture:
        return "" if run.picture.floats else image(run.picture)
    text = escape(run.text.replace(PAGE_BREAK, ""))
    if not text or run.letters == around:
        return text
    own, outer = _lettering(run.letters), _lettering(around)
    style = declared({key: own[key] for key in own if own[key] != outer[key]})
    tag = "strong" if run.letters.bold and not around.bold else "span"
    return f'<{tag} style="{escape(style)}">{text}</{tag}>' if style else text


def _tabbed(parts: Sequence[str], form: Form) -> str:
    """Return the parts of a line, each at its tab stop."""
    cells: list[str] = []
    place, waiting = form.left, list(parts)
    stops = [stop for stop in form.tabs if stop[0] > place]
    while len(waiting) > 1 and stops:
        stop, kind, leader = stops.pop(0)
        before = f"<span>{waiting.pop(0)}</span>"
        line = f"border-bottom:1px {_LEADERS[leader]}" if leader in _LEADERS else ""
        gap = f'<span class="wb-gap" style="{line}"> </span>'
        after = f"<span>{waiting[0]}</span>" if kind in ("right", "end") else ""
        waiting[0] = "" if after else waiting[0]
        wide = points(stop - place)
        cells.append(
            f'<span class="wb-cell" style="width:{wide}">{before}{gap}{after}</span>'
        )
        place = stop
    rest = " ".join(waiting)
    cells += [f"<span>{rest}</span>"] if rest else []
    return f'<span class="wb-line">{"".join(cells)}</span>'
