"""A typed answer becomes a value, or an error that says what to do."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from asked import BORN, CPR, CPR_IN_A_ROW, question
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.content import Texts
from workbook.content.moment import YEARS
from workbook.content.question import QUESTION_TYPES, QuestionType
from workbook.content.record import (
    LONGEST,
    READERS,
    holds_cpr,
    keepable,
    plain,
    read,
    without_cpr,
)
from workbook.errors import AnswerError
from workbook.settings import LANGUAGES

GOOD: list[tuple[QuestionType, dict[str, Any], object, object]] = [
    ("text", {}, "  Bageren på hjørnet ", "Bageren på hjørnet"),
    ("text", {}, "R&D <Chef> – æøå ÆØÅ", "R&D <Chef> – æøå ÆØÅ"),
    ("text", {}, "10\u00a0000\u202fkr.", "10\u00a0000\u202fkr."),
    ("text", {}, "a\x00b\x1b\u200b\ufeffc", "abc"),
    ("text", {}, "half an emoji: \ud83d", "half an emoji:"),
    ("text", {}, "👩\u200d🍳", "👩\u200d🍳"),
    ("text", {}, 70, "70"),
    ("long_text", {}, "en\r\nto\rtre\u2028fire", "en\nto\ntre\nfire"),
    ("long_text", {}, " \n\t ", None),
    ("long_text", {}, "x" * LONGEST, "x" * LONGEST),
    ("integer", {}, "1.500", 1500),
    ("integer", {}, "12 000", 12000),
    ("integer", {}, "-3", -3),
    ("integer", {"minimum": 0}, "0", 0),
    ("rating", {}, "5", 5),
    ("rating", {}, 1, 1),
    ("rating", {"minimum": 0, "maximum": 10}, "0", 0),
    ("date", {}, "24.12.2026", date(2026, 12, 24)),
    ("date", {}, "24. december 2026", date(2026, 12, 24)),
    ("month", {}, "marts 2019", date(2019, 3, 1)),
    ("datetime", {}, "24.12.2026 kl. 9.30", datetime(2026, 12, 24, 9, 30)),
    ("datetime", {}, "24.12.2026", datetime(2026, 12, 24)),
    ("email", {}, " Anna@Example.com ", "Anna@example.com"),
    ("email", {}, "søren@blåbær.dk", "søren@blåbær.dk"),
    ("phone", {}, "20123456", "+45 20 12 34 56"),
    ("phone", {}, "+46 70 123 45 67", "+46 70 123 45 67"),
    ("url", {}, "www.example.com/søg?q=1", "https://www.example.com/søg?q=1"),
    ("url", {}, "http://example.com", "http://example.com"),
    ("select_one", {}, "red", "red"),
    ("select_multiple", {}, ["blue", "red", "blue"], ("blue", "red")),
    ("tags", {}, " kort, , have,kort ", ("kort", "have")),
    ("tags", {}, " , ", None),
    ("tags", {}, ["kort", "have, hegn"], ("kort", "have", "hegn")),
    ("reference", {}, "job-tvaermose", "job-tvaermose"),
    ("references", {}, ["a1", "b2"], ("a1", "b2")),
    ("lines", {}, [" - Spild", "• Ro", "Ro", "-5 %"], ("Spild", "Ro", "-5 %")),
    ("lines", {}, ["- ", "Et\n\n* to\tre"], ("Et", "to re")),
    ("file", {}, "0123456789ab", "0123456789ab"),
    ("note", {}, "anything", None),
]

BAD: list[tuple[QuestionType, dict[str, Any], object, str]] = [
    ("text", {}, {"a": 1}, "text"),
    ("text", {}, ["a"], "text"),
    ("text", {"maximum": 3}, "four", "too_long"),
    ("long_text", {}, "x" * (LONGEST + 1), "too_long"),
    ("integer", {}, "1.5", "integer"),
    ("integer", {}, "tolv", "integer"),
    ("integer", {}, "9" * 16, "integer"),
    ("integer", {}, "٣", "integer"),
    ("integer", {"minimum": 1}, "0", "too_small"),
    ("integer", {"maximum": 9}, "10", "too_large"),
    ("rating", {}, "6", "rating"),
    ("rating", {}, "0", "rating"),
    ("rating", {}, "fem", "rating"),
    ("date", {}, "24.12", "date"),
    ("date", {}, "31.2.2026", "no_such_day"),
    ("date", {}, "32.1.2026", "date"),
    ("date", {}, "1.13.2026", "date"),
    ("date", {}, "marts 2019", "date"),
    ("date", {}, "1.1.1066", "date"),
    ("month", {}, "13.2019", "month"),
    ("month", {}, "mxyz 2019", "month"),
    ("datetime", {}, "31.2.2026", "no_such_day"),
    ("datetime", {}, "31.2.2026 kl. 9.30", "no_such_day"),
    ("datetime", {}, "32.1.2026", "datetime"),
    ("datetime", {}, "24.12", "datetime"),
    ("datetime", {}, "12.11.26 1430", "datetime"),
    ("datetime", {}, "24.12.2026 kl. 25.00", "datetime"),
    ("datetime", {}, "snart kl. 9", "datetime"),
    ("email", {}, "anna.example.com", "email_at"),
    ("email", {}, "anna@", "email"),
    ("phone", {}, "1234", "phone"),
    ("phone", {}, "ring til mig", "phone"),
    ("url", {}, "eksempel", "url"),
    ("url", {}, "javascript://alert(1).dk", "url"),
    ("url", {}, "file:///etc/passwd", "url"),
    ("url", {}, "example.com\nexample.org", "url"),
    ("url", {}, "example.com/a b", "url"),
    ("select_one", {}, "pink", "choice"),
    ("select_one", {}, ["red"], "choice"),
    ("select_multiple", {}, ["red", "pink"], "choice"),
    ("select_multiple", {}, "red", "choice"),
    ("select_multiple", {}, [1], "choice"),
    ("select_multiple", {"maximum": 1}, ["red", "blue"], "too_many"),
    ("select_multiple", {"minimum": 2}, ["red"], "too_few"),
    ("tags", {"maximum": 1}, "a, b", "too_many"),
    ("tags", {}, 7, "choice"),
    ("tags", {}, "x" * 201, "too_long"),
    ("reference", {}, "../../etc/passwd", "reference"),
    ("reference", {}, {"a": 1}, "reference"),
    ("reference", {}, "x" * 251, "reference"),
    ("references", {}, ["ok", "not ok"], "reference"),
    ("references", {"maximum": 5}, list("abcdef"), "too_many"),
    ("lines", {}, "en linje", "choice"),
    ("lines", {}, ["x" * (LONGEST + 1)], "too_long"),
    ("lines", {"maximum": 1}, ["en", "to"], "too_many"),
    ("file", {}, ["x"], "file"),
    ("file", {}, "/etc/passwd", "file"),
]


@pytest.mark.parametrize(("kind", "keys", "raw", "value"), GOOD)
def test_a_good_answer_is_read(
    kind: QuestionType, keys: dict[str, Any], raw: object, value: object
) -> None:
    assert read(question(kind, **keys), raw) == value


@pytest.mark.parametrize(("kind", "keys", "raw", "code"), BAD)
def test_a_bad_answer_says_which_fault_it_has(
    kind: QuestionType, keys: dict[str, Any], raw: object, code: str, texts: Texts
) -> None:
    with pytest.raises(AnswerError) as caught:
        read(question(kind, **keys), raw)
    assert caught.value.code == code
    for language in LANGUAGES:
        said = texts.say(f"answers.{code}", language, **caught.value.details)
        assert said
        assert "{" not in said


def test_every_type_was_tried_both_ways() -> None:
    assert {kind for kind, *_ in GOOD} == set(QUESTION_TYPES)
    assert {kind for kind, *_ in BAD} == set(QUESTION_TYPES) - {"note"}


@pytest.mark.parametrize("kind", QUESTION_TYPES)
@pytest.mark.parametrize("raw", [None, "", "   ", [], ()])
def test_nothing_typed_is_no_answer(kind: QuestionType, raw: object) -> None:
    assert read(question(kind), raw) is None


# --- whatever is typed -----------------------------------------------------------

ALPHABET = st.characters() | st.sampled_from(
    "0123456789.:/-+@, kTl\x00\x85\u2028\ud800"
)
TYPED = st.text(ALPHABET, max_size=40)


def digits(pattern: str) -> st.SearchStrategy[str]:
    """Match with the digits people type, or with those of any script."""
    return st.from_regex(pattern.replace(r"\d", "0-9")) | st.from_regex(pattern)


DATED = digits(
    r"\A[\d]{1,4}[./ -]{1,2}[\d]{1,2}[./ -][\d]{2,4}"
    r"( kl\. |T| at )?[\d]{0,2}[.:]?[\d]{0,2}\Z"
) | digits(r"\A[\d]{0,2}\.? ?(maj|May|december|juli|x+) [\d]{2,4}\Z")
CALLED = digits(r"\A[+0]{0,2}[\d ()-]{1,16}(x[\d]{1,4})?\Z")
NAMED = st.from_regex(
    r"\A(https?://)?[a-zæøå0-9-]{1,8}(\.[a-zæøå]{1,4}){0,2}/?[!-~]{0,8}\Z"
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TYPED,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TYPED, inner, max_size=2)
    ),
    max_leaves=5,
)
LIKELY: dict[QuestionType, st.SearchStrategy[object]] = {
    "text": TYPED,
    "long_text": TYPED,
    "integer": st.integers(-(10**16), 10**16)
    .map("{:,}".format)
    .map(lambda typed: typed.replace(",", ".")),
    "rating": st.integers(-1, 7) | st.integers(-1, 7).map(str),
    "date": DATED,
    "month": DATED,
    "datetime": DATED,
    "email": st.emails() | TYPED,
    "phone": CALLED,
    "url": NAMED,
    "select_one": st.sampled_from(["red", "pink", "Red"]),
    "select_multiple": st.lists(st.sampled_from(["red", "blue", "pink"])),
    "tags": TYPED | st.lists(TYPED, max_size=4),
    "reference": TYPED | st.from_regex(r"\A[\w-]{0,12}\Z"),
    "references": st.lists(st.from_regex(r"\A[\w-]{1,5}\Z"), max_size=4),
    "lines": st.lists(st.text(st.sampled_from("-•* \t\na") | ALPHABET, max_size=9)),
    "file": TYPED | st.from_regex(r"\A[0-9a-f]{12}\Z"),
    "note": TYPED,
}
DAYS = st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))
MOMENTS = st.builds(datetime.combine, DAYS, st.times())
# Of what is likely, almost none of these is a day that there is or a whole number.
SURE: dict[QuestionType, st.SearchStrategy[object]] = {
    "date": DAYS.map("{:%d.%m.%Y}".format),
    "month": DAYS.map("{:%m.%Y}".format),
    "datetime": MOMENTS.map("{:%d.%m.%Y kl. %H.%M}".format),
    "phone": st.integers(20_000_000, 99_999_999).map(str),
}


def test_every_type_is_fed() -> None:
    assert set(LIKELY) == set(READERS)


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_any_input_is_read_or_refused_and_reads_again_the_same(
    kind: QuestionType,
) -> None:
    asked = question(kind)
    read_at_all = []

    @settings(max_examples=60, deadline=None)
    @given(st.tuples(LIKELY[kind] | JSON, SURE.get(kind, LIKELY[kind])))
    def holds(tries: tuple[object, object]) -> None:
        for raw in tries:
            try:
                value = read(asked, raw)
            except AnswerError as fault:
                assert fault.code  # noqa: PT017
                continue
            read_at_all.append(value)
            assert read(asked, plain(asked, value)) == value

    holds()
    assert any(value is not None for value in read_at_all) is (kind != "note")


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_a_giant_is_read_or_refused_at_once(kind: QuestionType) -> None:
    for filler in (" ", "T", "1", "a", ".", "@", "-", "\n"):
        try:
            read(question(kind), f"1{filler * 100_000}x")
        except AnswerError as fault:
            assert fault.code  # noqa: PT017


# --- CPR numbers -----------------------------------------------------------------


def spelt() -> Iterator[str]:
    for between in ("-", " ", "–", "‑", "−", "—", " - ", "\u00a0", "\u00ad-", "\n"):
        yield between.join(CPR.split("-"))
    for dot in (".", " "):
        yield f"{dot.join((BORN[:2], BORN[2:4], BORN[4:]))}-1234"
    yield CPR_IN_A_ROW
    yield "".join(("070761", "4285"))


@pytest.mark.parametrize("number", list(spelt()))
@pytest.mark.parametrize("kind", [k for k in QUESTION_TYPES if k != "note"])
def test_a_cpr_number_is_refused_wherever_it_is_typed(
    kind: QuestionType, number: str
) -> None:
    text = f"nr. er {number}, ring bare"
    for raw in (number, text, f"cpr_{number}.pdf", [text], ["red", text], {"a": text}):
        with pytest.raises(AnswerError) as caught:
            read(question(kind), raw)
        assert caught.value.code == "cpr"


@pytest.mark.parametrize("number", list(spelt()))
def test_all_but_a_cpr_number_may_be_kept(number: str) -> None:
    typed = f"Ring til mig!\nNr. er {number}, ring bare. Bo: {number}"
    kept = "Ring til mig!\nNr. er …, ring bare. Bo: …"
    assert without_cpr(typed) == keepable(typed) == kept
    assert keepable(["rød", typed]) == ["rød", kept]
    assert keepable(f"cpr_{number}.pdf") == "cpr_….pdf"
    assert keepable(number) == "…"
    for raw in ({"a": number}, [[number]], {"a": [number]}, {number: 1}):
        assert not holds_cpr(str(keepable(raw)))


def test_a_number_that_is_no_text_is_cut_out_as_well() -> None:
    assert keepable(int(CPR_IN_A_ROW)) == "…"


@pytest.mark.parametrize(
    "raw",
    [" Kok\x00 ", "31.2.2026", ["a", " b"], {"a": 1}, 12, 1.5, None, True, b"x"],
)
def test_what_holds_no_cpr_number_may_be_kept_as_it_is(raw: object) -> None:
    assert keepable(raw) == raw


def test_one_wrong_digit_of_ten_in_a_row_makes_it_no_cpr_number() -> None:
    """Modulus 11 finds every single wrong digit."""
    for place, right in enumerate(CPR_IN_A_ROW):
        for digit in set("0123456789") - {right}:
            wrong = CPR_IN_A_ROW[:place] + digit + CPR_IN_A_ROW[place + 1 :]
            assert read(question("text"), wrong) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "+45 12 34 56 78",
        "12345678",
        "2016-2019",
        "omkring 450.000 kr. om året",
        "-".join(("991399", "1234")),
        f"1{CPR}",
        f"{CPR}5",
        "12.11.26 1430",
        "12.11.261430",
        "12.11.26 14.30",
        "12.11.2026 kl. 14.30",
        "12 11 26 1430",
        "070-123 45 67",
        "0701234567",
        "+46701234567",
        "+46 70 123 45 67",
        BORN + "1234",
        f"1{CPR_IN_A_ROW}",
    ],
)
def test_an_ordinary_number_is_no_cpr_number(text: str) -> None:
    assert read(question("text"), text) == text


@given(
    st.text("01239 .-\u2011\u00ad\nx", max_size=40)
    | st.from_regex(r"\A([0-3]\d[. ]?[01]\d[. ]?\d{2}[- ]{0,2}\d{4}[- .]?){1,3}\Z")
)
def test_what_may_be_kept_of_a_draft_holds_no_cpr_number(typed: str) -> None:
    assert not holds_cpr(keepable(typed))
    assert not holds_cpr(keepable({typed: [typed]}))
