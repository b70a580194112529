"""The promise: when one is open, and when it is settled."""

from datetime import date
from typing import Final

CLOSED: Final = frozenset({"closed_by_me", "closed_by_them"})
MOVED: Final = "moved"


def settled(kept: object, outcome: object) -> bool:
    """Tell whether a promise is kept, moved or closed; until then it is open.

    ``kept`` is the day it was kept on and ``outcome`` what came of it, each None, NA
    or NaT while there is none. One that was moved lives on as a promise of its own.
    That nobody answered settles nothing.
    """
    over = isinstance(outcome, str) and outcome in CLOSED | {MOVED}
    # NaT is a date that equals nothing, not even itself.
    return over or (isinstance(kept, date) and kept == kept)
