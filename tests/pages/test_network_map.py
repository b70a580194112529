"""The network map on the page and in Word: the same facts, whatever a name says."""

import io
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from played import Page
from pypdf import PdfReader

from workbook import Workbook
from workbook.analysis.network_map import WORDS, draw
from workbook.book.network_picture import network_picture
from workbook.content import Content
from workbook.documents import office, to_pdf
from workbook.pages.network_map import NetworkMapView, found_in
from workbook.pages.network_svg import svg
from workbook.pages.network_words import NetworkWords
from workbook.settings import LANGUAGES, Settings
from workbook.store import Place
from workbook.store.frames import frame

SVG = "{http://www.w3.org/2000/svg}"
KNOWN = {"svg", "title", "desc", "path", "polyline", "circle", "polygon", "text"}
TODAY = date(2026, 11, 24)
EVERYBODY = {"network": "", "company": "", "fresh": False, "leading": False}


def save(book: Workbook, step: str, record: str, **answers: object) -> None:
    book.file.save_all([(Place(step, record, q), raw) for q, raw in answers.items()])


def contacts(book: Workbook, *names: str, **told: object) -> None:
    for number, name in enumerate(names):
        save(book, "contacts", f"c{number}", name=name, **told)


def view(book: Workbook, step: str = "contacts") -> NetworkMapView:
    found = NetworkMapView()
    found.show(book, step)
    return found


def choose(shown: NetworkMapView, **only: object) -> None:
    Page(shown).send({"kind": "only", "only": {**EVERYBODY, **only}})


def cells(shown: NetworkMapView) -> list[list[str]]:
    return [[cell["text"] for cell in row] for row in shown.rows]


def read(shown: NetworkMapView) -> Any:
    return etree.fromstring(shown.svg)


def texts(shown: NetworkMapView) -> list[str]:
    return [node.text or "" for node in read(shown).iter(f"{SVG}text")]


@pytest.fixture(params=LANGUAGES)
def demo(book: Workbook, request: pytest.FixtureRequest) -> Workbook:
    path = Settings().data("demo", f"{request.param}.json")
    book.import_json(path.read_text(encoding="utf-8"))
    return book


# --- where it stands ---------------------------------------------------------------


def test_it_stands_beside_contacts_and_relations_only(demo: Workbook) -> None:
    shown = [name for name in demo.content.steps if view(demo, name).svg]
    assert shown == ["contacts", "relations"]
    page: Any = demo.page("all_steps")
    page.go("contacts")
    around = page._beside.around(demo.content.steps["contacts"])
    kinds = [type(one).__name__ for one in around]
    assert kinds.index("StepView") + 1 == kinds.index("NetworkMapView")
    assert page._beside._map.svg
    page.go("jobs")
    assert not page._beside._map.said


@pytest.mark.parametrize("names", [(), ("Bo",), ("Bo", "Ida", " ")])
def test_with_fewer_than_three_one_sentence_says_when_it_comes(
    book: Workbook, names: tuple[str, ...]
) -> None:
    contacts(book, *names)
    shown = view(book)
    assert shown.said == [book.content.texts.say("network_map.too_few", "da")]
    assert (shown.svg, shown.rows, shown.networks) == ("", [], [])


def test_it_is_gone_when_contacts_are(book: Workbook) -> None:
    contacts(book, "Bo", "Ida", "Per")
    shown = view(book)
    assert shown.networks
    book.file.delete("contacts", "c1")
    shown.show(book, "contacts")
    assert (len(shown.said), shown.svg, shown.networks) == (1, "", [])


def test_a_coach_may_take_out_what_it_needs(book: Workbook, content: Content) -> None:
    step = content.steps["contacts"]
    kept = tuple(q for q in step.questions if q.name != "network")
    fields = {name: getattr(step, name) for name in type(step).model_fields}
    lacking = type(step)(**fields | {"questions": kept})
    parts = {name: getattr(content, name) for name in type(content).model_fields}
    steps = {**content.steps, "contacts": lacking}
    other = Workbook(type(content)(**parts | {"steps": steps}), book.file, Settings())
    contacts(book, "Bo", "Ida", "Per")
    assert view(book).svg
    assert view(other).said == []
    assert network_picture(other, "da", TODAY) is None
    assert other.make("network_plan", "", "da")[1]


# --- what it says ------------------------------------------------------------------


def test_the_table_says_what_the_map_shows(demo: Workbook) -> None:
    shown = view(demo)
    found = found_in(demo, TODAY)
    assert found
    rows = {row[0]: row for row in cells(shown)}
    assert set(rows) == {spot.contact.name for spot in found.spots}
    assert len(rows) == 16
    for row in rows.values():
        assert row[1] in dict(shown.networks).values()
        assert row[2]
        assert row[3]
    for way in found.ways:
        for contact in way.contacts:
            assert found.goals[way.company] in rows[found.names[contact]][4]
        assert way.named in rows[found.names[way.contact]][4]
    firsts = {name.split()[0] for name in rows}
    assert firsts <= set(texts(shown))


