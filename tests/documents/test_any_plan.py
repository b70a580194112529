"""Whatever is typed about calls, promises and contacts is found again in the plans."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.documents.answers import clean, lines, points

TYPED = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("\x00\x07\x0b\x0c\x1b\x85\u2028\ufffe\ud800&<>{}%_#\t\r\n-•·"),
    max_size=40,
) | st.lists(
    st.sampled_from(["{{", "}}", "{%", "%}", "{_{", "}_}", "&amp;", "]]>", "æ", " ",
                     "None", "- ", "[0]", "‏שלום"]),
).map("".join)  # fmt: skip
POINTS = ("opening", "information", "questions", "arguments", "rounding_off")
SPACES = {qn("w:tab"): "\t", qn("w:br"): "\n"}


def typed(*questions: str) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(questions, TYPED))


def told(made: Any) -> Iterator[str]:
    """Yield the text of each paragraph, also of those in tables."""
    for paragraph in made.word.element.body.iter(qn("w:p")):
        runs = (one for run in paragraph.iter(qn("w:r")) for one in run)
        yield "".join(SPACES.get(one.tag, one.text or "") for one in runs)


def holds(made: Any, *wanted: str) -> None:
    """Hold that each text stands in a paragraph, as it was typed."""
    text = "\n".join(told(made))
    for one in wanted:
        assert one in text


def one_line(text: str) -> str:
    return " ".join(lines(text))


@settings(max_examples=50, deadline=None)
@given(typed("whom", *POINTS), typed("objection", "answer"))
def test_any_text_of_a_call_is_found_again_on_its_card(
    write: Any, call: dict[str, str], objection: dict[str, str]
) -> None:
    answers = {
        "calls": [{"id": "call", **call, "objections": ["no"]}],
        "objections": [{"id": "no", **objection}],
    }
    made = write("call_card", answers, "call")
    wanted = [one for name in POINTS for one in points(call.get(name, ""))]
    shown = [one_line(objection.get("objection", ""))]
    if shown[0]:
        shown += points(objection.get("answer", ""))
    holds(made, one_line(call.get("whom", "")), *wanted, *shown)
    body = [one for one in told(made) if one in wanted]
    assert len(body) >= len(wanted)


@settings(max_examples=40, deadline=None)
@given(st.lists(typed("whom", "said"), max_size=4), TYPED)
def test_any_text_of_a_promise_is_found_again_in_the_plan(
    write: Any, promises: list[dict[str, str]], company: str
) -> None:
    answers = {
        "follow_ups": [
            {"id": str(n), "application": "letter", "due": "2026-12-01", **one}
            for n, one in enumerate(promises)
        ],
        "applications": [{"id": "letter", "company": "firm"}],
        "companies": [{"id": "firm", "name": company}],
    }
    made = write("follow_up_plan", answers)
    tables = made.word.tables
    assert sum(len(table.rows) - 1 for table in tables) == len(promises)
    said = [point for one in promises for point in points(one.get("said", ""))]
    whom = [one_line(one.get("whom", "")) for one in promises]
    holds(made, *whom, *said, *[one_line(company)] * bool(promises))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(typed("name", "role", "phone", "give"), max_size=3),
    st.lists(typed("person", "role", "how"), max_size=3),
    st.sampled_from(["for_me", "for_them", None]),
)
def test_any_text_of_a_contact_is_found_again_in_the_plan(
    write: Any,
    contacts: list[dict[str, str]],
    relations: list[dict[str, str]],
    direction: str | None,
) -> None:
    answers = {
        "contacts": [{"id": str(n), **one} for n, one in enumerate(contacts)],
        "relations": [
            {"id": str(n), "direction": direction, **one}
            for n, one in enumerate(relations)
        ],
    }
    made = write("network_plan", answers)
    named = [one for one in contacts if one_line(one.get("name", ""))]
    known = [one for one in relations if one_line(one.get("person", ""))]
    assert sum(len(table.rows) - 1 for table in made.word.tables) == len(named + known)
    given_back = [point for one in named for point in points(one.get("give", ""))]
    texts = [
        one_line(text)
        for one in (*named, *known)
        for name, text in one.items()
        if name != "give"
    ]
    holds(made, *texts, *given_back)


def test_what_a_contact_may_be_asked_for_stands_on_a_line_each(write: Any) -> None:
    asked = ["information", "sparring"]
    contact = {"id": "one", "name": "Bo Lund", "ask_for": asked}
    cell = write("network_plan", {"contacts": [contact]}).word.tables[0].cell(1, 1)
    assert cell.text.split("\n") == [
        "Viden om et fag eller et sted",
        "En at tænke højt sammen med",
    ]


@given(TYPED)
def test_a_cleaned_text_is_clean_for_good(text: str) -> None:
    assert clean(clean(text)) == clean(text)
