"""A guided workbook for proactive job search, in Danish and English."""

__version__ = "0.1.0"
