"""The project's own JSON: read whole, or refused with a code that has a sentence."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.content import Texts
from workbook.errors import ExchangeError
from workbook.exchange.own_json import Export, ExportedFile, read, write
from workbook.settings import LANGUAGES

HEAD = {"format": "proaktiv-workbook", "version": 1, "language": "da"}
KEYS = st.sampled_from(
    ["format", "version", "language", "steps", "drafts", "origins", "files", "x"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KEYS | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


def refused(text: str) -> ExchangeError:
    with pytest.raises(ExchangeError) as caught:
        read(text)
    return caught.value


def exported(**more: Any) -> str:
    return json.dumps({**HEAD, **more})


@settings(max_examples=100, deadline=None)
@given(st.text() | st.from_regex(r"\A[\[{\"\\u:,0-9a-f}\]]*\Z"))
def test_any_text_is_refused_as_no_export(text: str) -> None:
    assert refused(text).code in {"import_not_json", "import_not_ours"}


@settings(max_examples=200, deadline=None)
@given(JSON, st.booleans())
def test_any_json_is_read_or_refused(found: object, ours: bool) -> None:
    if ours and isinstance(found, dict):
        found = {**HEAD, **found}
    try:
        assert isinstance(read(json.dumps(found)), Export)
    except ExchangeError as fault:
        assert fault.code.startswith("import_")  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "import_not_json"),
        ('{"a": 1,\n\n}', "import_not_json"),
        ("[" * 100_000, "import_not_json"),
        ("9" * 5000, "import_not_json"),
        ("null", "import_not_ours"),
        ("[]", "import_not_ours"),
        ('{"basics": {"name": "Anna"}}', "import_not_ours"),
        (exported(version=2), "import_newer"),
        (exported(version=2, thing=[]), "import_newer"),
        (exported(version=0), "import_not_ours"),
        (exported(version="2"), "import_not_ours"),
        (exported(language="de"), "import_not_ours"),
        (exported(unknown=1), "import_not_ours"),
        (exported(steps=[]), "import_not_ours"),
        (exported(steps={"jobs": [{"answers": {}}]}), "import_not_ours"),
        (exported(steps={"jobs": [{"record": ""}]}), "import_not_ours"),
        (exported(steps={"jobs": [{"record": "a/b"}]}), "import_not_ours"),
        (exported(steps={"jobs": [{"record": "a\n"}]}), "import_not_ours"),
        (exported(steps={"jobs": [{"record": "\ud800"}]}), "import_not_ours"),
        (exported(steps={"jobs": [{"record": "x" * 251}]}), "import_not_ours"),
        (exported(steps={"jobs": [{"record": 5}]}), "import_not_ours"),
        (exported(files=[{"file": "../x"}]), "import_not_ours"),
    ],
)
def test_what_is_no_export_is_refused_with_a_sentence(
    text: str, code: str, texts: Texts
) -> None:
    fault = refused(text)
    assert fault.code == code
    for language in LANGUAGES:
        assert "{" not in texts.error(fault, language)


def test_the_line_of_a_fault_is_told() -> None:
    assert refused('{"a": 1,\n\n}').details == {"line": 3}


def test_a_file_comes_through_byte_for_byte() -> None:
    content = bytes(range(256))
    kept = ExportedFile.of("f1", "bevis.pdf", "application/pdf", content)
    export = Export(language="da", files=[kept])
    assert read(write(export)) == export
    assert read(write(export)).files[0].bytes() == content


@pytest.mark.parametrize("content", ["ikke base64", "AAA", "æøå="])
def test_half_a_file_is_refused(content: str) -> None:
    kept = ExportedFile(file="f", name="a", media_type="", content=content)
    with pytest.raises(ExchangeError, match="import_not_ours"):
        kept.bytes()


def test_danish_letters_stand_in_the_text_as_they_are() -> None:
    steps: Any = {"jobs": [{"record": "a", "answers": {"title": "Blåbærsælger"}}]}
    assert "Blåbærsælger" in write(Export(language="da", steps=steps))
