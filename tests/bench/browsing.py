"""What a page costs in Chromium: bytes, requests, seconds to the first usable field."""

import asyncio
import base64
import json
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.bench.sides import Side

_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SECONDS_TO_OPEN = 240
_SECONDS_OF_SILENCE, _SECONDS_TO_SETTLE = 1.0, 15
_SECONDS_BETWEEN_LOOKS = 0.05
_BINARY = 2


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The system's Chromium, else the one that Playwright installed."""
    own = shutil.which("chromium") or shutil.which("chromium-browser")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=own, args=_QUIET)
        yield browser
        await browser.close()


@dataclass
class Wire:
    """What a page asks for, as Chromium counts it.

    ``http`` are bytes as they come over the wire, with headers; ``socket`` those in
    both directions of websockets before they are deflated, so at most what comes.
    """

    own: str
    http: int = 0
    socket: int = 0
    requests: int = 0
    elsewhere: set[str] = field(default_factory=set)

    async def listen(self, page: Page) -> None:
        """Count what a page does from now on."""
        session = await page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._loaded)
        session.on("Network.webSocketCreated", self._asked_socket)
        for way in ("Received", "Sent"):
            session.on(f"Network.webSocketFrame{way}", self._framed)
        await session.send("Network.enable")

    @property
    def bytes(self) -> int:
        return self.http + self.socket

    async def settled(self) -> None:
        """Wait until nothing has come for a while."""
        until = time.monotonic() + _SECONDS_TO_SETTLE
        before = -1
        while before != self.bytes and time.monotonic() < until:
            before = self.bytes
            await asyncio.sleep(_SECONDS_OF_SILENCE)

    def _asked(self, told: dict[str, Any]) -> None:
        parts = urlsplit(told["request"]["url"])
        if parts.scheme in ("http", "https"):
            self.requests += 1
            self._at(parts.netloc)

    def _asked_socket(self, told: dict[str, Any]) -> None:
        self.requests += 1
        self._at(urlsplit(told["url"]).netloc)

    def _at(self, host: str) -> None:
        if host != self.own:
            self.elsewhere.add(host)

    def _loaded(self, told: dict[str, Any]) -> None:
        self.http += int(told["encodedDataLength"])

    def _framed(self, told: dict[str, Any]) -> None:
        frame = told["response"]
        data = frame["payloadData"]
        binary = frame["opcode"] == _BINARY
        self.socket += len(base64.b64decode(data) if binary else data.encode())


async def context(browser: Browser, side: Side, number: int) -> BrowserContext:
    """Return a new browser of a participant who has logged in, its cache empty."""
    found = await browser.new_context(viewport={"width": 1280, "height": 800})
    found.set_default_timeout(1000 * SECONDS_TO_OPEN)
    visitor = await asyncio.to_thread(side.visitor, number)
    for cookie in visitor.http.cookies:
        await found.add_cookies(
            [{"name": cookie.name, "value": cookie.value or "", "url": side.root}]
        )
    return found


# Looks at each frame that is drawn, into shadow trees too: Playwright's own waiting
# looks every half second only, after the first tries.
_LOOK = """wanted => {
  const found = root => {
    for (const node of root.querySelectorAll("*")) {
      if (node.matches(wanted) && node.checkVisibility()) return node;
      const within = node.shadowRoot && found(node.shadowRoot);
      if (within) return within;
    }
  };
  const look = () => {
    if (found(document)) window.usableAt = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}"""


async def usable(page: Page, side: Side) -> float:
    """Open a side's page; return the seconds until a field can be written into."""
    await page.add_init_script(f"({_LOOK})({json.dumps(side.field)})")
    await page.goto(side.root + side.path, wait_until="commit")
    until = time.monotonic() + SECONDS_TO_OPEN
    while time.monotonic() < until:
        milliseconds: float | None = await page.evaluate("window.usableAt")
        if milliseconds is not None:
            return milliseconds / 1000
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
    raise TimeoutError(side.name)


async def first_load(browser: Browser, side: Side, number: int) -> tuple[float, Wire]:
    """Open a page in a new browser and close it when it is quiet."""
    own = await context(browser, side, number)
    page = await own.new_page()
    wire = Wire(urlsplit(side.root).netloc)
    await wire.listen(page)
    seconds = await usable(page, side)
    await wire.settled()
    await page.close()
    await own.close()
    return seconds, wire
