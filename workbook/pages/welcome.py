"""The first screen: one sentence, the language, one button."""

from collections.abc import Callable
from typing import Any, ClassVar

import traitlets

from workbook.forms import Screen


class Welcome(Screen):
    """Greets a participant who has not begun."""

    source: ClassVar[str] = "workbook.pages:welcome"
    language = traitlets.Unicode("da").tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, begin: Callable[[], None], speak: Callable[[str], None]) -> None:
        """Tell ``begin`` when he begins and ``speak`` the language he chooses."""
        super().__init__()
        self._begin = begin
        self._speak = speak

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Begin, or change the language."""
        del buffers
        if kind == "begin":
            self._begin()
        elif kind == "speak":
            self._speak(str(message.get("language")))
