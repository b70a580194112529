"""A participant without a browser: his page is what the kernel says of its widgets."""

import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import websocket
from wire import hear, send
from workshop_served import Served, Visitor

T = TypeVar("T")

_CONTROL = "jupyter.widget.control"
_PATIENCE = 240  # seconds: forty pages at once on two cores, and stock Voilà


class NeverSaidError(AssertionError):
    """What the kernel ought to say within the patience of a participant."""


@dataclass
class Simulated:
    """Somebody with a card: logs in, opens the workbook, writes, makes documents.

    ``widgets`` are the states of the page's widgets by id, as his browser knows them.
    """

    served: Served | None
    person: str
    visitor: Visitor = field(init=False)
    kernel: str = ""
    widgets: dict[str, dict[str, Any]] = field(default_factory=dict)
    told: list[dict[str, Any]] = field(default_factory=list)
    turned_away: int = 0
    _line: websocket.WebSocket | None = None
    _number: int = 0

    def arrive(self, step: str = "start") -> None:
        """Log in by the card and open a step."""
        if self._line:
            self.lose_the_line()
        assert self.served
        self.visitor = self.served.visitor(self.person)
        self.open(step)

    def open(self, step: str) -> None:
        """Open or reload the page; when the server is full, try again as it does."""
        if self._line:
            self.leave()
        until = time.monotonic() + _PATIENCE
        answer = self.visitor.get(f"/?step={step}", timeout=_PATIENCE)
        while answer.status_code == 503 and time.monotonic() < until:
            self.turned_away += 1
            time.sleep(3)
            answer = self.visitor.get(f"/?step={step}", timeout=_PATIENCE)
        assert answer.status_code == 200, (self.person, answer.status_code)
        self.kernel = Visitor.kernel_of(answer.text)
        self.connect()
        assert self.form(step)

    def connect(self) -> None:
        """Open the line to the kernel and ask what there is to see."""
        self._line = self.visitor.channel(self.kernel)
        control = uuid.uuid4().hex
        opening = {"comm_id": control, "target_name": _CONTROL, "data": {}}
        send(self._line, "comm_open", opening)
        self._send(control, {"method": "request_states"})
        self.widgets.clear()
        self._hear(lambda: self.widgets)

    def lose_the_line(self) -> None:
        """Lose the connection without a word, as a phone in a lift does."""
        assert self._line
        self._line.shutdown()
        self._line = None

    def leave(self) -> None:
        """Close the page; the kernel hears of it by the beacon."""
        self.lose_the_line()
        posted = self.visitor.post(f"/voila/api/shutdown/{self.kernel}")
        assert posted.status_code == 204

    # --- what he sees ---

    def form(self, step: str) -> str:
        """Return the form of a step's open record, once it is there."""
        return self._seen("fields", lambda seen: _step(seen["record"]) == step)

    def value(self, step: str, question: str) -> Any:
        """Return what stands in a field."""
        answers = self.widgets[self.form(step)]["answers"]
        return answers.get(question, {}).get("value")

    def choice(self, step: str, question: str, label: str) -> str:
        """Return the name of a choice by the words that stand at it."""
        asked = self._field(step, question)
        return next(c["name"] for c in asked["choices"] if c["label"] == label)

    def _field(self, step: str, question: str) -> dict[str, Any]:
        fields = self.widgets[self.form(step)]["fields"]
        return next(each for each in fields if each["name"] == question)

    def _seen(self, trait: str, right: Callable[[dict[str, Any]], bool]) -> str:
        """Return the id of the widget that has a trait and is the right one."""

        def found() -> str:
            return next(
                (key for key, seen in self.widgets.items()
                 if trait in seen and right(seen)), "",
            )  # fmt: skip

        return self._hear(found)

    # --- what he does ---

    def go(self, step: str) -> None:
        """Go to a step through the menu."""
        head = self._seen("menu", bool)
        self._custom(head, {"kind": "go", "step": step})
        self._hear(lambda: self.widgets[head]["step"] == step)
        self.form(step)

    def write(self, step: str, **answers: Any) -> None:
        """Write answers into a step's open form; each is saved before the next."""
        for question, raw in answers.items():
            form = self.form(step)
            place = f"{self.widgets[form]['record']}/{question}"
            saved = self._ask(form, {"kind": "save", "place": place, "raw": raw})
            assert not saved["answer"].get("error"), (place, saved)
            self.widgets[form]["answers"][question] = saved["answer"]

    def choose(self, step: str, question: str, *labels: str) -> None:
        """Choose by label: one, or some of several."""
        names = [self.choice(step, question, label) for label in labels]
        many = self._field(step, question)["type"] in ("references", "select_multiple")
        self.write(step, **{question: names if many else names[0]})

    def add(self, step: str) -> None:
        """Begin another record of a list."""
        before = self.widgets[self.form(step)]["record"]
        listed = self._seen("rows", lambda seen: bool(seen["add"]))
        self._custom(listed, {"kind": "add", "record": ""})
        self._hear(lambda: self.widgets[self.form(step)]["record"] != before)

    def accept_all(self, count: int) -> None:
        """Make records of all that other answers offer."""
        listed = self._seen("rows", lambda seen: len(seen["offers"]) == count)
        offers = self.widgets[listed]["offers"]
        taken = [[offer["source"], offer["text"]] for offer in offers]
        self._custom(listed, {"kind": "accept", "offers": taken})
        self._hear(lambda: len(self.widgets[listed]["rows"]) >= count)

    def make(self, document: str) -> bytes:
        """Make a document of the open record and return the Word file."""

        def offered(seen: dict[str, Any]) -> bool:
            return any(offer["document"] == document for offer in seen["offers"])

        downloads = self._seen("office", offered)
        offers = self.widgets[downloads]["offers"]
        offer = next(each for each in offers if each["document"] == document)
        asked = {"kind": "make", "document": document, "language": "da"}
        self._custom(downloads, asked | {"record": offer["record"]})
        made = self._hear(lambda: self._said("made"))
        return bytes(made["buffers"][0])

    # --- the line ---

    def _ask(self, widget: str, content: Mapping[str, Any]) -> dict[str, Any]:
        self._number += 1
        number = f"{self.person}-{self._number}"
        self._custom(widget, {**content, "id": number})
        return self._hear(lambda: self._said("saved", number))

    def _said(self, kind: str, number: str | None = None) -> dict[str, Any]:
        for said in self.told:
            if said.get("kind") == kind and number in (None, said.get("id")):
                self.told.remove(said)
                return said
        return {}

    def _custom(self, widget: str, content: Mapping[str, Any]) -> None:
        self._send(widget, {"method": "custom", "content": content})

    def _send(self, comm: str, data: Mapping[str, Any]) -> None:
        assert self._line
        send(self._line, "comm_msg", {"comm_id": comm, "data": data})

    def _hear(self, found: Callable[[], T]) -> T:
        """Listen until something is found; what is said before is taken in."""
        until = time.monotonic() + _PATIENCE
        while not (here := found()):
            if time.monotonic() > until:
                raise NeverSaidError(self.person)
            assert self._line
            self._take_in(hear(self._line))
        return here

    def _take_in(self, said: Mapping[str, Any]) -> None:
        if said["kind"] not in ("comm_open", "comm_msg"):
            return
        content = said["content"]
        widget, data = content["comm_id"], content["data"]
        if data.get("method") == "custom":
            self.told.append({**data["content"], "buffers": said["buffers"]})
        elif data.get("method") == "update_states":
            states = data["states"]
            self.widgets |= {key: states[key]["state"] for key in states}
        elif "state" in data:
            self.widgets.setdefault(widget, {}).update(data["state"])


def _step(record: str) -> str:
    return record.partition("/")[0]
