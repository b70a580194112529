"""How far a room has come: what the participants' kernels have counted, added up."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from workbook.content import Content, Texts
from workbook.serving.workshop.site import Site
from workbook.settings import Language

_Count = Annotated[int, Field(ge=0, le=100_000)]
# At the ends of the calendar there are moments that no clock of a place can show.
_FIRST, _LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_Moment = Annotated[AwareDatetime, Field(ge=_FIRST, lt=_LAST)]
_LARGEST = 20_000
_CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
TOTALS = ("names", "tried", "reached", "cards", "promises")


class Counted(BaseModel):
    """What one kernel has counted; anything else that stands in the file is refused.

    A participant can write his own file: nothing of it is shown but numbers, times,
    and steps that the content knows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    active: _Moment
    names: _Count
    tried: _Count
    reached: _Count
    cards: _Count
    promises: _Count
    steps: dict[str, Literal["begun", "ready"]] = Field(max_length=200)

    @property
    def ready(self) -> int:
        """The number of steps that are done."""
        return sum(how == "ready" for how in self.steps.values())


def counted(site: Site, content: Content) -> dict[int, Counted | None]:
    """Return the counts by card, of those who have come; None for an unreadable one."""
    return {
        number: _read(site.person_folder(number) / "progress.json", content)
        for number in site.here()
    }


def _read(path: Path, content: Content) -> Counted | None:
    try:
        found = Counted.model_validate_json(_bytes(path))
    except (OSError, ValidationError):
        return None
    known = {name: how for name, how in found.steps.items() if name in content.steps}
    return found.model_copy(update={"steps": known})


def _bytes(path: Path) -> bytes:
    # His own kernel writes it: it may be a link, or a pipe that never ends.
    handle = os.open(path, os.O_RDONLY | _CAREFULLY)
    try:
        regular = stat.S_ISREG(os.fstat(handle).st_mode)
        return os.read(handle, _LARGEST) if regular else b""
    finally:
        os.close(handle)


def totals(found: dict[int, Counted | None]) -> dict[str, int]:
    """Return the sums of the room, by the names of ``TOTALS``."""
    there = [one for one in found.values() if one]
    return {name: sum(getattr(one, name) for one in there) for name in TOTALS}


def by_step(
    found: dict[int, Counted | None], content: Content
) -> list[dict[str, object]]:
    """Return how many have begun and finished each step that anybody has begun."""
    there = [one.steps for one in found.values() if one]
    rows = [
        {
            "step": step.name,
            "begun": sum(step.name in steps for steps in there),
            "ready": sum(steps.get(step.name) == "ready" for steps in there),
        }
        for step in content.order
    ]
    return [row for row in rows if row["begun"]]


def status_lines(
    site: Site, content: Content, texts: Texts, language: Language
) -> Iterator[str]:
    """Give the sentences that `workbook workshop status` says."""
    found = counted(site, content)
    yield texts.say("workshop.came", language, came=len(found), cards=site.participants)
    for number, one in found.items():
        if one is None:
            yield texts.say("workshop.card_unknown", language, number=number)
            continue
        yield texts.say(
            "workshop.card",
            language,
            number=number,
            steps=len(one.steps),
            ready=one.ready,
            active=f"{one.active.astimezone():%Y-%m-%d %H:%M}",
        )
    yield texts.say("workshop.totals", language, **totals(found))
