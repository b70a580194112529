"""What happens in the room: the exercise that runs, and whose hand is up."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from workbook.content.route import Line, Route
from workbook.serving.secret import write_secret

_LONGEST = 4 * 3600


@dataclass
class Exercise:
    """A line of the route that runs: which one, from when until when (epoch, s)."""

    line: int
    started: float
    ends: float


class Room:
    """The room of a workshop, kept through a restart; no word of a participant."""

    def __init__(
        self, path: Path, route: Route, clock: Callable[[], float] = time.time
    ) -> None:
        """Read what was kept at ``path``; a faulty file counts as none."""
        self._path = path
        self._clock = clock
        self.route = route
        self.hands: dict[int, float] = {}
        self.exercise: Exercise | None = None
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            self._read(json.loads(path.read_text(encoding="utf-8")))

    def _read(self, told: dict[str, Any]) -> None:
        hands = {int(card): float(since) for card, since in told["hands"].items()}
        running = Exercise(**told["exercise"]) if told["exercise"] else None
        if running and self.line_of(running) is None:
            running = None
        self.hands, self.exercise = hands, running

    def line_of(self, exercise: Exercise) -> Line | None:
        """Return the line of the route that an exercise is; None beyond its end."""
        lines = self.route.lines
        return lines[exercise.line] if 0 <= exercise.line < len(lines) else None

    def start(self, line: int) -> None:
        """Start a line of the route now; one that is not there is ignored."""
        if 0 <= line < len(self.route.lines):
            now = self._clock()
            minutes = self.route.lines[line].minutes
            self.exercise = Exercise(line, now, now + 60 * minutes)
            self._keep()

    def prolong(self, minutes: int) -> None:
        """Give the running exercise more minutes, or fewer, but none before now."""
        if self.exercise:
            now = self._clock()
            ends = max(now, self.exercise.ends) + 60 * minutes
            self.exercise.ends = min(max(now, ends), now + _LONGEST)
            self._keep()

    def stop(self) -> None:
        """Let no exercise run."""
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
        running = asdict(self.exercise) if self.exercise else None
        told = {"hands": self.hands, "exercise": running}
        write_secret(self._path, json.dumps(told).encode())
