"""The light page: any anywidget, a line lost and found, the full front end."""

import re
import signal
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    WebSocketRoute,
    expect,
)
from served import Served, start

pytestmark = pytest.mark.browser

FOREIGN = Path(__file__).with_name("foreign.py").read_text(encoding="utf-8")
PLAIN = """
from IPython.display import HTML, SVG, Image, display
display(HTML("<p id='said'>Said</p><script>document.body.dataset.run = 'yes'</script>"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg'><title>Drawn</title></svg>"))
display(Image(bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408"
    "d763f8cfc000000301010018dd8db00000000049454e44ae426082"), format="png"))
42
"""
LINE = re.compile(r"/api/kernels/[^/]+/channels")
# Longer than a line may be silent.
LONG = 30_000


def notebook(folder: Path, code: str) -> Path:
    kernel = {"name": "python3", "display_name": "Python", "language": "python"}
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code)], metadata={"kernelspec": kernel}
    )
    path = folder / "foreign.ipynb"
    nbformat.write(made, path)
    return path


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[Served]:
    """A server with the notebook that is not ours."""
    server = start(notebook(home, FOREIGN), home)
    yield server
    server.stop(signal.SIGKILL)


@pytest.fixture(scope="module")
def entered(served: Served, chromium: Browser) -> Iterator[BrowserContext]:
    """The browser that has opened the one-time address."""
    context = chromium.new_context()
    context.request.get(served.one_time, max_redirects=0)
    yield context
    context.close()


@pytest.fixture
def page(entered: BrowserContext) -> Iterator[Page]:
    """A tab that has no fault to report after the test."""
    page = entered.new_page()
    yield page
    page.close()


def button(page: Page, label: str) -> Locator:
    return page.get_by_role("button", name=label, exact=True)


def log(page: Page) -> list[str]:
    said: str = page.evaluate("document.body.dataset.log ?? ''")
    return said.split()


@pytest.fixture
def shown(page: Page, served: Served) -> Page:
    """The page with the widgets on it."""
    page.goto(served.address)
    expect(button(page, "Ask two")).to_be_visible()
    return page


def test_a_widget_sends_binary_data_both_ways(shown: Page) -> None:
    expect(shown.get_by_text("data 1,2 twice").first).to_be_visible()
    button(shown, "Set one").click()
    expect(shown.get_by_text("data 7,8 twice 14,16")).to_be_visible()
    button(shown, "Count two").click()
    button(shown, "Count two").click()
    expect(shown.get_by_text("counted [1, 2] sent 1,2")).to_be_visible()


def test_a_widget_asks_python_and_gets_an_answer(shown: Page) -> None:
    button(shown, "Ask one").click()
    expect(shown.get_by_text("answer 3 4")).to_be_visible()


def test_a_widget_is_styled_once(shown: Page) -> None:
    border = "getComputedStyle(document.querySelector('output')).borderLeftColor"
    assert shown.evaluate(border) == "rgb(1, 2, 3)"
    styles = "[...document.querySelectorAll('style')].map(s => s.textContent)"
    assert sum("rgb(1, 2, 3)" in css for css in shown.evaluate(styles)) == 1


def test_each_widget_is_initialized_before_it_is_drawn_and_cleaned_up_after(
    shown: Page,
) -> None:
    assert log(shown).index("initialize:one") < log(shown).index("render:one")
    assert not [each for each in log(shown) if each.startswith(("cleaned", "closed"))]
    button(shown, "Take out").click()
    expect(button(shown, "Ask two")).to_have_count(0)
    assert "cleaned:two" in log(shown)
    assert "closed:two" not in log(shown)
    button(shown, "Close").click()
    expect(shown.locator("body")).to_have_attribute(
        "data-log", re.compile("closed:two")
    )
    assert "aborted:two" in log(shown)
    assert "cleaned:one" not in log(shown)


