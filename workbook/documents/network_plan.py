"""Builds the network plan's context: whom he knows, what for, and whom they know."""

from collections.abc import Mapping
from datetime import date

from workbook.documents.answers import Frames, Record, records, told
from workbook.documents.call_card import one
from workbook.documents.context import (
    Contact,
    Drawing,
    Network,
    NetworkPlanContext,
    Path,
)
from workbook.documents.people import document_title, name
from workbook.documents.wanting import missing
from workbook.documents.wording import choice, long_date, short_date, word
from workbook.settings import Language

_FIRST = ("professional", "friends", "family")
_FOR_THEM = "for_them"


def network_plan_context(
    frames: Frames,
    words: Mapping[str, str],
    *,
    language: Language,
    today: date,
    drawn: Drawing | None = None,
) -> NetworkPlanContext:
    """Return the contacts by network, and the people whom they lead on to.

    With the map of them ``drawn``, they have the numbers that they have on it.
    """
    numbers = drawn.numbers if drawn else {}
    contacts = _numbered(told(records(frames, "contacts"), "name"), numbers)
    relations = told(records(frames, "relations"), "person")
    favours = [one for one in relations if one.text("direction") == _FOR_THEM]
    return NetworkPlanContext(
        document_title=document_title("network_plan", frames, words),
        title=word(words, "network_plan"),
        name=name(frames),
        missing=missing(words, (("contacts", contacts),)),
        date=long_date(today, language),
        map=drawn,
        networks=_networks(contacts, words, language, numbers),
        paths=tuple(_path(o, frames) for o in relations if o not in favours),
        favours=tuple(_path(one, frames) for one in favours),
    )


def _numbered(
    contacts: tuple[Record, ...], numbers: Mapping[str, int]
) -> tuple[Record, ...]:
    """Put those first who have a number on the map, by it, so that each is found."""
    last = max(numbers.values(), default=0) + 1
    return tuple(sorted(contacts, key=lambda found: numbers.get(found.id, last)))


def _networks(
    contacts: tuple[Record, ...],
    words: Mapping[str, str],
    language: Language,
    numbers: Mapping[str, int],
) -> tuple[Network, ...]:
    """Return each network that somebody is in; those who are in none come last."""
    there = {found.text("network") for found in contacts}
    named = [n for n in _FIRST if n in there] + sorted(there - {*_FIRST, ""})
    return tuple(
        Network(
            choice(words, "contacts.network", network)
            if network
            else word(words, "network_other"),
            tuple(
                _contact(found, words, language, numbers.get(found.id, 0))
                for found in contacts
                if found.text("network") == network
            ),
        )
        for network in (*named, *({""} & there))
    )


def _contact(
    found: Record, words: Mapping[str, str], language: Language, number: int
) -> Contact:
    last = found.day("last_contact")
    wanted = (choice(words, "contacts.ask_for", a) for a in found.ids("ask_for"))
    return Contact(
        name=found.text("name"),
        role=found.text("role"),
        phone=found.text("phone"),
        ask_for=tuple(wanted),
        give=found.running("give"),
        last_contact=short_date(last, language) if last else "",
        number=str(number or ""),
    )


def _path(found: Record, frames: Frames) -> Path:
    return Path(
        person=found.text("person"),
        role=found.text("role"),
        company=one(frames, "companies", found.text("company")).text("name"),
        through=one(frames, "contacts", found.text("knows")).text("name"),
        how=found.text("how"),
    )
