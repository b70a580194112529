"""CPU seconds to find all ways into all companies, in a network of three thousand.

    python -m tests.bench.paths

Every round is a fresh process whose imports are done before its clock starts, and
whose frames are read. The baseline is what networkx alone takes for Dijkstra from one
source, with all ways, on the very graph that ours builds.
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.bench.table import compare, say

CONTACTS, RELATIONS, COMPANIES = 3000, 1500, 50
JOBS, SCHOOLS, TALKS = 12, 4, 800
TODAY = date(2026, 11, 27)


def main() -> None:
    """Print medians and spread of CPU seconds, and the ratio."""
    say(f"{CONTACTS} contacts, {RELATIONS} relations, {COMPANIES} companies")
    compare("tests.bench.paths", ("networkx", "ours"), "ways")


def frames() -> dict[str, Any]:
    from workbook.content import load
    from workbook.settings import Settings
    from workbook.store.frames import frame

    steps = load(Settings()).steps
    chance = random.Random(7)
    return {name: frame(steps[name], rows) for name, rows in _records(chance)}


def _records(chance: random.Random) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    companies = [f"Virksomhed {n} A/S" for n in range(COMPANIES)]
    jobs = {f"j{n}": {"employer": f"Plads {n}"} for n in range(JOBS)}
    yield "companies", [(f"c{n}", {"name": name}) for n, name in enumerate(companies)]
    yield "jobs", list(jobs.items())
    yield "education", [(f"s{n}", {"school": f"Skole {n}"}) for n in range(SCHOOLS)]
    yield "contacts", [(f"p{n}", _contact(chance, n)) for n in range(CONTACTS)]
    yield "relations", [(f"r{n}", _relation(chance, n)) for n in range(RELATIONS)]
    days = [TODAY - timedelta(days=chance.randrange(1500)) for _ in range(TALKS)]
    yield (
        "conversations",
        [
            (f"t{n}", {"contact": _one(chance), "held": day, "reached": "reached"})
            for n, day in enumerate(days)
        ],
    )
    yield "feedback", []
    yield "care", [(f"d{n}", {"contact": _one(chance)}) for n in range(SCHOOLS)]


def _contact(chance: random.Random, number: int) -> dict[str, Any]:
    company = chance.randrange(COMPANIES)
    day = TODAY - timedelta(days=chance.randrange(2500))
    may = {
        "company": f"c{company}",
        "role": f"Montør hos Virksomhed {company}, før på værft",
        "earlier": f"Virksomhed {company}, Plads {company % JOBS}",
        "job": f"j{company % JOBS}",
        "school": f"s{company % SCHOOLS}",
        "known_through": _one(chance),
        "strength": chance.choice(["close", "known", "slight"]),
        "last_contact": day,
    }
    told = {name: value for name, value in may.items() if chance.random() < 0.3}
    return {"name": f"Fornavn {number} Efternavn", **told}


def _relation(chance: random.Random, number: int) -> dict[str, Any]:
    company = chance.randrange(COMPANIES)
    way = chance.choice(["for_me", "for_them", None])
    named = chance.randrange(2 * CONTACTS) if number % 3 else number + CONTACTS
    return {
        "person": f"Fornavn {named} Efternavn",
        "knows": _one(chance),
        "company": f"c{company}",
        "direction": way,
    }


def _one(chance: random.Random) -> str:
    return f"p{chance.randrange(CONTACTS)}"


def _ours(frames: dict[str, Any]) -> tuple[float, int]:
    from workbook.analysis import all_paths

    began = time.process_time()
    found = all_paths(frames, TODAY)
    return time.process_time() - began, len(found)


def _networkx(frames: dict[str, Any]) -> tuple[float, int]:
    import networkx as nx

    from workbook.analysis.acquaintance import ME, acquaintance

    graph = acquaintance(frames, TODAY)
    began = time.process_time()
    _, ways = nx.single_source_dijkstra(graph, ME, weight="cost")
    return time.process_time() - began, len(ways)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure = {"ours": _ours, "networkx": _networkx}[sys.argv[1]]
        seconds, ways = measure(frames())
        say(json.dumps({"seconds": seconds, "found": ways}))
    else:
        main()
