"""A coach's folder that does not hold together is told so, with place and remedy."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from workbook.book import check
from workbook.content import Texts
from workbook.settings import LANGUAGES, Settings, packaged


@dataclass(frozen=True)
class Mutilated:
    """A content file, what to put for what in it, and the finding it must give."""

    file: str
    old: str
    new: str
    code: str
    place: str


COPIES = [
    Mutilated(
        "steps/jobs.toml",
        'label.en = "In which town?"\n', "",
        "missing_language", "jobs.toml · place · label.en",
    ),
    Mutilated(
        "steps/jobs.toml", "required = true", "requierd = true",
        "unknown_key", "jobs.toml · title · requierd",
    ),
    Mutilated(
        "steps/jobs.toml", 'type = "month"', 'type = "moth"',
        "unknown_question_type", "jobs.toml · from · type",
    ),
    Mutilated(
        "steps/jobs.toml", 'name = "jobs"', 'name = "jobs',
        "toml_syntax", "jobs.toml",
    ),
    Mutilated(
        "steps/jobs.toml", 'name = "results"',
        'name = "results"\nsuggest = ["competences.evidence"]',
        "circle", "",
    ),
    Mutilated(
        "steps/stories.toml", 'suggest = ["jobs.results"]',
        'suggest = ["jobs.resluts"]',
        "unknown_source", "stories.toml · result · suggest",
    ),
    Mutilated(
        "pages.toml", '"stories", ', "",
        "step_on_no_page", "pages.toml · steps",
    ),
    Mutilated(
        "pages.toml", '"companies", "scores"]', '"companies", "scores", "start"]',
        "step_on_two_pages", "pages.toml · steps",
    ),
    Mutilated(
        "pages.toml", '"companies", "scores"]', '"companies", "scores", "hobbies"]',
        "unknown_step", "pages.toml · steps",
    ),
    Mutilated(
        "steps/jobs.toml", 'covers = ["N0"]', 'covers = ["N99"]',
        "unknown_id", "jobs.toml · got_by · covers",
    ),
    Mutilated(
        "routes/alone.toml", "total = 620", "total = 240",
        "minutes_do_not_add_up", "alone.toml · total",
    ),
    Mutilated(
        "routes/alone.toml", '"lose_time"', '"loose_time"',
        "unknown_question", "alone.toml · loose_time · lines",
    ),
    Mutilated(
        "steps/applications.toml", ', "companies.needs"]', "]",
        "arrow_missing", "applications.toml · hook · suggest",
    ),
    Mutilated(
        "steps/jobs.toml", 'name = "led"\ntype = "integer"\nminimum = 0',
        'name = "led"\ntype = "select_one"',
        "choices_missing", "jobs.toml · led · choices",
    ),
    Mutilated(
        "steps/jobs.toml", 'name = "place"', 'name = "title"',
        "duplicate_name", "jobs.toml · title · name",
    ),
    Mutilated(
        "steps/jobs.toml", 'name = "asked", label', 'name = "advertisement", label',
        "duplicate_choice", "jobs.toml · got_by · choices",
    ),
    Mutilated(
        "steps/jobs.toml", 'columns = ["title", "employer"]', 'columns = ["titel"]',
        "unknown_column", "jobs.toml · columns",
    ),
    Mutilated(
        "steps/jobs.toml", 'add.da = "Tilføj et job"\nadd.en = "Add a job"\n', "",
        "missing_key", "jobs.toml · add",
    ),
    Mutilated(
        "steps/stories.toml", 'of = "jobs"', 'of = "work"',
        "unknown_reference", "stories.toml · job · of",
    ),
    Mutilated(
        "steps/stories.toml", 'type = "reference"\nof', 'type = "text"\nof',
        "reference_not_allowed", "stories.toml · job · of",
    ),
    Mutilated(
        "steps/competences.toml", "minimum = 1\nmaximum = 5",
        "minimum = 5\nmaximum = 1",
        "bounds_crossed", "competences.toml · level · minimum",
    ),
    Mutilated(
        "steps/jobs.toml", 'type = "month"', 'type = "month"\nminimum = 1',
        "bound_not_allowed", "jobs.toml · from · minimum",
    ),
    Mutilated(
        "steps/stories.toml", '"jobs.results"', '"jobs.led"',
        "source_type", "stories.toml · result · suggest",
    ),
    Mutilated(
        "steps/jobs.toml", 'name = "led"', 'name = "led"\nsuggest = ["start.goal"]',
        "target_type", "jobs.toml · led · suggest",
    ),
    Mutilated(
        "steps/follow_ups.toml", 'of = "applications"', 'of = "companies"',
        "no_parent", "follow_ups.toml · within",
    ),
    Mutilated(
        "steps/jobs.toml", 'name = "jobs"', 'name = "work"',
        "file_name", "jobs.toml · name",
    ),
    Mutilated(
        "steps/jobs.toml", 'label.da = "I hvilken by?"', 'label.da = "  "',
        "missing_language", "jobs.toml · place · label.da",
    ),
    Mutilated(
        "steps/calls.toml", 'via = "through"', 'via = "thruogh"',
        "unknown_question", "calls.toml · opening · suggest",
    ),
    Mutilated(
        "steps/calls.toml", 'via = "through"', 'via = "company"',
        "via_elsewhere", "calls.toml · opening · suggest",
    ),
    Mutilated(
        "steps/calls.toml", 'carry = { company = "company" }',
        'carry = { company = "compnay" }',
        "unknown_question", "calls.toml · whom · suggest",
    ),
    Mutilated(
        "steps/industries.toml", 'lookup = "industries"', 'lookup = "trades"',
        "unknown_list", "industries.toml · name · lookup",
    ),
    Mutilated(
        "steps/jobs.toml", 'type = "month"', 'type = "month"\nlookup = "industries"',
        "key_not_allowed", "jobs.toml · from · lookup",
    ),
    Mutilated(
        "steps/conversations.toml", 'begins = "call"', 'begins = "phone"',
        "unknown_beginning", "conversations.toml · way · begins",
    ),
    Mutilated(
        "steps/conversations.toml", 'begins = "now"', 'begins = "today"',
        "unknown_beginning", "conversations.toml · held · begins",
    ),
    Mutilated(
        "steps/jobs.toml", 'name = "place"', 'name = "place"\nbegins = "today"',
        "key_not_allowed", "jobs.toml · place · begins",
    ),
    Mutilated(
        "steps/scores.toml", 'across = "criteria"', 'across = "criterion"',
        "unknown_step", "scores.toml · across",
    ),
    Mutilated(
        "steps/scores.toml", 'across = "criteria"', 'across = "stories"',
        "no_parent", "scores.toml · across",
    ),
    Mutilated(
        "pages.toml", 'practises = "rate_research"', 'practises = "rates"',
        "unknown_step", "pages.toml · practises",
    ),
    Mutilated(
        "steps/jobs.toml", '"N0"', '"N1"',
        "id_uncovered", "curriculum.toml · N0",
    ),
    Mutilated(
        "steps/jobs.toml", 'name = "employer"', 'name = "boss"',
        "needed_by", "jobs.toml · employer",
    ),
]  # fmt: skip


ROUTES = ("alone", "two_days", "two_hours")


def mutilated(copy: Mutilated, folder: Path) -> Settings:
    shipped = packaged("data", "content", copy.file).read_text(encoding="utf-8")
    assert copy.old in shipped, "the shipped file is not as this test knows it"
    own = folder / "content" / copy.file
    own.parent.mkdir(parents=True)
    own.write_text(shipped.replace(copy.old, copy.new, 1), encoding="utf-8")
    return Settings(site=folder)


def test_the_shipped_content_has_no_findings() -> None:
    assert check(Settings()) == ()


@pytest.mark.parametrize("copy", COPIES, ids=lambda c: f"{c.code}-{c.file}")
def test_a_mutilated_copy_is_found_out(
    copy: Mutilated, tmp_path: Path, texts: Texts
) -> None:
    found = check(mutilated(copy, tmp_path))
    assert (copy.code, True) in {
        (f.code, not copy.place or f.place() == copy.place) for f in found
    }, found
    for finding in found:
        assert f"findings.{finding.code}" in texts
        for language in LANGUAGES:
            said = finding.sentence(texts, language)
            assert said.startswith(f"{finding.place()}: ")
            assert said.removeprefix(f"{finding.place()}: ").strip()
            assert not re.search(r"\{\w*\}", said), said


def test_ten_kinds_of_fault_and_more_are_tried() -> None:
    assert len({copy.code for copy in COPIES}) >= 20


def test_a_fault_in_one_file_is_not_blamed_on_others(tmp_path: Path) -> None:
    copy = next(c for c in COPIES if c.code == "toml_syntax")
    found = check(mutilated(copy, tmp_path))
    assert {finding.file for finding in found} == {"jobs.toml"}


def test_faults_of_several_files_are_told_at_once(tmp_path: Path) -> None:
    mutilated(Mutilated("routes/alone.toml", "= 620", "= 1", "", ""), tmp_path)
    goal = 'name = "goal"'
    start = Mutilated("steps/start.toml", goal, 'name = "aim"', "", "")
    found = check(mutilated(start, tmp_path))
    assert [(f.code, f.file) for f in found] == [
        ("minutes_do_not_add_up", "alone.toml"),
        *(("unknown_question", f"{route}.toml") for route in ROUTES),
    ]
