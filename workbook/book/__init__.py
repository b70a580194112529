"""The workbook itself: the one room that knows every floor."""

from workbook.book.check import check
from workbook.book.demonstration import demo
from workbook.book.workbook import Workbook

__all__ = ["Workbook", "check", "demo"]
