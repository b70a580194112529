"""The wheel, installed elsewhere: it brings its data and notebooks along."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from workbook import __version__
from workbook.settings import packaged

ROOT = Path(__file__).parent.parent
Run = Callable[..., str]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder]
    subprocess.run([*command, ROOT], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def run(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a program of an environment that has the wheel and no checkout."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv = folder / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    pip = [sys.executable, "-m", "pip", "--python", venv / "bin" / "python"]
    subprocess.run([*pip, "install", "-q", "--no-deps", wheel], check=True)
    # The libraries are borrowed. A .pth there, such as that of this checkout, is not
    # followed, because the folder is only a path and no site of the new environment.
    (site,) = (venv / "lib").glob("python3*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment |= {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}

    def run(program: str, *arguments: str | Path) -> str:
        told = subprocess.run(
            [venv / "bin" / program, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        return told.stdout.strip()

    return run


def test_the_wheel_holds_data_and_notebooks_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("data", "notebooks"):
        shipped = [p for p in packaged(folder).rglob("*") if p.is_file()]
        assert len(shipped) > 3
        for path in shipped:
            assert f"workbook/{path.relative_to(packaged()).as_posix()}" in names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {
        "workbook"
    }
    assert "workbook/forms/form.js" in names
    assert "workbook/serving/template/index.html.j2" in names
    assert not [name for name in names if name.endswith((".workbook", ".pyc"))]


def test_the_wheel_finds_its_own_files_and_not_the_checkout(run: Run) -> None:
    script = "import workbook.settings as s; print(s.packaged('data'), s.__file__)"
    data, module = run("python", "-c", script).split()
    assert Path(data) == Path(module).parent / "data"
    assert "elsewhere" in data
    paths = run("python", "-c", "import sys; print(*sys.path, sep='\\n')").splitlines()
    assert str(ROOT) not in paths


def test_the_installed_command_tells_its_version(run: Run) -> None:
    assert run("workbook", "--version") == __version__


def test_the_installed_content_passes_its_check(run: Run) -> None:
    assert run("workbook", "check", "--language", "en") == "The content is in order."


def test_the_installed_demo_writes_documents(run: Run, tmp_path: Path) -> None:
    run("workbook", "demo", tmp_path / "demo")
    made = [path.suffix for path in (tmp_path / "demo").rglob("*.*")]
    assert made.count(".docx") >= 8
    assert made.count(".workbook") == 2
