"""What a running server looks after by itself: erasure, and what kernels leave."""

import asyncio
import logging
from collections.abc import Callable
from datetime import date
from typing import Any

from workbook.serving.workshop.erasing import (
    Erased,
    asked_to_erase,
    erase_person,
    erased,
)
from workbook.serving.workshop.running import Workshop

_log = logging.getLogger(__name__)


class Daily:
    """Looks every second whom the command wants erased, and whether all is due.

    And ends what has left the kernel that began it.
    """

    def __init__(
        self, workshop: Workshop, kernels: Any, stop: Callable[[], None]
    ) -> None:
        """Stop the server by ``stop`` on the day when nothing may be left."""
        self._workshop = workshop
        self._kernels = kernels
        self._stop = stop

    async def look(self) -> None:
        """Do what is due; safe to call again at any time."""
        site = self._workshop.site
        if site.days_left(date.today()) <= 0:
            self._stop()
        for number in asked_to_erase(site):
            await self.erase(number)
        self._kernels.end_strays()

    async def erase(self, number: int) -> None:
        """End a participant's pages, logins and code, and delete all that is kept.

        The command that asked is told, also when that failed; nobody else waits for
        it, and it is not tried again by itself.
        """
        found = None
        try:
            found = await self._erased(number)
        except Exception:
            _log.exception("Somebody was not erased")
        erased(self._workshop.site, number, found)

    async def _erased(self, number: int) -> Erased:
        site, person = self._workshop.site, str(number)
        self._workshop.codes.void(person)
        self._workshop.sessions.end_all(person)
        self._workshop.room.lower_hand(number)
        async with self._kernels.without(person):
            return await asyncio.to_thread(erase_person, site, number)
