"""Who is or was in which company, and which answer says so."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from workbook.analysis.acquaintance import (
    Frames,
    Person,
    leads_on,
    people,
    told_in,
)
from workbook.analysis.mentions import Mentions


class End(NamedTuple):
    """Why somebody leads into a company: what he is there, and which answer says so."""

    person: Person
    company: str
    kind: str
    step: str
    record: str
    question: str


def ends(frames: Frames) -> Iterator[End]:
    """Go through who is or was in which company, each pair once, the present first."""
    names = dict(told_in(frames["companies"], "name"))
    places = Mentions(names)
    told = [
        *_contacts_there(frames["contacts"], places),
        *_relations_there(frames, places),
        *_contacts_before(frames, places),
    ]
    once: dict[tuple[Person, str], End] = {}
    for end in told:
        once.setdefault((end.person, end.company), end)
    return (end for end in once.values() if end.company in names)


def _contacts_there(contacts: pd.DataFrame, places: Mentions) -> Iterator[End]:
    for record, company, role in told_in(contacts, "company", "role"):
        person = Person("contacts", record)
        yield End(person, company, "there", *person, "company")
        for named in places.within(role):
            yield End(person, named, "there", *person, "role")


def _relations_there(frames: Frames, places: Mentions) -> Iterator[End]:
    who = people(frames)
    told = leads_on(frames["relations"])
    for record, company, role in told_in(told, "company", "role"):
        said = "there", "relations", record
        yield End(who[record], company, *said, "company")
        for named in places.within(role):
            yield End(who[record], named, *said, "role")


def _contacts_before(frames: Frames, places: Mentions) -> Iterator[End]:
    employers = dict(told_in(frames["jobs"], "employer"))
    for record, earlier, job in told_in(frames["contacts"], "earlier", "job"):
        person = Person("contacts", record)
        for name in earlier.split(","):
            for company in places.called(name):
                yield End(person, company, "before", *person, "earlier")
        for company in places.called(employers.get(job, "")):
            yield End(person, company, "before", *person, "job")
