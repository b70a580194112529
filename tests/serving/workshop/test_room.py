import json
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
            assert there.line_of(there.exercise) is not None
            assert NOW <= there.exercise.ends <= NOW + 4 * 3600


@given(
    st.binary(max_size=80)
    | st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["hands", "exercise", "line", "started", "ends", "7"]),
                inner,
                max_size=4,
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
    there.raise_hand(1)
    assert 1 in there.hands


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
    assert counts.counted(site, CONTENT) == dict.fromkeys(range(1, 6))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_a_fault(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    site = Site.make(tmp_path_factory.mktemp("c") / "ws", title="x", participants=1)
    put(site, 1, content)
    assert counts.counted(site, CONTENT) == {1: None}
