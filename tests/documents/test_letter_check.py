"""Counsel on a letter: seen where there is something to see, and only there."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.content import Content
from workbook.documents import application_context
from workbook.documents.context import ApplicationContext
from workbook.documents.letter_check import letter_findings
from workbook.documents.letter_finding import LetterFinding
from workbook.documents.letter_text import letter_figures, persons
from workbook.settings import LANGUAGES, Language

TODAY = date(2026, 11, 21)
Answers = dict[str, list[dict[str, Any]]]
LETTER = "application-aakilde"
Check = Callable[..., tuple[LetterFinding, ...]]
Change = Mapping[str, Any]


@pytest.fixture(scope="session")
def reading(
    words: Callable[[Language], dict[str, str]],
    to_frames: Callable[[Answers], dict[str, pd.DataFrame]],
) -> Callable[..., tuple[dict[str, pd.DataFrame], ApplicationContext]]:
    """Return the frames of answers and the context of one of their letters."""

    def read(
        answers: Answers, language: Language, record: str = LETTER
    ) -> tuple[dict[str, pd.DataFrame], ApplicationContext]:
        frames = to_frames(answers)
        return frames, application_context(
            frames, words(language), record=record, language=language, today=TODAY
        )

    return read


@pytest.fixture(scope="session")
def check(reading: Any, content: Content) -> Check:
    """Check a letter of these answers."""

    def run(
        answers: Answers, language: Language, record: str = LETTER
    ) -> tuple[LetterFinding, ...]:
        frames, context = reading(answers, language, record)
        return letter_findings(
            frames,
            context,
            record=record,
            language=language,
            cliches=content.lists["cliches"],
        )

    return run


@pytest.fixture
def good(demo: Callable[[Language], Answers]) -> Callable[..., Answers]:
    """Return a letter on which there is nothing to say, changed by what is given."""

    def make(language: Language, **letter: Any) -> Answers:
        answers = demo(language)
        for number, attachment in enumerate(answers["attachments"]):
            attachment["file"] = f"file-{number}"
        first = find(answers, "applications", LETTER)
        plan = "Under flytningen ved alle, hvad de skal pakke, og hvornår bilen kommer."
        if language == "da":
            first["difference"] = f"{plan} {first['difference'].partition('. ')[2]}"
        first |= letter
        return answers

    return make


def find(answers: Answers, step: str, record: str) -> dict[str, Any]:
    return next(one for one in answers[step] if one["id"] == record)


def summary(found: tuple[LetterFinding, ...]) -> list[tuple[str, str, str]]:
    return [(one.code, one.question, one.quote) for one in found]


# --- nothing to say -------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_good_letter_needs_no_counsel(
    check: Check, good: Callable[..., Answers], language: Language
) -> None:
    assert check(good(language), language) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_of_the_demo_participant_is_nearly_clean(
    check: Check, demo: Callable[[Language], Answers], language: Language
) -> None:
    assert len(check(demo(language), language)) <= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_her_unfinished_letter_is_told_what_it_lacks(
    check: Check, demo: Callable[[Language], Answers], language: Language
) -> None:
    found = check(demo(language), language, "application-havrevang")
    codes = [one.code for one in found if one.question != "attachments"]
    assert codes == ["no_difference", "no_worth"]


# --- each finding ---------------------------------------------------------------------

LONG_DA = (
    "Når bilen holder ved rampen, og chaufføren venter, og vi pakker, så ringer jeg til"
    " jer, og I svarer, og vi finder en dag, hvor det passer bedre for os alle."
)
LONG_EN = (
    "When the lorry stands at the ramp and the driver waits and we pack, I ring you and"
    " you answer and we find a day that suits all of us better than this one."
)
ABOUT_DA = (
    "Jeg er glad. Jeg kan køre truck. Jeg har min egen cykel. Jeg vil gerne. " * 3
)
ABOUT_EN = "I am glad. I can drive a truck. I have my own bicycle. I want to. " * 3
HEAVY_DA = "Lagerstyringssystemer forudsætter gennemskuelige arbejdsgange. " * 12
HEAVY_EN = "Comprehensive warehouse administration necessitates transparency. " * 12
SEEN: list[tuple[Language, Change, tuple[str, str, str]]] = [
    ("da", {"strengths": []}, ("no_strength", "strengths", "")),
    ("en", {"strengths": []}, ("no_strength", "strengths", "")),
    ("da", {"difference": None}, ("no_difference", "difference", "")),
    ("en", {"difference": None}, ("no_difference", "difference", "")),
    ("da", {"worth": " \n"}, ("no_worth", "worth", "")),
    ("en", {"worth": None}, ("no_worth", "worth", "")),
    ("da", {"worth": "I får ro på lageret."}, ("worth_no_number", "worth", "")),
    ("en", {"worth": "You get calm."}, ("worth_no_number", "worth", "")),
    (
        "da",
        {"difference": "Alle på lageret ved hver morgen, hvad der skal ud."},
        ("difference_no_proof", "difference", ""),
    ),
    (
        "en",
        {"difference": "Everybody will know each morning what to pack."},
        ("difference_no_proof", "difference", ""),
    ),
    (
        "da",
        {"why_you": "Jeg  brænder\tfor jeres lager."},
        ("cliche", "why_you", "brænder for"),
    ),
    (
        "en",
        {"why_you": "I am Passionate About your warehouse."},
        ("cliche", "why_you", "Passionate About"),
    ),
    (
        "da",
        {"headline": "Uopfordret ansøgning"},
        ("cliche", "headline", "Uopfordret ansøgning"),
    ),
    (
        "en",
        {"headline": "Unsolicited application"},
        ("cliche", "headline", "Unsolicited application"),
    ),
    (
        "da",
        {"hook": ABOUT_DA, "why_you": ABOUT_DA},
        ("about_me", "hook", "Jeg er glad."),
    ),
    (
        "en",
        {"hook": ABOUT_EN, "why_you": ABOUT_EN},
        ("about_me", "hook", "I am glad."),
    ),
    (
        "da",
        {"proposal": LONG_DA},
        ("long_sentence", "proposal", "Når bilen holder ved rampen, og"),
    ),
    (
        "en",
        {"proposal": LONG_EN},
        ("long_sentence", "proposal", "When the lorry stands at the"),
    ),
    ("da", {"hook": HEAVY_DA, "proposal": HEAVY_DA}, ("heavy", "", "")),
    ("en", {"hook": HEAVY_EN, "proposal": HEAVY_EN}, ("heavy", "", "")),
    (
        "da",
        {"proposal": "I får en plan, som bliver hængt op i hallen."},
        ("passive", "proposal", "bliver hængt"),
    ),
    (
        "en",
        {"proposal": "You get a plan that is hung up in the hall."},
        ("passive", "proposal", "is hung"),
    ),
    ("da", {"why_you": "I reparerer det. " * 100}, ("too_long", "", "")),
    ("en", {"why_you": "You repair things. " * 100}, ("too_long", "", "")),
    ("da", {"hook": "Kort.", "difference": "Vi var 2."}, ("too_short", "", "")),
    ("en", {"hook": "Go.", "difference": "We were 2."}, ("too_short", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "change", "expected"), SEEN)
def test_what_could_be_better_is_seen_in_its_place(
    check: Check,
    good: Callable[..., Answers],
    language: Language,
    change: Change,
    expected: tuple[str, str, str],
) -> None:
    assert expected in summary(check(good(language, **change), language))


def test_what_is_missing_comes_before_how_it_is_worded(
    check: Check, good: Callable[..., Answers]
) -> None:
    answers = good("da", hook="Undertegnede blev valgt.", worth="I får ro.")
    answers["attachments"][0]["file"] = None
    expected = ["worth_no_number", "attachment_no_file", "cliche", "too_short"]
    assert [one.code for one in check(answers, "da")] == [*expected, "passive"]


def test_the_sentence_to_turn_round_is_one_that_forgets_the_reader(
    check: Check, good: Callable[..., Answers]
) -> None:
    hook = f"Jeg kan se, at I leder. {ABOUT_DA}"
    found = summary(check(good("da", hook=hook, why_you=ABOUT_DA * 2), "da"))
    assert ("about_me", "hook", "Jeg er glad.") in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_day_to_ring_the_whole_letter_lacks_it(
    check: Check, good: Callable[..., Answers], language: Language
) -> None:
    answers = good(language) | {"follow_ups": []}
    assert summary(check(answers, language)) == [("no_follow_up", "", "")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_strength_without_evidence_is_named(
    check: Check, good: Callable[..., Answers], language: Language
) -> None:
    answers = good(language)
    calm = find(answers, "competences", "competence-calm")
    del calm["evidence"]
    assert summary(check(answers, language)) == [
        ("strength_no_proof", "strengths", calm["name"])
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Alle ved hver morgen, hvad der skal ud. Sådan gik det også i Herning."),
        ("da", "Alle ved, hvad der skal ud. Det har jeg allerede vist på Tværmose."),
        ("da", "Alle ved, hvad der skal ud, og ventetiden er det halve."),
        ("en", "Everybody knows what to pack. That is how it went in Herning."),
        ("en", "Everybody knows what to pack. I have already shown that at Tværmose."),
        ("en", "Everybody knows what to pack, and the wait is a third."),
    ],
)
def test_a_number_or_what_was_done_before_is_proof(
    check: Check, good: Callable[..., Answers], language: Language, text: str
) -> None:
    codes = [one.code for one in check(good(language, difference=text), language)]
    assert "difference_no_proof" not in codes


# --- their own words ------------------------------------------------------------------

THEIRS = {"da": "»Gaffeltrucken larmer om natten.«", "en": "“Our forklift rattles.”"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_about_them_that_stands_as_it_was_written_is_seen(
    good: Callable[..., Answers], check: Check, language: Language
) -> None:
    answers = good(language)
    letter = find(answers, "applications", LETTER)
    company = find(answers, "companies", letter["company"])
    company["needs"] = "De mangler en på lageret i 2027."
    letter["hook"] = f"{letter['hook']}\n{company['needs']}"
    found = check(answers, language)
    assert ("note", "hook", company["needs"]) in summary(found)
    letter["hook"] = letter["hook"].replace("De mangler", "I mangler")
    assert "note" not in [one.code for one in check(answers, language)]


@pytest.mark.parametrize(("language", "said"), THEIRS.items())
def test_a_letter_without_their_words_is_given_some(
    check: Check, good: Callable[..., Answers], language: Language, said: str
) -> None:
    answers = good(language)
    find(answers, "companies", "company-aakilde")["needs"] = None
    find(answers, "conversations", "conversation-aakilde")["own_words"] = said
    (found,) = check(answers, language)
    assert (found.code, found.question, found.quote) == ("own_words", "", "")
    theirs = found.details["theirs"]
    assert isinstance(theirs, list)
    assert len(theirs) in (2, 3)
    assert all(word in said for word in theirs)
    used = theirs[0].capitalize()
    letter = find(answers, "applications", LETTER)
    letter["why_you"] = f"{letter['why_you']} {used}!"
    assert check(answers, language) == ()


def test_words_of_another_company_are_not_missed(
    check: Check, good: Callable[..., Answers]
) -> None:
    answers = good("da")
    find(answers, "companies", "company-aakilde")["needs"] = "De har det jo godt."
    talk = find(answers, "conversations", "conversation-aakilde")
    talk |= {"own_words": THEIRS["da"], "company": "company-havrevang"}
    assert check(answers, "da") == ()


def test_a_word_of_theirs_may_be_bent(
    check: Check, good: Callable[..., Answers]
) -> None:
    answers = good("da")
    find(answers, "companies", "company-aakilde")["needs"] = None
    talk = find(answers, "conversations", "conversation-aakilde")
    talk["own_words"] = "»Vi har kun vognmanden.«"  # the letter says vognmænd: no help
    assert [one.code for one in check(answers, "da")] == ["own_words"]
    talk["own_words"] = "»Vi har kun flytningerne.«"  # the letter says flytningen
    assert check(answers, "da") == ()


# --- attachments ----------------------------------------------------------------------


def test_the_attachments_are_checked_against_their_files(
    check: Check, good: Callable[..., Answers]
) -> None:
    answers = good("en")
    statement, plan = answers["attachments"]
    statement["file"] = None
    (found,) = check(answers, "en")
    assert (found.code, found.question) == ("attachment_no_file", "attachments")
    assert found.details == {"titles": [statement["title"]]}
    statement["file"] = plan["file"]
    (found,) = check(answers, "en")
    assert found.code == "attachment_twice"
    assert found.details == {"titles": [statement["title"], plan["title"]]}
    statement |= {"file": "file-9", "title": " "}
    (found,) = check(answers, "en")
    assert found.code == "attachment_no_title"
    find(answers, "applications", LETTER)["attachments"] = [plan["id"], plan["id"]]
    (found,) = check(answers, "en")
    assert found.details == {"titles": [plan["title"]]}
    find(answers, "applications", LETTER)["attachments"] = []
    assert check(answers, "en") == ()


# --- whom it speaks of ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("da", "Jeg giver jer min plan.", (2, 1)),
        ("da", "I leder efter pakker, og I er fire.", (0, 2)),
        ("da", "I april går der 300 pakker ud.", (0, 0)),
        ("da", "I går ringede jeg til dig.", (1, 1)),
        ("da", "I første omgang vil jeg lytte.", (1, 0)),
        ("da", "Han sagde: »I flyttede for sent.«", (0, 1)),
        ("da", "Han sagde: »I Silkeborg er der plads.«", (0, 0)),
        ("da", "Det kan I lide i jeres køkken.", (0, 2)),
        ("da", "Dine folk hjalp os, og du hjalp mig.", (2, 2)),
        ("en", "I give you my plan.", (2, 1)),
        ("en", "I’m sure you’ll like it; it is yours.", (1, 2)),
        ("en", "The team is small.", (0, 0)),
    ],
)
def test_words_to_the_reader_and_about_oneself_are_told_apart(
    language: Language, sentence: str, expected: tuple[int, int]
) -> None:
    assert persons(sentence, language) == expected


def test_the_figures_count_what_the_reader_reads(reading: Any) -> None:
    answers: Answers = {
        "competences": [
            {"id": "c1", "name": "Ro i kø", "evidence": "Jeg talte biler."},
            {"id": "c2", "name": "Tysk"},
        ],
        "applications": [
            {
                "id": LETTER,
                "headline": "Ikke talt med",
                "strengths": ["c1", "c2"],
                "hook": "I leder.\n- Det ser jeg.",
                "worth": "2 timer.",
            }
        ],
    }
    _, context = reading(answers, "da")
    figures = letter_figures(context, "da")
    assert figures.words == 2 + 3 + 3 + 3 + 1 + 2
    assert (figures.longest, figures.readers, figures.own) == (3, 1, 2)
    assert figures.lix == round(14 / 6)


# --- the list of clichés --------------------------------------------------------------


def test_every_wording_of_the_list_is_found_and_has_a_better_way(
    check: Check, content: Content
) -> None:
    known = content.lists["cliches"]
    assert len(known.entries) >= 40
    for language in LANGUAGES:
        wordings = [
            (wording.strip(), entry)
            for entry in known.entries
            for text in (entry.label, entry.words)
            if text
            for wording in text.in_(language).split(",")
        ]
        assert len({wording.lower() for wording, _ in wordings}) == len(wordings)
        for wording, entry in wordings:
            assert entry.better
            letter = {"id": LETTER, "hook": f"Nå, {wording}!"}
            found = check({"applications": [letter]}, language)
            assert [
                (one.quote, one.details["better"])
                for one in found
                if one.code == "cliche"
            ] == [(wording, entry.better.in_(language))]


def test_without_a_list_no_cliche_is_found(reading: Any) -> None:
    letter = {"id": LETTER, "hook": "Jeg brænder for det."}
    frames, context = reading({"applications": [letter]}, "da")
    found = letter_findings(frames, context, record=LETTER, language="da", cliches=None)
    assert "cliche" not in {one.code for one in found}


# --- whatever is typed ----------------------------------------------------------------

PIECES = """
I jeg blev et kr. … . Brænder for hard-working is being used 12 skrives ſynergi proaKtiv
undertegnede »I er« I’m you deres ? ! - Dr. og
"""
TYPED = st.text(max_size=40) | st.lists(
    st.sampled_from([*PIECES.split(), "\n"]), max_size=40
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(TYPED, min_size=7, max_size=7), st.sampled_from(LANGUAGES))
def test_any_text_is_checked_and_quoted_as_it_stands(
    check: Check, reading: Any, texts: list[str], language: Language
) -> None:
    asked = ("headline", "hook", "difference", "worth", "why_you", "proposal")
    answers: Answers = {
        "applications": [
            {"id": LETTER, "strengths": ["c1"], **dict(zip(asked, texts, strict=False))}
        ],
        "competences": [{"id": "c1", "name": "Ro", "evidence": texts[6]}],
    }
    _, context = reading(answers, language)
    parts = [context.headline, context.closing]
    for question in asked[1:]:
        parts += getattr(context, question)
    for one in context.strengths:
        parts += [one.name, one.evidence]
    for found in check(answers, language):
        assert any(found.quote in part for part in parts)
