"""Content files are read whole, or every fault is said at once."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from workbook.content import (
    Content,
    FaultyContentError,
    Finding,
    Texts,
    examine,
    load,
    load_texts,
)
from workbook.settings import LANGUAGES, Settings, packaged

Spoil = Callable[[str, Callable[[str], str]], Settings]
FILE = "cv_targets.toml"


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Put a changed copy of a shipped content file into a coach's folder."""

    def change(name: str, how: Callable[[str], str]) -> Settings:
        shipped = packaged("data", "content", name).read_text(encoding="utf-8")
        own = tmp_path / "content" / name
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(how(shipped), encoding="utf-8")
        return Settings(site=tmp_path)

    return change


def test_the_shipped_content_is_whole(content: Content) -> None:
    _, findings = examine(Settings())
    assert findings == ()
    assert len(content.steps) >= 10
    assert len(content.order) == len(content.steps)
    assert content.routes
    assert len(list(content.texts)) > 100


def test_three_faults_are_three_findings_with_place_and_remedy(
    spoil: Spoil, texts: Texts
) -> None:
    settings = spoil(
        "steps/jobs.toml",
        lambda text: (
            text.replace('label.en = "What is or was your job title?"\n', "")
            .replace('label.da = "I hvilken by?"', 'lable.da = "I hvilken by?"')
            .replace('type = "integer"', 'type = "number"')
        ),
    )
    _, found = examine(settings)
    assert [(f.file, f.question, f.key, f.code) for f in found[:4]] == [
        ("jobs.toml", "title", "label.en", "missing_language"),
        ("jobs.toml", "place", "label.da", "missing_language"),
        ("jobs.toml", "place", "lable", "unknown_key"),
        ("jobs.toml", "led", "type", "unknown_question_type"),
    ]
    assert {f.file for f in found} == {"jobs.toml"}
    for finding in found:
        for language in LANGUAGES:
            said = finding.sentence(texts, language)
            place, _, remedy = said.partition(": ")
            assert place == finding.place()
            assert re.search(r"\w{3,}.*\.$", remedy)
            assert "{" not in said


def test_a_record_cannot_be_named_by_what_it_refers_to(
    spoil: Spoil, texts: Texts
) -> None:
    columns = '"headline", "company"'
    settings = spoil(
        "steps/applications.toml",
        lambda text: text.replace(columns, '"company", "headline"'),
    )
    _, (found,) = examine(settings)
    assert found == Finding("naming_reference", "applications.toml", None, "columns")
    for language in LANGUAGES:
        said = found.sentence(texts, language)
        assert said.startswith("applications.toml")
        assert "columns" in said


@pytest.mark.parametrize(
    "source",
    ["jobs.title", "jobs.nothing", "nowhere.results", "interests.lose_time", ""],
)
def test_lines_are_those_of_a_long_text_in_a_list(
    spoil: Spoil, texts: Texts, source: str
) -> None:
    was, now = 'lines_of = "jobs.results"', f'lines_of = "{source}"' if source else ""
    _, findings = examine(spoil("steps/cv_targets.toml", lambda t: t.replace(was, now)))
    found = next(one for one in findings if one.code != "arrow_missing")
    details = {"source": source}
    assert found == Finding("unknown_lines", FILE, "results", "lines_of", details)
    for language in LANGUAGES:
        assert "{" not in found.sentence(texts, language)


@pytest.mark.parametrize(
    ("key", "value"),
    [("lines_of", '"jobs.results"'), ("ordered", "true"), ("accepts", '[".pdf"]')],
)
def test_lines_order_and_endings_stand_only_where_they_mean_something(
    spoil: Spoil, key: str, value: str
) -> None:
    was, now = 'name = "focus"', f'name = "focus"\n{key} = {value}'
    _, findings = examine(spoil("steps/cv_targets.toml", lambda t: t.replace(was, now)))
    details = {"key": key, "type": "long_text"}
    assert findings == (Finding("key_not_allowed", FILE, "focus", key, details),)


def test_an_ending_begins_with_its_dot(spoil: Spoil) -> None:
    was, now = '".pdf", ', '"pdf", '
    _, (found,) = examine(
        spoil("steps/attachments.toml", lambda t: t.replace(was, now))
    )
    assert (found.code, found.question, found.key) == (
        "wrong_type",
        "file",
        "accepts.0",
    )