def test_a_box_keeps_what_it_shows_when_others_come_and_go(shown: Page) -> None:
    field = shown.get_by_label("Note one")
    field.fill("typed")
    button(shown, "Swap").click()
    notes = shown.get_by_label(re.compile("Note"))
    expect(notes.first).to_have_accessible_name("Note two")
    button(shown, "New").click()
    expect(button(shown, "Ask three")).to_be_visible()
    expect(field).to_have_value("typed")
    assert log(shown).count("render:one") == log(shown).count("render:two") == 1
    assert "cleaned:one" not in log(shown)


def test_html_buttons_and_layout_are_those_of_python(shown: Page) -> None:
    expect(shown.locator("b")).to_have_text("Bold")
    row = shown.locator(".mine")
    expect(row).to_have_css("width", "250px")
    swap = button(shown, "Swap")
    expect(swap).to_have_attribute("title", "Put them in another order")
    expect(swap).to_have_class(re.compile("mod-primary"))
    button(shown, "Say").click()
    expect(row).to_be_hidden()
    button(shown, "Say").click()
    expect(row).to_have_css("width", "150px")
    expect(row.locator("i")).to_have_text("Said")
    assert shown.evaluate("document.body.dataset.run") is None


def test_a_module_that_cannot_be_read_is_told_and_the_rest_stays(shown: Page) -> None:
    expect(shown.locator("#fault")).to_be_hidden()
    button(shown, "Break").click()
    expect(shown.locator("#fault")).to_be_visible()
    button(shown, "Ask one").click()
    expect(shown.get_by_text("answer 3 4")).to_be_visible()


@pytest.mark.parametrize("at_once", [True, False])
def test_a_widget_that_only_the_full_front_end_knows_is_shown_by_it(
    tmp_path: Path, chromium: Browser, at_once: bool
) -> None:
    code = FOREIGN.replace(
        "\nipywidgets.VBox([box,", "\nunknown()\nipywidgets.VBox([box,"
    )
    assert code != FOREIGN
    server = start(notebook(tmp_path, code if at_once else FOREIGN), tmp_path)
    try:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(server.one_time)
        if not at_once:
            button(page, "Unknown").click()
        page.wait_for_url(re.compile("shell=full"))
        expect(button(page, "Ask one")).to_be_visible(timeout=LONG)
        expect(page.get_by_role("slider")).to_have_count(1 if at_once else 0)
        button(page, "Ask one").click()
        expect(page.get_by_text("answer 3 4")).to_be_visible()
        context.close()
    finally:
        server.stop(signal.SIGKILL)


def test_plain_output_is_shown_and_no_script_of_it_run(
    tmp_path: Path, chromium: Browser
) -> None:
    server = start(notebook(tmp_path, PLAIN), tmp_path)
    try:
        page = chromium.new_page()
        page.goto(server.one_time)
        expect(page.locator("#said")).to_have_text("Said")
        expect(page.locator("svg title")).to_have_text("Drawn")
        assert page.evaluate("document.querySelector('.output img').naturalWidth") == 1
        expect(page.locator("pre")).to_have_text("42")
        assert page.evaluate("document.body.dataset.run") is None
        page.close()
    finally:
        server.stop(signal.SIGKILL)


# --- the line ---


class Wire:
    """What stands between the page and the server, and can be cut in three ways."""

    def __init__(self, page: Page) -> None:
        self.to_kernel = self.to_page = True
        self.routes: list[WebSocketRoute] = []
        page.route_web_socket(LINE, self._open)

    def _open(self, route: WebSocketRoute) -> None:
        self.routes.append(route)
        server = route.connect_to_server()
        self.to_kernel = self.to_page = True

        def to_kernel(message: str | bytes) -> None:
            if self.to_kernel:
                server.send(message)

        def to_page(message: str | bytes) -> None:
            if self.to_page:
                route.send(message)

        route.on_message(to_kernel)
        server.on_message(to_page)

    def cut(self) -> None:
        self.routes[-1].close()


