import json
from pathlib import Path

import pytest

from workbook.errors import ServingError
from workbook.serving import notebooks
from workbook.serving.notebooks import writable_notebooks


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of shipped notebooks, with one of them."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    monkeypatch.setattr(notebooks, "packaged", lambda *_parts: folder)
    write(folder / "00_start.ipynb", "first")
    return folder


def write(path: Path, source: str, outputs: list[str] | None = None) -> None:
    cell = {"cell_type": "code", "source": [source], "outputs": outputs or []}
    path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")


def source(path: Path) -> str:
    return str(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"][0])


def test_a_notebook_that_was_only_run_is_renewed(shipped: Path, tmp_path: Path) -> None:
    own = writable_notebooks(tmp_path / "own") / "00_start.ipynb"
    write(own, "first", outputs=["a form"])
    write(shipped / "00_start.ipynb", "second")
    writable_notebooks(tmp_path / "own")
    assert source(own) == "second"


def test_a_notebook_that_was_changed_stays(shipped: Path, tmp_path: Path) -> None:
    own = writable_notebooks(tmp_path / "own") / "00_start.ipynb"
    write(own, "mine")
    write(shipped / "00_start.ipynb", "second")
    writable_notebooks(tmp_path / "own")
    writable_notebooks(tmp_path / "own")
    assert source(own) == "mine"


@pytest.mark.usefixtures("shipped")
def test_a_notebook_that_cannot_be_read_stays(tmp_path: Path) -> None:
    own = writable_notebooks(tmp_path / "own") / "00_start.ipynb"
    own.write_text("not a notebook")
    writable_notebooks(tmp_path / "own")
    assert own.read_text() == "not a notebook"


@pytest.mark.usefixtures("shipped")
def test_a_deleted_notebook_comes_back(tmp_path: Path) -> None:
    own = writable_notebooks(tmp_path / "own") / "00_start.ipynb"
    own.unlink()
    writable_notebooks(tmp_path / "own")
    assert source(own) == "first"


@pytest.mark.usefixtures("shipped")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ServingError, match="folder_not_writable"):
        writable_notebooks(tmp_path / "file" / "own")
