"""People without a browser: they arrive, listen as a page does, and write."""

import random
import select
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import websocket

from tests.bench.sides import Side

sys.path[:0] = [str(Path(__file__).parents[1] / "serving")]

from simulated import Simulated  # noqa: E402
from wire import hear  # noqa: E402

STEP, QUESTION = "start", "good_day"
PAUSE = (3.0, 5.0)
"""Seconds between two saves of one person: a burst of keys, then he thinks."""
_WORDS = "Da vi fik hele køkkenet flyttet på en weekend, var der varm mad mandag."
_SECONDS_FOR_THE_LAST = 60
_OPCODE, _CONTROL = 0x0F, 0x08


class Person(Simulated):
    """A participant whose page takes in what is said while he does nothing."""

    def listen(self, seconds: float, still: Callable[[], bool]) -> None:
        """Take in what comes, and answer the server's pings, as long as it holds."""
        until = time.monotonic() + seconds
        while still() and time.monotonic() < until:
            assert self._line
            line = self._line.sock
            if line is None:
                raise websocket.WebSocketConnectionClosedException
            if not select.select([line], [], [], 0.5)[0]:
                continue
            first = line.recv(1, socket.MSG_PEEK)
            if not first:
                raise websocket.WebSocketConnectionClosedException
            if first[0] & _OPCODE & _CONTROL:
                self._line.recv_data(control_frame=True)
            else:
                self._take_in(hear(self._line))


@dataclass(eq=False)
class Typed:
    """The seconds from sending a save to the word that it is on the disk."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0


@dataclass
class Crowd:
    """Those who try to get in at one side, and who has, after how many seconds.

    Each has a thread, from his arrival until all leave or his line is lost.
    """

    people: list[Person]
    limit: float
    turns: threading.Semaphore
    seconds: dict[int, float] = field(default_factory=dict)
    _settled: dict[int, threading.Event] = field(default_factory=dict)
    _writing: set[int] = field(default_factory=set)
    _typed: Typed | None = None
    _gone: bool = False

    def come(self) -> list[float | None]:
        """Let all open the first step; return the seconds of each, None if late."""
        began = time.monotonic()
        for number in range(len(self.people)):
            self._settled[number] = threading.Event()
            told = (number, began)
            threading.Thread(target=self._live, args=told, daemon=True).start()
        for event in self._settled.values():
            event.wait(max(began + self.limit - time.monotonic(), 0))
        return [self.seconds.get(number) for number in range(len(self.people))]

    @contextmanager
    def typing(self) -> Iterator[Typed]:
        """Let everybody who is here write; at the end all wait for the last saves."""
        self._typed = found = Typed()
        yield found
        self._typed = None
        until = time.monotonic() + _SECONDS_FOR_THE_LAST
        while self._writing and time.monotonic() < until:
            time.sleep(0.01)
        found.failed += len(self._writing)

    def leave(self) -> None:
        """Let everybody stop listening; the server's end takes the lines."""
        self._gone = True

    def _live(self, number: int, began: float) -> None:
        try:
            with self.turns:
                if time.monotonic() - began < self.limit:
                    self.people[number].open(STEP)
                    came = time.monotonic() - began
                    if came < self.limit:
                        self.seconds[number] = came
            self._settled[number].set()
            if number in self.seconds:
                self._stay(number)
        except Exception as fault:  # he is counted as one who never arrived, or wrote
            told = f"{number + 1}: {type(fault).__name__} {fault}"
            sys.stderr.write("" if self._gone else f"{told[:200]}\n")
        finally:
            self._settled[number].set()

    def _stay(self, number: int) -> None:
        one, chance = self.people[number], random.Random(number)
        while not self._gone:
            typed = self._typed
            if typed is None:
                one.listen(1, lambda: not self._gone and self._typed is None)
                continue
            words, still = 0, partial(self._is, typed)
            one.listen(chance.uniform(0, PAUSE[1]), still)
            while still():
                words += 1
                self._save(number, f"{words} {_WORDS[: 8 * words]}", typed)
                one.listen(chance.uniform(*PAUSE), still)

    def _is(self, typed: Typed) -> bool:
        return self._typed is typed

    def _save(self, number: int, text: str, typed: Typed) -> None:
        self._writing.add(number)
        began = time.monotonic()
        try:
            self.people[number].write(STEP, **{QUESTION: text})
            typed.seconds.append(time.monotonic() - began)
        except Exception:
            typed.failed += 1
            raise
        finally:
            self._writing.discard(number)


def gathered(side: Side, count: int, limit: float, at_once: int = 0) -> Crowd:
    """Return people who have logged in, before they come: all together or some."""
    people = [Person(side.served, str(number + 1)) for number in range(count)]
    for number, one in enumerate(people):
        one.visitor = side.visitor(number + 1)
    return Crowd(people, limit, threading.Semaphore(at_once or count))
