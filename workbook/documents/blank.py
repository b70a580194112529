"""Builds contexts for paper: a short label and a line to write on in place of answers.

``RULE`` marks where a line is drawn; `render` puts the template's ruled styles there.
"""

from collections.abc import Callable, Mapping

from workbook.documents.context import (
    ApplicationContext,
    CallCardContext,
    Competence,
    Contact,
    Context,
    Course,
    CvContext,
    Document,
    Education,
    FollowUpPlanContext,
    Job,
    Network,
    NetworkPlanContext,
    Objection,
    Path,
    Promise,
    SpokenLanguage,
    Story,
    Volunteering,
    Workplace,
)
from workbook.documents.wording import choice, word

RULE = "\ue000"
"""A character of the private use area, which `answers` lets into no document."""

Label = Callable[[str], str]


def blank_context(document: Document, words: Mapping[str, str]) -> Context:
    """Return a document to be filled in by hand."""
    blanks: Mapping[Document, Callable[[Mapping[str, str]], Context]] = {
        "cv": blank_cv,
        "application": blank_application,
        "call_card": blank_call_card,
        "follow_up_plan": blank_follow_up_plan,
        "network_plan": blank_network_plan,
    }
    return blanks[document](words)


def blank_cv(words: Mapping[str, str]) -> CvContext:
    """Return a CV to be filled in by hand."""
    label = _labels(words)
    education = Education(label("education"), period=label("years"))
    unpaid = Volunteering(label("volunteering"), period=label("years"))
    return CvContext(
        document_title=word(words, "cv"),
        name=word(words, "cv"),
        contact=_contact(label),
        headline=label("headline"),
        profile=_ruled(label("profile"), 3),
        competences=(Competence(label("competence")),) * 4,
        stories=(Story(label("result")),) * 2,
        workplaces=(_workplace(label),) * 3,
        earlier=(Job(label("title"), period=label("years")),) * 2,
        education=(education,) * 3,
        courses=(Course(label("course"), year=label("year")),) * 3,
        languages=(SpokenLanguage(label("language"), label("level")),) * 3,
        volunteering=(unpaid,) * 2,
    )


def blank_application(words: Mapping[str, str]) -> ApplicationContext:
    """Return an application to be filled in by hand, on one page."""
    label = _labels(words)
    return ApplicationContext(
        document_title=word(words, "application"),
        name=word(words, "application"),
        contact=_contact(label),
        receiver=(label("company"), label("receiver")),
        date=label("date"),
        headline=label("letter_headline"),
        salutation=label("salutation"),
        hook=_ruled(label("hook"), 3),
        strengths=(Competence(label("competence")),) * 3,
        difference=_ruled(label("difference"), 2),
        worth=_ruled(label("worth"), 2),
        why_you=_ruled(label("why_you"), 2),
        proposal=_ruled(label("proposal"), 2),
        closing=label("closing"),
        signature=label("name"),
        attachments=(label("attachments"),),
    )


def blank_call_card(words: Mapping[str, str]) -> CallCardContext:
    """Return a call card to be filled in by hand, on one page."""
    label = _labels(words)
    return CallCardContext(
        document_title=word(words, "call_card"),
        name="",
        whom=word(words, "call_card"),
        about=(label("whom"), "\t".join((label("company"), label("phone")))),
        opening=_lines(2),
        information=_lines(2),
        questions=_lines(3),
        arguments=_lines(2),
        stories=(Story(RULE),),
        objections=(Objection(RULE), Objection(label("answer"))),
        rounding_off=_lines(1),
        notes=_lines(2),
        agreed=agreed(words),
    )


def agreed(words: Mapping[str, str]) -> tuple[str, ...]:
    """Return the lines for what is agreed while he talks: when, how, with whom."""
    label = _labels(words)
    pair = "\t".join(map(label, ("agreed_when", "agreed_how")))
    return pair, label("agreed_whom")


def blank_follow_up_plan(words: Mapping[str, str]) -> FollowUpPlanContext:
    """Return a follow-up plan with empty rows."""
    title = word(words, "follow_up_plan")
    return FollowUpPlanContext(
        document_title=title,
        title=title,
        name=_labels(words)("name"),
        promises=(Promise("", ""),) * 12,
        kept=(Promise("", ""),) * 6,
    )


def blank_network_plan(words: Mapping[str, str]) -> NetworkPlanContext:
    """Return a network plan with empty rows: ten names, and whom they lead on to."""
    title = word(words, "network_plan")
    rows = {"professional": 5, "friends": 3, "family": 2}
    return NetworkPlanContext(
        document_title=title,
        title=title,
        name=_labels(words)("name"),
        networks=tuple(
            Network(choice(words, "contacts.network", name), (Contact(""),) * count)
            for name, count in rows.items()
        ),
        paths=(Path(""),) * 4,
        favours=(Path(""),) * 2,
    )


def _lines(count: int) -> tuple[str, ...]:
    return (RULE,) * count


def _labels(words: Mapping[str, str]) -> Label:
    return lambda key: f"{word(words, f'blank_{key}')} {RULE}"


def _ruled(first: str, count: int) -> tuple[str, ...]:
    return (first, *(RULE,) * (count - 1))


def _contact(label: Label) -> tuple[str, ...]:
    pairs = (("phone", "email"), ("town", "linkedin"))
    return (label("name"), *("\t".join(map(label, pair)) for pair in pairs))


def _workplace(label: Label) -> Workplace:
    job = Job(
        title=label("title"),
        period=label("period"),
        tasks=(label("tasks"),),
        results=(RULE, RULE),
    )
    return Workplace(employer=label("employer"), place="", period="", jobs=(job,))
