"""The command `workbook`, as it is typed."""

import os
import signal
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import requests

from workbook import __version__
from workbook.__main__ import main
from workbook.content import load_texts
from workbook.serving.own_computer import bound
from workbook.settings import Language, Settings, packaged


def said(key: str, language: Language = "da", **details: object) -> str:
    return load_texts(Settings()).say(key, language, **details)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder of this test's own, and Danish unless it says otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with bound(0) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def running(*arguments: str | Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run a command that serves; give its address and stop it as Ctrl+C does."""
    command = [sys.executable, "-m", "workbook", *arguments, "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split(": ", 1)[1].strip()
        assert process.stdout.readline().strip() == said("commands.stop")
        try:
            yield address, process
        finally:
            kernels = psutil.Process(process.pid).children(recursive=True)
            process.send_signal(signal.SIGINT)
            rest = process.stdout.read()
    assert rest.strip() == said("commands.stopped")
    assert process.returncode == 0
    psutil.wait_procs(kernels, timeout=5)
    assert not [kernel for kernel in kernels if kernel.is_running()]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out.strip() == __version__


def test_the_shipped_content_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out.strip() == said("commands.no_findings")


def test_a_fault_is_told_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = packaged("data", "content", "steps", "jobs.toml")
    broken = shipped.read_text(encoding="utf-8").replace(
        'type = "integer"', 'type = "number"', 1
    )
    site = tmp_path / "content" / "steps"
    site.mkdir(parents=True)
    (site / "jobs.toml").write_text(broken, encoding="utf-8")
    assert main(["check", "--site", str(tmp_path), "--language", "en"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("jobs.toml · led · type: ")
    assert told[-1] == said("commands.findings", "en", count=len(told) - 1)


def test_a_port_in_use_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with bound(0) as taken:
        port = taken.getsockname()[1]
        assert main(["open", "--no-browser", "--port", str(port)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == said("errors.port_in_use", port=port) + "\n"


@pytest.mark.parametrize("command", ["open", "lab"])
def test_a_folder_that_cannot_be_written_is_one_sentence(
    command: str, port: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    mine = tmp_path / "file" / "folder" / "my.workbook"
    assert main([command, str(mine), "--no-browser", "--port", str(port)]) == 2
    told = capsys.readouterr()
    assert told.err == said("errors.folder_not_writable", path=mine.parent) + "\n"


def test_a_damaged_file_is_one_sentence_and_untouched(
    port: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "my.workbook"
    mine.write_bytes(b"not a database" * 100)
    assert main(["open", str(mine), "--no-browser", "--port", str(port)]) == 2
    assert capsys.readouterr().err == said("errors.file_damaged", path=mine) + "\n"
    assert mine.read_bytes() == b"not a database" * 100


def test_no_browser_is_one_sentence_that_helps(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none() -> None:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    assert main(["open"]) == 2
    told = capsys.readouterr().err
    assert told == said("errors.no_browser") + "\n"
    assert "--no-browser" in told


def test_an_english_computer_is_told_in_english(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert main(["check", "--site", "/nowhere"]) == 2
    told = capsys.readouterr().err
    assert told == said("errors.site_missing", "en", path=Path("/nowhere")) + "\n"


def test_an_old_console_gets_a_question_mark(tmp_path: Path) -> None:
    site = tmp_path / "Łódź"
    told = subprocess.run(
        [sys.executable, "-m", "workbook", "check", "--site", site],
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert told.returncode == 2
    assert b"?\xf3d?" in told.stderr


def test_the_workbook_is_served_in_two_lines(port: int, home: Path) -> None:
    with running("open", "--port", str(port)) as (address, _):
        assert address.startswith(f"http://127.0.0.1:{port}/")
        with requests.Session() as browser:
            page = browser.get(f"{address}&step=jobs")
    assert page.status_code == 200
    assert page.url == f"http://127.0.0.1:{port}/?step=jobs"
    assert "cell-output+json" in page.text
    assert 'class="fault" role="alert">' not in page.text
    assert (home / "proaktiv-workbook" / "my.workbook").exists()


def test_lab_opens_a_copy_of_the_notebooks(port: int, home: Path) -> None:
    with (
        running("lab", "--port", str(port)) as (address, _),
        requests.Session() as browser,
    ):
        page = browser.get(address)
        assert page.status_code == 200
        assert '"news": {"disabled": true}' in page.text
        assert requests.get(f"http://127.0.0.1:{port}/api/contents").status_code == 403
        found = browser.get(f"http://127.0.0.1:{port}/api/contents").json()["content"]
    copy = home / "proaktiv-workbook" / "notebooks"
    assert {entry["name"] for entry in found} == {p.name for p in copy.glob("*.ipynb")}
    assert "00_start.ipynb" in {entry["name"] for entry in found}


def test_the_demo_lists_what_it_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", str(tmp_path / "demo")]) == 0
    lines = capsys.readouterr().out.splitlines()
    written = said("commands.written", path="")
    paths = [Path(line.removeprefix(written)) for line in lines]
    assert {path.suffix for path in paths} == {".workbook", ".docx"}
    assert all(path.exists() for path in paths)
