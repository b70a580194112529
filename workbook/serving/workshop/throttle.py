"""How often somebody may try a code: a room gets in, a guesser does not."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from hashlib import sha256

SECONDS = 600
BY_ADDRESS = 60
"""Wrong codes in ten minutes from one address: a room of forty has only one."""
BY_CODE = 5
"""The same wrong code in ten minutes, from wherever."""
IN_ALL = 300


class Throttle:
    """Counts the wrong codes of the last ten minutes, in memory."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with none; ``clock`` gives seconds."""
        self._clock = clock
        self._failed: defaultdict[str, deque[float]] = defaultdict(deque)

    def wait(self, address: str, code: str) -> int:
        """Return the seconds until this may be tried; 0 when it may be tried now."""
        return max(self._wait(name, most) for name, most in _names(address, code))

    def failed(self, address: str, code: str) -> None:
        """Count a wrong code."""
        now = self._clock()
        for name, _ in _names(address, code):
            self._failed[name].append(now)
        self._forget()

    def _wait(self, name: str, most: int) -> int:
        tried = self._failed.get(name, deque())
        recent = [when for when in tried if self._clock() - when < SECONDS]
        if len(recent) < most:
            return 0
        return max(1, round(recent[-most] + SECONDS - self._clock()))

    def _forget(self) -> None:
        for name, tried in list(self._failed.items()):
            while tried and self._clock() - tried[0] >= SECONDS:
                tried.popleft()
            if not tried:
                del self._failed[name]


def _names(address: str, code: str) -> tuple[tuple[str, int], ...]:
    """Return what is counted, and how much of it is too much; no code stays here."""
    told = sha256(code.encode()).hexdigest()
    return ((f"from {address}", BY_ADDRESS), (f"code {told}", BY_CODE), ("all", IN_ALL))
