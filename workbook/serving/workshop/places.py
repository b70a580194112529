"""Places for what takes long: so many at once, and of each person one."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Places:
    """Who asks twice waits for himself, and takes no place that others wait for."""

    def __init__(self, many: int) -> None:
        """Begin with all of them free."""
        self._free = asyncio.Semaphore(many)
        self._own: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @asynccontextmanager
    async def taken(self, person: str) -> AsyncIterator[None]:
        """Wait for a place, and keep it until this is left."""
        async with self._own[person], self._free:
            yield
