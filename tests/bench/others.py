"""The same form of 30 questions with Streamlit, with Panel, and with core ipywidgets.

    python -m tests.bench.room others

Each of them shows the questions, labels, hints and choices of our form and does no
more: nothing is kept, nobody logs in. Ours is the workshop as it is, with its menu,
file, code and fence. Streamlit and Panel have an environment of their own, made once
below the user's cache from ``others.txt``. A room is pages of Chromium that open at
once: most of its time is the browser's, the same for all.
"""

import asyncio
import compileall
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import platformdirs
from playwright.async_api import Browser, Page, TimeoutError

from tests.bench import sides, thirty
from tests.bench.browsing import SECONDS_TO_OPEN, chromium, context, usable
from tests.bench.figures import Found, Value, last, median, within
from tests.bench.load import in_turn, made
from tests.bench.sides import Side, running

PINNED = Path(__file__).with_name("others.txt")

_READ = """
import json
from pathlib import Path
QUESTIONS = json.loads(Path({path!r}).read_text(encoding="utf-8"))
"""
_CORE = """
import ipywidgets as w
MAKE = {"text": w.Text, "month": w.Text, "long_text": w.Textarea, "integer": w.Text}
def shown(asked):
    label = w.HTML(f"<b>{asked['label']}</b><br>{asked['hint']}")
    if asked["type"] in MAKE:
        return w.VBox([label, MAKE[asked["type"]]()])
    return w.VBox([label, w.RadioButtons(options=asked["choices"], value=None)])
w.VBox([shown(asked) for asked in QUESTIONS])
"""
_STREAMLIT = """
import streamlit as st
for number, asked in enumerate(QUESTIONS):
    label, kind, key = asked["label"], asked["type"], str(number)
    if kind in ("text", "month"):
        st.text_input(label, key=key)
    elif kind == "long_text":
        st.text_area(label, key=key)
    elif kind == "integer":
        st.number_input(label, value=None, step=1, key=key)
    else:
        st.radio(label, asked["choices"], index=None, key=key)
    st.caption(asked["hint"])
"""
_PANEL = """
import panel as pn
pn.extension()
def shown(asked):
    label, kind = asked["label"], asked["type"]
    if kind in ("text", "month"):
        field = pn.widgets.TextInput(name=label)
    elif kind == "long_text":
        field = pn.widgets.TextAreaInput(name=label)
    elif kind == "integer":
        field = pn.widgets.IntInput(name=label, value=None)
    else:
        choices = pn.widgets.RadioBoxGroup(options=asked["choices"], value=None)
        field = pn.Column(pn.pane.HTML(label), choices)
    return pn.Column(field, pn.pane.HTML(asked["hint"]))
pn.Column(*[shown(asked) for asked in QUESTIONS]).servable()
"""

Start = Callable[[Path, int], AbstractContextManager[Side]]


async def loads(rounds: int) -> dict[str, Found]:
    """Return what the first load costs on each side in turn."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as all_:
        served = [
            all_.enter_context(start(made(Path(folder, str(number))), rounds + 1))
            for number, start in enumerate(_starts().values())
        ]
        async with chromium() as browser:
            return await in_turn(browser, served, rounds)


async def bursts(pages: int, rounds: int) -> dict[str, Found]:
    """Return when pages that open at once are usable, on each side in turn, afresh."""
    found: dict[str, Found] = {}
    async with chromium() as browser:
        for _ in range(rounds):
            for start in _starts().values():
                with tempfile.TemporaryDirectory() as folder, ExitStack() as one:
                    side = one.enter_context(start(Path(folder), pages + 1))
                    kept = found.setdefault(side.name, {})
                    for name, value in (await _at_once(browser, side, pages)).items():
                        kept.setdefault(name, []).append(value)
    return found


async def _at_once(browser: Browser, side: Side, pages: int) -> dict[str, Value]:
    first = await context(browser, side, pages + 1)
    await usable(await first.new_page(), side)
    before = side.pss()
    own = [await context(browser, side, number + 1) for number in range(pages)]
    opened = [await one.new_page() for one in own]
    came = await asyncio.gather(*(_in_time(page, side) for page in opened))
    seconds = within(came, SECONDS_TO_OPEN)
    grown = side.pss() - before
    for one in (*own, first):
        await one.close()
    return {
        "first usable field, median, s": median(seconds),
        "first usable field, the last, s": last(seconds),
        "server with one visitor, PSS, MiB": Value(before),
        "each further visitor, PSS, MiB": Value(grown / pages),
    }


async def _in_time(page: Page, side: Side) -> float | None:
    with suppress(TimeoutError):
        return await usable(page, side)
    return None


def _starts() -> dict[str, Start]:
    return {"stock": _stock, "ours": _ours, "streamlit": _streamlit, "panel": _panel}


@contextmanager
def _stock(folder: Path, _people: int) -> Iterator[Side]:
    field = ".jupyter-widgets :is(input, textarea):enabled"
    with sides.stock(folder, _with_questions(folder, _CORE), field) as side:
        yield replace(side, name="stock Voilà, core ipywidgets", path="/")


@contextmanager
def _ours(folder: Path, people: int) -> Iterator[Side]:
    thirty.site(folder / "ws")
    with sides.ours(folder, people) as side:
        yield replace(side, path=f"/?step={thirty.STEP}")


@contextmanager
def _streamlit(folder: Path, _people: int) -> Iterator[Side]:
    options = {
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    told = [f"--{name}={value}" for name, value in options.items()]
    with _app(folder, _STREAMLIT, "streamlit", "run", "--server.port", told) as root:
        field = "[data-testid=stMain] :is(input, textarea):enabled"
        yield Side("Streamlit", root[0], root[1], "/", field)


@contextmanager
def _panel(folder: Path, _people: int) -> Iterator[Side]:
    with _app(folder, _PANEL, "panel", "serve", "--port", []) as root:
        field = ":is(input, textarea):enabled"
        yield Side("Panel", root[0], root[1], "/app", field)


@contextmanager
def _app(
    folder: Path, code: str, library: str, act: str, port: str, options: list[str]
) -> Iterator[tuple[str, int]]:
    app, free = folder / "app.py", sides.port()
    app.write_text(_with_questions(folder, code), encoding="utf-8")
    command = [_environment(), "-m", library, act, str(app), port, str(free), *options]
    root = f"http://localhost:{free}"
    with running(folder, command, root) as server:
        yield root, server


def _with_questions(folder: Path, code: str) -> str:
    told = folder / "questions.json"
    asked = thirty.listed(thirty.site(folder / "asked"))
    told.write_text(json.dumps(asked), encoding="utf-8")
    return _READ.format(path=str(told)) + code


def _environment() -> str:
    """Return the Python that has the others; its environment is made when missing."""
    mark = hashlib.sha256(PINNED.read_bytes()).hexdigest()[:12]
    folder = Path(platformdirs.user_cache_path("proaktiv-workbook"), f"bench-{mark}")
    python, done = folder / "bin" / "python", folder / "done"
    if not done.exists():
        make = [sys.executable, "-m", "venv", "--clear", str(folder)]
        subprocess.run(make, check=True)
        install = ["-m", "pip", "install", "--quiet", "--requirement", str(PINNED)]
        subprocess.run([python, *install], check=True)
        compileall.compile_dir(folder, quiet=2, workers=0)
        done.touch()
    return str(python)
