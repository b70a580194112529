"""The participant's screen: the form and the list of records."""

from workbook.forms.fields import Answer, Group, OriginShown, Suggestion, Wording
from workbook.forms.form import Answers, Earlier, Form
from workbook.forms.records import Records, Row
from workbook.forms.screen import RefusedError, Screen

__all__ = [
    "Answer",
    "Answers",
    "Earlier",
    "Form",
    "Group",
    "OriginShown",
    "Records",
    "RefusedError",
    "Row",
    "Screen",
    "Suggestion",
    "Wording",
]
