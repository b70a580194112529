"""Removes a folder, whatever somebody has left in it on purpose.

``shutil.rmtree`` calls itself for every folder within a folder, or, since Python 3.13,
keeps each of them open: either ends at a depth that anybody can make. And it stops at
a folder whose owner has taken his own rights away.
"""

import os
import secrets
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

_TRIES = 20
"""A program that is being ended may still write for a moment."""


@dataclass
class Removed:
    """How many files were removed (links are files), and how many bytes they had."""

    files: int = 0
    size: int = 0


def remove(path: Path) -> Removed:
    """Remove a folder with all that is in it, however deep and without what rights.

    A link is removed and never followed. What is not there is no fault. Raises OSError
    when something stays.
    """
    removed = Removed()
    for tries_left in reversed(range(_TRIES)):
        try:
            _remove(path, removed)
        except OSError:
            if not tries_left:
                raise
        else:
            break
    return removed


def _remove(path: Path, removed: Removed) -> None:
    try:
        told = path.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(told.st_mode):
        path.unlink()
        removed.files += 1
        removed.size += told.st_size
    elif hasattr(os, "O_PATH"):
        folder = _opened(str(path))
        try:
            _empty(folder, removed)
        finally:
            os.close(folder)
        path.rmdir()
    else:  # no Linux, and so no fence: nobody is served here but the coach himself
        shutil.rmtree(path)


def _empty(top: int, removed: Removed) -> None:
    """Empty a folder; every folder below is first brought up here, so none is deep."""
    waiting = _without_files(top, removed)
    while waiting:
        name = waiting.pop()
        folder = _opened(name, top)
        try:
            for below in _without_files(folder, removed):
                os.close(_opened(below, folder))  # only who may write in it may move it
                brought = secrets.token_hex(16)
                os.rename(below, brought, src_dir_fd=folder, dst_dir_fd=top)
                waiting.append(brought)
        finally:
            os.close(folder)
        os.rmdir(name, dir_fd=top)


def _without_files(folder: int, removed: Removed) -> list[str]:
    """Remove the files of a folder; return the names of the folders in it."""
    folders = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
                continue
            size = entry.stat(follow_symlinks=False).st_size
            os.unlink(entry.name, dir_fd=folder)
            removed.files += 1
            removed.size += size
    return folders


def _opened(name: str, above: int | None = None) -> int:
    """Open a folder, and no link, with all rights of its owner."""
    itself = os.open(name, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=above)
    try:
        # By its number: the name may lead elsewhere by now.
        numbered = Path(f"/proc/self/fd/{itself}")
        numbered.chmod(0o700)
        return os.open(numbered, os.O_RDONLY | os.O_DIRECTORY)
    finally:
        os.close(itself)
