"""Forms on a real workbook file: saved, taken over, restored, and not fooled."""

import io
import logging
from pathlib import Path
from typing import Any

import pytest
from asked import CPR, CPR_IN_A_ROW
from PIL import Image
from played import Page

from workbook import Workbook
from workbook.content.question import QUESTION_TYPES
from workbook.errors import AnswerError
from workbook.forms import Answer, Form, RefusedError
from workbook.pages.keeper import Keeper
from workbook.pages.names import wording
from workbook.settings import Settings
from workbook.store import Origin, Place

EVIDENCE = "competences/c1/evidence"
STORY = "stories/s1/sentence"


@pytest.fixture
def keeper(book: Workbook) -> Keeper:
    return Keeper(book)


def answer(book: Workbook, place: str) -> Answer:
    step, record, question = place.split("/")
    return Keeper(book).answers(book.content.steps[step], record)[question]


def everything(book: Workbook) -> str:
    """Return all that an export holds: records, drafts, origins, files."""
    return book.export_json()


def form_of(book: Workbook, step: str, record: str) -> Form:
    shown = book.content.steps[step]
    keeper = Keeper(book)
    form = Form(keeper, owner=book.file.owner, saved=lambda _: None)
    answers = keeper.answers(shown, record)
    form.show(f"{step}/{record}", "x", shown.questions, answers, wording(book, shown))
    return form


def test_an_answer_is_in_the_file_when_it_is_acknowledged(
    book: Workbook, path: Path
) -> None:
    page = Page(form_of(book, "jobs", "j1"))
    (told,) = page.send(
        {"kind": "save", "id": "1", "place": "jobs/j1/title", "raw": "Kok"}
    )
    assert told["answer"] == {"value": "Kok"}
    other = Workbook.open(path)
    assert other.file.record("jobs", "j1").values["title"] == "Kok"
    other.close()


def test_a_draft_is_shown_again_with_its_error(book: Workbook) -> None:
    page = Page(form_of(book, "jobs", "j1"))
    page.send({"kind": "save", "place": "jobs/j1/from", "raw": "13.2020"})
    again = form_of(book, "jobs", "j1").answers["from"]
    assert again["value"] == "13.2020"
    assert again["error"] == book.content.texts.say("answers.month", "da")


@pytest.mark.parametrize("number", [CPR, CPR_IN_A_ROW])
def test_a_cpr_number_is_cut_out_and_the_rest_is_a_draft(
    book: Workbook, keeper: Keeper, path: Path, number: str
) -> None:
    place = "jobs/j1/tasks"
    keeper.save(place, "Lagde vagtplan")
    page = Page(form_of(book, "jobs", "j1"))
    raw = f"Lagde vagtplan for {number} i to år"
    (told,) = page.send({"kind": "save", "place": place, "raw": raw})
    assert told["at"]
    error = book.content.texts.say("answers.cpr", "da")
    left = {"value": "Lagde vagtplan for … i to år", "error": error}
    assert told["answer"] == left
    assert form_of(book, "jobs", "j1").answers["tasks"] == left
    there = b"".join(p.read_bytes() for p in path.parent.iterdir())
    assert b"vagtplan for" in there
    assert number.encode() not in there
    (before,) = keeper.versions("jobs/j1")
    assert before.text == "Lagde vagtplan"
    keeper.restore(before.place, before.version)
    assert answer(book, place) == Answer("Lagde vagtplan")


def test_a_date_with_a_time_is_no_cpr_number(keeper: Keeper) -> None:
    kept, _ = keeper.save("jobs/j1/tasks", "Ring 12.11.26 1430")
    assert kept == Answer("Ring 12.11.26 1430")


# --- suggestions -----------------------------------------------------------------


