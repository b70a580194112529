"""The application: its blocks, the promise in its last line, nothing invented."""

from typing import Any

import pytest

from workbook.errors import DocumentError


def test_letter_holds_its_parts_in_order(application: Any, answers: Any) -> None:
    made = application(answers)
    letter = answers["applications"][0]
    assert made.lines[2:8] == [
        "Bølge Pumper A/S",
        "Mette Toft, servicechef",
        "Silkeborg",
        "21. november 2026",
        letter["headline"],
        "Kære Mette Toft",
    ]
    parts = ("hook", "difference", "worth", "why_you", "proposal")
    assert made.styled("Letter Text") == [
        *(letter[part] for part in parts),
        "Jeg ringer til dig onsdag den 2. december.",
    ]
    assert made.lines[-3:] == [
        "Med venlig hilsen",
        "Hanne Mølgaard",
        "Bilag: CV, Udtalelse fra Aabye Pumper, Svendebrev",
    ]


@pytest.mark.parametrize(
    ("chosen", "enclosed"),
    [
        (["att-svendebrev", "att-udtalelse"],
         "Bilag: CV, Svendebrev, Udtalelse fra Aabye Pumper"),
        (["att-gone", "att-untitled", "att-svendebrev"], "Bilag: CV, Svendebrev"),
        ([], "Bilag: CV"),
    ],
)  # fmt: skip
def test_what_goes_along_is_named_as_it_was_chosen(
    application: Any, answers: Any, chosen: list[str], enclosed: str
) -> None:
    answers["attachments"].append({"id": "att-untitled"})
    answers["applications"][0]["attachments"] = chosen
    assert application(answers).lines[-1] == enclosed


def test_strengths_stand_with_their_evidence(application: Any, answers: Any) -> None:
    assert application(answers).styled("Letter Bullet")[0] == (
        "Fejlfinding på pumper: Fik 9 af 10 pumper i gang ved første besøg."
    )


@pytest.mark.parametrize(
    ("way", "danish", "english"),
    [
        ("call", "Jeg ringer til dig", "I will ring you on"),
        ("meeting", "Jeg ser frem til at møde dig", "I look forward to meeting you on"),
        ("email", "Jeg skriver til dig", "I will write to you on"),
        (
            "linkedin",
            "Jeg skriver til dig på LinkedIn",
            "I will write to you on LinkedIn on",
        ),
        (None, "Jeg ringer til dig", "I will ring you on"),
    ],
)
def test_last_line_promises_the_way_and_the_day(
    application: Any, answers: Any, way: str | None, danish: str, english: str
) -> None:
    answers["follow_ups"][1]["way"] = way
    made = application(answers).styled("Letter Text")[-1]
    assert made == f"{danish} onsdag den 2. december."
    made = application(answers, language="en").styled("Letter Text")[-1]
    assert made == f"{english} Wednesday 2 December."


def test_without_a_date_the_letter_promises_none(
    application: Any, answers: Any
) -> None:
    for follow_up in answers["follow_ups"]:
        follow_up["due"] = None
    made = application(answers)
    assert made.styled("Letter Text")[-1] == answers["applications"][0]["proposal"]


def test_a_day_that_is_past_is_not_promised(application: Any, answers: Any) -> None:
    answers["follow_ups"] = answers["follow_ups"][2:]
    assert "Jeg ringer" not in application(answers).text


def test_a_promise_that_was_kept_is_not_made_again(
    application: Any, answers: Any
) -> None:
    (kept,) = [one for one in answers["follow_ups"] if one.get("kept_on")]
    del kept["kept_on"]
    made = application(answers)
    assert "Jeg ringer til dig tirsdag den 24. november." in made.text
    kept["kept_on"] = "2026-11-20"
    assert "24. november" not in application(answers).text


def test_a_letters_own_promise_goes_before_an_earlier_one_of_a_conversation(
    application: Any, answers: Any
) -> None:
    answers["conversations"][0]["company"] = "co-bolge"
    made = application(answers)
    assert made.styled("Letter Text")[-1].endswith("onsdag den 2. december.")


def test_without_its_own_a_letter_repeats_the_promise_of_a_conversation(
    application: Any, answers: Any
) -> None:
    assert application(answers, "app-kanal").styled("Letter Text") == [
        "Jeg ser frem til at møde Ib Krog, driftschef fredag den 27. november."
    ]
    answers["follow_ups"][-1]["kept_on"] = "2026-11-21"
    assert application(answers, "app-kanal").styled("Letter Text") == []


def test_a_promise_to_another_company_is_not_made_here(
    application: Any, answers: Any
) -> None:
    answers["conversations"][0]["company"] = "co-bolge"
    assert application(answers, "app-kanal").styled("Letter Text") == []


def test_a_letter_to_no_company_yet_repeats_no_conversation(
    application: Any, answers: Any
) -> None:
    del answers["conversations"][0]["company"]
    del answers["applications"][1]["company"]
    assert application(answers, "app-kanal").styled("Letter Text") == []


@pytest.mark.parametrize(
    ("whom", "said"),
    [
        ("mette toft", "dig"),
        ("Mette", "dig"),
        ("Mette Toft, servicechef", "dig"),
        ("Mette Krog", "Mette Krog"),
        ("Met", "Met"),
    ],
)
def test_the_receiver_is_known_by_less_or_more_than_the_name(
    application: Any, answers: Any, whom: str, said: str
) -> None:
    answers["follow_ups"][1]["whom"] = whom
    assert f"Jeg ringer til {said} onsdag" in application(answers).text


def test_another_letters_promise_is_not_made_here(
    application: Any, answers: Any
) -> None:
    for follow_up in answers["follow_ups"]:
        follow_up["application"] = "app-other"
    assert "Jeg ringer" not in application(answers).text


def test_somebody_else_is_called_by_name(application: Any, answers: Any) -> None:
    answers["follow_ups"][1]["whom"] = "Ib Krog"
    assert "Jeg ringer til Ib Krog onsdag den 2. december." in application(answers).text


def test_a_letter_to_nobody_in_particular_greets_nobody(
    application: Any, answers: Any
) -> None:
    del answers["applications"][0]["receiver"]
    del answers["follow_ups"][1]["whom"]
    made = application(answers)
    assert made.styled("Salutation") == []
    assert "Jeg ringer til jer onsdag den 2. december." in made.text


def test_a_sent_letter_keeps_its_date(application: Any, answers: Any) -> None:
    answers["applications"][0]["sent_on"] = "2026-11-12"
    made = application(answers)
    assert made.styled("Date") == ["12. november 2026"]
    assert "Jeg ringer til dig tirsdag den 17. november." in made.text


def test_an_application_just_begun_is_a_sensible_letter(application: Any) -> None:
    made = application({"applications": [{"id": "app-bolge"}]})
    said = [line for line in made.lines if line]
    assert said == [
        "Ansøgning",
        "Her mangler endnu: dit navn, dit telefonnummer og din "
        "e-mailadresse, hvem den er til, det, du vil skrive til dem.",
        "21. november 2026",
        "Med venlig hilsen",
        "Bilag: CV",
    ]


def test_an_application_that_is_gone_is_said(application: Any, answers: Any) -> None:
    with pytest.raises(DocumentError, match="document_record"):
        application(answers, "app-gone")
