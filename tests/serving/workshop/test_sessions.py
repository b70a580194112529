from workbook.serving.workshop.sessions import HOURS_IDLE, Sessions

KEY = b"k" * 32


class Clock:
    """A clock that is set by hand, in seconds."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_login_is_found_by_its_token_alone() -> None:
    sessions = Sessions()
    token = sessions.begin("7", KEY)
    found = sessions.find(token)
    assert found is not None
    assert (found.person, found.key) == ("7", KEY)
    assert sessions.find(token + "x") is None
    assert sessions.find("") is None


def test_two_devices_are_two_logins_and_end_one_by_one() -> None:
    sessions = Sessions()
    phone, laptop = sessions.begin("7", KEY), sessions.begin("7", KEY)
    assert phone != laptop
    sessions.end(phone)
    assert sessions.find(phone) is None
    assert sessions.find(laptop) is not None
    assert sessions.here() == {"7"}


def test_all_logins_of_a_person_end_together_and_nobody_elses() -> None:
    sessions = Sessions()
    mine = [sessions.begin("7", KEY) for _ in range(3)]
    other = sessions.begin("8", KEY)
    sessions.end_all("7")
    assert [sessions.find(token) for token in mine] == [None] * 3
    assert sessions.find(other) is not None


def test_a_login_that_is_left_alone_ends_and_one_in_use_goes_on() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    left, used = sessions.begin("7", KEY), sessions.begin("8", KEY)
    for _ in range(HOURS_IDLE + 1):
        clock.now += 3600
        assert sessions.find(used) is not None
    assert sessions.find(left) is None
    assert sessions.here() == {"8"}


def test_a_key_never_shows_in_a_traceback() -> None:
    found = Sessions().find("")
    assert found is None
    sessions = Sessions()
    assert "kkkk" not in repr(sessions.find(sessions.begin("7", KEY)))
