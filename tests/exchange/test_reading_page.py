"""The page of the pack reads without any program, and nothing in it does anything."""

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.content import Texts
from workbook.errors import ExchangeError
from workbook.exchange.reading_page import (
    Answer,
    AnsweredPage,
    AnsweredRecord,
    AnsweredStep,
    Link,
    Promised,
    Reading,
    reading_page,
)
from workbook.settings import LANGUAGES, Language, packaged

TEMPLATE = packaged("data", "templates", "index.html.j2")
EMPTY = {"meta", "br", "hr", "img", "input", "link"}
MARKUP = ["<b>", "</style>", "</dd>", "<!--", "&", '"', "'", "{{ w }}", "{%", "//x"]
ANY_TEXT = (
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]))
        | st.sampled_from(MARKUP),
        max_size=4,
    )
    .map("".join)
    .filter(str.strip)
)


class Read(HTMLParser):
    """What a browser would find: tags with attributes, text, and that all is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data.strip())

    def all(self, tag: str, key: str) -> list[str]:
        return [given[key] for name, given in self.tags if name == tag and key in given]

    @property
    def headings(self) -> list[str]:
        return [tag for tag, _ in self.tags if re.fullmatch(r"h\d", tag)]


def reading(text: str = "Svar", language: Language = "da") -> Reading:
    """Return a reading in which one text stands wherever a person can write."""
    file = Link(text, f"Filer/{text}", text)
    said = (Answer(text, text), Answer(text, text, file))
    step = AnsweredStep(text, (AnsweredRecord(text, said), AnsweredRecord("", said)))
    return Reading(
        language=language,
        name=text,
        day="24.11.2026",
        promises=(Promised("25.11.2026", text, text), Promised("", text, "")),
        documents=((text, (Link("Word", f"Dokumenter/{text}.docx"),)),),
        without_pdf=True,
        files=(file,),
        tables=(file,),
        left_out=(text,),
        pages=(AnsweredPage(text, (step,)),),
    )


@pytest.fixture(scope="module")
def words(texts: Texts) -> dict[str, str]:
    return texts.section("pack", "da")


@given(text=ANY_TEXT)
def test_any_text_is_shown_and_does_nothing(words: dict[str, str], text: str) -> None:
    plain, found = (
        Read(reading_page(reading(said), words, TEMPLATE)) for said in ("Svar", text)
    )
    assert [tag for tag, _ in found.tags] == [tag for tag, _ in plain.tags]
    assert [set(given) for _, given in found.tags] == [set(g) for _, g in plain.tags]
    shown = plain.texts.count("Svar")
    assert shown >= 15
    assert found.texts.count(text.strip()) == shown


@given(text=ANY_TEXT)
def test_no_link_leads_out_of_the_pack(words: dict[str, str], text: str) -> None:
    found = Read(reading_page(reading(text), words, TEMPLATE))
    addresses = found.all("a", "href")
    assert len(addresses) > 5
    for address in addresses:
        assert re.match(r"#|Filer/|Dokumenter/", address)
        assert re.fullmatch(r"[\w#/.%~-]+", address, re.ASCII)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_file_of_plain_html(texts: Texts, language: Language) -> None:
    page = reading_page(
        reading(language=language), texts.section("pack", language), TEMPLATE
    )
    found = Read(page)
    assert page.startswith("<!doctype html>")
    assert found.all("html", "lang") == [language]
    assert {"charset": "utf-8"} in [given for tag, given in found.tags if tag == "meta"]
    tags = {tag for tag, _ in found.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not re.search(r"https?:|//|@import|url\(|\bon\w+=", page)
    assert "None" not in page
    assert found.headings.count("h1") == 1


def test_headings_go_down_one_at_a_time(words: dict[str, str]) -> None:
    found = Read(reading_page(reading(), words, TEMPLATE))
    levels = [int(tag[1]) for tag in found.headings]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    assert set(levels) == {1, 2, 3, 4}


def test_the_contents_lead_to_every_part(words: dict[str, str]) -> None:
    found = Read(reading_page(reading(), words, TEMPLATE))
    inner = [a[1:] for a in found.all("a", "href") if a.startswith("#")]
    ids = [given["id"] for _, given in found.tags if "id" in given]
    assert len(ids) == len(set(ids))
    assert set(inner) == {id_ for id_ in ids if id_ != "contents"}


def test_nothing_empty_is_shown(words: dict[str, str]) -> None:
    bare = Reading("da", "", "24.11.2026", (), (), False, (), (), (), ())
    page = reading_page(bare, words, TEMPLATE)
    for key in ("promised", "documents", "left_out", "tables", "no_pdf"):
        assert words[key] not in page.split("</style>")[1]
    assert words["empty"] in page


@pytest.mark.parametrize(
    "tag",
    ["{{ pack.nothing }}", "{{ nothing }}", "{% if %}", "{{ 1 / 0 }}", "{{ [][1] }}",
     "{{ w.__class__.__mro__ }}", "{% include 'index.html.j2' %}", "{{ 'a' + 1 }}"],
)  # fmt: skip
def test_a_template_at_fault_is_named(
    words: dict[str, str], tmp_path: Path, tag: str
) -> None:
    own = tmp_path / "index.html.j2"
    own.write_text(f"<p>{tag}</p>", encoding="utf-8")
    with pytest.raises(ExchangeError) as caught:
        reading_page(reading(), words, own)
    assert caught.value.code == "page_fault"
    assert caught.value.details["file"] == "index.html.j2"


def test_a_coach_s_own_template_is_followed(
    words: dict[str, str], tmp_path: Path
) -> None:
    own = tmp_path / "index.html.j2"
    own.write_text("<p>{{ pack.name }} – {{ w.file }}</p>", encoding="utf-8")
    found = reading_page(reading("R&D <Chef>"), words, own)
    assert found == "<p>R&amp;D &lt;Chef&gt; – Min arbejdsbog</p>"
