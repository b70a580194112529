"""The server as a browser, a stranger and a hostile page meet it."""

import json
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import websocket
from markupsafe import escape
from served import Served, start
from wire import connect, send, until

from workbook.content import load_texts
from workbook.settings import Language, Settings

KERNEL = "3c1f0d5e-8a77-4f0a-9b3e-6d2f4c9a1b70"
CLOSED = [
    "/",
    "/?step=jobs",
    "/enter",
    "/enter?token=",
    "/enter?token=guess",
    "/login",
    "/shown.ipynb",
    "/voila/files/shown.ipynb",
    "/voila/files/.env",
    "/voila/files/picture.png",
    "/voila/static/voila.js",
    "/voila/static/workbook.css",
    "/voila/templates/lab/static/index.css",
    "/voila/labextensions/anywidget/package.json",
    "/voila/tree",
    "/api/kernels",
    f"/api/kernels/{KERNEL}",
]


@pytest.fixture(scope="module")
def browser(served: Served) -> Iterator[requests.Session]:
    """The browser of the participant: the only one that ever comes in."""
    with served.enter() as session:
        yield session


@pytest.fixture(scope="module")
def page(served: Served, browser: requests.Session) -> requests.Response:
    """The page, opened with a deep link."""
    answer = browser.get(f"{served.address}/?step=jobs")
    answer.encoding = "utf-8"
    return answer


def kernel_of(page: requests.Response) -> str:
    found = re.search(r'"kernelId": "([\w-]+)"', page.text)
    assert found
    return found[1]


def said(key: str, language: Language = "da") -> str:
    return escape(load_texts(Settings()).say(key, language))


@pytest.mark.parametrize("path", CLOSED)
def test_a_stranger_sees_nothing(served: Served, path: str) -> None:
    answer = requests.get(served.address + path, allow_redirects=False)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


def test_a_stranger_is_told_what_to_do_in_danish(served: Served) -> None:
    answer = requests.get(served.address)
    assert '<html lang="da">' in answer.text
    assert said("serving.not_admitted") in answer.text


def test_whoever_chose_english_is_answered_in_english(served: Served) -> None:
    answer = requests.get(served.address, cookies={"workbook-language": "en"})
    assert '<html lang="en">' in answer.text
    assert said("serving.not_admitted", "en") in answer.text


def test_a_stranger_starts_no_kernel(served: Served) -> None:
    requests.get(served.address)
    requests.post(f"{served.address}/api/kernels", json={})
    assert served.kernels() == []


def test_a_stranger_reaches_no_kernel(served: Served, page: requests.Response) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        connect(served.address, kernel_of(page), requests.Session())


def test_the_address_lets_in_only_once(
    served: Served, browser: requests.Session
) -> None:
    again = requests.get(served.one_time, allow_redirects=False)
    assert again.status_code == 403
    known = browser.get(f"{served.one_time}&step=jobs", allow_redirects=False)
    assert (known.status_code, known.headers["Location"]) == (302, "/?step=jobs")


def test_the_cookie_is_for_this_port_and_not_for_scripts(
    served: Served, browser: requests.Session
) -> None:
    cookie = next(c for c in browser.cookies if c.name == f"workbook-{served.port}")
    assert cookie.expires is None
    assert {"HttpOnly", "SameSite"} <= cookie._rest.keys()  # type: ignore[attr-defined]


def test_the_page_is_danish_and_loads_nothing_from_elsewhere(
    page: requests.Response,
) -> None:
    assert page.status_code == 200
    assert '<html lang="da">' in page.text
    assert said("pages.loading") in page.text
    assert not re.search(r'(src|href)="(https?:)?//', page.text)
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]


def test_the_kernel_knows_the_step_asked_for_and_little_else(
    page: requests.Response, notebooks: Path
) -> None:
    output = re.search(r"cell-output\+json\">(.*?)</script>", page.text)
    assert output
    shown = json.loads(output[1])["data"]["text/html"]
    environment = json.loads(shown.removeprefix("environment="))
    assert environment["QUERY_STRING"] == "step=jobs"
    assert environment["WORKBOOK_FILE"] == str(notebooks / "mine.workbook")
    assert "MY_PASSWORD" not in environment
    assert not [name for name in environment if name.startswith("JUPYTER")]


@pytest.mark.parametrize(
    "path",
    [
        "/shown.ipynb",
        "/voila/files/shown.ipynb",
        "/voila/files/.env",
        "/voila/files/picture.png",
        "/voila/tree",
        "/voila/render/failing.ipynb",
        "/api/kernels",
        "/api/contents",
    ],
)
def test_no_file_and_no_other_notebook_is_published(
    served: Served, browser: requests.Session, path: str
) -> None:
    answer = browser.get(served.address + path)
    assert answer.status_code == 404
    assert said("serving.not_found") in answer.text


def test_an_unknown_kernel_is_refused(
    served: Served, browser: requests.Session
) -> None:
    assert browser.get(f"{served.address}/api/kernels/{KERNEL}").status_code == 404
    with pytest.raises(websocket.WebSocketBadStatusException, match="404"):
        connect(served.address, KERNEL, browser)


def test_a_page_from_elsewhere_is_refused(
    served: Served, browser: requests.Session, page: requests.Response
) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        connect(served.address, kernel_of(page), browser, origin="https://example.com")
    rebound = browser.get(served.address, headers={"Host": "example.com"})
    assert rebound.status_code == 403


def test_code_from_the_browser_is_not_run(
    served: Served, browser: requests.Session, page: requests.Response
) -> None:
    socket = connect(served.address, kernel_of(page), browser)
    send(socket, "execute_request", {"code": "1 + 1", "silent": False})
    send(socket, "kernel_info_request", {})
    answered = [said["kind"] for said in until(socket, "kernel_info_reply")]
    socket.close()
    assert "execute_reply" not in answered


def test_leaving_the_page_ends_its_kernel(
    served: Served, browser: requests.Session, page: requests.Response
) -> None:
    beacon = f"{served.address}/voila/api/shutdown/{kernel_of(page)}"
    assert browser.post(beacon).status_code == 403
    token = browser.cookies["_xsrf"]
    assert browser.post(beacon, data={"_xsrf": token}).status_code == 204
    deadline = time.monotonic() + 15
    while served.kernels() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert served.kernels() == []


@pytest.mark.usefixtures("page")
def test_the_log_holds_no_token_and_no_query(served: Served) -> None:
    requests.get(f"{served.address}/nowhere?token=typed-words")
    log = served.log.read_text()
    assert "GET /enter" in log
    for secret in (served.one_time.partition("token=")[2], "typed-words", "step=jobs"):
        assert secret not in log


def test_a_killed_server_started_again_knows_the_browser(
    notebooks: Path, tmp_path: Path
) -> None:
    first = start(notebooks / "shown.ipynb", tmp_path)
    with first.enter() as browser:
        assert browser.get(first.address).status_code == 200
        left = first.kernels()
        assert len(left) == 1
        first.stop(signal.SIGKILL)
        second = start(notebooks / "shown.ipynb", tmp_path, first.port)
        assert browser.get(second.address).status_code == 200
        left += second.kernels()
        assert second.stop(signal.SIGINT) == 0
        assert len(left) == 2
        assert not [kernel for kernel in left if kernel.is_running()]
