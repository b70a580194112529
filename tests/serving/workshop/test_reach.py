"""An address for the cards: which may be one, and why it may not lead here."""

import http.server
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import get_args
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.content import load_texts
from workbook.errors import ServingError
from workbook.serving.workshop import addresses, reach
from workbook.settings import LANGUAGES, Settings


def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def answering(
    status: int = 200, body: bytes = b"", secured: ssl.SSLContext | None = None
) -> Iterator[int]:
    """Answer ``/health`` so on a port; all else is not there."""

    class Other(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/health" else 404)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_told: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Other)
    server.handle_error = lambda *_told: None  # type: ignore[method-assign]
    if secured:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


# --- why it is not reached --------------------------------------------------------


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
    ("host", "named"), [("localhost", "elsewhere"), ("127.0.0.1", "moved")]
)
def test_an_address_that_is_another_machines_is_named(
    host: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What DNS says, and which cards this machine has, is no test's to choose."""
    monkeypatch.setattr(reach, "leads_to", lambda _host: ["198.51.100.7"])
    monkeypatch.setattr(reach, "own", lambda: ["192.168.1.7"])
    assert reach.cause(f"https://{host}:{free()}", "x") == named


@pytest.mark.parametrize(
    ("status", "body", "named"),
    [
        (502, b"", "proxy_alone"),
        (504, b"", "proxy_alone"),
        (302, b"", "somebody_else"),
        (404, b"", "somebody_else"),
        (200, b"<html>Log in to our Wi-Fi</html>", "somebody_else"),
        (200, b"\xff\xfe", "somebody_else"),
        (200, b"[" * 9000, "somebody_else"),
        (200, b'{"hello": 1}', "somebody_else"),
        (200, b'{"instance": "theirs"}', "other_run"),
        (200, b'{"instance": "mine"}', "no_websocket"),
    ],
)
def test_who_else_answers_is_named(status: int, body: bytes, named: str) -> None:
    with answering(status, body) as port:
        assert reach.cause(f"http://127.0.0.1:{port}", "mine") == named


def test_a_port_without_a_certificate_is_named() -> None:
    with answering() as port:
        assert reach.cause(f"https://localhost:{port}", "x") == "no_tls"


@pytest.fixture(scope="module")
def expired(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of yesterday's, with its key."""
    folder = tmp_path_factory.mktemp("expired")
    (folder / "index").touch()
    (folder / "ca").write_text(
        "[ca]\ndefault_ca=own\n[own]\ndatabase=index\nnew_certs_dir=.\n"
        "default_md=sha256\nrand_serial=yes\npolicy=any\nx509_extensions=ext\n"
        "[any]\ncommonName=supplied\n[ext]\nsubjectAltName=DNS:localhost\n"
    )
    asked = (
        "req -new -newkey rsa:2048 -nodes -keyout key -out asked -subj /CN=localhost"
    )
    given = "ca -batch -config ca -selfsign -keyfile key -in asked -out given -notext"
    given += " -startdate 20200101000000Z -enddate 20200102000000Z"
    for line in (asked, given):
        command = ["openssl", *line.split()]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


def test_a_certificate_that_has_expired_is_named(expired: Path) -> None:
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secured.load_cert_chain(expired / "given", expired / "key")
    trusted = ssl.create_default_context(cafile=str(expired / "given"))
    with answering(secured=secured) as port:
        address = f"https://localhost:{port}"
        assert reach.cause(address, "x", trusted) == "expired"
        assert reach.cause(address, "x") in ("unknown_authority", "expired")


def test_each_cause_has_its_sentence() -> None:
    texts = load_texts(Settings())
    told = {"address": "https://a.dk", "host": "a.dk", "there": "192.0.2.9"}
    causes = get_args(reach.Cause)
    assert len(causes) > 10
    for language in LANGUAGES:
        said = {texts.say(f"reach.{cause}", language, **told) for cause in causes}
        assert len(said) == len(causes)


# --- what the coach is told -------------------------------------------------------


def told(address: str, last: str) -> list[str]:
    """Return the keys of what is said of an address, up to the last one."""
    said: list[str] = []
    done = Event()

    def say(key: str, **_details: object) -> None:
        said.append(key)
        if key in (last, "reach.no_network"):
            done.set()

    reach.tell(address, "mine", say, after=0)
    assert done.wait(timeout=30), said
    return said


def test_a_fault_on_the_way_is_told_with_the_machines_own_addresses() -> None:
    said = told(f"http://127.0.0.1:{free()}", "reach.own")
    assert said[0] == "reach.refused"
    assert said[1:] == ["reach.own" if addresses.own() else "reach.no_network"]


def test_a_fault_that_has_nothing_to_do_with_them_is_told_alone() -> None:
    with answering(body=b'{"instance": "theirs"}') as port:
        said = told(f"http://127.0.0.1:{port}", "reach.other_run")
    assert said == ["reach.other_run"]


# --- this machine's own -----------------------------------------------------------


def test_own_addresses_are_ones_that_others_can_use() -> None:
    found = addresses.own()
    assert not [each for each in found if addresses.loopback(each)]
    for each in found:
        family = socket.AF_INET6 if ":" in each else socket.AF_INET
        with socket.socket(family) as probe:
            probe.bind((each, 0))


def test_the_loopback_is_known_by_name_and_by_number() -> None:
    assert all(map(addresses.loopback, ["localhost", "127.0.0.1", "127.0.1.1", "::1"]))
    assert not any(map(addresses.loopback, ["192.168.1.7", "local.host", ""]))


# --- what may stand on a card -----------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "https://ws.example.dk",
        "https://ws.example.dk:8443/",
        "https://192.168.1.7:8443",
        "https://[2001:db8::7]",
        "http://127.0.0.1:80",
        "http://localhost:17330",
    ],
)
def test_an_address_that_a_browser_can_use_safely_is_taken(address: str) -> None:
    reach.proper(address)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://ws.example.dk", "address_plain"),
        ("http://192.168.1.7", "address_plain"),
        ("http://127.0.0.1.example.dk", "address_plain"),
        ("ws.example.dk", "address_faulty"),
        ("https://ws.example.dk/here", "address_faulty"),
        ("https://ws.example.dk?x=1", "address_faulty"),
        ("https://ws.example.dk?", "address_faulty"),
        ("https://ws.example.dk#", "address_faulty"),
        ("https://a:b@ws.example.dk", "address_faulty"),
        ("https://@ws.example.dk", "address_faulty"),
        ("https://ws.example.dk:", "address_faulty"),
        ("https://ws.example.dk:0", "address_faulty"),
        ("https://ws.example.dk:99999", "address_faulty"),
        ("https://ws example.dk", "address_faulty"),
        ("https://ws..example.dk", "address_faulty"),
        ("https://ws.example.dk;script-src", "address_faulty"),
        ("https://[::1", "address_faulty"),
        ("ftp://ws.example.dk", "address_faulty"),
        (" https://ws.example.dk", "address_faulty"),
        ("https://jobværksted.dk", "address_letters"),
    ],
)
def test_any_other_address_is_refused(address: str, code: str) -> None:
    with pytest.raises(ServingError, match=code):
        reach.proper(address)


def test_a_name_with_danish_letters_is_shown_as_dns_knows_it() -> None:
    with pytest.raises(ServingError) as caught:
        reach.proper("https://jobværksted.dk")
    shown = caught.value.details["host"]
    assert shown == "xn--jobvrksted-g6a.dk"
    reach.proper(f"https://{shown}")


_PIECES = st.lists(
    st.sampled_from(
        [
            *("https://", "http://", "localhost", "a.dk", "::1", "443", "x" * 70),
            *":/?#@[]% \\\t\n;'.æ",
        ]
    ),
    max_size=8,
).map("".join)


@given(st.one_of(_PIECES, st.text(max_size=40)))
def test_what_passes_is_nothing_but_a_scheme_a_host_and_a_port(address: str) -> None:
    try:
        reach.proper(address)
    except ServingError:
        return
    parts = urlsplit(address)
    assert parts.scheme in ("http", "https")
    assert (
        address.lower().removesuffix("/") == f"{parts.scheme}://{parts.netloc}".lower()
    )
    assert set(parts.netloc.lower()) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.:[]")
