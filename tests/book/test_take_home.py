"""The take-home pack: one zip that holds everything and reads without any program."""

import csv
import io
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from icalendar import Calendar
from lxml import html
from pypdf import PdfReader

from workbook import Settings, Workbook
from workbook.book.every_document import every_document
from workbook.book.take_home import take_home
from workbook.content.display import words
from workbook.documents import pdf
from workbook.errors import DocumentError
from workbook.settings import LANGUAGES, Language, packaged
from workbook.store import Place

Pack = Mapping[str, bytes]
FOLDERS = {"da": ("Dokumenter", "Filer"), "en": ("Documents", "Files")}
NAMES = {"da": ("Min arbejdsbog", "Kalender"), "en": ("My workbook", "Calendar")}


def demo_text(language: Language) -> str:
    return packaged("data", "demo", f"{language}.json").read_text(encoding="utf-8")


def unpacked(content: bytes) -> Pack:
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def page_of(pack: Pack) -> html.HtmlElement:
    return html.fromstring(pack["index.html"].decode())


def links(pack: Pack) -> list[str]:
    found = page_of(pack).xpath("//a/@href")
    return [unquote(address) for address in found if not address.startswith("#")]


def said(pack: Pack) -> str:
    return " ".join(page_of(pack).text_content().split())


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without LibreOffice."""
    monkeypatch.setattr(pdf, "office", lambda: None)


@pytest.fixture(scope="module", params=LANGUAGES)
def demo(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workbook, Pack]]:
    """The demo participant's workbook and pack, with PDFs where they can be made."""
    path = tmp_path_factory.mktemp("demo") / "demo.workbook"
    book = Workbook.open(path, settings=Settings())
    book.import_json(demo_text(request.param))
    yield book, unpacked(book.take_home())
    book.close()


# --- the demo participant --------------------------------------------------------


def test_everything_is_in_it(demo: tuple[Workbook, Pack]) -> None:
    book, pack = demo
    documents, files = FOLDERS[book.language]
    name, calendar = NAMES[book.language]
    assert next(iter(pack)) == "index.html"
    assert f"{name}.workbook" in pack
    assert f"{calendar}.ics" in pack
    assert f"Data/{name}.json" in pack
    assert f"Data/{name}.xlsx" in pack
    steps = [s for s in book.content.order if book.file.records(s.name)]
    log = book.content.texts.say("joblog.sheet", book.language)
    assert f"Data/{log}.csv" in pack
    assert len([p for p in pack if p.endswith(".csv")]) == len(steps) + 1 > 20
    assert [p for p in pack if p.startswith(f"{files}/")]
    made = {f"{documents}/{n}" for n, _ in every_document(book, book.language)}
    assert len(made) >= 10
    assert {p for p in pack if p.endswith(".docx") and p.startswith(documents)} == made


def test_each_word_file_opens(demo: tuple[Workbook, Pack]) -> None:
    book, pack = demo
    folder = FOLDERS[book.language][0]
    word = [p for p in pack if p.startswith(folder) and p.endswith(".docx")]
    for path in word:
        assert docx.Document(io.BytesIO(pack[path])).paragraphs, path


def test_each_word_file_has_its_pdf_beside_it(demo: tuple[Workbook, Pack]) -> None:
    book, pack = demo
    folder = FOLDERS[book.language][0]
    word = [p for p in pack if p.startswith(folder) and p.endswith(".docx")]
    for path in word:
        printed = PdfReader(io.BytesIO(pack[path.removesuffix(".docx") + ".pdf"]))
        first = docx.Document(io.BytesIO(pack[path])).paragraphs[0].text.split()
        assert first[0] in printed.pages[0].extract_text(), path
    assert book.content.texts.say("pack.no_pdf", book.language) not in said(pack)


def test_every_link_leads_to_a_file_and_every_file_has_one(
    demo: tuple[Workbook, Pack],
) -> None:
    _, pack = demo
    found = links(pack)
    assert len(found) > 40
    assert set(found) == set(pack) - {"index.html"}


def test_every_name_can_be_unpacked_anywhere(demo: tuple[Workbook, Pack]) -> None:
    _, pack = demo
    assert len({name.casefold() for name in pack}) == len(pack)
    for name in pack:
        assert not set(name) & set('<>:"\\|?*')
        assert not name.startswith("/")
        assert ".." not in name.split("/")
        assert all(part == part.strip(" .") for part in name.split("/"))


