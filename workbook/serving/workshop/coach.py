"""The coach's page: minutes, hands and counts. No answer, no name, no contact."""

import time
from datetime import date
from typing import Any

import psutil
from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from workbook.content.route import Line
from workbook.documents.wording import long_date
from workbook.serving.error_page import SpokenErrors
from workbook.serving.workshop import counts
from workbook.serving.workshop.entrance import OpenPage, body
from workbook.serving.workshop.place import COACH
from workbook.serving.workshop.running import Workshop
from workbook.serving.workshop.site import DAYS_ANNOUNCED
from workbook.settings import Language


class _ForTheCoach(JupyterHandler):
    """Lets the coach in, and a participant not."""

    async def prepare(self, **kwargs: Any) -> None:
        """Ask who it is."""
        await super().prepare(**kwargs)
        if self.current_user and self.current_user.username != COACH:
            raise web.HTTPError(403)

    @property
    def workshop(self) -> Workshop:
        """The workshop that runs."""
        found: Workshop = self.settings["workshop"]
        return found

    @property
    def language(self) -> Language:
        """The language that the coach chose."""
        spoken: Language = self.settings["appearance"].spoken(self)
        return spoken


class CoachPage(_ForTheCoach, OpenPage):
    """The page; what moves on it comes from ``State``."""

    def get(self) -> None:
        """Show it."""
        numbers = range(len(self.workshop.room.route.lines))
        lines = [_entry(self.workshop, number, self.chosen()) for number in numbers]
        words = self.settings["appearance"].texts.section("coach", self.chosen())
        self.render_page("coach.html.j2", lines=lines, words=words)


class State(_ForTheCoach, SpokenErrors):
    """What the coach's page shows, as JSON; and the buttons on it."""

    def get(self) -> None:
        """Answer with all that moves."""
        self.set_header("Cache-Control", "no-store")
        self.finish(self._state())

    def post(self) -> None:
        """Do what a button says: start, more, stop, or helped."""
        told, room = body(self), self.workshop.room
        number = told.get("number")
        if not isinstance(number, int):
            raise web.HTTPError(400)
        match told.get("do"):
            case "start":
                room.start(number)
            case "more" if abs(number) <= 60:
                room.prolong(number)
            case "stop":
                room.stop()
            case "helped":
                room.lower_hand(number)
            case _:
                raise web.HTTPError(400)
        self.finish(self._state())

    def _state(self) -> dict[str, Any]:
        workshop, now = self.workshop, time.time()
        found = counts.counted(workshop.site, workshop.content)
        hands = sorted(workshop.room.hands.items(), key=lambda hand: hand[1])
        return {
            "exercise": _spoken(workshop, self.language),
            "next": _entry(workshop, workshop.room.next, self.language),
            "hands": [{"card": c, "minutes": int((now - s) // 60)} for c, s in hands],
            "totals": counts.totals(found),
            "steps": [
                row | {"title": self._title(str(row["step"]))}
                for row in counts.by_step(found, workshop.content)
            ],
            "cards": [_card(number, one) for number, one in found.items()],
            "health": self._health(now),
            "gone": self._gone(),
        }

    def _title(self, step: str) -> str:
        return self.workshop.content.steps[step].title.in_(self.language)

    def _health(self, now: float) -> dict[str, Any]:
        kernels: Any = self.kernel_manager
        memory = psutil.virtual_memory()
        disk = psutil.disk_usage(str(self.workshop.site.folder))
        up = int((now - self.workshop.started) // 60)
        return {
            "free": round(memory.available / 2**30, 1),
            "all": round(memory.total / 2**30, 1),
            "full": kernels.full(),
            "busy": round(psutil.cpu_percent()),
            "kernels": len(kernels),
            "disk": round(disk.free / 2**30, 1),
            "hours": up // 60,
            "minutes": up % 60,
            "missing": [self._say(f"fence.{code}") for code in self.workshop.missing],
        }

    def _say(self, key: str) -> str:
        return self.workshop.content.texts.say(key, self.language)

    def _gone(self) -> dict[str, Any]:
        site = self.workshop.site
        soon = site.days_left(date.today()) <= DAYS_ANNOUNCED
        return {"day": long_date(site.expires, self.language), "soon": soon}


class RoomState(SpokenErrors, JupyterHandler):
    """What a participant sees of the room: the exercise, and his own hand."""

    def get(self) -> None:
        """Answer with it."""
        workshop: Workshop = self.settings["workshop"]
        language = self.settings["appearance"].spoken(self)
        self.set_header("Cache-Control", "no-store")
        up = self._card() in workshop.room.hands
        self.finish({"exercise": exercise(workshop, language), "hand": up})

    def post(self) -> None:
        """Put his hand up or take it down; ``{"up": true}``."""
        room = self.settings["workshop"].room
        card = self._card()
        if card is None:
            raise web.HTTPError(403)
        if body(self).get("up") is True:
            room.raise_hand(card)
        else:
            room.lower_hand(card)
        self.get()

    def _card(self) -> int | None:
        person = self.current_user.username if self.current_user else ""
        return int(person) if person.isdecimal() else None


def handlers() -> list[tuple[str, type[web.RequestHandler]]]:
    """Return the routes of the coach's page and of the room."""
    return [("/coach", CoachPage), ("/coach/state", State), ("/room", RoomState)]


def exercise(workshop: Workshop, language: Language) -> dict[str, Any] | None:
    """Return the exercise that runs: its line, title, and seconds left (or over)."""
    running = workshop.room.running()
    line = workshop.room.line(running.line) if running else None
    if running is None or line is None:
        return None
    return {
        "line": running.line,
        "title": line_title(workshop, line, language),
        "left": round(running.ends - time.time()),
    }


def _spoken(workshop: Workshop, language: Language) -> dict[str, Any] | None:
    """Return the exercise that runs, with what its coach says and looks out for."""
    shown = exercise(workshop, language)
    line = workshop.room.line(shown["line"]) if shown else None
    if shown is None or line is None:
        return None
    return shown | {
        "words": line.words.in_(language),
        "wrong": line.wrong.in_(language) if line.wrong else "",
        "save": line.save.in_(language) if line.save else "",
        "saved": line.save.minutes if line.save else 0,
    }


def _entry(
    workshop: Workshop, number: int, language: Language
) -> dict[str, Any] | None:
    """Return a line of the plan: its number, title and minutes; None beyond its end."""
    line = workshop.room.line(number)
    if line is None:
        return None
    title = line_title(workshop, line, language)
    return {"number": number, "title": title, "minutes": line.minutes}


def line_title(workshop: Workshop, line: Line, language: Language) -> str:
    """Return what a line of the route is called: by itself, its step, or its way."""
    if line.title:
        return line.title.in_(language)
    step = workshop.content.steps.get(line.step or "")
    if step:
        return step.title.in_(language)
    return workshop.content.texts.say(f"papers.way_{line.way}", language).capitalize()


def _card(number: int, found: counts.Counted | None) -> dict[str, Any]:
    return {
        "card": number,
        "begun": len(found.steps) if found else None,
        "ready": found.ready if found else None,
        "active": found.active.timestamp() if found else None,
    }
