"""From an empty file through all four phases as the demo participant.

She types no fact twice: every text that goes through the keyboard is noted, and what
is needed again is taken over or chosen.
"""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from icalendar import Calendar
from participant import Participant, Visit
from playwright.sync_api import Locator, expect

from workbook.settings import packaged

pytestmark = pytest.mark.browser

DEMO: Mapping[str, list[dict[str, Any]]] = json.loads(
    packaged("data", "demo", "da.json").read_text(encoding="utf-8")
)["steps"]
WHOM = DEMO["memory"][0]["answers"]["colleagues"].splitlines()[0]
DUE = date.today() + timedelta(days=9)
WAYS = ("text", "long_text", "email", "phone", "url", "integer", "date", "month")


class Lene(Participant):
    """The demo participant at the keyboard."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.typed: list[str] = []

    def writes(self, step: str, question: str, text: str) -> None:
        assert text not in self.typed, f"{step}.{question} is typed twice: {text}"
        self.typed.append(text)
        self.field(step, question).fill(text)
        self.saved(step)

    def answers(self, step: str, *questions: str, number: int = 0) -> dict[str, Any]:
        """Answer questions as the demo does; return all the demo's answers."""
        told: dict[str, Any] = DEMO[step][number]["answers"]
        for question in questions:
            asked, answer = self.step(step).question(question), told[question]
            if asked.type in WAYS:
                self.writes(step, question, str(answer))
            elif asked.type == "tags":
                self.writes(step, question, ", ".join(answer))
            else:
                for choice in answer if isinstance(answer, list) else [answer]:
                    self.option(step, question, str(choice)).check()
                self.saved(step)
        return told

    def takes(self, step: str, question: str, text: str) -> None:
        """Take a text over from the other answers."""
        row = self.row(step, question)
        fold = row.locator(".wb-suggestions")
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        item = fold.locator("li").filter(has=self.page.get_by_text(text, exact=True))
        item.first.get_by_role("button").click()
        expect(self.field(step, question)).to_have_value(containing(text))

    def accepts(self, text: str) -> None:
        """Make a record of what other answers offer."""
        fold = self.page.locator(".wb-offered")
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        name = self.say("rows.accept_named", what=text)
        self.page.get_by_role("button", name=name, exact=True).click()
        expect(self.page.locator(".wb-records .wb-said")).to_contain_text(text)

    def picks(self, step: str, question: str, name: str) -> None:
        self.field(step, question).select_option(label=name)
        self.saved(step)

    def unfolds(self, step: str) -> None:
        fold = self.form(step).locator(".wb-deeper")
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()


def containing(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text.splitlines()[0]))


@pytest.fixture
def lene(visit: Visit) -> Lene:
    someone = visit("/")
    return Lene(someone.page, someone.content, someone.language)


def test_nobody_types_a_fact_twice(lene: Lene, tmp_path: Path) -> None:
    knows_herself(lene)
    finds_out_where(lene)
    goes_through_her_network(lene)
    card = prepares_and_makes_a_call(lene)
    records_what_was_learned(lene)
    letter, resume = writes_to_them(lene, tmp_path)
    company = DEMO["companies"][0]["answers"]
    talk = DEMO["conversations"][0]["answers"]
    story = DEMO["stories"][0]["answers"]
    skill = DEMO["competences"][0]["answers"]
    for text in (story["title"], skill["evidence"], company["needs"]):
        assert text.splitlines()[0] in card
    for text in (skill["name"], skill["evidence"], company["name"], talk["own_words"]):
        assert text.splitlines()[0] in letter
    for text in (story["title"], skill["name"], skill["evidence"], talk["own_words"]):
        assert text.splitlines()[0] in resume
    follows_up(lene, tmp_path)
    assert lene.watched.complaints == []
    assert lene.watched.elsewhere == []


