"""What the workbook asks and says: the grammar, the files, the check."""

from workbook.content.finding import FaultyContentError, Finding
from workbook.content.loader import Content, examine, keep, load, load_texts
from workbook.content.question import Choice, Question
from workbook.content.route import Route
from workbook.content.step import Page, Step
from workbook.content.text import Text
from workbook.content.texts import Texts

__all__ = [
    "Choice",
    "Content",
    "FaultyContentError",
    "Finding",
    "Page",
    "Question",
    "Route",
    "Step",
    "Text",
    "Texts",
    "examine",
    "keep",
    "load",
    "load_texts",
]
