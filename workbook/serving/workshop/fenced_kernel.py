"""A participant's kernel: takes its key, encloses itself, and only then listens."""

import os
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Final

from workbook.serving import kernel_app
from workbook.serving.workshop import fence
from workbook.settings import KEY_LENGTH, KEY_READ_FROM

REHEARSED: Final = True
"""A room has many of these kernels: what they can share is worth a second at the start
of the server.
"""


def main(*, ends_with: Collection[int] = ()) -> None:
    """Run a kernel inside its fence; ``ends_with`` as ``kernel_app.run`` takes it."""
    sys.path[:] = [path for path in sys.path if path not in ("", str(Path.cwd()))]
    _take_key()
    connection_file = sys.argv[-1]
    fence.enclose_as_told(Path(connection_file))
    kernel_app.run(connection_file, ends_with=ends_with)


def _take_key() -> None:
    """Move the key from the pipe it came by to a file of no folder, in memory alone."""
    with open(0, "rb", closefd=False) as handed_over:
        key = handed_over.read(KEY_LENGTH)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    if len(key) == KEY_LENGTH and sys.platform == "linux":
        kept = os.memfd_create("key")
        os.write(kept, key)
        os.environ[KEY_READ_FROM] = str(kept)


if __name__ == "__main__":
    main()
