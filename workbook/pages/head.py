"""The head of the page: all steps, progress, language, and what this step is."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import traitlets

from workbook.forms import Screen


class Head(Screen):
    """Shows where the participant is and takes him elsewhere.

    ``menu`` is a list of pages, each ``{title, steps: [{name, title, state}]}``.
    With ``link`` the address of the page names the step, so that a reload or a
    link sent to oneself leads back to it.
    """

    source: ClassVar[str] = "workbook.pages:head"
    language = traitlets.Unicode("da").tag(sync=True)
    menu: Any = traitlets.List().tag(sync=True)
    step = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    leads: Any = traitlets.List().tag(sync=True)
    progress: Any = traitlets.List([0, 1]).tag(sync=True)
    link = traitlets.Bool(False).tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    moved = traitlets.Int().tag(sync=True)

    def __init__(
        self, go: Callable[[str], None], speak: Callable[[str], None], *, link: bool
    ) -> None:
        """Tell ``go`` the step and ``speak`` the language he chooses."""
        super().__init__(link=link)
        self._go = go
        self._speak = speak

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Go to a step or change the language."""
        del buffers
        if kind == "go":
            self._go(str(message.get("step")))
        elif kind == "speak":
            self._speak(str(message.get("language")))


class Foot(Screen):
    """The foot of the page: what is missing here, back and next.

    ``back`` and ``next`` are ``[step, words]`` or empty at either end; ``ending`` is
    what to do after the last step. ``interludes`` are what the route puts before the
    next one, as pairs of a label and a sentence.
    """

    source: ClassVar[str] = "workbook.pages:foot"
    language = traitlets.Unicode("da").tag(sync=True)
    blockers: Any = traitlets.List().tag(sync=True)
    blockers_title = traitlets.Unicode().tag(sync=True)
    back: Any = traitlets.List().tag(sync=True)
    next: Any = traitlets.List().tag(sync=True)
    ending = traitlets.Unicode().tag(sync=True)
    where = traitlets.Unicode().tag(sync=True)
    interludes: Any = traitlets.List().tag(sync=True)

    def __init__(self, go: Callable[[str], None]) -> None:
        """Tell ``go`` the step he chooses."""
        super().__init__()
        self._go = go

    def show_blockers(self, title: str, blockers: Sequence[str]) -> None:
        """Say what is missing, or with no blockers that the step is done."""
        with self.showing():
            self.blockers_title = title
            self.blockers = list(blockers)

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Go to a step."""
        del buffers
        if kind == "go":
            self._go(str(message.get("step")))
