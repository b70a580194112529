"""Bytes on the websocket of a page with 30 questions: one widget, or 30 core ones.

    python -m tests.bench.wire

Both pages come from a real Voilà with the settings of `workbook open`, are opened
in Chromium and counted there: payload bytes as the page sees them, and bytes on the
wire as a relay between browser and server sees them, with and without compression.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, WebSocket, sync_playwright

from tests.bench import thirty
from tests.bench.sides import notebook as one_cell
from tests.bench.table import say

ROUNDS = 5

PAGE = 'from workbook import Workbook\nWorkbook.open().page("all_steps")'
FORM = """
from workbook import Workbook
from workbook.pages.step_view import StepView
book = Workbook.open()
view = StepView(book, lambda: None)
view.show(book.content.steps["thirty"])
view
"""
CORE = """
import ipywidgets as w
from workbook.content import load
from workbook.settings import Settings
MAKE = {
    "text": w.Text, "month": w.Text, "long_text": w.Textarea, "integer": w.Text,
}
def shown(q):
    label = w.HTML(f"<b>{q.label.da}</b><br>{q.hint.da}")
    if q.type in MAKE:
        return w.VBox([label, MAKE[q.type]()])
    labels = [c.label.da for c in q.choices] or list("12345")
    return w.VBox([label, w.RadioButtons(options=labels, value=None)])
step = load(Settings.from_environment()).steps["thirty"]
w.VBox([shown(q) for q in step.questions])
"""


def main() -> None:
    """Print one line per page and kind of connection: medians of the rounds."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        here = Path(folder)
        site = thirty.site(here / "site")
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        own = "/usr/bin/chromium"
        browser = playwright.chromium.launch(
            executable_path=own if Path(own).exists() else None, args=quiet
        )
        head = ("compressed", "models", "payload", "on the wire")
        say(f"{'page':24}{head[0]:12}{head[1]:>8}{head[2]:>10}{head[3]:>13}")
        pages = {
            "30 core ipywidgets": CORE,
            "our form alone": FORM,
            "our whole page": PAGE,
        }
        for name, code in pages.items():
            notebook = one_cell(here / f"{name.replace(' ', '-')}.ipynb", code)
            for compressed in (False, True):
                found = _measured(browser, notebook, site, here, compressed)
                models, payload, wire = (
                    statistics.median(each) for each in zip(*found, strict=True)
                )
                spread = max(each[1] for each in found) - min(each[1] for each in found)
                say(
                    f"{name:24}{'yes' if compressed else 'no':12}{models:8.0f}"
                    f"{payload:10.0f}{wire:13.0f}   payload spread {spread}"
                )
        browser.close()


class Relay:
    """Passes bytes between browser and server and counts those of websockets."""

    def __init__(self, port: int) -> None:
        self.counted = 0
        self._server = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            browser, _ = self._listening.accept()
            server = socket.create_connection(("127.0.0.1", self._server))
            told = {"socket": False}
            for one, other, up in ((browser, server, True), (server, browser, False)):
                threading.Thread(
                    target=self._pass, args=(one, other, told, up), daemon=True
                ).start()

    def _pass(
        self, one: socket.socket, other: socket.socket, told: dict[str, bool], up: bool
    ) -> None:
        try:
            while data := one.recv(2**16):
                if told["socket"]:
                    self.counted += len(data)
                elif up and b"/channels" in data.split(b"\r\n", 1)[0]:
                    told["socket"] = True
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def _measured(
    browser: Browser, notebook: Path, site: Path, home: Path, compressed: bool
) -> list[tuple[int, int, int]]:
    environment = {
        k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"
    }
    environment |= {"XDG_DATA_HOME": str(home), "WORKBOOK_SITE": str(site)}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = [sys.executable, "-m", "tests.bench.voila_on", str(notebook), str(site)]
    with subprocess.Popen(
        [*program, str(port), "1" if compressed else "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        try:
            assert process.stdout
            entrance = process.stdout.readline().strip()
            context = browser.new_context()
            context.request.get(entrance, max_redirects=0)
            found = [_one_visit(context, Relay(port)) for _ in range(ROUNDS)]
            context.close()
        finally:
            process.terminate()
    return found


def _one_visit(context: BrowserContext, relay: Relay) -> tuple[int, int, int]:
    page = context.new_page()
    payload: list[int] = []
    models: list[int] = [0]

    def heard(frame: str | bytes) -> None:
        payload.append(len(frame.encode() if isinstance(frame, str) else frame))
        text = frame if isinstance(frame, str) else frame.decode(errors="replace")
        if "_model_module" in text:
            models[0] = max(models[0], text.count('"_model_module"'))

    def watch(socket_: WebSocket) -> None:
        socket_.on("framereceived", heard)
        socket_.on("framesent", heard)

    page.on("websocket", watch)
    page.goto(f"http://127.0.0.1:{relay.port}/?step=thirty")
    page.locator("textarea").nth(4).wait_for(timeout=60_000)
    before = -1
    while before != len(payload):
        before = len(payload)
        page.wait_for_timeout(500)
    counted = models[0], sum(payload), relay.counted
    page.close()
    return counted


if __name__ == "__main__":
    main()
