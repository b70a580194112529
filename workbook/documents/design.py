"""Writes the Word templates as they are shipped: ``python -m … .design DIR``.

A coach changes the templates in Word; this module is where ours come from, so that
their look stays one and their parts stay clean.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from workbook.documents.context import Document
from workbook.documents.look import ACCENT, dress
from workbook.documents.parts import tidy
from workbook.settings import LANGUAGES, Language

_TAGS: Mapping[Language, str] = {"da": "da-DK", "en": "en-GB"}
_PRINTED: Mapping[Language, Mapping[str, str]] = {
    "da": {
        "profile": "Profil",
        "competences": "Nøglekompetencer",
        "stories": "Udvalgte resultater",
        "jobs": "Erhvervserfaring",
        "earlier": "Tidligere job",
        "education": "Uddannelse",
        "languages": "Sprog",
        "strengths": "Det har jeg med",
        "difference": "Det får I ud af det",
        "why_you": "Derfor jer",
        "greeting": "Med venlig hilsen",
        "attachments": "Bilag",
    },
    "en": {
        "profile": "Profile",
        "competences": "Key competences",
        "stories": "Selected results",
        "jobs": "Work experience",
        "earlier": "Earlier jobs",
        "education": "Education",
        "languages": "Languages",
        "strengths": "What I bring",
        "difference": "What you gain",
        "why_you": "Why you",
        "greeting": "Kind regards",
        "attachments": "Enclosed",
    },
}
"""What stands printed in a template: a coach rewords it there, in Word."""


class Sheet:
    """A template in the making: paragraphs by style, blocks that repeat or vanish."""

    def __init__(self, language: Language) -> None:
        """Open an empty A4 page in the common look."""
        self.word: WordDocument = docx.Document()
        self.printed = _PRINTED[language]
        dress(self.word, _TAGS[language])
        tidy(self.word, _TAGS[language], ACCENT)
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


_NAMED = (("{{ competence.name }}", "Strong"), "{% if competence.evidence %}: "
          "{{ competence.evidence }}{% endif %}")  # fmt: skip
_WORKPLACE = "{{ job.employer }}{% if job.place %}, {{ job.place }}{% endif %}"


def cv_template(language: Language) -> WordDocument:
    """Return the CV's template."""
    sheet = Sheet(language)
    sheet.add("Title", "{{ name }}")
    sheet.each("contact", "Contact")
    with sheet.block("if headline"):
        sheet.add("Subtitle", "{{ headline }}")
    with sheet.section("profile"):
        sheet.each("profile", "Normal")
    with sheet.section("competences"), sheet.block("for competence in competences"):
        sheet.add("List Bullet", *_NAMED)
    with sheet.section("stories"), sheet.block("for story in stories"):
        _story(sheet)
    with sheet.section("jobs"), sheet.block("for job in jobs"):
        _job(sheet)
    with sheet.section("earlier"), sheet.block("for job in earlier"):
        employer = "{% if job.employer %}, " + _WORKPLACE + "{% endif %}\t"
        sheet.add("Entry", "{{ job.title }}" + employer, ("{{ job.period }}", "Period"))
    with sheet.section("education"), sheet.block("for one in education"):
        _education(sheet)
    with sheet.section("languages"), sheet.block("for language in languages"):
        sheet.add("Language", "{{ language.name }}\t{{ language.level }}")
    return sheet.word


def _story(sheet: Sheet) -> None:
    sheet.add(
        "List Bullet",
        ("{{ story.title }}", "Strong"),
        "{% if story.sentence %}: {{ story.sentence }}{% endif %}"
        "{% if story.number %} ({{ story.number }}){% endif %}",
    )


def _job(sheet: Sheet) -> None:
    sheet.add("Heading 2", "{{ job.title }}\t", ("{{ job.period }}", "Period"))
    with sheet.block("if job.employer or job.place"):
        sheet.add("Workplace", _WORKPLACE)
    sheet.each("job.tasks", "Job Text")
    sheet.each("job.results", "List Bullet")


def _education(sheet: Sheet) -> None:
    sheet.add("Heading 2", "{{ one.title }}\t", ("{{ one.period }}", "Period"))
    with sheet.block("if one.school"):
        sheet.add("Workplace", "{{ one.school }}")
    sheet.each("one.note", "Job Text")


def application_template(language: Language) -> WordDocument:
    """Return the application's template."""
    sheet = Sheet(language)
    sheet.add("Title", "{{ name }}")
    sheet.each("contact", "Contact")
    sheet.add("Date", "{{ date }}")
    sheet.each("receiver", "Receiver")
    with sheet.block("if headline"):
        sheet.add("Letter Headline", "{{ headline }}")
    with sheet.block("if salutation"):
        sheet.add("Salutation", "{{ salutation }}")
    sheet.each("hook", "Letter Text")
    with sheet.block("if strengths"):
        sheet.add("Heading 2", sheet.printed["strengths"])
        with sheet.block("for competence in strengths"):
            sheet.add("List Bullet", *_NAMED)
    _body(sheet, "difference", "difference", "worth")
    _body(sheet, "why_you", "why_you", "proposal")
    _ending(sheet)
    return sheet.word


def _body(sheet: Sheet, heading: str, *names: str) -> None:
    with sheet.block(f"if {' or '.join(names)}"):
        sheet.add("Heading 2", sheet.printed[heading])
    for name in names:
        sheet.each(name, "Letter Text")


def _ending(sheet: Sheet) -> None:
    with sheet.block("if closing"):
        sheet.add("Letter Text", "{{ closing }}")
    sheet.add("Closing", sheet.printed["greeting"])
    sheet.add("Signature", "{{ name }}")
    with sheet.block("if attachments"):
        label = sheet.printed["attachments"]
        sheet.add("Attachments", f"{label}: {{{{ attachments | join(', ') }}}}")


DESIGNS = {"cv": cv_template, "application": application_template}


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Write every template and return their paths."""
    return tuple(
        _write(folder, document, language)
        for document in ("cv", "application")
        for language in LANGUAGES
    )


def _write(folder: Path, document: Document, language: Language) -> Path:
    path = folder / f"{document}.{language}.docx"
    template = DESIGNS[document](language)
    properties = template.core_properties
    properties.title, properties.language = document, _TAGS[language]
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = datetime(2026, 1, 1)
    template.save(str(path))
    return path


if __name__ == "__main__":
    write_templates(Path(sys.argv[1]))
