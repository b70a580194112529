"""Word files are printed by LibreOffice, which leaves nothing behind."""

import io
import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest

from workbook.content import Texts
from workbook.documents import pdf
from workbook.documents.pdf import count_pages, office, to_pdf, to_pdfs
from workbook.errors import DocumentError
from workbook.settings import LANGUAGES


def word(*paragraphs: str, pages: int = 1) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    for _ in range(pages - 1):
        document.add_page_break()
        document.add_paragraph("Mere")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that nobody else uses."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in place of LibreOffice that notes how it was called."""
    folder = tmp_path / "bin"
    folder.mkdir()
    found = folder / "soffice"
    found.write_text('#!/bin/sh\necho "$@" > "$0.called"\nenv > "$0.env"\n')
    found.chmod(found.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return found


def test_word_files_become_pdf_in_their_order_and_leave_nothing_behind(
    temporary: Path,
) -> None:
    made = to_pdfs([word("Åse & Bør <æøå>"), word("To", pages=3)])
    text = pypdf.PdfReader(io.BytesIO(made[0])).pages[0].extract_text()
    assert "Åse & Bør <æøå>" in text
    assert [count_pages(one) for one in made] == [1, 3]
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("other", [b"", b"PK\x03\x04", b"Only text, and no Word file."])
def test_what_is_no_word_file_is_refused(temporary: Path, other: bytes) -> None:
    with pytest.raises(DocumentError, match="pdf_failed"):
        to_pdf(other)
    assert list(temporary.iterdir()) == []


def test_where_libreoffice_is_not_it_is_said_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, texts: Texts
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "_PLACES", ())
    assert office() is None
    with pytest.raises(DocumentError) as told:
        to_pdf(word("Hej"))
    assert told.value.code == "pdf_office_missing"
    remedies = [texts.error(told.value, language) for language in LANGUAGES]
    assert "Filer → Gem som → PDF" in remedies[0]
    assert "File → Save As → PDF" in remedies[1]


def test_windows_programs_are_looked_through(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(pdf, "_PLACES", ())
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    installed = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    installed.parent.mkdir(parents=True)
    installed.touch()
    assert office() == installed


def test_no_name_and_no_secret_is_handed_to_the_program(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBOOK_FILE", "anna-andersen.workbook")
    with pytest.raises(DocumentError, match="pdf_failed"):
        to_pdf(word("Anna Andersen"))
    called = Path(f"{program}.called").read_text()
    assert "--headless" in called
    assert "UserInstallation=file:" in called
    assert called.split()[-1].endswith("0.docx")
    assert "anna" not in (called + Path(f"{program}.env").read_text()).casefold()


def test_a_program_that_never_ends_is_ended(
    program: Path, monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    program.write_text('#!/bin/sh\necho $$ > "$0.pid"\nexec sleep 600\n')
    monkeypatch.setattr(pdf, "_SECONDS", 0.5)
    with pytest.raises(DocumentError, match="pdf_failed"):
        to_pdf(word("Hej"))
    process = Path(f"{program}.pid").read_text().strip()
    alive = subprocess.run(["ps", "-p", process], capture_output=True, check=False)
    assert alive.returncode != 0
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("other", [b"", b"%PDF-1.7 and no more", b"\x00" * 99])
def test_only_the_pages_of_a_pdf_are_counted(other: bytes, caplog: Any) -> None:
    with pytest.raises(DocumentError, match="pdf_failed"):
        count_pages(other)
    assert "no more" not in caplog.text