def test_who_gave_a_name_is_told_to_be_greeted_from(book: Workbook) -> None:
    save(book, "companies", "k", name="Bageriet")
    save(book, "contacts", "a", name="Kjeld Skovbo", strength="known")
    save(book, "contacts", "b", name="Dorthe", company="k", known_through="a")
    save(book, "contacts", "c", name="Ole", strength="close")
    save(book, "relations", "r", person="Ulla Terp", knows="c", company="k")
    rows = {row[0]: row[4] for row in cells(view(book))}
    assert "Bageriet gennem Dorthe" in rows["Kjeld Skovbo"]
    assert "Bageriet, hils fra Kjeld Skovbo" in rows["Dorthe"]
    assert "Bageriet gennem Ulla Terp" in rows["Ole"]
    assert sum("den bedste vej" in leads for leads in rows.values()) in (1, 2)


def test_a_strength_and_a_day_that_nobody_wrote_are_not_made_up(
    book: Workbook,
) -> None:
    contacts(book, "Bo", "Ida", "Per", network="friends")
    untold = book.content.texts.say("network_map.untold", "da")
    assert {(row[2], row[3]) for row in cells(view(book))} == {(untold, untold)}


def test_companies_without_a_way_are_named_below(book: Workbook) -> None:
    contacts(book, "Bo", "Ida", "Per")
    save(book, "companies", "k", name="Pumpefabrikken")
    assert view(book).said[-1] == "Ingen vej endnu til Pumpefabrikken."


def test_the_picture_is_told_in_words(demo: Workbook) -> None:
    shown = view(demo)
    root = read(shown)
    assert root.get("role") == "img"
    title = demo.content.texts.say("network_map.title", demo.language)
    assert root.get("aria-label") == title == root.find(f"{SVG}title").text
    told = root.find(f"{SVG}desc").text
    assert "16" in told
    for company in demo.file.records("companies"):
        assert company.values["name"] in told


def test_a_description_of_many_ways_is_short(book: Workbook) -> None:
    contacts(book, *(f"Navn{n} Efternavn" for n in range(50)))
    for n in range(50):
        save(book, "companies", f"k{n}", name=f"Firma {n}")
        save(book, "contacts", f"c{n}", company=f"k{n}")
    told = read(view(book)).find(f"{SVG}desc").text
    assert "og 42 til" in told
    assert len(told) < 700


def test_three_hundred_are_gathered_and_the_groups_are_rows(book: Workbook) -> None:
    answers = [
        (Place("contacts", f"c{n}", question), raw)
        for n in range(300)
        for question, raw in (("name", f"Navn{n} Holm"), ("network", "friends"))
    ]
    save(book, "companies", "k", name="Pumpefabrikken")
    book.file.save_all([*answers, (Place("contacts", "c7", "company"), "k")])
    shown = view(book)
    assert [row[0] for row in cells(shown)] == ["Navn7 Holm", "299 flere"]
    assert "+299" in texts(shown)
    assert len(shown.svg) < 20_000


# --- what he wants to see ----------------------------------------------------------


def test_filters_narrow_map_and_table_alike(demo: Workbook) -> None:
    shown = view(demo)
    whole = len(shown.rows)
    networks = dict(shown.networks)
    for network in networks:
        choose(shown, network=network)
        assert 0 < len(shown.rows) < whole
        assert {row[1] for row in cells(shown)} == {networks[network]}
        assert shown.only["network"] == network
    for company, name in shown.companies:
        choose(shown, company=company)
        assert all(name in row[4] for row in cells(shown))
    choose(shown, leading=True)
    assert all(row[4] for row in cells(shown))
    choose(shown)
    assert len(shown.rows) == whole


def test_what_fits_nobody_is_said_and_can_be_taken_back(demo: Workbook) -> None:
    shown = view(demo)
    company = next(one for one, name in shown.companies if "kilde" in name)
    choose(shown, company=company, network="family")
    assert (len(shown.said), shown.svg, shown.rows) == (1, "", [])
    assert shown.networks
    assert shown.only["company"] == company
    choose(shown)
    assert shown.svg


def test_a_choice_of_what_is_no_longer_there_is_forgotten(book: Workbook) -> None:
    contacts(book, "Bo", "Ida", "Per")
    save(book, "companies", "k", name="Pumpefabrikken")
    save(book, "contacts", "c0", company="k")
    shown = view(book)
    choose(shown, company="k")
    assert len(shown.rows) == 1
    book.file.delete("companies", "k")
    shown.show(book, "contacts")
    assert len(shown.rows) == 3
    assert shown.only == EVERYBODY


