"""What the map shows: who stands alone, who is gathered, which companies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from workbook.analysis.network_map.people import (
    FRESHNESS,
    NETWORKS,
    Contact,
    Way,
)

MOST: Final = 40
"""Up to so many contacts each one stands alone; of more, those who lead somewhere."""
MOST_LEADING: Final = 60
MOST_COMPANIES: Final = 50

Cell = tuple[str, int]
"""A part of the map: a network, and a strength from 1 to 3."""


@dataclass(frozen=True)
class Only:
    """What he wants to see: one network, one company, who is fresh, who leads there.

    Empty and False let everybody in.
    """

    network: str = ""
    company: str = ""
    fresh: bool = False
    leading: bool = False


EVERYBODY: Final = Only()


@dataclass(frozen=True)
class Selection:
    """The contacts ``alone`` and ``gathered``, by cell; ways and companies shown.

    The companies that a way leads to come first; of ``all_companies`` there is room
    for so many.
    """

    alone: Mapping[Cell, tuple[Contact, ...]]
    gathered: Mapping[Cell, tuple[Contact, ...]]
    ways: tuple[Way, ...]
    companies: tuple[str, ...]
    all_companies: int


def select(
    known: Mapping[str, Contact],
    ways: Sequence[Way],
    companies: Sequence[str],
    only: Only,
) -> Selection:
    """Return what is shown of all contacts, ways and companies."""
    leads = {one for w in ways if only.company in ("", w.company) for one in w.contacts}
    shown = {
        record: contact
        for record, contact in known.items()
        if _wanted(contact, only, leads)
    }
    kept = _marked(
        way
        for way in ways
        if way.contact in shown and only.company in ("", way.company)
    )
    reached = dict.fromkeys(way.company for way in kept)
    others = companies if only == EVERYBODY else ()
    listed = (*reached, *(one for one in others if one not in reached))
    alone = _alone(shown, kept)
    return Selection(
        alone=_by_cell(one for one in _ordered(shown, kept) if one.record in alone),
        gathered=_by_cell(one for one in shown.values() if one.record not in alone),
        ways=kept,
        companies=listed[:MOST_COMPANIES],
        all_companies=len(listed),
    )


def _wanted(contact: Contact, only: Only, leads: set[str]) -> bool:
    return (
        only.network in ("", contact.network)
        and (not only.fresh or contact.freshness == "fresh")
        and (not (only.leading or only.company) or contact.record in leads)
    )


def _marked(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return the ways, the first to each company marked as the best."""
    kept = tuple(ways)
    first = {way.company: way for way in reversed(kept)}
    return tuple(replace(way, best=way is first[way.company]) for way in kept)


def _alone(shown: Mapping[str, Contact], ways: Sequence[Way]) -> set[str]:
    """Return who stands alone: all of a few, else those on a way, the best first."""
    if len(shown) <= MOST:
        return set(shown)
    best = [one for way in ways if way.best for one in reversed(way.contacts)]
    leads = {one for way in ways for one in way.contacts}
    rest = [one.record for one in _ordered(shown, ways) if one.record in leads]
    order = [one for one in dict.fromkeys((*best, *rest)) if one in shown]
    return set(order[:MOST_LEADING])


def _ordered(shown: Mapping[str, Contact], ways: Sequence[Way]) -> list[Contact]:
    """Return the contacts as they are counted: those of one company side by side."""
    goals: dict[str, int] = {}
    best = {one for way in ways if way.best for one in way.contacts}
    for place, way in enumerate(ways):
        for one in way.contacts:
            goals.setdefault(one, place)
    last = len(ways)
    return sorted(
        shown.values(),
        key=lambda one: (
            NETWORKS.index(one.network),
            -one.strength,
            one.record not in best,
            goals.get(one.record, last),
            FRESHNESS.index(one.freshness),
        ),
    )


def _by_cell(contacts: Iterable[Contact]) -> dict[Cell, tuple[Contact, ...]]:
    found: dict[Cell, list[Contact]] = {}
    for one in contacts:
        found.setdefault((one.network, one.strength), []).append(one)
    return {cell: tuple(those) for cell, those in found.items()}
