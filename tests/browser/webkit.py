"""Debian's WebKitGTK, driven by its own WebDriver, on a screen that nobody sees."""

import json
import os
import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
from line import Elsewhere
from other_browser import Node, PageGoneError, until

HOST = "127.0.0.1"
_HEIGHT = 844
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's name for a node
_GONE = ("stale element reference", "no such window", "no such element")
# MiniBrowser's own buttons would keep its window wider than a phone.
_NARROW = "* { padding: 0; margin: 0; min-width: 0; min-height: 0; font-size: 4px; }"
# Its driver tells nothing of the console, so the page itself keeps what is said there.
_LISTEN = """() => {
  if (window.consoleHeard) return;
  const heard = (window.consoleHeard = []);
  const error = console.error;
  console.error = (...said) => { heard.push(said.join(" ")); error(...said); };
  addEventListener("error", (event) => heard.push(event.message), true);
  addEventListener("unhandledrejection", (event) => heard.push(String(event.reason)));
}"""
# A window says it thus, among the words of its toolkit.
_CONSOLE = re.compile(r"^.*\bCONSOLE (?:\w+ )*ERROR.*$", re.MULTILINE)
_HEARD = "() => (window.consoleHeard ?? []).splice(0)"


class WebKit:
    """One screen and one driver; each who begins anew finds it as if new."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.downloads.mkdir(parents=True)
        self._nowhere = Elsewhere()
        self._screen, display = _screen()
        self._around = _surroundings(folder, display)
        self._port = _free_port()
        self._driver = subprocess.Popen(
            ["WebKitWebDriver", f"--port={self._port}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._around,
        )
        self._session = ""
        until(self._listens, "WebKitWebDriver listens")

    @property
    def downloads(self) -> Path:
        return self._folder / "downloads"

    def close(self) -> None:
        requests.delete(f"{self._root}{self._session}", timeout=60)
        self._nowhere.__exit__()
        _end(self._driver)
        _end(self._screen)

    def start(self, width: int) -> None:
        if self._session:
            self._forget()
        else:
            self._begin()
        size = {"x": 0, "y": 0, "width": width, "height": _HEIGHT}
        self._post(f"{self._session}/window/rect", size)
        until(lambda: self.read("() => innerWidth") == width, f"a width of {width}")

    def open(self, address: str) -> None:
        self._post(f"{self._session}/url", {"url": address})
        self.read(_LISTEN)

    def reload(self) -> None:
        self._post(f"{self._session}/refresh")
        self.read(_LISTEN)

    def read(self, function: str, *arguments: str | Node) -> Any:
        return self._run(f"return ({function})(...arguments)", *arguments)

    def find(self, function: str, *arguments: str | Node) -> Node | None:
        given: Node | None = self.read(function, *arguments)
        return given

    def act(self, *sources: dict[str, Any]) -> None:
        self._post(f"{self._session}/actions", {"actions": sources})

    def over(self, node: Node) -> object:
        return node

    def choose(self, node: Node, file: Path) -> None:
        place = f"{self._session}/element/{node[_ELEMENT]}/value"
        self._post(place, {"text": str(file)})

    def complaints(self) -> list[str]:
        heard: list[str] = self.read(_HEARD)
        return heard

    def elsewhere(self) -> list[str]:
        return self._nowhere.asked

    @contextmanager
    def window(self, address: str) -> Iterator[Callable[[], list[str]]]:
        """Open a window that nobody drives; it tells all that the console says."""
        log = self._folder / "console.log"
        command = [*_browsers()[-1:], "--enable-write-console-messages-to-stdout=true"]
        with log.open("wb") as written:
            process = subprocess.Popen(
                [*command, address],
                stdout=written,
                stderr=subprocess.STDOUT,
                env=self._around,
            )
            try:
                yield lambda: _CONSOLE.findall(log.read_text("utf-8"))
            finally:
                _end(process)

    def _begin(self) -> None:
        """Open the browser; its calls to other hosts lead nowhere, and are seen."""
        nowhere = f"{HOST}:{self._nowhere.port}"
        proxy = {
            "proxyType": "manual",
            "httpProxy": nowhere,
            "sslProxy": nowhere,
            "noProxy": [HOST],
        }
        told = {"capabilities": {"alwaysMatch": {"proxy": proxy}}}
        self._session = f"/session/{self._post('/session', told)['sessionId']}"

    def _forget(self) -> None:
        """Leave nothing behind: its driver does not always open a second browser."""
        self.read("() => { sessionStorage.clear(); localStorage.clear(); }")
        requests.delete(f"{self._root}{self._session}/cookie", timeout=60)
        self._post(f"{self._session}/url", {"url": "about:blank"})

    def _run(self, script: str, *arguments: str | Node) -> Any:
        told = {"script": script, "args": arguments}
        return self._post(f"{self._session}/execute/sync", told)

    @property
    def _root(self) -> str:
        return f"http://{HOST}:{self._port}"

    def _listens(self) -> bool:
        with socket.socket() as trial:
            return trial.connect_ex((HOST, self._port)) == 0

    def _post(self, path: str, told: object = None) -> Any:
        words = json.dumps(told or {})
        answer = requests.post(f"{self._root}{path}", data=words, timeout=120)
        value = answer.json()["value"]
        if answer.ok:
            return value
        if value["error"] in _GONE:
            raise PageGoneError(value["message"])
        raise AssertionError(f"{path}: {value['error']}: {value['message']}")


def _screen() -> tuple[subprocess.Popen[bytes], str]:
    """Start a screen of its own; it says which one it has become."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        return process, f":{said.readline().strip()}"


def _surroundings(folder: Path, display: str) -> dict[str, str]:
    """Return what it finds around it: a home of its own, and nobody's desktop."""
    for toolkit in ("gtk-3.0", "gtk-4.0"):
        (folder / toolkit).mkdir()
        (folder / toolkit / "gtk.css").write_text(_NARROW)
    arrive = f'XDG_DOWNLOAD_DIR="{folder / "downloads"}"\n'
    (folder / "user-dirs.dirs").write_text(arrive)
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    return (
        os.environ
        | {name: str(folder) for name in places}
        | {"DISPLAY": display, "GDK_BACKEND": "x11", "GSETTINGS_BACKEND": "memory"}
        | {"NO_AT_BRIDGE": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with process:
        process.wait(timeout=20)


def _browsers() -> list[str]:
    """Return where the browser is that the driver drives; it stands on no path."""
    return sorted(str(path) for path in Path("/usr/lib").glob("*/web*gtk*/MiniBrowser"))


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as taken:
        return int(taken.getsockname()[1])
