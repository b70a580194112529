"""A whole workshop of two hours: 25 come, three of them by a browser, and all at once.

The other 22 do the same over the websocket alone. Each writes words of his own, with
his card's number in them, so that whatever turns up at another's is seen.
"""

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import docx
import pytest
import tomli_w
from at_a_browser import AtABrowser, Person
from docx.oxml.ns import qn
from playwright.sync_api import Browser
from simulated import Simulated
from workshop_served import Served, serve

from workbook.content import Content
from workbook.serving.workshop.codes import Codes
from workbook.serving.workshop.site import FILE
from workbook.store import WorkbookFile

pytestmark = pytest.mark.browser

T = TypeVar("T")

ROOM = 25
PHONE = {"width": 390, "height": 844}
AT_A_BROWSER = {1: PHONE, 2: {"width": 1280, "height": 800}, 3: PHONE}
FULL = 3  # has Voilà's own front end
DUE = f"{date.today() + timedelta(days=8)} 10:00"
OWN = re.compile(r"kort (\d+) slut")
NAMES = ["Bo", "Ida", "Jens", "Lis", "Mette", "Ole", "Per", "Rie", "Tom", "Yrsa"]
WHOM = "Mette Holm"


def own(number: int, words: str) -> str:
    """Return words that only this participant can have written."""
    return f"{words}, kort {number} slut"


def before_the_break(person: Person, number: int) -> None:
    """Write, reload, lose the line and get it back; what was written is there."""
    person.arrive("start")
    person.write("start", goal=own(number, "Jeg cykler"), situation="unemployed")
    person.open("jobs")
    person.write("jobs", title=own(number, "Lager"), employer="Nord")
    person.write("jobs", got_by="knew_somebody")
    person.add("jobs")
    person.write("jobs", title="Postbud", employer="Posten", got_by="advertisement")
    person.go("rate_contact")
    person.write("rate_contact", rated_on=date.today().isoformat(), by="me")
    person.write("rate_contact", investigative="3", direct="2", steering="2")
    person.go("stories")
    person.write("stories", title=own(number, "Pallerne"), sentence="Jeg vendte dem.")
    person.lose_the_line()
    person.connect()
    assert person.value("stories", "title") == own(number, "Pallerne")
    person.write("stories", number="40 paller")
    person.go("companies")
    person.write("companies", name=own(number, "Pumper"), why="De lærer folk op.")
    person.go("memory")
    names = [own(number, name) for name in NAMES]
    person.write("memory", colleagues="\n".join(names))
    person.go("contacts")
    person.accept_all(len(names))


def after_the_break(person: Person, number: int) -> bytes:
    """Come back by the same code, find all again, and end with a card and a promise."""
    person.arrive("start")
    assert person.value("start", "goal") == own(number, "Jeg cykler")
    person.go("companies")
    assert person.value("companies", "name") == own(number, "Pumper")
    person.go("calls")
    person.write("calls", whom=WHOM, way="call")
    person.choose("calls", "company", own(number, "Pumper"))
    person.write("calls", opening=own(number, "Goddag"), information="Hvem bestemmer?")
    person.write("calls", questions="Hvad fylder?", arguments=own(number, "Orden"))
    person.choose("calls", "stories", own(number, "Pallerne"))
    person.write("calls", rounding_off="Jeg ringer onsdag.")
    card = person.make("call_card")
    person.go("follow_ups")
    person.write("follow_ups", whom=own(number, WHOM), due=DUE, way="call")
    return card


@dataclass
class Room:
    """All 25, each with what he has in his hand."""

    served: Served
    persons: dict[int, Person]

    def all_at_once(self, act: Callable[[Person, int], T]) -> dict[int, T]:
        """Let those without a browser act side by side, and the others in turn."""
        rest = [number for number in self.persons if number not in AT_A_BROWSER]
        with ThreadPoolExecutor(len(rest)) as beside:
            under_way = {n: beside.submit(act, self.persons[n], n) for n in rest}
            done = {n: act(self.persons[n], n) for n in AT_A_BROWSER}
            return done | {n: each.result() for n, each in under_way.items()}


@pytest.fixture
def room(tmp_path: Path, chromium: Browser, content: Content) -> Iterator[Room]:
    """A workshop of two hours that has begun."""
    served = serve(tmp_path, ROOM, route="two_hours")

    def person(number: int) -> Person:
        size = AT_A_BROWSER.get(number)
        if size:
            at = AtABrowser(served, str(number), size, chromium, content)
            at.shell = "full" if number == FULL else "light"
            return at
        return Simulated(served, str(number))

    yield Room(served, {n: person(n) for n in range(1, ROOM + 1)})
    served.stop()


def test_twenty_five_go_home_with_a_card_and_a_promise_and_nobody_elses_words(
    room: Room, content: Content
) -> None:
    served = room.served
    room.all_at_once(before_the_break)
    running = served.kernels()
    served.stop()
    assert running
    assert not any(kernel.is_running() for kernel in running)
    keep_idle_kernels_shortly(served)
    served.start()
    cards = room.all_at_once(after_the_break)
    assert come_to(served, ROOM)  # the kernel of a page that was left ends a bit later
    go_home(room)
    assert len(cards) == ROOM
    for number, card in cards.items():
        assert signed(text_of(card)) == {str(number)}
        kept = answers_of(served, content, number)
        assert signed(str(kept)) == {str(number)}
        assert len(kept["contacts"]) == len(NAMES)
        assert [(p["whom"], str(p["due"])) for p in kept["follow_ups"]] == [
            (own(number, WHOM), f"{DUE}:00")
        ]


def keep_idle_kernels_shortly(served: Served) -> None:
    told = served.site.model_copy(update={"idle_minutes": 0.1}).model_dump()
    (served.site.folder / FILE).write_text(tomli_w.dumps(told), encoding="utf-8")


def go_home(room: Room) -> None:
    """Every other closes the page, the rest only lose their line; no kernel is left."""
    for number, person in room.persons.items():
        if number % 2:
            person.leave()
        else:
            person.lose_the_line()
    assert come_to(room.served, 0)


def come_to(served: Served, count: int) -> bool:
    """Wait for so many kernels, a minute at most."""
    until = time.monotonic() + 60
    while len(served.kernels()) != count and time.monotonic() < until:
        time.sleep(0.5)
    return len(served.kernels()) == count


def signed(text: str) -> set[str]:
    """Return the cards whose words stand in a text."""
    return set(OWN.findall(text))


def text_of(card: bytes) -> str:
    body = docx.Document(BytesIO(card)).element.body
    return " ".join(found.text or "" for found in body.iter(qn("w:t")))


def answers_of(
    served: Served, content: Content, number: int
) -> dict[str, list[dict[str, object]]]:
    """Return the records that a card's code unlocks, by step."""
    found = Codes.load(served.site.codes).find(served.codes[str(number)])
    assert found
    path = served.site.person_folder(number) / "my.workbook"
    file = WorkbookFile(path, content.steps, found.key)
    kept = {
        step: [dict(record.values) for record in file.records(step)]
        for step in content.steps
    }
    file.close()
    return kept
