"""One widget is a record's form: it saves, answers and believes no message."""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from asked import CPR, every_type, question, step
from played import Page

from workbook.content import Content, Step, Texts
from workbook.content.question import QUESTION_TYPES
from workbook.content.record import keepable, read
from workbook.errors import AnswerError
from workbook.forms import (
    Answer,
    Earlier,
    Form,
    Group,
    OriginShown,
    RefusedError,
    Suggestion,
    Wording,
)
from workbook.settings import LANGUAGES, Language

NOW = datetime(2026, 11, 22, 14, 3)
THINGS = every_type()


class Kept:
    """Keeps answers in memory, as a workbook file would."""

    def __init__(self, asked: Step) -> None:
        """Keep answers of one step's record."""
        self.asked = asked
        self.saved: dict[str, object] = {}
        self.done: list[tuple[str, ...]] = []

    def save(self, place: str, raw: object) -> tuple[Answer, datetime]:
        """Read an answer as the store does."""
        name = place.rpartition("/")[2]
        if name not in {q.name for q in self.asked.questions}:
            raise RefusedError
        self.saved[place] = raw
        try:
            return Answer(read(self.asked.question(name), raw)), NOW
        except AnswerError as fault:
            return Answer(raw=keepable(raw), fault=fault), NOW

    def take(self, place: str, source: str, text: str = "") -> tuple[Answer, datetime]:
        """Take over."""
        self.done.append(("take", place, source, text))
        origin = OriginShown(source, "Historier")
        return Answer("taget", origins=[origin]), NOW

    def keep_mine(self, place: str, source: str) -> tuple[Answer, datetime]:
        """Keep."""
        self.done.append(("keep_mine", place, source))
        return Answer("mit"), NOW

    def restore(self, place: str, version: int) -> tuple[Answer, datetime]:
        """Bring back."""
        self.done.append(("restore", place, str(version)))
        return Answer("før"), NOW

    def versions(self, record: str) -> list[Earlier]:
        """Return one version."""
        return [Earlier(f"{record}/text", "Hvad?", 7, NOW, "før")]


class Shown:
    """A form with its page and who keeps its answers."""

    def __init__(self, texts: Texts, language: Language = "da") -> None:
        """Show a record with a question of every type."""
        self.kept = Kept(THINGS)
        self.told: list[str] = []
        self.added: list[bool] = []
        self.form = Form(
            self.kept,
            owner="me",
            saved=self.told.append,
            add=lambda: self.added.append(True),
        )
        self.page = Page(self.form)
        self.wording = Wording(texts, language, {"things": [("one", "Den ene")]})
        self.show({})

    def show(self, answers: dict[str, Answer], **more: str) -> None:
        """Show the record anew."""
        questions = THINGS.questions
        self.form.show("things/one", "Ting", questions, answers, self.wording, **more)


@pytest.fixture
def shown(texts: Texts) -> Shown:
    return Shown(texts)


def test_the_page_is_told_all_it_needs_of_every_type(shown: Shown) -> None:
    fields = {field["name"]: field for field in shown.form.fields}
    assert set(fields) == set(QUESTION_TYPES)
    assert fields["text"] == {"name": "text", "type": "text", "label": "Hvad er text?"}
    assert [c["label"] for c in fields["select_one"]["choices"]] == [
        "Rød",
        "Grøn",
        "Blå",
    ]
    assert [c["name"] for c in fields["rating"]["choices"]] == list("12345")
    one = [{"name": "one", "label": "Den ene"}]
    assert fields["reference"]["choices"] == fields["references"]["choices"] == one
    assert fields["lines"]["none"].endswith("»things«.")
    assert "saved_at" in shown.form.texts


def test_a_form_is_one_model_of_few_bytes(shown: Shown) -> None:
    state = {k: v for k, v in shown.form.get_state().items() if k[0] != "_"}
    assert len(str(state)) < 10_000


