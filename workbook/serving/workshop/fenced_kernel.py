"""A participant's kernel: takes its key, encloses itself, and only then listens."""

import os
import sys
from pathlib import Path

from workbook.serving.workshop import fence
from workbook.settings import KEY_LENGTH, KEY_READ_FROM


def main() -> None:
    """Run a kernel as ``ipykernel_launcher`` does, inside its fence."""
    sys.path[:] = [path for path in sys.path if path not in ("", str(Path.cwd()))]
    _take_key()
    fence.enclose_as_told(Path(sys.argv[-1]))

    from ipykernel.kernelapp import IPKernelApp
    from traitlets.config import Config

    # It would keep what is run in a file.
    IPKernelApp.launch_instance(config=Config({"HistoryManager": {"enabled": False}}))


def _take_key() -> None:
    """Move the key from the pipe it came by to a file of no folder, in memory alone."""
    key = sys.stdin.buffer.read(KEY_LENGTH)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    if len(key) == KEY_LENGTH and sys.platform == "linux":
        kept = os.memfd_create("key")
        os.write(kept, key)
        os.environ[KEY_READ_FROM] = str(kept)


if __name__ == "__main__":
    main()
