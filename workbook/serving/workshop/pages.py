"""The workbook's page in a workshop: behind a code, in turn, and the coach's demo."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jupyter_server import CallContext
from tornado import web

from workbook.book import Workbook
from workbook.serving.page import PageHandler, add_language
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

    _given_up = False

    def on_connection_close(self) -> None:
        """Make no page for somebody who has gone."""
        self._given_up = True
        super().on_connection_close()

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
            if self._given_up:
                return
            if self.kernel_manager.full():
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
        key = self.identity_provider.session(self).key
        spoken = self.settings["appearance"].spoken(self)
        await asyncio.to_thread(self._prepare, key, spoken)
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


def add_person(page_config: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Tell the template which language to speak, and to whom."""
    handler: Any = CallContext.get(CallContext.JUPYTER_HANDLER)
    person = handler.current_user.username
    return add_language(page_config, **more) | {"workbookPerson": person}
