"""What a running server looks after by itself: erasure, asked for or due."""

from collections.abc import Callable
from datetime import date
from typing import Any

from workbook.serving.workshop.erasing import asked_to_erase, erase_person, erased
from workbook.serving.workshop.running import Workshop


class Daily:
    """Looks every second whom the command wants erased, and whether all is due."""

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

    async def erase(self, number: int) -> None:
        """End a participant's pages, logins and code, and delete all that is kept."""
        person = str(number)
        self._workshop.codes.void(person)
        self._workshop.sessions.end_all(person)
        self._workshop.room.lower_hand(number)
        async with self._kernels.without(person):
            erase_person(self._workshop.site, number)
        erased(self._workshop.site, number)
