"""The demo participant's documents as printed pages, by LibreOffice."""

import subprocess
from pathlib import Path

import pypdf
import pytest

from workbook.book import demo
from workbook.settings import Settings

MOST = {"CV": 2, "Ansøgning": 1, "Application": 1}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pypdf.PdfReader]:
    """Every Word file of both languages, as PDF, by language and name."""
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
    printed: dict[str, pypdf.PdfReader],
) -> None:
    assert len(printed) == 12
    pages = {name: len(pdf.pages) for name, pdf in printed.items()}
    most = {name: MOST[name.split("/")[1].split(" ")[0]] for name in printed}
    assert {name: n for name, n in pages.items() if n > most[name]} == {}


def test_the_text_is_read_in_order_with_its_danish_letters(
    printed: dict[str, pypdf.PdfReader],
) -> None:
    letter = printed["da/Ansøgning Åkilde Pumper - Lene Hedekrog"]
    text = " ".join(letter.pages[0].extract_text().split())
    parts = ["Lene Hedekrog", "Åkilde Pumper", "Kære Jesper Nørtoft", "Jeg ringer"]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
