"""From an empty workbook to two Word files, by keyboard, through a killed server."""

import signal
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from opened import Opened, run
from participant import Acknowledged, Participant, answerable
from playwright.sync_api import Browser, expect

from workbook.content import Content
from workbook.content.record import read
from workbook.errors import AnswerError
from workbook.store import WorkbookFile

pytestmark = pytest.mark.browser

TEXT = "R&D <Chef> – æøå ÆØÅ"
PDF = b"%PDF-1.4 udtalelse"


class Traveller(Participant):
    """A participant who opens his own workbook, and whose server may be killed."""

    server: Opened
    acknowledged: Acknowledged


@pytest.fixture
def traveller(
    chromium: Browser, content: Content, file: Path, home: Path
) -> Iterator[Traveller]:
    """Somebody who has just typed `workbook open`."""
    server = run("open", file, home=home)
    context = chromium.new_context(accept_downloads=True)
    someone = Traveller(context.new_page(), content)
    someone.server = server
    someone.acknowledged = Acknowledged(someone.page)
    someone.arrive(server.address)
    yield someone
    someone.server.stop()
    context.close()


def test_from_an_empty_workbook_to_two_word_files(
    traveller: Traveller, file: Path, tmp_path: Path
) -> None:
    begins_and_says_who_he_is(traveller)
    adds_two_jobs_a_story_and_a_competence(traveller)
    adds_a_company(traveller)
    adds_what_the_documents_need(traveller, tmp_path)
    adds_an_application(traveller)
    every_question_type_is_acknowledged(traveller)
    nothing_is_lost_when_he_changes_the_language_twice(traveller)
    is_told_when_a_source_has_changed(traveller)
    finds_his_answers_after_a_reload(traveller)
    goes_on_after_the_server_was_killed(traveller, file)
    downloads_both_documents(traveller, tmp_path)
    assert traveller.unsent() == []
    assert traveller.watched.elsewhere == []


def begins_and_says_who_he_is(he: Traveller) -> None:
    expect(he.page.locator("h1")).to_have_text(he.say("pages.welcome"))
    he.press(he.button("pages.begin"))
    expect(he.field("start", "good_day")).to_be_focused()
    he.page.keyboard.type(f"Den dag, {TEXT} virkede.")
    he.tick("start", "situation", "unemployed")
    he.saved("start")
    goes_on_to(he, "ladder")
    he.go("interests")
    he.type_in("interests", "lose_time", "Når en maskine ikke vil starte.")
    he.type_in("interests", "interests", "motorer, R&D, æbler")
    he.tick("interests", "values", "craft")
    he.tick("interests", "values", "trust")
    takes_over(he, "interests", "gives_energy")
    expect(he.field("interests", "gives_energy")).to_have_value(
        f"Den dag, {TEXT} virkede."
    )
    he.tick("interests", "energy", "4")
    he.saved("interests")


def goes_on_to(he: Traveller, step: str) -> None:
    """Press »Next« by keyboard, straight after typing."""
    he.press(he.button("pages.next", step=he.title(step)))
    he.at(step)
    expect(he.page.locator("h1")).to_be_focused()


def takes_over(he: Traveller, step: str, question: str) -> None:
    """Open the suggestions of a question and take the first, by keyboard."""
    he.press(he.row(step, question).locator(".wb-suggestions > summary"))
    take = he.row(step, question).get_by_role("button", name=he.say("form.take_over"))
    he.press(take.first)
    expect(he.row(step, question).locator(".wb-origin")).to_be_visible()


def adds_two_jobs_a_story_and_a_competence(he: Traveller) -> None:
    he.go("jobs")
    for number, title in enumerate(["Køkkenchef", TEXT], start=1):
        if number > 1:
            he.press(he.page.get_by_role("button", name=he.step("jobs").add.da))
            expect(he.field("jobs", "title")).to_be_focused()
        he.type_in("jobs", "title", title)
        he.type_in("jobs", "employer", f"Værksted {number} A/S")
        he.type_in("jobs", "from", f"0{number}.2016")
        he.type_in("jobs", "results", f"Ventetiden faldt {number} uger")
        he.type_in("jobs", "led", f"{number}0")
        he.tick("jobs", "got_by", "asked")
        he.saved("jobs")
    expect(he.records("jobs")).to_have_text(["Køkkenchef", TEXT])
    he.go("stories")
    he.type_in("stories", "title", "Da fryseren gik i stykker")
    he.saved("stories")
    he.go("competences")
    he.type_in("competences", "name", TEXT)
    he.tick("competences", "stories", "Da fryseren gik i stykker")
    he.saved("competences")


