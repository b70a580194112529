"""Where things are: packaged files, a coach's own folder, the participant's file."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

import platformdirs

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Shell = Literal["light", "full"]
"""What draws a page in the browser: our own front end, or Voilà's in full."""

_VARIABLES = {
    "site": "WORKBOOK_SITE",
    "file": "WORKBOOK_FILE",
    "language": "WORKBOOK_LANGUAGE",
    "progress": "WORKBOOK_PROGRESS",
    "route": "WORKBOOK_ROUTE",
}
KEY_READ_FROM = "WORKBOOK_KEY_FD"
"""Names the open file, of no folder, that a kernel reads its participant's key from."""
KEY_LENGTH = 32


def packaged(*parts: str) -> Path:
    """Return a path below ``data/`` or ``notebooks/`` as shipped.

    A wheel carries both folders inside the package; a checkout has them beside it.
    """
    package = Path(__file__).parent
    inside = package.joinpath(*parts)
    return inside if (package / "data").is_dir() else package.parent.joinpath(*parts)


def data_folder() -> Path:
    """Return the folder of this user that holds his workbook, outside every server."""
    return platformdirs.user_data_path("proaktiv-workbook", appauthor=False)


@dataclass(frozen=True)
class Settings:
    """What a run is told: the coach's folder, the workbook file, the first language.

    ``site`` replaces packaged data files by name, whole. ``file`` is None for the
    file in the user's own data folder. ``language`` and ``route`` hold until he has
    chosen one. ``progress`` is where a workshop's counts are written. ``key`` opens
    an encrypted file.
    """

    site: Path | None = None
    file: Path | None = None
    language: Language = "da"
    progress: Path | None = None
    route: str = ""
    key: bytes | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read what the command handed to this kernel; anything unset is default."""
        told = {key: os.environ.get(name, "") for key, name in _VARIABLES.items()}
        paths = {
            key: Path(told[key]) if told[key] else None
            for key in ("site", "file", "progress")
        }
        return cls(
            **paths,
            language="en" if told["language"] == "en" else "da",
            route=told["route"],
            key=_key(os.environ.get(KEY_READ_FROM, "")),
        )

    def environment(self) -> dict[str, str]:
        """Return the variables that hand these settings to a kernel; never the key."""
        values = {key: getattr(self, key) for key in _VARIABLES}
        return {_VARIABLES[key]: str(value) for key, value in values.items() if value}

    def data(self, *parts: str) -> Path:
        """Return a data file: the coach's own where there is one, else the packaged."""
        own = self.site.joinpath(*parts) if self.site else None
        return own if own and own.exists() else packaged("data", *parts)

    def data_files(self, *parts: str, ending: str) -> tuple[Path, ...]:
        """Return a data folder's files by name, the coach's in place of ours.

        What an open Word or editor leaves beside a file (``~$cv.da.docx``) is none.
        """
        folders = [packaged("data", *parts)]
        if self.site:
            folders.append(self.site.joinpath(*parts))
        found = {p.name: p for f in folders for p in f.glob(f"[!~.]*{ending}")}
        return tuple(found[name] for name in sorted(found))

    def workbook_file(self) -> Path:
        """Return the participant's file: the one named, else ``my.workbook``."""
        return self.file or data_folder() / "my.workbook"


def _key(number: str) -> bytes | None:
    return os.pread(int(number), KEY_LENGTH, 0) if number else None
