"""The calendar file in a real CalDAV server: put twice, changed, taken back."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
import requests
import vobject
from opened import HOST, free_port

from workbook import Workbook
from workbook.store import Place

DAV = "{DAV:}"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"
QUERY = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
  <D:prop><D:getetag/><C:calendar-data/></D:prop>
  <C:filter>
    <C:comp-filter name="VCALENDAR">
      <C:comp-filter name="VEVENT">{conditions}</C:comp-filter>
    </C:comp-filter>
  </C:filter>
</C:calendar-query>"""
STANDING = """<C:prop-filter name="STATUS">
  <C:text-match negate-condition="yes">CANCELLED</C:text-match>
</C:prop-filter>"""
UID = """<C:prop-filter name="UID"><C:text-match>{uid}</C:text-match></C:prop-filter>"""
WITHIN = """<C:time-range start="{start:%Y%m%dT%H%M%SZ}" end="{end:%Y%m%dT%H%M%SZ}"/>"""
SOON = datetime.now().replace(hour=10, minute=0, second=0, microsecond=0)
SOON += timedelta(9)
DAY = timedelta(days=1)


@dataclass
class Server:
    """A calendar of a CalDAV server, as a calendar program works with it."""

    address: str
    session: requests.Session

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> str:
        answer = self.session.request(
            method, self.address + path, data=body.encode(), headers=headers
        )
        assert answer.ok, answer.text
        return answer.content.decode()

    def events(self, *conditions: str) -> dict[str, vobject.base.Component]:
        """Return the events that a query finds, by their address."""
        body = QUERY.format(conditions="".join(conditions))
        told = self.ask("REPORT", "", body, Depth="1", **{"Content-Type": "text/xml"})
        found = {}
        for response in ET.fromstring(told).iter(f"{DAV}response"):
            data = response.find(f".//{CALDAV}calendar-data")
            where = response.findtext(f"{DAV}href")
            assert data is not None
            assert data.text
            assert where
            found[where.rsplit("/", 1)[1]] = vobject.readOne(data.text).vevent
        return found

    def days(self, *conditions: str) -> dict[str, object]:
        """Return when each event begins, by what it says."""
        found = self.events(*conditions).values()
        days = {event.summary.value: event.dtstart.value for event in found}
        assert len(days) == len(found)
        return days

    def take_in(self, file: bytes) -> None:
        """Put each event of a file into the calendar, in place of the one it has."""
        whole = vobject.readOne(file.decode())
        for event in whole.vevent_list:
            one = vobject.iCalendar()
            one.add(vobject.readOne(file.decode()).vtimezone)
            one.add(event)
            known = list(self.events(UID.format(uid=event.uid.value)))
            assert len(known) <= 1
            name = known[0] if known else quote(f"{event.uid.value}.ics")
            self.ask("PUT", name, one.serialize(), **{"Content-Type": "text/calendar"})

    def upload(self, file: bytes) -> None:
        """Put a file in place of the whole calendar."""
        self.ask("PUT", "", file.decode(), **{"Content-Type": "text/calendar"})


