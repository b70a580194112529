"""The commands `workbook workshop …`: make it, print its papers, run it, end it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import Any

from workbook.content import Content, load
from workbook.documents import papers
from workbook.errors import ServingError
from workbook.serving.appearance import Appearance
from workbook.serving.own_computer import bound
from workbook.serving.workshop import reach
from workbook.serving.workshop.codes import Codes
from workbook.serving.workshop.counts import status_lines
from workbook.serving.workshop.erasing import (
    Erased,
    ask_to_erase,
    erase_all,
    erase_person,
    lock,
)
from workbook.serving.workshop.fence import HELD_BY, missing, self_test
from workbook.serving.workshop.place import COACH, tidy
from workbook.serving.workshop.room import Room
from workbook.serving.workshop.running import Workshop
from workbook.serving.workshop.server import serve
from workbook.serving.workshop.site import DAYS_ANNOUNCED, Site
from workbook.settings import Language, Settings

PORT = 17330

Say = Callable[..., None]
Ask = Callable[..., bool]
"""Puts a question by the key of a text; True only for a plain yes."""


@dataclass(frozen=True)
class Desk:
    """Where the coach sits: what he is told and asked, and what content he has."""

    settings: Settings
    say: Say
    ask: Ask

    def content(self, site: Path) -> Content:
        """Return the content with what this workshop's folder replaces."""
        return load(self.at(site))

    def at(self, site: Path) -> Settings:
        """Return the settings of a workshop's folder."""
        return replace(self.settings, site=self.settings.site or site)


def spoken(folder: Path, settings: Settings) -> Language:
    """Return the language of a workshop; the settings' where there is none yet."""
    try:
        return Site.load(folder).language
    except ServingError:
        return settings.language


def new(desk: Desk, folder: Path, **told: Any) -> None:
    """Make a workshop's folder; ``told`` as ``Site.make`` takes it."""
    routes = desk.content(folder).routes
    if told["route"] not in routes:
        known = ", ".join(routes)
        raise ServingError("route_unknown", route=told["route"], known=known)
    if told["address"]:
        reach.proper(told["address"])
    site = Site.make(folder, language=desk.settings.language, **told)
    desk.say("workshop.made", path=site.folder, day=site.expires)


def print_papers(desk: Desk, folder: Path, to: Path, starts: time | None) -> None:
    """Write the papers, with cards for all who have none that opens anything.

    The codes are nowhere but on these papers: a folder inside the site is refused.
    """
    site = Site.load(folder)
    if to.absolute().is_relative_to(site.folder):
        raise ServingError("papers_inside", path=to)
    before = site.codes.read_bytes() if site.codes.exists() else None
    codes = _new_codes(site)
    try:
        written = _papers(desk, site, to, codes, starts)
    except BaseException:
        _put_back(site.codes, before)
        raise
    for path in written:
        desk.say("commands.written", path=path)
    key = "workshop.printed" if codes else "workshop.printed_before"
    desk.say(key, path=to, folder=folder)


def status(desk: Desk, folder: Path) -> None:
    """Say who has come how far, in counts."""
    site = Site.load(folder)
    content = desk.content(site.folder)
    for line in status_lines(site, content, content.texts, desk.settings.language):
        desk.say("workshop.line", line=line)
    desk.say("workshop.expires", day=site.expires, days=site.days_left(date.today()))


def erase(desk: Desk, folder: Path, number: int | None) -> None:
    """Delete one participant or the whole workshop for good, and say what it was."""
    site = Site.load(folder)
    if number is None:
        _erase_all(desk, site)
        return
    if number not in site.numbers:
        raise ServingError("no_such_card", number=number, last=site.participants)
    if not desk.ask("workshop.erase_one", number=number):
        desk.say("workshop.nothing_erased")
        return
    desk.say("workshop.erased_one", number=number, **_told(_erase_one(site, number)))