def test_each_answer_is_on_the_page(demo: tuple[Workbook, Pack]) -> None:
    book, pack = demo
    shown, looked_at = said(pack), 0
    for step in book.content.order:
        for record in book.file.records(step.name):
            for question in step.answerable:
                value = record.values.get(question.name)
                if question.of or question.type == "file":
                    continue
                text = words(question, value, book.language)
                looked_at += bool(text)
                assert " ".join(text.split()) in shown, f"{step.name}.{question.name}"
    assert looked_at > 400


def test_references_stand_by_name_and_never_by_id(demo: tuple[Workbook, Pack]) -> None:
    book, pack = demo
    ids = {r.record for s in book.content.order for r in book.file.records(s.name)}
    ids = {id_ for id_ in ids if "-" in id_}
    assert len(ids) > 50
    readable = [pack["index.html"].decode()]
    readable += [c.decode("utf-8-sig") for n, c in pack.items() if n.endswith(".csv")]
    assert [id_ for id_ in ids if any(id_ in text for text in readable)] == []
    (company,) = {
        row.values["name"]
        for row in book.file.records("companies")
        if row.record == book.file.records("cv_targets")[-1].values["company"]
    }
    targets = page_of(pack).xpath("//article[.//dd = $name]", name=company)
    assert targets


def test_promises_come_first_and_by_day(demo: tuple[Workbook, Pack]) -> None:
    book, pack = demo
    shown = page_of(pack).xpath("//section[@aria-labelledby='promised']//li")
    assert page_of(pack).xpath("//main/section[1]/@aria-labelledby") == ["promised"]
    whom = [record.values for record in book.file.records("follow_ups")]
    still = [v for v in whom if not v.get("kept_on") and v.get("due")]
    still.sort(key=lambda v: str(v["due"]))
    assert len(still) >= 2
    for values, line in zip(still, shown, strict=False):
        assert str(values["whom"]) in line.text_content()
    name = NAMES[book.language][1]
    events = Calendar.from_ical(pack[f"{name}.ics"]).walk("VEVENT")
    turns = {e["UID"] for e in events if e["UID"].startswith("care-")}
    assert len(events) - len(turns) == len([v for v in still if not v.get("outcome")])
    rhythms = [r for r in book.file.records("contacts") if r.values.get("rhythm")]
    assert len(turns) == len(rhythms) > 0


def test_the_json_comes_in_again_whole(
    demo: tuple[Workbook, Pack], tmp_path: Path
) -> None:
    book, pack = demo
    text = pack[f"Data/{NAMES[book.language][0]}.json"].decode()
    fresh = Workbook.open(tmp_path / "fresh.workbook", settings=Settings())
    fresh.import_json(text)
    assert fresh.export_json() == text == book.export_json()
    fresh.close()


def test_the_workbook_file_opens_with_the_same_answers(
    demo: tuple[Workbook, Pack], tmp_path: Path
) -> None:
    book, pack = demo
    path = tmp_path / "taken.workbook"
    path.write_bytes(pack[f"{NAMES[book.language][0]}.workbook"])
    taken = Workbook.open(path, settings=Settings())
    assert taken.export_json() == book.export_json()
    assert taken.language == book.language
    taken.close()


def test_the_spreadsheet_has_a_sheet_for_each_step(demo: tuple[Workbook, Pack]) -> None:
    book, pack = demo
    found = openpyxl.load_workbook(
        io.BytesIO(pack[f"Data/{NAMES[book.language][0]}.xlsx"])
    )
    jobs = book.content.steps["jobs"]
    sheet = found[jobs.title.in_(book.language)]
    head = [question.label.in_(book.language) for question in jobs.answerable]
    assert [cell.value for cell in sheet[1]] == head
    kept = [record.values for record in book.file.records("jobs")]
    for row, values in zip(sheet.iter_rows(min_row=2), kept, strict=True):
        told = {
            q.name: cell.value for q, cell in zip(jobs.answerable, row, strict=True)
        }
        assert told["title"] == values["title"]
        begun = values["from"]
        assert isinstance(begun, date)
        assert told["from"] == datetime(begun.year, begun.month, 1)
    path = f"Data/{jobs.title.in_(book.language)}.csv"
    rows = csv.reader(io.StringIO(pack[path].decode("utf-8-sig")), delimiter=";")
    assert next(rows) == head


