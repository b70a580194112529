"""Two participants, the coach and a stranger against a running workshop."""

import socket
from dataclasses import dataclass

import pytest
import requests
import websocket
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from wire import message, send, until
from workshop_served import Served, Visitor

from workbook.serving.shelf import shelf


@dataclass
class Room:
    """Who is in it, and whose kernel is whose."""

    served: Served
    anna: Visitor
    bent: Visitor
    stranger: Visitor
    annas: str
    bents: str


@pytest.fixture(scope="module")
def room(served: Served) -> Room:
    """Two who have logged in and opened their workbooks, and one who has not."""
    anna, bent = served.visitor("1"), served.visitor("2")
    stranger = served.visitor()
    return Room(served, anna, bent, stranger, anna.open(), bent.open())


def refused(visitor: Visitor, kernel: str, **more: object) -> bool:
    """Tell whether a kernel's websocket is not opened."""
    try:
        visitor.channel(kernel, **more).close()
    except websocket.WebSocketBadStatusException as fault:
        return fault.status_code in (403, 404)
    return False


# --- another's kernel ---------------------------------------------------------------


def test_the_owner_reaches_his_kernel(room: Room) -> None:
    assert room.anna.get(f"/api/kernels/{room.annas}").status_code == 200
    assert not refused(room.anna, room.annas)


def test_anothers_kernel_is_not_shown(room: Room) -> None:
    assert room.bent.get(f"/api/kernels/{room.annas}").status_code == 403


def test_anothers_websocket_is_not_opened(room: Room) -> None:
    assert refused(room.bent, room.annas)
    assert refused(room.stranger, room.annas)


def test_the_coach_reaches_no_participants_kernel(room: Room) -> None:
    coach = room.served.visitor("coach")
    assert coach.get(f"/api/kernels/{room.annas}").status_code == 403
    assert refused(coach, room.annas)


def test_anothers_kernel_is_not_ended(room: Room) -> None:
    for visitor in (room.bent, room.stranger):
        path = f"/voila/api/shutdown/{room.annas}"
        assert visitor.post(path).status_code == 403
        gone = visitor.http.delete(
            f"{room.served.root}/api/kernels/{room.annas}",
            headers={"X-XSRFToken": visitor.http.cookies.get("_xsrf") or ""},
        )
        assert gone.status_code == 403
    assert room.anna.get(f"/api/kernels/{room.annas}").status_code == 200


def test_nobody_lists_or_starts_kernels(room: Room) -> None:
    for visitor in (room.anna, room.stranger):
        assert visitor.get("/api/kernels").status_code in (403, 404)
        assert visitor.post("/api/kernels", {}).status_code in (403, 404, 405)
        path = f"/api/kernels/{room.annas}/restart"
        assert visitor.post(path, {}).status_code in (403, 404, 405)


def test_code_from_a_browser_does_not_run(room: Room) -> None:
    channel = room.anna.channel(room.annas)
    code = "import pathlib, os; pathlib.Path(os.environ['HOME'], 'ran').touch()"
    send(channel, "execute_request", {"code": code, "silent": False})
    send(channel, "kernel_info_request", {})
    answered = [said["kind"] for said in until(channel, "kernel_info_reply")]
    channel.close()
    assert "execute_reply" not in answered
    assert not (room.served.site.person_folder(1) / "home" / "ran").exists()


@pytest.mark.parametrize("target", ["os.system", "jupyter.widget.control.x", "../x"])
def test_a_foreign_comm_target_opens_nothing(room: Room, target: str) -> None:
    channel = room.anna.channel(room.annas)
    told = {"comm_id": "x", "target_name": target, "data": {}}
    send(channel, "comm_open", told)
    send(channel, "comm_info_request", {})
    *_, said = until(channel, "comm_info_reply")
    channel.close()
    assert said["content"]["comms"]
    assert "x" not in said["content"]["comms"]


