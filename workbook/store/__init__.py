"""The workbook file: one SQLite file that the participant owns."""

from workbook.store.workbook_file import (
    LARGEST_FILE,
    Draft,
    Origin,
    Place,
    Record,
    Saved,
    Version,
    WorkbookFile,
)

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