# --- the other language, an empty one, an encrypted one --------------------------


@pytest.mark.usefixtures("without_office")
def test_it_can_be_had_in_the_other_language(book: Workbook) -> None:
    book.import_json(demo_text("da"))
    name, content = book.make("pack", "", "en")
    assert name == "My workbook.zip"
    assert book.make("pack", "", "da")[0] == "Min arbejdsbog.zip"
    pack = unpacked(content)
    assert "What you have promised" in said(pack)
    assert "Ring Ulla Terp" in said(pack)
    assert "Documents/CV Lene Hedekrog.docx" in pack
    assert page_of(pack).get("lang") == "en"
    assert book.language == "da"


@pytest.mark.usefixtures("without_office")
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_workbook_gives_a_polite_pack(
    book: Workbook, language: Language
) -> None:
    pack = unpacked(book.take_home(language))
    assert book.content.texts.say("pack.empty", language) in said(pack)
    assert book.content.texts.say("pack.no_pdf", language) in said(pack)
    assert "None" not in said(pack)
    name, calendar = NAMES[language]
    assert f"{calendar}.ics" not in pack
    assert f"Data/{name}.json" in pack
    assert not [p for p in pack if p.endswith((".csv", ".xlsx", ".pdf"))]
    assert set(links(pack)) == set(pack) - {"index.html"}
    assert "article" not in {element.tag for element in page_of(pack).iter()}


@pytest.mark.usefixtures("without_office")
def test_a_pack_of_an_encrypted_workbook_opens_without_a_key(tmp_path: Path) -> None:
    locked = tmp_path / "locked.workbook"
    book = Workbook.open(locked, settings=Settings(), key=b"k" * 32)
    book.import_json(demo_text("da"))
    pack = unpacked(book.take_home())
    path = tmp_path / "taken.workbook"
    path.write_bytes(pack["Min arbejdsbog.workbook"])
    taken = Workbook.open(path, settings=Settings())
    assert taken.export_json() == book.export_json()
    taken.close()
    book.close()
    assert b"SQLite" not in locked.read_bytes()


