"""The workbook's page in a workshop: behind a code, in turn, and the coach's demo."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tornado import web

from workbook.book import Workbook
from workbook.errors import StoreError
from workbook.serving.error_page import PageError
from workbook.serving.page import PageHandler
from workbook.serving.workshop.place import COACH, made, told
from workbook.settings import Language

if TYPE_CHECKING:
    from workbook.serving.workshop.places import Places

# As long as a phone shows a blank page before its owner gives up.
_SECONDS_TO_WAIT = 45


class _InTurn(PageHandler):
    """Makes so many pages at once that each is made soon; HTTP 503 when none can be.

    A page may hang, or be read slowly, as its owner wishes: he has one place, not all.
    """

    def told(self) -> dict[str, Any]:
        """Return, too, whose page it is."""
        return super().told() | {"workbookPerson": self.current_user.username}

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        places: Places = self.settings["workshop"].appearing
        async with AsyncExitStack() as taken:
            try:
                async with asyncio.timeout(_SECONDS_TO_WAIT):
                    place = places.taken(self.current_user.username)
                    await taken.enter_async_context(place)
            except TimeoutError as fault:
                raise web.HTTPError(503) from fault
            yield

    async def _appear(self, path: str | None) -> None:
        async with self._turn():
            if self._gone.is_set():
                return
            kernels: Any = self.kernel_manager
            if kernels.full():
                raise web.HTTPError(503)
            await super().get(path)


class ParticipantPage(_InTurn):
    """The workbook of whoever has logged in; the coach is sent to his own page."""

    async def get(self, path: str | None = None) -> None:
        """Write the page."""
        if self.current_user.username == COACH:
            self.redirect("/coach")
            return
        await self._appear(path)


class PresentPage(_InTurn):
    """The workbook of a made-up person, for the coach to show on the wall."""

    async def get(self, path: str | None = None) -> None:
        """Write the page; 403 for a participant."""
        if self.current_user.username != COACH:
            raise web.HTTPError(403)
        entrance: Any = self.identity_provider
        key = entrance.session(self).key
        spoken = self.settings["appearance"].spoken(self)
        try:
            async with asyncio.timeout(self.settings["seconds_to_appear"]):
                await asyncio.to_thread(self._prepare, key, spoken)
        except TimeoutError as fault:
            raise PageError("late", 503) from fault
        except (OSError, StoreError) as fault:
            raise PageError("no_disk", 503) from fault
        await self._appear(path)

    def _prepare(self, key: bytes, spoken: Language) -> None:
        workshop = self.settings["workshop"]
        made(workshop.site, COACH)
        settings = replace(
            told(workshop.site, workshop.settings, COACH), language=spoken
        )
        if settings.workbook_file().exists():
            return
        book = Workbook.open(settings=settings, key=key)
        demo = settings.data("demo", f"{settings.language}.json")
        book.import_json(demo.read_text(encoding="utf-8"))
        book.close()
