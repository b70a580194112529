"""Nothing that was an answer is lost: history, undo, origins."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from workbook.store import Origin, Place, WorkbookFile, trail

Opens = Callable[..., WorkbookFile]
HERE = Place("things", "one", "text")
DAY = Place("things", "one", "date")
THERE = Place("stories", "first", "sentence")


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 14, 3)

    def now(self) -> datetime:
        return self.time

    def turn(self, **how: float) -> None:
        self.time += timedelta(**how)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(trail, "datetime", found)
    return found


def olds(file: WorkbookFile, place: Place = HERE) -> list[object]:
    """Return the earlier answers of a place, the latest first."""
    found = file.versions(place.step, place.record)
    return [version.old for version in found if version.place == place]


def now(file: WorkbookFile, place: Place = HERE) -> object:
    return file.record(place.step, place.record).values[place.question]


def test_one_stretch_of_typing_is_one_version(opens: Opens, clock: Clock) -> None:
    file = opens()
    for text in ("K", "Ko", "Kok"):
        file.save(HERE, text)
        clock.turn(seconds=30)
    assert olds(file) == [None]


def test_after_two_minutes_a_new_version_begins(opens: Opens, clock: Clock) -> None:
    file = opens()
    file.save(HERE, "Kok")
    clock.turn(seconds=119)
    file.save(HERE, "Koks")
    clock.turn(seconds=1)
    file.save(HERE, "Kokkeelev")
    assert olds(file) == ["Koks", None]


def test_the_same_answer_again_is_no_version(opens: Opens, clock: Clock) -> None:
    file = opens()
    file.save(HERE, "Kok")
    clock.turn(hours=1)
    file.save(HERE, "Kok")
    assert olds(file) == [None]


def test_of_two_tabs_the_later_wins_and_the_earlier_is_in_the_history(
    opens: Opens, clock: Clock
) -> None:
    first, second = opens(), opens()
    first.save(HERE, "fra den ene")
    clock.turn(seconds=5)
    second.save(HERE, "fra den anden")
    clock.turn(seconds=5)
    assert now(first) == "fra den anden"
    assert olds(first) == ["fra den ene", None]
    first.save(Place("things", "one", "integer"), "3")
    assert now(second, Place("things", "one", "integer")) == 3
    assert now(second) == "fra den anden"


@pytest.mark.usefixtures("clock")
def test_what_was_emptied_by_a_slip_is_in_the_history(opens: Opens) -> None:
    file = opens()
    file.save(HERE, "en lang og god historie")
    file.save(HERE, "")
    assert olds(file) == ["en lang og god historie", None]
    file.undo(HERE)
    assert now(file) == "en lang og god historie"


@pytest.mark.usefixtures("clock")
def test_what_an_unreadable_text_replaced_is_in_the_history(opens: Opens) -> None:
    file = opens()
    file.save(DAY, "24.12.2026")
    file.save(DAY, "24.12.20")
    file.save(DAY, "24.13.2026")
    assert file.record("things", "one").drafts["date"].raw == "24.13.2026"
    assert olds(file, DAY)[0] is not None
    file.undo(DAY)
    assert file.record("things", "one").drafts == {}
    assert now(file, DAY) is not None


def test_undo_brings_back_what_was_there_before(opens: Opens, clock: Clock) -> None:
    file = opens()
    file.save(HERE, "Kok")
    clock.turn(minutes=3)
    file.save(HERE, "Bager")
    saved = file.undo(HERE)
    assert saved is not None
    assert saved.value == now(file) == "Kok"


@pytest.mark.usefixtures("clock")
def test_undo_can_itself_be_undone(opens: Opens) -> None:
    file = opens()
    file.save(HERE, "Kok")
    assert file.undo(HERE) is not None
    assert now(file) is None
    file.undo(HERE)
    assert now(file) == "Kok"


def test_without_a_history_there_is_nothing_to_undo(opens: Opens) -> None:
    assert opens().undo(HERE) is None


def test_a_version_is_brought_back_and_the_latest_text_is_kept(
    opens: Opens, clock: Clock
) -> None:
    file = opens()
    for text in ("en", "to", "tre"):
        file.save(HERE, text)
        clock.turn(minutes=3)
    first = next(v for v in file.versions("things", "one") if v.old == "en")
    file.restore(HERE, first.version)
    assert now(file) == "en"
    assert olds(file) == ["tre", "to", "en", None]


@pytest.mark.parametrize("version", [0, 99, -1])
def test_a_version_that_never_was_changes_nothing(opens: Opens, version: int) -> None:
    file = opens()
    file.save(HERE, "Kok")
    assert file.restore(HERE, version) is None
    assert now(file) == "Kok"


def test_a_version_of_another_answer_is_not_taken(opens: Opens) -> None:
    file = opens()
    file.save(HERE, "Kok")
    version = file.versions("things", "one")[0].version
    assert file.restore(DAY, version) is None


# --- origins ---------------------------------------------------------------------


def test_a_text_is_taken_over_with_its_origin(opens: Opens) -> None:
    file = opens()
    file.save(HERE, "min egen")
    origin = Origin(THERE, "fra historien")
    file.take(HERE, "min egen\nfra historien", origin)
    assert now(file) == "min egen\nfra historien"
    assert file.origins("things", "one") == {"text": [origin]}
    assert olds(file) == ["min egen", None]


def test_the_same_source_taken_anew_is_one_origin(opens: Opens) -> None:
    file = opens()
    file.take(HERE, "a", Origin(THERE, "a"))
    file.take(HERE, "b", Origin(THERE, "b"))
    other = Origin(Place("jobs", "x", "results"), "c")
    file.keep_origin(HERE, other)
    found = file.origins("things", "one")["text"]
    assert len(found) == 2
    assert set(found) == {Origin(THERE, "b"), other}


def test_an_answer_that_is_emptied_has_no_origin(opens: Opens) -> None:
    file = opens()
    file.take(HERE, "a", Origin(THERE, "a"))
    file.save(HERE, "")
    assert file.origins("things", "one") == {}
