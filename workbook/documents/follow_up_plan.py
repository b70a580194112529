"""Builds the follow-up plan's context: what is promised, and what was kept."""

from collections.abc import Mapping
from datetime import date

from workbook.documents.answers import Frames, Record, records, told
from workbook.documents.call_card import one
from workbook.documents.context import FollowUpPlanContext, Promise
from workbook.documents.people import document_title, name
from workbook.documents.promise import kept
from workbook.documents.wanting import missing
from workbook.documents.wording import choice, long_date, short_date, word
from workbook.settings import Language

_ASKED = ("due", "whom", "way", "said")


def follow_up_plan_context(
    frames: Frames, words: Mapping[str, str], *, language: Language, today: date
) -> FollowUpPlanContext:
    """Return all promises: the open ones and those that were kept or closed."""
    every = [
        found
        for found in records(frames, "follow_ups")
        if found.day("due") or told((found,), *_ASKED)
    ]
    still = sorted((one for one in every if not kept(one)), key=_due)
    done = sorted((one for one in every if kept(one)), key=_done, reverse=True)
    return FollowUpPlanContext(
        document_title=document_title("follow_up_plan", frames, words),
        title=word(words, "follow_up_plan"),
        name=name(frames),
        missing=missing(words, (("promises", every),)),
        date=long_date(today, language),
        promises=tuple(_promise(one, frames, words, language) for one in still),
        kept=tuple(_promise(one, frames, words, language) for one in done),
    )


def _due(promise: Record) -> date:
    return promise.day("due") or date.min


def _done(promise: Record) -> date:
    return promise.day("kept_on") or _due(promise)


def _promise(
    found: Record, frames: Frames, words: Mapping[str, str], language: Language
) -> Promise:
    due, done = found.day("due"), found.day("kept_on")
    outcome = choice(words, "follow_ups.outcome", found.text("outcome"))
    day = short_date(done, language) if done else ""
    return Promise(
        due=short_date(due, language) if due else "",
        whom=found.text("whom") or _talked_to(found, frames),
        company=_company(found, frames),
        way=choice(words, "follow_ups.way", found.text("way")),
        said=found.running("said"),
        done=" – ".join(part for part in (day, outcome) if part),
    )


def _talked_to(found: Record, frames: Frames) -> str:
    talk = one(frames, "conversations", found.text("conversation"))
    letter = one(frames, "applications", found.text("application"))
    return talk.text("whom") or letter.text("receiver")


def _company(found: Record, frames: Frames) -> str:
    for step in ("application", "conversation"):
        about = one(frames, f"{step}s", found.text(step))
        if company := one(frames, "companies", about.text("company")).text("name"):
            return company
    return ""
