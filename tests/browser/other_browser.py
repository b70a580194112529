"""What a journey asks of a browser, whichever it is and however it is driven."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

Node = dict[str, Any]
T = TypeVar("T")

TAB, ENTER = "\ue004", "\ue007"
PATIENCE = 30.0  # seconds
_GLANCE = 0.05
_WHERE = """node => {
  node.scrollIntoView({ block: "center" });
  const { x, y } = node.getBoundingClientRect();
  return [x, y];
}"""


class PageGoneError(Exception):
    """The page went while it was asked; there may be another soon."""


class OtherBrowser(Protocol):
    """A browser beside the Chromium of the other tests, as Debian ships it."""

    @property
    def downloads(self) -> Path:
        """The folder where downloads arrive."""

    def start(self, width: int) -> None:
        """Begin anew, in a window of a width, with nothing kept."""

    def open(self, address: str) -> None:
        """Go to an address."""

    def reload(self) -> None:
        """Load the page again."""

    def read(self, function: str, *arguments: str | Node) -> Any:
        """Run a function in the page and return what it gives, if JSON can say it."""

    def find(self, function: str, *arguments: str | Node) -> Node | None:
        """Run a function in the page and return the node that it gives."""

    def act(self, *sources: dict[str, Any]) -> None:
        """Move the mouse and press keys, as WebDriver words it."""

    def over(self, node: Node) -> object:
        """Return how a movement of the mouse names a node."""

    def choose(self, node: Node, file: Path) -> None:
        """Choose a file."""

    def complaints(self) -> list[str]:
        """Return the console's errors since last asked."""

    def elsewhere(self) -> list[str]:
        """Return what the page asked of other hosts."""


def click(browser: OtherBrowser, node: Node) -> bool:
    """Press the mouse's button in the middle of a node; tell that it was done."""
    where: object = None
    while where != (where := browser.read(_WHERE, node)):
        pass  # the page may still be moving it
    actions = [
        {"type": "pointerMove", "x": 0, "y": 0, "origin": browser.over(node)},
        {"type": "pointerDown", "button": 0},
        {"type": "pointerUp", "button": 0},
    ]
    browser.act({"type": "pointer", "id": "mouse", "actions": actions})
    return True


def press(browser: OtherBrowser, keys: str) -> None:
    """Press keys one after another."""
    actions = [
        {"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")
    ]
    browser.act({"type": "key", "id": "keyboard", "actions": actions})


def until(look: Callable[[], T | None], wanted: str, patience: float = PATIENCE) -> T:
    """Look again and again until something is seen; return it."""
    end = time.monotonic() + patience
    while True:
        try:
            if seen := look():
                return seen
        except PageGoneError:
            pass
        if time.monotonic() > end:
            raise AssertionError(f"Not seen in {patience:.0f} s: {wanted}")
        time.sleep(_GLANCE)
