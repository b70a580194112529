"""A Word template in the making: what stands printed in it, and its blocks of tags."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from workbook.documents.look import ACCENT
from workbook.documents.parts import tidy
from workbook.documents.styles import dress
from workbook.settings import Language

TAGS: Mapping[Language, str] = {"da": "da-DK", "en": "en-GB"}
_PRINTED: Mapping[Language, Mapping[str, str]] = {
    "da": {
        "profile": "Profil",
        "competences": "Nøglekompetencer",
        "stories": "Udvalgte resultater",
        "jobs": "Erhvervserfaring",
        "results": "Resultater",
        "earlier": "Tidligere job",
        "education": "Uddannelse",
        "courses": "Kurser",
        "languages": "Sprog",
        "volunteering": "Frivilligt arbejde og fritid",
        "strengths": "Det har jeg med",
        "difference": "Det får I ud af det",
        "why_you": "Derfor netop jer",
        "greeting": "Med venlig hilsen",
        "attachments": "Bilag",
    },
    "en": {
        "profile": "Profile",
        "competences": "Key skills",
        "stories": "Selected results",
        "jobs": "Work experience",
        "results": "Results",
        "earlier": "Earlier jobs",
        "education": "Education",
        "courses": "Courses",
        "languages": "Languages",
        "volunteering": "Volunteering and leisure",
        "strengths": "What I bring",
        "difference": "What you will gain",
        "why_you": "Why you",
        "greeting": "Kind regards,",
        "attachments": "Enclosed",
    },
}
"""What stands printed in a template: a coach rewords it there, in Word."""


class Sheet:
    """A template in the making: paragraphs by style, blocks that repeat or vanish."""

    def __init__(self, language: Language, size: float) -> None:
        """Open an empty A4 page in the common look, its text ``size`` points."""
        self.word = docx.Document()
        self.printed = _PRINTED[language]
        dress(self.word, TAGS[language], size)
        tidy(self.word, TAGS[language], ACCENT)
        self._footer()

    def add(self, style: str, *runs: str | tuple[str, str]) -> None:
        """Add a paragraph; a run with a character style is a pair of both."""
        paragraph = self.word.add_paragraph(style=style)
        for run in runs:
            text, look = run if isinstance(run, tuple) else (run, None)
            paragraph.add_run(text, look)

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
    def section(self, name: str) -> Iterator[None]:
        """Head what is added with its printed heading, when there is any of it."""
        with self.block(f"if {name}"):
            self.add("Heading 1", self.printed[name])
            yield

    def _footer(self) -> None:
        paragraph = self.word.sections[0].footer.paragraphs[0]
        paragraph.style = self.word.styles["Footer"]
        paragraph.add_run("{{ document_title }}\t")
        page = OxmlElement("w:fldSimple")
        page.set(qn("w:instr"), "PAGE")
        page.append(paragraph.add_run("2")._r)
        paragraph._p.append(page)
