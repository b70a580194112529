"""A workshop as those in the room see it: by card, on a phone, on a shared laptop."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from axe import violations
from participant import Participant
from playwright.sync_api import Browser, BrowserContext, Page, expect
from workshop_served import Served, serve

from workbook.content import Content
from workbook.serving.appearance import Appearance
from workbook.serving.workshop.codes import Codes
from workbook.settings import LANGUAGES, Language, Shell
from workbook.store import WorkbookFile

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
SECRET = "Kvædehaven ved Åmosen"
LATE = "Skrevet uden forbindelse"


@pytest.fixture(scope="module", params=get_args(Shell))
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A workshop of four that runs, with either front end."""
    served = serve(tmp_path_factory.mktemp("room"), 4, shell=request.param)
    yield served
    served.stop()


@pytest.fixture
def device(chromium: Browser) -> Iterator[BrowserContext]:
    """Somebody's phone, on which nothing of ours has been before."""
    context = chromium.new_context(viewport=PHONE, accept_downloads=True)
    yield context
    context.close()


def log_in(context: BrowserContext, served: Served, person: str) -> Page:
    """Scan a card: the address that its QR code holds."""
    page = context.new_page()
    page.goto(f"{served.root}/join#{served.codes[person]}")
    page.wait_for_url(re.compile(f"^{served.root}/(coach)?$"), timeout=30_000)
    return page


def open_workbook(
    context: BrowserContext, served: Served, person: str, content: Content
) -> Participant:
    he = Participant(log_in(context, served, person), content)
    he.ready()
    return he


def bar(he: Participant, key: str, **details: object) -> str:
    return he.say(f"room.{key}", **details)


def test_a_scanned_card_opens_the_workbook_and_its_code_is_nowhere_after(
    device: BrowserContext, served: Served, content: Content
) -> None:
    he = open_workbook(device, served, "1", content)
    assert he.page.url == f"{served.root}/"
    he.page.go_back()
    assert served.codes["1"] not in he.page.url
    assert "#" not in he.page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_login_can_be_used_by_keyboard_and_by_all(
    device: BrowserContext, served: Served, content: Content, language: Language
) -> None:
    page = device.new_page()
    page.goto(f"{served.root}/?step=jobs")
    page.goto(f"{page.url}&language={language}")
    said = content.texts
    code = page.get_by_role("textbox", name=said.say("entrance.code", language))
    expect(code).to_be_focused()
    assert violations(page) == []
    page.keyboard.type("hest lampe")
    page.keyboard.press("Enter")
    wrong = page.get_by_role("alert")
    expect(wrong).to_have_text(said.say("entrance.not_our_word", language, word="hest"))
    expect(code).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Control+A")
    page.keyboard.type(served.codes["2"].upper().replace("-", " "))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.root}/?step=jobs", timeout=30_000)
    he = Participant(page, content, language)
    he.at("jobs")


def test_answers_are_found_again_on_another_device_and_by_nobody_else(
    chromium: Browser, device: BrowserContext, served: Served, content: Content
) -> None:
    he = open_workbook(device, served, "3", content)
    he.begin()
    he.fill("start", "good_day", SECRET)
    laptop = chromium.new_context(viewport=LAPTOP)
    there = open_workbook(laptop, served, "3", content)
    there.page.goto(f"{served.root}/?step=start")
    there.at("start")
    expect(there.field("start", "good_day")).to_have_value(SECRET)
    laptop.close()
    other = chromium.new_context(viewport=LAPTOP)
    she = open_workbook(other, served, "4", content)
    she.begin()
    expect(she.field("start", "good_day")).to_have_value("")
    other.close()


def test_logging_out_on_a_shared_laptop_leaves_nothing_behind(
    device: BrowserContext, served: Served, content: Content
) -> None:
    he = open_workbook(device, served, "3", content)
    he.page.goto(f"{served.root}/?step=start")
    he.at("start")
    he.page.get_by_role("button", name=bar(he, "logout")).click()
    code = he.page.get_by_role("textbox", name=he.say("entrance.code"))
    expect(code).to_be_focused()
    kept = he.page.evaluate(
        "[...Object.keys(sessionStorage), ...Object.keys(localStorage)]"
    )
    assert kept == []
    cookies = {cookie["name"] for cookie in device.cookies()}
    assert "workbook-workshop" not in cookies
    he.page.go_back()
    assert SECRET not in he.page.content()
    he.page.goto(f"{served.root}/?step=start")
    expect(code).to_be_visible()
    assert SECRET not in he.page.content()


