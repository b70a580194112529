"""The workbook file: one SQLite file that the participant owns."""

from workbook.store.places import Draft, Origin, Place, Record, Saved, Version
from workbook.store.uploads import LARGEST_FILE
from workbook.store.workbook_file import WorkbookFile

__all__ = [
    "LARGEST_FILE",
    "Draft",
    "Origin",
    "Place",
    "Record",
    "Saved",
    "Version",
    "WorkbookFile",
]
