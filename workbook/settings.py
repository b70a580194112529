"""Where things are: packaged files, a coach's own folder, the participant's file."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import platformdirs

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_VARIABLES = {
    "site": "WORKBOOK_SITE",
    "file": "WORKBOOK_FILE",
    "language": "WORKBOOK_LANGUAGE",
}


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
    file in the user's own data folder. ``language`` holds until he has chosen one.
    """

    site: Path | None = None
    file: Path | None = None
    language: Language = "da"

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read what the command handed to this kernel; anything unset is default."""
        site, file, language = (os.environ.get(v, "") for v in _VARIABLES.values())
        return cls(
            site=Path(site) if site else None,
            file=Path(file) if file else None,
            language="en" if language == "en" else "da",
        )

    def environment(self) -> dict[str, str]:
        """Return the variables that hand these settings to a kernel."""
        values = {"site": self.site, "file": self.file, "language": self.language}
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