WHOLE = message("kernel_info_request", {})
FILES = [b"x"] * 94
LONG: bytes = serialize_msg_to_ws_v1([b"{}"] * 4 + FILES, "shell")
ODD = {
    "empty": b"",
    "endless": b"\xff" * 8,
    "long": (2**40).to_bytes(8, "little") + b"x" * 100,
    "bare": (6).to_bytes(8, "little"),
    "cut": WHOLE[:-1],
    "nowhere": WHOLE.replace(b"shell", b"hells"),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_a_message_that_claims_to_be_longer_than_it_is_ends_its_own_line_alone(
    room: Room, odd: bytes
) -> None:
    channel, other = room.anna.channel(room.annas), room.bent.channel(room.bents)
    channel.send_binary(odd)
    # It is on its way before the line is closed, and 100 numbers long if read wrongly.
    channel.send_binary(LONG)
    with pytest.raises(websocket.WebSocketConnectionClosedException):
        list(until(channel, "kernel_info_reply"))
    send(other, "kernel_info_request", {})
    assert list(until(other, "kernel_info_reply"))
    channel.shutdown()
    other.close()


def test_the_older_protocol_is_not_spoken(room: Room) -> None:
    for offered in ([], ["v0.kernel.websocket.jupyter.org"]):
        with pytest.raises(websocket.WebSocketBadStatusException, match="400"):
            room.anna.channel(room.annas, subprotocols=offered)


# --- codes --------------------------------------------------------------------------


def test_a_stranger_is_led_to_the_login(room: Room) -> None:
    for path in ("/", "/mine", "/coach", "/present"):
        answer = room.stranger.get(path)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/login?next=")


def test_a_guessed_code_is_refused_in_a_sentence(room: Room) -> None:
    guess = Visitor(room.served.root).log_in("hotel-hotel-hotel-hotel-hotel")
    assert guess.status_code == 403
    assert "Koden passer ikke" in guess.json()["error"]


@pytest.mark.parametrize("change", [str.upper, lambda c: c.replace("-", " ")])
def test_a_code_opens_however_it_is_typed(room: Room, change: object) -> None:
    assert callable(change)
    typed = change(room.served.codes["3"])
    assert Visitor(room.served.root).log_in(typed).status_code == 200


def test_a_code_used_twice_opens_the_same_workbook_on_two_devices(room: Room) -> None:
    phone, laptop = room.served.visitor("3"), room.served.visitor("3")
    assert phone.open() != laptop.open()
    assert len(list(room.served.site.here())) == 3


def test_a_participants_code_does_not_open_the_coachs_page(room: Room) -> None:
    assert room.anna.get("/coach").status_code == 403
    assert room.anna.get("/coach/state").status_code == 403
    told = {"do": "start", "number": 0}
    assert room.anna.post("/coach/state", told).status_code == 403
    assert room.anna.get("/present").status_code == 403


def test_the_coachs_code_opens_no_participants_pages(room: Room) -> None:
    coach = room.served.visitor("coach")
    assert coach.get("/").headers["Location"] == "/coach"
    for path in ("/mine", "/room"):
        assert coach.post(path, {}).status_code in (403, 405)
    assert coach.get("/mine").status_code == 403
    assert coach.post("/mine/out").status_code == 403


# --- cookies, headers, other sites ----------------------------------------------------


def test_a_forged_cookie_lets_nobody_in(room: Room) -> None:
    forged = Visitor(room.served.root)
    real = room.anna.http.cookies["workbook-workshop"]
    for value in ("1", real[:-4] + "0000", real.replace("|", "!"), ""):
        forged.http.cookies.set("workbook-workshop", value)
        assert forged.get("/").status_code == 302
        assert forged.get(f"/api/kernels/{room.annas}").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-User": "1"},
        {"Authorization": "token 1"},
        {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"},
        {"X-XSRFToken": "x"},
    ],
)
def test_forged_headers_let_nobody_in(room: Room, headers: dict[str, str]) -> None:
    assert room.stranger.get("/", headers=headers).status_code == 302
    path = f"/api/kernels/{room.annas}"
    assert room.stranger.get(path, headers=headers).status_code == 403


def test_a_token_in_the_address_lets_nobody_in(room: Room) -> None:
    assert room.stranger.get("/?token=1").status_code == 302


def test_another_host_name_is_refused(room: Room) -> None:
    answer = room.anna.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 403


