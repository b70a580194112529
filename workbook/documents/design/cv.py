"""The CV's template, and how competences and stories stand in every document."""

from docx.document import Document as WordDocument

from workbook.documents.design.sheet import Sheet
from workbook.settings import Language

NAMED = (("{{ competence.name }}", "Strong"), "{% if competence.evidence %}: "
         "{{ competence.evidence }}{% endif %}")  # fmt: skip
STORY = (("{{ story.title }}", "Strong"), "{% if story.number %} "
         "({{ story.number }}){% endif %}{% if story.sentence %}: "
         "{{ story.sentence }}{% endif %}")  # fmt: skip
_NAME = "{% if photo %}{{ photo }}{% endif %}{{ name or document_title }}"
_EMPLOYER = "{{ [place.employer, place.place] | select | join(', ') }}"
_EARLIER = "{{ [job.title, job.employer, job.place] | select | join(', ') }}\t"
_COURSE = "{{ [course.title, course.provider] | select | join(', ') }}\t"


def cv_template(language: Language) -> WordDocument:
    """Return the CV's template."""
    sheet = Sheet(language)
    sheet.add("Title", _NAME)
    sheet.each("contact", "Contact")
    sheet.wanting()
    with sheet.block("if headline"):
        sheet.add("Subtitle", "{{ headline }}")
    for told in ("profile", "motivation"):
        with sheet.section(told):
            sheet.each(told, "Normal")
    with sheet.section("competences"), sheet.block("for competence in competences"):
        sheet.add("List Bullet", *NAMED)
    with sheet.section("stories"), sheet.block("for story in stories"):
        sheet.add("List Bullet", *STORY)
    with sheet.section("workplaces"), sheet.block("for place in workplaces"):
        _workplace(sheet)
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
    with sheet.section("references"):
        sheet.add("Normal", "{{ references }}")
    return sheet.word


def _workplace(sheet: Sheet) -> None:
    """Add an employer: with one job under its title, with several under his name."""
    with sheet.block("if place.jobs | length > 1"):
        sheet.add("Heading 2", f"{_EMPLOYER}\t", ("{{ place.period }}", "Soft"))
        with sheet.block("for job in place.jobs"):
            sheet.add("Heading 3", "{{ job.title }}\t", ("{{ job.period }}", "Soft"))
            _done(sheet)
    with (
        sheet.block("if place.jobs | length == 1"),
        sheet.block("for job in place.jobs"),
    ):
        sheet.add("Heading 2", "{{ job.title }}\t", ("{{ job.period }}", "Soft"))
        with sheet.block("if place.employer or place.place"):
            sheet.add("Workplace", _EMPLOYER)
        _done(sheet)


def _done(sheet: Sheet) -> None:
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
