"""An old CV is read whole, in its own order, and no hostile file gets through."""

import contextlib
import io
import json
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import docx
import pypdf
import pytest
from asked import CPR
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from workbook.content import Texts, load
from workbook.content.record import clean
from workbook.errors import ExchangeError
from workbook.exchange import old_cv, old_cv_pdf, old_cv_word, pdf_text
from workbook.exchange.old_cv import OldCv, Section, read_old_cv
from workbook.exchange.old_cv_line import parts
from workbook.settings import LANGUAGES, Settings

HEADINGS = load(Settings()).lists["cv_headings"]
MEGABYTE = 2**20


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def pdf(*pages: Iterable[str], **how: Any) -> bytes:
    """Return a PDF with lines of text, in the letters that every reader has."""
    writer = pypdf.PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        drawn = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 800 Td {drawn}ET".encode("cp1252"))
        page[NameObject("/Contents")] = stream
    if how:
        writer.encrypt(**how)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def changed(content: bytes, parts: dict[str, bytes], how: int = 8) -> bytes:
    """Return a zip with some of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)), how)
    return out.getvalue()


def read(content: bytes) -> OldCv:
    return read_old_cv(content, HEADINGS)


def texts_of(section: Section) -> list[str]:
    return [piece.text for piece in section.pieces]


def outline(content: bytes) -> list[tuple[str, str, list[str]]]:
    return [(s.kind, s.heading, texts_of(s)) for s in read(content).sections]


def words(found: OldCv) -> Counter[str]:
    lines = [text for s in found.sections for text in (s.heading, *texts_of(s))]
    return Counter(" ".join(lines).split())


def refused(content: bytes) -> str:
    with pytest.raises(ExchangeError) as caught:
        read(content)
    return caught.value.code


# --- sections ----------------------------------------------------------------------


def test_a_word_cv_comes_in_its_sections() -> None:
    content = word(
        "Hanne Fiktiv",
        "hanne@example.com | +45 20 12 34 56",
        "P R O F I L",
        "Kok med sans for råvarer.",
        "Erhvervserfaring:",
        "aug. 2016 – nu\tKok\tCafé Blå",
        "UDDANNELSE",
        "Kok, Hotelfagskolen",
        "Kurser & certifikater",
        "Hygiejnebevis",
        "3. Sprog",
        "Dansk",
    )
    assert outline(content) == [
        ("contact", "", ["Hanne Fiktiv", "hanne@example.com | +45 20 12 34 56"]),
        ("profile", "P R O F I L", ["Kok med sans for råvarer."]),
        ("jobs", "Erhvervserfaring:", ["aug. 2016 – nu\tKok\tCafé Blå"]),
        ("education", "UDDANNELSE", ["Kok, Hotelfagskolen"]),
        ("courses", "Kurser & certifikater", ["Hygiejnebevis"]),
        ("languages", "3. Sprog", ["Dansk"]),
    ]


def test_a_pdf_cv_comes_page_by_page_with_its_letters() -> None:
    content = pdf(
        ["Åse Fiktiv", "ERFARING", "Kok"], ["Tjener på Ærø", "SPROG", "Dansk"]
    )
    assert outline(content) == [
        ("contact", "", ["Åse Fiktiv"]),
        ("jobs", "ERFARING", ["Kok", "Tjener på Ærø"]),
        ("languages", "SPROG", ["Dansk"]),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_heading_opens_its_section(language: Any) -> None:
    listed = [
        (heading.strip(), entry.name)
        for entry in HEADINGS.entries
        for text in (entry.label, entry.words)
        if text
        for heading in text.in_(language).split(",")
    ]
    assert len(listed) > 60
    ways = (str, str.upper, " ".join, "{}:".format)
    written = [(way(heading), kind) for heading, kind in listed for way in ways]
    found = read(word("Hanne", *(heading for heading, _ in written))).sections
    assert [(s.heading, s.kind) for s in found[1:]] == written


@pytest.mark.parametrize(
    "line",
    [
        "- Sprog",
        "• IT",
        "Jeg er god til kurser.",
        "sprog.",
        "Erfaring 2010",
        "Vi talte om erfaring",
    ],
)
def test_a_line_that_heads_nothing_stays_a_line(line: str) -> None:
    (section,) = read(word("Hanne", line)).sections
    assert section.kind == "contact"
    assert section.heading == ""


def test_a_styled_heading_nobody_knows_is_kept_as_one() -> None:
    document = docx.Document()
    document.add_heading("Hanne Fiktiv", 1)
    document.add_heading("Erfaring", 1)
    document.add_heading("Kok, Café Blå", 2)
    document.add_paragraph("Lavede mad")
    document.add_heading("Kørekort", 1)
    document.add_paragraph("B")
    assert outline(saved(document)) == [
        ("contact", "", ["Hanne Fiktiv"]),
        ("jobs", "Erfaring", ["Kok, Café Blå", "Lavede mad"]),
        ("other", "Kørekort", ["B"]),
    ]


def test_a_point_of_a_list_is_no_heading_and_keeps_no_bullet() -> None:
    document = docx.Document()
    document.add_paragraph("Kompetencer")
    document.add_paragraph("Sprog", style="List Bullet")
    document.add_paragraph("• Menuplan")
    (section,) = read(saved(document)).sections
    assert texts_of(section) == ["Sprog", "Menuplan"]


# --- everything, once, in order ----------------------------------------------------

BOX = """
<w:r {w}><mc:AlternateContent
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r>
<w:t>I boksen</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>I boksen</w:t></w:r></w:p>
</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>
"""


def test_a_text_box_comes_once_after_its_paragraph() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Før")
    paragraph._p.append(parse_xml(BOX.format(w=nsdecls("w"))))
    document.add_paragraph("Efter")
    (section,) = read(saved(document)).sections
    assert texts_of(section) == ["Før", "I boksen", "Efter"]


def test_a_table_comes_cell_by_cell_and_merged_cells_once() -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Hanne"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "ERFARING"
    table.cell(1, 1).text = "Kok"
    inner = table.cell(2, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "2016", "Tjener"
    assert outline(saved(document)) == [
        ("contact", "", ["Hanne"]),
        ("jobs", "ERFARING", ["Kok", "2016", "Tjener"]),
    ]


def test_headers_and_footers_come_last_and_once() -> None:
    document = docx.Document()
    document.add_paragraph("Erfaring")
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for header in (section.header, section.first_page_header):
        header.paragraphs[0].text = "Hanne Fiktiv"
    section.footer.paragraphs[0].text = "Side"
    assert outline(saved(document)) == [
        ("jobs", "Erfaring", []),
        ("other", "", ["Hanne Fiktiv", "Side"]),
    ]


def test_what_was_deleted_in_word_is_gone_and_what_was_added_is_there() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Kok")
    for tag, text in (("del", "delText"), ("ins", "t")):
        xml = f"<w:{tag} {nsdecls('w')}><w:r><w:{text}>{tag}</w:{text}></w:r></w:{tag}>"
        paragraph._p.append(parse_xml(xml))
    (section,) = read(saved(document)).sections
    assert texts_of(section) == ["Kokins"]


def test_what_no_reader_sees_is_left_out_and_the_rest_stays() -> None:
    lines = ["שלום עולם", "👩‍🍳 Kok", "مرحبا", "Linje\nskift"]
    (section,) = read(word(*lines)).sections
    assert texts_of(section) == ["שלום עולם", "👩‍🍳 Kok", "مرحبا", "Linje", "skift"]
    (section,) = read(pdf(["Kok\\000\\007 og tjener"])).sections
    assert texts_of(section) == ["Kok og tjener"]


def test_a_cpr_number_does_not_leave_the_file() -> None:
    (section,) = read(word(f"Født {CPR} i Ikast")).sections
    assert texts_of(section) == ["Født … i Ikast"]


WORDS = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), include_characters="\t\n"),
    max_size=40,
).filter(lambda text: clean(text) == text)
BLOCKS = st.lists(
    st.one_of(
        WORDS,
        st.sampled_from(["Erfaring", "SPROG:", "• Kok", "- 2007 - nu", "1. Kørekort"]),
        st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=1, max_size=3),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
def test_no_word_is_lost_and_none_is_invented(blocks: list[Any]) -> None:
    document = docx.Document()
    put = ["Begyndelsen"]
    document.add_paragraph(put[0])
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            put.append(block)
        else:
            table = document.add_table(len(block), 2)
            for row, cells in enumerate(block):
                for column, text in enumerate(cells):
                    table.cell(row, column).text = text
                    put.append(text)
    found = read(saved(document))
    bullets = frozenset("•●▪◦‣·*-–—")
    bare = lambda told: Counter(  # noqa: E731
        {w.lstrip("•●▪◦‣·*"): n for w, n in told.items() if not {*w} <= bullets}
    )
    told = Counter(" ".join(put).split())
    assert sum(bare(words(found)).values()) == sum(bare(told).values())
    assert set(bare(words(found))) == set(bare(told))


@given(st.text(max_size=60))
def test_each_part_stands_in_the_line_and_in_its_order(text: str) -> None:
    place = 0
    for part in parts(text):
        place = text.index(part, place) + len(part)
    assert len(parts(text)) >= 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Kok\tCafé Blå", ("Kok", "Café Blå")),
        ("Kok | Café Blå · Ærø", ("Kok", "Café Blå", "Ærø")),
        ("aug. 2016 – nu: Kok", ("aug. 2016", "Kok")),
        ("2007-2016", ("2007", "2016")),
        ("Jan 2018 – Feb 2020", ("Jan 2018", "Feb 2020")),
        ("Kok, Café Blå (2007–2016)", ("Kok", "Café Blå", "2007", "2016")),
        ("01.08.2012 - 31.12.2014 Kok", ("01.08.2012", "31.12.2014", "Kok")),
        ("2016 - i dag, Kok", ("2016", "Kok")),
        ("marketing 2016 - 2018", ("marketing", "2016", "2018")),
        ("2016-nu", ("2016",)),
        ("Kok, Café Blå", ("Kok", "Café Blå")),
        ("Tysk: flydende", ("Tysk", "flydende")),
        ("E-mail: kok@example.com", ("E-mail: kok@example.com",)),
        ("Kogte, bagte og vaskede op.", ("Kogte, bagte og vaskede op.",)),
        ("Kok (vikar)", ("Kok (vikar)",)),
        ("Nummer 2100-2016", ("Nummer 2100-2016",)),
        ("+45 20 16 20 18", ("+45 20 16 20 18",)),
    ],
)
def test_a_line_is_split_where_it_plainly_is_several(
    line: str, told: tuple[str, ...]
) -> None:
    assert parts(line) == told


# --- bad input ---------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BILLION = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"""
DOCUMENT = "word/document.xml"


