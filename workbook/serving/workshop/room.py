"""What happens in the room: the exercise that runs, and whose hand is up."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, FiniteFloat, ValidationError

from workbook.content.route import Line, Route
from workbook.serving.secret import write_secret

_LONGEST = 4 * 3600
_FORGOTTEN = 3600


@dataclass
class Exercise:
    """A line of the route that runs: which one, from when until when (epoch, s)."""

    line: int
    started: FiniteFloat
    ends: FiniteFloat


class _Kept(BaseModel):
    """What stands in the file."""

    hands: dict[int, FiniteFloat]
    exercise: Exercise | None
    next: int


class Room:
    """The room of a workshop, kept through a restart; no word of a participant.

    ``hands`` tells since when (epoch, s) a card's hand is up; ``next`` is the line of
    the route that comes after the one started last.
    """

    def __init__(
        self, path: Path, route: Route, clock: Callable[[], float] = time.time
    ) -> None:
        """Read what was kept at ``path``; a faulty file counts as none."""
        self._path = path
        self._clock = clock
        self.route = route
        self.hands: dict[int, float] = {}
        self.exercise: Exercise | None = None
        self.next = 0
        with suppress(OSError, ValidationError):
            self._read(_Kept.model_validate_json(path.read_bytes()))

    def _read(self, told: _Kept) -> None:
        self.hands, self.next = dict(told.hands), told.next
        if told.exercise and self.line(told.exercise.line):
            self.exercise = told.exercise

    def line(self, number: int) -> Line | None:
        """Return a line of the route; None for a number that it does not have."""
        lines = self.route.lines
        return lines[number] if 0 <= number < len(lines) else None

    def running(self) -> Exercise | None:
        """Return the exercise that runs; one that nobody stopped is not for ever."""
        there = self.exercise
        late = there is not None and self._clock() > there.ends + _FORGOTTEN
        return None if late else there

    def start(self, number: int) -> None:
        """Start a line of the route now; one that is not there is ignored."""
        line = self.line(number)
        if line:
            now = self._clock()
            self.exercise = Exercise(number, now, now + 60 * line.minutes)
            self.next = number + 1
            self._keep()

    def prolong(self, minutes: int) -> None:
        """Give the running exercise more minutes, or fewer, but none before now."""
        if self.exercise:
            now = self._clock()
            ends = max(now, self.exercise.ends) + 60 * minutes
            self.exercise.ends = min(max(now, ends), now + _LONGEST)
            self._keep()

    def stop(self) -> None:
        """Let no exercise run; the plan goes on after it all the same."""
        self.exercise = None
        self._keep()

    def raise_hand(self, card: int) -> None:
        """Put a card's hand up; it keeps its place if it is up already."""
        self.hands.setdefault(card, self._clock())
        self._keep()

    def lower_hand(self, card: int) -> None:
        """Take a card's hand down."""
        self.hands.pop(card, None)
        self._keep()

    def _keep(self) -> None:
        kept = _Kept(hands=self.hands, exercise=self.exercise, next=self.next)
        write_secret(self._path, kept.model_dump_json().encode())