def knows_herself(she: Lene) -> None:
    she.begin()
    she.answers("start", "good_day", "situation", "goal")
    she.go("ladder")
    she.answers("ladder", "rung", "whom")
    she.go("rate_contact")
    she.answers("rate_contact", "rated_on", "by", "investigative", "direct", "steering")
    she.go("interests")
    she.answers("interests", "lose_time", "interests", "values", "values_why")
    she.go("wishes")
    wishes = she.answers("wishes", "tasks", "purpose")
    she.go("criteria")
    she.accepts(wishes["tasks"].splitlines()[0])
    she.go("jobs")
    she.answers("jobs", "title", "employer", "from", "to", "results", "got_by")
    she.go("stories")
    she.answers("stories", "title", "sentence", "number")
    she.go("competences")
    she.answers("competences", "name", "kind", "level", "evidence")
    she.option("competences", "stories", DEMO["stories"][0]["answers"]["title"]).check()
    proof = she.page.get_by_role("region", name=she.say("pictures.proof"))
    expect(proof).to_contain_text(she.say("pictures.proved"))


def finds_out_where(she: Lene) -> None:
    she.go("industries")
    she.answers("industries", "name")
    she.go("companies")
    she.answers("companies", "name", "place", "why", "needs", "unknown")
    she.takes("companies", "industry", DEMO["industries"][0]["answers"]["name"])
    she.unfolds("companies")
    she.answers("companies", "phone")
    criterion = DEMO["wishes"][0]["answers"]["tasks"].splitlines()[0]
    score = she.form("scores").get_by_role("group", name=criterion)
    score.get_by_role("radio", name="5").check()
    fit = she.page.get_by_role("region", name=she.say("pictures.fit"))
    expect(fit).to_contain_text("100")


def goes_through_her_network(she: Lene) -> None:
    she.go("memory")
    names = she.answers("memory", "colleagues")["colleagues"].splitlines()
    she.go("contacts")
    she.accepts(names[0])
    she.open("contacts", names[0])
    she.unfolds("contacts")
    she.picks("contacts", "company", DEMO["companies"][0]["answers"]["name"])
    she.go("companies")
    she.open("companies")
    title = she.say("pictures.paths", company=DEMO["companies"][0]["answers"]["name"])
    expect(she.page.get_by_role("region", name=title)).to_contain_text(names[0])
    she.go("interview_guide")
    she.answers(
        "interview_guide", "opening", "information", "questions", "rounding_off"
    )
    she.takes(
        "interview_guide", "arguments", DEMO["competences"][0]["answers"]["evidence"]
    )
    she.go("objections")
    she.answers("objections", "objection", "answer")


def prepares_and_makes_a_call(she: Lene) -> str:
    """A call begins as a copy of the guide; its card is read while she talks."""
    she.go("calls")
    company = DEMO["companies"][0]["answers"]
    she.accepts(WHOM)
    she.open("calls", WHOM)
    guide = DEMO["interview_guide"][0]["answers"]
    expect(she.field("calls", "opening")).to_have_value(guide["opening"])
    expect(she.field("calls", "company").locator("option:checked")).to_have_text(
        company["name"]
    )
    she.answers("calls", "way")
    she.takes("calls", "information", company["unknown"])
    objection = DEMO["objections"][0]["answers"]["objection"]
    she.option("calls", "objections", objection).check()
    she.option("calls", "stories", DEMO["stories"][0]["answers"]["title"]).check()
    she.saved("calls")
    she.button("card.show").click()
    card = she.page.get_by_role("dialog")
    expect(card).to_contain_text(DEMO["stories"][0]["answers"]["title"])
    text = card.inner_text()
    rehearses(she, card, objection)
    card.get_by_role("button", name=she.say("card.ring")).click()
    expect(card).to_contain_text(she.say("card.speaker"))
    link = card.get_by_role("link")
    assert (link.get_attribute("href") or "").startswith("tel:+45")
    link.evaluate("node => node.addEventListener('click', e => e.preventDefault())")
    link.click()
    she.page.reload()  # hours later
    she.ready()
    she.button("card.reached").click()
    she.at("conversations")
    expect(she.field("conversations", "whom")).to_have_value(WHOM)
    expect(she.option("conversations", "reached", "reached")).to_be_checked()
    return text


def rehearses(she: Lene, card: Locator, objection: str) -> None:
    card.get_by_role("button", name=she.say("card.rehearse")).click()
    expect(card.get_by_role("timer")).to_contain_text(re.compile(r"6:[345]\d"))
    card.get_by_role("button", name=she.say("card.draw")).click()
    expect(card.locator(".wb-drawn-card")).to_contain_text(objection)


