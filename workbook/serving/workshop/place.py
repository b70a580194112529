"""A person's place on the server: the folders and variables that his kernel gets."""

import shutil
from dataclasses import replace
from pathlib import Path

from workbook.documents.pdf import WITHOUT
from workbook.serving.workshop.site import Site
from workbook.settings import Settings

COACH = "coach"


def folder(site: Site, person: str) -> Path:
    """Return where everything of a person is: a card's number, or the coach."""
    if person == COACH:
        return site.server / "present"
    return site.person_folder(int(person))


def made(site: Site, person: str) -> Path:
    """Return a person's folder, made with what belongs in it, for this user alone."""
    own = folder(site, person)
    for path in (own, own / "home", own / "tmp"):
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
        "IPYTHONDIR": str(home / ".ipython"),
        # It talks to itself in /tmp, where a fenced kernel cannot, and takes 150 MB.
        WITHOUT: "yes",
    }


def tidy(site: Site) -> None:
    """Empty everybody's temporary folder; call it when no kernel runs."""
    for number in site.here():
        shutil.rmtree(site.person_folder(number) / "tmp", ignore_errors=True)
    shutil.rmtree(site.server / "present", ignore_errors=True)
