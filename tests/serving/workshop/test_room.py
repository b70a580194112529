import json
import math
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.content import load
from workbook.serving.workshop import counts
from workbook.serving.workshop.place import made
from workbook.serving.workshop.room import Room
from workbook.serving.workshop.site import Site
from workbook.settings import Settings

CONTENT = load(Settings())
ROUTE = CONTENT.routes["two_hours"]
NOW = 1_800_000_000.0


def room(path: Path) -> Room:
    return Room(path / "room.json", ROUTE, lambda: NOW)


# --- the room ------------------------------------------------------------------------


def test_an_exercise_runs_as_long_as_the_route_says(tmp_path: Path) -> None:
    there = room(tmp_path)
    there.start(3)
    assert there.exercise is not None
    assert there.exercise.ends - NOW == 60 * ROUTE.lines[3].minutes
    there.prolong(5)
    assert there.exercise.ends - NOW == 60 * (ROUTE.lines[3].minutes + 5)
    there.stop()
    assert there.exercise is None


def test_a_restart_keeps_the_exercise_and_the_hands(tmp_path: Path) -> None:
    there = room(tmp_path)
    there.start(2)
    there.raise_hand(14)
    again = room(tmp_path)
    assert again.exercise == there.exercise
    assert again.hands == {14: NOW}
    assert (tmp_path / "room.json").stat().st_mode & 0o777 == 0o600


def test_the_plan_goes_on_after_the_exercise_that_was_stopped(tmp_path: Path) -> None:
    there = room(tmp_path)
    assert there.next == 0
    there.start(4)
    there.stop()
    assert there.next == 5
    assert room(tmp_path).next == 5


def test_an_exercise_that_nobody_stopped_has_ended_an_hour_later(
    tmp_path: Path,
) -> None:
    there = room(tmp_path)
    there.start(0)
    assert there.exercise is not None
    there._clock = lambda: NOW + 60 * ROUTE.lines[0].minutes + 3600
    assert there.running() == there.exercise
    there._clock = lambda: NOW + 60 * ROUTE.lines[0].minutes + 3601
    assert there.running() is None


def test_a_hand_keeps_its_place_until_it_is_taken_down(tmp_path: Path) -> None:
    there = room(tmp_path)
    there.raise_hand(3)
    there._clock = lambda: NOW + 60
    there.raise_hand(3)
    assert there.hands == {3: NOW}
    there.lower_hand(3)
    there.lower_hand(3)
    assert there.hands == {}


@given(st.lists(st.integers(-5, 30) | st.none(), max_size=12))
def test_no_order_of_buttons_leads_out_of_the_route(
    tmp_path_factory: pytest.TempPathFactory, pressed: list[int | None]
) -> None:
    there = room(tmp_path_factory.mktemp("room"))
    for number in pressed:
        if number is None:
            there.prolong(5)
        else:
            there.start(number)
        if there.exercise:
            assert there.line(there.exercise.line) is not None
            assert NOW <= there.exercise.ends <= NOW + 4 * 3600


@given(
    st.binary(max_size=80)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["hands", "exercise", "next", "line", "started", "ends", "7"]
                ),
                inner,
                max_size=5,
            )
        ),
    ).map(lambda told: json.dumps(told).encode())
)
def test_a_faulty_file_counts_as_none(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("room")
    (folder / "room.json").write_bytes(content)
    there = room(folder)
    assert all(math.isfinite(since) for since in there.hands.values())
    there.raise_hand(1)
    assert room(folder).hands == there.hands


@pytest.mark.parametrize("ends", ['"x"', "NaN", "null", "[]"])
def test_an_exercise_without_an_end_counts_as_none(tmp_path: Path, ends: str) -> None:
    exercise = f'{{"line": 1, "started": {NOW}, "ends": {ends}}}'
    told = f'{{"hands": {{}}, "next": 2, "exercise": {exercise}}}'
    (tmp_path / "room.json").write_text(told)
    assert room(tmp_path).exercise is None
    (tmp_path / "room.json").write_text(told.replace(ends, str(NOW)))
    assert room(tmp_path).exercise is not None


# --- the counts ----------------------------------------------------------------------

TOLD: dict[str, Any] = {
    "active": "2026-11-27T10:00+00:00",
    "names": 10,
    "tried": 2,
    "reached": 1,
    "cards": 1,
    "promises": 1,
    "steps": {"contacts": "ready", "calls": "begun"},
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.make(tmp_path / "ws", title="Job på tværs", participants=5)


def put(site: Site, number: int, content: bytes) -> Path:
    path = made(site, str(number)) / "progress.json"
    path.write_bytes(content)
    return path


def test_the_room_is_added_up(site: Site) -> None:
    put(site, 1, json.dumps(TOLD).encode())
    put(site, 2, json.dumps(TOLD | {"names": 4, "steps": {}}).encode())
    found = counts.counted(site, CONTENT)
    assert counts.totals(found)["names"] == 14
    assert counts.by_step(found, CONTENT) == [
        {"step": "contacts", "begun": 1, "ready": 1},
        {"step": "calls", "begun": 1, "ready": 0},
    ]
    lines = list(counts.status_lines(site, CONTENT, CONTENT.texts, "da"))
    assert lines[0] == "2 af 5 kort er brugt."
    assert lines[1].startswith("Kort 1: 2 trin begyndt, 1 færdige, sidst aktiv 2026-")
    assert "14 navne" in lines[-1]


@pytest.mark.parametrize(
    "told",
    [
        {"names": "<script>"},
        {"names": -1},
        {"names": 10**9},
        {"steps": {"contacts": "Per Hansen"}},
        {"word": "Per Hansen"},
        {"active": "yesterday"},
        {"active": "0001-01-01T00:00Z"},
        {"active": "9999-12-31T23:59Z"},
        {"active": "2026-11-27T10:00"},
        {"active": None},
        {"names": None},
        {"steps": {f"step{n}": "begun" for n in range(300)}},
    ],
)
def test_what_a_participant_wrote_himself_is_not_believed(
    site: Site, told: dict[str, Any]
) -> None:
    put(site, 1, json.dumps(TOLD | told).encode())
    assert counts.counted(site, CONTENT) == {1: None}


def test_a_step_that_the_content_does_not_know_is_shown_nowhere(site: Site) -> None:
    put(site, 1, json.dumps(TOLD | {"steps": {"Per Hansen": "begun"}}).encode())
    found = counts.counted(site, CONTENT)[1]
    assert found is not None
    assert found.steps == {}


def test_a_link_a_pipe_and_a_huge_file_hold_nobody_up(site: Site) -> None:
    put(site, 1, b"x" * 10**6)
    secret = site.folder / "secret.json"
    secret.write_text(json.dumps(TOLD))
    (made(site, "2") / "progress.json").symlink_to(secret)
    os.mkfifo(made(site, "3") / "progress.json")
    (made(site, "4") / "progress.json").mkdir()
    made(site, "5")
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert counts.counted(site, CONTENT) == dict.fromkeys(range(1, 6))
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    lines = list(counts.status_lines(site, CONTENT, CONTENT.texts, "en"))
    assert lines[1:6] == [f"Card {number}: no counts yet" for number in range(1, 6)]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_a_fault(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    site = Site.make(tmp_path_factory.mktemp("c") / "ws", title="x", participants=1)
    put(site, 1, content)
    assert counts.counted(site, CONTENT) == {1: None}
