"""Far more than anybody has, and in every script: the documents still hold it all."""

import io
import re
from datetime import date, timedelta
from typing import Any, get_args

import pypdf
import pytest
from docx.oxml.ns import qn

from workbook.documents import Document
from workbook.documents.design.printed import PRINTED
from workbook.documents.pdf import to_pdfs
from workbook.settings import LANGUAGES, Language

DOCUMENTS = get_args(Document)
RECORDS = {"cv": "target", "application": "letter", "call_card": "call"}
TITLES = {
    "da": ["CV", "Ansøgning", "Samtalekort", "Opfølgningsplan", "Netværksplan"],
    "en": ["CV", "Application", "Call card", "Follow-up plan", "Network plan"],
}

LONG = "Speciallægesekretariatsadministrationskoordinatormedarbejder"
COMPANY = "Sammenslutningen af Vandværker\r\nog Kloakker i Østjylland\nog Omegn A/S"
ARABIC, HEBREW = "مهندس صيانة المضخات", "טכנאי משאבות בכיר"
EMOJI = "👩\u200d🔧 Pumper 🇩🇰 og æøå"
CONTROL, CLEANED = "Før\x00\x07\x1bog\x0cefter\ufffe", "Før og efter"
PROFILE = "".join(f"Sætning {n:03} om pumper og drift. " for n in range(160))[:5000]
SPECIAL = (ARABIC, HEBREW, EMOJI)


def _job(n: int) -> dict[str, Any]:
    results = "\n".join(f"Resultat {n:02}-{i}" for i in range(8))
    start, end = date(2012, 1, 1) + timedelta(240 * n), 240 * n + 230
    return {
        "id": f"job-{n:02}",
        "title": LONG if n == 19 else f"Stilling {n:02}",
        "employer": COMPANY if n == 19 else f"Firma {n:02}",
        "from": f"{start:%Y-%m}",
        "to": f"{date(2012, 1, 1) + timedelta(end):%Y-%m}",
        "tasks": CONTROL if n == 18 else f"Opgave {n:02}",
        "results": results,
    }


def _promise(n: int) -> dict[str, Any]:
    due = date(2026, 12, 1) + timedelta(n)
    more = {"kept_on": f"{due:%F}", "outcome": "talked"} if n >= 40 else {}
    said = f"Aftale {n:02} {SPECIAL[n % 3]}"
    return {"id": f"p-{n}", "due": f"{due:%F}T09:00", "way": "call", "said": said,
            "whom": f"Person {n:02}", "application": "letter", **more}  # fmt: skip


