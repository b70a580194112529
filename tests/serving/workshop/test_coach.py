"""The coach at the desk and a participant in the room, over HTTP."""

import json
import subprocess
import sys
from typing import Any

import pytest
from workshop_served import Served, Visitor

from workbook.content import load
from workbook.serving.workshop.place import made
from workbook.settings import Settings

LINES = load(Settings()).routes["two_hours"].lines
SECRET = "Kvædehaven ved Åmosen"
TOLD: dict[str, Any] = {
    "active": "2026-11-27T10:00+00:00",
    "names": 10,
    "tried": 2,
    "reached": 1,
    "cards": 1,
    "promises": 1,
    "steps": {"contacts": "ready"},
}


@pytest.fixture(scope="module")
def coach(served: Served) -> Visitor:
    """The coach, logged in."""
    return served.visitor("coach")


@pytest.fixture(scope="module")
def anna(served: Served) -> Visitor:
    """The participant with card 1, logged in."""
    return served.visitor("1")


def press(coach: Visitor, what: str, number: int) -> Any:
    answer = coach.post("/coach/state", {"do": what, "number": number})
    assert answer.status_code == 200, answer.text
    return answer.json()


def put(served: Served, number: int, told: dict[str, Any]) -> None:
    path = made(served.site, str(number)) / "progress.json"
    path.write_text(json.dumps(told), encoding="utf-8")


def test_what_the_coach_starts_is_seen_in_the_room(
    coach: Visitor, anna: Visitor
) -> None:
    told = press(coach, "start", 1)
    assert told["exercise"]["words"] == LINES[1].words.da
    assert told["next"]["number"] == 2
    seen = anna.get("/room").json()["exercise"]
    assert seen.keys() == {"line", "title", "left"}
    assert 0 < seen["left"] <= 60 * LINES[1].minutes
    assert press(coach, "more", 5)["exercise"]["left"] > 60 * LINES[1].minutes
    told = press(coach, "stop", 0)
    assert (told["exercise"], told["next"]["number"]) == (None, 2)
    assert anna.get("/room").json()["exercise"] is None


def test_after_the_last_line_of_the_plan_comes_none(coach: Visitor) -> None:
    assert press(coach, "start", len(LINES) - 1)["next"] is None
    press(coach, "start", len(LINES))
    assert press(coach, "stop", 0)["next"] is None


def test_a_hand_goes_up_and_down_from_both_sides(coach: Visitor, anna: Visitor) -> None:
    assert anna.post("/room", {"up": True}).json()["hand"] is True
    assert coach.get("/coach/state").json()["hands"] == [{"card": 1, "minutes": 0}]
    assert anna.post("/room", {"up": False}).json()["hand"] is False
    assert coach.get("/coach/state").json()["hands"] == []
    anna.post("/room", {"up": True})
    assert press(coach, "helped", 1)["hands"] == []
    assert anna.get("/room").json()["hand"] is False


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"do": "start"},
        {"do": "start", "number": "1"},
        {"do": "more", "number": 10**6},
        {"do": "erase", "number": 1},
        [],
        "start",
    ],
)
def test_a_button_that_is_not_there_does_nothing(coach: Visitor, told: object) -> None:
    before = coach.get("/coach/state").json()["next"]
    assert coach.post("/coach/state", told).status_code == 400
    assert coach.get("/coach/state").json()["next"] == before


def test_the_coach_has_no_hand_to_put_up(coach: Visitor) -> None:
    assert coach.post("/room", {"up": True}).status_code == 403


def test_no_word_of_a_participant_reaches_the_coach(
    served: Served, coach: Visitor
) -> None:
    put(served, 2, TOLD)
    put(served, 3, TOLD | {"steps": {SECRET: "begun", "contacts": "begun"}})
    put(served, 4, TOLD | {"word": SECRET})
    answer = coach.get("/coach/state")
    assert SECRET not in answer.text
    assert "Kv" not in answer.text
    told = answer.json()
    assert told["totals"]["names"] == 20
    assert [row["begun"] for row in told["steps"]] == [2]
    assert {card["card"]: card["begun"] for card in told["cards"]} == {
        2: 1,
        3: 1,
        4: None,
    }
    page = coach.get("/coach")
    assert SECRET not in page.text


@pytest.mark.parametrize("active", ["0001-01-01T00:00Z", "9999-12-31T23:59Z"])
def test_no_file_of_a_participant_takes_the_coachs_page_down(
    served: Served, coach: Visitor, active: str
) -> None:
    put(served, 2, TOLD | {"active": active})
    answer = coach.get("/coach/state")
    assert answer.status_code == 200
    assert {"card": 2, "begun": None, "ready": None, "active": None} in (
        answer.json()["cards"]
    )


def test_the_server_says_how_it_is(coach: Visitor) -> None:
    told = coach.get("/coach/state").json()
    health = told["health"]
    assert 0 < health["free"] <= health["all"]
    assert health["disk"] > 0
    assert 0 <= health["busy"] <= 100
    assert health["full"] is False
    assert told["gone"]["soon"] is False


def test_status_says_counts_and_no_word(served: Served) -> None:
    put(served, 2, TOLD)
    put(served, 3, TOLD | {"word": SECRET})
    command = [sys.executable, "-m", "workbook", "workshop", "status"]
    told = subprocess.run(
        [*command, str(served.site.folder)], capture_output=True, text=True, check=True
    ).stdout
    assert "Kort 2: 1 trin begyndt, 1 færdige, sidst aktiv 2026-11-27" in told
    assert "Kort 3: ingen tal endnu" in told
    assert SECRET not in told


def test_a_restart_keeps_the_exercise_and_the_hands(
    served: Served, coach: Visitor, anna: Visitor
) -> None:
    press(coach, "start", 2)
    anna.post("/room", {"up": True})
    served.stop()
    served.start()
    told = served.visitor("coach").get("/coach/state").json()
    assert told["exercise"]["line"] == 2
    assert [hand["card"] for hand in told["hands"]] == [1]
