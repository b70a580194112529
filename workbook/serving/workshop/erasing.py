"""Deletion for good, and the lock that tells whether a server is at work."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from workbook.errors import ServingError
from workbook.serving.workshop.site import FILE, Site

_SECONDS_TO_ERASE = 30.0


@dataclass(frozen=True)
class Erased:
    """What was deleted: how many people's folders, how many files, how many bytes."""

    people: int
    files: int
    size: int


def lock(site: Site) -> FileLock:
    """Take the lock that a running server holds; ServingError when one holds it."""
    held = FileLock(site.server / "running.lock", mode=0o600)
    try:
        held.acquire(timeout=0)
    except Timeout as fault:
        raise ServingError("workshop_running", path=site.folder) from fault
    return held


def erase_person(site: Site, number: int) -> Erased:
    """Delete all that is kept of one participant: file, journal, copies, counts."""
    found = _measured(site.person_folder(number))
    _remove(site.person_folder(number))
    return found


def erase_all(site: Site) -> Erased:
    """Delete a workshop: everybody's folder, the codes, the server's own, its name.

    What the coach put beside them stays, and so does the folder if there is any.
    """
    parts = [_measured(site.person_folder(number)) for number in site.here()]
    for path in (site.people, site.server):
        _remove(path)
    (site.folder / FILE).unlink(missing_ok=True)
    if not any(site.folder.iterdir()):
        site.folder.rmdir()
    return Erased(
        people=sum(part.people for part in parts),
        files=sum(part.files for part in parts),
        size=sum(part.size for part in parts),
    )


def asked_to_erase(site: Site) -> list[int]:
    """Return the participants whom the command asks a running server to erase."""
    names = (path.name for path in _requests(site).glob("*"))
    return sorted(int(name) for name in names if name.isdecimal())


def erased(site: Site, number: int) -> None:
    """Tell the command that waits that it is done."""
    (_requests(site) / str(number)).unlink(missing_ok=True)


def ask_to_erase(site: Site, number: int) -> Erased:
    """Have a running server erase a participant, and wait until it has.

    Raises ServingError when it does not answer.
    """
    found = _measured(site.person_folder(number))
    request = _requests(site) / str(number)
    request.parent.mkdir(mode=0o700, exist_ok=True)
    request.touch(0o600)
    until = time.monotonic() + _SECONDS_TO_ERASE
    while request.exists():
        if time.monotonic() > until:
            request.unlink(missing_ok=True)
            raise ServingError("workshop_does_not_answer", path=site.folder)
        time.sleep(0.1)
    return found


def _requests(site: Site) -> Path:
    return site.server / "erase"


def _measured(folder: Path) -> Erased:
    if not folder.exists():
        return Erased(0, 0, 0)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Erased(1, len(files), sum(path.stat().st_size for path in files))


def _remove(folder: Path) -> None:
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as fault:
        raise ServingError("not_erased", path=folder) from fault
