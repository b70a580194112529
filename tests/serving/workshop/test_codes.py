import json
import math
import re
from contextlib import suppress
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.errors import ServingError
from workbook.serving.workshop.codes import WORDS_IN_A_CODE, Codes, Wording
from workbook.settings import LANGUAGES, Language

DA = Wording.of("da")


def near(one: str, other: str) -> bool:
    """Tell whether a slip of one letter makes one word of the other."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_takes_more_than_forty_bits_to_guess(language: Language) -> None:
    words = Wording.of(language).words
    assert len(set(words)) == len(words)
    assert WORDS_IN_A_CODE * math.log2(len(words)) > 45


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_keyboard_has_its_letters(language: Language) -> None:
    for word in Wording.of(language).words:
        assert re.fullmatch("[a-z]{3,7}", word), word


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slip_of_a_letter_makes_another_word(language: Language) -> None:
    pairs = combinations(Wording.of(language).words, 2)
    assert [(one, other) for one, other in pairs if near(one, other)] == []


def test_codes_differ() -> None:
    assert len({DA.new_code() for _ in range(200)}) == 200


five = st.lists(st.sampled_from(DA.words), min_size=5, max_size=5)


@given(five, st.sampled_from([" ", ", ", " - ", "–", "_", "\n", "."]), st.data())
def test_a_code_is_read_however_it_is_typed(
    words: list[str], between: str, data: st.DataObject
) -> None:
    change = st.sampled_from([str, str.upper, str.capitalize])
    typed = between.join(data.draw(change)(word) for word in words)
    assert DA.normal(f"  {typed} ") == "-".join(words)
    assert DA.normal(f"https://ws.example.dk/join#{typed}") == "-".join(words)


@given(five)
def test_a_code_without_hyphens_is_split_into_words_of_ours(words: list[str]) -> None:
    read = DA.normal("".join(words)).split("-")
    assert "".join(read) == "".join(words)
    assert set(read) <= set(DA.words)


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    read = DA.normal(text)
    assert DA.normal(read) == read


def test_the_word_that_is_none_of_ours_is_told() -> None:
    assert DA.strange("Hest lampe xylofon-sol") == ("hest", "xylofon")


def test_a_code_opens_for_its_person_and_gives_the_same_key_each_time(
    tmp_path: Path,
) -> None:
    made = Codes.make(tmp_path / "codes.json", "da")
    given_ = made.give(["coach", "1", "2"])
    codes = Codes.load(tmp_path / "codes.json")
    first, again = codes.find(given_["1"].upper()), made.find(given_["1"])
    assert first == again
    assert first is not None
    assert (first.person, len(first.key)) == ("1", 32)
    other = codes.find(given_["2"])
    assert other is not None
    assert other.key != first.key
    assert codes.find("hest-lampe-sol-hest-lampe") is None


def test_neither_code_nor_key_stands_in_the_file_or_in_a_traceback(
    tmp_path: Path,
) -> None:
    path = tmp_path / "codes.json"
    code = Codes.make(path, "da").give(["1"])["1"]
    found = Codes.load(path).find(code)
    assert found is not None
    written = path.read_text()
    assert not [word for word in code.split("-") if word in written]
    assert found.key.hex() not in written
    assert found.key.hex() not in repr(found)
    assert str(found.key) not in repr(found)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_void_code_opens_nothing_and_a_new_one_does(tmp_path: Path) -> None:
    codes = Codes.make(tmp_path / "codes.json", "en")
    old = codes.give(["1", "2"])["1"]
    codes.void("1")
    assert Codes.load(tmp_path / "codes.json").persons == {"2"}
    assert codes.find(old) is None
    new = codes.give(["1"])["1"]
    found = codes.find(new)
    assert found is not None
    assert found.person == "1"


@settings(max_examples=30)
@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: st.dictionaries(
            st.sampled_from(["salt", "proofs", "language"]), inner, max_size=3
        ),
    ).map(lambda told: json.dumps(told).encode())
)
def test_a_damaged_file_is_said(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("codes") / "codes.json"
    path.write_bytes(content)
    with suppress(ServingError):
        assert Codes.load(path).language in LANGUAGES