def deep() -> bytes:
    """Return a document whose tables stand within tables without end."""
    opened = b"<w:tbl><w:tr><w:tc>" * 5000
    closed = b"</w:tc></w:tr></w:tbl>" * 5000
    start, _, end = (BILLION % b"Kok").partition(b"<w:p>")
    start = start[start.index(b"<w:document") :]
    return start + opened + b"<w:p>" + end.replace(b"</w:body>", closed + b"</w:body>")


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "an encrypted docx": (
        "old_cv_encrypted",
        lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    ),
    "an old doc": ("old_cv_old_word", lambda: OLE + bytes(600)),
    "an encrypted pdf": (
        "old_cv_encrypted",
        lambda: pdf(["Kok"], user_password="kode", algorithm="RC4-128"),
    ),
    "a scanned pdf": ("old_cv_scanned", lambda: pdf([])),
    "an empty docx": ("old_cv_scanned", word),
    "half a pdf": ("old_cv_broken", lambda: pdf(["Kok"])[:200]),
    "half a docx": ("old_cv_broken", lambda: word("Kok")[:-900]),
    "a docx whose text is none": (
        "old_cv_broken",
        lambda: changed(word("Kok"), {DOCUMENT: b"<w:document"}),
    ),
    "entities": (
        "old_cv_broken",
        lambda: changed(word("Kok"), {DOCUMENT: BILLION % b"&b;"}),
    ),
    "a file of the machine": (
        "old_cv_broken",
        lambda: changed(word("Kok"), {DOCUMENT: BILLION % b"&x;"}),
    ),
    "tables without end": (
        "old_cv_broken",
        lambda: changed(word("Kok"), {DOCUMENT: deep()}),
    ),
    "a zip bomb": (
        "old_cv_too_large",
        lambda: changed(word("Kok"), {DOCUMENT: bytes(40 * MEGABYTE)}),
    ),
    "a zip bomb of another kind": (
        "old_cv_broken",
        lambda: changed(
            word("Kok"), {DOCUMENT: bytes(40 * MEGABYTE)}, zipfile.ZIP_BZIP2
        ),
    ),
    "a hundred megabytes": ("old_cv_too_large", lambda: bytes(100 * MEGABYTE)),
    "more text than a CV has": ("old_cv_too_large", lambda: word("Kok " * 60_000)),
    "thirty-one pages": ("old_cv_too_large", lambda: pdf(*[["Kok"]] * 31)),
    "nothing": ("old_cv_unknown", lambda: b""),
    "a picture": ("old_cv_unknown", lambda: b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "a zip": (
        "old_cv_unknown",
        lambda: changed(word("Kok"), {"_rels/.rels": b"<a/>"}),
    ),
    "a spreadsheet": (
        "old_cv_unknown",
        lambda: changed(word("Kok"), {DOCUMENT: b"<workbook/>"}),
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_with_a_remedy(what: str, texts: Texts) -> None:
    code, make = BAD[what]
    assert refused(make()) == code
    for language in LANGUAGES:
        sentence = texts.error(ExchangeError(code), language)
        assert "{" not in sentence
        assert len(sentence.split(". ")) > 1


def test_a_file_is_what_it_holds_whatever_is_put_before() -> None:
    assert outline(b"\r\n" + pdf(["Kok"])) == [("contact", "", ["Kok"])]


def test_a_pdf_that_anybody_may_read_is_read() -> None:
    content = pdf(["Kok"], user_password="", owner_password="kode", algorithm="RC4-128")
    assert outline(content) == [("contact", "", ["Kok"])]


def test_a_stream_that_bursts_is_refused() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(pdf(["Kok"])))
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf " + b"(Kok) Tj " * 9_000_000 + b"ET")
    contents = writer._add_object(stream.flate_encode())
    writer.pages[0][NameObject("/Contents")] = contents
    out = io.BytesIO()
    writer.write(out)
    assert len(out.getvalue()) < MEGABYTE
    assert refused(out.getvalue()) in ("old_cv_broken", "old_cv_too_large")


def test_a_pdf_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_cv_pdf, "PATIENCE", 0.01)
    assert refused(pdf(["Kok"])) == "old_cv_too_large"


