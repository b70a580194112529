"""What a form does while somebody writes in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from asked import BORN, CPR
from participant import Visit
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from workbook.book import Workbook
from workbook.content import Content
from workbook.settings import Settings
from workbook.store import WorkbookFile

pytestmark = pytest.mark.browser

MEGABYTE = 2**20


@pytest.fixture(scope="module")
def file(home: Path) -> Path:
    """The workbook of the fictional participant: answers of every kind."""
    path = home / "lene.workbook"
    book = Workbook.open(path, settings=Settings())
    book.import_json(Settings().data("demo", "da.json").read_text(encoding="utf-8"))
    book.close()
    return path


@pytest.fixture
def kept(file: Path, content: Content) -> Iterator[WorkbookFile]:
    """The file itself, to look into while the page is open."""
    found = WorkbookFile(file, content.steps)
    yield found
    found.close()


def values(kept: WorkbookFile, step: str, record: str = "") -> dict[str, object]:
    return dict(kept.record(step, record or step).values)


def test_an_error_is_said_at_the_field_and_only_after_leaving_it(
    visit: Visit, kept: WorkbookFile
) -> None:
    he = visit("/?step=contact_details")
    field, error = (
        he.field("contact_details", "email"),
        he.error("contact_details", "email"),
    )
    field.fill("lene")
    he.saved("contact_details")
    expect(error).to_be_empty()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.blur()
    expect(error).to_have_text(he.say("answers.email_at"))
    expect(field).to_have_attribute("aria-invalid", "true")
    described = (field.get_attribute("aria-describedby") or "").split()
    assert error.get_attribute("id") in described
    assert "lene" not in str(kept.frame("contact_details")["email"].to_list())
    he.page.reload()
    he.ready()
    expect(field).to_have_value("lene")
    expect(error).to_have_text(he.say("answers.email_at"))
    he.fill("contact_details", "email", "lene@example.com")
    expect(error).to_be_empty()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    assert values(kept, "contact_details")["email"] == "lene@example.com"


def test_a_cpr_number_is_refused_and_kept_nowhere(
    visit: Visit, kept: WorkbookFile, file: Path
) -> None:
    he = visit("/?step=contact_details")
    field = he.field("contact_details", "town")
    field.fill(f"Ikast {CPR}")
    field.blur()
    expect(he.error("contact_details", "town")).to_have_text(he.say("answers.cpr"))
    assert he.unsent() == []
    assert values(kept, "contact_details")["town"] is None
    beside = file.parent.glob(f"{file.name}*")
    assert not any(BORN.encode() in each.read_bytes() for each in beside)
    he.fill("contact_details", "town", "Ikast")
    expect(he.error("contact_details", "town")).to_be_empty()


def test_too_many_choices_are_said_at_the_group(
    visit: Visit, kept: WorkbookFile
) -> None:
    he = visit("/?step=interests")
    for choice in ("craft", "pay"):
        he.option("interests", "values", choice).check()
    told = he.say("answers.too_many", maximum=5)
    expect(he.error("interests", "values")).to_have_text(told)
    expect(he.field("interests", "values")).to_have_attribute("aria-invalid", "true")
    he.option("interests", "values", "pay").uncheck()
    expect(he.error("interests", "values")).to_be_empty()
    he.saved("interests")
    assert len(values(kept, "interests")["values"]) == 5  # type: ignore[arg-type]


def test_a_rating_can_be_taken_back(visit: Visit, kept: WorkbookFile) -> None:
    he = visit("/?step=interests")
    group = he.field("interests", "energy")
    expect(he.option("interests", "energy", "4")).to_be_checked()
    group.get_by_role("button", name=he.say("form.clear")).click()
    he.saved("interests")
    assert values(kept, "interests")["energy"] is None
    he.option("interests", "energy", "2").check()
    he.saved("interests")
    assert values(kept, "interests")["energy"] == 2


def test_tags_are_words_between_commas(visit: Visit, kept: WorkbookFile) -> None:
    he = visit("/?step=interests")
    expect(he.field("interests", "interests")).to_have_value(
        "landkort, køkkenhave, håndbold, tysk fjernsyn"
    )
    he.fill("interests", "interests", " æbler ,R&D,, <b>fed</b>, æbler")
    assert values(kept, "interests")["interests"] == ("æbler", "R&D", "<b>fed</b>")


class Line:
    """The connection between a page and its kernel, to be cut and mended."""

    def __init__(self, page: Page) -> None:
        self._open: list[WebSocketRoute] = []
        self._cut = False
        page.route_web_socket(lambda url: "/channels" in url, self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        if self._cut:
            socket.close()
            return
        socket.connect_to_server()
        self._open.append(socket)

    def cut(self) -> None:
        self._cut = True
        for socket in self._open:
            socket.close()
        self._open = []

    def mend(self) -> None:
        self._cut = False


def test_text_typed_without_a_connection_is_sent_when_it_is_back(
    visit: Visit, kept: WorkbookFile
) -> None:
    lines: list[Line] = []
    he = visit("/?step=start", before=lambda page: lines.append(Line(page)))
    he.fill("start", "goal", "Jeg cykler")
    lines[0].cut()
    he.field("start", "goal").press_sequentially(" på arbejde")
    expect(he.status("start")).to_have_text(he.say("form.not_saved"))
    expect(he.page.locator("#connection")).to_contain_text(he.say("serving.lost"))
    assert values(kept, "start")["goal"] == "Jeg cykler"
    assert he.unsent() == ["start/start/goal"]
    lines[0].mend()
    told = he.say("form.saved_at", time="").strip()
    expect(he.status("start")).to_contain_text(told, timeout=40_000)
    expect(he.page.locator("#connection")).to_be_hidden()
    expect(he.field("start", "goal")).to_have_value("Jeg cykler på arbejde")
    assert values(kept, "start")["goal"] == "Jeg cykler på arbejde"
    assert he.unsent() == []


def test_records_are_added_copied_deleted_and_brought_back(
    visit: Visit, kept: WorkbookFile
) -> None:
    he = visit("/?step=jobs")
    rows = he.records("jobs")
    before = len(kept.records("jobs"))
    expect(rows).to_have_count(before)
    he.page.get_by_role("button", name=he.step("jobs").add.da).click()
    expect(he.field("jobs", "title")).to_be_focused()
    he.fill("jobs", "title", "Lagerchef")
    expect(rows.last).to_contain_text("Lagerchef")
    copy = he.button("rows.duplicate_named", what="Lagerchef")
    copy.click()
    expect(rows).to_have_count(before + 2)
    expect(he.page.get_by_text(he.say("rows.copied", what="Lagerchef"))).to_be_visible()
    he.fill("jobs", "title", "Lagerchef i nat")
    expect(rows.last).to_contain_text("Lagerchef i nat")
    he.page.get_by_role(
        "button", name=he.say("rows.delete_named", what="Lagerchef i nat")
    ).click()
    expect(rows).to_have_count(before + 1)
    expect(
        he.page.get_by_text(he.say("rows.deleted", what="Lagerchef i nat"))
    ).to_be_visible()
    assert len(kept.records("jobs")) == before + 1
    he.button("rows.undo").click()
    expect(rows).to_have_count(before + 2)
    expect(rows.last).to_contain_text("Lagerchef i nat")
    assert len(kept.frame("jobs")) == before + 2


@pytest.mark.parametrize("step", ["languages", "competences"])
def test_where_order_matters_records_are_moved(
    visit: Visit, kept: WorkbookFile, step: str
) -> None:
    he = visit(f"/?step={step}")
    naming = he.step(step).naming.name
    first, second = [str(r.values[naming]) for r in kept.records(step)][:2]
    expect(he.records(step).first).to_contain_text(first)
    down = he.page.get_by_role(
        "button", name=he.say("rows.move_down_named", what=first), exact=True
    )
    down.focus()
    he.page.keyboard.press("Enter")
    expect(he.records(step).first).to_contain_text(second)
    expect(down).to_be_focused()
    moved = he.say("rows.moved", what=first, position=2, total=len(kept.records(step)))
    expect(he.page.get_by_text(moved)).to_be_visible()
    assert kept.records(step)[1].values[naming] == first
    he.page.reload()
    he.ready()
    expect(he.records(step).first).to_contain_text(second)


def test_an_earlier_version_is_brought_back(visit: Visit, kept: WorkbookFile) -> None:
    he = visit("/?step=start")
    first = str(values(kept, "start")["good_day"])
    he.fill("start", "good_day", "Slettet ved et uheld")
    he.form("start").locator(".wb-history > summary").click()
    item = he.form("start").locator(".wb-history li", has_text=first[:30]).first
    item.get_by_role("button", name=he.say("form.restore")).click()
    expect(he.field("start", "good_day")).to_have_value(first)
    assert values(kept, "start")["good_day"] == first


def test_a_file_is_kept_replaced_and_removed_and_a_large_one_refused(
    visit: Visit, kept: WorkbookFile, tmp_path: Path
) -> None:
    he = visit("/?step=attachments")
    attachment = kept.records("attachments")[0]
    he.open("attachments", str(attachment.values["title"]))
    field = he.field("attachments", "file")
    name = he.form("attachments").locator(".wb-file-name")
    for title in ("udtalelse æøå.pdf", "bevis.pdf"):
        (tmp_path / title).write_bytes(b"%PDF-1.4 " + title.encode())
        field.set_input_files(tmp_path / title)
        expect(name).to_have_text(title)
        record = kept.record("attachments", attachment.record)
        kept_name, _, content = kept.file(str(record.values["file"]))
        assert (kept_name, content) == (title, b"%PDF-1.4 " + title.encode())
    (tmp_path / "film.mp4").write_bytes(bytes(5 * MEGABYTE + 1))
    field.set_input_files(tmp_path / "film.mp4")
    told = he.say("answers.file_too_large", maximum=5)
    expect(he.error("attachments", "file")).to_have_text(told)
    expect(name).to_have_text("bevis.pdf")
    he.button("form.remove_file").click()
    expect(name).to_be_empty()
    expect(he.error("attachments", "file")).to_be_empty()
    assert kept.record("attachments", attachment.record).values["file"] is None


def test_next_pressed_right_after_typing_loses_nothing(
    visit: Visit, kept: WorkbookFile
) -> None:
    he = visit("/?step=start")
    he.field("start", "goal").fill("")
    he.field("start", "goal").press_sequentially("Skrevet lige før Næste")
    he.button("pages.next", step=he.title("ladder")).click()
    he.at("ladder")
    assert values(kept, "start")["goal"] == "Skrevet lige før Næste"
    assert he.unsent() == []
    he.button("pages.back", step=he.title("start")).click()
    he.at("start")
    expect(he.field("start", "goal")).to_have_value("Skrevet lige før Næste")


def test_leaving_the_page_right_after_typing_loses_nothing(
    visit: Visit, kept: WorkbookFile
) -> None:
    he = visit("/?step=start")
    he.field("start", "goal").fill("Skrevet lige før lukningen")
    he.page.reload()
    he.at("start")
    expect(he.field("start", "goal")).to_have_value("Skrevet lige før lukningen")
    he.saved("start")
    assert he.unsent() == []
    assert values(kept, "start")["goal"] == "Skrevet lige før lukningen"


def test_a_link_leads_to_its_step_and_the_address_follows(visit: Visit) -> None:
    he = visit("/?step=jobs")
    he.at("jobs")
    he.go("languages")
    assert he.page.url.endswith("?step=languages")
    he.page.reload()
    he.at("languages")


def test_two_tabs_merge_question_by_question(visit: Visit, kept: WorkbookFile) -> None:
    one = visit("/?step=start")
    other = visit("/?step=start", beside=one)
    one.fill("start", "good_day", "Fra den ene fane")
    other.fill("start", "goal", "Fra den anden fane")
    other.fill("start", "good_day", "Også fra den anden")
    now = values(kept, "start")
    assert now["good_day"] == "Også fra den anden"
    assert now["goal"] == "Fra den anden fane"
    earlier = [str(version.old) for version in kept.versions("start", "start")]
    assert "Fra den ene fane" in earlier
    assert one.unsent() == other.unsent() == []


def test_a_suggestion_says_where_it_comes_from(
    visit: Visit, kept: WorkbookFile
) -> None:
    he = visit("/?step=interests")
    before = he.field("interests", "gives_energy").input_value()
    source = str(values(kept, "start")["good_day"])
    row = he.row("interests", "gives_energy")
    row.locator(".wb-suggestions > summary").click()
    expect(row.locator("blockquote")).to_have_text(source)
    row.get_by_role("button", name=he.say("form.take_over")).click()
    origin = he.say("form.taken_from", source=he.title("start"))
    expect(row.locator(".wb-origin")).to_have_text(origin)
    expect(he.field("interests", "gives_energy")).to_have_value(f"{before}\n{source}")
    expect(he.field("interests", "gives_energy")).to_be_focused()
    expect(row.locator(".wb-suggestions")).to_have_count(0)


def test_markup_in_an_answer_is_only_text(visit: Visit) -> None:
    he = visit("/?step=jobs")
    he.page.get_by_role("button", name=he.step("jobs").add.da).click()
    expect(he.field("jobs", "title")).to_be_focused()
    evil = "<img src=x onerror=alert(1)>"
    he.fill("jobs", "title", evil)
    expect(he.records("jobs").last).to_have_text(evil)
    assert he.page.locator("#workbook img").count() == 0
    remove: Locator = he.page.get_by_role(
        "button", name=he.say("rows.delete_named", what=evil)
    )
    remove.click()
    expect(remove).to_have_count(0)
