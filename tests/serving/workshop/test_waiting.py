"""Who waits for his turn, for whom he waits, and what he finds when it comes."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from workshop_served import Served, Visitor

from workbook.serving.workshop.codes import Admitted, Codes, Wording
from workbook.serving.workshop.entrance import LoginPage
from workbook.serving.workshop.places import Places
from workbook.serving.workshop.throttle import BY_ADDRESS, Throttle


def test_a_copy_that_waits_while_all_is_deleted_makes_nothing_of_him_anew(
    served: Served,
) -> None:
    anna, bent, carla = (served.visitor(card) for card in "123")
    own = served.site.person_folder(1)
    with ThreadPoolExecutor(3) as beside:
        others = [beside.submit(one.post, "/mine/out") for one in (bent, carla)]
        time.sleep(0.3)
        waiting = beside.submit(anna.post, "/mine/out")
        time.sleep(0.2)
        assert "Slettet" in anna.post("/mine/delete").json()["said"]
        assert waiting.result().status_code == 403
    assert [one.result().status_code for one in others] == [200, 200]
    assert not own.exists()


def test_who_asks_many_times_takes_one_place_and_the_next_finds_his() -> None:
    came: list[str] = []

    async def asked(places: Places, person: str) -> None:
        async with places.taken(person):
            came.append(person)
            await asyncio.sleep(0)

    async def room() -> None:
        places = Places(2)
        async with asyncio.timeout(20), places.taken("1"):
            others = [asyncio.create_task(asked(places, who)) for who in "11123"]
            while len(came) < 2:
                await asyncio.sleep(0)
            assert came == ["2", "3"]
        await asyncio.gather(*others)

    asyncio.run(room())
    assert came == ["2", "3", "1", "1", "1"]


class Voided(Codes):
    """Codes of which each is voided while it is proved."""

    def find(self, text: str) -> Admitted | None:
        """Return whose it was when it was looked up."""
        found = super().find(text)
        assert found
        self.void(found.person)
        return found


def test_who_is_erased_while_his_code_is_proved_does_not_come_in(
    tmp_path: Path,
) -> None:
    codes = Voided.make(tmp_path / "codes.json", "da")
    given = codes.give(["1"])
    workshop = SimpleNamespace(
        codes=codes, proving=asyncio.Semaphore(1), throttle=Throttle()
    )
    page: Any = SimpleNamespace(
        settings={"workshop": workshop},
        request=SimpleNamespace(remote_ip="192.0.2.7"),
        _may_try=lambda _code: None,
    )
    assert asyncio.run(LoginPage._find(page, given["1"])) is None


# --- last, for it bars this address -------------------------------------------------


def test_codes_that_are_tried_all_at_once_are_counted_like_one_after_the_other(
    served: Served,
) -> None:
    guess = served.visitor()
    guess.get("/login")
    words = Wording.of("da").words[:100]

    def tried(word: str) -> int:
        another = Visitor(served.root)
        another.http.cookies.update(guess.http.cookies)
        return another.post("/login", {"code": f"{word}-{word}"}).status_code

    with ThreadPoolExecutor(len(words)) as beside:
        told = list(beside.map(tried, words))
    # As many as are proved at the same time may pass the limit.
    assert BY_ADDRESS <= told.count(403) < BY_ADDRESS + 2
    assert told.count(403) + told.count(429) == len(words)
