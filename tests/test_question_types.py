"""Every question type is known to every map that follows it."""

import re
from importlib.resources import files

from workbook.content.display import SHOWERS
from workbook.content.question import QUESTION_TYPES
from workbook.content.record import READERS
from workbook.forms.fields import CONTROLS
from workbook.store.frames import DTYPES
from workbook.store.tables import COLUMNS


def controls_of_the_page() -> list[str]:
    script = (files("workbook.forms") / "form.js").read_text(encoding="utf-8")
    found = re.search(
        r"^const CONTROLS = \{\n(.*?)^\};", script, re.DOTALL | re.MULTILINE
    )
    assert found
    return re.findall(r"^  (\w+)(?=[:,(])", found[1], re.MULTILINE)


def test_every_question_type_is_in_every_map() -> None:
    assert len(QUESTION_TYPES) == len(set(QUESTION_TYPES)) == 17
    in_python = [set(m) for m in (READERS, SHOWERS, COLUMNS, DTYPES, CONTROLS)]
    assert in_python == [set(QUESTION_TYPES)] * 5
    assert sorted(controls_of_the_page()) == sorted(QUESTION_TYPES)
