"""Debian's Firefox, driven by WebDriver BiDi, which it speaks without a geckodriver."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import websocket
from other_browser import Node, PageGoneError, until

HOST = "127.0.0.1"
_HEIGHT = 844
_OWN = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:")
_GONE = ("no such frame", "no such node", "no such script", "unknown error")


class Firefox:
    """One Firefox; each who begins anew has a container of his own in it."""

    def __init__(self, folder: Path) -> None:
        self._complaints: list[str] = []
        self._elsewhere: list[str] = []
        self._count = 0
        self._person = self._tab = ""
        self._downloads = folder / "downloads"
        self._downloads.mkdir(parents=True)
        self._process, port = _started(folder)
        self._line = websocket.create_connection(
            f"ws://{HOST}:{port}/session", suppress_origin=True, timeout=60
        )
        self._ask("session.new", capabilities={})
        events = ["log.entryAdded", "network.beforeRequestSent"]
        self._ask("session.subscribe", events=events)

    @property
    def downloads(self) -> Path:
        return self._downloads

    def close(self) -> None:
        self._ask("browser.close")
        self._line.close()
        with self._process:
            self._process.wait(timeout=20)

    def start(self, width: int) -> None:
        if self._person:
            self._ask("browser.removeUserContext", userContext=self._person)
        self._person = self._ask("browser.createUserContext")["userContext"]
        arrive = {"type": "allowed", "destinationFolder": str(self._downloads)}
        self._ask(
            "browser.setDownloadBehavior",
            downloadBehavior=arrive,
            userContexts=[self._person],
        )
        made = self._ask("browsingContext.create", type="tab", userContext=self._person)
        self._tab = made["context"]
        size = {"width": width, "height": _HEIGHT}
        self._ask("browsingContext.setViewport", context=self._tab, viewport=size)

    def open(self, address: str) -> None:
        self._ask(
            "browsingContext.navigate", context=self._tab, url=address, wait="complete"
        )

    def reload(self) -> None:
        self._ask("browsingContext.reload", context=self._tab, wait="complete")

    def read(self, function: str, *arguments: str | Node) -> Any:
        given = self._run(f"(...a) => JSON.stringify(({function})(...a))", *arguments)
        return json.loads(given["value"]) if given["type"] == "string" else None

    def find(self, function: str, *arguments: str | Node) -> Node | None:
        given = self._run(function, *arguments)
        return {"sharedId": given["sharedId"]} if given["type"] == "node" else None

    def act(self, *sources: dict[str, Any]) -> None:
        self._ask("input.performActions", context=self._tab, actions=sources)

    def over(self, node: Node) -> object:
        return {"type": "element", "element": node}

    def choose(self, node: Node, file: Path) -> None:
        self._ask("input.setFiles", context=self._tab, element=node, files=[str(file)])

    def complaints(self) -> list[str]:
        self._ask("session.status")  # what has come so far is heard with the answer
        heard, self._complaints = self._complaints, []
        return heard

    def elsewhere(self) -> list[str]:
        self._ask("session.status")
        return self._elsewhere

    def _run(self, function: str, *arguments: str | Node) -> dict[str, Any]:
        given = [
            {"type": "string", "value": one} if isinstance(one, str) else one
            for one in arguments
        ]
        answer = self._ask(
            "script.callFunction",
            functionDeclaration=function,
            arguments=given,
            awaitPromise=True,
            target={"context": self._tab},
        )
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        result: dict[str, Any] = answer["result"]
        return result

    def _ask(self, method: str, **told: Any) -> Any:
        """Send a command; hear all that comes until it is answered."""
        self._count += 1
        order = {"id": self._count, "method": method, "params": told}
        self._line.send(json.dumps(order))
        while True:
            heard = json.loads(self._line.recv())
            if heard.get("id") == self._count:
                break
            self._hear(heard)
        if heard["type"] == "success":
            return heard["result"]
        if heard["error"] in _GONE:
            raise PageGoneError(heard["message"])
        raise AssertionError(f"{method}: {heard['error']}: {heard['message']}")

    def _hear(self, event: dict[str, Any]) -> None:
        told = event.get("params", {})
        if event.get("method") == "log.entryAdded" and told["level"] == "error":
            self._complaints.append(str(told["text"]))
        if event.get("method") == "network.beforeRequestSent":
            asked = told["request"]["url"]
            if not asked.startswith(_OWN):
                self._elsewhere.append(asked)


def _started(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Start it with a profile of its own; it writes there where it listens."""
    profile = folder / "profile"
    profile.mkdir()
    command = ["firefox-esr", "--headless", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(
        [*command, "--remote-debugging-port", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"HOME": str(folder)},
    )
    told = profile / "WebDriverBiDiServer.json"
    words = until(lambda: told.exists() and told.read_text(), "Firefox listens")
    return process, int(json.loads(str(words))["ws_port"])
