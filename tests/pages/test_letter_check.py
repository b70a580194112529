"""The letter check stands beside an open application, and follows each save."""

from pathlib import Path
from typing import Any

import pytest

from workbook import Workbook
from workbook.content.loader import examine
from workbook.pages import letter_check as checking
from workbook.pages.journey import Journey
from workbook.pages.letter_check import letter_check
from workbook.settings import LANGUAGES, Settings, packaged
from workbook.store import Place

TEXT = "I åbner et lager mere til foråret. Dér kan jeg hjælpe jer. " * 2


def save(book: Workbook, step: str, record: str, **answers: object) -> None:
    book.file.save_all([(Place(step, record, q), raw) for q, raw in answers.items()])


def shown(book: Workbook, opened: str = "a1") -> dict[str, Any]:
    """Return what is shown as words: title, texts, rows."""
    (part,) = letter_check(book, opened)
    rows = [[cell.text for cell in row] for row in part.rows]
    assert {len(row) for row in rows} <= {len(part.head)}
    return {
        "title": part.title,
        "texts": list(part.texts),
        "rows": rows,
        "source": part.source,
    }


def test_nothing_is_checked_while_no_application_is_open(book: Workbook) -> None:
    assert letter_check(book, "") == []
    save(book, "applications", "a1", headline="Hej")
    assert letter_check(book, "") == []
    assert letter_check(book, "another") == []


def test_a_letter_hardly_begun_is_invited_and_no_more(book: Workbook) -> None:
    save(book, "applications", "a1", hook="I åbner et lager.")
    part = shown(book)
    assert part["title"] == "Tjek din ansøgning"
    assert part["texts"] == [book.content.texts.say("letter.begin", "da")]
    assert part["rows"] == []


def test_the_figures_come_first_and_say_what_they_mean(book: Workbook) -> None:
    save(book, "applications", "a1", hook=TEXT)
    part = shown(book)
    assert part["texts"][0] == "24 ord · LIX 14: let at læse"
    assert "250–500 ord" in part["source"]
    assert part["source"].count("mere end fem år gam") == 2


def test_counsel_has_its_place_its_words_and_a_better_way(book: Workbook) -> None:
    save(book, "applications", "a1", hook=TEXT, why_you="Jeg brænder for det.")
    (row,) = [row for row in shown(book)["rows"] if "brænder" in row[0]]
    label = book.content.steps["applications"].question("why_you").label.da
    assert row[0] == f"{label} »brænder for«"
    assert row[1] == book.content.texts.say("letter.cliche", "da")
    assert row[2] == "Fortæl, hvad du gør, også når ingen beder dig om det."


def test_a_long_sentence_is_quoted_by_its_beginning(book: Workbook) -> None:
    book.speak("en")
    save(book, "applications", "a1", proposal="You see that " * 9 + "it works.")
    (row,) = [row for row in shown(book)["rows"] if "29" in row[1]]
    assert row[0].endswith(" “You see that You see that …”")


def test_what_is_missing_in_another_step_names_that_step(book: Workbook) -> None:
    save(book, "competences", "c1", name="Ro")
    save(book, "attachments", "b1", title="Udtalelse")
    save(
        book, "applications", "a1",
        hook=TEXT, strengths=["c1"], attachments=["b1"],
    )  # fmt: skip
    rows = {row[0]: row for row in shown(book)["rows"]}
    proof = next(row for place, row in rows.items() if place.endswith("»Ro«"))
    assert f"»{book.content.steps['competences'].title.da}«" in proof[2]
    file = next(row for row in rows.values() if "»Udtalelse«" in row[1])
    assert f"»{book.content.steps['attachments'].title.da}«" in file[2]


def test_eight_findings_at_most_and_the_rest_are_counted(book: Workbook) -> None:
    hook = "Undertegnede brænder for jer. " * 10
    save(book, "applications", "a1", hook=hook)
    rows = shown(book)["rows"]
    assert len(rows) == 9
    # Four things are missing; then come 20 clichés, and LIX is high.
    assert rows[0][1] == "Her mangler det, du er bedst til."
    assert rows[-1] == ["Og 17 mere.", "", ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_counsel_of_the_example_leaves_a_placeholder(
    book: Workbook, language: Any
) -> None:
    book.speak(language)
    demo = book.example()
    for record in demo.file.records("applications"):
        part = shown(demo, record.record)
        cells = [cell for row in part["rows"] for cell in row]
        words = " ".join([*part["texts"], *cells])
        assert "{" not in words
        assert "[" not in words


def test_a_letter_that_needs_nothing_hears_what_was_looked_at(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "letter_findings", lambda *_a, **_k: ())
    save(book, "applications", "a1", hook=TEXT)
    part = shown(book)
    assert part["texts"][1] == book.content.texts.say("letter.clean", "da")
    assert part["rows"] == []


def test_a_coach_may_take_out_a_question_and_it_is_not_missed(
    book: Workbook, tmp_path: Path
) -> None:
    steps = tmp_path / "site" / "content" / "steps"
    steps.mkdir(parents=True)
    ours = packaged("data", "content", "steps", "applications.toml").read_text("utf-8")
    kept = [part for part in ours.split("[[questions]]") if '"worth"' not in part]
    (steps / "applications.toml").write_text("[[questions]]".join(kept), "utf-8")
    settings = Settings(site=tmp_path / "site")
    content, _ = examine(settings)
    assert content
    save(book, "applications", "a1", hook=TEXT)
    missed = content.texts.say("letter.no_worth", "da")
    assert missed in {row[1] for row in shown(book)["rows"]}
    other = Workbook(content, book.file, settings)
    assert missed not in {row[1] for row in shown(other)["rows"]}


def test_the_check_stands_below_the_form_and_follows_a_save(book: Workbook) -> None:
    save(book, "applications", "a1", hook="I åbner et lager.")
    found = book.page("all_steps")
    assert isinstance(found, Journey)
    found.go("applications")
    found._view.opened = "a1"
    found._beside.changed()
    panel = found._beside._panel
    assert [part["title"] for part in panel.parts] == ["Tjek din ansøgning"]
    save(book, "applications", "a1", hook=TEXT)
    found._beside.changed()
    assert panel.parts[0]["texts"][0].startswith("24 ord")
    found.go("attachments")
    assert panel.parts == []
