"""The CV: what it shows, in which order, and what it leaves out."""

from typing import Any

import pytest

from workbook.errors import DocumentError


def test_ampersand_survives_into_the_document(cv: Any, answers: Any) -> None:
    assert "R&D <Chef> – æøå ÆØÅ A/S, Aarhus" in cv(answers).lines


def test_tags_typed_by_a_participant_are_printed_as_he_typed_them(
    cv: Any, answers: Any
) -> None:
    typed = "{{ name }} {% for job in jobs %} {_{ }_} {_% %_} {# no #}"
    answers["jobs"][-1]["results"] = typed
    assert typed in cv(answers).styled("List Bullet")


def test_parts_come_in_the_order_that_employers_expect(cv: Any, answers: Any) -> None:
    assert cv(answers, "target-bolge").styled("Heading 1") == [
        "Profil",
        "Nøglekompetencer",
        "Udvalgte resultater",
        "Erhvervserfaring",
        "Tidligere job",
        "Uddannelse",
        "Kurser",
        "Sprog",
        "Frivilligt arbejde og fritid",
    ]


def test_jobs_stand_newest_first(cv: Any, answers: Any) -> None:
    assert cv(answers).styled("Heading 2") == [
        "Driftsleder\taug. 2016 – nu",
        "Servicetekniker\tmaj 2007 – jul. 2016",
    ]


def test_months_are_written_in_the_language_of_the_document(
    cv: Any, answers: Any
) -> None:
    assert cv(answers, language="en").styled("Heading 2") == [
        "Driftsleder\tAug 2016 – present",
        "Servicetekniker\tMay 2007 – Jul 2016",
    ]


def test_jobs_of_more_than_fifteen_years_ago_take_one_line(
    cv: Any, answers: Any
) -> None:
    assert cv(answers).styled("Entry")[:2] == [
        "Reparatør, Fjordens Værft, Horsens\t1998 – 2007",
        "Smedelærling, Gedved Smedje, Gedved\t1994 – 1998",
    ]


def test_a_job_that_ended_fifteen_years_ago_this_month_is_told_in_full(
    cv: Any, answers: Any
) -> None:
    answers["jobs"][1]["to"] = "2011-11"
    assert "Reparatør\taug. 1998 – nov. 2011" in cv(answers).styled("Heading 2")


def test_a_target_shows_the_jobs_it_chooses_in_full_and_no_others(
    cv: Any, answers: Any
) -> None:
    answers["cv_targets"][0]["jobs"] = ["job-vaerft", "job-nordvand"]
    made = cv(answers, "target-bolge")
    titles = [line.split("\t")[0] for line in made.styled("Heading 2")]
    assert titles == ["Reparatør", "Driftsleder"]
    assert "Tidligere job" not in made.text


def test_without_a_target_strong_competences_stand_with_the_professional_first(
    cv: Any, answers: Any
) -> None:
    bullets = cv(answers).styled("List Bullet")[:4]
    assert [one.split(":")[0] for one in bullets] == [
        "Fejlfinding på pumper",
        "Planlagt vedligehold",
        "Ro, når det brænder på",
        "Oplæring",
    ]
    assert not any("Excel" in one for one in bullets)


def test_a_target_chooses_competences_and_their_order(cv: Any, answers: Any) -> None:
    answers["cv_targets"][0]["competences"] = ["comp-oplaering", "comp-excel"]
    bullets = cv(answers, "target-bolge").styled("List Bullet")
    assert bullets[:2] == ["Oplæring: To lærlinge bestod med roser.", "Excel"]


def test_each_line_of_a_profile_is_a_paragraph(cv: Any, answers: Any) -> None:
    answers["cv_targets"][0]["profile"] = "Første.\r\n\r\nAnden.\x0bTredje.\u2028Sidst."
    made = cv(answers, "target-bolge")
    assert made.styled("Normal") == ["Første.", "Anden.", "Tredje.", "Sidst."]


def test_each_line_of_tasks_and_results_is_a_bullet_without_its_typed_dash(
    cv: Any, answers: Any
) -> None:
    bullets = cv(answers).styled("List Bullet")
    assert "Fik 9 af 10 pumper i gang ved første besøg" in bullets
    assert "Nødstop faldt fra 31 til 9 om året" in bullets
    assert cv(answers).styled("Task")[0] == "Daglig drift af 14 pumpestationer."


