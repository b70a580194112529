"""Prints Word files as PDF with LibreOffice, where it is installed."""

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from workbook.errors import DocumentError

_NAMES: Final = ("soffice", "libreoffice")
_PLACES: Final = (
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_PROGRAMS: Final = ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432")
_NEEDED: Final = frozenset(
    [
        *("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "TMP", "TEMP"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT"),
        *("USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
        *_PROGRAMS,
    ]
)
WITHOUT: Final = "WORKBOOK_WITHOUT_OFFICE"
"""A variable that is set where LibreOffice is not to be used although it is there."""

_FILTER: Final = "--infilter=MS Word 2007 XML"
"""Else LibreOffice makes a PDF of anything, as if it were text."""
_SECONDS: Final = 60
_SECONDS_TO_END: Final = 5


def office() -> Path | None:
    """Return the LibreOffice of this computer; None when there is none to be used."""
    if os.environ.get(WITHOUT):
        return None
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    programs = [os.environ[name] for name in _PROGRAMS if os.environ.get(name)]
    windows = [Path(p, "LibreOffice", "program", "soffice.exe") for p in programs]
    places = [*(Path(place) for place in _PLACES), *windows]
    return next((place for place in places if place.is_file()), None)


def to_pdf(word: bytes) -> bytes:
    """Return a Word file as PDF; it takes some seconds, at most a minute.

    Nothing of it stays on the disk, and no name of a person in the list of processes.

    Raises:
        DocumentError: ``pdf_office_missing`` without LibreOffice, ``pdf_failed`` when
            it makes no PDF of these bytes or does not come to an end.
    """
    return to_pdfs([word])[0]


def to_pdfs(words: Sequence[bytes]) -> list[bytes]:
    """Return Word files as PDF in the same order; LibreOffice is started once.

    Raises:
        DocumentError: as ``to_pdf``, when it fails for any of them.
    """
    program = office()
    if program is None:
        raise DocumentError("pdf_office_missing")
    if not all(words):
        raise DocumentError("pdf_failed")  # LibreOffice would make a blank page
    # The folder may be in use for a moment longer by what had to be ended.
    with TemporaryDirectory(prefix="workbook-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        files = [folder / f"{n}.docx" for n in range(len(words))]
        for file, word in zip(files, words, strict=True):
            file.write_bytes(word)
        _print(program, folder, files)
        return [_made(file.with_suffix(".pdf")) for file in files]


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has.

    Raises:
        DocumentError: ``pdf_failed`` when these bytes are no PDF.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return len(PdfReader(io.BytesIO(pdf)).pages)
    except (PyPdfError, ValueError, KeyError) as fault:
        raise DocumentError("pdf_failed") from fault


def _print(program: Path, folder: Path, files: Sequence[Path]) -> None:
    # A profile of its own: with a shared one it waits for an office that is open.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(program), profile, "--headless", "--norestore", _FILTER]
    known = {k: v for k, v in os.environ.items() if k.upper() in _NEEDED}
    # In the kernel's own group of processes, so that it ends with the kernel.
    with subprocess.Popen(
        [
            *command,
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *(str(file) for file in files),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=known,
    ) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            raise DocumentError("pdf_failed") from None
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it kindly first: only then does it end what it has started itself."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_SECONDS_TO_END)
    process.kill()


def _made(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise DocumentError("pdf_failed") from fault
