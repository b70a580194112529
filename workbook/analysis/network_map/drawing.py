"""Draws the network map as shapes, with the words it is handed."""

from collections.abc import Iterator, Mapping
from typing import Final

from workbook.analysis.network_map import look
from workbook.analysis.network_map.inside import GROUP, Group
from workbook.analysis.network_map.labels import Label, wrapped
from workbook.analysis.network_map.layout import (
    ME,
    NAME_SIZE,
    NUMBER_SIZE,
    NetworkMap,
)
from workbook.analysis.network_map.legend import legend
from workbook.analysis.network_map.outside import GAP, LINE, SIZE, Company
from workbook.analysis.network_map.people import NETWORKS, Way
from workbook.analysis.network_map.places import ROUND, WIDTH, Point
from workbook.analysis.network_map.shapes import (
    Disc,
    Drawing,
    Line,
    Shape,
    Wedge,
    Words,
)

WORDS: Final = (
    "me", *NETWORKS, "fresh", "fading", "old", "untold", "group", "second", "best",
    "other", "no_way", "near",
)  # fmt: skip
"""What the map says: himself, the networks, and how to read its signs.

``unknown`` is the network of those whose network is not told, ``untold`` a tie of
which it is not known when they last talked.
"""

_MANY: Final = 24
"""With more ways than these only the best stand out."""
_SEAM: Final = 0.6
_BORDER: Final = 5.0
_TITLE: Final = 15.0
_TITLE_LINE: Final = 18.0
_BELOW: Final = {
    0: (),
    1: ((0.0, "middle", 300.0),),
    2: ((14.0, "start", 195.0), (-14.0, "end", 195.0)),
    3: ((76.0, "start", 134.0), (0.0, "middle", 138.0), (-76.0, "end", 134.0)),
}
"""Where the titles stand below the round: from the middle, their end, their room."""


def draw(found: NetworkMap, says: Mapping[str, str]) -> Drawing:
    """Return the map as shapes; ``says`` has the words by the keys of ``WORDS``."""
    below = legend(found, says)
    shapes = (
        *_sectors(found),
        *_spokes(found),
        *_ways(found),
        *_titles(found, says),
        *_people(found),
        *_contacts(found),
        *_companies(found),
        Disc(found.middle, ME, look.INK),
        Words(says["me"], found.middle, NAME_SIZE, look.PAPER, bold=True),
        *below.shapes,
    )
    return Drawing(WIDTH, found.height + below.height, shapes)


def _sectors(found: NetworkMap) -> Iterator[Shape]:
    seam = _SEAM if len(found.sectors) > 1 else 0.0
    for one in found.sectors:
        ends = one.start + seam, one.end - seam
        inner = ROUND - _BORDER
        yield Wedge(found.middle, 0, inner, *ends, look.TINT[one.network])
        yield Wedge(found.middle, inner, ROUND, *ends, look.STRONG[one.network])
    for border in found.borders:
        yield Disc(found.middle, border, "", look.PAPER, 1.5)


def _titles(found: NetworkMap, says: Mapping[str, str]) -> Iterator[Shape]:
    """Say whose sector is whose: the first one above the round, the others below."""
    spots = ((0.0, "middle", 400.0), *_BELOW[max(len(found.sectors) - 1, 0)])
    for place, (one, spot) in enumerate(zip(found.sectors, spots, strict=False)):
        across, anchor, room = spot
        lines = wrapped(f"{says[one.network]} · {one.count}", room, _TITLE, 2)
        top = found.middle.y + ROUND + _TITLE
        if not place:
            top = found.middle.y - ROUND - _TITLE_LINE * (len(lines) - 0.3)
        for number, line in enumerate(lines):
            where = Point(WIDTH / 2 + across, top + number * _TITLE_LINE)
            colour = look.STRONG[one.network]
            yield Words(line, where, _TITLE, colour, anchor, bold=True, halo=True)


def _spokes(found: NetworkMap) -> Iterator[Shape]:
    for spot in found.spots:
        yield Line((found.middle, spot.place), look.PALE, 1.0)


def _ways(found: NetworkMap) -> Iterator[Shape]:
    goals = {company.record: company.place for company in found.companies}
    people = {one.way.person: one.place for one in found.people}
    contacts = found.places()

    def points(way: Way) -> tuple[Point, ...]:
        first = [found.middle] if way.best else []
        inside = [contacts[one] for one in way.contacts if one in contacts]
        outside = [people[way.person]] if way.person in people else []
        return tuple(dict.fromkeys((*first, *inside, *outside, goals[way.company])))

    drawn = found.drawn()
    many = len(drawn) > _MANY
    for way in drawn:
        yield (
            look.the_way(points(way))
            if way.best
            else look.other_way(points(way), many=many)
        )


def _people(found: NetworkMap) -> Iterator[Shape]:
    for one in found.people:
        yield look.person(one.place, one.way.named)
        yield from _label(one.label, look.SOFT)


def _contacts(found: NetworkMap) -> Iterator[Shape]:
    for group in found.groups:
        yield from _group(group)
    for spot in found.spots:
        contact = spot.contact
        colour = look.STRONG[contact.network]
        yield look.node(contact.freshness, colour, spot.place, contact.name)
        yield from _label(spot.label, look.INK)


def _group(group: Group) -> Iterator[Shape]:
    """Draw how many there are; the full part of the rim is how many are fresh."""
    strong = look.STRONG[group.network]
    yield Disc(group.place, GROUP - 1, look.PAPER, look.FAINT, 2.0)
    if share := group.fresh / len(group.contacts):
        inner, outer = GROUP - 3.5, GROUP + 0.5
        end = -90 + 360 * share
        yield Wedge(group.place, inner, outer, -90, end, strong)
    count = f"+{len(group.contacts)}"
    size = NUMBER_SIZE - max(len(count) - 3, 0)
    yield Words(count, group.place, size, strong, bold=True)


def _label(label: Label | None, colour: str) -> Iterator[Shape]:
    if label:
        place = Point(label.x, label.y)
        yield Words(label.text, place, label.size, colour, label.anchor, halo=True)


def _companies(found: NetworkMap) -> Iterator[Shape]:
    for company in found.companies:
        yield look.company(company.place, company.name, reached=company.reached)
        yield from _named(company)


def _named(company: Company) -> Iterator[Shape]:
    anchor, side = ("start", 1) if company.right else ("end", -1)
    top = company.place.y - (len(company.lines) - 1) * LINE / 2
    colour = look.INK if company.reached else look.SOFT
    for number, line in enumerate(company.lines):
        where = Point(company.place.x + side * GAP, top + number * LINE)
        yield Words(line, where, SIZE, colour, anchor)
