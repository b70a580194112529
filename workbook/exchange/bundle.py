"""A bundle of files: one zip that is the same whenever its files are the same."""

import io
from collections.abc import Iterable
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_UNIX = 3


def write(files: Iterable[tuple[str, bytes]], *, day: date) -> bytes:
    """Return a zip of the files by name, all of the same day.

    A name is a path with ``/`` below the top; only its owner may read what is
    unpacked. Names beyond ASCII are marked as UTF-8.
    """
    bundle = io.BytesIO()
    with ZipFile(bundle, "w") as archive:
        for name, content in files:
            entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = _UNIX, 0o600 << 16
            archive.writestr(entry, content, ZIP_DEFLATED)
    return bundle.getvalue()
