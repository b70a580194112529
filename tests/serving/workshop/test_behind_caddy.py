"""A real Caddy with the Caddyfile that is shipped, in front of a real workshop."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
import websocket
from wire import send, until
from workshop_served import Served, Visitor, serve

import workbook.serving
from workbook.serving.shelf import FOR_GOOD, shelf
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
    send(channel, "kernel_info_request", {})
    said = [each["kind"] for each in until(channel, "kernel_info_reply")]
    channel.close()
    assert said[-1] == "kernel_info_reply"


def test_a_page_says_to_come_by_tls_alone_and_which_socket_is_ours(
    front: Front,
) -> None:
    headers = front.visitor().get("/login").headers
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert "wss://localhost" in headers["Content-Security-Policy"]
    assert "ws://127" not in headers["Content-Security-Policy"]


def test_what_has_a_fingerprint_is_kept_and_all_is_packed(front: Front) -> None:
    path = f"{shelf().address}workbook.css"
    answer = front.visitor().get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == FOR_GOOD
    assert front.visitor().get("/login").headers["Cache-Control"] == "no-store"
    refused = front.visitor().get(f"{shelf().address}nothing.css")
    assert refused.status_code == 403
    assert refused.headers["Cache-Control"] == "no-store"


def test_no_header_comes_twice(front: Front) -> None:
    for path in ("/login", f"{shelf().address}workbook.css", "/health"):
        headers = front.visitor().get(path).raw.headers
        twice = [name for name in headers if len(headers.getlist(name)) > 1]
        assert headers
        assert [name for name in twice if name.lower() != "set-cookie"] == []


def test_its_health_is_told_to_anybody_and_nothing_else_is(front: Front) -> None:
    answer = front.visitor().get("/health")
    assert list(answer.json()) == ["instance"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_a_long_message_to_its_health_is_not_said_back(front: Front) -> None:
    address = front.served.root.replace("http", "ws", 1)
    for said, heard in (("hej", "hej"), ("x" * 17, "")):
        line = websocket.create_connection(f"{address}/health/socket", timeout=20)
        line.send(said)
        assert line.recv() == heard
        line.shutdown()


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
    assert reach.cause(front.address, "x") == "unknown_authority"


def test_a_name_that_the_certificate_is_not_for_is_named(front: Front) -> None:
    other = front.address.replace("localhost", "127.0.0.1")
    assert reach.cause(other, "x", front.trusted()) in ("other_name", "no_tls")


@pytest.mark.parametrize(
    ("changed", "named"), [("", None), ("header_up Host changed", "no_websocket")]
)
def test_a_proxy_that_changes_the_host_is_found_out(
    front: Front, tmp_path: Path, changed: str, named: str | None
) -> None:
    """A browser names its origin to a websocket, and the server compares."""
    port, behind = free(), front.served.port
    (tmp_path / "Caddyfile").write_text(
        f"{{\nadmin off\n}}\nhttp://127.0.0.1:{port} {{\n"
        f"reverse_proxy 127.0.0.1:{behind} {{\n{changed}\n}}\n}}\n"
    )
    instance = front.visitor().get("/health").json()["instance"]
    with (tmp_path / "log").open("wb") as written:
        process = subprocess.Popen(
            ["caddy", "run", "--config", "Caddyfile"],
            stdout=written,
            stderr=written,
            cwd=tmp_path,
            env=os.environ | {"HOME": str(tmp_path)},
        )
    try:
        _listens(port)
        assert reach.cause(f"http://127.0.0.1:{port}", instance) == named
    finally:
        process.terminate()
        process.wait(timeout=20)


def _listens(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(port)


def test_a_proxy_that_stands_alone_says_so_and_keeps_silent_on_who_asked(
    front: Front,
) -> None:
    front.served.stop()
    try:
        named = reach.cause(front.address, "x", front.trusted())
        answer = front.visitor().get("/?step=contacts&word=ensomhed")
    finally:
        front.served.start()
    assert named == "proxy_alone"
    assert answer.status_code == 502
    assert "The workshop does not answer" in answer.text
    text = front.log.read_text()
    assert "serving initial configuration" in text
    assert "ensomhed" not in text
    assert "remote_ip" not in text
