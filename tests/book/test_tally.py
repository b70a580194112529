"""What a workshop is told of a participant: numbers, never an answer."""

import asyncio
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook import Workbook
from workbook.content import load
from workbook.settings import Settings, packaged
from workbook.store.places import Place

COUNTED = ("names", "tried", "reached", "cards", "promises")
WORDS = st.text(min_size=4, max_size=30).filter(str.strip)


@pytest.fixture
def told(tmp_path: Path) -> Settings:
    return Settings(file=tmp_path / "a.workbook", progress=tmp_path / "progress.json")


def read(told: Settings) -> dict[str, object]:
    assert told.progress is not None
    found: dict[str, object] = json.loads(told.progress.read_text())
    return found


def test_an_empty_workbook_counts_nothing(told: Settings) -> None:
    Workbook.open(settings=told).close()
    found = read(told)
    assert [found[key] for key in COUNTED] == [0, 0, 0, 0, 0]
    assert found["steps"] == {}


def test_the_demo_participant_is_counted(told: Settings) -> None:
    book = Workbook.open(settings=told)
    book.import_json(packaged("data", "demo", "da.json").read_text("utf-8"))
    book.close()
    found = read(told)
    assert [found[key] for key in COUNTED] == [16, 3, 2, 3, 6]
    steps = found["steps"]
    assert isinstance(steps, dict)
    assert set(steps.values()) <= {"begun", "ready"}


def test_it_follows_what_is_saved_while_a_page_is_open(
    told: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook.book.tally._SECONDS_BETWEEN", 0.01)

    async def typing() -> None:
        book = Workbook.open(settings=told)
        # The page comes first.
        assert told.progress is not None
        assert not told.progress.exists()
        record = book.file.add("contacts")
        book.file.save(Place("contacts", record, "name"), "Per")
        await asyncio.sleep(0.2)
        assert read(told)["names"] == 1
        book.close()

    asyncio.run(typing())


def test_only_this_user_may_read_it(told: Settings) -> None:
    Workbook.open(settings=told).close()
    assert told.progress is not None
    assert told.progress.stat().st_mode & 0o777 == 0o600


def test_a_workbook_opens_where_no_count_can_be_written(tmp_path: Path) -> None:
    nowhere = Settings(file=tmp_path / "a.workbook", progress=tmp_path / "no" / "p")
    book = Workbook.open(settings=nowhere)
    book.file.save(Place("start", "start", "good_day"), "En god dag")
    book.close()
    assert not (tmp_path / "no").exists()


STEPS = load(Settings()).steps
TYPED = [
    (step.name, question.name)
    for step in STEPS.values()
    for question in step.answerable
    if question.type in ("text", "long_text")
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(TYPED), WORDS), min_size=1, max_size=8))
def test_no_word_that_was_typed_is_in_it(
    tmp_path_factory: pytest.TempPathFactory, typed: list[tuple[tuple[str, str], str]]
) -> None:
    folder = tmp_path_factory.mktemp("tally")
    told = Settings(file=folder / "a.workbook", progress=folder / "p.json")
    book = Workbook.open(settings=told)
    for (step, question), words in typed:
        record = book.file.add(step) if STEPS[step].repeat else step
        book.file.ensure(step, record)
        book.file.save(Place(step, record, question), f"§§{words}§§")
    book.close()
    assert told.progress is not None
    assert "§§" not in told.progress.read_text("utf-8")
    assert "\\u00a7" not in told.progress.read_text("utf-8")