def test_tasks_stay_on_the_page_of_their_results_and_hold_on_to_nothing_else(
    cv: Any, answers: Any
) -> None:
    made = cv(answers)
    assert made.word.styles["Task"].paragraph_format.keep_with_next is True
    assert made.word.styles["Task"].base_style.name == "List Bullet"
    for job in answers["jobs"]:
        job["results"] = ""
    made = cv(answers)
    assert made.styled("Task") == []
    assert "Daglig drift af 14 pumpestationer." in made.styled("List Bullet")


def test_a_minus_before_a_number_is_no_dash(cv: Any, answers: Any) -> None:
    answers["jobs"][-1]["results"] = "-12 % fejl"
    assert "-12 % fejl" in cv(answers).styled("List Bullet")


def test_courses_stand_on_a_line_each_with_the_newest_first(
    cv: Any, answers: Any
) -> None:
    lines = cv(answers).lines
    start = lines.index("Kurser") + 1
    assert lines[start : start + 3] == [
        "GIS for ledningsejere, Kursuscenter Åvang\t2022",
        "L-AUS, arbejde på spænding, AMU Østjylland\t2014",
        "Gaffeltruckcertifikat B\t",
    ]


def test_volunteer_work_stands_last_in_years_and_on_one_line(
    cv: Any, answers: Any
) -> None:
    assert cv(answers).lines[-2:] == [
        "Reparatør i reparationscafé, Horsens Bibliotek\t2019 – nu\n"
        "Reparerer omkring 100 ting om året sammen med dem, der ejer dem.",
        "Kasserer, Gedved Svømmeklub\t2008 – 2013\n"
        "Fik 30 nye medlemmer. Regnskabet stemte hvert år.",
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("To lejre om året", "To lejre om året"),
        ("To lejre om året\n", "To lejre om året"),
        ("Holdt to lejre!\r\n\r\n* Steg 40 %", "Holdt to lejre! Steg 40 %."),
        (" \n", ""),
    ],
)
def test_volunteer_work_told_in_several_lines_becomes_sentences(
    cv: Any, typed: str, shown: str
) -> None:
    spejder = {"id": "a", "title": "Spejderleder", "did": typed}
    line = cv({"volunteering": [spejder]}).lines[-1]
    assert line == "Spejderleder\t" + (f"\n{shown}" if shown else "")


def test_volunteer_work_of_an_organisation_only_begins_with_it(
    cv: Any, answers: Any
) -> None:
    answers["volunteering"] = [{"id": "vol-bare", "organisation": "Natteravnene"}]
    assert cv(answers).lines[-1] == "Natteravnene\t"


@pytest.mark.parametrize(
    ("step", "heading"),
    [("courses", "Kurser"), ("volunteering", "Frivilligt arbejde og fritid")],
)
def test_a_part_that_is_empty_has_no_heading(
    cv: Any, answers: Any, step: str, heading: str
) -> None:
    assert heading in cv(answers).lines
    answers[step] = []
    assert heading not in cv(answers).lines


def test_no_heading_stands_over_nothing(cv: Any) -> None:
    made = cv({})
    assert made.lines == [
        "CV",
        "Her mangler endnu: dit navn, dit telefonnummer og din "
        "e-mailadresse, dine job eller din uddannelse.",
    ]
    assert made.word.core_properties.title == "CV"


def test_a_cv_of_only_a_name_is_a_sensible_document(cv: Any) -> None:
    made = cv({"contact_details": [{"id": "contact_details", "name": "Bo Lund"}]})
    assert made.lines[0] == "Bo Lund"
    assert made.lines[1].startswith("Her mangler endnu: dit telefon")
    assert len(made.lines) == 2


def test_a_target_without_profile_has_no_heading_for_it(cv: Any, answers: Any) -> None:
    del answers["cv_targets"][0]["profile"]
    made = cv(answers, "target-bolge")
    assert "Profil" not in made.lines
    assert made.styled("Subtitle") == [answers["cv_targets"][0]["headline"]]


def test_a_record_just_added_leaves_no_empty_line(cv: Any, answers: Any) -> None:
    before = cv(answers).lines
    for step in (
        "jobs",
        "education",
        "courses",
        "languages",
        "volunteering",
        "competences",
    ):
        answers[step].append({"id": f"{step}-new"})
    assert cv(answers).lines == before


def test_a_job_with_half_its_answers_is_shown_as_far_as_it_goes(cv: Any) -> None:
    made = cv({"jobs": [{"id": "a", "employer": "Nord", "to": "2024-02"}]})
    assert made.lines[2:] == ["Erhvervserfaring", "\tfeb. 2024", "Nord"]


