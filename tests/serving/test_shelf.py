"""Styles, scripts and pages on the wire: packed, named by content, kept or not."""

import gzip
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
import requests
from served import Served
from wire import PROTOCOL

from workbook.serving.shelf import FOLDER, FOR_GOOD, Shelf, shelf, takes_packed

ADDRESS = shelf().address
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "bW9zdCBwcm9hY3RpdmUgIQ==",
    "Sec-WebSocket-Protocol": PROTOCOL,
    "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
}
NAMES = sorted(shelf().files)


@pytest.fixture(scope="module")
def browser(served: Served) -> Iterator[requests.Session]:
    """The browser of the participant."""
    with served.enter() as session:
        yield session


def asked(
    served: Served, browser: requests.Session, path: str, how: str = "GET", **more: str
) -> tuple[HTTPResponse, bytes]:
    """Ask as nothing but plain HTTP does: no packing, nothing unpacked."""
    cookies = "; ".join(f"{c.name}={c.value}" for c in browser.cookies)
    line = HTTPConnection("127.0.0.1", served.port, timeout=60)
    headers = {name.replace("_", "-"): value for name, value in more.items()}
    line.request(how, path, headers={"Cookie": cookies} | headers)
    answer = line.getresponse()
    whole = answer.read()
    line.close()
    return answer, whole


def test_every_file_of_ours_is_on_the_shelf() -> None:
    there = [path.name for path in FOLDER.iterdir() if path.is_file()]
    assert len(there) > 10
    assert sorted(there) == NAMES


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".js")])
def test_a_module_is_one_piece_that_can_be_read(name: str, tmp_path: Path) -> None:
    sent = shelf().files[name].plain.decode()
    assert "import " not in sent
    assert "//" not in sent.replace("://", "")
    module = tmp_path / "sent.mjs"
    module.write_text(sent)
    subprocess.run(["node", "--check", module], check=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_comes_packed_or_plain_and_is_kept_for_good(
    served: Served, browser: requests.Session, name: str
) -> None:
    plain, whole = asked(served, browser, ADDRESS + name)
    packed, less = asked(served, browser, ADDRESS + name, Accept_Encoding="br, gzip")
    assert (plain.status, packed.status) == (200, 200)
    assert whole == shelf().files[name].plain
    assert gzip.decompress(less) == whole
    for answer in (plain, packed):
        assert answer.headers["Cache-Control"] == FOR_GOOD
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["ETag"] != packed.headers["ETag"]


def test_who_has_a_file_is_sent_nothing(
    served: Served, browser: requests.Session
) -> None:
    path = f"{ADDRESS}workbook.css"
    for packing in ("gzip", "identity"):
        had, _ = asked(served, browser, path, Accept_Encoding=packing)
        mark = had.headers["ETag"]
        again, whole = asked(
            served, browser, path, Accept_Encoding=packing, If_None_Match=mark
        )
        assert (again.status, whole) == (304, b"")
        assert again.headers["ETag"] == mark
        other, _ = asked(served, browser, path, If_None_Match='"another"')
        assert other.status == 200


def test_head_tells_what_get_would_send(
    served: Served, browser: requests.Session
) -> None:
    path = f"{ADDRESS}workbook.css"
    got, whole = asked(served, browser, path, Accept_Encoding="gzip")
    head, none = asked(served, browser, path, "HEAD", Accept_Encoding="gzip")
    assert (head.status, none) == (200, b"")
    for name in ("Content-Length", "Content-Encoding", "ETag", "Content-Type"):
        assert head.headers[name] == got.headers[name]
    assert head.headers["Content-Length"] == str(len(whole))


def test_a_part_of_a_file_is_never_a_part_of_a_packed_one(
    served: Served, browser: requests.Session
) -> None:
    packed, plain = f"{ADDRESS}workbook.css", "/voila/static/workbook.css"
    for path, whole in (
        (packed, shelf().files["workbook.css"].plain),
        (plain, (FOLDER / "workbook.css").read_bytes()),
    ):
        part, some = asked(
            served, browser, path, Accept_Encoding="gzip", Range="bytes=10-19"
        )
        if part.status == 206:
            assert part.headers["Content-Encoding"] is None
            assert some == whole[10:20]
        else:  # whoever asks for a part may be given all
            assert part.status == 200
            assert gzip.decompress(some) == whole


def test_without_the_mark_it_is_asked_for_again_each_time(
    served: Served, browser: requests.Session
) -> None:
    path = "/voila/static/workbook.css"
    had, _ = asked(served, browser, path)
    assert had.headers["Cache-Control"] == "no-cache"
    again, none = asked(served, browser, path, If_None_Match=had.headers["ETag"])
    assert (again.status, none) == (304, b"")


def test_the_front_end_of_voila_is_below_the_mark_packed_and_kept(
    served: Served, browser: requests.Session
) -> None:
    path = f"{ADDRESS}voila.js"
    packed, less = asked(served, browser, path, Accept_Encoding="gzip")
    plain, whole = asked(served, browser, path)
    assert gzip.decompress(less) == whole
    assert len(less) < len(whole) / 2
    for answer in (packed, plain):
        assert answer.headers["Cache-Control"] == FOR_GOOD
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_another_mark_leads_nowhere(served: Served, browser: requests.Session) -> None:
    for path in ("/voila/static/0123456789ab/workbook.css", f"{ADDRESS}nothing.js"):
        answer, _ = asked(served, browser, path)
        assert answer.status in (403, 404)
        assert FOR_GOOD not in str(answer.headers)


def test_a_stranger_is_given_no_file(served: Served) -> None:
    for name in (*NAMES, "voila.js"):
        answer = requests.get(f"{served.address}{ADDRESS}{name}", timeout=20)
        assert answer.status_code == 403
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_mark_changes_with_any_file_and_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("1")
    first = Shelf(tmp_path).mark
    (tmp_path / "a.js").rename(tmp_path / "b.js")
    second = Shelf(tmp_path).mark
    (tmp_path / "b.js").write_text("2")
    third = Shelf(tmp_path).mark
    assert len({first, second, third}) == 3
    assert re.fullmatch("[0-9a-f]{12}", first)


def test_a_page_is_packed_as_it_comes_and_kept_nowhere(
    served: Served, browser: requests.Session
) -> None:
    answer, whole = asked(served, browser, "/", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(whole).decode().rstrip().endswith("</html>")
    assert len(whole) < len(gzip.decompress(whole))


def test_the_line_to_a_kernel_is_packed(
    served: Served, browser: requests.Session
) -> None:
    _, page = asked(served, browser, "/")
    kernel = re.search(rb'"kernelId": ?"([\w-]+)"', page)
    assert kernel
    cookies = "; ".join(f"{c.name}={c.value}" for c in browser.cookies)
    headers = {"Cookie": cookies, "Origin": served.address} | UPGRADE
    line = HTTPConnection("127.0.0.1", served.port, timeout=60)
    path = f"/api/kernels/{kernel[1].decode()}/channels?session_id=x"
    with closing(line):
        line.request("GET", path, headers=headers)
        with closing(line.getresponse()) as answer:
            assert answer.status == 101
            told = str(answer.headers["Sec-WebSocket-Extensions"])
    assert "permessage-deflate" in told


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ("gzip", True),
        ("br;q=1.0, GZIP;q=0.5", True),
        ("gzip; q=0", False),
        ("gzip;q=0.000, br", False),
        ("x-gzip-not", False),
        ("", False),
    ],
)
def test_packing_is_for_whoever_takes_it(asked: str, taken: bool) -> None:
    assert takes_packed({"Accept-Encoding": asked}) is taken  # type: ignore[arg-type]
