"""A fictional participant's answers as frames, and Word files read back."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pandas as pd
import pytest
from lxml import etree

from workbook import documents
from workbook.content import Content
from workbook.settings import Language, Settings, packaged

TODAY = date(2026, 11, 21)
HERE = Path(__file__).parent
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHECKED = {f"{WORD}{root}" for root in
           ("document", "styles", "numbering", "settings", "hdr", "ftr")}  # fmt: skip
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"

Answers = dict[str, list[dict[str, Any]]]
"""Per step its records, each a dict of answers with its id at "id"."""

TEXT, NUMBER, DAY, MANY = "string", "Int64", "datetime64[s]", "object"
COLUMNS: dict[str, dict[str, str]] = {
    "jobs": {
        "title": TEXT, "employer": TEXT, "place": TEXT, "from": DAY, "to": DAY,
        "tasks": TEXT, "results": TEXT, "led": NUMBER, "got_by": TEXT,
    },
    "education": {
        "title": TEXT, "school": TEXT, "from": DAY, "to": DAY, "note": TEXT,
    },
    "courses": {"title": TEXT, "provider": TEXT, "done": DAY, "use": TEXT},
    "languages": {"language": TEXT, "level": TEXT},
    "volunteering": {
        "title": TEXT, "organisation": TEXT, "from": DAY, "to": DAY, "did": TEXT,
    },
    "stories": {
        "title": TEXT, "sentence": TEXT, "number": TEXT, "job": TEXT,
        "situation": TEXT, "task": TEXT, "action": TEXT, "result": TEXT,
        "learned": TEXT,
    },
    "competences": {
        "name": TEXT, "kind": TEXT, "level": NUMBER, "evidence": TEXT,
        "stories": MANY,
    },
    "companies": {
        "name": TEXT, "industry": TEXT, "place": TEXT, "website": TEXT,
        "found_by": TEXT, "employees": NUMBER, "why": TEXT, "needs": TEXT,
        "unknown": TEXT, "email": TEXT, "phone": TEXT,
    },
    "conversations": {
        "whom": TEXT, "reached": TEXT, "held": DAY, "initiative": TEXT,
        "company": TEXT, "learned": TEXT, "own_words": TEXT, "who_else": TEXT,
        "they_by": DAY, "way": TEXT, "contact": TEXT, "call": TEXT,
    },
    "contact_details": {
        "name": TEXT, "email": TEXT, "phone": TEXT, "town": TEXT, "linkedin": TEXT,
        "photo": TEXT, "look": TEXT,
    },
    "attachments": {"title": TEXT, "file": TEXT, "says": TEXT},
    "cv_targets": {
        "name": TEXT, "company": TEXT, "headline": TEXT, "focus": TEXT,
        "profile": TEXT, "motivation": TEXT, "jobs": MANY, "results": MANY,
        "competences": MANY, "stories": MANY, "courses": MANY,
    },
    "applications": {
        "company": TEXT, "cv_target": TEXT, "receiver": TEXT,
        "receiver_title": TEXT, "headline": TEXT, "hook": TEXT, "strengths": MANY,
        "difference": TEXT, "worth": TEXT, "why_you": TEXT, "proposal": TEXT,
        "attachments": MANY, "sent_on": DAY,
    },
    "follow_ups": {
        "application": TEXT, "conversation": TEXT, "due": DAY, "way": TEXT,
        "whom": TEXT, "said": TEXT, "kept_on": DAY, "outcome": TEXT, "after": TEXT,
    },
    "calls": {
        "whom": TEXT, "company": TEXT, "way": TEXT, "opening": TEXT,
        "information": TEXT, "questions": TEXT, "arguments": TEXT,
        "objections": MANY, "stories": MANY, "rounding_off": TEXT, "contact": TEXT,
        "through": TEXT,
    },
    "objections": {"objection": TEXT, "answer": TEXT, "proof": TEXT},
    "contacts": {
        "name": TEXT, "network": TEXT, "strength": TEXT, "role": TEXT,
        "ask_for": MANY, "phone": TEXT, "last_contact": DAY, "company": TEXT,
        "job": TEXT, "school": TEXT, "earlier": TEXT, "email": TEXT,
        "known_through": TEXT, "give": TEXT, "rhythm": TEXT, "may_know": TEXT,
    },
    "relations": {
        "person": TEXT, "role": TEXT, "knows": TEXT, "company": TEXT, "how": TEXT,
        "direction": TEXT, "meets": TEXT,
    },
    "references": {
        "person": TEXT, "relation": TEXT, "phone": TEXT, "may_call": TEXT,
        "can_say": TEXT,
    },
}  # fmt: skip


def answers_of(path: Path) -> Answers:
    """Return the answers of a file in the project's own format."""
    steps = json.loads(path.read_text("utf-8"))["steps"]
    return {
        step: [{"id": one["record"], **one["answers"]} for one in records]
        for step, records in steps.items()
    }


def frames_of(answers: Answers) -> dict[str, pd.DataFrame]:
    """Return a typed frame for every step, also for those without answers."""
    return {step: _frame(answers.get(step, []), COLUMNS[step]) for step in COLUMNS}


