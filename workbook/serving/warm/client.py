"""The server's side of the warm process: starts it, asks it, starts it again."""

import asyncio
import json
import logging
import os
import select
import signal
import socket
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from workbook.serving.kernel_app import adopt
from workbook.serving.this_python import ONE_THREAD, PYTHON
from workbook.serving.warm.process import LARGEST, READY

COMMAND = (*PYTHON, "workbook.serving.warm.process")
GIVES_BACK = {
    "MALLOC_TRIM_THRESHOLD_": "65536",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TOP_PAD_": "0",
}
"""Has the GNU C library give memory back that is free, in all kernels too.

Left to itself it keeps the more the larger what it once gave.
"""
_SECONDS_TO_GET_WARM = 60
_SECONDS_TO_FORK = 20
_SECONDS_TO_STOP = 2
_LOG = logging.getLogger("workbook.warm")


class NotWarmError(Exception):
    """No kernel could be forked; start one the ordinary way."""


class Warm:
    """One warm process, started at once and again when it has ended."""

    def __init__(self, environment: Mapping[str, str], kernel: str) -> None:
        """Start it with what it may know; the first kernel waits until it is ready.

        ``kernel`` is the module that kernels run, and ``environment`` leads to the
        content that they read.
        """
        self._environment = dict(environment)
        self._kernel = kernel
        # Kernels whose warm process has ended become this one's, and live on.
        adopt()
        self._one_at_a_time = threading.Lock()
        self._ready = False
        self._start()

    async def fork(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        cwd: str,
        *,
        stdin: int | None,
        silent: bool,
    ) -> "Forked":
        """Return a new kernel's process; NotWarmError when there can be none."""
        request = {
            "command": list(command),
            "env": dict(env),
            "cwd": cwd,
            "silent": silent,
            "server": os.getpid(),
        }
        told = json.dumps(request).encode()
        if len(told) > LARGEST:
            raise NotWarmError
        return await asyncio.to_thread(self._ask_twice, told, stdin)

    def stop(self) -> None:
        """End it; the kernels that it forked go on."""
        self._socket.close()
        with self._process:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_SECONDS_TO_STOP)
            self._process.kill()

    def _ask_twice(self, told: bytes, stdin: int | None) -> "Forked":
        with self._one_at_a_time:
            try:
                return self._ask(told, stdin)
            except OSError:
                _LOG.warning("The warm process has ended. It is started again.")
            try:
                self.stop()
                self._start()
                return self._ask(told, stdin)
            except OSError as fault:
                _LOG.warning("No warm process: kernels start the ordinary way.")
                raise NotWarmError from fault

    def _start(self) -> None:
        self._socket, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._ready = False
        with its:
            self._process = subprocess.Popen(
                [*COMMAND, str(its.fileno()), self._kernel],
                pass_fds=[its.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=self._environment | ONE_THREAD | GIVES_BACK,
            )

    def _ask(self, told: bytes, stdin: int | None) -> "Forked":
        if not self._ready:
            self._socket.settimeout(_SECONDS_TO_GET_WARM)
            if self._socket.recv(len(READY)) != READY:
                raise ConnectionError
            self._socket.settimeout(_SECONDS_TO_FORK)
            self._ready = True
        files = [] if stdin is None else [stdin]
        socket.send_fds(self._socket, [told], files)
        answer, handles, _, _ = socket.recv_fds(self._socket, LARGEST, 1)
        if not answer:
            raise ConnectionError
        return Forked(int(answer), handles[0])


class Forked:
    """A process that another one forked, as ``subprocess.Popen`` shows its own.

    How it ended is not known: ``returncode`` is None while it runs, then 0.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int) -> None:
        """Take over the handle that tells when the process has ended."""
        self.pid = pid
        self.returncode: int | None = None
        self._handle = handle

    def poll(self) -> int | None:
        """Return None while it runs."""
        if self.returncode is None and select.select([self._handle], [], [], 0)[0]:
            self._reap()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended; TimeoutExpired when it has not by then."""
        if self.returncode is None:
            if not select.select([self._handle], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired([str(self.pid)], timeout or 0)
            self._reap()
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal; nothing happens when it has ended."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _reap(self) -> None:
        """Let it go: it is this process's own if its warm one has ended before it."""
        with suppress(ChildProcessError):
            os.waitid(os.P_PIDFD, self._handle, os.WEXITED | os.WNOHANG)
        os.close(self._handle)
        self.returncode = 0


def silent(streams: Mapping[str, Any]) -> bool:
    """Tell whether what a kernel prints is thrown away."""
    return streams.get("stdout") == subprocess.DEVNULL
