"""Builds the call card's context: one conversation, all that it needs on one sheet."""

from collections.abc import Iterator, Mapping

from workbook.documents.answers import Frames, Record, chosen, records, told
from workbook.documents.blank import RULE, agreed
from workbook.documents.context import CallCardContext, Objection, Story
from workbook.documents.people import document_title, name
from workbook.documents.wanting import missing
from workbook.errors import DocumentError

_NOTES = 3
_TIES = ("company", "contact")


def call_card_context(
    frames: Frames, words: Mapping[str, str], *, record: str
) -> CallCardContext:
    """Return the card of one prepared conversation.

    Raises:
        DocumentError: ``document_record`` when there is no such preparation.
    """
    call = _call(frames, record)
    company = one(frames, "companies", call.text("company"))
    contact = one(frames, "contacts", call.text("contact"))
    opening, questions = call.points("opening"), call.points("questions")
    wanted = (("opening", opening), ("questions", questions))
    return CallCardContext(
        document_title=document_title("call_card", frames, words),
        name=name(frames),
        missing=missing(words, wanted),
        whom=call.text("whom") or contact.text("name"),
        about=_about(company, contact),
        opening=opening,
        information=call.points("information"),
        questions=questions,
        arguments=call.points("arguments"),
        stories=_stories(frames, call),
        objections=_objections(frames, call),
        rounding_off=call.points("rounding_off"),
        said=tuple(_said(frames, call)),
        facts=(*company.points("why"), *company.points("needs")),
        notes=(RULE,) * _NOTES,
        agreed=agreed(words),
    )


def one(frames: Frames, step: str, record: str) -> Record:
    """Return a record that another one refers to, an empty one when it is gone."""
    return next(iter(chosen(frames, step, (record,))), Record())


def _call(frames: Frames, record: str) -> Record:
    found = chosen(frames, "calls", (record,))
    if not found:
        raise DocumentError("document_record", step="calls", record=record)
    return found[0]


def _about(company: Record, contact: Record) -> tuple[str, ...]:
    phone = contact.text("phone") or company.text("phone")
    line = " · ".join(part for part in (company.text("name"), phone) if part)
    return (line,) if line else ()


def _stories(frames: Frames, call: Record) -> tuple[Story, ...]:
    found = told(chosen(frames, "stories", call.ids("stories")), "title")
    return tuple(
        Story(story.text("title"), story.text("sentence"), story.text("number"))
        for story in found
    )


def _objections(frames: Frames, call: Record) -> tuple[Objection, ...]:
    found = chosen(frames, "objections", call.ids("objections"))
    return tuple(
        Objection(one.text("objection"), one.running("answer"))
        for one in told(found, "objection")
    )


def _said(frames: Frames, call: Record) -> Iterator[str]:
    """Return what was said in earlier conversations about the same, in their words."""
    for talk in records(frames, "conversations"):
        if any(call.text(tie) and call.text(tie) == talk.text(tie) for tie in _TIES):
            yield from (*talk.points("own_words"), *talk.points("learned"))
