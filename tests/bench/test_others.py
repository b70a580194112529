"""What the libraries beside ours are installed from."""

import re

from tests.bench.others import PINNED


def test_the_others_are_pinned_by_name_and_version_alone() -> None:
    lines = PINNED.read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert {"panel", "streamlit"} <= {pin.partition("==")[0] for pin in pins}
    assert [p for p in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", p)] == []
