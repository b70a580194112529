"""What a fault means to the participant: the sentence, and so the remedy, for it."""

import errno
import os
from typing import Final

from workbook.serving.talk import CellError

_NUMBERS: Final = (
    *(errno.ENOSPC, errno.EDQUOT, errno.EROFS),
    *(errno.EACCES, errno.EPERM),
)
# How SQLite says the same, and how our own store does.
_WORDS: Final = (
    *("disk is full", "readonly database", "disk I/O error"),
    *("unable to open database file", "folder_not_writable", "file_unreadable"),
    *(os.strerror(number) for number in _NUMBERS),
)


def at_start(fault: Exception) -> str:
    """Return the key of the sentence for what kept a kernel from being started."""
    disk = isinstance(fault, OSError) and fault.errno in _NUMBERS
    return "no_disk" if disk else "not_started"


def in_cell(fault: CellError) -> str:
    """Return the key of the sentence for what a cell raised."""
    disk = any(words in fault.words for words in _WORDS)
    return "no_disk" if disk else "not_loaded"
