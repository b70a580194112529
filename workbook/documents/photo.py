"""The participant's photo: made fit for a document, and put beside the name."""

import io
from typing import Final

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docxtpl import DocxTemplate
from lxml import etree
from PIL import Image, ImageOps, UnidentifiedImageError

from workbook.documents.context import Photo
from workbook.errors import DocumentError

WIDTH, HEIGHT = 30, 38
"""Millimetres on the page."""
_PIXELS: Final = (480, 608)
_LARGEST: Final = 60_000_000
"""Pixels: more than any telephone takes, and fewer than fill the memory."""
_KINDS: Final = ("JPEG", "PNG", "WEBP")


def photo(content: bytes, described: str) -> Photo:
    """Return an uploaded picture upright, cut to the size of a portrait, as JPEG.

    Nothing of what a camera notes in it, such as the place, is kept.

    Raises:
        DocumentError: ``photo_unreadable`` when it is no JPEG, PNG or WebP picture
            or is broken, ``photo_too_large`` when it has too many pixels.
    """
    try:
        with Image.open(io.BytesIO(content), formats=_KINDS) as found:
            if found.width * found.height > _LARGEST:
                raise DocumentError("photo_too_large")
            upright = ImageOps.exif_transpose(found).convert("RGBA")
    except Image.DecompressionBombError as fault:
        raise DocumentError("photo_too_large") from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise DocumentError("photo_unreadable") from fault
    white = Image.new("RGBA", upright.size, "white")
    white.alpha_composite(upright)
    portrait = ImageOps.fit(white.convert("RGB"), _PIXELS, centering=(0.5, 0.4))
    file = io.BytesIO()
    portrait.save(file, "JPEG", quality=88)
    return Photo(file.getvalue(), described)


_ANCHOR: Final = f"""
<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="144000" distR="0"
    simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1"
    allowOverlap="0">
  <wp:simplePos x="0" y="0"/>
  <wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
  <wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>
  <wp:wrapSquare wrapText="left"/>
</wp:anchor>"""
_RUN: Final = '</w:t></w:r><w:r>{}</w:r><w:r><w:t xml:space="preserve">'


class Beside:
    """A photo as a template's tag prints it: at the right margin, text beside it."""

    def __init__(self, template: DocxTemplate, photo: Photo) -> None:
        """Keep the photo in the document; the tag may stand in any paragraph."""
        inline = template.docx.part.new_pic_inline(
            io.BytesIO(photo.content), Mm(WIDTH), Mm(HEIGHT)
        )
        inline.docPr.set("descr", photo.described)
        self._drawing = parse_xml(f"<w:drawing {nsdecls('w')}/>")
        self._drawing.append(_anchored(inline))

    def __html__(self) -> str:
        """Return the picture in a run of its own, between two of the tag's own run."""
        return _RUN.format(etree.tostring(self._drawing, encoding="unicode"))


def _anchored(inline: BaseOxmlElement) -> BaseOxmlElement:
    """Return the picture as one that text runs beside, instead of in its line."""
    anchor = parse_xml(_ANCHOR)
    size, *rest = list(inline)
    anchor.insert(3, size)
    anchor.extend(rest)
    return anchor