@pytest.mark.usefixtures("without_office")
def test_nothing_is_left_in_the_temporary_folder(
    book: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    book.take_home()
    assert list(folder.iterdir()) == []


# --- what can go wrong -----------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A coach's folder, with nothing of his own yet."""
    (tmp_path / "site" / "templates").mkdir(parents=True)
    return tmp_path / "site"


@pytest.mark.usefixtures("without_office")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_that_cannot_be_made_is_left_out_and_named(
    site: Path, path: Path, language: Language
) -> None:
    broken = site / "templates" / f"cv.{language}.docx"
    broken.write_text("no Word file")
    book = Workbook.open(path, settings=Settings(site=site))
    book.import_json(demo_text(language))
    pack = unpacked(book.take_home())
    with pytest.raises(DocumentError):
        list(every_document(book, language))
    book.close()
    folder = FOLDERS[language][0]
    kept = [p for p in pack if p.startswith(folder)]
    assert len(kept) >= 8
    assert not [p for p in kept if p.startswith(f"{folder}/CV")]
    (line,) = page_of(pack).xpath("//section[@aria-labelledby='left_out']//li")
    assert "CV" in line.text_content()
    assert f"cv.{language}.docx" in line.text_content()
    assert set(links(pack)) == set(pack) - {"index.html"}


@pytest.mark.usefixtures("without_office")
def test_a_broken_page_of_a_coach_gives_ours_and_says_so(
    site: Path, path: Path
) -> None:
    own = site / "templates" / "index.html.j2"
    shutil.copyfile(packaged("data", "templates", "index.html.j2"), own)
    own.write_text(own.read_text("utf-8").replace("w.lead", "w.leader"), "utf-8")
    book = Workbook.open(path, settings=Settings(site=site))
    pack = unpacked(book.take_home())
    (line,) = page_of(pack).xpath("//section[@aria-labelledby='left_out']//li")
    assert "index.html.j2" in line.text_content()
    own.write_text("<p>{{ w.file }}</p>", "utf-8")
    assert unpacked(book.take_home())["index.html"] == b"<p>Min arbejdsbog</p>"
    book.close()


@pytest.mark.usefixtures("without_office")
def test_kept_files_keep_their_names_and_no_two_are_one(book: Workbook) -> None:
    for number, name in enumerate(["a?b.pdf", "CON.pdf", "bilag.pdf", "Bilag.PDF"]):
        place = Place("attachments", f"r{number}", "file")
        content = f"fil {number}".encode()
        upload = {"name": name, "media_type": "", "content": content}
        assert book.file.save(place, upload).fault is None
    taken_back = Place("attachments", "r9", "file")
    book.file.save(taken_back, {"name": "væk.pdf", "content": b"x"})
    book.file.save(taken_back, None)
    pack = unpacked(book.take_home("da"))
    found = {n: c for n, c in pack.items() if n.startswith("Filer/")}
    assert found == {
        "Filer/a b.pdf": b"fil 0",
        "Filer/_CON.pdf": b"fil 1",
        "Filer/bilag.pdf": b"fil 2",
        "Filer/Bilag (2).PDF": b"fil 3",
    }
    assert links(pack).count("Filer/a b.pdf") == 2, "in the list and at the answer"


@pytest.mark.usefixtures("without_office")
def test_markup_typed_as_an_answer_is_shown_as_typed(book: Workbook) -> None:
    typed = "<script>alert(1)</script> & {{ w.file }} \u202e 🙂 שלום"
    book.file.save(Place("contact_details", "contact_details", "name"), typed)
    book.file.save(Place("start", "start", "goal"), typed)
    pack = unpacked(book.take_home("da"))
    assert not page_of(pack).xpath("//script")
    kept = str(book.file.record("start", "start").values["goal"])
    assert "alert(1)</script> & {{ w.file }}" in unescape(said(pack))
    assert " ".join(kept.split()) in said(pack)


@pytest.mark.usefixtures("without_office")
def test_what_could_not_be_read_is_shown_as_typed(book: Workbook) -> None:
    book.file.save(Place("jobs", "one", "title"), "Speditør")
    assert book.file.save(Place("jobs", "two", "from"), "engang i firserne").fault
    pack = unpacked(book.take_home("da"))
    assert "engang i firserne" in said(pack)
    assert "engang i firserne" in pack["Data/Dine job.csv"].decode("utf-8-sig")


@pytest.mark.usefixtures("without_office")
def test_a_promise_without_a_day_comes_last_and_a_kept_one_not_at_all(
    book: Workbook,
) -> None:
    tomorrow = f"{datetime.now() + timedelta(days=1):%Y-%m-%d}"
    for record, answers in {
        "a": {"whom": "Anna"},
        "b": {"whom": "Bo", "due": tomorrow, "way": "email"},
        "c": {"whom": "Carl", "due": tomorrow, "kept_on": "2026-01-01"},
    }.items():
        for question, answer in answers.items():
            book.file.save(Place("follow_ups", record, question), answer)
    lines = page_of(unpacked(book.take_home("da"))).xpath(
        "//section[@aria-labelledby='promised']//li"
    )
    first, last = (" ".join(line.text_content().split()) for line in lines)
    assert first.endswith(": Skriv til Bo")
    assert last == "Ingen dag endnu: Ring til Anna"


@pytest.mark.usefixtures("without_office")
def test_the_same_answers_on_the_same_day_give_the_same_page_and_data(
    book: Workbook,
) -> None:
    book.import_json(demo_text("da"))
    day = date(2026, 11, 24)
    first, second = (unpacked(take_home(book, "da", Settings(), day)) for _ in range(2))
    changing = (".ics", ".docx", ".workbook")  # they hold the time they were made
    alike = [name for name in first if not name.endswith(changing)]
    assert len(alike) > 30
    assert [name for name in alike if first[name] != second[name]] == []
    assert list(first) == list(second)
    assert "Hentet den 24.11.2026" in said(first)


def test_names_beyond_ascii_are_marked_and_all_is_of_one_day(book: Workbook) -> None:
    made = take_home(book, "da", Settings(), date(2026, 11, 24))
    with ZipFile(io.BytesIO(made)) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(2026, 11, 24, 0, 0, 0)}
    beyond = [entry for entry in entries if not entry.filename.isascii()]
    assert beyond
    assert all(entry.flag_bits & 0x800 for entry in beyond)
