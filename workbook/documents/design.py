"""Writes the Word templates as they are shipped: ``python -m … .design DIR``.

A coach changes the templates in Word; this module is where ours come from, so that
their look stays one and their parts stay clean.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from docx.document import Document as WordDocument

from workbook.documents.context import Document
from workbook.documents.sheet import TAGS, Sheet
from workbook.settings import LANGUAGES, Language

_NAMED = (("{{ competence.name }}", "Strong"), "{% if competence.evidence %}: "
          "{{ competence.evidence }}{% endif %}")  # fmt: skip
_WORKPLACE = "{{ [job.employer, job.place] | select | join(', ') }}"
_EARLIER = "{{ [job.title, job.employer, job.place] | select | join(', ') }}\t"

_COURSE = "{{ [course.title, course.provider] | select | join(', ') }}\t"


def cv_template(language: Language) -> WordDocument:
    """Return the CV's template."""
    sheet = Sheet(language, 10.5)
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
        sheet.add("Entry", _EARLIER, ("{{ job.period }}", "Soft"))
    with sheet.section("education"), sheet.block("for one in education"):
        _education(sheet)
    with sheet.section("courses"), sheet.block("for course in courses"):
        sheet.add("Entry", _COURSE, ("{{ course.year }}", "Soft"))
    with sheet.section("languages"), sheet.block("for language in languages"):
        sheet.add("Language", "{{ language.name }}\t{{ language.level }}")
    with sheet.section("volunteering"), sheet.block("for one in volunteering"):
        _volunteering(sheet)
    return sheet.word


def _story(sheet: Sheet) -> None:
    sheet.add(
        "List Bullet",
        ("{{ story.title }}", "Strong"),
        "{% if story.sentence %}: {{ story.sentence }}{% endif %}"
        "{% if story.number %} ({{ story.number }}){% endif %}",
    )


def _job(sheet: Sheet) -> None:
    sheet.add("Heading 2", "{{ job.title }}\t", ("{{ job.period }}", "Soft"))
    with sheet.block("if job.employer or job.place"):
        sheet.add("Workplace", _WORKPLACE)
    # Tasks stay with the first result, so that a page seldom begins inside a job.
    with sheet.block("if job.results"):
        sheet.each("job.tasks", "Task")
        sheet.add("Label", sheet.printed["results"])
    with sheet.block("if not job.results"):
        sheet.each("job.tasks", "List Bullet")
    sheet.each("job.results", "List Bullet")


def _education(sheet: Sheet) -> None:
    # All in one paragraph, so that no page break parts a line from its title.
    sheet.add(
        "Entry",
        ("{{ one.title }}", "Strong"),
        "\t",
        ("{{ one.period }}", "Soft"),
        ("{% if one.school %}\n{{ one.school }}{% endif %}", "Soft"),
        "{% if one.note %}\n{{ one.note }}{% endif %}",
    )


def _volunteering(sheet: Sheet) -> None:
    sheet.add(
        "Entry",
        ("{{ one.title }}", "Strong"),
        "{% if one.title and one.organisation %}, {% endif %}{{ one.organisation }}\t",
        ("{{ one.period }}", "Soft"),
        "{% if one.did %}\n{{ one.did }}{% endif %}",
    )


def application_template(language: Language) -> WordDocument:
    """Return the application's template."""
    sheet = Sheet(language, 11)
    sheet.add("Title", "{{ name }}")
    sheet.each("contact", "Contact")
    sheet.each("receiver", "Receiver")
    sheet.add("Date", "{{ date }}")
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
    sheet.add("Signature", "{{ signature }}")
    with sheet.block("if attachments"):
        label = sheet.printed["attachments"]
        sheet.add("Attachments", f"{label}: {{{{ attachments | join(', ') }}}}")


DESIGNS: dict[Document, Callable[[Language], WordDocument]] = {
    "cv": cv_template,
    "application": application_template,
}


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Write every template and return their paths."""
    return tuple(
        _write(folder, document, language)
        for document in DESIGNS
        for language in LANGUAGES
    )


def _write(folder: Path, document: Document, language: Language) -> Path:
    path = folder / f"{document}.{language}.docx"
    template = DESIGNS[document](language)
    properties = template.core_properties
    properties.title, properties.language = document, TAGS[language]
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = datetime(2026, 1, 1)
    template.save(str(path))
    return path


if __name__ == "__main__":
    write_templates(Path(sys.argv[1]))
