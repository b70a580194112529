"""A person's place on the server: the folders and variables that his kernel gets."""

import secrets
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from workbook.documents.pdf import WITHOUT
from workbook.serving.workshop.removing import remove
from workbook.serving.workshop.site import Site
from workbook.settings import Settings

COACH = "coach"
_TEMPORARY = ("tmp", "ipython")


def folder(site: Site, person: str) -> Path:
    """Return where everything of a person is: a card's number, or the coach."""
    if person == COACH:
        return site.server / "present"
    return site.person_folder(int(person))


def made(site: Site, person: str) -> Path:
    """Return a person's folder, made with what belongs in it, for this user alone."""
    own = folder(site, person)
    for path in (own, own / "home", *(own / name for name in _TEMPORARY)):
        path.mkdir(mode=0o700, exist_ok=True)
    return own


def told(site: Site, settings: Settings, person: str) -> Settings:
    """Return a person's settings: his file, and the workshop's content and route."""
    own = folder(site, person)
    return replace(
        settings,
        file=own / "my.workbook",
        progress=None if person == COACH else own / "progress.json",
        route=site.route,
    )


def variables(site: Site, settings: Settings, person: str) -> dict[str, str]:
    """Return the environment that leads a kernel to its place and to nothing else."""
    own = folder(site, person)
    home = own / "home"
    return told(site, settings, person).environment() | {
        "HOME": str(home),
        "TMPDIR": str(own / "tmp"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        # Another for each kernel: IPython runs what it finds there at its start.
        "IPYTHONDIR": str(own / "ipython" / secrets.token_hex(8)),
        # It talks to itself in /tmp, where a fenced kernel cannot, and takes 150 MB.
        WITHOUT: "yes",
    }


def tidy(site: Site) -> None:
    """Remove everybody's temporary folders; call it when no kernel runs.

    What cannot be removed stays: nobody waits for a server on account of it.
    """
    for number in site.here():
        own = site.person_folder(number)
        with suppress(OSError):
            own.chmod(0o700)  # he may have taken even that from himself
            for name in _TEMPORARY:
                remove(own / name)
    with suppress(OSError):
        remove(site.server / "present")