def _frame(
    records: Sequence[Mapping[str, Any]], columns: Mapping[str, str]
) -> pd.DataFrame:
    index = pd.Index([one["id"] for one in records], dtype="string", name="record")
    columns_of_values = {
        name: _column([one.get(name) for one in records], dtype, index)
        for name, dtype in columns.items()
    }
    return pd.DataFrame(columns_of_values, index=index)


def _column(values: list[Any], dtype: str, index: "pd.Index[str]") -> pd.Series:
    if dtype == MANY:
        return pd.Series([tuple(one or ()) for one in values], index, dtype=object)
    if dtype == DAY:
        days = pd.to_datetime(pd.Series(values, index, dtype=object), format="ISO8601")
        return days.astype(DAY)
    return pd.Series(values, index, dtype=dtype)


class Read:
    """A Word file read back."""

    def __init__(self, file: bytes) -> None:
        self.file = file
        self.word = docx.Document(io.BytesIO(file))
        self.paragraphs = self.word.paragraphs
        self.lines = [one.text for one in self.paragraphs]
        self.text = "\n".join(self.lines)

    def styled(self, style: str) -> list[str]:
        """Return the paragraphs of a style."""
        return [one.text for one in self.paragraphs if one.style.name == style]

    def part(self, name: str) -> bytes:
        """Return a part of the file: ``word/document.xml``."""
        return zipfile.ZipFile(io.BytesIO(self.file)).read(name)


@pytest.fixture
def answers() -> Answers:
    """Return the answers of Hanne Mølgaard, to be changed by a test."""
    return answers_of(HERE / "hanne.json")


@pytest.fixture(scope="session")
def words(content: Content) -> Callable[[Language], dict[str, str]]:
    """Return all that documents say by language."""
    return lambda language: dict(documents.words_in(content, language))


@pytest.fixture(scope="session")
def to_frames() -> Callable[[Answers], dict[str, pd.DataFrame]]:
    return frames_of


@pytest.fixture(scope="session")
def demo() -> Callable[[Language], Answers]:
    """Return the answers of the shipped demo participant."""
    return lambda language: answers_of(packaged("data", "demo", f"{language}.json"))


@pytest.fixture(scope="session")
def cv(words: Callable[[Language], dict[str, str]]) -> Callable[..., Read]:
    """Write a CV from answers and read it back."""

    def write(
        answers: Answers, target: str | None = None, language: Language = "da"
    ) -> Read:
        file = documents.filled(
            "cv",
            frames_of(answers),
            words(language),
            record=target or "",
            language=language,
            settings=Settings(),
            today=TODAY,
        )
        return Read(file)

    return write


@pytest.fixture(scope="session")
def application(words: Callable[[Language], dict[str, str]]) -> Callable[..., Read]:
    """Write an application from answers and read it back."""

    def write(
        answers: Answers, record: str = "app-bolge", language: Language = "da"
    ) -> Read:
        file = documents.filled(
            "application",
            frames_of(answers),
            words(language),
            record=record,
            language=language,
            settings=Settings(),
            today=TODAY,
        )
        return Read(file)

    return write


@pytest.fixture(scope="session")
def write(words: Callable[[Language], dict[str, str]]) -> Callable[..., Read]:
    """Write any document from answers and read it back."""

    def write(
        document: documents.Document,
        answers: Answers,
        record: str = "",
        language: Language = "da",
        **more: Any,
    ) -> Read:
        settings = more.pop("settings", Settings())
        file = documents.filled(
            document,
            frames_of(answers),
            words(language),
            record=record,
            language=language,
            settings=settings,
            today=TODAY,
            **more,
        )
        return Read(file)

    return write


@pytest.fixture(scope="session")
def blank(words: Callable[[Language], dict[str, str]]) -> Callable[..., Read]:
    """Write a sheet for paper and read it back."""

    def write(document: documents.Document, language: Language = "da") -> Read:
        file = documents.blank(
            document,
            words(language),
            language=language,
            settings=Settings(),
            today=TODAY,
        )
        return Read(file)

    return write


@pytest.fixture(scope="session")
def valid() -> Callable[[bytes], None]:
    """Hold that the parts of a Word file are what the standard allows."""
    schema = etree.XMLSchema(etree.parse(str(HERE / "ooxml" / "wml.xsd")))

    def hold(file: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(file)) as word:
            names = [n for n in word.namelist() if n.endswith((".xml", ".rels"))]
            trees = {name: etree.fromstring(word.read(name)) for name in names}
        checked = {n: tree for n, tree in trees.items() if tree.tag in CHECKED}
        assert {"word/document.xml", "word/styles.xml"} <= set(checked)
        for name, tree in checked.items():
            schema.validate(_without_extensions(tree))
            assert not list(schema.error_log), name

    return hold


def _without_extensions(tree: Any) -> Any:
    """Take out what is in a namespace that a program may ignore."""
    prefixes = tree.attrib.pop(IGNORABLE, "").split()
    spaces = {tree.nsmap[prefix] for prefix in prefixes}
    for element in list(tree.iter(etree.Element)):
        for key in [k for k in element.attrib if etree.QName(k).namespace in spaces]:
            del element.attrib[key]
        if etree.QName(element).namespace in spaces:
            element.getparent().remove(element)
    return tree
