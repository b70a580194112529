"""Who may come in: whoever opened the one-time address, and his browser after that."""

import hmac
import secrets
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jupyter_server.auth.identity import IdentityProvider, User
from tornado import web
from traitlets import Integer

from workbook.serving.error_page import SpokenErrors

_PARTICIPANT = User("participant")


class OneTimeEntry(IdentityProvider):
    """Lets in a signed cookie, and gives that cookie for one token, once.

    The cookie is signed with the secret of ``secret.py`` and named by the port, so
    it fits a server started again and no other. It ends with the browser.
    """

    port = Integer(config=True)

    def __init__(self, **kwargs: Any) -> None:
        """Make the token of this run."""
        super().__init__(**kwargs)
        self._unspent = secrets.token_urlsafe(24)

    def address(self, server: str) -> str:
        """Return the address that lets in whoever opens it first."""
        return f"{server}/enter?token={self._unspent}"

    def spend(self, token: str) -> bool:
        """Tell whether this is the token; it is worth nothing afterwards."""
        right = bool(self._unspent) and hmac.compare_digest(
            token.encode(), self._unspent.encode()
        )
        if right:
            self._unspent = ""
        return right

    def admit(self, handler: web.RequestHandler) -> None:
        """Set the cookie that this browser shows from now on."""
        # Lax and not Strict: a link to a step may come from a mail or a calendar.
        handler.set_signed_cookie(
            self._cookie(),
            _PARTICIPANT.username,
            expires_days=None,
            httponly=True,
            samesite="Lax",
        )

    def knows(self, handler: web.RequestHandler) -> bool:
        """Tell whether a request shows the cookie."""
        return handler.get_signed_cookie(self._cookie()) is not None

    def get_user(self, handler: web.RequestHandler) -> User:
        """Return the participant; anybody else gets a 403, never a redirect."""
        if not self.knows(handler):
            refuse(handler)
        return _PARTICIPANT

    def get_handlers(self) -> list[tuple[str, object]]:
        """Offer the one-time address, in place of a login form."""
        return [("/enter", _Enter)]

    def _cookie(self) -> str:
        return f"workbook-{self.port}"


def refuse(handler: Any) -> None:
    """End a request with a 403."""
    # Without these jupyter_server fails while it renders the error.
    handler.current_user = handler._jupyter_current_user = None
    raise web.HTTPError(403)


class _Enter(SpokenErrors):
    """Takes the token and sends the browser on to the clean address."""

    def get(self) -> None:
        entry: OneTimeEntry = self.settings["identity_provider"]
        if entry.spend(self.get_query_argument("token", "")):
            entry.admit(self)
        elif not entry.knows(self):
            raise web.HTTPError(403)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        asked = parse_qsl(self.request.query)
        kept = urlencode([(key, value) for key, value in asked if key != "token"])
        self.redirect(f"/?{kept}" if kept else "/")


class _Guarded(SpokenErrors):
    """Puts the lock before files whose handler asks for no identity."""

    def prepare(self) -> None:
        if not self.settings["identity_provider"].knows(self):
            refuse(self)


def guarded(handler: type[web.RequestHandler]) -> type[web.RequestHandler]:
    """Return a handler behind the lock."""
    return type(f"Guarded{handler.__name__}", (_Guarded, handler), {})
