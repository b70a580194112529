"""Deletion for good, and the lock that tells whether a server is at work."""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from workbook.errors import ServingError
from workbook.serving.workshop.removing import remove
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
    """Delete all that is kept of one participant: file, journal, copies, counts.

    Raises ServingError when something stays.
    """
    return _erased(site.person_folder(number))


def erase_all(site: Site) -> Erased:
    """Delete a workshop: everybody's folder, the codes, the server's own, its name.

    What the coach put beside them stays, and so does the folder if there is any.
    When something cannot be deleted, all else is, and ServingError says where it is;
    the workshop keeps its name, so that this can be called again.
    """
    site.prepare()
    people = [_tried(path) for path in sorted(site.people.iterdir())]
    others = [_tried(path) for path in (site.people, site.server)]
    for fault in [*people, *others]:
        if isinstance(fault, ServingError):
            raise fault
    (site.folder / FILE).unlink(missing_ok=True)
    if not any(site.folder.iterdir()):
        site.folder.rmdir()
    parts = [part for part in people if isinstance(part, Erased)]
    return Erased(
        people=sum(part.people for part in parts),
        files=sum(part.files for part in parts),
        size=sum(part.size for part in parts),
    )


def asked_to_erase(site: Site) -> list[int]:
    """Return the participants whom the command asks a running server to erase."""
    names = (path.name for path in _requests(site).glob("*"))
    return sorted(int(name) for name in names if name.isdecimal())


def erased(site: Site, number: int, found: Erased | None) -> None:
    """Tell the command that waits what was deleted; None when something stays."""
    answer = _answer(site, number)
    answer.parent.mkdir(mode=0o700, exist_ok=True)
    written = answer.with_suffix(".new")
    written.write_text(json.dumps(asdict(found) if found else None))
    written.replace(answer)
    (_requests(site) / str(number)).unlink(missing_ok=True)


def ask_to_erase(site: Site, number: int) -> Erased:
    """Have a running server erase a participant, and wait until it has.

    Raises ServingError when it does not answer, or could not.
    """
    request, answer = _requests(site) / str(number), _answer(site, number)
    request.parent.mkdir(mode=0o700, exist_ok=True)
    answer.unlink(missing_ok=True)
    request.touch(0o600)
    until = time.monotonic() + _SECONDS_TO_ERASE
    while request.exists():
        if time.monotonic() > until:
            request.unlink(missing_ok=True)
            raise ServingError("workshop_does_not_answer", path=site.folder)
        time.sleep(0.1)
    found = json.loads(answer.read_text())
    answer.unlink()
    if found is None:
        raise ServingError("not_erased", path=site.person_folder(number))
    return Erased(**found)


def _requests(site: Site) -> Path:
    return site.server / "erase"


def _answer(site: Site, number: int) -> Path:
    return _requests(site) / f"{number}.answer"


def _erased(folder: Path) -> Erased:
    try:
        if not folder.exists():
            return Erased(0, 0, 0)
        removed = remove(folder)
    except OSError as fault:
        raise ServingError("not_erased", path=folder) from fault
    return Erased(1, removed.files, removed.size)


def _tried(folder: Path) -> Erased | ServingError:
    try:
        return _erased(folder)
    except ServingError as fault:
        return fault