def test_lines_of_a_broken_file_are_passed_over(spoil: Spoil) -> None:
    _, findings = examine(spoil("steps/jobs.toml", lambda _: "name = 'jobs'"))
    assert {finding.file for finding in findings} == {"jobs.toml"}


def test_faulty_content_does_not_load(spoil: Spoil) -> None:
    with pytest.raises(FaultyContentError) as caught:
        load(spoil("steps/start.toml", lambda _: "name = 'start'"))
    assert caught.value.details == {"count": len(caught.value.findings)}
    assert {f.key for f in caught.value.findings} >= {"title", "lead", "questions"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("name = ", "toml_syntax"),
        ("", "missing_key"),
        ("questions = 1", "wrong_type"),
        ("questions = [1, 'x']", "wrong_type"),
        ("[questions]\nname = 'x'", "wrong_type"),
        ("[[questions]]\n", "missing_key"),
        ("[[questions]]\nname = 5", "wrong_type"),
    ],
)
def test_a_file_of_any_shape_is_a_finding(
    spoil: Spoil, written: str, code: str
) -> None:
    _, found = examine(spoil("steps/start.toml", lambda _: written))
    assert code in {f.code for f in found if f.file == "start.toml"}


def test_a_file_that_is_not_utf8_is_a_finding(tmp_path: Path) -> None:
    own = tmp_path / "content" / "steps" / "start.toml"
    own.parent.mkdir(parents=True)
    own.write_bytes('title.da = "Begynd på ny"'.encode("latin-1"))
    _, found = examine(Settings(site=tmp_path))
    assert Finding("not_utf8", "start.toml") in found


def test_a_file_of_the_coach_replaces_ours_whole(
    spoil: Spoil, content: Content
) -> None:
    cut = lambda text: text.partition('\n[[questions]]\nname = "goal"')[0]  # noqa: E731
    settings = spoil("steps/start.toml", cut)
    for route in ("alone", "two_hours", "two_days"):
        settings = spoil(
            f"routes/{route}.toml",
            lambda t: t.replace('"good_day", ', "").replace(', "goal"', ""),
        )
    own = load(settings)
    assert [q.name for q in own.steps["start"].questions] == ["good_day", "situation"]
    assert own.steps["jobs"] == content.steps["jobs"]


def test_a_step_of_the_coach_is_one_more(spoil: Spoil, tmp_path: Path) -> None:
    spoil("pages.toml", lambda text: text.replace('["start"]', '["start", "hopes"]'))
    shipped = packaged("data", "content", "steps", "start.toml").read_text("utf-8")
    own = tmp_path / "content" / "steps" / "hopes.toml"
    own.parent.mkdir(parents=True)
    own.write_text(shipped.replace('name = "start"', 'name = "hopes"', 1), "utf-8")
    assert [step.name for step in load(Settings(site=tmp_path)).order][:2] == [
        "start",
        "hopes",
    ]


def test_broken_texts_still_say_what_is_wrong(spoil: Spoil) -> None:
    settings = spoil("texts.toml", lambda text: text + "\n[form\n")
    _, found = examine(settings)
    assert [(f.code, f.file) for f in found] == [("toml_syntax", "texts.toml")]
    said = found[0].sentence(load_texts(settings), "da")
    assert said.startswith("texts.toml: Filen kan ikke læses")


def test_each_text_that_is_missing_or_half_is_named(spoil: Spoil) -> None:
    settings = spoil(
        "texts.toml",
        lambda text: re.sub(r"saving\.en = .*\n", "", text).replace(
            "saved_at.", "gemt."
        ),
    )
    _, found = examine(settings)
    assert {(f.code, f.key) for f in found} == {
        ("missing_language", "form.saving.en"),
        ("missing_key", "form.saving"),
        ("missing_key", "form.saved_at"),
    }
    assert load_texts(settings).say("form.saved_at", "da", time="9.00")


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    own = tmp_path / "content" / "pages.toml"
    own.mkdir(parents=True)
    content, found = examine(Settings(site=tmp_path))
    assert content is None
    assert found[0] == Finding("file_missing", "pages.toml")
