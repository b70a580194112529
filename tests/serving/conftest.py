"""Notebooks to serve, a user's folder, and one server for all tests of a module."""

import signal
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from served import Served, start

ENVIRONMENT_SHOWN = """
import json, os
from IPython.display import HTML, display
display(HTML("environment=" + json.dumps(dict(os.environ))))
"""
CELLS = {
    "shown": ENVIRONMENT_SHOWN,
    "failing": "raise ValueError('what he wrote')",
    "endless": "import time; time.sleep(600)",
    "full": "with open('/dev/full', 'w') as full: full.write('x')",
    "unwritable": "from workbook import Workbook; Workbook.open().page('start')",
}


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a few notebooks and files that are nobody's business."""
    folder = tmp_path_factory.mktemp("notebooks")
    for name, code in CELLS.items():
        cell = nbformat.v4.new_code_cell(code)
        kernel = {"name": "python3", "display_name": "Python", "language": "python"}
        notebook = nbformat.v4.new_notebook(
            cells=[cell], metadata={"kernelspec": kernel}
        )
        nbformat.write(notebook, folder / f"{name}.ipynb")
    (folder / ".env").write_text("secret")
    (folder / "picture.png").write_bytes(b"secret")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's data folder."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def served(notebooks: Path, home: Path) -> Iterator[Served]:
    """One server for all tests of a module."""
    server = start(notebooks / "shown.ipynb", home)
    yield server
    server.stop(signal.SIGKILL)
