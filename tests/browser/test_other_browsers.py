"""The same journeys in Firefox and in WebKitGTK, on a phone's width and on a desk's."""

import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import docx
import pytest
from firefox import Firefox
from line import Line
from other_browser import OtherBrowser, until
from reader import Reader
from webkit import WebKit
from workshop_served import Served, serve

from workbook.content import Content

pytestmark = pytest.mark.browser

AT = [(name, width) for name in ("firefox", "webkit") for width in (390, 1280)]
DAY = "Den dag, R&D <Chef> – æøå ÆØÅ virkede."
# Runs in the page: everything about it that some participant could not use.
FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workshop with a card for each width, and one more."""
    folder = tmp_path_factory.mktemp("room")
    served = serve(folder, len(AT) + 1, route="two_days")
    yield served
    served.stop()


@pytest.fixture(scope="module")
def line(served: Served) -> Iterator[Line]:
    """The line to the server, to be cut."""
    with Line(served.port) as line:
        yield line


@pytest.fixture(scope="module")
def cards(served: Served) -> Iterator[str]:
    """The codes, one after another."""
    return (served.codes[str(number)] for number in count(1))


@pytest.fixture(scope="module")
def browsers(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, OtherBrowser]]:
    """Each browser, opened once for all its journeys."""
    firefox = Firefox(tmp_path_factory.mktemp("firefox"))
    webkit = WebKit(tmp_path_factory.mktemp("webkit"))
    yield {"firefox": firefox, "webkit": webkit}
    firefox.close()
    webkit.close()


@pytest.fixture(scope="module", params=AT, ids=lambda at: f"{at[0]}-{at[1]}")
def he(
    request: pytest.FixtureRequest,
    browsers: dict[str, OtherBrowser],
    line: Line,
    cards: Iterator[str],
    content: Content,
) -> Reader:
    """Somebody who has just scanned his card."""
    name, width = request.param
    browsers[name].start(width)
    he = Reader(browsers[name], line.root, content)
    he.log_in(next(cards))
    assert he.browser.read("() => innerWidth") == width
    return he


def test_he_writes_and_goes_on_by_mouse_and_by_keyboard_and_finds_all_again(
    he: Reader,
) -> None:
    he.browser.open(f"{he.root}/")
    he.click(he.button("pages.begin"))
    he.at("start")
    he.write("start", "good_day", DAY)
    he.click(he.option("start", "situation", "unemployed", "radio"))
    he.saved()
    he.go("next", he.click)
    he.go("back", he.press_button)
    he.go("next", he.press_button)
    he.go("back", he.click)
    he.at("start")
    assert he.value("start", "good_day") == DAY
    he.reload("start")
    assert he.value("start", "good_day") == DAY
    assert he.checked(he.option("start", "situation", "unemployed", "radio"))


def test_by_keyboard_alone_he_writes_and_ticks(he: Reader) -> None:
    he.visit("interests")
    he.tab_to(he.field("interests", "lose_time"))
    he.press("Når en maskine ikke vil starte.")
    checkbox = he.option("interests", "values", "craft", "checkbox")
    he.tab_to(checkbox)
    he.press(" ")
    assert he.checked(checkbox)
    he.saved()
    he.reload("interests")
    assert he.value("interests", "lose_time") == "Når en maskine ikke vil starte."
    assert he.checked(he.option("interests", "values", "craft", "checkbox"))
    assert not he.checked(he.option("interests", "values", "trust", "checkbox"))


def test_answers_stay_when_the_language_changes_and_changes_back(he: Reader) -> None:
    he.visit("start")
    he.write("start", "goal", "Jeg cykler på arbejde.")
    written = he.value("start", "goal")
    he.speak("en")
    he.at("start")
    assert he.value("start", "goal") == written
    he.speak("da")
    he.at("start")
    assert he.value("start", "goal") == written


def test_text_typed_without_a_connection_is_sent_when_it_is_back(
    he: Reader, line: Line
) -> None:
    he.visit("stories")
    he.write("stories", "title", "Pallerne")
    line.cut()
    he.press(" i nat")
    he.told(he.say("serving.lost"))
    he.told(he.say("form.not_saved"))
    he.press(" igen")
    assert he.value("stories", "title") == "Pallerne i nat igen"
    line.mend()
    he.no_longer_told(he.say("serving.lost"))
    he.saved()
    he.browser.complaints()  # that the line was cut is said there, and rightly so
    he.reload("stories")
    assert he.value("stories", "title") == "Pallerne i nat igen"


def test_a_cv_is_downloaded_and_word_files_are_what_they_say(he: Reader) -> None:
    name = f"Ida {id(he)}"
    he.visit("contact_details")
    he.write("contact_details", "name", name)
    he.visit("cv_targets")
    he.write("cv_targets", "name", "Generelt")
    he.click(he.button("pages.download_cv_named", name="Generelt"))
    file: Path = until(lambda: arrived(he.browser.downloads), "the CV")
    he.told(file.name)
    document: Any = docx.Document(str(file))
    assert name in "\n".join(p.text for p in document.paragraphs)
    file.unlink()


def arrived(folder: Path) -> Path | None:
    """Return a Word file that has come whole."""
    under_way = [*folder.glob("*.part"), *folder.glob("*.wkdownload")]
    found = list(folder.glob("*.docx"))
    return found[0] if found and not under_way and found[0].stat().st_size else None


def test_an_old_cv_is_put_in_and_read(he: Reader, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Hanne Fiktiv", 0)
    document.add_paragraph("Kok med sans for råvarer og ro, når der er travlt.")
    document.save(str(tmp_path / "cv æøå.docx"))
    he.visit("old_cv")
    he.browser.choose(
        he.node(he.field("old_cv", "file", "file")), tmp_path / "cv æøå.docx"
    )
    he.saved()
    he.told("cv æøå.docx", ".wb-form")
    he.told("Kok med sans for råvarer")


def test_what_he_sees_can_be_used_by_everybody(he: Reader) -> None:
    for step in ("start", "interests"):
        he.visit(step)
        # WebKit shows the focus only to who uses keys, not where a script puts it.
        found = [f for f in he.browser.read(FAULTS) if not f.startswith("focus unseen")]
        assert found == [], step


def test_nothing_was_complained_about_and_nothing_asked_of_others(he: Reader) -> None:
    he.visit("start")
    assert he.browser.complaints() == []
    assert he.browser.elsewhere() == []


def test_webkits_console_is_silent_from_the_first_moment(
    browsers: dict[str, OtherBrowser], served: Served, line: Line, tmp_path: Path
) -> None:
    """Its driver listens only once a page is there; a window without it, always."""
    webkit = browsers["webkit"]
    assert isinstance(webkit, WebKit)
    page = tmp_path / "page.html"
    page.write_text("<script>console.error('one'); two()</script>")
    with webkit.window(page.as_uri()) as said:
        until(lambda: len(said()) == 2, "both complaints")
    opened = "Connecting to kernel"
    before = served.log.read_text().count(opened)
    with webkit.window(f"{line.root}/join#{served.codes[str(len(AT) + 1)]}") as said:
        until(lambda: served.log.read_text().count(opened) > before, "the workbook")
        time.sleep(2)  # and the page is laid out
        assert said() == []