def started(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Start Radicale on a free port and wait until it listens."""
    port = free_port()
    options = {
        "--config": "",
        "--server-hosts": f"{HOST}:{port}",
        "--auth-type": "none",
        "--storage-filesystem-folder": str(folder),
        "--logging-level": "critical",
    }
    words = [word for option in options.items() for word in option]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        [sys.executable, "-m", "radicale", *words],
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
    )
    while process.poll() is None:
        try:
            socket.create_connection((HOST, port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return process, port
    raise AssertionError(f"Radicale ended with {process.returncode}")


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of one Radicale for all tests of this module."""
    process, port = started(tmp_path_factory.mktemp("radicale"))
    yield port
    process.send_signal(signal.SIGTERM)
    with process:
        process.wait(timeout=20)


@pytest.fixture
def server(radicale: int, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A calendar of this test's own."""
    with requests.Session() as session:
        session.trust_env = False
        session.auth = ("lene", "")
        name = quote(request.node.name)
        found = Server(f"http://{HOST}:{radicale}/lene/{name}/", session)
        found.ask("MKCALENDAR", "")
        yield found


def save(book: Workbook, step: str, record: str, **answers: object) -> None:
    book.file.save_all([(Place(step, record, q), raw) for q, raw in answers.items()])


def promise(book: Workbook, record: str, whom: str, due: datetime) -> None:
    day = due.isoformat(timespec="minutes")
    save(book, "follow_ups", record, whom=whom, due=day, way="call")


@pytest.fixture
def lene(book: Workbook) -> Workbook:
    """Two promises, and one whom she wants to hear from her every month."""
    promise(book, "f1", "Jørn Ågård; R&D, æøå", SOON)
    promise(book, "f2", "Bo", SOON + DAY)
    save(book, "contacts", "c1", name="Bent", rhythm="month")
    save(book, "contacts", "c1", last_contact=datetime.now().date().isoformat())
    return book


def exported(book: Workbook, record: str = "") -> bytes:
    return book.make("calendar", record, "da")[1]


def test_put_twice_there_is_nothing_double(lene: Workbook, server: Server) -> None:
    for _ in range(2):
        server.take_in(exported(lene))
    days = server.days()
    assert set(days) == {
        "Ring til Jørn Ågård; R&D, æøå",
        "Ring til Bo",
        "Lad Bent høre fra dig",
    }
    when = days["Ring til Bo"]
    assert isinstance(when, datetime)
    assert when.replace(tzinfo=None) == SOON + DAY


def test_uploaded_whole_twice_there_is_nothing_double(
    lene: Workbook, server: Server
) -> None:
    for _ in range(2):
        server.upload(exported(lene))
    assert len(server.events()) == 3
    server.take_in(exported(lene))
    assert len(server.events()) == 3


def test_a_changed_date_has_moved(lene: Workbook, server: Server) -> None:
    server.take_in(exported(lene))
    promise(lene, "f2", "Bo", SOON + 5 * DAY)
    server.take_in(exported(lene))
    assert len(server.events()) == 3

    def on(day: datetime) -> set[str]:
        return set(server.days(WITHIN.format(start=day - DAY / 4, end=day + DAY / 4)))

    assert on(SOON + DAY) == set()
    assert on(SOON + 5 * DAY) == {"Ring til Bo"}


@pytest.mark.parametrize("file", ["all", "another"])
def test_what_was_closed_or_deleted_stands_there_no_more(
    lene: Workbook, server: Server, file: str
) -> None:
    promise(lene, "f3", "Eva", SOON + 2 * DAY)
    server.take_in(exported(lene))
    assert len(server.days(STANDING)) == 4
    save(lene, "follow_ups", "f1", outcome="closed_by_them")
    lene.file.delete("follow_ups", "f2")
    save(lene, "contacts", "c1", rhythm=None)
    exported(lene)  # this file never reaches the calendar
    server.take_in(exported(lene, "f3" if file == "another" else ""))
    assert set(server.days(STANDING)) == {"Ring til Eva"}
    month = WITHIN.format(start=SOON - 20 * DAY, end=SOON + 40 * DAY)
    assert set(server.days(month, STANDING)) == {"Ring til Eva"}
    gone = [e for e in server.events().values() if e.status.value == "CANCELLED"]
    assert len(gone) == 3
    assert not any("valarm" in event.contents for event in gone)


def test_after_a_greeting_the_next_one_takes_its_place(
    lene: Workbook, server: Server
) -> None:
    save(lene, "contacts", "c1", last_contact=(SOON - 60 * DAY).date().isoformat())
    server.take_in(exported(lene))
    before = server.days()["Lad Bent høre fra dig"]
    lene.file.add("care", {"did": "Hilste", "contact": "c1", "on": SOON.date()})
    server.take_in(exported(lene))
    assert server.days()["Lad Bent høre fra dig"] > before
    assert len(server.events()) == 3


def test_kept_before_its_day_it_is_gone_and_taken_back_it_stands_again(
    lene: Workbook, server: Server
) -> None:
    server.take_in(exported(lene))
    save(lene, "follow_ups", "f2", kept_on="i dag")
    server.take_in(exported(lene))
    assert "Ring til Bo" not in server.days(STANDING)
    save(lene, "follow_ups", "f2", kept_on=None)
    server.take_in(exported(lene))
    assert "Ring til Bo" in server.days(STANDING)
    assert len(server.events()) == 3