def test_a_page_tree_that_bites_its_own_tail_is_refused() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    pages = writer._root_object["/Pages"].get_object()
    assert isinstance(pages, DictionaryObject)
    kids = pages["/Kids"]
    kids.append(writer._root_object.raw_get("/Pages"))  # type: ignore[attr-defined]
    pages[NameObject("/Count")] = NumberObject(2)
    pages[NameObject("/Title")] = TextStringObject("x")
    out = io.BytesIO()
    writer.write(out)
    assert refused(out.getvalue()) in ("old_cv_broken", "old_cv_scanned")


SOUND = word("Hanne Fiktiv", "ERFARING", "Kok")
WHOLE = pdf(["Hanne Fiktiv", "ERFARING"], ["Kok"])
PLACES = st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1)


def spoilt(content: bytes, places: list[tuple[int, int]]) -> bytes:
    """Return a file with some of its bytes wrong."""
    found = bytearray(content)
    for place, byte in places:
        found[place % len(found)] = byte
    return bytes(found)


@settings(max_examples=150, deadline=None)
@given(PLACES)
def test_a_word_file_with_any_byte_wrong_is_read_or_refused(
    places: list[tuple[int, int]],
) -> None:
    with contextlib.suppress(ExchangeError):
        read(spoilt(SOUND, places))


@settings(max_examples=150, deadline=None)
@given(PLACES)
def test_a_pdf_with_any_byte_wrong_is_told_in_the_same_terms(
    places: list[tuple[int, int]],
) -> None:
    told = pdf_text.read(spoilt(WHOLE, places))
    assert json.dumps(told)
    assert list(told) in (["pages"], ["fault"])


def test_a_page_is_shown_without_the_library_that_reads_pdf() -> None:
    """Most have no old CV, and it takes long to import."""
    code = (
        "import sys, workbook.book, workbook.pages.old_cv;"
        "sys.exit('pypdf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_limits_hold_together() -> None:
    assert pdf_text.LONGEST == old_cv.LONGEST
    assert old_cv_word.LARGEST > old_cv.LARGEST
