"""What a step lacks is said in a few sentences, however much it is."""

from typing import Any

import pytest

from workbook.book import Workbook
from workbook.pages.progress import FEW, blockers, states


@pytest.fixture
def crowded(book: Workbook) -> Workbook:
    """A workbook with many companies of which only the name is known."""
    for number in range(FEW + 20):
        book.file.add("companies", {"name": f"Firma {number}"})
    return book


def test_of_many_things_missing_the_first_few_are_named(crowded: Workbook) -> None:
    said = blockers(crowded, crowded.content.steps["companies"])
    assert len(said) == FEW + 1
    assert said[0].startswith("Firma 0: ")
    more = crowded.content.texts.say("pages.blockers_more", "da", count=20)
    assert said[-1] == more


def test_the_file_is_read_as_often_for_many_records_as_for_one(
    crowded: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = crowded.content.steps["companies"]
    read = crowded.file.records
    asked: list[Any] = []
    monkeypatch.setattr(crowded.file, "records", lambda s: asked.append(s) or read(s))
    assert states(crowded, [step])[step.name] == "begun"
    assert blockers(crowded, step)
    assert 0 < len(asked) < FEW
