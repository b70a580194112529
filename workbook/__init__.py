"""A guided workbook for proactive job search, in Danish and English."""

from typing import TYPE_CHECKING, Any

from workbook.errors import WorkbookError
from workbook.settings import Settings

if TYPE_CHECKING:
    from workbook.book import Workbook

__version__ = "0.1.0"
__all__ = ["Settings", "Workbook", "WorkbookError", "__version__"]


def __getattr__(name: str) -> Any:
    """Import the workbook when asked for it: the command needs no pandas to start."""
    if name == "Workbook":
        from workbook.book import Workbook

        return Workbook
    raise AttributeError(name)
