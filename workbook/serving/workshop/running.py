"""A workshop that runs: what its handlers share, and nothing of it on disk."""

import asyncio
import os
import secrets
import time
from dataclasses import dataclass, field

from workbook.content import Content
from workbook.serving.workshop.codes import Codes
from workbook.serving.workshop.places import Places
from workbook.serving.workshop.room import Room
from workbook.serving.workshop.sessions import Sessions
from workbook.serving.workshop.site import Site
from workbook.serving.workshop.throttle import Throttle
from workbook.settings import Settings


def _at_once() -> Places:
    return Places(2 * (os.cpu_count() or 1))


@dataclass
class Workshop:
    """What is known while a server runs; handlers find it in their settings.

    ``missing`` are the codes of what the fence does not hold back here. ``instance``
    tells this run from any other server, and is no secret.
    """

    site: Site
    settings: Settings
    content: Content
    codes: Codes
    room: Room
    missing: tuple[str, ...] = ()
    sessions: Sessions = field(default_factory=Sessions)
    throttle: Throttle = field(default_factory=Throttle)
    instance: str = field(default_factory=lambda: secrets.token_hex(8))
    started: float = field(default_factory=time.time)
    appearing: Places = field(default_factory=_at_once)
    """Pages that are made at the same time; the others wait their turn."""
    proving: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    """Codes that are proved at the same time: each takes 32 MiB."""
    carrying: Places = field(default_factory=lambda: Places(2))
    """Workbooks that are carried in or out at the same time, each by a process."""
