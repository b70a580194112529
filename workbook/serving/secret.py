"""The secret that signs the login cookie, the same from one start to the next."""

import os
import secrets
from pathlib import Path

from workbook.errors import ServingError

_LENGTH = 32


def cookie_secret(folder: Path) -> bytes:
    """Return the secret kept in ``folder``, made at the first call.

    It outlives the server, so that a tab left open goes on after a restart.
    Only its owner may read it. Raises ServingError when it cannot be kept.
    """
    path = folder / "cookie-secret"
    try:
        return _kept(path) or _made(path)
    except OSError as fault:
        raise ServingError("folder_not_writable", path=folder) from fault


def _kept(path: Path) -> bytes | None:
    found = path.read_bytes() if path.is_file() else b""
    return found if len(found) == _LENGTH else None


def _made(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = secrets.token_bytes(_LENGTH)
    write_secret(path, secret)
    return secret


def write_secret(path: Path, content: bytes) -> None:
    """Put a file in place whole, such that only its owner may ever read it."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    # Opened with its mode: at no moment may somebody else read it.
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
