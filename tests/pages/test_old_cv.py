"""The old CV beside the forms: shown whole, taken over by the piece, nothing lost."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import docx
import pytest
from played import Page

from workbook import Workbook
from workbook.pages.journey import Journey
from workbook.pages.old_cv import BELONGS, OldCvView
from workbook.settings import LANGUAGES
from workbook.store import Place

LINES = (
    "Hanne Fiktiv",
    "E-mail: hanne@example.com | Tlf. 20 12 34 56",
    "PROFIL",
    "Kok med sans for råvarer",
    "ERFARING",
    "aug. 2016 – nu\tKok\tCafé Blå",
    "2007-2016\tKokkeelev\tHotel Fiktiv",
    "Lavede mad til 80",
    "KØREKORT",
    "B",
)


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def put_in(book: Workbook, content: bytes, name: str = "cv.docx") -> None:
    told = {"name": name, "media_type": "", "size": len(content), "content": content}
    saved = book.file.save(Place("old_cv", "old_cv", "file"), told)
    assert saved.fault is None


def journey(book: Workbook, step: str) -> Journey:
    found = book.page("all_steps")
    assert isinstance(found, Journey)
    found.go(step)
    return found


def beside(found: Journey) -> OldCvView:
    view = found._beside._old_cv
    assert isinstance(view, OldCvView)
    return view


def pieces(view: OldCvView) -> Iterator[tuple[str, str]]:
    """Go through keys and texts of all that is shown, parts after their line."""
    for section in view.sections:
        for key, text, *parts in section["pieces"]:
            yield key, text
            yield from ((f"{key}.{n}", part) for n, part in enumerate(parts))


def put(found: Journey, text: str, question: str) -> list[dict[str, Any]]:
    """Choose a piece of the CV for a question, as his browser does."""
    view = beside(found)
    key = next(key for key, told in pieces(view) if told == text)
    return Page(view).send({"kind": "put", "key": key, "question": question})


def used(found: Journey) -> list[str]:
    view = beside(found)
    return [text for key, text in pieces(view) if key in view.used]


@pytest.fixture
def cv(book: Workbook) -> Workbook:
    put_in(book, word(*LINES))
    return book


def test_before_there_is_a_cv_there_is_nothing(book: Workbook) -> None:
    for step in ("old_cv", *BELONGS):
        view = beside(journey(book, step))
        assert (view.sections, view.error) == ([], "")
        assert view.inviting == (step == "jobs")


def test_who_is_about_to_write_his_jobs_is_asked_for_his_cv(book: Workbook) -> None:
    found = journey(book, "jobs")
    Page(beside(found)).send({"kind": "go"})
    assert found._step.name == "old_cv"
    found.go("jobs")
    found._view._keeper.save(f"jobs/{found._view.opened}/title", "Kok")
    assert not beside(journey(book, "jobs")).inviting
    put_in(book, word(*LINES))
    assert not beside(journey(book, "jobs")).inviting


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_shows_its_own_sections_and_all_the_others(
    cv: Workbook, language: Any
) -> None:
    cv.speak(language)
    for step in BELONGS:
        view = beside(journey(cv, step))
        heads = [section["heading"] for section in view.sections]
        assert heads[1:] == ["PROFIL", "ERFARING", "KØREKORT"]
        assert heads[0] == cv.content.texts.say("old_cv.first", language)
        mine = [s["heading"] for s in view.sections if s["mine"]]
        own = {"jobs": ["ERFARING"], "cv_targets": ["PROFIL"]}
        assert mine == own.get(step, heads[:1] if step == "contact_details" else [])
        labels = {
            q.name: q.label.in_(language) for q in cv.content.steps[step].questions
        }
        assert view.targets
        assert dict(view.targets).items() <= labels.items()


def test_every_line_is_shown_once_on_its_own_step(cv: Workbook) -> None:
    view = beside(journey(cv, "old_cv"))
    shown = [piece[1] for s in view.sections for piece in s["pieces"]]
    heads = [s["heading"] for s in view.sections][1:]
    assert sorted([*shown, *heads]) == sorted(LINES)
    assert view.targets == []


def test_other_steps_have_no_old_cv(cv: Workbook) -> None:
    assert beside(journey(cv, "stories")).sections == []


def test_a_job_is_begun_from_the_cv_piece_by_piece(cv: Workbook) -> None:
    found = journey(cv, "jobs")
    put(found, "Kok", "title")
    put(found, "Café Blå", "employer")
    put(found, "aug. 2016", "from")
    put(found, "Lavede mad til 80", "tasks")
    (job,) = cv.file.records("jobs")
    assert {k: str(v) for k, v in job.values.items() if v is not None} == {
        "title": "Kok",
        "employer": "Café Blå",
        "from": "2016-08-01",
        "tasks": "Lavede mad til 80",
    }
    assert found._view.opened == job.record
    assert used(found) == [LINES[5], "aug. 2016", "Kok", "Café Blå", LINES[7]]


def test_after_a_list_is_closed_a_piece_begins_another_record(cv: Workbook) -> None:
    found = journey(cv, "jobs")
    put(found, "Kok", "title")
    found._view._act("close", "")
    put(found, "Kokkeelev", "title")
    titles = [record.values["title"] for record in cv.file.records("jobs")]
    assert titles == ["Kok", "Kokkeelev"]


def test_what_he_wrote_stays_and_can_be_brought_back(cv: Workbook) -> None:
    found = journey(cv, "jobs")
    job = found._view.opened
    keeper = found._view._keeper
    keeper.save(f"jobs/{job}/tasks", "Skrev menuer")
    put(found, "Lavede mad til 80", "tasks")
    assert cv.file.record("jobs", job).values["tasks"] == (
        "Skrev menuer\nLavede mad til 80"
    )
    before = [
        v.text for v in keeper.versions(f"jobs/{job}") if v.place.endswith("tasks")
    ]
    assert before == ["Skrev menuer"]
    put(found, "Kok", "title")
    put(found, "Café Blå", "title")
    assert cv.file.record("jobs", job).values["title"] == "Kok, Café Blå"


def test_a_whole_line_goes_in_without_its_tabs(cv: Workbook) -> None:
    found = journey(cv, "jobs")
    put(found, LINES[5], "tasks")
    (job,) = cv.file.records("jobs")
    assert job.values["tasks"] == "aug. 2016 – nu Kok Café Blå"
    assert LINES[5] in used(found)


def test_the_same_piece_twice_stands_there_once(cv: Workbook) -> None:
    found = journey(cv, "jobs")
    put(found, "Kokkeelev", "title")
    put(found, "Kok", "title")
    put(found, "Kok", "title")
    (job,) = cv.file.records("jobs")
    assert job.values["title"] == "Kokkeelev, Kok"


def test_an_address_is_found_among_the_words_around_it(cv: Workbook) -> None:
    found = journey(cv, "contact_details")
    put(found, "E-mail: hanne@example.com", "email")
    put(found, "Tlf. 20 12 34 56", "phone")
    values = cv.file.record("contact_details", "contact_details").values
    assert values["email"] == "hanne@example.com"
    assert values["phone"] == "+45 20 12 34 56"
    assert used(found) == [LINES[1], "E-mail: hanne@example.com", "Tlf. 20 12 34 56"]


def test_a_year_without_a_month_is_kept_and_he_is_told(cv: Workbook) -> None:
    found = journey(cv, "jobs")
    (told,) = put(found, "2007", "from")
    error = cv.content.texts.say("answers.month_missing", "da", year="2007")
    assert told["text"].endswith(error)
    draft = cv.file.record("jobs", found._view.opened).drafts["from"]
    assert draft.raw == "2007"
    assert used(found) == ["2007"]


def test_the_form_is_told_what_was_put_into_it(cv: Workbook) -> None:
    found = journey(cv, "jobs")
    form = Page(found._view._form)
    put(found, "Kok", "title")
    told = [m for m in form.heard if m["kind"] == "saved"]
    assert [(m["question"], m["answer"]["value"], m["force"]) for m in told] == [
        ("title", "Kok", True)
    ]
    origins = told[0]["answer"]["origins"]
    assert [o["label"] for o in origins] == [cv.content.steps["old_cv"].title.da]


def test_a_list_of_words_takes_one_more(cv: Workbook) -> None:
    tags = [
        (step.name, q.name)
        for step in cv.content.order
        for q in step.answerable
        if q.type == "tags"
    ]
    step, question = tags[0]
    keeper = journey(cv, step)._view._keeper
    record = step if not cv.content.steps[step].repeat else "r1"
    place = f"{step}/{record}/{question}"
    keeper.save(place, ["ro"])
    keeper.put(place, "old_cv/old_cv/file", "humor")
    assert cv.file.record(step, record).values[question] == ("ro", "humor")


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "put", "key": "9.9", "question": "title"},
        {"kind": "put", "key": "2.0", "question": "led"},
        {"kind": "put", "key": "2.0", "question": "nobody"},
        {"kind": "put", "key": ["2.0"], "question": None},
        {"kind": "put"},
        {"kind": "told", "text": "x"},
    ],
)
def test_a_message_that_names_what_is_not_there_changes_nothing(
    cv: Workbook, message: dict[str, Any]
) -> None:
    found = journey(cv, "jobs")
    before = cv.export_json()
    assert Page(beside(found)).send(message) == []
    assert cv.export_json() == before


def test_a_file_that_cannot_be_read_is_told_where_it_was_put_in(
    book: Workbook,
) -> None:
    put_in(book, b"%PDF-1.4 broken", "cv.pdf")
    view = beside(journey(book, "old_cv"))
    assert view.error == book.content.texts.say("errors.old_cv_broken", "da")
    assert beside(journey(book, "jobs")).error == ""


def test_a_file_is_read_once_and_another_one_anew(
    cv: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbook.pages import old_cv

    calls = []
    whole = old_cv.read_old_cv

    def counted(content: bytes, headings: Any) -> Any:
        calls.append(len(content))
        return whole(content, headings)

    monkeypatch.setattr(old_cv, "read_old_cv", counted)
    found = journey(cv, "jobs")
    found.go("education")
    found.go("jobs")
    put(found, "Kok", "title")
    assert len(calls) == 1
    put_in(cv, word("ERFARING", "Smed"))
    found.go("jobs")
    assert len(calls) == 2
    assert [text for _, text in pieces(beside(found))] == ["Smed"]


def test_a_new_file_is_shown_as_soon_as_it_is_put_in(book: Workbook) -> None:
    found = journey(book, "old_cv")
    content = word(*LINES)
    about = {"name": "cv.docx", "media_type": "", "size": len(content)}
    message = {"kind": "save", "place": "old_cv/old_cv/file", "raw": about}
    Page(found._view._form).send(message, content)
    assert len(beside(found).sections) == 4


def test_a_part_takes_the_place_of_a_whole_line_put_in_by_mistake(
    cv: Workbook,
) -> None:
    found = journey(cv, "jobs")
    view = found._view
    place = "old_cv/old_cv/file"
    view.take_in("from", place, "aug. 2016 – nu")
    view.take_in("from", place, "aug. 2016")
    record = cv.file.record("jobs", view.opened)
    assert record.values["from"] == date(2016, 8, 1)
    assert record.drafts == {}
