"""The workbook file: one SQLite file that the participant owns."""

from workbook.store.places import Draft, Origin, Place, Record, Saved, Version
from workbook.store.workbook_file import LARGEST_FILE, WorkbookFile

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
