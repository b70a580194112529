"""A fictional participant's answers, and how answers become frames."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

Answers = Mapping[str, Sequence[Mapping[str, Any]]]

TEXT, NUMBER, DAY, MANY = "string", "Int64", "datetime64[s]", "object"
COLUMNS: dict[str, dict[str, str]] = {
    "jobs": {
        "title": TEXT, "employer": TEXT, "place": TEXT, "from": DAY, "to": DAY,
        "tasks": TEXT, "results": TEXT, "led": NUMBER, "got_by": TEXT,
    },
    "education": {
        "title": TEXT, "school": TEXT, "from": DAY, "to": DAY, "note": TEXT,
    },
    "languages": {"language": TEXT, "level": TEXT},
    "stories": {
        "title": TEXT, "sentence": TEXT, "number": TEXT, "job": TEXT,
        "situation": TEXT, "task": TEXT, "action": TEXT, "result": TEXT,
        "learned": TEXT,
    },
    "competences": {
        "name": TEXT, "kind": TEXT, "level": NUMBER, "evidence": TEXT,
        "stories": MANY,
    },
    "companies": {
        "name": TEXT, "industry": TEXT, "place": TEXT, "website": TEXT,
        "employees": NUMBER, "why": TEXT, "needs": TEXT, "unknown": TEXT,
        "email": TEXT, "phone": TEXT,
    },
    "contact_details": {
        "name": TEXT, "email": TEXT, "phone": TEXT, "town": TEXT, "linkedin": TEXT,
    },
    "cv_targets": {
        "name": TEXT, "company": TEXT, "headline": TEXT, "profile": TEXT,
        "jobs": MANY, "competences": MANY, "stories": MANY,
    },
    "applications": {
        "company": TEXT, "cv_target": TEXT, "receiver": TEXT,
        "receiver_title": TEXT, "headline": TEXT, "hook": TEXT, "strengths": MANY,
        "difference": TEXT, "worth": TEXT, "why_you": TEXT, "proposal": TEXT,
        "attachment": TEXT, "sent_on": DAY,
    },
    "follow_ups": {
        "application": TEXT, "due": DAY, "way": TEXT, "whom": TEXT, "said": TEXT,
    },
}  # fmt: skip


def frames_of(answers: Answers) -> dict[str, pd.DataFrame]:
    """Return typed frames; each record is a dict of answers with its id at "id"."""
    return {
        step: _frame(answers.get(step, ()), columns)
        for step, columns in COLUMNS.items()
    }


def frames_of_json(path: Path) -> dict[str, pd.DataFrame]:
    """Return the frames of a file in the project's own format."""
    steps = json.loads(path.read_text("utf-8"))["steps"]
    return frames_of(
        {
            step: [{"id": one["record"], **one["answers"]} for one in records]
            for step, records in steps.items()
        }
    )


def _frame(
    records: Sequence[Mapping[str, Any]], columns: Mapping[str, str]
) -> pd.DataFrame:
    index = pd.Index([one["id"] for one in records], dtype="string", name="record")
    return pd.DataFrame(
        {
            name: _column([one.get(name) for one in records], dtype, index)
            for name, dtype in columns.items()
        },
        index=index,
    )


def _column(values: list[Any], dtype: str, index: pd.Index) -> pd.Series:
    if dtype == MANY:
        return pd.Series([tuple(one or ()) for one in values], index, dtype=object)
    if dtype == DAY:
        days = pd.to_datetime(pd.Series(values, index, dtype=object), format="ISO8601")
        return days.astype(DAY)
    return pd.Series(values, index, dtype=dtype)


