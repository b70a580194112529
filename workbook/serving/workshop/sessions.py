"""Who is logged in, in memory alone: it ends with the server."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

HOURS_IDLE = 12


class Closable(Protocol):
    """A line to a browser."""

    def close(self) -> None:
        """Hang up."""


@dataclass
class Session:
    """One login on one device: a card's number or ``coach``, and his file's key.

    ``lines`` are what is open by it, and is closed when it ends.
    """

    person: str
    key: bytes = field(repr=False)
    seen: float
    lines: "set[Closable]" = field(default_factory=set, repr=False, compare=False)


class Sessions:
    """The logins of this run, each found by a token that only its browser has."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nobody; ``clock`` gives seconds."""
        self._clock = clock
        self._found: dict[str, Session] = {}

    def begin(self, person: str, key: bytes) -> str:
        """Log a person in on one more device and return its token."""
        self._end_idle()
        token = secrets.token_urlsafe(32)
        self._found[token] = Session(person, key, self._clock())
        return token

    def find(self, token: str) -> Session | None:
        """Return the login of a token; None when there is none or it has idled out."""
        session = self._found.get(token)
        if session is None:
            return None
        if self._idle(session):
            self.end(token)
            return None
        session.seen = self._clock()
        return session

    def end(self, token: str) -> None:
        """End one login and close its lines; a token of none is ignored."""
        session = self._found.pop(token, None)
        for line in [*session.lines] if session else ():
            line.close()

    def end_all(self, person: str) -> None:
        """End every login of a person."""
        for token in [t for t, s in self._found.items() if s.person == person]:
            self.end(token)

    def here(self) -> set[str]:
        """Return who is logged in."""
        self._end_idle()
        return {session.person for session in self._found.values()}

    def _idle(self, session: Session) -> bool:
        return self._clock() - session.seen > HOURS_IDLE * 3600

    def _end_idle(self) -> None:
        for token in [t for t, s in self._found.items() if self._idle(s)]:
            self.end(token)