def start(desk: Desk, folder: Path, address: str, port: int, *, verbose: bool) -> None:
    """Serve a workshop until told to stop."""
    site = _due(desk, Site.load(folder))
    if address:
        site = site.model_copy(update={"address": address})
    if site.address:
        reach.proper(site.address)
    if not site.codes.exists():
        raise ServingError("no_cards", path=site.folder)
    site.prepare()
    with lock(site), bound(port) as listening:
        lacks = _proved(site, port)
        for code in lacks:
            desk.say(f"fence.{code}")
        if lacks and not desk.ask("workshop.without_fence"):
            return
        tidy(site)
        workshop = _workshop(desk, site, lacks)
        _announce(desk, site)
        _compare(desk, site, port)
        if not (site.controller and site.contact):
            desk.say("workshop.no_controller")
        serve(
            workshop,
            Appearance(workshop.content.texts, site.language, site.title),
            listening=listening,
            when_ready=lambda url: _ready(desk, workshop, url),
            verbose=verbose,
        )
    _due(desk, site)
    desk.say("workshop.stopped")


def _proved(site: Site, port: int) -> tuple[str, ...]:
    """Return what cannot be held back here; ServingError when what can be is not."""
    lacks = missing()
    breaches = () if "no_fence" in lacks else self_test(site.server, port)
    worse = [code for code in breaches if HELD_BY.get(code) not in lacks]
    if worse:
        raise ServingError("fence_broken", what=", ".join(worse))
    return lacks


def _workshop(desk: Desk, site: Site, lacks: tuple[str, ...]) -> Workshop:
    settings = replace(desk.at(site.folder), language=site.language)
    content = load(settings)
    if site.route not in content.routes:
        known = ", ".join(content.routes)
        raise ServingError("route_unknown", route=site.route, known=known)
    room = Room(site.server / "room.json", content.routes[site.route])
    return Workshop(site, settings, content, Codes.load(site.codes), room, lacks)


def _ready(desk: Desk, workshop: Workshop, url: str) -> None:
    desk.say("workshop.started", url=url, coach=f"{url}/coach")
    desk.say("commands.stop")
    if workshop.site.address:
        reach.tell(url, workshop.instance, desk.say)


def _compare(desk: Desk, site: Site, port: int) -> None:
    """Say so when the cards lead elsewhere than to where it is served."""
    address = site.address or _here(port)
    printed = site.printed.read_text() if site.printed.exists() else address
    if printed.rstrip("/") != address.rstrip("/"):
        desk.say("workshop.other_address", printed=printed, address=address)


def _here(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def _announce(desk: Desk, site: Site) -> None:
    left = site.days_left(date.today())
    if left <= DAYS_ANNOUNCED:
        desk.say("workshop.expires", day=site.expires, days=left)


def _due(desk: Desk, site: Site) -> Site:
    """Return the site; on the day when nothing may be left, delete it and say so."""
    if site.days_left(date.today()) > 0:
        return site
    desk.say("workshop.erased_all", **_told(erase_all(site)))
    raise ServingError("workshop_expired", day=site.expires)


def _erase_one(site: Site, number: int) -> Erased:
    try:
        held = lock(site)
    except ServingError:
        return ask_to_erase(site, number)
    with held:
        Codes.load(site.codes).void(str(number))
        return erase_person(site, number)


def _erase_all(desk: Desk, site: Site) -> None:
    with lock(site):
        if not desk.ask("workshop.erase_all", title=site.title):
            desk.say("workshop.nothing_erased")
            return
    desk.say("workshop.erased_all", **_told(erase_all(site)))


def _told(found: Erased) -> Mapping[str, int]:
    return {
        "people": found.people,
        "files": found.files,
        "kilobytes": found.size // 1000,
    }


def _new_codes(site: Site) -> dict[str, str]:
    site.prepare()
    known = site.codes.exists()
    codes = Codes.load(site.codes) if known else Codes.make(site.codes, site.language)
    persons = [COACH, *(str(number) for number in site.numbers)]
    return codes.give([person for person in persons if person not in codes.persons])


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(content)


def _papers(
    desk: Desk, site: Site, to: Path, codes: dict[str, str], starts: time | None
) -> list[Path]:
    address = site.address or _here(PORT)
    if codes:
        site.printed.write_text(address)
    occasion = papers.Occasion(
        title=site.title,
        address=address,
        route=site.route,
        language=site.language,
        expires=site.expires,
        starts=starts or time(9),
    )
    content = desk.content(site.folder)
    return papers.write(to, occasion, codes, content, desk.at(site.folder))
