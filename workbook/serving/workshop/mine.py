"""A participant's own data: to take, to put back, to delete."""

import asyncio
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, cast

from tornado import web

from workbook.documents.wording import long_date
from workbook.errors import ServingError, StoreError
from workbook.serving.workshop.carry import carry
from workbook.serving.workshop.entrance import LOGIN, OpenPage
from workbook.serving.workshop.erasing import erase_person
from workbook.serving.workshop.place import COACH, folder
from workbook.serving.workshop.privacy import PrivacyPage
from workbook.serving.workshop.running import Workshop
from workbook.serving.workshop.sessions import Session
from workbook.store.unlocked import BEFORE, glance, swap

if TYPE_CHECKING:
    from workbook.serving.workshop.kernels import WorkshopKernels

LARGEST = 24 * 2**20
"""Bytes of a workbook that is put back."""
_LARGEST_TOLD = LARGEST + 2**20
"""Bytes up to which what is too large is told so; beyond, the server hangs up."""


class _Mine(OpenPage):
    """Lets a participant in, and the coach not."""

    async def prepare(self, **kwargs: Any) -> None:
        """Ask who it is."""
        await super().prepare(**kwargs)
        if self.current_user and self.current_user.username == COACH:
            raise web.HTTPError(403)

    @property
    def workshop(self) -> Workshop:
        """The workshop that runs."""
        found: Workshop = self.settings["workshop"]
        return found

    @property
    def session(self) -> Session:
        """Who is asking."""
        found: Session = self.settings["identity_provider"].session(self)
        return found

    @property
    def file(self) -> Any:
        """Where his workbook is."""
        return folder(self.workshop.site, self.session.person) / "my.workbook"

    def say(self, key: str, **details: object) -> str:
        """Return a sentence in his language."""
        appearance = self.settings["appearance"]
        return str(appearance.texts.say(f"mine.{key}", self.chosen(), **details))

    def kept(self) -> bool:
        """Tell whether the workbook from before is there to be brought back."""
        return bool(self.file.with_name(self.file.name + BEFORE).exists())

    @property
    def kernels(self) -> "WorkshopKernels":
        """All kernels, and whose turn it is."""
        return cast("WorkshopKernels", self.kernel_manager)

    def alone(self) -> AbstractAsyncContextManager[None]:
        """End what he has open: nobody may write while his file is exchanged.

        While it waited he may have deleted all: ask for ``session`` again inside.
        """
        return self.kernels.without(self.session.person)

    def place(self) -> AbstractAsyncContextManager[None]:
        """Wait until a workbook can be carried; before his turn, which others hold."""
        return self.workshop.carrying.taken(self.session.person)


class MinePage(_Mine):
    """The page."""

    def get(self) -> None:
        """Show it."""
        gone = long_date(self.workshop.site.expires, self.chosen())
        told = {"kept": self.kept(), "here": self.file.exists(), "most": LARGEST}
        self.render_page("mine.html.j2", gone=gone, **told)


class TakeOut(_Mine):
    """A copy to take along, without the code: what the button says."""

    async def post(self) -> None:
        """Answer with the copy."""
        turn = self.kernels.turn(self.session.person)
        try:
            async with self.place(), turn:
                content = await carry(self.workshop, self.session, "out")
        except (StoreError, TimeoutError, OSError):
            self.set_status(500)
            self.finish({"said": self.say("not_taken")})
            return
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Cache-Control", "no-store")
        self.finish(content)


@web.stream_request_body
class PutBack(_Mine):
    """A copy that is put in place of what is here."""

    async def prepare(self, **kwargs: Any) -> None:
        """Take much, but only from whoever is known: his copy comes after this."""
        await super().prepare(**kwargs)
        self._content = bytearray()
        connection: Any = self.request.connection
        connection.set_max_body_size(_LARGEST_TOLD)

    def data_received(self, chunk: bytes) -> None:
        """Take the next part of it."""
        self._content += chunk

    async def post(self) -> None:
        """Take the bytes of a workbook; answer with a sentence."""
        content = bytes(self._content)
        if len(content) > LARGEST:
            self._answer(413, "too_big")
            return
        try:
            glance(content, self.file)
            async with self.place(), self.alone():
                await carry(self.workshop, self.session, "in", content)
        except StoreError as fault:
            known = fault.code in ("file_newer", "file_not_workbook")
            self._answer(400, fault.code if known else "file_damaged")
        except TimeoutError:
            self._answer(503, "file_damaged")
        else:
            self._answer(200, "put_back")

    def _answer(self, status: int, key: str) -> None:
        self.set_status(status)
        self.finish({"said": self.say(key), "kept": self.kept()})


class Undo(_Mine):
    """What was here before a copy was put back."""

    async def post(self) -> None:
        """Bring it back, and keep what is here now in its place."""
        async with self.alone():
            if not self.kept():  # which asks who he is again
                raise web.HTTPError(404)
            swap(self.file)
        self.finish({"said": self.say("undone"), "kept": True})


class Delete(_Mine):
    """The end of all that is kept of him."""

    async def post(self) -> None:
        """Delete it, end his logins everywhere, and say what it was."""
        person, alone = self.session.person, self.alone()
        self.workshop.sessions.end_all(person)
        self.workshop.room.lower_hand(int(person))
        try:
            async with alone:
                found = await asyncio.to_thread(
                    erase_person, self.workshop.site, int(person)
                )
        except ServingError:
            self.set_status(500)
            self.finish({"said": self.say("not_deleted")})
            return
        told = {"files": found.files, "kilobytes": found.size // 1000}
        self.set_header("Clear-Site-Data", '"cache", "cookies", "storage"')
        self.finish({"said": self.say("deleted", **told), "next": LOGIN})


def handlers() -> list[tuple[str, type[web.RequestHandler]]]:
    """Return the routes of a participant's data and of the privacy page."""
    return [
        ("/mine", MinePage),
        ("/mine/out", TakeOut),
        ("/mine/in", PutBack),
        ("/mine/undo", Undo),
        ("/mine/delete", Delete),
        ("/privacy", PrivacyPage),
    ]