def test_after_a_restart_he_logs_in_again_and_what_was_not_saved_comes_along(
    device: BrowserContext, served: Served, content: Content
) -> None:
    he = open_workbook(device, served, "3", content)
    he.page.goto(f"{served.root}/?step=start")
    he.at("start")
    served.stop()
    field = he.field("start", "good_day")
    field.fill(LATE)
    field.blur()
    expect(he.page.get_by_text(he.say("serving.lost"))).to_be_visible(timeout=20_000)
    served.start()
    expect(he.page.get_by_text(he.say("serving.ended"))).to_be_visible(timeout=30_000)
    he.page.get_by_role("button", name=he.say("serving.login")).click()
    code = he.page.get_by_role("textbox", name=he.say("entrance.code"))
    code.fill(served.codes["3"])
    code.press("Enter")
    he.at("start")
    expect(he.field("start", "good_day")).to_have_value(LATE)
    he.saved("start")
    assert he.unsent() == []


def test_words_that_could_not_be_sent_never_reach_who_comes_after(
    device: BrowserContext, served: Served, content: Content
) -> None:
    he = open_workbook(device, served, "3", content)
    he.page.goto(f"{served.root}/?step=start")
    he.at("start")
    served.stop()
    field = he.field("start", "good_day")
    field.fill("Kun for kort 3")
    field.blur()
    served.start()
    he.page.get_by_role("button", name=he.say("serving.login")).click(timeout=30_000)
    code = he.page.get_by_role("textbox", name=he.say("entrance.code"))
    code.fill(served.codes["2"])
    code.press("Enter")
    he.at("start")
    expect(he.field("start", "good_day")).to_have_value("")
    assert he.unsent() == []
    assert "Kun for kort 3" not in he.page.content()


def test_logging_out_leaves_no_other_tab_open_on_what_is_his(
    device: BrowserContext, served: Served, content: Content
) -> None:
    he = open_workbook(device, served, "2", content)
    beside = device.new_page()
    beside.goto(f"{served.root}/mine")
    he.press(he.page.get_by_role("button", name=bar(he, "logout")))
    for page in (he.page, beside):
        code = page.get_by_role("textbox", name=he.say("entrance.code"))
        expect(code).to_be_visible()


def test_logging_out_without_connection_says_so_and_asks_for_unsaved_words(
    device: BrowserContext, served: Served, content: Content
) -> None:
    he = open_workbook(device, served, "2", content)
    he.page.goto(f"{served.root}/?step=start")
    he.at("start")
    logout = he.page.get_by_role("button", name=bar(he, "logout"))
    field = he.field("start", "good_day")
    # What is just under way is waited for, and nothing is asked.
    field.fill("Et ord")
    asked: list[str] = []
    he.page.on("dialog", lambda one: (asked.append(one.message), one.accept()))
    logout.click()
    expect(he.page.get_by_role("textbox", name=he.say("entrance.code"))).to_be_visible()
    assert asked == []
    he = open_workbook(device, served, "2", content)
    he.page.goto(f"{served.root}/?step=start")
    expect(he.field("start", "good_day")).to_have_value("Et ord")
    he.page.on("dialog", lambda one: (asked.append(one.message), one.accept()))
    served.stop()
    he.field("start", "good_day").fill("Et andet ord")
    logout = he.page.get_by_role("button", name=bar(he, "logout"))
    logout.click()
    expect(he.page.get_by_text(bar(he, "not_out"))).to_be_visible()
    assert asked == [bar(he, "unsaved")]
    served.start()


def test_a_workbook_that_has_ended_is_a_tap_away_on_the_same_step(
    device: BrowserContext, served: Served, content: Content
) -> None:
    he = open_workbook(device, served, "2", content)
    he.page.goto(f"{served.root}/?step=start")
    he.at("start")
    expect(he.page.get_by_text(he.say("pages.where_served"))).to_be_attached()
    he.go("jobs")
    kernel = he.page.evaluate(
        "JSON.parse(document.getElementById('jupyter-config-data').text).kernelId"
    )
    device.request.post(
        f"{served.root}/voila/api/shutdown/{kernel}",
        headers={"X-XSRFToken": cookie(device, "_xsrf")},
    )
    tap = he.page.get_by_role("button", name=he.say("serving.tap"))
    expect(tap).to_be_visible(timeout=30_000)
    expect(he.page.get_by_text(he.say("serving.back"))).to_be_visible()
    assert violations(he.page) == []
    he.press(tap)
    he.at("jobs")


