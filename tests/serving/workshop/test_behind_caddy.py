"""A real Caddy with the Caddyfile that is shipped, in front of a real workshop."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
import requests
from workshop_served import Served, Visitor, message, serve

import workbook.serving
from workbook.errors import ServingError
from workbook.serving.workshop import reach

DEPLOY = Path(workbook.serving.__file__).parent / "deploy"


def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@dataclass
class Front:
    """A Caddy in front of a workshop, and the certificate it is trusted by."""

    served: Served
    address: str
    root: Path
    log: Path

    def visitor(self) -> Visitor:
        visitor = Visitor(self.address)
        visitor.http.trust_env = False  # a bundle named there would come first
        visitor.http.verify = str(self.root)
        return visitor

    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.root))


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder, port = tmp_path_factory.mktemp("caddy"), free()
    address = f"https://localhost:{port}"
    served = serve(tmp_path_factory.mktemp("room"), 2, address=address)
    log = folder / "caddy.log"
    process = _caddy(folder, port, served.port, log)
    root = folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    front = Front(served, address, root, log)
    _wait(front)
    yield front
    process.terminate()
    process.wait(timeout=20)
    served.stop()


def _caddy(folder: Path, port: int, behind: int, log: Path) -> subprocess.Popen[bytes]:
    told = {
        "WORKSHOP_ADDRESS": f"localhost:{port}",
        "WORKSHOP_TLS": "internal",
        "WORKSHOP_PORT": str(behind),
        "WORKSHOP_HTTP_PORT": str(free()),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "HOME": str(folder),
    }
    caddy = shutil.which("caddy")
    assert caddy
    with log.open("wb") as written:
        return subprocess.Popen(
            [caddy, "run", "--config", str(DEPLOY / "Caddyfile")],
            stdout=written,
            stderr=written,
            env=os.environ | told,
        )


def _wait(front: Front) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            front.visitor().get("/login", timeout=5)
        except (OSError, requests.RequestException):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(front.log.read_text())


def test_a_participant_logs_in_and_types_over_tls(front: Front) -> None:
    visitor = front.visitor()
    assert visitor.log_in(front.served.codes["1"]).status_code == 200
    cookie = next(c for c in visitor.http.cookies if c.name == "workbook-workshop")
    assert cookie.secure
    kernel = visitor.open()
    context = front.trusted()
    channel = visitor.channel(kernel, sslopt={"context": context})
    channel.send(message("kernel_info_request", {}))
    until = time.monotonic() + 20
    heard = ""
    while "kernel_info_reply" not in heard and time.monotonic() < until:
        heard = str(channel.recv())
    channel.close()
    assert "kernel_info_reply" in heard


def test_a_page_says_to_come_by_tls_alone_and_which_socket_is_ours(
    front: Front,
) -> None:
    headers = front.visitor().get("/login").headers
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert "wss://localhost" in headers["Content-Security-Policy"]
    assert "ws://127" not in headers["Content-Security-Policy"]


def test_what_has_a_fingerprint_is_kept_and_all_is_packed(front: Front) -> None:
    path = "/voila/static/workbook.css?v=1234"
    answer = front.visitor().get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert front.visitor().get("/login").headers["Cache-Control"] == "no-store"


def test_a_visitor_cannot_say_whom_he_is_asking_for(front: Front) -> None:
    guess = front.visitor()
    guess.get("/login")
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Real-Ip": "203.0.113.9"}
    told = {"code": "hotel-kaffe-hotel-kaffe-hotel", "next": "/"}
    answers = [
        guess.post(
            "/login",
            told,
            headers=forged | {"X-Forwarded-For": f"203.0.113.{n}"},
        ).status_code
        for n in range(7)
    ]
    assert answers == [403] * 5 + [429] * 2


def test_a_body_beyond_the_limit_is_refused(front: Front) -> None:
    visitor = front.visitor()
    visitor.log_in(front.served.codes["2"])
    try:
        status = visitor.post("/mine/in", data=b"x" * (30 * 2**20)).status_code
    except requests.RequestException:
        status = 413
    assert status == 413


def test_nothing_of_a_visit_is_in_the_proxys_log(front: Front) -> None:
    visitor = front.visitor()
    visitor.log_in(front.served.codes["2"])
    visitor.get("/?step=contacts&word=hemmelig")
    text = front.log.read_text()
    assert text
    for code in front.served.codes.values():
        assert code not in text
    assert "hemmelig" not in text
    assert "step=" not in text


def test_the_address_on_the_cards_is_proved(front: Front) -> None:
    instance = front.visitor().get("/health").json()["instance"]
    assert reach.cause(front.address, instance, front.trusted()) is None
    assert reach.cause(front.address, "another", front.trusted()) == "other_run"


def test_a_certificate_that_nobody_knows_is_named(front: Front) -> None:
    assert reach.cause(front.address, "x") == "certificate"


def test_a_name_that_the_certificate_is_not_for_is_named(front: Front) -> None:
    other = front.address.replace("localhost", "127.0.0.1")
    assert reach.cause(other, "x", front.trusted()) == "certificate"


def test_a_port_where_nobody_listens_is_named() -> None:
    assert reach.cause(f"http://127.0.0.1:{free()}", "x") == "refused"


def test_a_name_that_does_not_exist_is_named() -> None:
    assert reach.cause("http://workshop.invalid", "x") == "no_name"


def test_a_firewall_that_swallows_all_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reach, "_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert reach.cause(address, "x") == "timed_out"


@pytest.mark.parametrize(
    ("status", "body", "named"),
    [
        (502, b"", "proxy_alone"),
        (302, b"", "somebody_else"),
        (200, b"<html>Log in to our Wi-Fi</html>", "somebody_else"),
        (200, b'{"hello": 1}', "somebody_else"),
        (200, b'{"instance": "mine"}', "no_websocket"),
    ],
)
def test_who_else_answers_is_named(
    status: int, body: bytes, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "_SECONDS", 3.0)

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/health" else 404)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_told: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Other)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        assert reach.cause(address, "mine") == named
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    "address",
    ["https://ws.example.dk", "https://ws.example.dk:8443/", "http://127.0.0.1:80"],
)
def test_an_address_that_a_phone_can_use_safely_is_taken(address: str) -> None:
    reach.proper(address)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://ws.example.dk", "address_plain"),
        ("http://192.168.1.7", "address_plain"),
        ("ws.example.dk", "address_faulty"),
        ("https://ws.example.dk/here", "address_faulty"),
        ("https://ws.example.dk?x=1", "address_faulty"),
        ("https://a:b@ws.example.dk", "address_faulty"),
        ("https://ws.example.dk:99999", "address_faulty"),
        ("https://[::1", "address_faulty"),
        ("ftp://ws.example.dk", "address_faulty"),
    ],
)
def test_any_other_address_is_refused(address: str, code: str) -> None:
    with pytest.raises(ServingError, match=code):
        reach.proper(address)