def test_a_saved_answer_is_acknowledged_with_its_number_and_the_time(
    shown: Shown,
) -> None:
    place = "things/one/text"
    message = {"kind": "save", "id": "4", "place": place, "raw": "Bageren"}
    assert shown.page.send(message) == [
        {
            "kind": "saved",
            "id": "4",
            "place": place,
            "question": "text",
            "answer": {"value": "Bageren"},
            "at": "14.03",
            "force": False,
        }
    ]
    assert shown.kept.saved == {place: "Bageren"}
    assert shown.told == [place]
    assert shown.form.answers["text"] == {"value": "Bageren"}


def test_what_cannot_be_read_comes_back_with_its_error(shown: Shown) -> None:
    for language, start in (("da", "Det ligner ikke"), ("en", "That does not look")):
        shown = Shown(shown.wording.texts, language)  # type: ignore[arg-type]
        message = {"kind": "save", "place": "things/one/date", "raw": "24.13"}
        (answered,) = shown.page.send(message)
        assert answered["answer"]["value"] == "24.13"
        assert answered["answer"]["error"].startswith(start)
        assert answered["at"] is not None


def test_of_a_cpr_number_the_rest_is_acknowledged_as_any_draft(shown: Shown) -> None:
    raw = f"Nr. {CPR}, ring"
    message = {"kind": "save", "place": "things/one/text", "raw": raw}
    (answered,) = shown.page.send(message)
    assert answered["at"] == "14.03"
    assert "CPR" in answered["answer"]["error"]
    assert answered["answer"]["value"] == "Nr. …, ring"
    assert CPR not in f"{answered}{shown.form.get_state()}"


def test_a_file_comes_with_its_bytes(shown: Shown) -> None:
    about = {"name": "a.pdf", "media_type": "application/pdf", "size": 4}
    message = {"kind": "save", "place": "things/one/file", "raw": about}
    shown.page.send(message, b"%PDF")
    assert shown.kept.saved["things/one/file"] == {**about, "content": b"%PDF"}


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ({"kind": "take", "source": "stories/s/sentence", "text": "ny"}, "taget"),
        ({"kind": "keep_mine", "source": "stories/s/sentence"}, "mit"),
        ({"kind": "restore", "version": 7}, "før"),
    ],
)
def test_what_he_asks_for_replaces_the_field(
    shown: Shown, message: dict[str, Any], value: str
) -> None:
    (answered,) = shown.page.send({**message, "place": "things/one/text"})
    assert answered["answer"]["value"] == value
    assert answered["force"] is True
    assert shown.kept.done[0][0] == message["kind"]
    assert shown.told == ["things/one/text"]


def test_versions_are_told_in_the_language_of_the_form(texts: Texts) -> None:
    for language, when in (("da", "22.11.2026 14.03"), ("en", "22/11/2026 14:03")):
        page = Shown(texts, language).page  # type: ignore[arg-type]
        (told,) = page.send({"kind": "versions", "record": "things/one"})
        assert told["versions"] == [
            {
                "place": "things/one/text",
                "label": "Hvad?",
                "version": 7,
                "text": "før",
                "at": when,
            }
        ]


def test_suggestions_and_changed_sources_are_shown(shown: Shown) -> None:
    answer = Answer(
        "mit",
        suggestions=[Suggestion("stories/s/number", "Historier: Køen", "15 minutter")],
        origins=[OriginShown("jobs/j/results", "Job", changed="nyt")],
    )
    shown.show({"text": answer})
    assert shown.form.answers["text"] == {
        "value": "mit",
        "suggestions": [
            {
                "source": "stories/s/number",
                "label": "Historier: Køen",
                "text": "15 minutter",
            }
        ],
        "origins": [{"source": "jobs/j/results", "label": "Job", "changed": "nyt"}],
    }


def test_a_draft_is_shown_with_its_error_and_again_after_a_change_of_language(
    texts: Texts,
) -> None:
    draft = Answer(raw="24.13", fault=AnswerError("date"))
    for language in LANGUAGES:
        shown = Shown(texts, language)
        shown.show({"date": draft})
        field = shown.form.answers["date"]
        assert field["value"] == "24.13"
        assert field["error"] == texts.say("answers.date", language)