HANNE: Answers = {
    "contact_details": [
        {
            "id": "contact_details",
            "name": "Hanne Mølgaard",
            "email": "hanne@molgaard.example",
            "phone": "+45 20 00 00 00",
            "town": "Horsens",
            "linkedin": "https://www.linkedin.com/in/hanne-molgaard/",
        }
    ],
    "jobs": [
        {
            "id": "job-smedje",
            "title": "Smedelærling",
            "employer": "Gedved Smedje",
            "place": "Gedved",
            "from": "1994-08",
            "to": "1998-06",
        },
        {
            "id": "job-vaerft",
            "title": "Reparatør",
            "employer": "Fjordens Værft",
            "place": "Horsens",
            "from": "1998-08",
            "to": "2007-03",
            "tasks": "Reparation af dieselmotorer og pumper om bord.",
            "results": "Halverede ventetiden på reservedele",
        },
        {
            "id": "job-aabye",
            "title": "Servicetekniker",
            "employer": "Aabye Pumper",
            "place": "Vejle",
            "from": "2007-05",
            "to": "2016-07",
            "tasks": "Service og fejlfinding hos 60 vandværker i Østjylland.",
            "results": "- Fik 9 af 10 pumper i gang ved første besøg\n"
            "- Skrev den fejlfindingsguide, som kollegerne stadig bruger",
        },
        {
            "id": "job-nordvand",
            "title": "Driftsleder",
            "employer": "R&D <Chef> – æøå ÆØÅ A/S",
            "place": "Aarhus",
            "from": "2016-08",
            "tasks": "Daglig drift af 14 pumpestationer.\n"
            "Planlægning for fire teknikere, vagtplan og indkøb af reservedele.",
            "results": "• Nødstop faldt fra 31 til 9 om året\n"
            "• Sparede 240.000 kr. om året på planlagt service\n"
            "• Lærte to lærlinge op, begge bestod med roser",
            "led": 4,
            "got_by": "knew_somebody",
        },
    ],
    "education": [
        {
            "id": "edu-smed",
            "title": "Klejnsmed",
            "school": "Horsens Tekniske Skole",
            "from": "1994-08",
            "to": "1998-06",
            "note": "Svendeprøve med bronze.",
        },
        {
            "id": "edu-akademi",
            "title": "Akademiuddannelse i ledelse, to moduler",
            "school": "Erhvervsakademi Fjorden",
            "from": "2018-02",
            "to": "2019-06",
        },
    ],
    "languages": [
        {"id": "lang-da", "language": "Dansk", "level": "native"},
        {"id": "lang-en", "language": "Engelsk", "level": "B2"},
        {"id": "lang-de", "language": "Tysk", "level": "A2"},
    ],
    "stories": [
        {
            "id": "story-pump",
            "title": "Pumpen, der stod af hver søndag",
            "sentence": "Jeg fandt fejlen i styringen, som tre firmaer havde "
            "ledt efter i motoren.",
            "number": "22 færre nødstop om året",
        },
        {
            "id": "story-guide",
            "title": "Guiden i lommen",
            "sentence": "Jeg skrev 12 sider, så nye teknikere kan køre alene "
            "efter to uger.",
        },
    ],
    "competences": [
        {
            "id": "comp-ro",
            "name": "Ro, når det brænder på",
            "kind": "personal",
            "level": 5,
            "evidence": "Ledede genstarten efter skybruddet i 2021 på seks timer.",
        },
        {
            "id": "comp-fejl",
            "name": "Fejlfinding på pumper",
            "kind": "professional",
            "level": 5,
            "evidence": "Fik 9 af 10 pumper i gang ved første besøg.",
        },
        {
            "id": "comp-oplaering",
            "name": "Oplæring",
            "kind": "social",
            "level": 4,
            "evidence": "To lærlinge bestod med roser.",
        },
        {
            "id": "comp-plan",
            "name": "Planlagt vedligehold",
            "kind": "professional",
            "level": 4,
            "evidence": "Sparede 240.000 kr. om året på at skifte, før det går i "
            "stykker.",
        },
        {"id": "comp-excel", "name": "Excel", "kind": "professional", "level": 2},
    ],
    "companies": [{"id": "co-bolge", "name": "Bølge Pumper A/S", "place": "Silkeborg"}],
    "cv_targets": [
        {
            "id": "target-bolge",
            "name": "Bølge",
            "company": "co-bolge",
            "headline": "Driftsleder, der får pumper til at køre, også om natten",
            "profile": "I vokser med 20 nye vandværker om året, og jeres teknikere "
            "kører langt. Jeg har planlagt service for 14 stationer, så de fleste "
            "ture kunne undgås, og jeg ved, hvordan en pumpe lyder, før den går i "
            "stå.\nJeg leder ved at vise det, og jeg skriver det ned, så andre kan "
            "gøre det bagefter.",
            "competences": ["comp-fejl", "comp-plan", "comp-oplaering"],
            "stories": ["story-pump", "story-guide"],
        }
    ],
    "applications": [
        {
            "id": "app-bolge",
            "company": "co-bolge",
            "cv_target": "target-bolge",
            "receiver": "Mette Toft",
            "receiver_title": "servicechef",
            "headline": "Færre ture om natten for jeres teknikere",
            "hook": "Tak for snakken i tirsdags. Du sagde, at hver tredje udkørsel "
            "er en pumpe, I lige har været ved, og at to af jeres bedste teknikere "
            "er trætte af vagterne. Det er den opgave, jeg gerne vil løse.",
            "strengths": ["comp-fejl", "comp-plan", "comp-oplaering"],
            "difference": "På Nordvand havde vi 31 nødstop om året, da jeg begyndte. "
            "Jeg lyttede til teknikerne, lavede en liste over de ti værste pumper "
            "og flyttede servicen til dem. Tre år efter var vi nede på 9.",
            "worth": "Et natligt nødstop koster jer omkring 11.000 kr. Undgår vi "
            "bare to om måneden, er min løn betalt halvvejs, og jeres folk sover.",
            "why_you": "I lærer folk op i stedet for at købe dem færdige. Min far "
            "reparerede jeres pumper, og jeg har skilt dem ad, siden jeg var tolv.",
            "proposal": "Lad mig køre med to af jeres teknikere i en uge og vise "
            "jer en plan for de ti pumper, I besøger mest.",
            "attachment": "Svendebrev.pdf",
        }
    ],
    "follow_ups": [
        {
            "id": "follow-late",
            "application": "app-bolge",
            "due": "2026-12-09T09:00",
            "way": "email",
        },
        {
            "id": "follow-first",
            "application": "app-bolge",
            "due": "2026-12-02T10:00",
            "way": "call",
            "whom": "Mette Toft",
        },
        {
            "id": "follow-past",
            "application": "app-bolge",
            "due": "2026-11-17T10:00",
            "way": "call",
        },
    ],
}
