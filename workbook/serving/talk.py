"""What a page's maker says to its kernel: is it there, and what does a cell show.

It listens to what a page needs and to nothing else: no heart beats, nothing is asked.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from queue import Empty
from typing import Any

from nbformat.v4 import output_from_msg

_SECONDS_TO_REPLY, _SECONDS_TO_BE_HEARD = 1, 0.2
_SHOWN = ("display_data", "execute_result")
_OPENED = (*_SHOWN, "error", "status")
_output: Any = output_from_msg


class CellError(Exception):
    """A cell raised; the name and the words of what it raised."""

    def __init__(self, name: str, words: str) -> None:
        """Keep them: they may hold an answer, and no page or log gets them."""
        super().__init__(name)
        self.name = name
        self.words = words


class Talk:
    """An open line to a kernel."""

    def __init__(self, client: Any) -> None:
        """Take a client whose shell and output are connected."""
        self._client = client

    async def ready(self) -> None:
        """Wait until the kernel answers and what it shows is heard."""
        while True:
            self._client.kernel_info()
            with suppress(Empty):
                await self._client.get_shell_msg(timeout=_SECONDS_TO_REPLY)
                await self._client.get_iopub_msg(timeout=_SECONDS_TO_BE_HEARD)
                return

    async def shown(self, code: str) -> list[Any]:
        """Run a cell; return the outputs that it shows, or raise CellError."""
        number = self._client.execute(code, store_history=False)
        outputs = []
        while True:
            said = await self._heard()
            kind = said["msg_type"]
            if said["parent_header"].get("msg_id") != number or kind not in _OPENED:
                continue
            content = said["content"] = self._client.session.unpack(said["content"])
            if kind in _SHOWN:
                outputs.append(_output(said))
            elif kind == "error":
                raise CellError(content["ename"], content["evalue"])
            elif content["execution_state"] == "idle":
                return outputs

    async def _heard(self) -> dict[str, Any]:
        """Return what is said next, its content as it came: mostly it is not for us."""
        session = self._client.session
        parts = await self._client.iopub_channel.socket.recv_multipart()
        _, told = session.feed_identities(parts)
        said: dict[str, Any] = session.deserialize(told, content=False)
        return said


@asynccontextmanager
async def talk(manager: Any) -> AsyncIterator[Talk]:
    """Open a line to the kernel of a manager, and close it."""
    client = manager.client()
    client.start_channels(stdin=False, hb=False, control=False)
    try:
        yield Talk(client)
    finally:
        client.stop_channels()