def test_a_post_from_another_site_is_refused(room: Room) -> None:
    for path in ("/logout", "/mine/delete", "/mine/in", "/mine/out", "/room"):
        bare = requests.post(
            f"{room.served.root}{path}",
            cookies=room.anna.http.cookies.get_dict(),
            headers={"Origin": "https://evil.example"},
            json={},
        )
        assert bare.status_code in (403, 404), path
    assert room.served.site.person_folder(1).exists()


def test_a_websocket_from_another_site_is_refused(room: Room) -> None:
    assert refused(room.anna, room.annas, origin="https://evil.example")


def test_pages_say_what_they_may_load_and_are_kept_nowhere(room: Room) -> None:
    for path in ("/login", "/mine", "/privacy"):
        headers = room.anna.get(path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe-eval" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


# --- files ----------------------------------------------------------------------------

OUTSIDE = [
    "/voila/files/workshop.toml",
    "/voila/static/..%2f..%2f..%2fworkshop.toml",
    "/voila/static/../../../../etc/passwd",
    "/voila/static/%2e%2e/%2e%2e/server.py",
    f"{shelf().address}../../server.py",
    f"{shelf().address}..%2f..%2fserver.py",
    f"{shelf().address}%2e%2e/%2e%2e/%2e%2e/workshop/server.py",
    f"{shelf().address}workbook.css/../../index.html.j2",
    f"{shelf().address}workbook%2ecss%00.js",
    f"{shelf().address}/etc/passwd",
    f"{shelf().address}%2fetc%2fpasswd",
    f"{shelf().address}",
    "/voila/static/000000000000/workbook.css",
    "/voila/templates/lab/static/..%2f..%2f..%2fconf.json",
    "/voila/labextensions/..%2f..%2f..%2f..%2fetc%2fpasswd",
    "/voila/api/themes/..%2f..%2f..%2fetc%2fpasswd",
    "/voila/render/all_steps.ipynb",
    "/voila/tree",
    "/files/my.workbook",
    "/api/contents",
    "/api/sessions",
    "/api/terminals",
    "/participants/01/my.workbook",
    "/.server/codes.json",
    "/mine/../.server/codes.json",
    "/login/..%2f.server%2fcodes.json",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_trick_of_a_path_gives_a_file(room: Room, path: str) -> None:
    with socket.create_connection(("127.0.0.1", room.served.port), 10) as line:
        cookies = "; ".join(f"{c.name}={c.value}" for c in room.anna.http.cookies)
        asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n"
        line.sendall(f"{asked}Connection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.split()[1] in (b"403", b"404", b"400", b"405"), answer[:200]
    assert b"root:" not in answer
    assert b"proofs" not in answer


def test_an_upload_beyond_the_limit_is_refused(room: Room) -> None:
    answer = room.anna.post("/mine/in", data=b"x" * (24 * 2**20 + 1))
    assert answer.status_code == 413
    try:
        far_beyond = room.anna.post("/mine/in", data=b"x" * (40 * 2**20)).status_code
    except requests.ConnectionError:  # the server hangs up before it has read it all
        far_beyond = 400
    assert far_beyond in (400, 413)
    assert room.anna.get("/mine").status_code == 200


def test_nothing_of_the_server_reaches_a_kernel(room: Room) -> None:
    for process in room.served.kernels():
        told = process.environ()
        assert "MY_PASSWORD" not in told
        assert not [v for v in told.values() if v in room.served.codes.values()]
        assert "WORKBOOK_SITE" not in told or "ws" in told["WORKBOOK_SITE"]


# --- last, for it bars this address -------------------------------------------------


def test_one_code_is_guessed_five_times_and_then_no_more(room: Room) -> None:
    guess = Visitor(room.served.root)
    code = "hotel-kaffe-hotel-kaffe-hotel"
    told = [guess.log_in(code).status_code for _ in range(7)]
    assert told == [403] * 5 + [429] * 2


def test_brute_force_from_one_address_is_barred_but_those_inside_go_on(
    room: Room,
) -> None:
    guess = Visitor(room.served.root)
    words = ("kaffe", "hotel", "tiger", "sofa")
    codes = (f"{a}-{b}-{c}-hotel-hotel" for a in words for b in words for c in words)
    told = [guess.log_in(code) for code in codes]
    assert told[-1].status_code == 429
    assert "minutter" in told[-1].json()["error"]
    assert room.anna.get("/mine").status_code == 200
