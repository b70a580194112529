"""What can go wrong while a page is made, and how soon it is told what to do."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import requests
from markupsafe import escape
from served import Served, start

from workbook.content import load_texts
from workbook.settings import Language, Settings

PROGRAM = Path(__file__).with_name("serve_faults.py")
LIMIT = 5.0
"""Seconds after which a page is given up here."""
LONG = 90.0

Serve = Callable[..., Served]


@dataclass
class Page:
    """What came, and after how many seconds."""

    status: int
    text: str
    seconds: float

    def ends_with(self, key: str, language: Language = "da") -> bool:
        """Tell whether a sentence is the last that is said."""
        sentence = str(escape(load_texts(Settings()).say(key, language)))
        return self.text.rstrip().endswith(f'role="alert">{sentence}</p>')

    def says(self, key: str) -> bool:
        """Tell whether a sentence is said at all."""
        return str(escape(load_texts(Settings()).say(key, "da"))) in self.text


@pytest.fixture
def serve(notebooks: Path, tmp_path: Path) -> Iterator[Serve]:
    """Start a server with a fault; at the end nothing of a page may be left."""
    started: list[Served] = []

    def with_fault(fault: str, notebook: str = "shown", limit: float = LONG) -> Served:
        path = notebooks / f"{notebook}.ipynb"
        served = start(path, tmp_path, 0, fault, str(limit), program=PROGRAM)
        started.append(served)
        return served

    yield with_fault
    for served in started:
        left = until_none_is_left(served)
        served.stop()
        assert left == []


def until_none_is_left(served: Served, seconds: float = 10) -> list[psutil.Process]:
    """Return the kernels that are there after so long."""
    until = time.monotonic() + seconds
    while (left := kernels(served)) and time.monotonic() < until:
        time.sleep(0.1)
    return left


def kernels(served: Served) -> list[psutil.Process]:
    """Return what a server has started and what has not ended."""
    found = psutil.Process(served.process.pid).children()
    return [one for one in found if one.status() != psutil.STATUS_ZOMBIE]


def opened(served: Served, browser: requests.Session | None = None) -> Page:
    """Open the page and wait for its end."""
    began = time.monotonic()
    answer = (browser or served.enter()).get(served.address, timeout=60)
    answer.encoding = "utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    return Page(answer.status_code, answer.text, time.monotonic() - began)


def test_a_template_that_fails_at_once_is_an_error_page(serve: Serve) -> None:
    page = opened(serve("template at once"))
    assert page.status == 500
    assert page.says("serving.failed")
    assert "half" not in page.text
    assert page.seconds < LIMIT


def test_a_template_that_fails_later_ends_the_page_in_a_sentence(serve: Serve) -> None:
    page = opened(serve("template later"))
    assert page.status == 200
    assert page.text.startswith("<p>whole</p>")
    assert page.ends_with("serving.failed")
    # What it had begun is left out: within a script nobody would see a sentence.
    assert "<script>" not in page.text
    assert page.seconds < LIMIT


def test_a_kernel_that_is_no_program_is_an_error_page(serve: Serve) -> None:
    served = serve("no such program")
    page = opened(served)
    assert page.status == 503
    assert page.says("serving.not_started")
    assert page.seconds < LIMIT
    assert "/nowhere/python" not in page.text


def test_a_disk_that_is_full_at_the_start_is_said_to_be(serve: Serve) -> None:
    page = opened(serve("disk is full"))
    assert page.status == 503
    assert page.says("serving.no_disk")


def test_a_kernel_that_dies_at_once_is_told_at_once(serve: Serve) -> None:
    page = opened(serve("dies at once"))
    assert page.ends_with("serving.died")
    assert page.seconds < LIMIT


def test_a_kernel_that_never_answers_is_given_up_and_ended(serve: Serve) -> None:
    page = opened(serve("never answers", limit=LIMIT))
    assert page.ends_with("serving.late")
    assert LIMIT <= page.seconds < LIMIT + 2


def test_a_cell_that_never_ends_is_given_up_and_its_kernel_ended(serve: Serve) -> None:
    page = opened(serve("", "endless", limit=LIMIT))
    assert page.ends_with("serving.late")
    assert LIMIT <= page.seconds < LIMIT + 2


def test_whoever_chose_english_is_told_in_english(serve: Serve) -> None:
    served = serve("", "endless", limit=LIMIT)
    browser = served.enter()
    browser.cookies.set("workbook-language", "en")
    page = opened(served, browser)
    assert page.ends_with("serving.late", "en")


def test_a_kernel_killed_while_a_cell_runs_is_told_within_two_seconds(
    serve: Serve,
) -> None:
    served = serve("", "endless")
    browser = served.enter()
    killed: list[float] = []

    def kill() -> None:
        while not (found := kernels(served)):
            time.sleep(0.05)
        time.sleep(3)  # it answers, and the cell runs
        found[0].kill()
        killed.append(time.monotonic())

    killer = threading.Thread(target=kill)
    killer.start()
    page = opened(served, browser)
    late = time.monotonic() - killed[0]
    killer.join()
    assert page.ends_with("serving.died")
    assert late < 2


def test_what_a_cell_raises_is_told_to_nobody_but_that_it_did_is(serve: Serve) -> None:
    served = serve("", "failing")
    page = opened(served)
    assert page.ends_with("pages.not_loaded")
    assert "what he wrote" not in page.text
    assert "ValueError" not in page.text
    assert "what he wrote" not in served.log.read_text()


@pytest.mark.parametrize("notebook", ["full", "unwritable"])
def test_a_workbook_that_cannot_be_written_says_so(serve: Serve, notebook: str) -> None:
    page = opened(serve("", notebook))
    assert page.ends_with("serving.no_disk")


@pytest.mark.parametrize("packed", [True, False])
def test_what_there_is_of_a_page_comes_at_once_and_who_goes_then_leaves_no_kernel(
    serve: Serve, packed: bool
) -> None:
    served = serve("", "endless")
    browser = served.enter()
    browser.headers["Accept-Encoding"] = "gzip" if packed else "identity"
    began = time.monotonic()
    with browser.get(served.address, stream=True, timeout=20) as answer:
        assert answer.headers.get("Content-Encoding") == ("gzip" if packed else None)
        parts = answer.iter_content(None)  # when nobody holds it, it hangs up
        part = next(parts)
        assert b"<main" in part
        assert b"</html>" not in part
        assert time.monotonic() - began < LIMIT
        assert len(kernels(served)) == 1
    assert until_none_is_left(served, 5) == []
