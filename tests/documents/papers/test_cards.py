"""The cards that let participants in, as they are printed and scanned."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from workbook.content import Content
from workbook.documents import papers
from workbook.documents.papers.cards import cards_context
from workbook.documents.render import render
from workbook.settings import packaged

CARDS = 2
RULED = {"Ruled Line", "Ruled Line Two", "Ruled Slip"}


def test_every_code_stands_twice_on_a_card_and_on_its_counterfoil(
    room: Any, codes: Mapping[str, str]
) -> None:
    said = room.said(CARDS)
    for person, code in codes.items():
        assert said.count(code) == (1 if person == "coach" else 2), person


def test_a_card_and_its_counterfoil_have_one_number(
    room: Any, codes: Mapping[str, str]
) -> None:
    _, table = room.word(CARDS).tables
    numbers = [number for number in codes if number != "coach"]
    assert len(table.rows) == len(numbers)
    for row, number in zip(table.rows, numbers, strict=True):
        card, _, stub = row.cells
        assert card.paragraphs[0].text.split(" · ")[0].split()[-1] == number
        assert stub.paragraphs[0].text.split()[-1] == number
        assert codes[number] in card.text
        assert codes[number] in stub.text


def test_a_card_says_where_to_go_what_is_kept_and_what_is_lost(room: Any) -> None:
    _, table = room.word(CARDS).tables
    said = {"da": ("26. maj 2027", "tabt"), "en": ("26 May 2027", "lost")}
    for row in table.rows:
        card, _, stub = row.cells
        gone, lost = said[room.language]
        assert room.address in card.text
        assert room.title in card.text
        assert gone in card.text
        assert lost in card.text
        assert lost in stub.text


def test_a_counterfoil_has_a_box_to_tick_and_no_line_for_a_name(room: Any) -> None:
    word = room.word(CARDS)
    for row in word.tables[1].rows:
        stub = row.cells[2]
        assert stub.text.count("☐") == 1
        assert not {p.style.name for p in stub.paragraphs} & RULED


def test_a_camera_reads_every_card_from_the_printed_page(
    room: Any, codes: Mapping[str, str], tmp_path: Path
) -> None:
    assert room.pdf(CARDS)
    pages = room.pictures(CARDS, tmp_path, 100)
    read = [code.text for page in pages for code in zxingcpp.read_barcodes(page)]
    assert sorted(read) == sorted(
        f"{room.address}/join#{code}" for code in codes.values()
    )


def test_the_coachs_own_card_is_on_a_page_without_anybody_elses(
    room: Any, codes: Mapping[str, str]
) -> None:
    first, *others = room.pages(CARDS)
    assert codes["coach"] in first
    for person, code in codes.items():
        assert (code in first) == (person == "coach")
        assert sum(code in page for page in others) == (person != "coach"), person


def test_five_cards_stand_on_a_page(room: Any, codes: Mapping[str, str]) -> None:
    _, *pages = room.pages(CARDS)
    people = [code for person, code in codes.items() if person != "coach"]
    assert [sum(code in page for code in people) for page in pages] == [5, 2]


def test_nothing_is_cut_off_a_long_title_and_address(press: Any) -> None:
    title = (
        "Uopfordret jobsøgning for folk med lang erfaring, " * 2 + "formiddagsholdet"
    )
    address = "https://arbejdsbogenforjobsøgere.jobcentereksempelby.dk:8443"
    made = press(title=title, address=address)
    first, *pages = made.pages(CARDS)
    whole = "".join(pages)
    assert "".join(title.split()) in first
    assert whole.count("".join(title.split())) == 7
    assert whole.count(address) == 7
    assert whole.count("svarenetabt") == 14


def test_the_page_for_the_coach_says_how_spares_and_counterfoils_are_used(
    room: Any,
) -> None:
    said = room.said(CARDS)
    words = {"da": ("reserver", "makulér", "Slet"), "en": ("spares", "shred", "Delete")}
    for word in words[room.language]:
        assert word in said


def test_a_coach_who_has_a_card_gets_no_other(press: Any) -> None:
    made = press(codes={"8": "kaffe-lampe-hund-ovn-ugle"})
    (table,) = made.word(CARDS).tables
    assert len(table.rows) == 1
    assert "Dit eget kort" not in made.said(CARDS)
    assert "Sådan bruger du kortene" in made.said(CARDS)


def test_without_new_codes_there_are_no_cards(
    press: Any, codes: Mapping[str, str]
) -> None:
    made = press(codes={})
    assert sorted(made.files) == [1, 3, 4, 5, 6, 7]
    for number in made.files:
        assert not [code for code in codes.values() if code in made.said(number)]


LABEL = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
ADDRESSES = st.builds(
    lambda labels, end: f"https://{'.'.join(labels)}{end}",
    st.lists(LABEL, min_size=1, max_size=4),
    st.sampled_from(["", "/", ":8443", "/a/b/", "/?x=%C3%A6"]),
)
TITLES = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from(
            ["{{", "}}", "{%", "%}", "{_{", "&", "<w:p>", "\x00", "«", "'"]
        ),
        max_size=12,
    ).map(" ".join),
)


@settings(max_examples=40, deadline=None)
@given(TITLES, ADDRESSES)
def test_any_title_and_address_come_through(
    content: Content,
    occasion: Callable[..., papers.Occasion],
    title: str,
    address: str,
) -> None:
    told = occasion(title=title, address=address)
    say = content.texts.section("papers", "da")
    made = cards_context(told, {"1": "kaffe-ugle", "coach": "sol-hest"}, say)
    path = packaged("data", "templates", "papers", "cards.da.docx")
    file = render(made, path, today=told.expires)
    card = docx.Document(io.BytesIO(file)).tables[1].rows[0].cells[0]
    assert told.called in card.text.replace("\n", " ")
    assert address.rstrip("/") in card.text
    with zipfile.ZipFile(io.BytesIO(file)) as word:
        scans = [n for n in word.namelist() if n.startswith("word/media/")]
        read = {zxingcpp.read_barcodes(picture(word, n))[0].text for n in scans}
    assert read == {f"{told.place}/join#{code}" for code in ("kaffe-ugle", "sol-hest")}


def picture(word: zipfile.ZipFile, name: str) -> Image.Image:
    return Image.open(io.BytesIO(word.read(name)))


@pytest.mark.parametrize("person", ["coach", "1"])
def test_a_qr_code_can_lose_a_corner(
    content: Content, occasion: Callable[..., papers.Occasion], person: str
) -> None:
    """Error correction M: a fold or a stain takes nobody's way in."""
    say = content.texts.section("papers", "da")
    made = cards_context(occasion(), {person: "kaffe-ugle"}, say)
    scan = made.coach_scan if person == "coach" else made.cards[0].scan
    assert scan
    image = Image.open(io.BytesIO(scan.content)).convert("L")
    wide = image.width
    image.paste(
        255, (wide // 2, wide // 2, wide // 2 + wide // 7, wide // 2 + wide // 7)
    )
    (read,) = zxingcpp.read_barcodes(image)
    assert read.text.endswith("/join#kaffe-ugle")
