"""A Word template in the making: what stands printed in it, and its blocks of tags."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from workbook.documents.design.look import TEXT
from workbook.documents.design.parts import tidy
from workbook.documents.design.printed import PRINTED
from workbook.documents.design.styles import TABLE, dress
from workbook.settings import Language

Run = str | tuple[str, str]
"""A text, or a text and its character style."""
TAGS: Mapping[Language, str] = {"da": "da-DK", "en": "en-GB"}


class Sheet:
    """A template in the making: paragraphs by style, blocks that repeat or vanish."""

    def __init__(self, language: Language, *, footer: bool = True) -> None:
        """Open an empty A4 page in the classic look."""
        self.word = docx.Document()
        self.printed = PRINTED[language]
        dress(self.word, TAGS[language], "classic")
        tidy(self.word, TAGS[language])
        if footer:
            self._footer()

    def add(self, style: str, *runs: Run) -> Paragraph:
        """Add a paragraph, and return it."""
        paragraph = self.word.add_paragraph(style=style)
        write(paragraph, *runs)
        return paragraph

    @contextmanager
    def block(self, tag: str) -> Iterator[None]:
        """Put what is added inside between ``{%p tag %}`` and its end."""
        self.add("Template Tag", f"{{%p {tag} %}}")
        yield
        self.add("Template Tag", f"{{%p end{tag.split()[0]} %}}")

    def each(self, name: str, style: str) -> None:
        """Add one paragraph for each text of a list."""
        with self.block(f"for line in {name}"):
            self.add(style, "{{ line }}")

    @contextmanager
    def section(
        self, name: str, style: str = "Heading 1", printed: str = ""
    ) -> Iterator[None]:
        """Head what is added with its printed heading, when there is any of it."""
        with self.block(f"if {name}"):
            self.add(style, self.printed[printed or name])
            yield

    def wanting(self) -> None:
        """Say first what is missing before the document can be sent."""
        with self.block("if missing"):
            label = self.printed["missing"]
            self.add("Missing", f"{label} {{{{ missing | join(', ') }}}}.")

    def table(
        self, heads: Mapping[str, float], item: str, rows: str, *cells: Sequence[Run]
    ) -> None:
        """Add a table with a row for each ``item`` of ``rows``.

        ``heads`` are the printed heads with the share of the width each takes,
        ``cells`` the runs of each. The first row stands on every page, and no row is
        parted by the foot of one.
        """
        table = self.word.add_table(4, len(heads), TABLE)
        self._columns(table, list(heads.values()))
        first, each, filled, end = table.rows
        _fill(first, "Table Head", [[self.printed[head]] for head in heads])
        _mark(first, "w:tblHeader")
        _fill(each, "Template Tag", [[f"{{%tr for {item} in {rows} %}}"]])
        _fill(filled, "Table Text", cells)
        filled.height = Mm(9)
        _mark(filled, "w:cantSplit")
        _fill(end, "Template Tag", [["{%tr endfor %}"]])

    def _columns(self, table: Table, shares: list[float]) -> None:
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Mm(round(TEXT * share / sum(shares)))
            for cell in column.cells:
                cell.width = column.width

    def _footer(self) -> None:
        paragraph = self.word.sections[0].footer.paragraphs[0]
        paragraph.style = self.word.styles["Footer"]
        paragraph.add_run("{{ document_title }}\t")
        page = OxmlElement("w:fldSimple")
        page.set(qn("w:instr"), "PAGE")
        page.append(paragraph.add_run("2")._r)
        paragraph._p.append(page)


def write(paragraph: Paragraph, *runs: Run) -> None:
    """Add runs to a paragraph."""
    for run in runs:
        text, look = run if isinstance(run, tuple) else (run, None)
        paragraph.add_run(text, look)


def _fill(row: _Row, style: str, cells: Sequence[Sequence[Run]]) -> None:
    for place, cell in enumerate(row.cells):
        cell.paragraphs[0].style = style
        for runs in cells[place : place + 1]:
            write(cell.paragraphs[0], *runs)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