def cookie(context: BrowserContext, name: str) -> str:
    return next(one["value"] for one in context.cookies() if one["name"] == name)


def test_a_proxy_without_a_server_is_a_lost_connection_and_not_a_ready_workbook(
    device: BrowserContext, served: Served, content: Content
) -> None:
    he = open_workbook(device, served, "2", content)
    he.page.route("**/api/kernels/*", lambda route: route.fulfill(status=502))
    served.stop()
    expect(he.page.get_by_text(he.say("serving.lost"))).to_be_visible(timeout=20_000)
    he.page.wait_for_timeout(3000)  # another look is taken, to the same end
    expect(he.page.get_by_text(he.say("serving.lost"))).to_be_visible()
    served.start()
    he.page.unroute("**/api/kernels/*")
    expect(he.page.get_by_text(he.say("serving.ended"))).to_be_visible(timeout=30_000)


def test_a_raised_hand_is_seen_and_taken_down(
    chromium: Browser, device: BrowserContext, served: Served, content: Content
) -> None:
    he = open_workbook(device, served, "1", content)
    help_ = he.page.get_by_role("button", name=bar(he, "help"))
    help_.click()
    expect(he.page.get_by_role("button", name=bar(he, "hand_up"))).to_be_visible()
    desk = chromium.new_context(viewport=LAPTOP)
    coach = log_in(desk, served, "coach")
    card = he.say("coach.card", number=1)
    expect(coach.get_by_role("listitem").filter(has_text=card).first).to_be_visible()
    helped = coach.get_by_role("button", name=f"{he.say('coach.helped')}: {card}")
    helped.click()
    expect(coach.get_by_text(he.say("coach.no_hands"))).to_be_visible()
    expect(help_).to_be_visible(timeout=20_000)
    desk.close()


def test_the_coach_shows_a_made_up_participant_on_the_wall(
    chromium: Browser, served: Served, content: Content
) -> None:
    desk = chromium.new_context(viewport=LAPTOP)
    log_in(desk, served, "coach")
    page = desk.new_page()
    page.goto(f"{served.root}/present?step=contacts")
    he = Participant(page, content)
    he.at("contacts")
    expect(he.records("contacts").first).to_be_visible()
    expect(page.get_by_text(bar(he, "demo"))).to_be_visible()
    assert not [p for p in served.site.here() if p > 4]
    desk.close()