def test_an_answer_whose_choice_is_gone_is_shown_as_an_earlier_answer(
    shown: Shown,
) -> None:
    shown.show(
        {"select_one": Answer("pink"), "select_multiple": Answer(("red", "pink"))}
    )
    for name in ("select_one", "select_multiple"):
        assert "pink" in shown.form.answers[name]["earlier"]


def test_tags_stand_in_their_field_with_commas(shown: Shown) -> None:
    draft = Answer(raw=["a", "b"], fault=AnswerError("too_many", maximum=1))
    for answer in (Answer(("a", "b")), draft):
        shown.show({"tags": answer})
        assert shown.form.answers["tags"]["value"] == "a, b"


def test_a_file_is_shown_by_its_name(shown: Shown) -> None:
    shown.show({"file": Answer("0123", file_name="bevis.pdf")})
    assert shown.form.answers["file"] == {"value": "bevis.pdf"}


def test_lines_are_told_by_record_and_those_that_are_gone_last(shown: Shown) -> None:
    groups = [Group("Kok", ("Ro", "Halvt spild")), Group("Smed", ("Ro",))]
    shown.show({"lines": Answer(("Ro", "Før"), groups=groups, gone=("Før",))})
    kok = {"label": "Kok", "lines": ["Ro", "Halvt spild"]}
    smed = {"label": "Smed", "lines": ["Ro"]}
    gone = {
        "label": "Står ikke længere i dine svar",
        "lines": ["Før"],
        "gone": True,
    }
    told = shown.form.answers["lines"]
    assert told == {"value": ["Ro", "Før"], "groups": [kok, smed, gone]}
    shown.show({"lines": Answer(("Ro",), groups=groups)})
    assert shown.form.answers["lines"]["groups"] == [kok, smed]


def test_order_and_what_a_file_may_be_are_told_to_the_page(texts: Texts) -> None:
    told = step(
        question("references", "jobs", ordered=True),
        question("file", "photo", accepts=[".jpg", ".jpeg", ".png"]),
        question("file", "cv", accepts=[".unheardof"]),
    )
    form = Form(Kept(told), owner="me", saved=lambda _: None)
    form.show("things/x", "x", told.questions, {}, Wording(texts, "da"))
    jobs, photo, cv = form.fields
    assert jobs["ordered"] is True
    assert photo["accept"] == ".jpg,.jpeg,.png,image/jpeg,image/png"
    assert cv["accept"] == ".unheardof"


def test_the_page_hears_of_a_new_record_once(shown: Shown) -> None:
    before = shown.form.shown
    shown.show({"text": Answer("nyt")})
    assert shown.form.shown == before + 1


# --- one more record, and what changes while he writes ---------------------------


def test_a_form_has_the_heading_and_the_button_it_is_given(shown: Shown) -> None:
    assert (shown.form.heading, shown.form.another) == ("", "")
    shown.show({}, heading="Kok", another="Tilføj et job")
    assert (shown.form.heading, shown.form.another) == ("Kok", "Tilføj et job")
    shown.show({})
    assert (shown.form.heading, shown.form.another) == ("", "")


def test_one_more_record_is_asked_for(shown: Shown) -> None:
    shown.page.send({"kind": "save", "place": "things/one/text", "raw": "x"})
    assert shown.added == []
    assert shown.page.send({"kind": "another"}) == []
    assert shown.added == [True]


def test_a_form_is_brought_up_to_date_without_being_built_anew(shown: Shown) -> None:
    before = shown.form.shown
    offered = Suggestion("stories/s/number", "Historier", "15 minutter")
    now = {"text": Answer("mit", suggestions=[offered]), "date": Answer()}
    shown.form.refresh(now)
    told = {"text": {"value": "mit", "suggestions": [vars(offered)]}}
    assert shown.page.heard == [{"kind": "refreshed", "answers": told}]
    assert shown.form.shown == before
    # A page that is opened later finds the same.
    assert shown.form.get_state()["answers"] == told


