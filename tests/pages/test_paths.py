"""Ways to a company in words, drafts from the answers, talks prepared from them."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from played import Page

from workbook import Workbook
from workbook.content import Content
from workbook.content.text import Grammar
from workbook.pages.journey import Journey
from workbook.pages.pictures import pictures
from workbook.pages.way_answers import Told, first_name
from workbook.pages.ways_in import WaysIn
from workbook.settings import LANGUAGES, Language, Settings
from workbook.store import Place

RECENT = (date.today() - timedelta(days=20)).isoformat()
LONG_AGO = "2019-03-04"


def save(book: Workbook, step: str, record: str, **answers: object) -> None:
    book.file.save_all([(Place(step, record, q), raw) for q, raw in answers.items()])


def journey(book: Workbook, step: str, notebook: str = "all_steps") -> Journey:
    found = book.page(notebook)
    assert isinstance(found, Journey)
    found.go(step)
    return found


def shown(book: Workbook, step: str = "companies") -> WaysIn:
    found: WaysIn = journey(book, step)._beside._ways
    return found


def entry(book: Workbook, step: str = "companies") -> dict[str, Any]:
    (found,) = shown(book, step).entries
    return dict(found)


@pytest.fixture
def lene(book: Workbook) -> Workbook:
    """A workbook with a company, and Ole, who knows Ulla there."""
    save(book, "companies", "stairs", name="Lyngbakke Trapper")
    save(
        book, "contacts", "ole",
        name="Ole Tanggaard", phone="+45 30 12 34 56", last_contact=LONG_AGO,
    )  # fmt: skip
    save(
        book, "relations", "ulla",
        person="Ulla Terp", role="Ordrechef", knows="ole", company="stairs",
        how="Ole trækker strøm, hvor hendes trapper skal op",
    )  # fmt: skip
    return book


# --- evidence and next step ----------------------------------------------------------


def test_a_second_degree_tells_why_and_what_next(lene: Workbook) -> None:
    found = entry(lene)
    assert found["names"] == ("Ole Tanggaard", "Ulla Terp")
    assert found["reasons"] == (
        "I talte sidst sammen 4. marts 2019.",
        "Ole kender Ulla Terp: »Ole trækker strøm, hvor hendes trapper skal op«.",
        "Ulla Terp arbejder hos Lyngbakke Trapper: »Ordrechef«.",
    )
    assert found["next"] == (
        "Ring til Ole, og spørg, om du må hilse, når du taler med Ulla Terp."
    )


def test_what_they_share_is_said_with_its_years(book: Workbook) -> None:
    save(book, "companies", "pumps", name="Åkilde Pumper")
    job = {"employer": "Tværmose Møbelfabrik", "from": "04.2016", "to": "08.2026"}
    save(book, "jobs", "mill", **job)
    tina = {"name": "Tina Krogsgaard", "strength": "close", "company": "pumps"}
    save(book, "contacts", "tina", job="mill", last_contact=LONG_AGO, **tina)
    together = entry(book)["reasons"][0]
    assert together == (
        "I arbejdede sammen hos Tværmose Møbelfabrik. Du var der i 2016–2026. "
        "I kender hinanden godt og talte sidst sammen 4. marts 2019."
    )
    save(book, "contacts", "tina", job="", earlier="Tværmose Møbelfabrik")
    assert entry(book)["reasons"][0].startswith("I har begge arbejdet hos Tværmose")
    save(book, "education", "school", school="Handelsskolen")
    save(book, "contacts", "tina", earlier="", school="school")
    assert entry(book)["reasons"][0].startswith("I kender hinanden fra Handelsskolen.")


def test_this_years_day_needs_no_year(lene: Workbook) -> None:
    today = date.today()
    save(lene, "contacts", "ole", last_contact=today.isoformat())
    assert entry(lene)["reasons"][0].endswith(f"{today.day}. {month(today)}.")


def month(day: date) -> str:
    names = "januar februar marts april maj juni juli august september oktober"
    return [*names.split(), "november", "december"][day.month - 1]


@pytest.mark.parametrize(
    ("answers", "next_"),
    [
        ({"phone": ""}, "Find nummeret til Ole, ring, og spørg, om"),
        ({"phone": "", "email": "ole@post.example"}, "Skriv til Ole, og spørg, om"),
        ({"may_know": "no"}, "Ole må ikke vide, at du søger job. Bed kun om viden."),
        ({"may_know": "careful"}, "Sig, at det skal blive mellem jer."),
    ],
)
def test_the_next_step_heeds_the_contact(
    lene: Workbook, answers: dict[str, str], next_: str
) -> None:
    save(lene, "contacts", "ole", **answers)
    assert next_ in entry(lene)["next"]


def test_one_who_must_not_know_is_told_nothing_of_why(lene: Workbook) -> None:
    save(lene, "companies", "stairs", why="Træ kender jeg.", needs="De har travlt.")
    (_, spoken), _ = entry(lene)["texts"]
    assert "Hvorfor lige dem? Træ kender jeg." in spoken
    save(lene, "contacts", "ole", may_know="no")
    (_, spoken), _ = entry(lene)["texts"]
    assert "Træ" not in spoken


# --- drafts --------------------------------------------------------------------------


def test_the_message_is_made_of_what_he_has_written(book: Workbook) -> None:
    save(book, "contact_details", "contact_details", name="Lene Hedekrog")
    save(
        book, "companies", "pumps",
        name="Åkilde Pumper", unknown="Hvem planlægger flytningen? Hvor mange pakker?",
    )  # fmt: skip
    save(book, "jobs", "mill", employer="Tværmose")
    jan = {"name": "Jan Vestermark", "company": "pumps", "last_contact": LONG_AGO}
    save(book, "contacts", "jan", job="mill", **jan)
    (_, first), *more = entry(book)["texts"]
    assert more == []
    assert first == (
        "Hej Jan\n\nKan du huske, da vi arbejdede sammen hos Tværmose? "
        "Jeg interesserer mig for Åkilde Pumper, og du kender stedet indefra.\n\n"
        "Jeg vil især gerne vide: Hvem planlægger flytningen?\n\n"
        "Har du tyve minutter en af dagene? Det er helt i orden at sige nej.\n\n"
        "Hilsen\nLene Hedekrog"
    )
    asked = "Jeg siger: »Har du et kvarter? Ellers er det fint.«"
    save(book, "network", "network", asking=asked)
    save(book, "contacts", "jan", last_contact=RECENT, strength="close")
    (_, second) = entry(book)["texts"][0]
    assert "huske" not in second
    assert second.endswith("Har du et kvarter? Ellers er det fint.\n\nHilsen\nLene")


def test_asking_that_greets_stands_first(book: Workbook) -> None:
    save(book, "companies", "pumps", name="Åkilde Pumper")
    save(book, "contacts", "jan", name="Jan", company="pumps")
    save(book, "network", "network", asking="Hej, det er Jonna. Må jeg spørge dig?")
    (_, text) = entry(book)["texts"][0]
    assert text.startswith("Hej, det er Jonna. Må jeg spørge dig?\n\nJeg interesserer")


def test_the_one_at_the_end_is_greeted_from_the_first(lene: Workbook) -> None:
    save(lene, "companies", "stairs", unknown="Hvem aftaler dagen?")
    label, said = entry(lene)["texts"][1]
    assert label == "Når du ringer til Ulla Terp"
    assert said == (
        "Goddag. Jeg skulle hilse fra Ole Tanggaard. Jeg vil især gerne vide: "
        "Hvem aftaler dagen? Har du fem minutter, eller skal jeg ringe en anden dag?"
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Lagde ca. 60 ruter om dagen. Mere her", "Lagde ca. 60 ruter om dagen."),
        ("- Hvem bestemmer på lageret\nHvornår", "Hvem bestemmer på lageret."),
        ("De bygger bl.a. pumper. Og mere", "De bygger bl.a. pumper."),
        ("Han sagde »kom igen.« Så gik jeg", "Han sagde »kom igen.«"),
        ("", ""),
    ],
)
def test_the_first_sentence_is_a_whole_one(
    book: Workbook, typed: str, first: str
) -> None:
    save(book, "companies", "one", needs=typed, name="En")
    assert Told(book).first_sentence("companies", "one", "needs") == first


def test_a_friend_is_greeted_by_first_name_if_it_is_one() -> None:
    assert first_name("Jan Vestermark") == "Jan"
    for whole in ("Jan", "Min nabo Pia", "den nye chef", "Dr. Holm", "", "jan holm"):
        assert first_name(whole) == whole


# --- whatever was typed --------------------------------------------------------------

odd = st.sampled_from(
    ["», «", "a.", "R&D <b>{name}</b>", "Hvad?", "»Hej«", "ÆØÅ\n\n- to", " ", "{me}…"]
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.lists(odd, min_size=9, max_size=9), language=st.sampled_from(LANGUAGES))
def test_sentences_stand_whatever_was_typed(
    lene: Workbook, typed: list[str], language: Language
) -> None:
    lene.speak(language)
    name, person, role, how, why, unknown, asking, company, me = typed
    save(lene, "contacts", "ole", name=name)
    save(lene, "relations", "ulla", person=person, role=role, how=how)
    save(lene, "companies", "stairs", name=company, why=why, unknown=unknown)
    save(lene, "network", "network", asking=asking)
    save(lene, "contact_details", "contact_details", name=me)
    found = entry(lene)
    for line in (*found["reasons"], found["next"]):
        assert line == " ".join(line.split())
        assert line.rstrip("«”").endswith((".", "!", "?", "…")), line
    for label, text in found["texts"]:
        assert label.strip()
        assert "\n\n\n" not in text
        assert text == text.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_filled_in_for_the_demo_participant(
    book: Workbook, language: Language
) -> None:
    book.speak(language)
    demo = book.example()
    widget = WaysIn(lambda *_: None, lambda _: None)
    seen = 0
    for step in ("companies", "relations"):
        for record in demo.file.records(step):
            widget.show(demo, step, record.record)
            for one in widget.entries:
                seen += 1
                told = [*one["names"], *one["reasons"], one["next"], *one["acts"]]
                told += [text for pair in one["texts"] for text in pair]
                assert all(told)
                assert "{" not in "".join(told)
    assert seen >= 8


# --- what the page does --------------------------------------------------------------


def test_without_a_way_it_says_where_one_begins(book: Workbook) -> None:
    save(book, "companies", "pumps", name="Åkilde Pumper")
    found = journey(book, "companies")
    widget = found._beside._ways
    assert widget.entries == []
    assert widget.lead.startswith("Du har ikke skrevet nogen op")
    for step, _ in widget.links:
        Page(widget).send({"kind": "go", "step": step})
        assert found._head.step == step
        found.go("companies")
    Page(widget).send({"kind": "go", "step": "start"})
    assert found._head.step == "companies"


def test_it_stands_beside_an_open_company_only(lene: Workbook) -> None:
    assert shown(lene).title == "Din vej til Lyngbakke Trapper"
    for step in ("contacts", "calls"):
        assert shown(lene, step).title == ""
    found = journey(lene, "companies")
    Page(found._view._records).send({"kind": "close"})
    assert found._beside._ways.title == ""


def test_a_talk_is_prepared_with_all_that_is_known(lene: Workbook) -> None:
    save(lene, "interview_guide", "interview_guide", questions="Hvad driller mest?")
    found = journey(lene, "companies")
    ways = found._beside._ways
    key = ways.entries[0]["key"]
    Page(ways).send({"kind": "prepare", "way": key, "number": 1})
    assert found._head.step == "calls"
    (call,) = lene.file.records("calls")
    assert found._view.opened == call.record
    answers = {q: v for q, v in call.values.items() if v}
    opening = str(answers.pop("opening"))
    assert answers == {
        "whom": "Ulla Terp", "through": "ole", "company": "stairs",
        "questions": "Hvad driller mest?",
    }  # fmt: skip
    assert opening.startswith("Goddag. Jeg skulle hilse fra Ole Tanggaard.")
    origins = lene.file.origins("calls", call.record)
    whom, opened = origins["whom"], origins["opening"]
    assert [o.source for o in whom] == [Place("relations", "ulla", "person")]
    assert [o.source for o in opened] == [Place("contacts", "ole", "name")]
    save(lene, "contacts", "ole", name="Ole T. Tanggaard")
    shown_ = found._view._keeper.answers(lene.content.steps["calls"], call.record)
    assert shown_["opening"].origins[0].changed == (
        "Jeg skulle hilse fra Ole T. Tanggaard."
    )


def test_the_first_one_is_prepared_as_a_friend(lene: Workbook) -> None:
    save(lene, "interview_guide", "interview_guide", opening="Goddag, det er Lene.")
    found = journey(lene, "companies")
    key = found._beside._ways.entries[0]["key"]
    Page(found._beside._ways).send({"kind": "prepare", "way": key, "number": 0})
    (call,) = lene.file.records("calls")
    assert (call.values["whom"], call.values["contact"]) == ("Ole Tanggaard", "ole")
    assert call.values["company"] == "stairs"
    assert call.values["through"] is None
    assert str(call.values["opening"]).startswith("Hej Ole. Jeg vil gerne vide mere")
    assert "opening" not in lene.file.origins("calls", call.record)


def test_the_greeting_stands_behind_his_name_in_his_own_opening(
    lene: Workbook,
) -> None:
    guide = "Goddag, det er Lene Hedekrog. Jeg planlægger transport. Har du tid?"
    save(lene, "interview_guide", "interview_guide", opening=guide)
    found = journey(lene, "companies")
    key = found._beside._ways.entries[0]["key"]
    Page(found._beside._ways).send({"kind": "prepare", "way": key, "number": 1})
    (call,) = lene.file.records("calls")
    assert call.values["opening"] == (
        "Goddag, det er Lene Hedekrog. Jeg skulle hilse fra Ole Tanggaard. "
        "Jeg planlægger transport. Har du tid?"
    )
    origins = lene.file.origins("calls", call.record)["opening"]
    assert {o.source.step for o in origins} == {"interview_guide", "contacts"}


def test_a_talk_that_is_prepared_is_not_prepared_again_before_it_was_had(
    lene: Workbook,
) -> None:
    def prepare() -> None:
        found = journey(lene, "companies")._beside._ways
        key = found.entries[0]["key"]
        Page(found).send({"kind": "prepare", "way": key, "number": 1})

    prepare()
    prepare()
    (call,) = lene.file.records("calls")
    save(lene, "conversations", "t1", call=call.record, whom="Ulla Terp")
    prepare()
    assert len(lene.file.records("calls")) == 2


@pytest.mark.parametrize(
    "message",
    [
        {"way": "gone", "number": 0},
        {"number": 0},
        {"way": None, "number": 2},
        {"way": None, "number": -1},
        {"way": None, "number": "0"},
        {"way": None},
    ],
)
def test_what_no_page_of_ours_sends_prepares_nothing(
    lene: Workbook, message: dict[str, Any]
) -> None:
    found = shown(lene)
    if "way" in message and message["way"] is None:
        message = message | {"way": found.entries[0]["key"]}
    Page(found).send({"kind": "prepare", **message})
    assert lene.file.records("calls") == []


def test_where_the_page_has_no_calls_it_says_where_the_talk_is(lene: Workbook) -> None:
    found = journey(lene, "companies", "03_targets")
    ways = found._beside._ways
    key = ways.entries[0]["key"]
    Page(ways).send({"kind": "prepare", "way": key, "number": 0})
    assert found._head.step == "companies"
    assert ways.said == "Samtalen er klar under »Før samtalen«."
    assert len(lene.file.records("calls")) == 1


def test_of_very_many_ways_the_best_are_shown_and_counted(book: Workbook) -> None:
    save(book, "companies", "pumps", name="Åkilde Pumper")
    for number in range(30):
        save(book, "contacts", f"c{number}", name=f"Nr. {number}", company="pumps")
    found = shown(book)
    assert len(found.entries) == 24
    assert "24" in found.lead
    assert "30" in found.lead


# --- contacts, and the other way round ---------------------------------------------


def parts(book: Workbook, step: str, opened: str) -> list[Any]:
    return pictures(book, book.content.steps[step], opened)


def test_a_contact_tells_where_he_leads(lene: Workbook) -> None:
    save(lene, "companies", "pumps", name="Åkilde Pumper")
    save(lene, "contacts", "ole", earlier="Åkilde Pumper")
    save(lene, "contacts", "ida", name="Ida")
    (part,) = parts(lene, "contacts", "ole")
    assert part.title == "Her kan Ole Tanggaard åbne en dør"
    assert [[cell.text for cell in row] for row in part.rows] == [
        ["Lyngbakke Trapper", "kender Ulla Terp"],
        ["Åkilde Pumper", "har arbejdet dér"],
    ]
    assert parts(lene, "contacts", "ida") == []
    assert parts(lene, "contacts", "") == []


def test_two_people_are_put_in_touch_with_a_message_to_both(book: Workbook) -> None:
    save(book, "contacts", "karen", name="Karen")
    save(book, "contacts", "sanne", name="Sanne Møllegaard", role="Disponent")
    them = {"direction": "for_them", "person": "Malene Foged", "knows": "karen"}
    save(book, "relations", "malene", role="Karens kollega", meets="sanne", **them)
    found = entry(book, "relations")
    assert found["names"] == ("Malene Foged og Sanne Møllegaard",)
    assert found["reasons"] == ("Du når Malene Foged gennem Karen.",)
    assert found["next"].startswith("Spørg dem begge først.")
    ((_, message),) = found["texts"]
    assert message.startswith("Hej Malene og Sanne\n\n")
    assert "Malene Foged: Karens kollega.\nSanne Møllegaard: Disponent." in message
    save(book, "relations", "malene", meets="")
    found = entry(book, "relations")
    assert found["names"] == ("Malene Foged",)
    assert "Malene Foged" in found["next"]
    assert found["texts"] == ()
    save(book, "relations", "malene", direction="for_me")
    assert shown(book, "relations").title == ""


# --- a coach's content -------------------------------------------------------------


def made_anew(part: Grammar, **changes: Any) -> Any:
    """Return a part of the content with changes, and nothing that it remembers."""
    kind = type(part)
    fields = {name: getattr(part, name) for name in kind.model_fields}
    return kind(**fields | changes)


def without(content: Content, step: str, *questions: str) -> Any:
    asked = content.steps[step]
    kept = tuple(q for q in asked.questions if q.name not in questions)
    steps = {**content.steps, step: made_anew(asked, questions=kept)}
    return made_anew(content, steps=steps)


@pytest.mark.parametrize(
    ("step", "questions"),
    [
        ("companies", ["why", "needs", "unknown"]),
        ("network", ["asking"]),
        ("contact_details", ["name"]),
        ("contacts", ["phone", "email", "may_know", "network"]),
    ],
)
def test_what_a_draft_can_do_without_may_be_taken_out(
    lene: Workbook, content: Content, step: str, questions: list[str]
) -> None:
    lacking = without(content, step, *questions)
    other = Workbook(lacking, lene.file, Settings())
    assert entry(other)["texts"]


def test_without_what_a_call_is_made_of_nothing_is_prepared(
    lene: Workbook, content: Content
) -> None:
    other = Workbook(without(content, "calls", "through"), lene.file, Settings())
    assert entry(other)["acts"] == ()


def test_without_what_a_way_is_made_of_there_is_none(
    lene: Workbook, content: Content
) -> None:
    other = Workbook(without(content, "contacts", "earlier"), lene.file, Settings())
    assert shown(other).title == ""
    assert parts(other, "contacts", "ole") == []