def test_what_a_target_chose_and_was_deleted_is_left_out(cv: Any, answers: Any) -> None:
    answers["cv_targets"][0]["stories"] = ["story-gone", "story-guide"]
    made = cv(answers, "target-bolge")
    assert "Guiden i lommen: Jeg skrev 12 sider" in made.text
    assert "Pumpen, der stod af" not in made.text


def test_a_target_that_is_gone_is_said(cv: Any, answers: Any) -> None:
    with pytest.raises(DocumentError, match="document_record") as fault:
        cv(answers, "target-gone")
    assert fault.value.details["step"] == "cv_targets"


def test_levels_of_languages_are_words(cv: Any, answers: Any, words: Any) -> None:
    assert cv(answers).styled("Language") == [
        "Dansk\tmodersmål",
        f"Engelsk\t{words('da')['level_b2']}",
        f"Tysk\t{words('da')['level_a2']}",
    ]


@pytest.mark.parametrize("level", ["A1", "A2", "B1", "B2", "C1", "C2", "native"])
def test_every_level_has_its_words_in_both_languages(cv: Any, level: str) -> None:
    spoken = {"languages": [{"id": "a", "language": "Tysk", "level": level}]}
    danish, english = (cv(spoken, language=one).lines[-1] for one in ("da", "en"))
    assert danish.startswith("Tysk\t")
    assert danish != english
    if level != "native":
        assert f"({level})" in danish
        assert f"({level})" in english


def test_contact_line_stands_in_the_body_below_the_name(cv: Any, answers: Any) -> None:
    assert cv(answers).lines[:2] == [
        "Hanne Mølgaard",
        "+45 20 00 00 00 · hanne@molgaard.example · Horsens · "
        "linkedin.com/in/hanne-molgaard",
    ]


def test_title_and_author_are_set(cv: Any, answers: Any) -> None:
    properties = cv(answers).word.core_properties
    assert properties.title == "CV – Hanne Mølgaard"
    assert properties.author == "Hanne Mølgaard"
    assert properties.language == "da-DK"
    assert f"{properties.created:%F} {properties.modified:%F}" == (
        "2026-11-21 2026-11-21"
    )


def test_a_very_long_name_still_fits_the_properties(cv: Any, answers: Any) -> None:
    answers["contact_details"][0]["name"] = "Ø" * 400
    assert len(cv(answers).word.core_properties.author) == 255


def test_same_answers_give_the_same_document(cv: Any, answers: Any) -> None:
    first, second = (cv(answers, "target-bolge") for _ in range(2))
    assert first.part("word/document.xml") == second.part("word/document.xml")


def test_jobs_in_a_row_at_one_employer_stand_under_his_name(
    cv: Any, answers: Any
) -> None:
    for job in answers["jobs"][2:]:
        job["employer"], job["place"] = "Aabye Pumper", "Vejle"
    made = cv(answers)
    assert made.styled("Heading 2") == ["Aabye Pumper, Vejle\tmaj 2007 – nu"]
    assert made.styled("Heading 3") == [
        "Driftsleder\taug. 2016 – nu",
        "Servicetekniker\tmaj 2007 – jul. 2016",
    ]


def test_of_the_results_those_ticked_stand_in_their_order(
    cv: Any, answers: Any
) -> None:
    wanted = ["Sparede 240.000 kr. om året på planlagt service", "Skrev den "
              "fejlfindingsguide, som kollegerne stadig bruger"]  # fmt: skip
    answers["cv_targets"][0]["jobs"] = ["job-nordvand", "job-aabye", "job-vaerft"]
    answers["cv_targets"][0]["results"] = wanted
    bullets = cv(answers, "target-bolge").styled("List Bullet")
    every = [
        line for job in answers["jobs"] for line in job.get("results", "").split("\n")
    ]
    shown = [one for one in bullets if any(one in line for line in every if line)]
    assert shown == wanted


def test_of_the_courses_those_chosen_stand_in_their_order(
    cv: Any, answers: Any
) -> None:
    answers["cv_targets"][0]["courses"] = ["course-truck", "course-el"]
    lines = cv(answers, "target-bolge").lines
    start = lines.index("Kurser") + 1
    assert lines[start : start + 3] == [
        "Gaffeltruckcertifikat B\t",
        "L-AUS, arbejde på spænding, AMU Østjylland\t2014",
        "Sprog",
    ]


def test_a_motivated_cv_says_why_this_company(cv: Any, answers: Any) -> None:
    answers["cv_targets"][0]["motivation"] = "I reparerer det, andre smider ud."
    made = cv(answers, "target-bolge")
    place = made.lines.index("Derfor netop jer")
    assert made.lines[place + 1] == "I reparerer det, andre smider ud."
