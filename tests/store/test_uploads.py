"""A file that is put in is kept whole, or refused with the answer as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from asked import question, step

from workbook.content import Texts
from workbook.store import LARGEST_FILE, Place, WorkbookFile

Opens = Callable[..., WorkbookFile]
HERE = Place("things", "one", "file")
PICTURES = step(question("file", "file", accepts=[".jpg", ".png"]))


def upload(content: Any = b"%PDF", name: str = "bevis.pdf", **more: Any) -> object:
    size = len(content) if isinstance(content, bytes) else 4
    told = {"name": name, "media_type": "application/pdf", "size": size}
    return {**told, "content": content, **more}


def kept(file: WorkbookFile) -> tuple[str, str, bytes] | None:
    value = file.record("things", "one").values.get("file")
    return file.file(str(value)) if value else None


def test_a_file_is_found_again_byte_for_byte(opens: Opens) -> None:
    content = bytes(range(256)) * 100
    opens().save(HERE, upload(content))
    assert kept(opens()) == ("bevis.pdf", "application/pdf", content)


def test_a_file_of_five_megabytes_is_kept(opens: Opens) -> None:
    file = opens()
    assert file.save(HERE, upload(bytes(LARGEST_FILE))).fault is None
    found = kept(file)
    assert found is not None
    assert len(found[2]) == LARGEST_FILE == 5 * 1024 * 1024


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (upload(bytes(LARGEST_FILE + 1)), "file_too_large"),
        # The page sends only the size of one that is too large.
        (upload(b"", size=LARGEST_FILE + 1), "file_too_large"),
        (upload(b"half", size=8), "file"),
        (upload(content=None), "file"),
        (upload(content=10**12), "file"),
        (upload(content="text"), "file"),
        (upload(size="4"), "file"),
        (upload(name=""), "file"),
        (upload(name=".."), "file"),
        (upload(name="a/.."), "file"),
        (upload(name="\x00"), "file"),
        ({}, "file"),
        ({"content": b"x"}, "file"),
        (["a"], "file"),
        ("../../etc/passwd", "file"),
    ],
)
def test_a_file_that_did_not_come_through_leaves_the_earlier_one(
    opens: Opens, raw: object, code: str
) -> None:
    file = opens()
    file.save(HERE, upload(b"first"))
    saved = file.save(HERE, raw)
    assert saved.fault is not None
    assert saved.fault.code == code
    found = kept(file)
    assert found is not None
    assert found[2] == b"first"
    assert len(file.file_names()) == 1
    assert file.record("things", "one").drafts == {}


@pytest.mark.parametrize("name", ["et.JPG", "to.billede.png", " mig.jpg "])
def test_a_file_of_a_kind_that_can_be_used_is_kept(opens: Opens, name: str) -> None:
    file = opens({"things": PICTURES})
    assert file.save(HERE, upload(name=name)).fault is None
    assert (kept(file) or ("",))[0] == name.strip()


@pytest.mark.parametrize("name", ["cv.pdf", "jpg", "billede.jpg.exe"])
def test_a_file_of_another_kind_leaves_the_earlier_one(
    opens: Opens, texts: Texts, name: str
) -> None:
    file = opens({"things": PICTURES})
    file.save(HERE, upload(b"first", name="mig.png"))
    saved = file.save(HERE, upload(name=name))
    assert saved.fault is not None
    assert saved.fault.code == "file_kind"
    said = texts.say("answers.file_kind", "da", **saved.fault.details)
    assert said == "Vælg en fil af typen .jpg, .png."
    assert (kept(file) or ())[2:] == (b"first",)
    assert len(file.file_names()) == 1


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("C:\\Users\\Åse\\bevis.pdf", "bevis.pdf"),
        ("../../etc/passwd", "passwd"),
        ("/etc/cron.d/x", "x"),
        ("a\x00b\nc.pdf", "ab c.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("<b>æøå & co</b>.docx", "b>.docx"),
    ],
)
def test_the_name_of_a_file_leads_nowhere(opens: Opens, told: str, name: str) -> None:
    file = opens()
    file.save(HERE, upload(name=told))
    found = kept(file)
    assert found is not None
    assert found[0] == name
    file.keep_file("own", told, "application/pdf", b"")
    assert file.file_names()["own"] == name


def test_an_answer_without_its_file_keeps_the_file_for_earlier_versions(
    opens: Opens,
) -> None:
    file = opens()
    file.save(HERE, upload(b"first"))
    file.save(HERE, None)
    assert kept(file) is None
    file.undo(HERE)
    found = kept(file)
    assert found is not None
    assert found[2] == b"first"


def test_a_frame_shows_the_name_of_a_file(opens: Opens) -> None:
    file = opens()
    file.save(HERE, upload())
    assert list(file.frame("things")["file"]) == ["bevis.pdf"]
