"""The lines of a PDF, read by a process of its own that is ended when it takes long."""

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any, Final

from workbook.errors import ExchangeError
from workbook.exchange.old_cv_line import Line

PATIENCE: Final = 20  # seconds
_SCRIPT: Final = Path(__file__).with_name("pdf_text.py")
_LIGATURES: Final = re.compile("[\ufb00-\ufb06]")


def pdf_lines(content: bytes) -> list[Line]:
    """Return the lines of a PDF, page by page.

    Raises ExchangeError ``old_cv_encrypted``, ``old_cv_broken`` or, when it has too
    many pages, says too much or takes too long, ``old_cv_too_large``.
    """
    told = _told(content)
    if told.get("fault") == "encrypted":
        raise ExchangeError("old_cv_encrypted")
    if told.get("fault") == "too_large":
        raise ExchangeError("old_cv_too_large")
    if "pages" not in told:
        raise ExchangeError("old_cv_broken")
    text = _LIGATURES.sub(
        lambda match: unicodedata.normalize("NFKC", match[0]), "\n".join(told["pages"])
    )
    return [Line(line) for line in text.splitlines()]


def _told(content: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(_SCRIPT)],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise ExchangeError("old_cv_too_large") from None
    except (subprocess.SubprocessError, OSError, ValueError):
        # Nothing of what it said goes on: it may be the participant's.
        raise ExchangeError("old_cv_broken") from None
    return found