def test_a_suggestion_is_taken_over_with_its_origin(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save(STORY, "Vi reddede varerne.")
    keeper.save("stories/s1/title", "Fryseren")
    (offered,) = answer(book, EVIDENCE).suggestions
    assert (offered.source, offered.text) == (STORY, "Vi reddede varerne.")
    assert offered.label.endswith(": Fryseren")
    taken, _ = keeper.take(EVIDENCE, offered.source)
    assert taken.value == "Vi reddede varerne."
    assert taken.suggestions == ()
    (origin,) = taken.origins
    assert (origin.source, origin.changed) == (STORY, None)
    assert book.file.origins("competences", "c1")["evidence"] == [
        Origin(Place("stories", "s1", "sentence"), "Vi reddede varerne.")
    ]


def test_taking_over_never_overwrites_what_he_wrote(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save(STORY, "Vi reddede varerne.")
    keeper.save(EVIDENCE, "Mit eget.")
    taken, _ = keeper.take(EVIDENCE, STORY)
    assert taken.value == "Mit eget.\nVi reddede varerne."
    first = next(v for v in keeper.versions("competences/c1") if v.text == "Mit eget.")
    restored, _ = keeper.restore(first.place, first.version)
    assert restored.value == "Mit eget."
    assert answer(book, EVIDENCE).value == "Mit eget."


def test_in_a_one_line_text_a_comma_stands_between(keeper: Keeper) -> None:
    headline = "cv_targets/t1/headline"
    for job, title in (("j1", "Kok"), ("j2", "Køkkenchef")):
        keeper.save(f"jobs/{job}/title", title)
        taken, _ = keeper.take(headline, f"jobs/{job}/title")
    assert taken.value == "Kok, Køkkenchef"


def test_the_same_text_is_suggested_once(book: Workbook, keeper: Keeper) -> None:
    headline = "cv_targets/t1/headline"
    for job, title in (("j1", "Kok"), ("j2", "Kok"), ("j3", "Bager")):
        keeper.save(f"jobs/{job}/title", title)
    offered = answer(book, headline).suggestions
    assert [(s.source, s.text) for s in offered] == [
        ("jobs/j1/title", "Kok"),
        ("jobs/j3/title", "Bager"),
    ]
    taken, _ = keeper.take(headline, "jobs/j1/title")
    assert [s.text for s in taken.suggestions] == ["Bager"]


def test_a_changed_source_is_offered_and_never_forced(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save(STORY, "Vi reddede varerne.")
    keeper.take(EVIDENCE, STORY)
    keeper.save(EVIDENCE, "Vi reddede varerne. Sådan.")
    keeper.save(STORY, "Vi reddede varer for 80.000 kr.")
    now = answer(book, EVIDENCE)
    assert now.value == "Vi reddede varerne. Sådan."
    assert now.origins[0].changed == "Vi reddede varer for 80.000 kr."
    taken, _ = keeper.take(EVIDENCE, STORY)
    assert taken.value == "Vi reddede varer for 80.000 kr. Sådan."
    assert taken.origins[0].changed is None


def test_he_keeps_his_own_text_and_is_not_asked_again(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save(STORY, "før")
    keeper.take(EVIDENCE, STORY)
    keeper.save(STORY, "efter")
    kept, _ = keeper.keep_mine(EVIDENCE, STORY)
    assert kept.value == "før"
    assert kept.origins[0].changed is None
    keeper.save(STORY, "igen")
    assert answer(book, EVIDENCE).origins[0].changed == "igen"


def test_only_what_the_record_refers_to_is_suggested(
    book: Workbook, keeper: Keeper
) -> None:
    for company in ("a", "b"):
        keeper.save(f"companies/{company}/needs", f"behov {company}")
    assert answer(book, "applications/x/hook").suggestions == ()
    keeper.save("applications/x/company", "b")
    texts = [s.text for s in answer(book, "applications/x/hook").suggestions]
    assert texts == ["behov b"]


def test_a_deleted_record_suggests_nothing(book: Workbook, keeper: Keeper) -> None:
    keeper.save(STORY, "Vi reddede varerne.")
    book.file.delete("stories", "s1")
    assert answer(book, EVIDENCE).suggestions == ()


def test_a_source_whose_question_is_gone_breaks_no_form(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save(EVIDENCE, "Mit eget.")
    gone = Origin(Place("stories", "s1", "moral"), "Tæl først.")
    book.file.take(Place("competences", "c1", "evidence"), "Tæl først.", gone)
    book.file.keep_origin(
        Place("competences", "c1", "evidence"),
        Origin(Place("dreams", "d", "x"), "væk"),
    )
    now = answer(book, EVIDENCE)
    assert now.value == "Tæl først."
    assert now.origins == ()
    assert [v.text for v in keeper.versions("competences/c1")] == ["Mit eget."]


# --- versions --------------------------------------------------------------------


def test_versions_are_told_in_words(book: Workbook, keeper: Keeper) -> None:
    keeper.save("start/start/situation", "employed")
    keeper.save("start/start/situation", None)
    texts = {
        language: [v.text for v in keeper.versions("start/start")]
        for language in ("da", "en")
        if book.speak(language) is None  # type: ignore[func-returns-value]
    }
    assert texts == {"da": ["Jeg har et job"], "en": ["I have a job"]}


def test_what_was_empty_is_no_version(keeper: Keeper) -> None:
    place = "start/start/goal"
    assert keeper.versions("start/start") == []
    keeper.save(place, "En fast uge.")
    assert keeper.versions("start/start") == []
    for raw in ("", "En kort uge.", "  ", "En lang uge."):
        keeper.save(place, raw)
    texts = [found.text for found in keeper.versions("start/start")]
    assert texts == ["En kort uge.", "En fast uge."]


# --- a step within another -------------------------------------------------------


def test_a_follow_up_is_tied_to_its_application(book: Workbook, keeper: Keeper) -> None:
    keeper.save("follow_ups/applications-a1/whom", "Mette")
    record = book.file.record("follow_ups", "applications-a1")
    assert record.values["application"] == "a1"
    assert [r.record for r in book.file.records("applications")] == ["a1"]


def test_a_taken_over_follow_up_is_tied_as_well(book: Workbook, keeper: Keeper) -> None:
    keeper.save("applications/a1/receiver", "Mette Holm")
    keeper.take("follow_ups/applications-a1/whom", "applications/a1/receiver")
    values = book.file.record("follow_ups", "applications-a1").values
    assert (values["application"], values["whom"]) == ("a1", "Mette Holm")


def test_a_leftover_of_a_record_that_is_not_there_yet_is_kept(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save("jobs/0123456789ab/title", "Kok")
    assert [r.record for r in book.file.records("jobs")] == ["0123456789ab"]


# --- the page is outside input ---------------------------------------------------

PLACES = [
    "", "/", "//", "jobs", "jobs/j1", "jobs/j1/title/x", "nothing/j1/title",
    "jobs/j1/nothing", "jobs//title", "jobs/ /title", "jobs/../title", "jobs/a b/title",
    "jobs/\x00/title", "jobs/\ud800/title", f"jobs/{'x' * 251}/title",
    "start/other/goal", "contact_details/contact_details/why_now",
    "_notes/owner/value", "jobs/j1/_deleted_at", "sqlite_master/x/y",
    "jobs/j1/title'; DROP TABLE jobs; --",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_place_that_is_not_there_is_refused(keeper: Keeper, place: str) -> None:
    keeper.save(STORY, "Vi reddede varerne.")
    with pytest.raises(RefusedError):
        keeper.save(place, "x")
    with pytest.raises(RefusedError):
        keeper.take(place, STORY)
    with pytest.raises(RefusedError):
        keeper.keep_mine(EVIDENCE, place)
    with pytest.raises(RefusedError):
        keeper.restore(place, 1)


@pytest.mark.parametrize(
    "source",
    [
        "contact_details/contact_details/email",
        "stories/s1/title",
        "stories/s9/sentence",
    ],
)
def test_only_what_is_suggested_there_can_be_taken(
    book: Workbook, keeper: Keeper, source: str
) -> None:
    keeper.save("contact_details/contact_details/email", "anna@example.com")
    keeper.save("stories/s1/title", "Fryseren")
    before = everything(book)
    with pytest.raises(RefusedError):
        keeper.take(EVIDENCE, source)
    assert everything(book) == before


@pytest.mark.parametrize("record", ["", "nothing", "nothing/x", "\x00/\x00"])
def test_versions_of_what_is_not_there_are_refused(keeper: Keeper, record: str) -> None:
    with pytest.raises(RefusedError):
        keeper.versions(record)


SECRET = "det her er mit eget"


ODD: list[Any] = [
    SECRET, {"a": SECRET}, [SECRET], [[SECRET]], 10**400, -1.5, True, "\ud800", "\x00",
    {"name": "../../../../x", "media_type": "x", "size": 1},
]  # fmt: skip


def test_no_raw_answer_can_break_a_form_or_leave_the_file(
    book: Workbook, caplog: pytest.LogCaptureFixture, path: Path
) -> None:
    kinds = {
        asked.type: f"{step.name}/{'x1' if step.repeat else step.name}/{asked.name}"
        for step in book.content.order
        for asked in step.questions
    }
    assert len(kinds) == len(QUESTION_TYPES)
    page = Page(form_of(book, "applications", "x1"))
    with caplog.at_level(logging.DEBUG):
        for place in kinds.values():
            for raw in ODD:
                page.send({"kind": "save", "place": place, "raw": raw})
                page.send({"kind": "save", "place": place, "raw": raw}, b"1")
                assert everything(book).encode()
    assert caplog.text == ""
    assert {p.name.partition("-")[0] for p in path.parent.iterdir()} == {path.name}
    for step in book.content.order:
        form_of(book, step.name, "x1" if step.repeat else step.name)
        book.frame(step.name)


def test_a_choice_that_is_not_on_the_list_is_no_value(
    book: Workbook, keeper: Keeper
) -> None:
    kept, _ = keeper.save("start/start/situation", "on_holiday")
    assert kept.fault is not None
    assert kept.fault.code == "choice"
    assert isinstance(kept.fault, AnswerError)
    assert book.frame("start")["situation"].isna().all()


def test_settings_of_a_coach_reach_the_forms(tmp_path: Path, path: Path) -> None:
    book = Workbook.open(path, settings=Settings(site=tmp_path, language="en"))
    assert form_of(book, "start", "start").language == "en"
    book.close()


def test_what_is_no_picture_is_refused_and_the_photo_before_it_stays(
    keeper: Keeper,
) -> None:
    place = "contact_details/contact_details/photo"
    file = io.BytesIO()
    Image.new("RGB", (60, 80), "teal").save(file, "PNG")
    kept, _ = keeper.save(place, {"name": "jeg.png", "content": file.getvalue()})
    assert (kept.fault, kept.file_name) == (None, "jeg.png")
    refused, _ = keeper.save(place, {"name": "brev.jpg", "content": b"no picture"})
    assert refused.fault
    assert refused.fault.code == "photo_unreadable"
    assert (refused.value, refused.file_name) == (kept.value, "jeg.png")


def test_an_attachment_need_not_be_a_picture(keeper: Keeper) -> None:
    raw = {"name": "udtalelse.pdf", "content": b"%PDF-1.7"}
    kept, _ = keeper.save("attachments/a1/file", raw)
    assert kept.fault is None
