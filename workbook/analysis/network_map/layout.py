"""The network map: where each contact, company and second degree stands.

It is drawn from this alone, and the table beside it says the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from workbook.analysis.network_map import people as known
from workbook.analysis.network_map.inside import GROUP, NODE, Group, Spot, inside
from workbook.analysis.network_map.labels import Board, Box, around, short
from workbook.analysis.network_map.outside import Company, columns, height
from workbook.analysis.network_map.people import NETWORKS, Frames, Way
from workbook.analysis.network_map.places import COLUMN, MIDDLE, WIDTH, Point, Sector
from workbook.analysis.network_map.second_degree import PERSON, Person, second_degree
from workbook.analysis.network_map.selection import EVERYBODY, Only, select

LEAST: Final = 3
"""With fewer contacts there is no map."""
NAMED: Final = 24
"""Up to so many that stand alone are called by name; more have a number."""
ME: Final = 22.0
"""How large he himself is drawn: the radius."""
NAME_SIZE: Final = 14.0
NUMBER_SIZE: Final = 12.0
_SMALLEST: Final = 10.0
_LONGEST: Final = 14
"""Letters: a longer name is a number."""


@dataclass(frozen=True)
class NetworkMap:
    """The map, ``height`` high; ``total`` counts all contacts, ``shown`` those on it.

    ``ways`` are those of everybody shown, the best of each company first.
    ``companies`` are those there is room for, of ``all_companies``. ``borders`` are
    how far from the middle one strength gives way to the next. ``names`` and
    ``goals`` have all contacts and companies by id; ``networks`` and ``reached`` say
    which networks and which companies with a way there are to choose among.
    """

    total: int
    shown: int
    all_companies: int
    height: float
    names: Mapping[str, str]
    goals: Mapping[str, str]
    networks: tuple[str, ...]
    reached: tuple[str, ...]
    sectors: tuple[Sector, ...] = ()
    borders: tuple[float, ...] = ()
    spots: tuple[Spot, ...] = ()
    groups: tuple[Group, ...] = ()
    companies: tuple[Company, ...] = ()
    people: tuple[Person, ...] = ()
    ways: tuple[Way, ...] = ()

    @property
    def middle(self) -> Point:
        """Where he stands himself."""
        return Point(MIDDLE, self.height / 2)

    def places(self) -> dict[str, Point]:
        """Return where each contact is, alone or in a group, by id."""
        gathered = {
            one.record: group.place for group in self.groups for one in group.contacts
        }
        return gathered | {spot.contact.record: spot.place for spot in self.spots}

    def drawn(self) -> list[Way]:
        """Return the ways that are lines, the best ones last so that they lie on top.

        Of those whose contact stands in a group, and of those to a company there is
        no room for, only the best are; the table has them all.
        """
        goals = {company.record for company in self.companies}
        alone = {spot.contact.record for spot in self.spots}
        found = [
            way
            for way in self.ways
            if way.company in goals and (way.best or way.contact in alone)
        ]
        return sorted(found, key=lambda way: way.best)


def network_map(
    frames: Frames, today: date, only: Only = EVERYBODY
) -> NetworkMap | None:
    """Return the map of a participant's network, None for fewer than ``LEAST``.

    ``frames`` are those of the steps in ``analysis.NEEDS["network_map"]``; the same
    answers give the same map.
    """
    contacts = known.contacts(frames, today)
    if len(contacts) < LEAST:
        return None
    names = known.companies(frames)
    ways = known.ways(frames, contacts, names, today)
    found = select(contacts, ways, tuple(names), only)
    high = height(len(found.companies))
    round_ = inside(found, high / 2)
    bare = NetworkMap(
        total=len(contacts),
        shown=sum(sector.count for sector in round_.sectors),
        all_companies=found.all_companies,
        height=high,
        names={one.record: one.name for one in contacts.values()},
        goals=names,
        networks=tuple(
            n for n in NETWORKS if n in {c.network for c in contacts.values()}
        ),
        reached=tuple(dict.fromkeys(way.company for way in ways)),
        sectors=round_.sectors,
        borders=round_.borders,
        spots=round_.spots,
        groups=round_.groups,
        ways=found.ways,
    )
    return _labelled(_surrounded(bare, found.companies))


def _surrounded(bare: NetworkMap, shown: Sequence[str]) -> NetworkMap:
    """Add the companies outside, and whom his contacts know there."""
    places = bare.places()
    names = {company: bare.goals[company] for company in shown}
    leads = {way.company: places[way.contact] for way in bare.ways if way.best}
    companies = columns(names, leads, bare.height)
    goals = {company.record: company.place for company in companies}
    outside = replace(bare, companies=companies)
    people = second_degree(outside.drawn(), places, goals, bare.middle.y)
    return replace(outside, people=people)


def _labelled(bare: NetworkMap) -> NetworkMap:
    """Call those who stand alone by name, or by number where they are many."""
    board = Board((COLUMN + 10, 0, WIDTH - COLUMN - 10, bare.height), _taken(bare))
    many = len(bare.spots) > NAMED
    names = [spot.contact.name for spot in bare.spots]
    names += [person.way.named for person in bare.people]
    called = ["" for _ in names] if many else short(names, _LONGEST)
    spots = [
        _spot(board, spot, name, number)
        for number, (spot, name) in enumerate(zip(bare.spots, called, strict=False), 1)
    ]
    people = [
        replace(one, label=board.place(name, one.place, PERSON, NAME_SIZE))
        if name
        else one
        for one, name in zip(bare.people, called[len(spots) :], strict=True)
    ]
    return replace(bare, spots=tuple(spots), people=tuple(people))


def _spot(board: Board, spot: Spot, name: str, number: int) -> Spot:
    if name and (label := board.place(name, spot.place, NODE, NAME_SIZE)):
        return replace(spot, label=label)
    beside = str(number), spot.place, NODE
    label = board.place(*beside, NUMBER_SIZE) or board.place(*beside, _SMALLEST)
    return replace(spot, label=label, number=number)


def _taken(bare: NetworkMap) -> list[Box]:
    return [
        around(bare.middle, ME),
        *(around(spot.place, NODE) for spot in bare.spots),
        *(around(group.place, GROUP) for group in bare.groups),
        *(around(person.place, PERSON) for person in bare.people),
    ]
