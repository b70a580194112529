"""The list of records passes on what is asked, and nothing else."""

from typing import Any

import pytest
from played import Page

from workbook.content import Texts
from workbook.forms import Records, Row, Suggestion, Wording

OFFERS = [
    Suggestion("memory/memory/school", "Ti navne", "Bo"),
    Suggestion("memory/memory/school", "Ti navne", "Ida"),
]


@pytest.fixture
def asked() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def accepted() -> list[list[tuple[str, str]]]:
    return []


@pytest.fixture
def records(
    texts: Texts,
    asked: list[tuple[str, str]],
    accepted: list[list[tuple[str, str]]],
) -> Records:
    found = Records(
        lambda action, record: asked.append((action, record)), accepted.append
    )
    found.show(
        title="Job",
        columns=["Titel", "Sted"],
        rows=[Row("a", ("Kok", "Ribe")), Row("b", ("Bager", ""))],
        offers=OFFERS,
        several=True,
        add="Tilføj",
        ordered=True,
        opened="a",
        wording=Wording(texts, "da"),
    )
    return found


def test_rows_are_told_with_their_ids(records: Records) -> None:
    assert records.rows == [["a", "Kok", "Ribe"], ["b", "Bager", ""]]
    assert records.opened == "a"
    assert "delete_named" in records.texts


@pytest.mark.parametrize("action", sorted(Records.ACTIONS))
def test_every_action_is_passed_on(
    records: Records, asked: list[tuple[str, str]], action: str
) -> None:
    Page(records).send({"kind": action, "record": "a"})
    assert asked == [(action, "a")]


@pytest.mark.parametrize(
    "message",
    [None, "delete", 5, [], {}, {"kind": "__init__"}, {"kind": "receive"}, {"kind": 1}],
)
def test_what_is_no_action_is_ignored(
    records: Records, asked: list[tuple[str, str]], message: Any
) -> None:
    Page(records).send(message)
    assert asked == []


def test_nothing_is_sent_when_nothing_changed(records: Records, texts: Texts) -> None:
    before = records.shown
    again: dict[str, Any] = {
        "title": "Job",
        "columns": ["Titel", "Sted"],
        "rows": [Row("a", ("Kok", "Ribe")), Row("b", ("Bager", ""))],
        "offers": OFFERS,
        "several": True,
        "add": "Tilføj",
        "ordered": True,
        "wording": Wording(texts, "da"),
    }
    records.show(opened="a", **again)
    assert records.shown == before
    records.show(opened="b", **again)
    assert records.shown == before + 1


def test_what_was_done_is_told_with_its_undo(records: Records) -> None:
    records.tell("Kok er slettet.", undo="a")
    assert records.message == {"text": "Kok er slettet.", "undo": "a"}


def test_only_what_is_offered_can_be_accepted(
    records: Records, accepted: list[list[tuple[str, str]]]
) -> None:
    pairs = [[offer.source, offer.text] for offer in OFFERS]
    Page(records).send({"kind": "accept", "offers": pairs[1:]})
    Page(records).send({"kind": "accept", "offers": [*pairs, ["x/y/z", "Bo"]]})
    for odd in (None, 5, "x", [5], [["x"]], [{"a": 1}], {"a": 1}):
        Page(records).send({"kind": "accept", "offers": odd})
    one, both = (OFFERS[1].source, "Ida"), [(o.source, o.text) for o in OFFERS]
    assert accepted == [[one], both, *[[]] * 7]