def records_what_was_learned(she: Lene) -> None:
    talk = she.answers("conversations", "learned", "own_words", "who_else")
    promise = she.say("plan.thing_undated", whom="")[:20]
    expect(she.page.locator(".wb-thing")).to_contain_text(promise)
    she.takes("follow_ups", "whom", WHOM)
    she.writes("follow_ups", "due", f"{DUE.isoformat()} 09:30")
    she.option("follow_ups", "way", "call").check()
    she.saved("follow_ups")
    she.go("contacts")
    newcomer = talk["who_else"].splitlines()[0]
    she.accepts(newcomer)
    she.open("contacts", newcomer)
    she.unfolds("contacts")
    through = she.field("contacts", "known_through").locator("option:checked")
    expect(through).to_have_text(WHOM)


def writes_to_them(she: Lene, folder: Path) -> tuple[str, str]:
    company = DEMO["companies"][0]["answers"]["name"]
    words = DEMO["conversations"][0]["answers"]["own_words"]
    skill = DEMO["competences"][0]["answers"]
    she.go("contact_details")
    she.answers("contact_details", "name", "email", "phone", "town")
    she.go("attachments")
    she.answers("attachments", "title")
    she.go("cv_targets")
    she.accepts(company)
    she.open("cv_targets", company)
    she.takes("cv_targets", "focus", words)
    she.takes("cv_targets", "profile", words)
    she.option("cv_targets", "competences", skill["name"]).check()
    she.option("cv_targets", "stories", DEMO["stories"][0]["answers"]["title"]).check()
    she.saved("cv_targets")
    resume = downloaded(she, "cv", company, folder)
    she.go("applications")
    she.picks("applications", "company", company)
    headline = she.answers("applications", "headline")["headline"]
    she.takes("applications", "hook", words)
    she.takes("applications", "difference", DEMO["jobs"][0]["answers"]["results"])
    she.takes("applications", "worth", DEMO["stories"][0]["answers"]["number"])
    she.takes("applications", "why_you", DEMO["companies"][0]["answers"]["why"])
    she.takes("applications", "receiver", WHOM)
    she.option("applications", "strengths", skill["name"]).check()
    she.unfolds("applications")
    title = DEMO["attachments"][0]["answers"]["title"]
    she.option("applications", "attachments", title).check()
    she.saved("applications")
    letter = downloaded(she, "application", headline, folder)
    assert title in letter
    last_line = next(line for line in letter.splitlines() if "Jeg ringer til" in line)
    assert f"{DUE.day}. " in last_line
    return letter, resume


def downloaded(she: Lene, document: str, name: str, folder: Path) -> str:
    with she.page.expect_download() as started:
        she.button(f"pages.download_{document}_named", name=name).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return "\n".join(p.text for p in docx.Document(str(path)).paragraphs)


def follows_up(she: Lene, folder: Path) -> None:
    """What was agreed in the conversation is due, and goes into the calendar."""
    she.go("follow_ups")
    promises = she.page.get_by_role("region", name=she.say("today.title"))
    expect(promises).to_contain_text(she.say("calendar.call", whom=WHOM))
    with she.page.expect_download() as started:
        she.button("pages.download_calendar_named", name=WHOM).click()
    started.value.save_as(folder / "promises.ics")
    events = Calendar.from_ical((folder / "promises.ics").read_bytes()).walk("VEVENT")
    assert [event["DTSTART"].dt.date() for event in events] == [DUE]
    she.go("rate_contact")
    expect(she.field("rate_contact", "rated_on")).to_have_value("")
    she.answers("rate_contact", "investigative", "direct", "steering", number=1)
    she.writes("rate_contact", "rated_on", date.today().isoformat())
    she.option("rate_contact", "by", "me").check()
    she.saved("rate_contact")
    title = she.say("pictures.standing", step=she.title("rate_contact"))
    expect(she.page.get_by_role("region", name=title)).to_contain_text(
        she.say("pictures.up", by=1)
    )
