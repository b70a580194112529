"""The promise: when one is open, and when it is settled."""

from datetime import date
from typing import Final

CLOSED: Final = frozenset({"closed_by_me", "closed_by_them"})


def settled(kept: object, outcome: object) -> bool:
    """Tell whether a promise is kept or closed; until then it is open.

    ``kept`` is the day it was kept on and ``outcome`` what came of it, each None, NA
    or NaT while there is none. That nobody answered settles nothing.
    """
    closed = isinstance(outcome, str) and outcome in CLOSED
    # NaT is a date that equals nothing, not even itself.
    return closed or (isinstance(kept, date) and kept == kept)
