"""The demo participant's documents as printed pages, by LibreOffice."""

import subprocess
from pathlib import Path
from typing import Any

import pypdf
import pytest

from workbook.book import demo
from workbook.settings import Settings

MOST = {
    "CV": 2,
    **dict.fromkeys(["Ansøgning", "Application"], 1),
    **dict.fromkeys(["Samtalekort", "Call card"], 2),
    **dict.fromkeys(["Opfølgningsplan", "Follow-up plan"], 1),
    # Two for sixteen contacts and the paths beyond them, and the map's own.
    **dict.fromkeys(["Netværksplan", "Network plan"], 3),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pypdf.PdfReader]:
    """Return every Word file of both languages, as PDF, by language and name."""
    folder = tmp_path_factory.mktemp("demo")
    documents = [p for p in demo(folder, Settings()) if p.suffix == ".docx"]
    for language in ("da", "en"):
        here = [str(p) for p in documents if p.parent.name == language]
        out = folder / "pdf" / language
        _print(folder, out, here)
    return {
        f"{path.parent.name}/{path.stem}": pypdf.PdfReader(path)
        for path in sorted((folder / "pdf").rglob("*.pdf"))
    }


def _print(profile: Path, out: Path, documents: list[str]) -> None:
    own = f"-env:UserInstallation={(profile / 'office').as_uri()}"
    command = [
        "soffice",
        own,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(out),
    ]
    subprocess.run([*command, *documents], check=True, capture_output=True, timeout=300)


def test_a_letter_takes_one_page_and_a_cv_no_more_than_two(
    printed: dict[str, pypdf.PdfReader], demo: Any
) -> None:
    blanks_and_plans = 5 + 2
    for language in ("da", "en"):
        made = [name for name in printed if name.startswith(f"{language}/")]
        answers = demo(language)
        steps = ("cv_targets", "applications", "calls")
        records = [one for step in steps for one in answers[step]]
        assert len(made) == len(records) + blanks_and_plans
    pages = {name: len(pdf.pages) for name, pdf in printed.items()}
    most = {
        name: next(n for title, n in MOST.items() if f"/{title}" in name)
        for name in printed
    }
    assert {name: n for name, n in pages.items() if n > most[name]} == {}


def test_the_lines_to_write_on_stand_together_on_one_page_of_a_call_card(
    printed: dict[str, pypdf.PdfReader],
) -> None:
    written = {
        "da": ("Det siger de nu", "Med hvem"),
        "en": ("What they say", "With wh"),
    }
    cards = {
        name: pdf
        for name, pdf in printed.items()
        if "/Samtalekort" in name or "/Call card" in name
    }
    assert len([name for name, pdf in cards.items() if len(pdf.pages) == 2]) == 2
    for name, pdf in cards.items():
        first, last = written[name[:2]]
        text = pdf.pages[-1].extract_text()
        assert first in text, name
        assert last in text, name


def test_the_text_is_read_in_order_with_its_danish_letters(
    printed: dict[str, pypdf.PdfReader], demo: Any
) -> None:
    answers = demo("da")
    name = answers["contact_details"][0]["name"]
    letter = next(one for one in answers["applications"] if one.get("receiver"))
    names = {one["id"]: one["name"] for one in answers["companies"]}
    greeting = f"Kære {letter['receiver']}"
    company = names[letter["company"]]
    parts = [name, company, greeting, "Med venlig hilsen", "Bilag: CV"]
    (text,) = (
        text
        for title, pdf in printed.items()
        if title.startswith("da/Ansøgning")
        for text in [" ".join(pdf.pages[0].extract_text().split())]
        if greeting in text and company in text
    )
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
