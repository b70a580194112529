"""What the network map says: on it, in a sentence beside it, and as a table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from workbook.analysis.network_map import Contact, Group, NetworkMap, Spot, Way
from workbook.content import Content
from workbook.content.moment import show_date
from workbook.pages.panel import Cell
from workbook.settings import Language

_ON_THE_MAP: Final = (
    "me", "unknown", "fresh", "fading", "old", "untold", "group", "second", "best",
    "other", "no_way", "near",
)  # fmt: skip
_STRENGTHS: Final = {3: "close", 2: "known", 1: "slight"}
_TOLD: Final = 8
"""So many ways a sentence bears; the others are counted."""


@dataclass(frozen=True)
class NetworkWords:
    """The words in one language, with the choices as the content calls them."""

    content: Content
    language: Language

    def on_the_map(self) -> dict[str, str]:
        """Return what stands on the map, by the keys of ``network_map.WORDS``."""
        own = {key: self.say(key) for key in _ON_THE_MAP}
        return {**own, **self.networks()}

    def networks(self) -> dict[str, str]:
        """Return what the networks are called."""
        question = self.content.steps["contacts"].question("network")
        named = {one.name: one.label.in_(self.language) for one in question.choices}
        return {**named, "unknown": self.say("unknown")}

    def told(self, found: NetworkMap) -> str:
        """Return the map in a few sentences, for those who do not see it."""
        networks = self.networks()
        parts = ", ".join(f"{networks[s.network]} {s.count}" for s in found.sectors)
        said = [self.say("told", shown=found.shown, networks=parts)]
        if ways := [way for way in found.ways if way.best]:
            through = (self._told_way(found, way) for way in ways)
            said.append(self.say("told_ways", ways=self._listed(through, len(ways))))
        return " ".join([*said, *self.unreached(found)])

    def beside(self, found: NetworkMap) -> list[str]:
        """Return what stands beside the map: how much of it is shown."""
        if not found.shown:
            return [self.say("nobody")]
        key = "shown_all" if found.shown == found.total else "shown"
        said = [self.say(key, shown=found.shown, total=found.total)]
        if (count := len(found.companies)) < found.all_companies:
            total = found.all_companies
            said.append(self.say("too_many", shown=count, total=total))
        return [*said, *self.unreached(found)]

    def unreached(self, found: NetworkMap) -> list[str]:
        """Return a sentence on the companies that no way leads to, if there are any."""
        names = [one.name for one in found.companies if not one.reached]
        said = self._listed(iter(names), len(names))
        return [self.say("told_no_way", companies=said)] if names else []

    def head(self) -> list[str]:
        """Return the heads of the table."""
        return list(map(self.say, ("who", "network", "how_well", "last", "leads")))

    def rows(self, found: NetworkMap) -> list[list[Cell]]:
        """Return a row for each contact on the map and for each group."""
        return [
            *(self._spot(found, spot) for spot in found.spots),
            *(self._group(found, group) for group in found.groups),
        ]

    def _spot(self, found: NetworkMap, spot: Spot) -> list[Cell]:
        one = spot.contact
        name = f"{spot.number} · {one.name}" if spot.number else one.name
        strength = self._strength(one.strength) if one.told else self.say("untold")
        last = show_date(one.last, self.language) if one.last else self.say("untold")
        leads = self._leads(found, (one,))
        network = self.networks()[one.network]
        return list(map(Cell, (name, network, strength, last, leads)))

    def _group(self, found: NetworkMap, group: Group) -> list[Cell]:
        return list(
            map(
                Cell,
                (
                    self.say("more", count=len(group.contacts)),
                    self.networks()[group.network],
                    self._strength(group.strength),
                    self.say("of_them_fresh", count=group.fresh),
                    self._leads(found, group.contacts),
                ),
            )
        )

    def _strength(self, strength: int) -> str:
        question = self.content.steps["contacts"].question("strength")
        choice = question.choice(_STRENGTHS[strength])
        return choice.label.in_(self.language) if choice else ""

    def _leads(self, found: NetworkMap, contacts: Iterable[Contact]) -> str:
        here = {one.record for one in contacts}
        ways = (way for way in found.ways if not here.isdisjoint(way.contacts))
        told = {self._way(found, way, here): None for way in ways}
        return "; ".join(told)

    def _way(self, found: NetworkMap, way: Way, here: set[str]) -> str:
        """Return where a way leads from those who are ``here``."""
        names = [found.names[one] for one in way.contacts if one not in here]
        after = way.contact not in here
        between = [*(names[-1:] if after else []), *filter(None, [way.named])]
        company = found.goals[way.company]
        said = self.say("way_through", company=company, people=", ".join(between))
        said = said if between else company
        if names and not after:
            said = self.say("way_greeting", way=said, giver=names[-1])
        if way.before:
            said = self.say("way_before", way=said)
        return self.say("way_best", way=said) if way.best else said

    def _told_way(self, found: NetworkMap, way: Way) -> str:
        names = [found.names[one] for one in way.contacts]
        people = ", ".join([*names, *filter(None, [way.named])])
        company = found.goals[way.company]
        return self.say("way_through", company=company, people=people)

    def _listed(self, texts: Iterator[str], count: int) -> str:
        shown = [text for _, text in zip(range(_TOLD), texts, strict=False)]
        if count > _TOLD:
            shown.append(self.say("told_more", count=count - _TOLD))
        return "; ".join(shown)

    def say(self, key: str, **details: object) -> str:
        """Return one text of the map."""
        key = f"network_map.{key}"
        return self.content.texts.say(key, self.language, **details)
