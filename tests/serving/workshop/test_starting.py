"""What `start` says before anybody comes: what this machine lacks, how long is left."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import requests
import tomli_w
from workshop_served import HOST, free_port

from workbook.content import Content, load
from workbook.serving.workshop.codes import Codes
from workbook.serving.workshop.site import DAYS_ANNOUNCED, DAYS_KEPT, FILE, Site
from workbook.settings import Settings

# No machine without a fence is to be had here, so one is told that it is such a one.
ON_AN_OLD_MACHINE = """
import sys
from workbook.serving.workshop import landlock
landlock.version = lambda: 0
from workbook.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def content() -> Content:
    """What is said, as shipped."""
    return load(Settings())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A workshop whose cards are made."""
    site = Site.make(tmp_path / "ws", title="Job på tværs", participants=2)
    codes = Codes.make(site.codes, site.language)
    codes.give(["coach", "1", "2"])
    return site


def begun(site: Site, days_ago: int) -> None:
    """Have it made so long ago."""
    day = date.today() - timedelta(days=days_ago)
    told = site.model_copy(update={"created": day}).model_dump()
    (site.folder / FILE).write_text(tomli_w.dumps(told), encoding="utf-8")


class Started:
    """The command, its keyboard and its screen."""

    def __init__(self, site: Site, *program: str) -> None:
        self.port = free_port()
        how = program or ("-m", "workbook")
        arguments = ["workshop", "start", str(site.folder), "--port", str(self.port)]
        self._keys, screen = os.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-u", *how, *arguments],
            stdin=screen,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        os.close(screen)

    def says(self, sentence: str) -> bool:
        """Read what it says up to a sentence."""
        assert self.process.stdout
        return any(sentence in line for line in self.process.stdout)

    def answer(self, words: str) -> None:
        os.write(self._keys, f"{words}\n".encode())

    def rest(self) -> str:
        """Return what it says until it ends by itself."""
        said = self.process.communicate(timeout=30)[0]
        os.close(self._keys)
        return said

    def ended(self) -> str:
        """End it and return what it said since it was last read."""
        self.process.terminate()
        return self.rest()


Start = Callable[..., Started]


@pytest.fixture
def start(site: Site) -> Iterator[Start]:
    """Starts the command; whatever runs after the test is ended."""
    begun: list[Started] = []

    def start(*program: str) -> Started:
        begun.append(Started(site, *program))
        return begun[-1]

    yield start
    for one in begun:
        if one.process.poll() is None:
            one.ended()


@pytest.mark.parametrize("word", ["nej", "jada"])
def test_without_a_fence_it_says_so_and_starts_for_nothing_but_yes(
    start: Start, content: Content, word: str
) -> None:
    started = start("-c", ON_AN_OLD_MACHINE)
    assert started.says(content.texts.say("fence.no_fence", "da"))
    started.answer(word)
    said = started.rest()
    assert content.texts.say("workshop.without_fence", "da") in said
    assert "http" not in said
    assert started.process.returncode == 0


def test_without_a_fence_it_serves_whoever_comes_after_yes(
    start: Start, content: Content
) -> None:
    started = start("-c", ON_AN_OLD_MACHINE)
    assert started.says(content.texts.say("fence.no_fence", "da"))
    started.answer("ja")
    assert started.says(f"http://{HOST}:{started.port}")
    login = requests.get(f"http://{HOST}:{started.port}/login", timeout=20)
    assert login.status_code == 200


def test_the_end_is_announced_thirty_days_before(
    start: Start, site: Site, content: Content
) -> None:
    left = DAYS_ANNOUNCED
    begun(site, DAYS_KEPT - left)
    started = start()
    day = date.today() + timedelta(days=left)
    assert started.says(content.texts.say("workshop.expires", "da", day=day, days=left))


def test_the_end_is_not_announced_before_that(
    start: Start, site: Site, content: Content
) -> None:
    begun(site, DAYS_KEPT - DAYS_ANNOUNCED - 1)
    started = start()
    day = date.today() + timedelta(days=DAYS_ANNOUNCED + 1)
    notice = content.texts.say(
        "workshop.expires", "da", day=day, days=DAYS_ANNOUNCED + 1
    )
    assert started.says("/coach")
    assert notice not in started.ended()


def test_on_its_last_day_all_is_erased_instead_of_started(
    start: Start, site: Site, content: Content
) -> None:
    begun(site, DAYS_KEPT)
    said = start().rest()
    assert "http" not in said
    assert content.texts.say("errors.workshop_expired", "da", day=date.today()) in said
    assert not site.folder.exists()


def test_an_address_that_is_not_the_one_on_the_cards_is_said(
    start: Start, site: Site, content: Content
) -> None:
    printed = "https://workshop.example.dk"
    site.printed.write_text(printed)
    started = start()
    address = f"http://{HOST}:{started.port}"
    told = content.texts.say(
        "workshop.other_address", "da", printed=printed, address=address
    )
    assert started.says(told)
