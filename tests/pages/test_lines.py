"""Lines to tick follow the records that are chosen, and none is lost in silence."""

from typing import Any

import pytest

from workbook import Workbook
from workbook.forms import Answer
from workbook.pages.keeper import Keeper
from workbook.pages.names import wording
from workbook.pages.step_view import StepView
from workbook.store import Place

CV = "cv_targets/general"


@pytest.fixture
def worked(book: Workbook) -> Workbook:
    """A workbook with three jobs, the oldest written first and one without results."""
    for record, title, start, end, results in [
        ("smith", "Smed", "2001-08", "2009-01", "- Ro i hallen\n• 3 færre klager"),
        ("cook", "Kok", "2015-02", None, "Halvt så meget spild\nRo i hallen"),
        ("driver", "Chauffør", "2009-02", "2015-01", None),
    ]:
        told = {"title": title, "from": start, "to": end, "results": results}
        for name, raw in told.items():
            book.file.save(Place("jobs", record, name), raw)
    return book


def answer(book: Workbook, name: str = "results") -> Answer:
    step = book.content.steps["cv_targets"]
    return Keeper(book).answers(step, "general")[name]


def groups(book: Workbook) -> list[tuple[str, tuple[str, ...]]]:
    return [(group.label, tuple(group.lines)) for group in answer(book).groups]


SMITH = ("Smed", ("Ro i hallen", "3 færre klager"))
COOK = ("Kok", ("Halvt så meget spild", "Ro i hallen"))


def test_without_a_choice_the_lines_of_all_jobs_are_there(worked: Workbook) -> None:
    assert groups(worked) == [COOK, SMITH]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (["smith"], [SMITH]),
        (["smith", "cook"], [SMITH, COOK]),
        (["driver"], []),
        (["gone", "smith"], [SMITH]),
        (["gone"], [COOK, SMITH]),
    ],
)
def test_only_the_lines_of_the_chosen_jobs_are_there_in_his_order(
    worked: Workbook, chosen: list[str], found: Any
) -> None:
    Keeper(worked).save(f"{CV}/jobs", chosen)
    assert groups(worked) == found


def test_a_line_that_was_changed_since_stays_ticked(worked: Workbook) -> None:
    keeper = Keeper(worked)
    keeper.save(f"{CV}/results", ["Ro i hallen", "3 færre klager"])
    assert answer(worked).gone == []
    keeper.save("jobs/smith/results", "Ro i hallen\n4 færre klager")
    found = answer(worked)
    assert found.value == ("Ro i hallen", "3 færre klager")
    assert found.gone == ["3 færre klager"]
    keeper.save(f"{CV}/results", ["3 færre klager", "4 færre klager"])
    assert answer(worked).value == ("3 færre klager", "4 færre klager")
    assert answer(worked).gone == ["3 færre klager"]


def test_a_ticked_line_of_a_job_that_is_left_out_is_not_gone(worked: Workbook) -> None:
    keeper = Keeper(worked)
    keeper.save(f"{CV}/results", ["3 færre klager"])
    keeper.save(f"{CV}/jobs", ["cook"])
    assert groups(worked) == [COOK]
    assert answer(worked).gone == []
    assert answer(worked).value == ("3 færre klager",)


def test_a_deleted_job_takes_no_ticked_line_with_it(worked: Workbook) -> None:
    Keeper(worked).save(f"{CV}/results", ["3 færre klager"])
    worked.file.delete("jobs", "smith")
    assert groups(worked) == [COOK]
    assert answer(worked).gone == ["3 færre klager"]


def test_the_lines_follow_as_soon_as_a_job_is_chosen(worked: Workbook) -> None:
    view = StepView(worked, lambda: None)
    view.show(worked.content.steps["cv_targets"])
    form = view._form
    place = f"cv_targets/{view.opened}/jobs"
    form.receive("save", {"place": place, "raw": ["smith"]}, [])
    told = form.answers["results"]["groups"]
    assert told == [{"label": SMITH[0], "lines": list(SMITH[1])}]


def test_what_has_a_period_is_chosen_newest_first(worked: Workbook) -> None:
    found = wording(worked, worked.content.steps["cv_targets"])
    assert [name for _, name in found.records["jobs"]] == ["Kok", "Chauffør", "Smed"]
    assert found.titles["jobs"] == "Dine job"


def test_what_has_no_period_is_chosen_in_the_order_it_was_written(
    book: Workbook,
) -> None:
    for title in ("Truck", "Førstehjælp", "Excel"):
        book.file.add("courses", {"title": title})
    found = wording(book, book.content.steps["cv_targets"])
    assert [name for _, name in found.records["courses"]] == [
        "Truck",
        "Førstehjælp",
        "Excel",
    ]
