"""The participant's way: welcome, steps, progress, languages, reloads."""

import json
from pathlib import Path
from typing import Any

import pytest
from played import Page

from workbook import Workbook, WorkbookError
from workbook.forms import Form, Records
from workbook.pages.journey import Journey
from workbook.pages.progress import blockers
from workbook.settings import LANGUAGES


def journey(book: Workbook, name: str = "all_steps") -> Journey:
    found = book.page(name)
    assert isinstance(found, Journey)
    return found


def begun(book: Workbook) -> Journey:
    found = journey(book)
    Page(found._welcome).send({"kind": "begin"})
    return found


def top_steps(book: Workbook) -> list[str]:
    """Return the names of the steps that the menu shows."""
    return [s.name for page in book.content.pages for s in book.content.shown(page)]


def step(found: Journey) -> str:
    return str(found._head.step)


def state(found: Journey, name: str) -> str:
    steps = [step for page in found._head.menu for step in page["steps"]]
    return str(next(s["state"] for s in steps if s["name"] == name))


def forms(found: Journey) -> list[Form]:
    return [w for w in found._view.children if isinstance(w, Form)]


def save(form: Form, question: str, raw: Any) -> dict[str, Any]:
    message = {"kind": "save", "place": f"{form.record}/{question}", "raw": raw}
    return Page(form).send(message)[0]


# --- the first time --------------------------------------------------------------


def test_a_new_participant_is_greeted_with_one_screen(book: Workbook) -> None:
    found = journey(book)
    assert found.children == (found._welcome,)
    assert found._welcome.texts["begin"] == "Begynd"
    assert book.file.note("last_step") is None


def test_the_language_can_be_chosen_before_anything_else(book: Workbook) -> None:
    found = journey(book)
    Page(found._welcome).send({"kind": "speak", "language": "en"})
    assert found.children == (found._welcome,)
    assert found._welcome.texts["begin"] == "Start"
    assert book.language == "en"


def test_beginning_shows_the_first_question_and_goes_there(book: Workbook) -> None:
    found = journey(book)
    page = Page(found._view._form)
    Page(found._welcome).send({"kind": "begin"})
    assert step(found) == book.content.order[0].name
    first = book.content.order[0]
    assert found.children == (
        found._head,
        *found._beside.around(first),
        found._foot,
    )
    assert page.heard == [{"kind": "focus"}]
    assert forms(found)[0].fields[0]["name"] == "good_day"


# --- finding the way -------------------------------------------------------------


def test_he_comes_back_to_where_he_was(book: Workbook) -> None:
    begun(book).go("stories")
    assert step(journey(book)) == "stories"


