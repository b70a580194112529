import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from tornado.web import HTTPError

from workbook.serving.environment import kernel_environment
from workbook.serving.kernels import WorkbookKernels
from workbook.serving.this_python import ThisPython


def test_a_kernel_sees_what_python_needs_and_nothing_else() -> None:
    needed = {"PATH": "/bin", "LC_ALL": "da_DK.UTF-8", "QUERY_STRING": "step=jobs"}
    windows = {"SystemRoot": "C:\\Windows", "ProgramData": "C:\\ProgramData"}
    secret = {"AWS_SECRET": "x", "JUPYTER_TOKEN": "x", "SSH_AUTH_SOCK": "x"}
    whole = needed | windows | secret
    assert kernel_environment(whole) == needed | windows


def test_only_this_python_runs_a_notebook() -> None:
    assert list(ThisPython().find_kernel_specs()) == ["python3"]
    assert ThisPython().kernel_dirs == []


def test_too_many_open_pages_are_refused() -> None:
    # Playwright leaves its loop running in the thread that tested a browser.
    started = WorkbookKernels(limit=0).start_kernel()
    with (
        ThreadPoolExecutor(1) as thread,
        pytest.raises(HTTPError, match="503"),
    ):
        thread.submit(asyncio.run, started).result()
