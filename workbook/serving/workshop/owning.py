"""Whose kernel is whose: nobody reaches another's, by any door."""

from typing import Any

from jupyter_server.auth import Authorizer, User
from tornado import web

from workbook.serving.line import Line
from workbook.serving.page import ShutdownHandler
from workbook.serving.workshop.sessions import Session


class OwnKernels(Authorizer):
    """Lets a person do with his own kernel what the page needs, and nothing else."""

    def is_authorized(
        self, handler: Any, user: User, action: str, resource: str
    ) -> bool:
        """Tell whether the kernel in the address is this person's.

        HTTP 404 when there is none such: his page then knows that he is still let in.
        """
        del action
        kernel_id = handler.path_kwargs.get("kernel_id", "")
        owner = handler.kernel_manager.owner(kernel_id)
        if kernel_id and owner is None:
            raise web.HTTPError(404)
        return resource == "kernels" and owner is not None and owner == user.username


class OwnLine(Line):
    """A page's line to its kernel, cut when that ends: else the page would not know.

    It is cut, too, when the login ends by which it was opened.
    """

    _session: Session | None = None

    async def open(self, kernel_id: str) -> None:
        """Let the kernels know who is listening, and the login what is open by it."""
        await super().open(kernel_id)
        self.kernel_manager.lines[kernel_id].add(self)
        # Asked again: it may have ended while this was being opened.
        self._session = self.identity_provider.found(self)
        if self._session is None:
            self.close()
        else:
            self._session.lines.add(self)

    def on_close(self) -> None:
        """Let them forget it."""
        if self._session:
            self._session.lines.discard(self)
        self.kernel_manager.lines[self.kernel_id].discard(self)
        super().on_close()


class OwnShutdownHandler(ShutdownHandler):
    """Ends a kernel for its owner: stock Voilà asks nobody who he is."""

    async def post(self, kernel_id: str) -> None:
        """End it; 403 for another's, as for one that is not there."""
        user: Any = self.current_user
        if not user or self.kernel_manager.owner(kernel_id) != user.username:
            raise web.HTTPError(403)
        await super().post(kernel_id)
