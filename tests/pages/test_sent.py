"""What was sent stays as it looked on that day, and one table tells where it went."""

import io
from datetime import date, datetime, timedelta

import docx
import pytest
from played import Page

from workbook import Workbook
from workbook.pages import writing
from workbook.pages.downloads import Downloads
from workbook.pages.sent import SENT, Snapshots
from workbook.pages.step_view import StepView
from workbook.store import Place, Record


@pytest.fixture
def letter(book: Workbook) -> str:
    company = book.file.add("companies", {"name": "Åkilde"})
    target = book.file.add(
        "cv_targets", {"name": "Åkilde", "profile": "Jeg kan lager."}
    )
    answers = {"company": company, "receiver": "Jesper Nørtoft", "headline": "Pakkerne"}
    answers |= {"cv_target": target, "hook": "I flytter."}
    return book.file.add("applications", answers)


def sends(book: Workbook, letter: str, snapshots: Snapshots, day: date) -> None:
    place = Place("applications", letter, "sent_on")
    book.file.save(place, day.isoformat())
    snapshots.saved(place)


def text(book: Workbook, sent: Record, question: str) -> str:
    _, _, content = book.file.file(str(sent.values[question]))
    return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)


def test_a_sent_letter_is_kept_with_date_receiver_and_cv(
    book: Workbook, letter: str
) -> None:
    sends(book, letter, Snapshots(book), date(2026, 11, 20))
    (sent,) = book.file.records(SENT)
    known = book.file.record("applications", letter).values
    for name in ("company", "receiver", "headline", "sent_on"):
        assert sent.values[name] == known[name]
    assert "I flytter." in text(book, sent, "letter")
    assert "20. november 2026" in text(book, sent, "letter")
    assert "Jeg kan lager." in text(book, sent, "cv")


def test_what_is_changed_afterwards_changes_nothing_that_was_sent(
    book: Workbook, letter: str
) -> None:
    snapshots = Snapshots(book)
    sends(book, letter, snapshots, date(2026, 11, 20))
    hook = Place("applications", letter, "hook")
    book.file.save(hook, "Noget andet.")
    snapshots.saved(hook)
    snapshots.saved(Place("applications", letter, "sent_on"))
    (sent,) = book.file.records(SENT)
    assert "I flytter." in text(book, sent, "letter")


def test_a_date_corrected_at_once_is_not_a_second_sending(
    book: Workbook, letter: str
) -> None:
    sends(book, letter, Snapshots(book), date(2026, 11, 2))
    sends(book, letter, Snapshots(book), date(2026, 11, 20))
    (sent,) = book.file.records(SENT)
    assert sent.values["sent_on"] == date(2026, 11, 20)
    assert "20. november 2026" in text(book, sent, "letter")


def test_another_day_later_is_another_sending(book: Workbook, letter: str) -> None:
    sends(book, letter, Snapshots(book), date(2026, 11, 20))
    (first,) = book.file.records(SENT)
    before = datetime.now() - timedelta(days=14)
    book.file.write_note(f"{SENT}/{letter}", f"{first.record} {before.isoformat()}")
    sends(book, letter, Snapshots(book), date(2026, 12, 4))
    days = [sent.values["sent_on"] for sent in book.file.records(SENT)]
    assert days == [date(2026, 11, 20), date(2026, 12, 4)]


def test_a_letter_without_a_day_was_not_sent(book: Workbook, letter: str) -> None:
    snapshots = Snapshots(book)
    place = Place("applications", letter, "sent_on")
    for typed in ("i næste uge", ""):
        book.file.save(place, typed)
        snapshots.saved(place)
    assert book.file.records(SENT) == []


def test_the_form_keeps_what_is_sent(book: Workbook, letter: str) -> None:
    view = StepView(book, lambda: None)
    view.show(book.content.steps["applications"])
    form = view.children[1]
    place = f"applications/{letter}/sent_on"
    Page(form).send({"kind": "save", "place": place, "raw": "20.11.2026", "id": 1})
    assert len(book.file.records(SENT)) == 1


def test_what_was_sent_can_be_had_again(book: Workbook, letter: str) -> None:
    sends(book, letter, Snapshots(book), date(2026, 11, 20))
    (sent,) = book.file.records(SENT)
    step = book.content.steps[SENT]
    offers = writing.kept(book, step, sent.record)
    assert [offer.document for offer in offers] == ["kept", "kept"]
    downloads = Downloads(book.make, lambda _step: None, book.content.texts)
    downloads.show(offers, "", "", "da")
    asked = {"kind": "make", "document": "kept", "language": "da"}
    page = Page(downloads)
    told = page.send({**asked, "record": offers[0].record})
    assert told == [{"kind": "made", "name": "Ansøgning Åkilde.docx"}]
    assert page.buffers == [[book.file.file(offers[0].record)[2]]]
    assert writing.kept(book, step, "") == []
