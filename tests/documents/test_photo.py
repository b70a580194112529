"""The participant's photo: fit for a document, nothing hidden in it, told in words."""

import io
import zlib
from contextlib import suppress
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from workbook.documents.photo import HEIGHT, WIDTH, photo
from workbook.errors import DocumentError

EMU = 36_000
"""Of Word's units in a millimetre."""
PLACE, ROTATION, MAKER, LATITUDE = 0x8825, 0x0112, 0x010F, 2


def saved(picture: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def two_halves(width: int = 600, height: int = 760) -> Image.Image:
    """Return a picture that is red above and blue below."""
    picture = Image.new("RGB", (width, height), "blue")
    ImageDraw.Draw(picture).rectangle((0, 0, width, height // 2), fill="red")
    return picture


def shown(content: bytes) -> Any:
    """Return the picture that a document would hold."""
    found = Image.open(io.BytesIO(photo(content, "Bo Lund").content))
    assert found.format == "JPEG"
    return found


def colours(picture: Any) -> tuple[str, str]:
    """Return which colour is strongest at the top and at the foot."""
    width, height = picture.size
    places = ((width // 2, 5), (width // 2, height - 5))
    strongest = [
        max(zip(picture.getpixel(place), "RGB", strict=True)) for place in places
    ]
    return strongest[0][1], strongest[1][1]


def test_a_picture_becomes_a_portrait_of_the_same_shape_as_on_the_page() -> None:
    for size in ((600, 760), (3000, 500), (500, 3000), (40, 50)):
        width, height = shown(saved(two_halves(*size))).size
        assert abs(width / height - WIDTH / HEIGHT) < 0.01


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_kind_of_a_telephone_is_taken(kind: str) -> None:
    assert colours(shown(saved(two_halves(), kind))) == ("R", "B")


def test_what_is_seen_through_is_white() -> None:
    clear = Image.new("RGBA", (600, 760), (255, 0, 0, 0))
    assert min(shown(saved(clear, "PNG")).getpixel((100, 100))) > 250


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "I;16"])
def test_every_way_to_keep_colours_is_taken(mode: str) -> None:
    picture = two_halves().convert("L" if mode == "I;16" else mode)
    picture = picture.convert("I;16") if mode == "I;16" else picture
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert shown(saved(picture, kind)).mode == "RGB"


@pytest.mark.parametrize("rotation", [3, 6, 8])
def test_a_picture_of_a_telephone_held_aside_stands_upright(rotation: int) -> None:
    turned = {3: 180, 6: 90, 8: 270}
    exif = Image.Exif()
    exif[ROTATION] = rotation
    aside = two_halves().rotate(turned[rotation], expand=True)
    assert colours(shown(saved(aside, exif=exif))) == ("R", "B")


def test_nothing_of_what_a_camera_notes_is_kept() -> None:
    exif = Image.Exif()
    exif[MAKER] = "Secret Camera"
    exif.get_ifd(PLACE)[LATITUDE] = (56.0, 8.0, 12.0)
    content = saved(two_halves(), exif=exif, comment=b"Secret garden")
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(PLACE)
    assert b"Secret" in content
    kept = photo(content, "Bo Lund").content
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert b"Secret" not in kept
    assert b"Exif" not in kept


def test_a_photo_of_five_megabytes_becomes_small(write: Any) -> None:
    noise = Image.effect_noise((2600, 3300), 90).convert("RGB")
    content = saved(noise, quality=92)
    assert len(content) > 5_000_000
    assert len(photo(content, "Bo Lund").content) < 300_000
    assert len(write("cv", *with_photo(), files={"me": content}).file) < 400_000


PICTURE = saved(two_halves())


@pytest.mark.parametrize(
    "broken",
    [b"", b"Not a photo.", b"\xff\xd8\xff\xe0", PICTURE[:400],
     PICTURE[: len(PICTURE) // 2], b"%PDF-1.7", b"GIF89a" + bytes(40), b"<svg xmlns='http://www.w3.org/2000/svg'/>",
     saved(two_halves(), "PNG")[:900], saved(two_halves(), "BMP")],
    ids=["empty", "text", "head", "start", "half", "pdf", "gif", "svg", "png", "bmp"],
)  # fmt: skip
def test_what_is_no_whole_photo_is_refused(broken: bytes) -> None:
    with pytest.raises(DocumentError) as fault:
        photo(broken, "Bo Lund")
    assert (fault.value.code, fault.value.details) == ("photo_unreadable", {})


def bomb(width: int, height: int) -> bytes:
    """Return a small PNG that claims to be an enormous picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + name + data + check

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    body = zlib.compress(bytes(100_000))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


BOMB = bomb(30_000, 30_000)


@pytest.mark.parametrize("side", [9_000, 30_000, 2**30])
def test_a_picture_that_would_fill_the_memory_is_refused(side: int) -> None:
    with pytest.raises(DocumentError, match="photo_too_large"):
        photo(bomb(side, side), "Bo Lund")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(PICTURE) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_photo_is_shown_or_refused(place: int, other: bytes) -> None:
    content = PICTURE[:place] + other + PICTURE[place + len(other) :]
    with suppress(DocumentError):
        assert photo(content, "Bo Lund").content.startswith(b"\xff\xd8")


def with_photo(name: str = "Bo Lund") -> tuple[Any, str]:
    details = {"id": "contact_details", "name": name, "photo": "me"}
    return {"contact_details": [details], "cv_targets": [{"id": "one"}]}, "one"


def drawings(made: Any) -> list[Any]:
    return list(made.word.element.body.iter(qn("w:drawing")))


def test_the_photo_stands_at_the_right_margin_beside_the_name(
    write: Any, valid: Any
) -> None:
    made = write("cv", *with_photo("Åse <Bo> & \"Lund\" 'x'"), files={"me": PICTURE})
    (drawing,) = drawings(made)
    (anchor,) = drawing
    assert anchor.tag == qn("wp:anchor")
    across, down = (anchor.find(qn(f"wp:position{way}")) for way in "HV")
    assert (across.get("relativeFrom"), across[0].text) == ("margin", "right")
    assert (down.get("relativeFrom"), down[0].text) == ("margin", "top")
    extent = anchor.find(qn("wp:extent"))
    assert [int(extent.get(way)) for way in ("cx", "cy")] == [WIDTH * EMU, HEIGHT * EMU]
    wrap = anchor.find(qn("wp:wrapSquare"))
    assert wrap.get("wrapText") == "left"
    valid(made.file)


def test_whoever_does_not_see_the_photo_is_told_whose_it_is(write: Any) -> None:
    for name in ("Bo Lund", "Åse <Bo> & \"Lund\" 'x'", "{{ name }}"):
        (drawing,) = drawings(write("cv", *with_photo(name), files={"me": PICTURE}))
        described = drawing[0].find(qn("wp:docPr")).get("descr")
        assert described == name


def test_the_name_stands_whole_beside_the_photo(write: Any) -> None:
    made = write("cv", *with_photo("Åse Bøgh"), files={"me": PICTURE})
    assert made.styled("Title") == ["Åse Bøgh"]


@pytest.mark.parametrize(
    "files",
    [{}, {"me": b""}, {"me": PICTURE[:300]}, {"me": BOMB}, {"you": PICTURE}],
)
def test_a_cv_whose_photo_cannot_be_used_is_made_without_it(
    write: Any, files: dict[str, bytes]
) -> None:
    made, without = write("cv", *with_photo(), files=files), write("cv", *with_photo())
    assert drawings(made) == []
    assert made.part("word/document.xml") == without.part("word/document.xml")


def test_no_other_document_shows_the_photo(write: Any) -> None:
    answers, _ = with_photo()
    answers |= {"applications": [{"id": "one"}], "calls": [{"id": "one"}]}
    for document in ("application", "call_card", "follow_up_plan", "network_plan"):
        assert drawings(write(document, answers, "one", files={"me": PICTURE})) == []


def test_the_same_photo_gives_the_same_document(write: Any) -> None:
    one, other = (write("cv", *with_photo(), files={"me": PICTURE}) for _ in range(2))
    assert one.part("word/document.xml") == other.part("word/document.xml")
