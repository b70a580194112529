import os
from pathlib import Path

import pytest

from workbook.errors import ServingError
from workbook.serving.secret import cookie_secret


def test_the_secret_is_kept_for_its_owner_only(tmp_path: Path) -> None:
    secret = cookie_secret(tmp_path / "new")
    assert len(secret) == 32
    assert cookie_secret(tmp_path / "new") == secret
    if os.name == "posix":
        assert (tmp_path / "new" / "cookie-secret").stat().st_mode & 0o777 == 0o600


def test_a_damaged_secret_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "cookie-secret").write_bytes(b"short")
    assert len(cookie_secret(tmp_path)) == 32


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ServingError, match="folder_not_writable"):
        cookie_secret(tmp_path / "file" / "folder")