def adds_a_company(he: Traveller) -> None:
    he.go("companies")
    he.type_in("companies", "name", "Pumpefabrikken <Nord> & Søn")
    he.type_in("companies", "needs", "De har brug for ro i indkøbet.")
    he.press(he.form("companies").locator(".wb-deeper > summary"))
    he.type_in("companies", "website", "www.example.com")
    he.type_in("companies", "employees", "120")
    he.type_in("companies", "email", "anna@example.com")
    he.type_in("companies", "phone", "33 12 34 56")
    he.saved("companies")


def adds_what_the_documents_need(he: Traveller, folder: Path) -> None:
    he.go("contact_details")
    note = he.step("contact_details").question("why_now")
    expect(he.form("contact_details")).to_contain_text(note.label.da)
    he.type_in("contact_details", "name", "Åse Ørsted")
    he.type_in("contact_details", "email", "aase@example.com")
    he.type_in("contact_details", "phone", "33123457")
    he.go("attachments")
    he.type_in("attachments", "title", "Udtalelse")
    attachment = he.field("attachments", "file")
    he.tab_to(attachment)
    (folder / "udtalelse.pdf").write_bytes(PDF)
    attachment.set_input_files(folder / "udtalelse.pdf")
    name = he.form("attachments").locator(".wb-file-name")
    expect(name).to_have_text("udtalelse.pdf")
    he.saved("attachments")
    goes_on_to(he, "cv_targets")
    he.type_in("cv_targets", "name", "Generelt")
    he.type_in("cv_targets", "headline", TEXT)
    he.tick("cv_targets", "results", "Ventetiden faldt 2 uger")
    he.saved("cv_targets")


def adds_an_application(he: Traveller) -> None:
    goes_on_to(he, "applications")
    he.tab_to(he.field("applications", "company"))
    he.page.keyboard.type("Pumpe")
    he.type_in("applications", "headline", TEXT)
    takes_over(he, "applications", "hook")
    expect(he.field("applications", "hook")).to_have_value(
        "De har brug for ro i indkøbet."
    )
    he.tick("applications", "strengths", TEXT)
    he.press(he.form("applications").locator(".wb-deeper > summary"))
    he.tick("applications", "attachments", "Udtalelse")
    he.type_in("applications", "sent_on", "24.11.2026")
    he.tick("follow_ups", "way", "call")
    he.tab_to(he.field("follow_ups", "due"), back=True)
    he.page.keyboard.type("01.12.2026 kl. 10.00")
    he.saved("applications")
    he.saved("follow_ups")


def every_question_type_is_acknowledged(he: Traveller) -> None:
    types = {
        he.step(step).question(question).type
        for step, _record, question in he.acknowledged.answers
    }
    assert types == set(answerable(he.content))


def nothing_is_lost_when_he_changes_the_language_twice(he: Traveller) -> None:
    field = he.field("applications", "sent_on")
    field.fill("i overmorgen")
    field.blur()
    expect(he.error("applications", "sent_on")).to_have_text(he.say("answers.date"))
    he.field("applications", "receiver").fill("Skrevet lige før skiftet")
    he.speak("en")
    he.at("applications")
    for language in ("en", "da"):
        expect(he.field("applications", "sent_on")).to_have_value("i overmorgen")
        expect(he.field("applications", "headline")).to_have_value(TEXT)
        expect(he.error("applications", "sent_on")).to_have_text(he.say("answers.date"))
        expect(he.field("applications", "receiver")).to_have_value(
            "Skrevet lige før skiftet"
        )
        expect(he.option("applications", "strengths", TEXT)).to_be_checked()
        due = "01/12/2026 at 10:00" if language == "en" else "01.12.2026 kl. 10.00"
        expect(he.field("follow_ups", "due")).to_have_value(due)
        if language == "en":
            he.speak("da")
            he.at("applications")
    he.fill("applications", "sent_on", "24.11.2026")


