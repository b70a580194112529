"""A workshop's folder: what it is called, who may come, and when all is deleted."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbook.errors import ServingError
from workbook.settings import Language, Shell

FILE = "workshop.toml"
DAYS_KEPT = 180
DAYS_ANNOUNCED = 30
MINUTES_LEFT_ALONE = 10
MOST = 200
"""Participants: more than one server of this kind serves well."""

Line = Field("", max_length=200, pattern=r"^[^\r\n]*$")


class Site(BaseModel):
    """A workshop as its ``workshop.toml`` tells it; ``folder`` is where that stands.

    ``delete_after`` counts days from ``created``. ``idle_minutes`` is how long a page
    that nobody is connected to is kept ready. ``shell`` is the front end: our light
    one, or Voilà's in full. ``address`` is where participants reach it, empty for this
    computer alone. ``controller`` and ``contact`` are who answers for the data, as the
    privacy page says.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path = Field(exclude=True)
    title: str = Field(min_length=1, max_length=120, pattern=r"^[^\r\n]*\S[^\r\n]*$")
    language: Language = "da"
    route: str = "two_hours"
    participants: int = Field(ge=1, le=MOST)
    delete_after: int = Field(DAYS_KEPT, ge=1, le=3650)
    idle_minutes: float = Field(MINUTES_LEFT_ALONE, gt=0, le=1440)
    shell: Shell = "light"
    created: date
    address: str = Line
    controller: str = Line
    contact: str = Line

    @classmethod
    def make(cls, folder: Path, **told: Any) -> "Site":
        """Write a new site into a folder that holds none; ServingError if it cannot.

        ``told`` are the fields above, without ``created``, which is today.
        """
        if (folder / FILE).exists():
            raise ServingError("workshop_exists", path=folder)
        site = cls._checked(folder, told | {"created": date.today()})
        try:
            folder.mkdir(parents=True, exist_ok=True)
            site.prepare()
            written = tomli_w.dumps(site.model_dump())
            (folder / FILE).write_text(written, encoding="utf-8")
        except OSError as fault:
            raise ServingError("folder_not_writable", path=folder) from fault
        return site

    @classmethod
    def load(cls, folder: Path) -> "Site":
        """Read a site; ServingError when there is none or its file is faulty."""
        path = folder / FILE
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as fault:
            raise ServingError("workshop_missing", path=folder) from fault
        except (OSError, ValueError) as fault:
            raise ServingError("workshop_unreadable", path=path, why=fault) from fault
        return cls._checked(folder, told)

    @classmethod
    def _checked(cls, folder: Path, told: dict[str, Any]) -> "Site":
        try:
            return cls.model_validate({**told, "folder": folder.absolute()})
        except ValidationError as fault:
            first = fault.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            raise ServingError(
                "workshop_faulty", path=folder / FILE, name=name, why=first["msg"]
            ) from fault

    def prepare(self) -> None:
        """Make the folders that only this user may read, where they are missing."""
        for folder in (self.server, self.people):
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)

    @property
    def server(self) -> Path:
        """The folder of what the server keeps: its secret, its codes, its room."""
        return self.folder / ".server"

    @property
    def people(self) -> Path:
        """The folder that holds a folder for each participant who has come."""
        return self.folder / "participants"

    @property
    def codes(self) -> Path:
        """The file of what the codes are proved by."""
        return self.server / "codes.json"

    @property
    def printed(self) -> Path:
        """The file of the address that stands on the cards."""
        return self.server / "address"

    @property
    def numbers(self) -> range:
        """The cards' numbers, from 1."""
        return range(1, self.participants + 1)

    def person_folder(self, number: int) -> Path:
        """Return where a participant's file, home and temporary files are."""
        return self.people / f"{number:02}"

    def here(self) -> Iterator[int]:
        """Give the numbers of those who have come."""
        return (
            number for number in self.numbers if self.person_folder(number).exists()
        )

    @property
    def expires(self) -> date:
        """The first day on which nothing may be left."""
        return self.created + timedelta(days=self.delete_after)

    def days_left(self, today: date) -> int:
        """Return the days until all is deleted; 0 or less when it is due."""
        return (self.expires - today).days

    @property
    def secure(self) -> bool:
        """Whether participants reach it by https."""
        return urlsplit(self.address).scheme == "https"
