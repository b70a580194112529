"""What outlives a page: nothing that its kernel began."""

import tempfile
import time
from pathlib import Path

import psutil
import pytest
import websocket
from fenced import Kernel
from jupyter_client.blocking import BlockingKernelClient
from wire import send, until
from workshop_served import Served

# It leaves its parent, its session, its name and its variables, and writes on.
BEGUN = """
import os, sys, time
reading, writing = os.pipe()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
        os.write(writing, str(os.getpid()).encode())
        home, until, number = os.environ["HOME"], time.time() + 60, 0
        os.environ.clear()
        while time.time() < until:
            number += 1
            try:
                os.makedirs(f"{home}/a/{number % 50}", exist_ok=True)
                open(f"{home}/a/{number % 50}/{number}", "w").close()
            except OSError:
                pass
    os._exit(0)
os.wait()
print(os.read(reading, 9).decode())
"""
# It becomes its parent's brother, and so is nobody's that its parent has.
BESIDE = """
import ctypes, os, time
child = ctypes.CDLL(None).syscall(56, 0x8000, 0, 0, 0, 0)
if child == 0:
    os.setsid()
    time.sleep(60)
    os._exit(0)
print(child)
"""

PLANT = """
import os, pathlib
home = pathlib.Path(os.environ["HOME"])
for whole in (home / ".ipython", pathlib.Path(os.environ["IPYTHONDIR"])):
    start_up = whole / "profile_default" / "startup"
    start_up.mkdir(parents=True, exist_ok=True)
    told = "import os, pathlib; pathlib.Path(os.environ['HOME'], 'ran').touch()"
    (start_up / "0.py").write_text(told)
print(os.getpid())
"""


def background(kernel: str, code: str) -> psutil.Process:
    """Have a kernel begin a process that outlives it, and return that."""
    there = next(Path(tempfile.gettempdir()).glob(f"voila_*/kernel-{kernel}.json"))
    client = BlockingKernelClient()
    client.load_connection_file(str(there))
    client.start_channels()
    client.wait_for_ready(timeout=60)
    try:
        return psutil.Process(int(Kernel(None, client).run(code)))  # type: ignore[arg-type]
    finally:
        client.stop_channels()


def ended(process: psutil.Process, within: float) -> bool:
    last = time.monotonic() + within
    while process.is_running() and process.status() != "zombie":
        if time.monotonic() > last:
            process.kill()
            return False
        time.sleep(0.05)
    return True


def test_what_writes_on_is_ended_before_all_is_deleted(served: Served) -> None:
    anna, bent = served.visitor("1"), served.visitor("2")
    others = bent.open()
    begun = background(anna.open(), BEGUN)
    assert anna.post("/mine/delete").status_code == 200
    assert ended(begun, 0)
    assert not served.site.person_folder(1).exists()
    assert bent.get(f"/api/kernels/{others}").status_code == 200


def test_what_a_kernel_began_ends_with_it(served: Served) -> None:
    anna = served.visitor("1")
    begun = background(anna.open(), BEGUN)
    anna.post("/logout")
    assert ended(begun, 0)


def test_a_kernel_begins_nothing_that_is_not_below_it(served: Served) -> None:
    anna = served.visitor("1")
    with pytest.raises(ValueError, match="-1"):  # of psutil: no process has this number
        background(anna.open(), BESIDE)


def closed(line: websocket.WebSocket) -> bool:
    """Tell whether the server hangs up and answers nothing more."""
    send(line, "kernel_info_request", {})
    try:
        list(until(line, "kernel_info_reply"))
    except (websocket.WebSocketException, OSError):
        return True
    finally:
        line.shutdown()
    return False


def test_the_line_of_a_device_that_logs_out_is_cut_and_the_others_is_not(
    served: Served,
) -> None:
    phone, laptop = served.visitor("2"), served.visitor("2")
    left, kept = (one.channel(one.open()) for one in (phone, laptop))
    assert phone.post("/logout").status_code == 200
    assert closed(left)
    assert not closed(kept)


def test_the_line_of_whoever_was_here_is_cut_when_another_logs_in_at_his_device(
    served: Served,
) -> None:
    device = served.visitor("2")
    line = device.channel(device.open())
    assert device.log_in(served.codes["3"]).status_code == 200
    assert closed(line)


def test_what_is_left_for_a_kernel_to_run_at_its_start_is_not_run(
    served: Served,
) -> None:
    anna, home = served.visitor("1"), served.site.person_folder(1) / "home"
    background(anna.open(), PLANT)
    kernel = anna.open()
    background(kernel, "import os; print(os.getpid())")
    assert not (home / "ran").exists()


def test_a_server_that_stops_leaves_nothing_that_goes_on(served: Served) -> None:
    begun = background(served.visitor("1").open(), BEGUN)
    served.stop()
    assert ended(begun, 0)