def test_the_address_leads_to_a_step(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUERY_STRING", "token=x&step=companies")
    found = journey(book)
    assert step(found) == "companies"
    assert found._head.link is True


@pytest.mark.parametrize(
    "query", ["", "step=", "step=nothing", "step=scores", "step=%00", "&&=;step"]
)
def test_an_address_that_leads_nowhere_is_as_none(
    book: Workbook, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUERY_STRING", query)
    fresh = journey(book)
    assert fresh.children == (fresh._welcome,)
    fresh.go("stories")
    assert step(journey(book)) == "stories"


@pytest.mark.parametrize("name", ["", "nothing", "scores", "None", "\x00"])
def test_a_step_that_is_not_there_is_ignored(book: Workbook, name: str) -> None:
    found = begun(book)
    for part in (found._head, found._foot):
        Page(part).send({"kind": "go", "step": name})
    assert step(found) == "start"


def test_next_and_back_lead_through_all_steps_and_home(book: Workbook) -> None:
    found = begun(book)
    seen = [step(found)]
    while found._foot.next:
        Page(found._foot).send({"kind": "go", "step": found._foot.next[0]})
        seen.append(step(found))
    top = top_steps(book)
    assert len(top) >= 10
    assert seen == top
    while found._foot.back:
        Page(found._foot).send({"kind": "go", "step": found._foot.back[0]})
    assert step(found) == top[0]


def test_a_notebook_shows_the_steps_of_its_page(book: Workbook) -> None:
    assert len(book.content.pages) >= 4
    for page in book.content.pages:
        found = journey(book, page.name)
        found.go(page.steps[0])
        assert [p["title"] for p in found._head.menu] == [page.title.da]
        assert found._head.leads[0] == page.lead.da


def test_a_page_that_is_not_there_is_told(book: Workbook) -> None:
    with pytest.raises(WorkbookError, match="unknown_page"):
        book.page("99_nothing")


# --- progress --------------------------------------------------------------------


def test_a_step_is_open_then_begun_then_ready(book: Workbook) -> None:
    found = begun(book)
    (form,) = forms(found)
    assert state(found, "start") == "open"
    assert (found._foot.blockers, found._foot.blockers_title) == ([], "")
    save(form, "good_day", "Da vi flyttede køkkenet.")
    assert state(found, "start") == "begun"
    label = book.content.steps["start"].question("situation").label.da
    assert found._foot.blockers == [f"»{label}« er ikke besvaret."]
    assert found._foot.blockers_title == "Det mangler her endnu:"
    save(form, "situation", "employed")
    assert state(found, "start") == "ready"
    assert found._foot.blockers == []
    assert found._foot.blockers_title == "Du er færdig med dette trin."
    done, total = found._head.progress
    assert (done, total) == (1, len(top_steps(book)))


def test_a_draft_is_a_blocker_that_locks_nothing(book: Workbook) -> None:
    found = begun(book)
    found.go("jobs")
    (form,) = forms(found)
    for question, raw in (("title", "Kok"), ("employer", "Kroen"), ("from", "2020")):
        save(form, question, raw)
    assert state(found, "jobs") == "begun"
    label = book.content.steps["jobs"].question("from").label.da
    assert found._foot.blockers == [f"Kok: »{label}« skal rettes."]
    assert found._foot.next
    save(form, "from", "2.2020")
    assert state(found, "jobs") == "ready"


def test_a_step_that_needs_three_says_how_many_there_are(book: Workbook) -> None:
    found = begun(book)
    found.go("competences")
    save(forms(found)[0], "name", "Vagtplaner")
    save(forms(found)[0], "evidence", "Jeg lagde dem i tre år.")
    assert found._foot.blockers == ["Der skal være mindst 3. Du har 1."]


def test_an_application_is_ready_when_its_follow_up_has_a_day(book: Workbook) -> None:
    book.file.add("companies", {"name": "Kroen"})
    found = begun(book)
    found.go("applications")
    letter, promise = forms(found)
    for question, raw in (
        ("headline", "Mindre madspild"), ("hook", "Goddag."),
        ("company", next(iter(book.frame("companies").index))),
    ):  # fmt: skip
        save(letter, question, raw)
    due = book.content.steps["follow_ups"].question("due").label.da
    assert state(found, "applications") == "begun"
    assert found._foot.blockers == [f"Mindre madspild: »{due}« er ikke besvaret."]
    save(promise, "due", "snart")
    assert found._foot.blockers == [f"Mindre madspild: »{due}« skal rettes."]
    save(promise, "due", "24.11.2026")
    assert state(found, "applications") == "ready"
    assert found._foot.blockers == []


def test_a_follow_up_of_its_own_id_is_named_for_its_application(
    book: Workbook,
) -> None:
    answers = {"headline": "Mindre madspild", "hook": "Goddag.", "company": "c1"}
    book.import_json(record("applications", "a1", answers))
    book.import_json(record("follow_ups", "f1", {"application": "a1", "whom": "Bo"}))
    due = book.content.steps["follow_ups"].question("due").label.da
    missing = f"Mindre madspild: »{due}« er ikke besvaret."
    step = book.content.steps["applications"]
    assert blockers(book, step) == [missing]
    book.import_json(record("applications", "a2", {**answers, "headline": "To"}))
    assert blockers(book, step) == [missing, missing.replace("Mindre madspild", "To")]
    book.file.delete("applications", "a1")
    assert blockers(book, step) == [missing.replace("Mindre madspild", "To")]


def test_a_step_is_begun_by_what_stands_within_it(book: Workbook) -> None:
    found = begun(book)
    found.go("applications")
    save(forms(found)[1], "whom", "Mette")
    assert state(found, "applications") == "begun"
    assert found._foot.blockers


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_last_step_says_what_to_do_after_it(
    book: Workbook, language: Any
) -> None:
    found = begun(book)
    found.speak(language)
    endings = {}
    for each in top_steps(book):
        found.go(each)
        endings[each] = found._foot.ending
    last = found._steps[-1].name
    assert endings.pop(last) == book.content.texts.say("pages.ending", language)
    assert set(endings.values()) == {""}


def test_missing_contact_details_are_a_way_to_their_step(book: Workbook) -> None:
    found = begun(book)
    found.go("applications")
    assert found._beside._downloads.hint
    Page(found._beside._downloads).send({"kind": "go"})
    assert step(found) == "contact_details"


# --- records ---------------------------------------------------------------------


def test_an_only_record_opens_by_itself(book: Workbook) -> None:
    book.import_json(record("jobs", "j1", {"title": "Kok"}))
    found = begun(book)
    found.go("jobs")
    assert found._view.opened == "j1"
    assert forms(found)[0].answers["title"] == {"value": "Kok"}
    assert forms(found)[0].heading == "Kok"
    found.go("start")
    book.import_json(record("jobs", "j2", {"title": "Bager"}))
    found.go("jobs")
    assert found._view.opened == ""
    assert forms(found)[0].fields == []


def test_an_empty_list_is_not_shown_while_its_first_record_is_begun(
    book: Workbook,
) -> None:
    found = begun(book)
    found.go("jobs")
    records, add = found._view._records, book.content.steps["jobs"].add
    assert add is not None
    (form,) = forms(found)
    assert (records.add, records.rows) == ("", [])
    assert (form.heading, form.another) == ("", "")
    assert form.fields
    save(form, "title", "Kok")
    assert records.add == add.da
    Page(records).send({"kind": "delete", "record": found._view.opened})
    assert (records.add, records.rows) == (add.da, [])
    assert records.message["undo"]
    Page(records).send({"kind": "add", "record": ""})
    assert records.add == ""
    assert forms(found)[0].fields


def test_one_more_record_is_begun_from_the_form(book: Workbook) -> None:
    book.import_json(record("jobs", "j1", {"title": "Kok"}))
    found = begun(book)
    found.go("jobs")
    (form,) = forms(found)
    add = book.content.steps["jobs"].add
    assert add is not None
    assert form.another == add.da
    page = Page(form)
    page.send({"kind": "another"})
    assert page.heard == [{"kind": "focus"}]
    assert found._view.opened not in ("", "j1")
    assert (form.heading, form.another, form.answers) == ("", "", {})
    save(form, "title", "Bager")
    assert [row[1] for row in found._view._records.rows] == ["Kok", "Bager"]
    found.speak("en")
    assert (form.heading, form.another) == ("Bager", add.en)


def test_a_step_of_one_record_has_no_button_for_another(book: Workbook) -> None:
    found = begun(book)
    (form,) = forms(found)
    save(form, "good_day", "Da vi flyttede køkkenet.")
    before = book.export_json()
    Page(form).send({"kind": "another"})
    assert (form.heading, form.another, form.record) == ("", "", "start/start")
    assert book.export_json() == before


def test_what_a_reference_changes_further_down_is_brought_up_to_date(
    book: Workbook,
) -> None:
    for name in ("a", "b"):
        answers = {"name": name.upper(), "needs": f"behov {name}"}
        book.import_json(record("companies", name, answers))
    found = begun(book)
    found.go("applications")
    letter, _ = forms(found)

    def suggested() -> list[str]:
        hook = letter.answers.get("hook", {})
        return [s["text"] for s in hook.get("suggestions", [])]

    assert suggested() == []
    save(letter, "proposal", "en")
    page, before = Page(letter), letter.shown
    place = f"{letter.record}/company"
    saved, told = page.send({"kind": "save", "place": place, "raw": "b"})
    assert (saved["kind"], told["kind"]) == ("saved", "refreshed")
    assert suggested() == ["behov b"]
    assert told["answers"] == letter.answers
    assert letter.answers["proposal"]["value"] == "en"
    assert letter.shown == before
    save(letter, "receiver", "Bo")
    assert [m["kind"] for m in page.heard] == ["saved", "refreshed"]


def test_what_a_source_says_reaches_the_form_within(book: Workbook) -> None:
    found = begun(book)
    found.go("applications")
    letter, promise = forms(found)
    page, before = Page(promise), promise.shown
    save(letter, "receiver", "Mette Holm")
    (told,) = page.heard
    assert told["kind"] == "refreshed"
    texts = [s["text"] for s in told["answers"]["whom"]["suggestions"]]
    assert texts == ["Mette Holm"]
    assert promise.shown == before
    save(letter, "headline", "Mindre madspild")
    assert len(page.heard) == 1


def test_a_record_is_added_copied_deleted_and_brought_back(book: Workbook) -> None:
    found = begun(book)
    found.go("jobs")
    rows = Page(found._view._records)
    assert found._view._records.rows == []
    save(forms(found)[0], "title", "Kok")
    first = found._view.opened
    assert found._view._records.rows == [[first, "Kok", ""]]
    rows.send({"kind": "add", "record": ""})
    save(forms(found)[0], "title", "Bager")
    rows.send({"kind": "duplicate", "record": first})
    assert [row[1] for row in found._view._records.rows] == ["Kok", "Bager", "Kok"]
    copy = found._view.opened
    assert copy not in ("", first)
    rows.send({"kind": "delete", "record": copy})
    assert found._view.opened == ""
    assert found._view._records.message == {"text": "Kok er slettet.", "undo": copy}
    assert forms(found)[0].fields == []
    rows.send({"kind": "bring_back", "record": copy})
    assert len(found._view._records.rows) == 3
    rows.send({"kind": "open", "record": copy})
    assert forms(found)[0].record == f"jobs/{copy}"
    rows.send({"kind": "close", "record": copy})
    assert forms(found)[0].fields == []


def test_records_that_have_an_order_are_moved(book: Workbook) -> None:
    for name in ("a", "b", "c"):
        book.import_json(record("competences", name, {"name": name.upper()}))
    found = begun(book)
    found.go("competences")
    rows = Page(found._view._records)
    rows.send({"kind": "move_up", "record": "c"})
    assert [row[0] for row in found._view._records.rows] == ["a", "c", "b"]
    assert found._view._records.message["text"] == "C er nu nummer 2 af 3."
    rows.send({"kind": "move_down", "record": "a"})
    assert [row[0] for row in found._view._records.rows] == ["c", "a", "b"]


def record(step: str, name: str, answers: dict[str, Any]) -> str:
    steps = {step: [{"record": name, "answers": answers}]}
    head = {"format": "proaktiv-workbook", "version": 1, "language": "da"}
    return json.dumps({**head, "steps": steps})


@pytest.mark.parametrize("step_name", ["jobs", "start"])
def test_a_record_that_is_not_there_is_left_alone(
    book: Workbook, step_name: str
) -> None:
    book.import_json(record("jobs", "j1", {"title": "Kok"}))
    found = begun(book)
    found.go(step_name)
    before, opened = book.export_json(), found._view.opened
    for action in Records.ACTIONS - {"add", "close"}:
        for name in ("", "nobody", "a/b", "../x", "\x00", "x" * 5000):
            Page(found._view._records).send({"kind": action, "record": name})
            assert found._view.opened == opened
    assert book.export_json() == before


def test_a_step_of_one_record_takes_no_more(book: Workbook) -> None:
    found = begun(book)
    for action in ("add", "close"):
        Page(found._view._records).send({"kind": action})
        assert forms(found)[0].record == "start/start"
        assert forms(found)[0].fields


def test_a_row_that_another_tab_deleted_goes_from_the_list(book: Workbook) -> None:
    book.import_json(record("jobs", "j1", {"title": "Kok"}))
    found = begun(book)
    found.go("jobs")
    assert found._view._records.rows
    book.file.delete("jobs", "j1")
    Page(found._view._records).send({"kind": "open", "record": "j1"})
    assert found._view._records.rows == []


def test_a_follow_up_stands_within_its_own_application(book: Workbook) -> None:
    found = begun(book)
    found.go("applications")
    letter, promise = forms(found)
    assert promise.heading
    assert not letter.heading
    assert "application" not in {field["name"] for field in promise.fields}
    save(promise, "whom", "Mette")
    first = found._view.opened
    (kept,) = book.file.records("follow_ups")
    assert kept.record == f"applications-{first}"
    assert kept.values["application"] == first
    save(letter, "headline", "Mindre madspild")
    rows = Page(found._view._records)
    rows.send({"kind": "add", "record": ""})
    letter, promise = forms(found)
    assert "whom" not in promise.answers
    save(promise, "whom", "Jens")
    rows.send({"kind": "open", "record": first})
    assert forms(found)[1].answers["whom"]["value"] == "Mette"
    assert sorted(book.frame("follow_ups")["whom"]) == ["Jens", "Mette"]


# --- languages -------------------------------------------------------------------


def test_a_change_of_language_keeps_everything(book: Workbook) -> None:
    found = begun(book)
    found.go("jobs")
    form = forms(found)[0]
    for question, raw in {
        "title": "Kok", "from": "3.2019", "to": "13.2020", "got_by": "asked",
        "led": "tolv", "tasks": "en\nto",
    }.items():  # fmt: skip
        save(form, question, raw)
    opened, before = found._view.opened, book.export_json()
    shown = dict(form.answers)
    for language in ("en", "da"):
        Page(found._head).send({"kind": "speak", "language": language})
        assert found._view.opened == opened
        assert form.language == found._head.language == language
        assert form.answers["to"]["value"] == "13.2020"
        assert form.answers["led"]["value"] == "tolv"
    assert form.answers == shown
    assert book.export_json() == before
    errors = {form.answers["to"]["error"]}
    Page(found._head).send({"kind": "speak", "language": "en"})
    assert form.answers["to"]["error"] not in errors
    assert form.answers["from"]["value"] == "03/2019"


def test_a_new_record_without_an_answer_stays_open_in_the_other_language(
    book: Workbook,
) -> None:
    found = begun(book)
    found.go("jobs")
    opened = found._view.opened
    assert opened
    found.speak("en")
    assert found._view.opened == opened


@pytest.mark.parametrize("language", ["", "de", "DA", "None"])
def test_a_language_nobody_speaks_changes_nothing(
    book: Workbook, language: str
) -> None:
    found = begun(book)
    Page(found._head).send({"kind": "speak", "language": language})
    assert book.language == "da"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_is_shown_whole_in_both_languages(
    book: Workbook, language: Any
) -> None:
    found = begun(book)
    found.speak(language)
    for each in map(book.content.steps.__getitem__, top_steps(book)):
        found.go(each.name)
        assert found._head.title == each.title.in_(language)
        labels = {field["label"] for form in forms(found) for field in form.fields}
        shown = [q for q in each.questions if q.name not in each.ties]
        assert labels >= {q.label.in_(language) for q in shown}


# --- leftovers of a lost connection ----------------------------------------------


def test_what_was_typed_before_the_server_died_is_taken_in_anywhere(
    book: Workbook, path: Path
) -> None:
    found = begun(book)
    message = {"kind": "save", "place": "jobs/0123456789ab/title", "raw": "Kok"}
    (told,) = Page(forms(found)[0]).send(message)
    assert told["at"]
    other = Workbook.open(path)
    assert list(other.frame("jobs")["title"]) == ["Kok"]
    other.close()


@pytest.mark.parametrize("odd", [None, 5, [], {}, "x", "\ud800"])
def test_no_message_breaks_a_part_of_the_page(book: Workbook, odd: Any) -> None:
    found = begun(book)
    parts = [found._head, found._foot, found._beside._downloads, found._view._records]
    keys = ("step", "language", "record", "place", "document")
    for part in map(Page, [*parts, *forms(found)]):
        part.send(odd)
        for kind in ("go", "speak", "begin", "make", "save", "open", "??"):
            part.send({"kind": kind})
            part.send({"kind": kind, **dict.fromkeys(keys, odd)})
    assert step(found) == "start"
    assert book.language == "da"
