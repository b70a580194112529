"""Landlock, Linux's way for a process to give up rights, itself and for good.

By its system calls, which no library of C has yet: landlock(7) and
`include/uapi/linux/landlock.h`. No right is needed to use it.
"""

import ctypes
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

EXECUTE, WRITE, READ, LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
MAKE_SOCKET = 1 << 9
_MAKE_DEVICES = 1 << 6 | 1 << 11
_TRUNCATE, _CONTROL_DEVICE = 1 << 14, 1 << 15
_OF_A_FILE = EXECUTE | WRITE | READ | _TRUNCATE | _CONTROL_DEVICE
ALL = (1 << 16) - 1 & ~_MAKE_DEVICES
LOOK = EXECUTE | READ | LIST

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION, _BENEATH = 1, 1
_RIGHTS_KNOWN = {1: 13, 2: 14, 3: 15, 4: 15}
_LATER = 16
_NETWORK = 1 << 0 | 1 << 1  # to bind and to connect by TCP
_SCOPES = 1 << 0 | 1 << 1  # abstract sockets, signals
NETWORK_SINCE, SIGNALS_SINCE = 4, 6


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """Return the version of Landlock that this system has; 0 when it has none."""
    if platform.system() != "Linux":
        return 0
    try:
        return _call(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)
    except OSError:
        return 0


def restrict(allowed: Mapping[Path, int]) -> None:
    """Leave this process and all it starts only these rights on files and folders.

    No TCP connection can be made or taken, no other's process signalled, as far as
    the version knows of it. A path that is not there is left out. Raises OSError.
    """
    known = version()
    files = (1 << _RIGHTS_KNOWN.get(known, _LATER)) - 1
    told = _Ruleset(
        files,
        _NETWORK if known >= NETWORK_SINCE else 0,
        _SCOPES if known >= SIGNALS_SINCE else 0,
    )
    size = 24 if known >= SIGNALS_SINCE else 16 if known >= NETWORK_SINCE else 8
    ruleset = _call(_CREATE, ctypes.byref(told), ctypes.c_size_t(size), 0)
    try:
        for path, rights in allowed.items():
            _allow(ruleset, path, rights & files)
        _call(_RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights &= -1 if path.is_dir() else _OF_A_FILE
        rule = _Beneath(rights, handle)
        _call(_ADD, ruleset, _BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(handle)


def _call(number: int, *arguments: Any) -> int:
    library = ctypes.CDLL(None, use_errno=True)
    done = int(library.syscall(number, *arguments))
    if done < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return done
