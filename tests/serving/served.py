"""A real server in a process of its own, on a port of its own."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import requests

from workbook.serving.kernel_app import NAME

PROGRAM = Path(__file__).with_name("serve_notebook.py")


@dataclass
class Served:
    """A running server and the address that lets in whoever opens it first."""

    process: subprocess.Popen[str]
    one_time: str
    log: Path

    @property
    def address(self) -> str:
        parts = urlsplit(self.one_time)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def port(self) -> int:
        return int(urlsplit(self.one_time).port or 0)

    def kernels(self) -> list[psutil.Process]:
        return kernels_of(self.process.pid)

    def enter(self) -> requests.Session:
        """Return a browser that has opened the one-time address, once."""
        browser = requests.Session()
        answer = browser.get(self.one_time, allow_redirects=False)
        assert answer.status_code == 302, answer
        return browser

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        with self.process:
            return self.process.wait(timeout=20)


def kernels_of(server: int) -> list[psutil.Process]:
    """Return a server's kernels, started or forked."""
    found = psutil.Process(server).children(recursive=True)
    return [one for one in found if _is_kernel(one)]


def _is_kernel(process: psutil.Process) -> bool:
    try:
        return process.status() != "zombie" and process.name() == NAME
    except psutil.NoSuchProcess:
        return False


def start(
    notebook: Path, home: Path, port: int = 0, *told: str, program: Path = PROGRAM
) -> Served:
    """Start a server and wait until it answers."""
    log = home / "server.log"
    environment = os.environ | {"XDG_DATA_HOME": str(home), "MY_PASSWORD": "hemmeligt"}
    with log.open("a") as errors:
        process = subprocess.Popen(
            [sys.executable, program, notebook, str(port), *told],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=environment,
        )
    assert process.stdout is not None
    one_time = process.stdout.readline().strip()
    assert one_time, log.read_text()
    return Served(process, one_time, log)
