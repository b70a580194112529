"""What reaches the log when something goes wrong, and what never does."""

import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from tornado.httputil import HTTPServerRequest, RequestStartLine

from workbook.serving.quiet_log import start_log

ANSWER = "Kvædehaven ved Åmosen"


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """Whatever a test sets up is taken down again."""
    root = logging.getLogger()
    before = root.handlers, root.level
    yield
    root.handlers, level = before
    root.setLevel(level)


def test_a_fault_tells_its_place_and_kind_and_nothing_of_who_met_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    start_log(verbose=True)
    line = RequestStartLine("GET", f"/?step={quote(ANSWER)}", "HTTP/1.0")
    asked = HTTPServerRequest(start_line=line, connection=None)
    try:
        raise ValueError(ANSWER)
    except ValueError:
        logging.getLogger("tornado.application").exception(
            "Uncaught exception GET %s (192.168.1.7)\n%r", asked.uri, asked
        )
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert "test_quiet_log.py" in said
    for part in (
        *ANSWER.split(),
        quote(ANSWER),
        "192.168",
        "HTTPServerRequest",
        "step=",
    ):
        assert part not in said.replace("raise ValueError(ANSWER)", "")


def test_a_line_keeps_what_it_says_and_loses_who_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    start_log(verbose=True)
    log = logging.getLogger("tornado.general")
    log.warning("403 POST /login (fe80::1): %s", "no cookie")
    log.warning("%(b)s", {"b": "whole"})
    said = capsys.readouterr().err
    assert "403 POST /login: no cookie" in said
    assert "whole" in said


def test_nothing_is_said_unless_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    start_log(verbose=False)
    logging.getLogger("tornado.application").critical("Uncaught")
    assert capsys.readouterr().err == ""
