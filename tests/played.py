"""Plays the page of a widget: sends what a browser sends, hears what it is told."""

from typing import Any

import ipywidgets


class Page:
    """The page of one widget, without a browser and without a kernel."""

    def __init__(self, widget: ipywidgets.Widget) -> None:
        """Listen from now on."""
        self.widget = widget
        self.heard: list[dict[str, Any]] = []
        self.buffers: list[list[Any]] = []
        widget.comm.send = self._hear

    def _hear(self, data: Any = None, buffers: Any = None, **_more: Any) -> None:
        if data["method"] == "custom":
            self.heard.append(data["content"])
            self.buffers.append(list(buffers or []))

    def send(self, message: Any, *buffers: bytes) -> list[dict[str, Any]]:
        """Send a message as the browser does; return what was answered.

        ipywidgets' dispatcher would swallow an exception, so it is passed by.
        """
        before = len(self.heard)
        told = [memoryview(buffer) for buffer in buffers]
        for callback in self.widget._msg_callbacks.callbacks:
            callback(self.widget, message, told)
        return self.heard[before:]
