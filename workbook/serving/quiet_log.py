"""What the server says while it runs: nothing, or lines that tell of nobody."""

import logging
import re
import sys
import traceback
from typing import Any

_QUERY = re.compile(r"\?[^\s\"')\]]*")
_WHO = re.compile(r" \((?:[0-9a-fA-F.:]+|None)\)")


class _OfNobody(logging.Formatter):
    """Leaves out who asked and what he wrote; tells where in the program a fault is.

    The login token and typed words stand in a query string, a request in the further
    lines of a message, and an answer may be what a fault is about.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        return _WHO.sub("", _QUERY.sub("", super().formatMessage(record)))

    def format(self, record: logging.LogRecord) -> str:
        plain = logging.makeLogRecord(record.__dict__)
        plain.msg = (record.getMessage().splitlines() or [""])[0]
        plain.args = plain.exc_info = plain.exc_text = plain.stack_info = None
        fault = record.exc_info[1] if record.exc_info else None
        return super().format(plain) + (_place(fault) if fault else "")


def _place(fault: BaseException) -> str:
    frames = "".join(traceback.format_tb(fault.__traceback__))
    return f"\n{frames}{type(fault).__name__}"


def start_log(*, verbose: bool) -> None:
    """Send all logs to stderr through one formatter; silent unless ``verbose``."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OfNobody("%(asctime)s %(name)s %(message)s"))
    # On the handler: what other loggers pass up does not ask for the root's level.
    handler.setLevel(logging.INFO if verbose else logging.CRITICAL + 1)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)


def log_request(handler: Any) -> None:
    """Write status, method and path of a request, and nothing else of it."""
    request = handler.request
    logging.getLogger("workbook.access").info(
        "%s %s %s", handler.get_status(), request.method, request.path
    )
