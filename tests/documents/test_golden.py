"""The whole ``document.xml`` of each template, as it was last looked at.

After a wanted change: ``WORKBOOK_RENEW_GOLDEN=1 pytest tests/documents``, look at the
difference and at the pages, and commit both. The renewing run fails on purpose.
"""

import os
from pathlib import Path
from typing import Any, get_args

import pytest
from lxml import etree

from workbook.documents import Document

GOLDEN = Path(__file__).parent / "golden"
RENEW = "WORKBOOK_RENEW_GOLDEN"


def pretty(xml: bytes) -> str:
    tree = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    return etree.tostring(tree, pretty_print=True, encoding="unicode")


def compare(name: str, xml: bytes) -> None:
    path, now = GOLDEN / f"{name}.xml", pretty(xml)
    if os.environ.get(RENEW):
        path.write_text(now, "utf-8")
        pytest.fail(f"{path.name} is renewed: look at it, then run without {RENEW}")
    assert now == path.read_text("utf-8")


@pytest.mark.parametrize("language", ["da", "en"])
def test_cv_is_as_last_looked_at(cv: Any, answers: Any, language: Any) -> None:
    made = cv(answers, "target-bolge", language)
    compare(f"cv.{language}", made.part("word/document.xml"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_application_is_as_last_looked_at(
    application: Any, answers: Any, language: Any
) -> None:
    made = application(answers, language=language)
    compare(f"application.{language}", made.part("word/document.xml"))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("document", "record"),
    [("call_card", "call-kanal"), ("follow_up_plan", ""), ("network_plan", "")],
)
def test_card_and_plans_are_as_last_looked_at(
    write: Any, answers: Any, document: Any, record: str, language: Any
) -> None:
    made = write(document, answers, record, language)
    compare(f"{document}.{language}", made.part("word/document.xml"))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("document", get_args(Document))
def test_blank_sheet_is_as_last_looked_at(
    blank: Any, document: Any, language: Any
) -> None:
    made = blank(document, language)
    compare(f"blank.{document}.{language}", made.part("word/document.xml"))
