"""Every question type is known to every map that follows it."""

import re
from importlib.resources import files
from pathlib import Path

from workbook.content.display import SHOWERS
from workbook.content.question import QUESTION_TYPES
from workbook.content.record import READERS
from workbook.forms.fields import CONTROLS
from workbook.store.frames import DTYPES
from workbook.store.tables import COLUMNS


def controls_of_the_page() -> list[str]:
    listed = re.compile(
        r"^(?:export )?const CONTROLS = \{\n(.*?)^\};", re.DOTALL | re.M
    )
    scripts = Path(str(files("workbook.forms"))).glob("*.js")
    found = [m[1] for path in scripts if (m := listed.search(path.read_text("utf-8")))]
    assert len(found) == 1
    return re.findall(r"^  (\w+)(?=[:,(])", found[0], re.MULTILINE)


def test_every_question_type_is_in_every_map() -> None:
    assert len(QUESTION_TYPES) == len(set(QUESTION_TYPES)) == 18
    in_python = [set(m) for m in (READERS, SHOWERS, COLUMNS, DTYPES, CONTROLS)]
    assert in_python == [set(QUESTION_TYPES)] * 5
    assert sorted(controls_of_the_page()) == sorted(QUESTION_TYPES)
