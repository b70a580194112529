"""What README promises, typed as it stands there."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

import pytest
import requests
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from workbook.__main__ import main
from workbook.serving.own_computer import PORT

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", README)
COMMANDS = [
    line for kind, block in BLOCKS if kind == "bash" for line in block.split("\n")
]
INSTALL = COMMANDS[0]
PATIENCE = 600


@dataclass
class Installed:
    """A checkout in which README's first line was typed, and how that went."""

    folder: Path
    environment: dict[str, str]
    address: str
    page: requests.Response
    told: str


def checkout(folder: Path) -> Path:
    """Copy what a clone would hold; without git, what is no product of a run."""
    asked = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    found = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False)
    if found.returncode:
        made = shutil.ignore_patterns(".*", "node_modules", "__pycache__", "*.egg-info")
        return shutil.copytree(ROOT, folder, ignore=made)
    for name in found.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def wait_for(what: Callable[[], bool], seconds: int) -> None:
    deadline = time.monotonic() + seconds
    while not what() and time.monotonic() < deadline:
        time.sleep(0.2)


def port_is_free() -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", PORT)) != 0


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Type the first line as a stranger would; his browser writes down the address."""
    folder = tmp_path_factory.mktemp("fresh")
    home, asked_for = folder / "home", folder / "address"
    home.mkdir()
    browser = folder / "browser"
    browser.write_text(
        f'#!/bin/sh\nprintf %s "$1" > {asked_for}.new\nmv {asked_for}.new {asked_for}\n'
    )
    browser.chmod(0o755)
    own = ("XDG_", "PYTHON", "VIRTUAL_ENV", "WORKBOOK_", "LC_", "LANG")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(own)}
    environment = kept | {"HOME": str(home), "BROWSER": str(browser)}
    place = checkout(folder / "checkout")
    wait_for(port_is_free, 60)
    with (folder / "told").open("w+") as told:
        process = subprocess.Popen(
            ["bash", "-c", INSTALL],
            cwd=place,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(lambda: asked_for.exists() or process.poll() is not None, PATIENCE)
            assert asked_for.exists(), (folder / "told").read_text()[-3000:]
            with requests.Session() as session:
                page = session.get(asked_for.read_text(), timeout=120)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=60)
    told_all = (folder / "told").read_text()
    return Installed(place, environment, asked_for.read_text(), page, told_all)


def test_it_opens_with_the_two_commands() -> None:
    assert [kind for kind, _ in BLOCKS[:2]] == ["bash", "bash"]
    assert [block.count("\n") for _, block in BLOCKS[:2]] == [1, 1]
    assert README.index(INSTALL) < 400
    assert BLOCKS[1][1].strip() == "bash tests/run"
    subprocess.run(["bash", "-n", ROOT / "tests" / "run"], check=True)


def test_the_windows_line_does_the_same() -> None:
    (windows,) = [block.strip() for kind, block in BLOCKS if kind == "powershell"]
    there = windows.replace("; ", " && ").replace("py -m", "python3 -m")
    assert there.replace("\\", "/").replace("Scripts", "bin") == INSTALL


def test_the_first_line_ends_in_the_browser(installed: Installed) -> None:
    assert installed.address.startswith(f"http://127.0.0.1:{PORT}/")
    assert installed.page.status_code == 200
    assert installed.page.url == f"http://127.0.0.1:{PORT}/"
    assert "cell-output+json" in installed.page.text
    assert 'class="fault" role="alert">' not in installed.page.text


def test_it_closes_with_one_key_and_no_traceback(installed: Installed) -> None:
    assert "Traceback" not in installed.told
    assert installed.told.strip().endswith("Arbejdsbogen er lukket.")
    assert port_is_free()


def test_the_answers_are_where_it_says(installed: Installed) -> None:
    home = Path(installed.environment["HOME"])
    assert (home / ".local/share/proaktiv-workbook/my.workbook").exists()


def test_the_folders_of_all_systems_are_right() -> None:
    said = dict(re.findall(r"(?m)^\| (\w+) \| `(.+)` \|$", README))
    here = {"appname": "proaktiv-workbook", "appauthor": False}
    for system, folders in (("Linux", Unix(**here)), ("macOS", MacOS(**here))):
        assert Path(said[system]).expanduser() == Path(folders.user_data_dir)
    assert PureWindowsPath(said["Windows"]).parts[-1] == "proaktiv-workbook"


def test_the_other_commands_do_what_they_say(installed: Installed) -> None:
    binaries = installed.folder / ".venv" / "bin"
    path = f"{binaries}{os.pathsep}{installed.environment['PATH']}"
    serving = re.compile(r"workbook (open|lab)\b|bash tests/run|.*\bpytest\b")
    run = [line for line in COMMANDS[1:] if line and not serving.match(line)]
    assert len(run) >= 5
    for line in run:
        told = subprocess.run(
            ["bash", "-c", line],
            cwd=installed.folder,
            env=installed.environment | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, f"{line}: {told.stdout}{told.stderr}"


@pytest.mark.parametrize(
    "line", [line for line in COMMANDS if re.match(r"workbook (open|lab)", line)]
)
def test_every_command_that_serves_is_understood(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A port in use ends it before it serves, and after it was understood."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "mine").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main([*line.split()[1:], "--no-browser", "--port", port]) == 2


def test_every_file_it_names_is_there() -> None:
    names = re.findall(r"\]\((?!http)([^)]+)\)", README)
    assert len(names) >= 3
    assert [name for name in names if not (ROOT / name).exists()] == []
    rooms = re.findall(r"\bworkbook/([a-z_]+)", README)
    assert {"pages", "store", "errors"} <= set(rooms)
    assert [r for r in rooms if not list((ROOT / "workbook").glob(f"{r}*"))] == []