def test_what_is_as_before_is_not_told_again(shown: Shown) -> None:
    shown.show({"text": Answer("mit")})
    shown.form.refresh({"text": Answer("mit")})
    assert shown.page.heard == []
    shown.form.refresh({})
    assert shown.page.heard == [{"kind": "refreshed", "answers": {}}]


def test_a_form_that_shows_nothing_has_nothing_to_refresh() -> None:
    form = Form(Kept(THINGS), owner="me", saved=lambda _: None)
    page = Page(form)
    form.refresh({"text": Answer("mit")})
    assert page.heard == []
    assert form.answers == {}


# --- the page is outside input ---------------------------------------------------

ODD: list[Any] = [
    None, 0, 1.5, True, [], {}, "", "x", "/", "//", "a/b/c", "a/b/c/d", "things/one",
    "things/one/nothing", "../../etc/passwd", "x" * 100_000, "\x00", "\ud800",
    ["things/one/text"], {"place": 1}, -1, 10**30,
]  # fmt: skip


def hostile() -> Iterator[Any]:
    yield from ODD
    yield from ({"kind": kind} for kind in ODD)
    for kind in ("save", "take", "keep_mine", "restore", "versions", "unheard of"):
        yield {"kind": kind}
        for odd in ODD:
            yield {"kind": kind, "place": odd, "raw": odd, "record": odd}
            yield {"kind": kind, "place": "things/one/text", "source": odd}
            yield {"kind": kind, "place": "things/one/text", "version": odd}
            yield {"kind": kind, "place": "things/one/text", "raw": odd, "id": odd}


def test_no_message_of_the_page_can_break_the_form(
    shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    messages = list(hostile())
    assert len(messages) > 400
    with caplog.at_level(logging.DEBUG):
        for message in messages:
            shown.page.send(message)
            shown.page.send(message, b"bytes", b"more")
    assert caplog.text == ""
    assert {place.rpartition("/")[2] for place in shown.kept.saved} <= {"text"}
    message = {"kind": "save", "place": "things/one/text", "raw": "still here"}
    assert shown.page.send(message)[0]["answer"] == {"value": "still here"}


def test_a_form_that_shows_nothing_answers_nothing(texts: Texts) -> None:
    del texts
    form = Form(Kept(THINGS), owner="me", saved=lambda _: None)
    page = Page(form)
    assert page.send({"kind": "versions", "record": "things/one"}) == []
    assert page.send({"kind": "save", "place": "things/one/text", "raw": "x"}) == []


def test_an_answer_of_another_record_is_saved_but_not_shown(shown: Shown) -> None:
    message = {"kind": "save", "id": "1", "place": "things/two/text", "raw": "x"}
    (answered,) = shown.page.send(message)
    assert answered["answer"] == {}
    assert answered["at"]
    assert "text" not in shown.form.answers


# --- what the page is built from -------------------------------------------------


def test_the_script_of_a_form_is_one_module(shown: Shown) -> None:
    script = str(shown.form._esm)
    assert "CONTROLS" in script
    assert "import " not in script
    assert "function h(" in script
    assert "http://" not in script.replace("http://www.w3.org/2000/svg", "")
    assert ".wb-form" in str(shown.form._css)


def test_every_shipped_question_can_be_shown(content: Content) -> None:
    wording = Wording(content.texts, "en")
    assert content.steps
    for step_ in content.steps.values():
        form = Form(Kept(step_), owner="me", saved=lambda _: None)
        form.show(f"{step_.name}/x", "x", step_.questions, {}, wording)
        assert len(form.fields) == len(step_.questions)


def test_required_short_and_contact_details_are_told_to_the_page(texts: Texts) -> None:
    told = step(
        question("text", "name", required=True, short=True, autocomplete="name")
    )
    form = Form(Kept(told), owner="me", saved=lambda _: None)
    form.show("things/x", "x", told.questions, {}, Wording(texts, "da"))
    assert form.fields[0] == {
        "name": "name",
        "type": "text",
        "label": "Hvad er name?",
        "required": True,
        "short": True,
        "autocomplete": "name",
    }
