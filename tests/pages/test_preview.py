"""A document's length after each save, and its pages when he unfolds them."""

import asyncio
import os
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docx
import psutil
import pytest
from jupyter_client.manager import KernelManager
from played import Page

from workbook import Workbook
from workbook.documents.length import Length
from workbook.errors import DocumentError
from workbook.pages import page_count, preview, writing
from workbook.pages.journey import Journey
from workbook.pages.page_count import PageCount
from workbook.pages.preview import Preview
from workbook.settings import LANGUAGES, Language
from workbook.store import Place


def journey(book: Workbook, step: str) -> Journey:
    found = book.page("all_steps")
    assert isinstance(found, Journey)
    found.go(step)
    return found


def beside(found: Journey) -> Preview:
    return found._beside._preview


def shown(book: Workbook, step: str, record: str = "") -> Preview:
    found = Preview()
    found.show(book, writing.subject(book, step, record))
    return found


# --- what is said ------------------------------------------------------------------


def test_a_length_stands_beside_the_steps_of_the_writing_alone(
    book: Workbook,
) -> None:
    found = journey(book, "cv_targets")
    assert beside(found).length.startswith("Dit CV fylder")
    assert beside(found) in found.children
    for step in ("jobs", "applications"):
        found.go(step)
        assert beside(found).length == ""
    letter = book.file.add("applications", {"headline": "Mindre madspild"})
    found.go("cv_targets")
    found.go("applications")
    assert found._view.opened == letter
    assert beside(found).length.startswith("Din ansøgning fylder")


def test_it_grows_with_each_answer(book: Workbook) -> None:
    target = book.file.add("cv_targets", {"name": "Generelt"})
    found = journey(book, "cv_targets")
    assert found._view.opened == target
    before = beside(found).length
    place = f"cv_targets/{target}/profile"
    text = "Jeg får varerne frem. " * 90
    Page(found._view._form).send({"kind": "save", "place": place, "raw": text})
    assert before == "Dit CV fylder mindre end en halv side."
    assert beside(found).length == "Dit CV fylder omkring en halv side."


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_long_is_said_with_what_to_cut(book: Workbook, language: Language) -> None:
    book.speak(language)
    letter = book.file.add("applications", {"headline": "Kort"})
    fits = shown(book, "applications", letter)
    assert (fits.fits, fits.verdict) == (True, fits.texts["fits_application"])
    place = Place("applications", letter, "difference")
    book.file.save(place, "Jeg får varerne frem. " * 300)
    long = shown(book, "applications", letter)
    assert (long.fits, long.verdict) == (False, long.texts["long_application"])


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (0.0, "mindre end en halv side"),
        (0.2, "mindre end en halv side"),
        (0.5, "omkring en halv side"),
        (0.9, "omkring én side"),
        (1.0, "omkring én side"),
        (1.1, "lidt over én side"),
        (1.5, "omkring halvanden side"),
        (1.95, "omkring 2 sider"),
        (2.0, "omkring 2 sider"),
        (2.3, "lidt over 2 sider"),
        (2.5, "omkring 2½ side"),
        (3.0, "omkring 3 sider"),
    ],
)
def test_a_length_is_said_in_words(book: Workbook, pages: float, said: str) -> None:
    key, whole = preview._rounded(Length(pages, 1, 1))
    assert book.content.texts.say(f"preview.{key}", "da", pages=whole) == said


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(1, 1, "fits"), (1, 2, "close"), (2, 2, "long"), (2, 3, "long")],
)
def test_an_uncertain_length_is_neither_praised_nor_blamed(
    low: int, high: int, verdict: str
) -> None:
    assert preview._verdict("application", Length(1.0, low, high)) == verdict


def test_what_cannot_be_made_is_said_in_its_place(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> tuple[str, bytes]:
        raise DocumentError("template_missing", file="cv.da.docx")

    found = shown(book, "cv_targets")
    Page(found).send({"kind": "open"})
    monkeypatch.setattr(book, "make", fail)
    found.show(book, ("cv", ""))
    assert "cv.da.docx" in found.length
    assert (found.verdict, found.how_known, found.sheets) == ("", "", {})


# --- what is shown -----------------------------------------------------------------


def test_pages_are_drawn_only_while_they_are_unfolded(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bytes] = []
    real = preview.preview
    monkeypatch.setattr(
        preview, "preview", lambda word: (drawn.append(word), real(word))[1]
    )
    target = book.file.add("cv_targets", {"headline": "Kok <b>& bager</b>"})
    found = shown(book, "cv_targets", target)
    assert (drawn, found.sheets) == ([], {})
    Page(found).send({"kind": "open"})
    assert "Kok &lt;b&gt;&amp; bager&lt;/b&gt;" in found.sheets["html"]
    book.file.save(Place("cv_targets", target, "headline"), "Bager")
    found.show(book, ("cv", target))
    assert "Bager" in found.sheets["html"]
    Page(found).send({"kind": "close"})
    assert found.sheets == {}
    before = len(drawn)
    found.show(book, ("cv", target))
    assert len(drawn) == before == 2


@pytest.mark.parametrize("odd", [{}, {"kind": "print"}, {"kind": None}, "open"])
def test_an_odd_message_is_ignored(book: Workbook, odd: object) -> None:
    found = shown(book, "cv_targets")
    Page(found).send(odd)
    assert not found.unfolded


# --- counted by LibreOffice --------------------------------------------------------


def run(act: Callable[[], Awaitable[None]]) -> None:
    """Run in a loop as a kernel has one.

    In a thread of its own, since the browser of other tests has one in this.
    """

    async def whole() -> None:
        await act()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(whole())).result()


