"""The command `workbook`, on a disk of which nothing can be deleted or copied."""

import sys
from typing import Any

from workbook.__main__ import main
from workbook.errors import ServingError, StoreError
from workbook.serving.workshop import mine


def _stuck(*_told: Any) -> None:
    raise ServingError("not_erased", path="")


async def _broken(*_told: Any) -> None:
    raise StoreError("file_damaged", path="")


if __name__ == "__main__":
    mine.erase_person = _stuck  # type: ignore[assignment]
    mine.carry = _broken  # type: ignore[assignment]
    sys.exit(main())
