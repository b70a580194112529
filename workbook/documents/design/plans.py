"""The templates of the plans: what is promised to whom, and who knows whom."""

from docx.document import Document as WordDocument

from workbook.documents.design.sheet import Run, Sheet
from workbook.settings import Language

_NUMBER = "{% if one.number %}{{ one.number }} · {% endif %}"
"""What stands for a contact on the map, before the name."""


def follow_up_plan_template(language: Language) -> WordDocument:
    """Return the follow-up plan's template."""
    sheet = _plan(language)
    _promises(sheet, "promises", "to_say", "{{ one.said }}")
    _promises(sheet, "kept", "done", "{{ one.done }}")
    return sheet.word


def _promises(sheet: Sheet, name: str, head: str, last: str) -> None:
    with sheet.section(name):
        sheet.table(
            {"due": 27, "whom": 46, "way": 25, head: 62},
            "one",
            name,
            ["{{ one.due }}"],
            _who("one.whom", "one.company"),
            ["{{ one.way }}"],
            [last],
        )


def network_plan_template(language: Language) -> WordDocument:
    """Return the network plan's template."""
    sheet = _plan(language)
    with sheet.block("if map"):
        sheet.add("Template Tag", "{{ map }}")
    with sheet.block("for network in networks"):
        sheet.add("Heading 1", "{{ network.title }}")
        sheet.table(
            {"contact_name": 45, "ask_for": 51, "give": 40, "last_contact": 24},
            "one",
            "network.contacts",
            [(_NUMBER, "Soft"), *_who("one.name", "one.role", "one.phone")],
            ["{{ one.ask_for | join('\\n') }}"],
            ["{{ one.give }}"],
            ["{{ one.last_contact }}"],
        )
    _paths(sheet, "paths")
    _paths(sheet, "favours")
    return sheet.word


def _paths(sheet: Sheet, name: str) -> None:
    with sheet.section(name):
        sheet.table(
            {"person": 45, "workplace": 35, "through": 35, "how": 45},
            "one",
            name,
            _who("one.person", "one.role"),
            ["{{ one.company }}"],
            ["{{ one.through }}"],
            ["{{ one.how }}"],
        )


def _plan(language: Language) -> Sheet:
    sheet = Sheet(language)
    sheet.add("Title", "{{ title }}")
    with sheet.block("if name or date"):
        sheet.add("Contact", "{{ [name, date] | select | join(' · ') }}")
    sheet.wanting()
    return sheet


def _who(name: str, *more: str) -> list[Run]:
    """Return somebody's name, and below it what else is known."""
    below = [
        (f"{{% if {one} %}}\n{{{{ {one} }}}}{{% endif %}}", "Soft") for one in more
    ]
    return [(f"{{{{ {name} }}}}", "Strong"), *below]
