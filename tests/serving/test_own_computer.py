import webbrowser

import pytest

from workbook.errors import ServingError
from workbook.serving.own_computer import bound, browser


def test_a_port_in_use_is_said() -> None:
    with bound(0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServingError, match=f"port_in_use .port={port}"):
            bound(port)


def test_a_computer_without_a_browser_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none() -> None:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    with pytest.raises(ServingError, match="no_browser"):
        browser()
