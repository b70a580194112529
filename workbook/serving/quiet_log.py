"""What the server says while it runs: nothing, or lines without a query string."""

import logging
import re
import sys
from typing import Any

_QUERY = re.compile(r"\?[^\s\"')\]]*")


class _WithoutQuery(logging.Formatter):
    """Cuts every query string: the login token and typed words stand in one."""

    def format(self, record: logging.LogRecord) -> str:
        return _QUERY.sub("", super().format(record))


def start_log(*, verbose: bool) -> None:
    """Send all logs to stderr through one formatter; silent unless ``verbose``."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_WithoutQuery("%(asctime)s %(name)s %(message)s"))
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
