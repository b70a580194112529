"""What a page runs, side by side in memory.

Python writes into the code of a function when it runs it: how often that was, and what
it has learnt of the values. A forked kernel gets a copy of its own of every 4 kB that
are written to, and of all functions that are imported one in twenty is run, in the
midst of others. Put together they take a tenth of the copies.
"""

import gc
import sys
import threading
from collections.abc import Collection
from types import CodeType, FrameType, FunctionType
from typing import Any

Place = tuple[str, int, str]
"""Where a function is written: its file, its line, its name."""
_REPLACED: list[CodeType] = []
"""Holds what was scattered: the next that is made would be scattered over its place."""


def watch() -> dict[int, CodeType]:
    """Return the code that this process runs from now on, as it grows, by identity."""
    seen: dict[int, CodeType] = {}

    def note(frame: FrameType, _event: str, _arg: Any) -> None:
        seen[id(frame.f_code)] = frame.f_code

    threading.setprofile(note)
    sys.setprofile(note)
    return seen


def place(code: CodeType) -> Place:
    """Return where a function is written."""
    return code.co_filename, code.co_firstlineno, code.co_qualname


def put_together(wanted: Collection[Place]) -> None:
    """Give each of these functions a code of its own that is like the one it had."""
    made: dict[int, CodeType] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            code = _made_anew(one.__code__, wanted, made)
            if code is not one.__code__:
                _REPLACED.append(one.__code__)
                one.__code__ = code


def _made_anew(
    code: CodeType, wanted: Collection[Place], made: dict[int, CodeType]
) -> CodeType:
    """Return a copy of what is wanted, or holds what is; else what was given."""
    if id(code) not in made:
        constants = tuple(
            _made_anew(part, wanted, made) if isinstance(part, CodeType) else part
            for part in code.co_consts
        )
        same = all(
            new is old for new, old in zip(constants, code.co_consts, strict=True)
        )
        kept = same and place(code) not in wanted
        made[id(code)] = code if kept else code.replace(co_consts=constants)
    return made[id(code)]