@pytest.mark.parametrize(
    "message",
    [{}, {"only": None}, {"only": ["family"]}, {"only": {"network": ["x"]}},
     {"only": {"company": {"a": 1}, "fresh": "yes"}}, {"only": {"network": 7}}],
)  # fmt: skip
def test_a_message_that_makes_no_sense_does_no_harm(
    book: Workbook, message: dict[str, Any]
) -> None:
    contacts(book, "Bo", "Ida", "Per")
    shown = view(book)
    Page(shown).send({"kind": "only", **message})
    assert len(shown.rows) == 3


def test_nothing_is_sent_anew_when_nothing_has_changed(demo: Workbook) -> None:
    shown = view(demo)
    before = shown.shown
    shown.show(demo, "contacts")
    save(demo, "contacts", demo.file.records("contacts")[0].record, phone="20123456")
    shown.show(demo, "contacts")
    assert shown.shown == before


# --- any name ----------------------------------------------------------------------

TYPED = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("<>&\"'\x00\x0b\x85\u202e{}$\ufffe"),
    max_size=30,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(TYPED, min_size=3, max_size=5), TYPED)
def test_any_name_is_text_and_nothing_else(
    content: Content, names: list[str], company: str
) -> None:
    frames = Frames(content, names, company)
    found = found_in(frames, TODAY)
    if found is None:
        return
    words = NetworkWords(content, "da")
    drawn = draw(found, words.on_the_map())
    root = etree.fromstring(svg(drawn, words.say("title"), words.told(found)))
    assert {etree.QName(node).localname for node in root.iter()} <= KNOWN
    attributes = {key for node in root.iter() for key in node.attrib}
    assert not [key for key in attributes if key.startswith("on") or "href" in key]
    about = {node.text for node in root.iter(f"{SVG}title")}
    assert {contact.contact.name for contact in found.spots} <= about
    assert words.rows(found)


class Frames:
    """A workbook as the map reads it, without a file."""

    def __init__(self, content: Content, names: list[str], company: str) -> None:
        self.content = content
        self._told: dict[str, Any] = {
            "contacts": [
                (f"c{n}", {"name": name, "company": "k"})
                for n, name in enumerate(names)
            ],
            "companies": [("k", {"name": company})],
        }

    def frame(self, step: str) -> Any:
        return frame(self.content.steps[step], self._told.get(step, []))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_map_is_there(content: Content, language: Any) -> None:
    said = NetworkWords(content, language).on_the_map()
    assert set(WORDS) <= set(said)
    assert all(said.values())


# --- in Word -----------------------------------------------------------------------


def drawings(word: bytes) -> list[Any]:
    return list(docx.Document(io.BytesIO(word)).element.body.iter(qn("w:drawing")))


def test_the_network_plan_begins_with_the_map_and_its_words(demo: Workbook) -> None:
    word = demo.make("network_plan", "", demo.language)[1]
    body = docx.Document(io.BytesIO(word)).element.body
    (drawing,) = body.iter(qn("w:drawing"))
    described = drawing[0].find(qn("wp:docPr")).get("descr")
    assert "16" in described
    picture = network_picture(demo, demo.language, date.today())
    assert picture
    assert described == picture.described
    first = next(one for one in body if one.tag == qn("w:tbl"))
    assert body.index(drawing.getparent().getparent()) < body.index(first)
    assert drawings(demo.make("blank_network_plan", "", demo.language)[1]) == []
    assert drawings(demo.make("follow_up_plan", "", demo.language)[1]) == []


def test_a_plan_of_two_has_no_map(book: Workbook) -> None:
    contacts(book, "Bo", "Ida")
    assert drawings(book.make("network_plan", "", "da")[1]) == []


def test_numbers_on_the_map_are_found_in_the_plan(book: Workbook) -> None:
    contacts(book, *(f"Navn{n} Holm" for n in range(30)), network="friends")
    word = docx.Document(io.BytesIO(book.make("network_plan", "", "da")[1]))
    (table,) = word.tables
    numbers = [row.cells[0].text.split(" · ")[0] for row in table.rows[1:]]
    assert numbers == [str(n) for n in range(1, 31)]


def test_the_whole_map_stands_on_the_first_page(book: Workbook) -> None:
    if office() is None:
        pytest.fail("LibreOffice prints the pages here")
    answers = [
        (Place("contacts", f"c{n}", question), raw)
        for n in range(300)
        for question, raw in (
            ("name", f"Navn{n} Holm"), ("network", "friends"),
            ("company", f"k{n % 50}" if n % 3 else ""),
        )
    ]  # fmt: skip
    answers += [(Place("companies", f"k{n}", "name"), f"Firma {n}") for n in range(50)]
    book.file.save_all(answers)
    pages = PdfReader(io.BytesIO(to_pdf(book.make("network_plan", "", "da")[1]))).pages
    drawn = [page.get_contents().get_data().count(b" Do") for page in pages]
    assert drawn[:2] == [1, 0]
    assert "Navn" in pages[0].extract_text()