async def until(done: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


def test_the_true_number_takes_the_place_of_the_estimate(book: Workbook) -> None:
    demo = book.example()

    async def act() -> None:
        found = Preview()
        found._count = PageCount(found._counted, calm=0)
        found.show(demo, ("cv", ""))
        assert found.how_known == found.texts["counting"]
        await until(lambda: found.how_known == found.texts["counted"])
        assert found.length == "Dit CV fylder 2 sider."
        found.show(demo, ("cv", ""))  # nothing changed: it is not counted anew
        assert found.how_known == found.texts["counted"]

    run(act)


def test_where_libreoffice_fails_the_estimate_stays(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_word: bytes) -> bytes:
        raise DocumentError("pdf_failed")

    monkeypatch.setattr(page_count, "to_pdf", fail)
    monkeypatch.setattr(page_count, "office", lambda: Path("soffice"))

    async def act() -> None:
        found = Preview()
        found._count = PageCount(found._counted, calm=0)
        found.show(book, ("cv", ""))
        before = found.length
        await until(lambda: found.how_known == found.texts["estimated"])
        assert found.length == before

    run(act)


def test_one_is_counted_at_a_time_and_the_latest_wins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_once: list[int] = []
    running = threading.Semaphore(1)
    printed: list[bytes] = []

    def slow(word: bytes) -> bytes:
        at_once.append(running.acquire(blocking=False))
        time.sleep(0.1)
        printed.append(word)
        running.release()
        return word

    monkeypatch.setattr(page_count, "to_pdf", slow)
    monkeypatch.setattr(page_count, "count_pages", len)
    monkeypatch.setattr(page_count, "office", lambda: Path("soffice"))
    told: list[tuple[bytes, int]] = []

    async def act() -> None:
        counter = PageCount(lambda word, pages: told.append((word, pages)), calm=0)
        counter.count(b"1")
        await asyncio.sleep(0.05)
        for word in (b"22", b"333", b"4444"):
            counter.count(word)
        await until(lambda: told)
        counter.count(b"55555")
        await asyncio.sleep(0.05)
        counter.count(None)
        await asyncio.sleep(0.2)

    run(act)
    assert told == [(b"4444", 4)]
    assert printed == [b"1", b"4444", b"55555"]
    assert all(at_once)


def test_the_loop_goes_on_while_libreoffice_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_count, "to_pdf", lambda _word: time.sleep(0.5) or b"")
    monkeypatch.setattr(page_count, "count_pages", lambda _pdf: 1)
    monkeypatch.setattr(page_count, "office", lambda: Path("soffice"))
    told: list[int] = []

    async def act() -> None:
        PageCount(lambda _word, pages: told.append(pages), calm=0).count(b"1")
        longest = 0.0
        while not told:
            before = time.monotonic()
            await asyncio.sleep(0.01)
            longest = max(longest, time.monotonic() - before)
        assert longest < 0.3

    run(act)


def test_without_libreoffice_the_estimate_says_so(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_count, "office", lambda: None)

    async def act() -> None:
        found = shown(book, "cv_targets")
        assert found.how_known == found.texts["estimated"]

    run(act)


def test_a_kernel_that_ends_leaves_no_libreoffice_behind(
    tmp_path: Path,
) -> None:
    program, temporary = tmp_path / "soffice", tmp_path / "temporary"
    program.write_text('#!/bin/sh\necho $$ > "$0.pid"\nexec sleep 600\n')
    program.chmod(0o755)
    temporary.mkdir()
    word = tmp_path / "cv.docx"
    docx.Document().save(str(word))
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(
        env={**os.environ, "PATH": path, "TMPDIR": str(temporary)}, cwd=str(tmp_path)
    )
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        client.execute_interactive(
            "from pathlib import Path\n"
            "from workbook.pages.page_count import PageCount\n"
            "counter = PageCount(print, calm=0)\n"
            "counter.count(Path('cv.docx').read_bytes())",
            timeout=60,
        )
        noted = tmp_path / "soffice.pid"
        wait(lambda: noted.exists() and noted.read_text().strip())
        process = psutil.Process(int(noted.read_text()))
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    wait(lambda: not process.is_running())
    wait(lambda: not list(temporary.glob("workbook-*")))


def wait(done: Callable[[], Any], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)
