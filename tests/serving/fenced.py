"""Kernels behind their fence, as a workshop's server starts them."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager

from workbook import Workbook
from workbook.serving.environment import kernel_environment
from workbook.serving.workshop import fence
from workbook.serving.workshop.place import made, variables
from workbook.serving.workshop.site import Site
from workbook.settings import Settings, packaged

KEYS = {"1": b"1" * 32, "2": b"2" * 32}


@dataclass
class Kernel:
    """A participant's kernel, in which any code may be run."""

    manager: KernelManager
    client: BlockingKernelClient

    def run(self, code: str) -> str:
        """Return what the code printed; AssertionError with the error it raised."""
        asked = self.client.execute(code)
        printed = ""
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=90)
            except Empty as fault:
                raise AssertionError("no answer") from fault
            if message["parent_header"].get("msg_id") != asked:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                printed += content["text"]
            elif kind == "error":
                raise AssertionError(f"{content['ename']}: {content['evalue']}")
            elif kind == "status" and content["execution_state"] == "idle":
                return printed.strip()

    def refused(self, code: str) -> bool:
        """Tell whether code ends in a PermissionError (or finds nothing there)."""
        told = "try:\n    {}\nexcept (PermissionError, ProcessLookupError):\n"
        with_end = told.format(code) + "    print('refused')\nelse:\n    print('done')"
        return self.run(with_end) == "refused"


@dataclass
class Fenced:
    """A workshop of two, their kernels, and where the kernels' sockets are."""

    site: Site
    sockets: Path
    started: list[Kernel] = field(default_factory=list)

    @classmethod
    def make(cls, folder: Path, sockets: Path) -> "Fenced":
        """Make it; each of the two has a file of his own with a word in it."""
        site = Site.make(folder, title="Job på tværs", participants=len(KEYS))
        for person, key in KEYS.items():
            book = Workbook.open(made(site, person) / "my.workbook", key=key)
            book.file.write_note("mine", f"only {person}")
            book.close()
        return cls(site, sockets)

    def start(self, person: str) -> Kernel:
        """Start a kernel for a person, as the server does."""
        own = variables(self.site, Settings(site=self.site.folder), person)
        folder = self.site.person_folder(int(person))
        own[fence.TOLD] = fence.told(folder, self.site.folder)
        manager = KernelManager(
            kernel_spec_manager=fence.FencedPython(),
            kernel_name="python3",
            transport="ipc",
            transport_encryption="required",
            connection_file=str(self.sockets / f"kernel-{person}.json"),
        )
        reading, writing = os.pipe()
        os.write(writing, KEYS[person])
        os.close(writing)
        manager.start_kernel(
            env=kernel_environment(os.environ) | own,
            stdin=reading,
            cwd=str(packaged("notebooks")),
        )
        os.close(reading)
        client = manager.blocking_client()
        client.start_channels()
        kernel = Kernel(manager, client)
        self.started.append(kernel)
        client.wait_for_ready(timeout=60)
        return kernel

    def stop(self) -> None:
        """End all kernels."""
        for kernel in self.started:
            kernel.client.stop_channels()
            kernel.manager.shutdown_kernel(now=True)
            kernel.manager.context.destroy(linger=0)
