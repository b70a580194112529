"""What all widgets of the workbook share: their files, minified, read when needed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from workbook.forms.bundle import minified


class RefusedError(Exception):
    """A message names what is not there; whoever sent it gets no answer."""


class Screen(anywidget.AnyWidget):
    """An anywidget whose ES module and style stand beside its Python module.

    ``source`` is their name as ``package:stem``; the style is optional. The page
    builds itself anew when ``shown`` changes.
    """

    source: ClassVar[str]
    shown = traitlets.Int().tag(sync=True)
    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    @traitlets.default("_esm")
    def _module(self) -> str:
        return _asset(self.source, ".js")

    @traitlets.default("_css")
    def _style(self) -> str:
        return _asset(self.source, ".css")

    def __init__(self, **traits: Any) -> None:
        """Make the widget and listen to what its page sends."""
        super().__init__(**traits)
        self.on_msg(self._heard)

    @contextmanager
    def showing(self) -> Iterator[None]:
        """Change several traits; if any did, the page hears of it once."""
        before = self.get_state()
        with self.hold_sync():
            yield
            if self.get_state() != before:
                self.shown += 1

    def _heard(self, _widget: Any, message: Any, buffers: Any) -> None:
        """Take a message only when it is one: the page is outside input.

        What is refused leaves no trace, since its text may be an answer.
        """
        if isinstance(message, dict) and isinstance(message.get("kind"), str):
            with suppress(RefusedError):
                self.receive(message["kind"], message, buffers)

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Act on one message of the page; a kind nobody knows is ignored."""


@cache
def _asset(source: str, ending: str) -> str:
    package, stem = source.split(":")
    path = Path(str(files(package) / f"{stem}{ending}"))
    return minified(path) if path.is_file() else ""
