"""`workbook open` and `workbook lab` as a participant runs them."""

import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"


@dataclass
class Opened:
    """A running command and the address it printed."""

    process: subprocess.Popen[str]
    address: str
    home: Path
    port: int

    @property
    def root(self) -> str:
        return f"http://{HOST}:{self.port}"

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it; what it started ends with it."""
        self.process.send_signal(how)
        with self.process:
            self.process.wait(timeout=20)


def free_port() -> int:
    """Return a port that is free now."""
    with socket.create_server((HOST, 0)) as taken:
        return int(taken.getsockname()[1])


def run(
    command: str, *arguments: str | Path, home: Path, port: int = 0, **variables: str
) -> Opened:
    """Run ``workbook open`` or ``workbook lab`` until it says its address."""
    port = port or free_port()
    # Without bytecode every start would compile pandas again.
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    places = ("XDG_DATA_HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")
    own = {name: str(home / name.lower()) for name in places}
    words = [sys.executable, "-m", "workbook", command, *arguments, "--no-browser"]
    with (home / "errors.log").open("a") as log:
        process = subprocess.Popen(
            [*words, "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**kept, **own, **variables},
        )
    assert process.stdout is not None
    said = process.stdout.readline()
    assert ": " in said, (home / "errors.log").read_text()
    return Opened(process, said.split(": ", 1)[1].strip(), home, port)
