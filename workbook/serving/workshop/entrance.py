"""Who may come in: whoever has a card. Its code is posted, never part of an address."""

import asyncio
import json
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from workbook.serving.entry import refuse
from workbook.serving.error_page import SpokenErrors
from workbook.serving.workshop.codes import Admitted
from workbook.serving.workshop.place import COACH
from workbook.serving.workshop.running import Workshop
from workbook.serving.workshop.sessions import Session
from workbook.settings import LANGUAGES, Language

if TYPE_CHECKING:
    from workbook.serving.workshop.kernels import WorkshopKernels

COOKIE = "workbook-workshop"
LOGIN = "/login"
_PAGES = ("/", "/mine", "/coach", "/present")
"""What a person opens himself: from there he is led to the login."""
_LONGEST_CODE = 300
_LONGEST_BODY = 4096
"""Bytes of what our pages post: a stranger may post too."""


class Entrance(IdentityProvider):
    """Knows a browser by the token of its session, in a signed cookie."""

    def get_user(self, handler: Any) -> User | None:
        """Return who asks: a card's number or the coach.

        Nobody is None for a page, which then leads to the login, and a 403 elsewhere.
        """
        session = self.found(handler)
        if session:
            return User(session.person)
        if not isinstance(handler, OpenPage) and handler.request.path not in _PAGES:
            refuse(handler)
        return None

    def knows(self, handler: web.RequestHandler) -> bool:
        """Tell whether a request comes from somebody who has logged in."""
        return self.found(handler) is not None

    def session(self, handler: web.RequestHandler) -> Session:
        """Return the login that a request belongs to, else HTTP 403."""
        found = self.found(handler)
        if found is None:
            raise web.HTTPError(403)
        return found

    def found(self, handler: web.RequestHandler) -> Session | None:
        """Return the login that a request belongs to, if any."""
        return _workshop(handler).sessions.find(token(handler))

    def get_handlers(self) -> list[tuple[str, object]]:
        """Offer the login, the scanned card's way to it, and the way out."""
        return [(LOGIN, LoginPage), ("/join", LoginPage), ("/logout", Logout)]


def token(handler: web.RequestHandler) -> str:
    """Return what the browser shows of its session; empty when it shows nothing."""
    return (handler.get_signed_cookie(COOKIE) or b"").decode("ascii", "ignore")


class OpenPage(SpokenErrors, JupyterHandler):
    """A page that anybody may read, in the language he chose."""

    def chosen(self) -> Language:
        """Return the language of this page: the one its address asks for, else his."""
        asked = self.get_query_argument("language", "")
        spoken: Language = self.settings["appearance"].spoken(self)
        return next((code for code in LANGUAGES if code == asked), spoken)

    def render_page(self, template: str, **more: Any) -> None:
        """Write a page of the ``template`` folder; nothing of it is kept anywhere."""
        appearance, language = self.settings["appearance"], self.chosen()
        self.set_cookie("workbook-language", language, path="/", samesite="Strict")
        _ = self.xsrf_token  # read to be set: the page posts it
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        site = _workshop(self).site
        self.finish(appearance.rendered(template, language, site=site, **more))


class LoginPage(OpenPage):
    """Asks for a code, and takes it."""

    @allow_unauthenticated
    def get(self) -> None:
        """Show the page; a scanned code stands behind ``#`` and never comes here."""
        self.render_page("login.html.j2", next=_local(self.get_argument("next", "/")))

    @allow_unauthenticated
    async def post(self) -> None:
        """Take ``{"code", "next"}``; answer where to go, or a sentence why not."""
        told = body(self)
        code = str(told.get("code", ""))[:_LONGEST_CODE]
        wording = _workshop(self).codes.wording
        normal = wording.normal(code)
        self._may_try(normal)
        admitted = await self._find(normal)
        if admitted:
            self._admit(admitted)
            there = "/coach" if admitted.person == COACH else "/"
            asked = _local(str(told.get("next", "/")))
            self.finish({"next": there if asked == "/" else asked})
            return
        strange = wording.strange(code)
        key = "not_our_word" if strange else "wrong_code"
        self._answer(403, key, word=strange[0][:40] if strange else "")

    def _may_try(self, code: str) -> None:
        """End the request with a 429 and a sentence after too many tries."""
        wait = _workshop(self).throttle.wait(self.request.remote_ip or "", code)
        if wait:
            self._answer(429, "too_often", minutes=-(-wait // 60))
            raise web.Finish

    async def _find(self, code: str) -> Admitted | None:
        workshop = _workshop(self)
        async with workshop.proving:
            # Asked again: those before it in the queue may have been wrong.
            self._may_try(code)
            admitted = await asyncio.to_thread(workshop.codes.find, code)
            # Asked again: he may have been erased while it was proved.
            if admitted and admitted.person in workshop.codes.persons:
                return admitted
            workshop.throttle.failed(self.request.remote_ip or "", code)
            return None

    def _admit(self, admitted: Admitted) -> None:
        sessions = _workshop(self).sessions
        sessions.end(token(self))
        self.set_signed_cookie(
            COOKIE,
            sessions.begin(admitted.person, admitted.key),
            expires_days=None,
            httponly=True,
            samesite="Lax",  # a link to a step may come from a calendar
            secure=_workshop(self).site.secure,
        )

    def _answer(self, status: int, key: str, **details: Any) -> None:
        appearance = self.settings["appearance"]
        language = appearance.spoken(self)
        self.set_status(status)
        said = appearance.texts.say(f"entrance.{key}", language, **details)
        self.finish({"error": said})


class Logout(OpenPage):
    """Ends a login, and everything that this browser holds of it."""

    async def post(self) -> None:
        """End it; a page that is still open on another device goes on."""
        workshop = _workshop(self)
        person = cast("User", self.current_user).username
        workshop.sessions.end(token(self))
        if person not in workshop.sessions.here():
            await cast("WorkshopKernels", self.kernel_manager).end(person)
        for name in (COOKIE, "_xsrf", "workbook-language"):
            self.clear_cookie(name)
        self.set_header("Clear-Site-Data", '"cache", "cookies", "storage"')
        self.finish({"next": LOGIN})


def _workshop(handler: web.RequestHandler) -> Workshop:
    found: Workshop = handler.settings["workshop"]
    return found


def body(handler: web.RequestHandler) -> dict[str, Any]:
    """Return the JSON object that was posted, else HTTP 400, or 413 when it is long."""
    if len(handler.request.body) > _LONGEST_BODY:
        raise web.HTTPError(413)
    try:
        told = json.loads(handler.request.body)
    except (ValueError, RecursionError) as fault:
        raise web.HTTPError(400) from fault
    if not isinstance(told, dict):
        raise web.HTTPError(400)
    return told


def _local(where: str) -> str:
    """Return a way on that stays on this server, else the front page."""
    try:
        parts = urlsplit(where)
    except ValueError:
        return "/"
    elsewhere = parts.scheme or parts.netloc or "\\" in where or not where.isprintable()
    if elsewhere or not where.startswith("/") or where.startswith("//"):
        return "/"
    return where
