from hypothesis import given
from hypothesis import strategies as st

from workbook.serving.workshop import throttle
from workbook.serving.workshop.throttle import Throttle

HERE = "192.0.2.7"


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_room_behind_one_address_gets_in_with_a_slip_each() -> None:
    counted = Throttle(Clock())
    for card in range(40):
        assert counted.wait(HERE, f"slip {card}") == 0
        counted.failed(HERE, f"slip {card}")
    assert counted.wait(HERE, "right") == 0


def test_one_address_that_guesses_must_wait_and_another_need_not() -> None:
    clock = Clock()
    counted = Throttle(clock)
    for guess in range(throttle.BY_ADDRESS):
        counted.failed(HERE, f"guess {guess}")
    assert counted.wait(HERE, "another") == throttle.SECONDS
    assert counted.wait("192.0.2.8", "another") == 0
    clock.now += throttle.SECONDS
    assert counted.wait(HERE, "another") == 0


def test_the_same_wrong_code_is_tried_five_times_from_wherever() -> None:
    counted = Throttle(Clock())
    for number in range(throttle.BY_CODE):
        counted.failed(f"192.0.2.{number}", "the same")
    assert counted.wait("192.0.2.99", "the same") > 0
    assert counted.wait("192.0.2.99", "another") == 0


def test_many_addresses_together_are_held_up_too() -> None:
    counted = Throttle(Clock())
    for number in range(throttle.IN_ALL):
        counted.failed(f"2001:db8::{number:x}", f"guess {number}")
    assert counted.wait("192.0.2.1", "another") > 0


def test_no_code_that_was_tried_is_kept() -> None:
    counted = Throttle(Clock())
    counted.failed(HERE, "hest-lampe-sol")
    assert "lampe" not in repr(vars(counted))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 900)), max_size=200))
def test_a_wait_is_never_longer_than_what_is_counted(
    tried: list[tuple[int, int]],
) -> None:
    clock = Clock()
    counted = Throttle(clock)
    for address, later in tried:
        clock.now += later
        wait = counted.wait(str(address), "code")
        assert 0 <= wait <= throttle.SECONDS
        if not wait:
            counted.failed(str(address), "code")
