"""Documents are offered where they belong and handed over as bytes."""

import pytest
from played import Page

from workbook import Workbook
from workbook.content import Texts
from workbook.errors import DocumentError
from workbook.pages import writing
from workbook.pages.downloads import Downloads, Offer
from workbook.settings import LANGUAGES, Language
from workbook.store import Place

OFFERS = [Offer("cv", "t1", "Hent CV"), Offer("blank_cv", "", "Hent tomt CV")]


@pytest.fixture
def gone() -> list[str]:
    """The steps he was led to."""
    return []


@pytest.fixture
def downloads(texts: Texts, gone: list[str]) -> Downloads:
    def make(
        document: str, record: str, language: Language, *, pdf: bool = False
    ) -> tuple[str, bytes]:
        if document == "blank_cv":
            raise DocumentError("document_record")
        ending = "pdf" if pdf else "docx"
        return f"{document}-{record}-{language}.{ending}", b"PK"

    found = Downloads(make, gone.append, texts)
    found.show(OFFERS, "", "contact_details", "da")
    return found


def test_a_document_is_sent_with_its_name(downloads: Downloads) -> None:
    page = Page(downloads)
    asked = {"kind": "make", "document": "cv", "record": "t1", "language": "en"}
    assert page.send(asked) == [{"kind": "made", "name": "cv-t1-en.docx"}]
    assert page.buffers == [[b"PK"]]


def test_a_document_is_printed_as_pdf_when_it_is_asked_for(
    downloads: Downloads,
) -> None:
    asked = {"kind": "make", "document": "cv", "record": "t1", "language": "da"}
    page = Page(downloads)
    assert page.send({**asked, "pdf": True}) == [
        {"kind": "made", "name": "cv-t1-da.pdf"}
    ]
    assert page.send({**asked, "pdf": "yes"})[-1]["name"] == "cv-t1-da.docx"


def test_filled_documents_can_be_printed_and_sheets_for_paper_cannot(
    book: Workbook,
) -> None:
    letter = book.file.add("applications", {"headline": "Mindre madspild"})
    titles = [o.title for o in writing.offers(book, "applications", letter)]
    assert titles == ["Mindre madspild", ""]
    name, content = book.make("application", letter, "da", pdf=True)
    assert (name, content[:5]) == ("Ansøgning.pdf", b"%PDF-")


def test_the_page_knows_whether_libreoffice_is_there(
    downloads: Downloads, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert downloads.office
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("workbook.documents.pdf._PLACES", ())
    downloads.show(OFFERS, "", "contact_details", "da")
    assert not downloads.office


def test_plans_and_the_pack_are_offered_where_they_belong(book: Workbook) -> None:
    def offered(step: str) -> list[str]:
        return [offer.document for offer in writing.offers(book, step, "")]

    assert offered("contacts") == ["network_plan", "blank_network_plan"]
    assert offered("follow_ups") == ["follow_up_plan", "blank_follow_up_plan"]
    assert offered("overview") == ["pack", "follow_up_plan", "network_plan"]
    call = book.file.add("calls", {"whom": "Mette"})
    (card, blank) = writing.offers(book, "calls", call)
    assert (card.document, card.record) == ("call_card", call)
    assert blank.document == "blank_call_card"


def test_what_cannot_be_made_is_said(downloads: Downloads, texts: Texts) -> None:
    asked = {"kind": "make", "document": "blank_cv", "record": "", "language": "en"}
    said = texts.say("errors.document_record", "da")
    assert Page(downloads).send(asked) == [{"kind": "failed", "text": said}]


@pytest.mark.parametrize(
    "change",
    [
        {"document": "application"},
        {"record": "t2"},
        {"record": "../../etc/passwd"},
        {"language": "de"},
        {"document": ["cv"]},
        {"record": {"a": 1}},
        {"kind": "send"},
    ],
)
def test_only_what_is_on_offer_is_made(
    downloads: Downloads, change: dict[str, object]
) -> None:
    asked = {"kind": "make", "document": "cv", "record": "t1", "language": "en"}
    assert Page(downloads).send({**asked, **change}) == []


def test_what_is_missing_leads_to_where_it_is_asked(
    downloads: Downloads, gone: list[str]
) -> None:
    page = Page(downloads)
    page.send({"kind": "go"})
    assert (downloads.hint, downloads.asked_in, gone) == ("", "", [])
    downloads.show(OFFERS, "Der mangler noget.", "contact_details", "da")
    assert downloads.asked_in == "contact_details"
    assert page.send({"kind": "go", "step": "jobs"}) == []
    assert gone == ["contact_details"]


def test_documents_are_offered_at_their_steps(book: Workbook) -> None:
    def offered(step: str, opened: str) -> list[tuple[str, str]]:
        return [(o.document, o.record) for o in writing.offers(book, step, opened)]

    assert offered("jobs", "j1") == []
    assert offered("cv_targets", "fresh") == [("cv", ""), ("blank_cv", "")]
    assert offered("applications", "fresh") == [("blank_application", "")]
    target = book.file.add("cv_targets", {"name": "Generelt"})
    letter = book.file.add("applications", {"headline": "Mindre madspild"})
    assert offered("cv_targets", target) == [("cv", target), ("blank_cv", "")]
    assert offered("applications", letter) == [
        ("application", letter),
        ("blank_application", ""),
    ]


def test_with_none_open_there_is_a_document_of_every_record(book: Workbook) -> None:
    def offered(step: str, opened: str) -> list[tuple[str, str, str]]:
        return [
            (o.document, o.record, o.label) for o in writing.offers(book, step, opened)
        ]

    say = book.content.texts.say
    for step, document, question in (
        ("cv_targets", "cv", "name"),
        ("applications", "application", "headline"),
    ):
        named = [
            (document, book.file.add(step, {question: name}), name)
            for name in ("Køkkenchef", "Mindre madspild")
        ]
        unnamed = book.file.add(step, {})
        named.append((document, unnamed, say("rows.unnamed", "da")))
        for language in LANGUAGES:
            book.speak(language)
            key = f"pages.download_{document}_named"
            named[-1] = (document, unnamed, say("rows.unnamed", language))
            whole = [(d, r, say(key, language, name=name)) for d, r, name in named]
            assert all(
                name in label
                for (*_, name), (*_, label) in zip(named, whole, strict=True)
            )
            blank = say(f"pages.download_blank_{document}", language)
            last = (f"blank_{document}", "", blank)
            assert offered(step, "") == offered(step, "fresh") == [*whole, last]
            assert offered(step, whole[1][1]) == [whole[1], last]


def test_contact_details_are_asked_for_where_a_document_needs_them(
    book: Workbook,
) -> None:
    assert writing.hint(book, "jobs") == ""
    assert "kontaktoplysninger" in writing.hint(book, "cv_targets")
    answers = {"name": "Anna", "email": "anna@example.com", "phone": "+45 20 12 34 56"}
    book.file.ensure("contact_details", "contact_details")
    assert writing.hint(book, "cv_targets")
    for question, raw in answers.items():
        place = Place("contact_details", "contact_details", question)
        book.file.save(place, raw)
    assert writing.hint(book, "cv_targets") == ""