def is_told_when_a_source_has_changed(he: Traveller) -> None:
    changes_the_need(he, "De har brug for en leder.")
    changed = he.row("applications", "hook").locator(".wb-changed")
    expect(changed).to_contain_text("De har brug for en leder.")
    he.press(changed.get_by_role("button", name=he.say("form.keep_mine")))
    expect(changed).to_have_count(0)
    hook = he.field("applications", "hook")
    expect(hook).to_have_value("De har brug for ro i indkøbet.")
    changes_the_need(he, "De mangler en leder.")
    he.press(changed.get_by_role("button", name=he.say("form.take_new")))
    expect(changed).to_have_count(0)
    expect(hook).to_have_value("De har brug for ro i indkøbet.\nDe mangler en leder.")


def changes_the_need(he: Traveller, text: str) -> None:
    he.go("companies")
    he.open("companies")
    he.fill("companies", "needs", text)
    he.go("applications")
    he.open("applications")


def finds_his_answers_after_a_reload(he: Traveller) -> None:
    he.page.reload()
    he.ready()
    he.at("applications")
    expect(he.field("applications", "headline")).to_have_value(TEXT)
    expect(he.option("applications", "strengths", TEXT)).to_be_checked()
    expect(he.option("applications", "attachments", "Udtalelse")).to_be_checked()


def goes_on_after_the_server_was_killed(he: Traveller, file: Path) -> None:
    field = he.field("applications", "proposal")
    he.fill("applications", "proposal", "Må jeg se køkkenet")
    field.press_sequentially(" en formiddag", delay=20)
    he.server.stop(signal.SIGKILL)
    field.press_sequentially(" i næste uge?", delay=20)
    typed = "Må jeg se køkkenet en formiddag i næste uge?"
    expect(he.status("applications")).to_contain_text(he.say("form.not_saved"))
    expect(field).to_have_value(typed)
    expect(he.page.locator("#connection")).to_contain_text(he.say("serving.lost"))
    assert len(he.unsent()) == 1
    the_file_holds(he, file)
    he.server = run("open", file, home=he.server.home, port=he.server.port)
    he.page.locator("#connection").get_by_role("button").click(timeout=60_000)
    he.ready()
    he.at("applications")
    expect(field).to_have_value(typed)
    he.saved("applications")
    expect(field).to_have_value(typed)
    assert he.unsent() == []
    the_file_holds(he, file)
    step, record, _ = next(p for p in he.acknowledged.answers if p[2] == "proposal")
    assert he.acknowledged.answers[step, record, "proposal"] == typed


def the_file_holds(he: Traveller, file: Path) -> None:
    """Compare the file with every answer that the page was told is saved."""
    assert len(he.acknowledged.answers) > 40
    kept = WorkbookFile(file, he.content.steps)
    for place, raw in he.acknowledged.answers.items():
        step, record, question = place
        found = kept.record(step, record)
        asked = he.step(step).question(question)
        if asked.type == "file":
            name, _media, content = kept.file(str(found.values[question]))
            assert (name, content) == (raw["name"], PDF)
            continue
        try:
            assert found.values[question] == read(asked, raw), place
        except AnswerError:
            assert found.drafts[question].raw == raw
    kept.close()


def downloads_both_documents(he: Traveller, folder: Path) -> None:
    letter = download(he, "application", TEXT, folder)
    for expected in (TEXT, "Åse Ørsted", "Pumpefabrikken <Nord> & Søn"):
        assert expected in letter
    he.fill("applications", "receiver", "Skrevet efter hentningen")
    he.go("cv_targets")
    he.open("cv_targets")
    resume = download(he, "cv", "Generelt", folder)
    for expected in (TEXT, "Værksted 2 A/S", "Køkkenchef"):
        assert expected in resume
    he.fill("cv_targets", "headline", f"{TEXT}!")


def download(he: Traveller, document: str, name: str, folder: Path) -> str:
    """Download a document and return its text."""
    with he.page.expect_download() as started:
        he.press(he.button(f"pages.download_{document}_named", name=name))
    file = started.value.suggested_filename
    assert file.endswith(".docx")
    expect(he.page.locator(".wb-documents").get_by_role("status")).to_contain_text(file)
    started.value.save_as(folder / file)
    return text_of(folder / file)


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [
        cell.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
    ]
    return "\n".join([p.text for p in document.paragraphs] + cells)