Cut = Callable[[Wire], None]


def lose_what_he_says(wire: Wire) -> None:
    wire.to_kernel = False


def lose_the_answers(wire: Wire) -> None:
    wire.to_page = False


def lose_both(wire: Wire) -> None:
    wire.to_kernel = wire.to_page = False


@pytest.fixture
def wired(page: Page, served: Served) -> tuple[Page, Wire]:
    """The page, with a line that can be cut."""
    wire = Wire(page)
    page.goto(served.address)
    expect(button(page, "Ask two")).to_be_visible()
    return page, wire


@pytest.mark.parametrize("lose", [lose_what_he_says, lose_the_answers, lose_both])
def test_what_was_said_into_a_line_that_was_lost_arrives_once_and_in_order(
    wired: tuple[Page, Wire], lose: Cut
) -> None:
    page, wire = wired
    count = button(page, "Count one")
    for _ in range(3):
        count.click()
    expect(page.get_by_text("counted [1, 2, 3]")).to_be_visible()
    lose(wire)
    for _ in range(3):
        count.click()
    page.wait_for_timeout(300)
    wire.cut()
    for _ in range(2):
        count.click()
    expect(page.get_by_text("counted [1, 2, 3, 4, 5, 6, 7, 8]")).to_be_visible()
    expect(page.locator("#connection")).to_be_hidden()
    assert len(wire.routes) == 2


def test_a_line_that_died_without_a_word_is_found_out_and_called_again(
    wired: tuple[Page, Wire],
) -> None:
    page, wire = wired
    lose_both(wire)
    button(page, "Count one").click()
    expect(page.get_by_text("counted [1] sent 1")).to_be_visible(timeout=LONG)
    expect(page.locator("#connection")).to_be_hidden()
    assert len(wire.routes) == 2


def test_what_changed_while_the_line_was_lost_is_shown_when_it_is_back(
    wired: tuple[Page, Wire],
) -> None:
    page, wire = wired
    lose_the_answers(wire)
    button(page, "Set one").click()
    button(page, "New").click()
    page.wait_for_timeout(500)
    wire.cut()
    expect(page.get_by_text("data 7,8 twice 14,16")).to_be_visible()
    expect(button(page, "Ask three")).to_be_visible()


def test_a_kernel_that_is_gone_is_told_and_the_button_brings_another(
    wired: tuple[Page, Wire], served: Served
) -> None:
    page, wire = wired
    for kernel in served.kernels():
        kernel.kill()
    wire.cut()
    again = page.locator("#connection").get_by_role("button")
    expect(again).to_be_visible(timeout=LONG)
    again.click()
    expect(button(page, "Ask two")).to_be_visible()
    expect(page.locator("#connection")).to_be_hidden()


def test_a_page_that_heard_of_some_widgets_only_asks_for_the_rest(
    page: Page, served: Served
) -> None:
    opened = count()

    def some(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def told(said: str | bytes) -> None:
            news = isinstance(said, bytes) and b"comm_open" in said
            if not news or next(opened) % 2:
                route.send(said)

        server.on_message(told)

    page.route_web_socket(LINE, some)
    page.goto(served.address)
    expect(button(page, "Ask two")).to_be_visible()
    expect(page.locator("b")).to_have_text("Bold")
    expect(page.locator("#fault")).to_be_hidden()


def test_a_kernel_that_knows_no_widgets_is_told_instead_of_an_empty_page(
    page: Page, served: Served
) -> None:
    def nobody(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def told(said: str | bytes) -> None:
            if isinstance(said, bytes) and b"comm_" not in said:
                route.send(said)

        server.on_message(told)

    page.route_web_socket(LINE, nobody)
    page.clock.install()
    page.goto(served.address)
    page.wait_for_timeout(1000)
    page.clock.run_for(70_000)
    expect(page.locator("#fault")).to_be_visible()
    expect(page.locator("#loading")).to_be_hidden()
