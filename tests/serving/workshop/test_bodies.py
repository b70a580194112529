"""How much a stranger may send, and what becomes of it."""

import json
import socket
from collections.abc import Callable

import psutil
import pytest
import requests
from workshop_served import HOST, Served, Visitor

MUCH = 24 * 2**20


@pytest.fixture
def stranger(served: Served) -> Visitor:
    """Somebody who has opened the login."""
    stranger = served.visitor()
    stranger.get("/login")
    return stranger


def answered_before_any_of_it_comes(served: Served, path: str) -> bytes:
    """Return the status that a stranger is told who only says how much he will send."""
    cookie = "_xsrf=2|x|x|1"
    with socket.create_connection((HOST, served.port), 10) as line:
        asked = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nCookie: {cookie}\r\n"
        line.sendall(f"{asked}Content-Length: {MUCH}\r\n\r\n".encode())
        return line.recv(65536).split()[1]


@pytest.mark.parametrize("path", ["/login", "/mine/in", "/mine/out", "/room", "/x"])
def test_a_stranger_who_would_send_much_is_refused_at_once(
    served: Served, path: str
) -> None:
    assert answered_before_any_of_it_comes(served, path) in (b"400", b"403")


ODD: dict[str, Callable[[], str]] = {
    "long": lambda: json.dumps({"code": "x" * 5000}),
    "deep": lambda: "[" * 4000,
    "wide": lambda: "[],",
    "no object": lambda: "[]",
    "no JSON": lambda: "code",
    "a number too long": lambda: f'{{"code": {"1" * 4001}}}',
}


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_code_is_refused_and_no_fault_of_the_server(
    stranger: Visitor, odd: str
) -> None:
    answer = stranger.post("/login", data=ODD[odd]())
    assert answer.status_code in (400, 403, 413)


def test_the_server_takes_in_no_more_than_a_code_needs(
    served: Served, stranger: Visitor
) -> None:
    server = psutil.Process(served.process.pid)
    before = server.memory_info().rss
    for _ in range(3):
        try:
            answer = stranger.post("/login", data="[" + "[]," * (MUCH // 3) + "[]]")
        except requests.ConnectionError:  # it hangs up before it has read it all
            continue
        assert answer.status_code in (400, 413)
    assert server.memory_info().rss - before < MUCH
    assert stranger.get("/login").status_code == 200
