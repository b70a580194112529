"""A process that reads a PDF from its input and tells its text as JSON.

``{"pages": […]}`` has the text of each page; ``{"fault": …}`` is ``encrypted``,
``too_large`` or ``broken``. What a hostile file bursts or hangs is this process.
"""

import io
import json
import sys
from collections.abc import Iterator
from typing import Final

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

MOST_PAGES: Final = 30
LONGEST: Final = 200_000  # characters
MEMORY: Final = 1024**3
_LOCKED: Final = (DependencyError, FileNotDecryptedError, WrongPasswordError)


class _TooLargeError(Exception):
    """The file is longer than any CV."""


def read(content: bytes) -> dict[str, object]:
    """Return what is told of a PDF."""
    try:
        return {"pages": [*_pages(content)]}
    except _LOCKED:
        return {"fault": "encrypted"}
    except _TooLargeError:
        return {"fault": "too_large"}
    except Exception:  # whatever a broken file makes the library stumble over
        return {"fault": "broken"}


def _pages(content: bytes) -> Iterator[str]:
    reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
    # Many a file may be read by anybody, though not be changed.
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError
    if len(reader.pages) > MOST_PAGES:
        raise _TooLargeError
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if length > LONGEST:
            raise _TooLargeError
        yield text


def _limit_memory() -> None:
    """Take no more memory than a CV needs, where the system can promise that."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))


def main() -> None:
    """Read standard input, write standard output."""
    _limit_memory()
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
