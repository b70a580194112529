"""The files that our pages load, as they are sent: packed once, named by content.

An address holds a mark of the content in its path, so a browser never asks twice.
"""

from dataclasses import dataclass, field
from functools import cache
from gzip import compress
from hashlib import sha256
from pathlib import Path
from typing import Final

import voila
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import GZipContentEncoding
from voila.static_file_handler import MultiStaticFileHandler

from workbook.forms.bundle import minified
from workbook.serving.error_page import SpokenErrors

FOLDER: Final = Path(__file__).parent / "template" / "static"
FOR_GOOD: Final = "public, max-age=31536000, immutable"
# A system's own table may call JavaScript something that a browser does not run.
_KINDS: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_NEVER: Final = ("0", "0.0", "0.00", "0.000")


@dataclass(frozen=True)
class Kept:
    """A file as it is sent, plain or packed."""

    kind: str
    plain: bytes
    packed: bytes = field(init=False)

    def __post_init__(self) -> None:
        """Pack it, the same way each time."""
        object.__setattr__(self, "packed", compress(self.plain, 9, mtime=0))


class Shelf:
    """All files of a folder by their names, and the mark of them together.

    What a module imports, from folders below too, is sent with it in one piece.
    """

    def __init__(self, folder: Path) -> None:
        """Read them; what is of no kind that a page loads is left out."""
        self.files = {
            path.name: Kept(_KINDS[path.suffix], _read(path))
            for path in sorted(folder.iterdir())
            if path.suffix in _KINDS
        }
        # Voilà's own files stand below the same address.
        told = sha256(str(voila.__version__).encode())
        for name, kept in self.files.items():
            told.update(b"%s %d " % (name.encode(), len(kept.plain)) + kept.plain)
        self.mark = told.hexdigest()[:12]

    @property
    def address(self) -> str:
        """Where they are, with a slash at the end."""
        return f"/voila/static/{self.mark}/"


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.suffix == ".svg" else minified(path).encode()


@cache
def shelf() -> Shelf:
    """Return the files of our pages, read when they are first asked for."""
    return Shelf(FOLDER)


class FromShelf(SpokenErrors):
    """Sends one of them. Which there are, the routes say: no name is looked up."""

    def initialize(self, kept: Kept) -> None:
        """Take what to send."""
        self._packed = takes_packed(self.request.headers)
        self._sent = kept.packed if self._packed else kept.plain
        self._kind = kept.kind

    def get(self) -> None:
        """Send it, to be kept for good; nothing when the browser has it."""
        self.set_header("Content-Type", self._kind)
        self.set_header("Cache-Control", FOR_GOOD)
        self.set_header("X-Content-Type-Options", "nosniff")
        if self._packed:
            self.set_header("Content-Encoding", "gzip")
        self.finish(self._sent)

    head = get

    def compute_etag(self) -> str:
        """Return another for what is packed, as caches on the way need it."""
        return f'"{sha256(self._sent).hexdigest()[:32]}"'


class PackageFiles(MultiStaticFileHandler):  # type: ignore[misc]
    """Files of Voilà's front end, and ours without a mark: asked for again each time.

    Below the mark they are kept for good, too.
    """

    def set_extra_headers(self, path: str) -> None:
        """Say how long it is kept."""
        del path
        marked = self.request.path.startswith(shelf().address)
        self.set_header("Cache-Control", FOR_GOOD if marked else "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")


class Packed(GZipContentEncoding):
    """Packs what is text and is not packed yet: pages, JSON, files of packages.

    A page holds no secret beside words that a stranger can put there (the cookies are
    none of its text), so its length gives none away (BREACH).
    """

    def __init__(self, request: HTTPServerRequest) -> None:
        """Ask the browser."""
        super().__init__(request)
        self._gzipping = takes_packed(request.headers)

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Leave alone a part of a file, which is counted in bytes of the plain one."""
        if "Content-Range" in headers:
            self._gzipping = False
        return super().transform_first_chunk(status_code, headers, chunk, finishing)


def takes_packed(headers: HTTPHeaders) -> bool:
    """Tell whether a browser takes gzip."""
    asked = headers.get("Accept-Encoding", "").lower().replace(" ", "")
    found = [each.partition(";q=") for each in asked.split(",")]
    return any(name == "gzip" and how not in _NEVER for name, _, how in found)