def test_a_copy_is_taken_along_put_back_undone_and_all_is_deleted(
    device: BrowserContext, served: Served, content: Content, tmp_path: Path
) -> None:
    he = open_workbook(device, served, "4", content)
    he.page.goto(f"{served.root}/?step=start")
    he.fill("start", "good_day", SECRET)
    he.press(he.page.get_by_role("link", name=bar(he, "mine")))
    page = he.page
    asked: list[str] = []
    page.on("dialog", lambda one: (asked.append(one.message), one.accept()))
    expect(page.get_by_role("heading", level=1)).to_have_text(he.say("mine.title"))
    assert violations(page) == []
    with page.expect_download() as downloading:
        page.get_by_role("button", name=he.say("mine.take_out_button")).click()
    copied = tmp_path / "copy.workbook"
    downloading.value.save_as(copied)
    own = WorkbookFile(copied, content.steps)
    assert own.record("start", "start").values["good_day"] == SECRET
    own.close()
    page.goto(f"{served.root}/?step=start")
    he.at("start")
    he.fill("start", "good_day", "Noget andet")
    page.goto(f"{served.root}/mine")
    chosen = page.get_by_label(he.say("mine.choose"))
    put = page.get_by_role("button", name=he.say("mine.put_in_button"))
    broken = tmp_path / "broken.workbook"
    broken.write_bytes(copied.read_bytes()[:5000])
    chosen.set_input_files(broken)
    put.click()
    expect(page.get_by_text(he.say("mine.file_damaged"))).to_be_visible(timeout=20_000)
    chosen.set_input_files(copied)
    put.click()
    expect(page.get_by_text(he.say("mine.put_back"))).to_be_visible(timeout=20_000)
    assert asked == [he.say("mine.ask")] * 2
    page.goto(f"{served.root}/?step=start")
    expect(he.field("start", "good_day")).to_have_value(SECRET)
    page.goto(f"{served.root}/mine")
    page.get_by_role("button", name=he.say("mine.undo")).click()
    expect(page.get_by_text(he.say("mine.undone"))).to_be_visible()
    page.goto(f"{served.root}/?step=start")
    expect(he.field("start", "good_day")).to_have_value("Noget andet")
    page.goto(f"{served.root}/mine")
    page.get_by_label(he.say("mine.sure")).check()
    page.get_by_role("button", name=he.say("mine.delete_button")).click()
    expect(page.get_by_role("status")).to_contain_text(
        he.say("mine.deleted").split(":")[0]
    )
    page.wait_for_url(f"{served.root}/login**")
    assert not served.site.person_folder(4).exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_data_is_for_all_and_a_file_too_large_is_refused_before_it_is_sent(
    device: BrowserContext,
    served: Served,
    content: Content,
    language: Language,
    tmp_path: Path,
) -> None:
    page = log_in(device, served, "2")
    page.goto(f"{served.root}/mine?language={language}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    he = Participant(page, content, language)
    large = tmp_path / "large.workbook"
    with large.open("wb") as written:
        written.truncate(24 * 2**20 + 1)
    page.get_by_label(he.say("mine.choose")).set_input_files(large)
    he.press(page.get_by_role("button", name=he.say("mine.put_in_button")))
    expect(page.get_by_role("alert")).to_have_text(he.say("mine.too_big"))
    assert violations(page) == []
    delete = page.get_by_role("button", name=he.say("mine.delete_button"))
    expect(delete).to_be_disabled()
    he.tab_to(page.get_by_label(he.say("mine.sure")))
    page.keyboard.press("Space")
    expect(delete).to_be_enabled()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_privacy_page_is_read_without_a_card_and_by_all(
    device: BrowserContext, served: Served, language: Language
) -> None:
    page = device.new_page()
    page.goto(f"{served.root}/privacy?language={language}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "{" not in page.locator("main").inner_text()
    assert "Job på tværs" in page.locator("main").inner_text()
    assert violations(page) == []


def test_the_page_of_a_full_server_tries_again_by_itself(
    device: BrowserContext, served: Served, content: Content
) -> None:
    he = open_workbook(device, served, "2", content)
    page = Appearance(content.texts, "da", "Job på tværs").error(503, "da")
    he.page.route(
        f"{served.root}/?step=jobs",
        lambda route: route.fulfill(status=503, content_type="text/html", body=page),
        times=1,
    )
    he.page.goto(f"{served.root}/?step=jobs")
    expect(he.page.get_by_text(he.say("serving.full"))).to_be_visible()
    expect(he.page.get_by_role("timer")).to_contain_text("sekunder")
    assert violations(he.page) == []
    he.at("jobs")


# --- last: what a used workshop leaves, and what erasing leaves of it ----------------


def traces(folder: Path, words: list[str]) -> list[str]:
    """Return each file below a folder that holds one of the words, in any encoding."""
    wanted = [w.encode(e) for w in words for e in ("utf-8", "utf-16-le", "latin-1")]
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in wanted)
    ]


def test_no_answer_no_code_and_no_key_is_left_on_the_disk_or_in_the_log(
    served: Served,
) -> None:
    codes = Codes.load(served.site.codes)
    found = [codes.find(code) for code in served.codes.values()]
    keys = [one.key.hex() for one in found if one]
    assert len(keys) == 5
    words = [SECRET, LATE, *served.codes.values(), *keys]
    assert traces(served.site.folder, words) == []
    assert traces(served.log.parent, words) == []
    raw = [one.key for one in found if one]
    for path in served.site.folder.rglob("*"):
        if path.is_file():
            assert not [key for key in raw if key in path.read_bytes()], path
    text = served.log.read_text()
    assert " 200 GET /" in text
    assert "step=" not in text


def test_erasing_one_and_then_all_leaves_nothing(served: Served) -> None:
    command = [
        sys.executable,
        "-m",
        "workbook",
        "workshop",
        "erase",
        str(served.site.folder),
    ]
    told = subprocess.run(
        [*command, "3", "--yes"], capture_output=True, text=True, check=True
    )
    assert "3" in told.stdout
    assert not served.site.person_folder(3).exists()
    visitor = served.visitor()
    assert visitor.log_in(served.codes["3"]).status_code == 403
    served.stop()
    subprocess.run([*command, "--yes"], capture_output=True, check=True)
    assert not served.site.folder.exists()
