"""From the gross CV to a targeted one: jobs and results are ticked and put in order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from participant import Participant, Visit
from playwright.sync_api import Locator, expect

from workbook.book import Workbook
from workbook.content import Content
from workbook.settings import Settings
from workbook.store import Place, WorkbookFile

pytestmark = pytest.mark.browser

CV = "cv_targets"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
RAMP = "Fik ventetiden ved rampen ned fra 70 til 15 minutter"
ON_TIME = "Fik 97 % af ordrerne frem på den lovede dag mod 88 % før"
SAVED = "Sparede omkring 450.000 kr. om året med nye vognmandsaftaler"
SNOW = "Fik syv af ni strandede læs frem næste dag, da sneen lukkede vejene ved Hamborg"


@pytest.fixture(scope="module")
def file(home: Path) -> Path:
    """The workbook of the fictional participant, with a CV that is only begun."""
    path = home / "lene.workbook"
    book = Workbook.open(path, settings=Settings())
    book.import_json(Settings().data("demo", "da.json").read_text(encoding="utf-8"))
    for record, name in (("cv-first", "Til lageret"), ("cv-keys", "Til broen")):
        book.file.save(Place(CV, record, "name"), name)
    book.close()
    return path


@pytest.fixture
def kept(file: Path, content: Content) -> Iterator[WorkbookFile]:
    """The file itself, to look into while the page is open."""
    found = WorkbookFile(file, content.steps)
    yield found
    found.close()


def groups(he: Participant) -> Locator:
    """Return the names of the jobs whose results can be ticked."""
    return he.field(CV, "results").locator(".wb-group > legend")


def order(he: Participant, question: str) -> Locator:
    """Return the chosen ones of a question, in order."""
    return he.row(CV, question).locator(".wb-order:visible li > span + span")


def test_jobs_and_results_are_chosen_and_ordered_on_a_phone(
    visit: Visit, kept: WorkbookFile
) -> None:
    he = visit(f"/?step={CV}", viewport=PHONE)
    he.open(CV, "Til lageret")
    every = ["Logistikkoordinator", "Transportplanlægger", "Disponent"]
    expect(groups(he)).to_have_text(every)
    for job in ("Disponent", "Logistikkoordinator"):
        he.option(CV, "jobs", job).check()
    expect(groups(he)).to_have_text(["Logistikkoordinator", "Disponent"])
    expect(order(he, "jobs")).to_have_text(["Logistikkoordinator", "Disponent"])
    for result in (SAVED, RAMP, SNOW):
        he.option(CV, "results", result).check()
    expect(order(he, "results")).to_have_text([RAMP, SAVED])
    he.button("form.up_named", what="Disponent").click()
    expect(groups(he)).to_have_text(["Disponent", "Logistikkoordinator"])
    he.button("form.down_named", what=RAMP).click()
    told = he.say("form.moved", what=RAMP, position=2, total=2)
    expect(he.row(CV, "results").locator(".wb-order").last).to_contain_text(told)
    he.saved(CV)
    small = he.page.locator(".wb-order:visible button").evaluate_all(
        """all => all.map(b => b.getBoundingClientRect())
                      .filter(box => box.width < 44 || box.height < 44).length"""
    )
    assert small == 0
    assert he.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    he.page.reload()
    he.ready()
    he.at(CV)
    expect(order(he, "jobs")).to_have_text(["Disponent", "Logistikkoordinator"])
    expect(order(he, "results")).to_have_text([SAVED, RAMP])
    expect(he.option(CV, "results", SNOW)).to_be_checked()
    expect(he.option(CV, "results", ON_TIME)).not_to_be_checked()
    values = kept.record(CV, "cv-first").values
    assert values["jobs"] == ("job-noerhede", "job-tvaermose")
    assert values["results"] == (SAVED, RAMP, SNOW)
    assert he.watched.complaints == []


def test_the_order_is_made_by_keyboard_alone(visit: Visit, kept: WorkbookFile) -> None:
    he = visit(f"/?step={CV}", viewport=DESK)
    he.open(CV, "Til broen")
    for course in ("Gaffeltruckcertifikat B", "Farligt gods på vej (ADR)"):
        he.tick(CV, "courses", course)
    for story in ("Sneen ved Hamborg", "De tomme biler", "Køen ved rampen"):
        he.tab_to(he.option(CV, "stories", story), back=True)
        he.page.keyboard.press("Space")
    expect(order(he, "stories")).to_have_text(
        ["Køen ved rampen", "Sneen ved Hamborg", "De tomme biler"]
    )
    up = he.button("form.up_named", what="De tomme biler")
    he.tab_to(up)
    he.page.keyboard.press("Enter")
    expect(up).to_be_focused()
    he.page.keyboard.press("Enter")
    expect(up).to_be_disabled()
    down = he.button("form.down_named", what="De tomme biler")
    expect(down).to_be_focused()
    he.saved(CV)
    expect(down).to_be_focused()
    he.page.keyboard.press("Space")
    expect(order(he, "stories")).to_have_text(
        ["Køen ved rampen", "De tomme biler", "Sneen ved Hamborg"]
    )
    expect(down).to_be_focused()
    he.saved(CV)
    he.page.reload()
    he.ready()
    he.at(CV)
    expect(order(he, "stories")).to_have_text(
        ["Køen ved rampen", "De tomme biler", "Sneen ved Hamborg"]
    )
    stories = kept.record(CV, "cv-keys").values["stories"]
    assert stories == ("story-ramp", "story-empty", "story-snow")


def test_a_result_that_was_rewritten_stands_apart_until_it_is_let_go(
    visit: Visit, kept: WorkbookFile
) -> None:
    he = visit(f"/?step={CV}", viewport=PHONE)
    he.open(CV, "Åkilde Pumper")
    told = str(kept.record("jobs", "job-hedekorn").values["results"])
    kept.save(Place("jobs", "job-hedekorn", "results"), "Kørte mindre")
    he.page.reload()
    he.ready()
    he.at(CV)
    expect(groups(he).last).to_have_text(he.say("form.lines_gone"))
    gone = he.option(CV, "results", told)
    expect(gone).to_be_checked()
    he.option(CV, "results", "Kørte mindre").check()
    he.saved(CV)
    assert told in kept.record(CV, "cv-aakilde").values["results"]  # type: ignore[operator]
    gone.uncheck()
    he.saved(CV)
    he.option(CV, "courses", "Farligt gods på vej (ADR)").check()
    assert told not in kept.record(CV, "cv-aakilde").values["results"]  # type: ignore[operator]
    he.page.reload()
    he.ready()
    he.at(CV)
    expect(gone).to_have_count(0)
    kept.save(Place("jobs", "job-hedekorn", "results"), told)


def test_a_file_of_another_kind_is_refused_where_it_is_put_in(
    visit: Visit, tmp_path: Path
) -> None:
    he = visit("/?step=contact_details", viewport=PHONE)
    field = he.field("contact_details", "photo")
    accept = ".jpg,.jpeg,.png,image/jpeg,image/png"
    expect(field).to_have_attribute("accept", accept)
    (tmp_path / "mig.pdf").write_bytes(b"%PDF")
    field.set_input_files(tmp_path / "mig.pdf")
    told = he.say("answers.file_kind", endings=".jpg, .jpeg, .png")
    expect(he.error("contact_details", "photo")).to_have_text(told)