def _contact(n: int) -> dict[str, Any]:
    network = ("professional", "friends", "family")[n // 100]
    return {
        "id": f"c-{n:03}",
        "name": f"Kontakt {n:03}",
        "network": network,
        "role": SPECIAL[n % 3],
        "ask_for": ["information", "sparring", "feedback"],
        "phone": "+45 20 00 00 00",
        "give": CONTROL,
        "last_contact": "2026-11-01",
    }


@pytest.fixture(scope="module")
def overfull() -> dict[str, list[dict[str, Any]]]:
    every = "\n".join(SPECIAL)
    letter = {
        name: f"{name} {every}"
        for name in ("hook", "difference", "worth", "why_you", "proposal")
    }
    relations = [
        {"id": f"r-{n}", "person": f"Ven {n:02}", "knows": f"c-{n:03}",
         "company": "company", "how": EMOJI,
         "direction": ("for_me", "for_them")[n // 20]}
        for n in range(40)
    ]  # fmt: skip
    return {
        "contact_details": [
            {"id": "one", "name": f"Åse {HEBREW}", "phone": "1", "email": "a@b.example"}
        ],
        "jobs": [_job(n) for n in range(20)],
        "competences": [
            {"id": f"k-{n}", "name": f"Evne {n:02}", "level": 5, "evidence": EMOJI}
            for n in range(30)
        ],
        "companies": [{"id": "company", "name": COMPANY, "why": every}],
        "stories": [{"id": f"s-{n}", "title": f"Historie {n}"} for n in range(9)],
        "cv_targets": [{"id": "target", "profile": PROFILE, "headline": ARABIC}],
        "applications": [
            {"id": "letter", "company": "company", "receiver": HEBREW,
             "strengths": [f"k-{n}" for n in range(30)], "headline": LONG, **letter}
        ],
        "objections": [
            {"id": f"o-{n}", "objection": f"Nej {n}", "answer": every} for n in range(9)
        ],
        "calls": [
            {"id": "call", "whom": f"{ARABIC} {LONG}", "company": "company",
             "opening": PROFILE, "information": every, "questions": CONTROL,
             "arguments": "\n".join(f"Grund {n:02}" for n in range(40)),
             "objections": [f"o-{n}" for n in range(9)], "rounding_off": EMOJI,
             "stories": [f"s-{n}" for n in range(9)]}
        ],
        "follow_ups": [_promise(n) for n in reversed(range(60))],
        "contacts": [_contact(n) for n in range(300)],
        "relations": relations,
    }  # fmt: skip


def told(read: Any) -> list[str]:
    """Return all paragraphs in the order of the file, also those of tables."""
    shown = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    return [
        "".join(
            shown.get(one.tag, one.text or "")
            for run in paragraph.iter(qn("w:r"))
            for one in run
        )
        for paragraph in read.word.element.body.iter(qn("w:p"))
    ]


def _count(name: str, *numbers: int, digits: int = 2) -> list[str]:
    return [f"{name} {n:0{digits}}" for n in numbers]


ONE_LINE = " ".join(COMPANY.split())
EXPECTED: dict[str, list[str]] = {
    "cv": [f"Åse {HEBREW}", ARABIC, PROFILE.strip(), *_count("Evne", *range(30)), LONG,
           ONE_LINE, "Stilling 18", CLEANED.split()[0], "Resultat 18-7",
           *_count("Stilling", *range(17, -1, -1)), "Resultat 00-7"],
    "application": [f"Åse {HEBREW}", ONE_LINE, HEBREW, LONG, "hook", *SPECIAL,
                    *_count("Evne", *range(30)), "difference", *SPECIAL, "worth",
                    *SPECIAL, "why_you", *SPECIAL, "proposal", *SPECIAL, HEBREW],
    "call_card": [f"{ARABIC} {LONG}", ONE_LINE, *SPECIAL, PROFILE.strip(), *SPECIAL,
                  *_count("Grund", *range(40)),
                  *_count("Historie", *range(9), digits=1),
                  *(part for n in range(9) for part in (f"Nej {n}", *SPECIAL)), EMOJI],
    "follow_up_plan": [
        *(part for n in range(40)
          for part in (f"Person {n:02}", ONE_LINE, f"Aftale {n:02} {SPECIAL[n % 3]}")),
        *_count("Person", *range(59, 39, -1)),
    ],
    "network_plan": [
        *(part for n in range(300) for part in (f"Kontakt {n:03}", SPECIAL[n % 3])),
        *(part for n in range(40)
          for part in (f"Ven {n:02}", ONE_LINE, f"Kontakt {n:03}", EMOJI)),
    ],
}  # fmt: skip
"""What is to be found in each, one behind the other."""


@pytest.fixture(scope="module")
def made(write: Any, overfull: Any) -> dict[tuple[str, str], Any]:
    """Return every document of the overfull participant by name and language."""
    return {
        (document, language): write(
            document, overfull, RECORDS.get(document, ""), language
        )
        for document in DOCUMENTS
        for language in LANGUAGES
    }


@pytest.fixture(scope="module")
def printed(made: Any, write: Any, demo: Any) -> dict[str, tuple[Any, pypdf.PdfReader]]:
    """Return what is overfull, and the Danish demo participant's, with its PDF."""
    answers = demo("da")
    records = {"cv": "cv_targets", "application": "applications", "call_card": "calls"}
    files = {
        f"overfull {name} {language}": one for (name, language), one in made.items()
    }
    for name in DOCUMENTS:
        record = answers[records[name]][0]["id"] if name in records else ""
        files[name] = write(name, answers, record)
    pdfs = to_pdfs([one.file for one in files.values()])
    read = (pypdf.PdfReader(io.BytesIO(pdf)) for pdf in pdfs)
    return {name: (files[name], pdf) for name, pdf in zip(files, read, strict=True)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_everything_stands_in_its_order(
    made: Any, document: str, language: str
) -> None:
    text, place = "\n".join(told(made[document, language])), 0
    for wanted in EXPECTED[document]:
        found = text.find(wanted, place)
        assert found >= 0, wanted
        place = found + len(wanted)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_sign_of_the_making_is_left(made: Any, document: str, language: str) -> None:
    text = "\n".join(told(made[document, language]))
    assert not re.search(r"\b(None|nan|NaT|<NA>)\b|\{\{|\{%|\ue000", text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\ufffe]", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_parts_are_valid_title_and_language_are_told(
    made: Any, valid: Any, document: str, language: str
) -> None:
    read = made[document, language]
    valid(read.file)
    title = TITLES[language][DOCUMENTS.index(document)]
    assert read.word.core_properties.title == f"{title} – Åse {HEBREW}"
    tag = {"da": "da-DK", "en": "en-GB"}[language]
    tags = {one.get(qn("w:val")) for one in read.word.styles.element.iter(qn("w:lang"))}
    assert (read.word.core_properties.language, tags) == (tag, {tag})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_headings_are_headings(made: Any, document: str, language: Language) -> None:
    read = made[document, language]
    outlined = [one.text for one in read.paragraphs if _level(one.style) is not None]
    columns = {PRINTED[language]["results"], PRINTED[language]["greeting"]}
    headings = set(PRINTED[language].values()) - columns
    assert [one for one in read.lines if one in headings] == [
        one for one in outlined if one in headings
    ]
    if document != "network_plan":
        assert sum(one in headings for one in outlined) >= 2


def _level(style: Any) -> str | None:
    own = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    return None if own is None else own.get(qn("w:val"))


def test_every_row_of_a_long_table_stays_whole_and_its_head_comes_again(
    made: Any,
) -> None:
    for document in ("follow_up_plan", "network_plan"):
        for table in made[document, "da"].word.tables:
            head, *rows = table.rows
            assert head._tr.trPr.find(qn("w:tblHeader")) is not None
            kept = [row._tr.trPr.find(qn("w:cantSplit")) for row in rows]
            assert rows
            assert None not in kept


def test_libreoffice_opens_them_all(printed: Any, made: Any) -> None:
    overfull = {name: pdf for name, (_, pdf) in printed.items() if " " in name}
    assert len(overfull) == len(made)
    for name, pdf in overfull.items():
        assert len(pdf.pages) > 1, name


@pytest.mark.parametrize("document", DOCUMENTS)
def test_word_file_and_pdf_read_in_the_same_order(printed: Any, document: str) -> None:
    read, pdf = printed[document]
    title = read.word.core_properties.title
    pages = [_footless(page.extract_text(), title) for page in pdf.pages]
    text, place = _closed(" ".join(pages)), 0
    assert {"æ", "ø", "å"} <= set(text.casefold())
    for paragraph in told(read):
        for wanted in map(_closed, re.split(r"[\t\n]", paragraph)):
            found = text.find(wanted, place)
            assert found >= 0, (wanted, text[place : place + 200])
            place = found + len(wanted)


def _footless(page: str, title: str) -> str:
    """Return the page without the line at its foot: title and number."""
    return re.sub(rf"{re.escape(title)}\s*\d+", "", page)


def _closed(text: str) -> str:
    return "".join(text.split())
