"""The notebooks: thin, clean, and they run."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from workbook.settings import packaged

NOTEBOOKS = sorted(packaged("notebooks").glob("*.ipynb"))
WIDGET = "application/vnd.jupyter.widget-view+json"


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code_of(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_notebooks() -> None:
    names = {path.stem for path in NOTEBOOKS}
    assert {"all_steps", "00_start", "02_self", "03_targets", "07_writing"} <= names


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_thin_and_holds_no_output(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    title, *rest = notebook.cells
    assert title.cell_type == "markdown"
    assert re.fullmatch(r"# \S.*", title.source)
    assert len(rest) <= 5
    assert {cell.cell_type for cell in rest} == {"code"}
    assert 1 <= len(rest) <= 3
    for cell in rest:
        assert len(cell.source.splitlines()) == 1
        assert not re.search(r"\b(def|class|lambda)\b|;", cell.source)
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_a_page_twice_on_the_same_file(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.workbook"
    monkeypatch.setenv("WORKBOOK_FILE", str(file))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    for _ in range(2):
        notebook = read(path)
        where = {"metadata": {"path": str(tmp_path)}}
        NotebookClient(notebook, timeout=120, resources=where).execute()
        outputs = [output for cell in code_of(notebook) for output in cell.outputs]
        assert [WIDGET in output.get("data", {}) for output in outputs] == [True]
    assert file.exists()
