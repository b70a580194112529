"""Whatever he does, nothing stays open without a day unless the pages say so."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from played import Page
from still_open import Thing, groups, next_days, without_day
from traces import Traces

from workbook import Workbook
from workbook.book.appointments import appointments
from workbook.content import Content, load
from workbook.content.working_day import is_working_day, working_day_after
from workbook.forms import Form
from workbook.pages.agenda import agenda
from workbook.pages.draft import draft
from workbook.pages.keeper import Keeper
from workbook.pages.next_thing import next_thing
from workbook.pages.offers import fresh
from workbook.pages.step_view import StepView
from workbook.pages.today import Today
from workbook.settings import Settings
from workbook.store import Place, Record, WorkbookFile

TODAY = date.today()
DAY = timedelta(days=1)
TALKS, LETTERS, PROMISES = "conversations", "applications", "follow_ups"
DATED = ("late", "today", "week", "later")


@cache
def shipped() -> Content:
    return load(Settings())


@cache
def blank() -> bytes:
    """Return an empty workbook, which takes a while to make."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "blank.workbook")
        WorkbookFile(path, shipped().steps).close()
        return path.read_bytes()


class Tab:
    """One browser tab: a workbook of its own on the file, and what it shows."""

    def __init__(self, path: Path) -> None:
        self.book = Workbook(shipped(), WorkbookFile(path, shipped().steps), Settings())
        self.keeper = Keeper(self.book)
        self.view = StepView(self.book, lambda: None)
        self.today = Today(self.book, self.show, lambda _: None)
        self.show()

    def show(self) -> None:
        self.today.show(shown=True)

    def items(self, *keys: str) -> list[dict[str, Any]]:
        """Return what the tab shows, which another may have dealt with."""
        shown = self.today.groups
        return [
            i for g in shown if g["key"] in (keys or (g["key"],)) for i in g["items"]
        ]

    def save(self, place: str, raw: object) -> None:
        self.view.write(place, raw)  # type: ignore[arg-type]

    def opened(self, step: str, record: str) -> list[Form]:
        """Open a record on its page; return its form and those within it."""
        self.view.show(shipped().steps[step])
        Page(self.view._records).send({"kind": "open", "record": record})
        return [form for form in self.view.children if isinstance(form, Form)]


# --- what he may write -----------------------------------------------------------

NEAR = (-20, -3, -1, 0, 0, 1, 2, 7, 8, 30)
DAYS = st.sampled_from([TODAY + n * DAY for n in NEAR]) | st.sampled_from(
    [date(TODAY.year, 12, 24), date(TODAY.year + 1, 1, 1), date(TODAY.year + 1, 6, 5)]
)
TYPED = DAYS.map(date.isoformat)
MOMENT = TYPED | TYPED.map(lambda day: f"{day}T13:30")
FAR = st.just("31.12.2100")
ODD = st.sampled_from(["", "", "en dag i næste uge"])
NOBODY = ", chef"
NAME = st.sampled_from(["Ida Bro", "ida  bro", "Ida Bro, chef", "Ole", NOBODY, ""])
COMPANY = st.sampled_from(["co1", "co2", ""])
CONTACT = st.sampled_from(["c1", "c2", ""])
OUTCOME = st.sampled_from(
    ["talked", "voicemail", "no_answer", "moved", "closed_by_me", "closed_by_them", ""]
)


def some(**answers: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    """Return one to three of some answers, in any order."""
    each = [st.tuples(st.just(name), told) for name, told in answers.items()]
    return st.lists(st.one_of(each), min_size=1, max_size=3).map(dict)


TALK = some(
    whom=NAME, company=COMPANY, contact=CONTACT, held=MOMENT | ODD,
    reached=st.sampled_from(["reached", "voicemail", "try_again"]),
    they_by=TYPED | ODD | FAR,
    learned=st.just("Varer står forkert"),
)  # fmt: skip
LETTER = some(receiver=NAME, company=COMPANY, sent_on=TYPED | ODD)
PROMISE = some(
    due=MOMENT | ODD | FAR, whom=NAME, outcome=OUTCOME, kept_on=TYPED | ODD | FAR,
    after=st.just("Ring i maj"), way=st.sampled_from(["call", "email"]),
)  # fmt: skip
TIE = some(conversation=st.sampled_from(["t1", "t2", ""]),
           application=st.sampled_from(["a1", ""]))  # fmt: skip
TAB = st.integers(0, 1)
WHICH = st.integers(0, 11)
POOL = {
    TALKS: ("t1", "t2", "t3"), LETTERS: ("a1", "a2"), PROMISES: ("f1", "f2"),
    "contacts": ("c1", "c2"), "pauses": ("p1", "p2"),
}  # fmt: skip
THEN = st.sampled_from(["", "", "undo", "stale"])
END = st.sampled_from(["closed_by_me", "closed_by_them", "warm", "dismissed"])


class FollowUp(RuleBasedStateMachine):
    """Two tabs on one file, in which he writes, deals, deletes and undoes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name, "my.workbook")
        self.path.write_bytes(blank())
        self.path.chmod(0o600)
        self.tabs = [Tab(self.path), Tab(self.path)]
        self.reader = Tab(self.path)
        self.history = Traces(self.path)
        self.checked: dict[str, list[Record]] = {}
        self.shown: set[str] = set()

    def teardown(self) -> None:
        for tab in (*self.tabs, self.reader):
            tab.book.close()
        self.folder.cleanup()

    @property
    def file(self) -> WorkbookFile:
        return self.reader.book.file

    def known(self, step: str, number: int) -> str:
        """Return one of the records that ever were, or one to begin."""
        ids = list(dict.fromkeys((*POOL[step], *self.history.ids(step))))
        return ids[number % len(ids)]

    def live(self, number: int, *steps: str) -> tuple[str, str]:
        """Return step and id of one of the records that are there."""
        there = [(s, r.record) for s in steps or POOL for r in self.file.records(s)]
        return there[number % len(there)] if there else (PROMISES, "")

    def state(self) -> dict[str, list[Record]]:
        return {step: self.file.records(step) for step in POOL}

    # --- writing

    def write(self, tab: int, step: str, record: str, answers: dict[str, str]) -> None:
        for question, raw in answers.items():
            self.history.typing(step, question)
            self.tabs[tab].save(f"{step}/{record}/{question}", raw)

    @initialize(due=MOMENT | ODD, whom=NAME)
    def begins(self, due: str, whom: str) -> None:
        self.write(0, TALKS, "t1", {"whom": "Ida Bro"})
        self.write(0, PROMISES, "conversations-t1", {"due": due})
        self.write(0, TALKS, "t2", {"whom": whom})

    @rule(tab=TAB, which=WHICH, answers=TALK)
    def talks(self, tab: int, which: int, answers: dict[str, str]) -> None:
        self.write(tab, TALKS, self.known(TALKS, which), answers)

    @rule(tab=TAB, which=WHICH, answers=LETTER, begun=st.booleans())
    def writes_a_letter(
        self, tab: int, which: int, answers: dict[str, str], begun: bool
    ) -> None:
        record, shown = self.known(LETTERS, which), self.tabs[tab]
        for question, raw in answers.items():
            # Not through the view, which keeps a Word file of each letter sent.
            shown.keeper.save(f"{LETTERS}/{record}/{question}", raw)
        if begun:
            self.history.typing(PROMISES, "due")
            draft(shown.book, shown.keeper, record)

    @rule(tab=TAB, which=WHICH, answers=PROMISE | TIE)
    def promises(self, tab: int, which: int, answers: dict[str, str]) -> None:
        self.write(tab, PROMISES, self.known(PROMISES, which), answers)

    @rule(tab=TAB, which=WHICH, answers=PROMISE)
    def promises_within(self, tab: int, which: int, answers: dict[str, str]) -> None:
        step, record = self.live(which, TALKS, LETTERS)
        if not record:
            return
        _, form = self.tabs[tab].opened(step, record)
        for question, raw in answers.items():
            self.history.typing(PROMISES, question)
            message = {"place": f"{form.record}/{question}", "raw": raw}
            Page(form).send({"kind": "save", **message})
        there = [f"{PROMISES}/{one.record}" for one in self.file.records(PROMISES)]
        assert form.record in there

    @rule(tab=TAB, which=WHICH, starts=TYPED, ends=TYPED | ODD, then=THEN)
    def rests(self, tab: int, which: int, starts: str, ends: str, then: str) -> None:
        before = self.file.records(PROMISES)
        record = fresh() if then == "undo" else self.known("pauses", which)
        self.write(tab, "pauses", record, {"starts": starts, "ends": ends})
        if then == "undo":
            self.acts(tab, "delete", "pauses", record)
            assert self.file.records(PROMISES) == before

    # --- the list of records

    def acts(self, tab: int, action: str, step: str, record: str) -> None:
        view = self.tabs[tab].view
        view.show(shipped().steps[step])
        Page(view._records).send({"kind": action, "record": record})

    @rule(tab=TAB, which=WHICH, then=THEN)
    def deletes(self, tab: int, which: int, then: str) -> None:
        before, (step, record) = self.state(), self.live(which)
        self.acts(tab, "delete", step, record)
        if then == "undo" and record:
            self.acts(tab, "bring_back", step, record)
            assert self.state() == before

    @rule(tab=TAB, which=WHICH, again=st.booleans())
    def has_one_more(self, tab: int, which: int, again: bool) -> None:
        gone = [
            (step, r) for step in POOL for r in self.history.ids(step, deleted=True)
        ]
        if gone and again:
            self.acts(tab, "bring_back", *gone[which % len(gone)])
        else:
            self.acts(tab, "duplicate", *self.live(which))

    @rule(tab=TAB, which=WHICH, version=st.integers(0, 30))
    def restores(self, tab: int, which: int, version: int) -> None:
        step, record = self.live(which)
        found = self.tabs[tab].keeper.versions(f"{step}/{record}")
        if found:
            old = found[version % len(found)]
            self.tabs[tab].keeper.restore(old.place, old.version)
            self.tabs[tab].view._saved(old.place)

    # --- today

    def deal(self, tab: int, message: dict[str, Any], then: str) -> bool:
        """Deal with something; tell if it was done and not undone."""
        before, today = self.state(), self.tabs[tab].today
        Page(today).send(message)
        if self.state() == before:
            return False
        assert today.undoable
        if then == "undo":
            Page(today).send({"kind": "undo"})
            assert self.state() == before
        return then != "undo"

    def chosen(self, tab: int, which: int, then: str, *keys: str) -> dict[str, Any]:
        """Return something that the tab shows, before or after it looks again."""
        if then != "stale" or not self.tabs[tab].today.groups:
            self.tabs[tab].show()
        items = self.tabs[tab].items(*keys)
        return items[which % len(items)] if items else {}

    @precondition(lambda self: self.shown & {*DATED})
    @rule(tab=TAB, which=WHICH, outcome=OUTCOME, then=THEN)
    def does(self, tab: int, which: int, outcome: str, then: str) -> None:
        if item := self.chosen(tab, which, then, *DATED):
            told = {name: item[name] for name in ("promise", "matter")}
            done = self.deal(tab, {"kind": "done", "outcome": outcome, **told}, then)
            wanted = outcome in ("talked", "voicemail", "no_answer")
            assert done == wanted or then
            if done:
                assert not self.waits(item["promise"])

    @precondition(lambda self: self.shown & {*DATED})
    @rule(tab=TAB, which=WHICH, day=TYPED, proposed=st.booleans(), then=THEN)
    def moves(self, tab: int, which: int, day: str, proposed: bool, then: str) -> None:
        if item := self.chosen(tab, which, then, *DATED):
            day = item["days"][0][0] if proposed else day
            message = {"kind": "move", "promise": item["promise"], "day": day}
            done = self.deal(tab, message, then)
            assert done == (day >= TODAY.isoformat()) or then
            if done:
                assert not self.waits(item["promise"])
                assert self.waits_on(day)

    @precondition(lambda self: "missing" in self.shown)
    @rule(tab=TAB, which=WHICH, day=TYPED, proposed=st.booleans(), then=THEN)
    def sets_a_day(
        self, tab: int, which: int, day: str, proposed: bool, then: str
    ) -> None:
        if item := self.chosen(tab, which, then, "missing"):
            day = item["days"][0][0] if proposed else day
            before = self.keys_of(item)
            message = {"kind": "day", "matter": item["matter"], "day": day}
            done = self.deal(tab, message, then)
            assert done == (day >= TODAY.isoformat()) or then
            if done:
                assert self.waits_on(day)
                assert then or not any(map(without_day, self.groups_of(before)))

    @precondition(lambda self: self.shown)
    @rule(tab=TAB, which=WHICH, then=THEN, by=END, learned=st.sampled_from(["", "Nej"]))
    def closes(self, tab: int, which: int, then: str, by: str, learned: str) -> None:
        if item := self.chosen(tab, which, then):
            before = self.keys_of(item)
            kind = {"kind": "warm"} if by == "warm" else {"kind": "close", "by": by}
            message = {**kind, "matter": item["matter"], "learned": learned}
            done = self.deal(tab, message, then)
            assert done == (by != "dismissed") or then
            if done and not then:
                for group in self.groups_of(before):
                    assert not without_day(group)
                    assert not any(t.waits and t.key in before for t in group)

    @rule(tab=TAB)
    def undoes(self, tab: int) -> None:
        Page(self.tabs[tab].today).send({"kind": "undo"})

    def waiting(self) -> list[Thing]:
        return [thing for group in groups(self.file) for thing in next_days(group)]

    def waits(self, promise: str) -> bool:
        return promise in [thing.record for thing in self.waiting()]

    def waits_on(self, day: str) -> bool:
        return day in [str(thing.due)[:10] for thing in self.waiting()]

    def groups_of(self, keys: set[str]) -> list[list[Thing]]:
        return [g for g in groups(self.file) if any(t.key in keys for t in g)]

    def keys_of(self, item: dict[str, Any]) -> set[str]:
        """Return the keys of all things of the matter that an item is about."""
        about = {item["matter"], f"{PROMISES}/{item['promise']}"}
        return {thing.key for group in self.groups_of(about) for thing in group}

    # --- around

    @rule(tab=TAB, which=WHICH, name=NAME)
    def looks_around(self, tab: int, which: int, name: str) -> None:
        """Write a name, send nonsense, wait, export, begin anew, look ahead."""
        before = list(groups(self.file))
        self.tabs[tab].save(f"contacts/{self.known('contacts', which)}/name", name)
        for place in ("memory/memory/trade", "companies/co1/name", "jobs/j1/title"):
            self.tabs[tab].save(place, name)
        for told in ("jobs/t1", "x", "conversations/", "a/b/c"):
            what = {"matter": told, "promise": told, "day": told, "outcome": "talked"}
            for kind in ("done", "move", "day", "close", "warm"):
                Page(self.tabs[tab].today).send({"kind": kind, **what})
        assert groups(self.file) == before
        self.history.age()
        self.exports_the_calendar()
        self.asks_what_is_next()
        self.tabs[tab].book.close()
        self.tabs[tab] = Tab(self.path)
        later = TODAY + (which * which + 1) * DAY
        self.all_is_shown(agenda(self.reader.book, later), later)

    def exports_the_calendar(self) -> None:
        made = appointments(shipped(), self.file, "da")
        told = sorted((a.uid.partition("@")[0], a.due) for a in made if not a.cancelled)
        standing = [(key, due) for key, due in told if not key.startswith("care-")]
        assert standing == sorted((t.record, t.due) for t in self.waiting())

    def asks_what_is_next(self) -> None:
        shown = {group["key"] for group in agenda(self.reader.book, TODAY)}
        thing = next_thing(self.reader.book, {}, [])
        due = bool(shown & {"late", "today", "missing"})
        assert (thing is not None and thing.step == PROMISES) == due

    @invariant()
    def nothing_open_is_hidden(self) -> None:
        now = self.state()
        if now != self.checked:
            self.reader.show()
            self.all_is_shown(self.reader.today.groups, TODAY)
        self.shown = {group["key"] for group in self.reader.today.groups}
        self.checked = now

    @invariant()
    def the_history_tells_all(self) -> None:
        self.history.check()

    def all_is_shown(self, listed: list[dict[str, Any]], today: date) -> None:
        shown = {group["key"]: group["items"] for group in listed}
        told, missing = groups(self.file), shown.pop("missing", [])
        for group in told:
            keys = {thing.key for thing in group}
            about = [item for item in missing if item["matter"] in keys]
            assert len(about) == without_day(group), (group, missing)
            without = {"", *(t.record for t in group if t.waits and not t.due)}
            assert {item["promise"] for item in about} <= without
        assert len(missing) == sum(map(without_day, told))
        waiting = [thing for group in told for thing in next_days(group)]
        due = sorted((one.record, self.when(one.due, today)) for one in waiting)
        assert due == sorted((i["promise"], key) for key in shown for i in shown[key])
        for item in (*missing, *(i for items in shown.values() for i in items)):
            self.proposes_days_of_work(item["days"], today)

    def when(self, due: Any, today: date) -> str:
        day = due.date()
        breaks = self.breaks()
        while any(first <= day <= last for first, last in breaks):
            day += DAY
            while not is_working_day(day):
                day += DAY
        if day <= today:
            return "today" if day == today else "late"
        return "week" if day <= today + 7 * DAY else "later"

    def proposes_days_of_work(self, days: list[tuple[str, str]], today: date) -> None:
        breaks = self.breaks()
        assert days
        for iso, words in days:
            day = date.fromisoformat(iso)
            assert words
            assert day > today
            assert is_working_day(day)
            assert not any(first <= day <= last for first, last in breaks)

    def breaks(self) -> list[Any]:
        days = [one.values for one in self.file.records("pauses")]
        both = [(d["starts"], d["ends"]) for d in days if d["starts"] and d["ends"]]
        return [(first, last) for first, last in both if first <= last]


TestFollowUp = FollowUp.TestCase
TestFollowUp.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


# --- names alone -----------------------------------------------------------------


@given(
    st.lists(st.tuples(st.sampled_from(["Ida Bro", "Ole", "x"]), COMPANY), max_size=9),
    st.lists(NAME, max_size=9),
)
@settings(max_examples=15, deadline=None)
def test_names_alone_raise_no_alarm(
    contacts: list[tuple[str, str]], remembered: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "my.workbook")
        path.write_bytes(blank())
        book = Workbook(shipped(), WorkbookFile(path, shipped().steps), Settings())
        places = [(Place("memory", "memory", "trade"), "\n".join(remembered))]
        for number, (name, company) in enumerate(contacts):
            told = {"name": name, "company": company, "strength": "close"}
            places += [(Place("contacts", f"c{number}", q), v) for q, v in told.items()]
            places.append((Place("companies", f"co{number}", "name"), name))
            places.append((Place("jobs", f"j{number}", "employer"), name))
        book.file.save_all(places)
        assert agenda(book, TODAY) == []
        thing = next_thing(book, {}, [])
        assert thing is None or thing.step != PROMISES
        calendar = book.make("calendar", "", "da")[1].decode()
        assert "VCALENDAR" in calendar
        assert "VEVENT" not in calendar
        book.close()


# --- what it found ---------------------------------------------------------------

SOON, LATER = (working_day_after(TODAY + n * DAY).isoformat() for n in (0, 5))


@pytest.fixture
def tab(path: Path) -> Iterator[Tab]:
    path.write_bytes(blank())
    opened = Tab(path)
    yield opened
    opened.book.close()


def told(tab: Tab, place: str, **answers: str) -> None:
    for question, raw in answers.items():
        tab.save(f"{place}/{question}", raw)


def deals(tab: Tab, kind: str, **message: str) -> None:
    """Deal with the first thing that is shown."""
    tab.show()
    (item, *_) = tab.items()
    about = {name: item[name] for name in ("promise", "matter")}
    Page(tab.today).send({"kind": kind, **about, **message})


def listed(tab: Tab) -> dict[str, int]:
    tab.show()
    return {group["key"]: len(group["items"]) for group in tab.today.groups}


def one_ahead(tab: Tab) -> bool:
    """Tell whether one promise is shown, on a day to come, and nothing else."""
    return listed(tab) in ({"week": 1}, {"later": 1})


def promises(tab: Tab) -> list[Any]:
    return [one.values for one in tab.book.file.records(PROMISES)]


def dates(tab: Tab) -> list[str]:
    return [str(one["due"])[:10] for one in promises(tab)]


def listing(tab: Tab, action: str, step: str, record: str) -> None:
    tab.view.show(shipped().steps[step])
    Page(tab.view._records).send({"kind": action, "record": record})


@pytest.mark.parametrize("promised", [True, False])
def test_all_calls_of_the_day_are_closed_together(tab: Tab, promised: bool) -> None:
    told(tab, "conversations/t1", whom="Ida Bro", reached="voicemail")
    if promised:
        told(tab, "follow_ups/conversations-t1", due=SOON)
    told(tab, "conversations/t2", whom="Ida Bro", reached="reached")
    deals(tab, "close", by="closed_by_them")
    assert listed(tab) == {}
    told(tab, "conversations/t3", whom="Ida Bro", reached="reached")
    assert listed(tab) == {"missing": 1}  # they rang back the same day


@pytest.mark.parametrize("kept", [LATER, ""])
def test_what_bears_a_day_still_to_come_is_closed_too(tab: Tab, kept: str) -> None:
    told(tab, "conversations/t1", whom="Ida Bro", held=SOON)
    told(tab, "conversations/t2", whom="Ida Bro", held=SOON if kept else LATER)
    told(tab, "follow_ups/conversations-t1", due=SOON, kept_on=kept)
    deals(tab, "close", by="closed_by_me")
    assert listed(tab) == {}


def test_an_end_without_a_day_ends_nothing_that_may_have_come_later(tab: Tab) -> None:
    told(tab, "follow_ups/f1", whom="Ida Bro", due=LATER, outcome="closed_by_me")
    assert listed(tab) == {}
    told(tab, "conversations/t1", whom="Ida Bro")
    assert listed(tab) == {"missing": 1}


@pytest.mark.parametrize("whom", ["", NOBODY])
def test_a_promise_to_nobody_can_be_dealt_with_like_any_other(
    tab: Tab, whom: str
) -> None:
    told(tab, "follow_ups/f1", due=SOON, whom=whom)
    deals(tab, "move", day=LATER)
    assert one_ahead(tab)
    deals(tab, "done", outcome="voicemail")
    assert listed(tab) == {"missing": 1}
    deals(tab, "day", day=SOON)
    assert one_ahead(tab)
    deals(tab, "done", outcome="talked")
    deals(tab, "close", by="closed_by_them")
    assert listed(tab) == {}
    assert promises(tab)[-1]["kept_on"] == TODAY


def test_a_promise_has_its_place_though_one_was_deleted_there(tab: Tab) -> None:
    told(tab, "conversations/t1", whom="Ida Bro")
    told(tab, "follow_ups/conversations-t1", due=SOON)
    listing(tab, "delete", PROMISES, "conversations-t1")
    _, form = tab.opened(TALKS, "t1")
    assert "value" not in form.answers.get("due", {})
    Page(form).send({"kind": "save", "place": f"{form.record}/due", "raw": LATER})
    (again,) = promises(tab)
    assert again["conversation"] == "t1"
    listing(tab, "bring_back", PROMISES, "conversations-t1")
    assert dates(tab) == [SOON, LATER]


def test_they_will_call_is_promised_though_a_promise_was_deleted(tab: Tab) -> None:
    told(tab, "conversations/t1", whom="Ida Bro")
    told(tab, "follow_ups/conversations-t1", due=SOON)
    listing(tab, "delete", PROMISES, "conversations-t1")
    told(tab, "conversations/t1", they_by=LATER)
    assert one_ahead(tab)
    assert len(promises(tab)) == 1


@pytest.mark.parametrize("gone", [True, False])
def test_a_draft_promises_though_an_earlier_promise_is_over(
    tab: Tab, gone: bool
) -> None:
    told(tab, "applications/a1", receiver="Ida Bro")
    told(tab, "follow_ups/applications-a1", due=SOON, kept_on=TODAY.isoformat())
    if gone:
        listing(tab, "delete", PROMISES, "applications-a1")
    draft(tab.book, tab.keeper, "a1")
    assert len(promises(tab)) == 2 - gone
    latest = promises(tab)[-1]
    assert latest["due"]
    assert not latest["kept_on"]
    assert dates(tab)[: 1 - gone] == [SOON][: 1 - gone]


def test_promises_of_a_deleted_conversation_stay_together(tab: Tab) -> None:
    told(tab, "conversations/t1", learned="De flytter til maj")
    listing(tab, "delete", TALKS, "t1")
    told(tab, "follow_ups/conversations-t1", due=SOON)  # from a tab that was slow
    deals(tab, "done", outcome="no_answer")
    deals(tab, "day", day=LATER)
    assert one_ahead(tab)


def test_undo_gives_back_what_could_not_be_read(tab: Tab) -> None:
    told(tab, "conversations/t1", whom="Ida Bro")
    told(tab, "follow_ups/conversations-t1", due="en dag i næste uge")
    deals(tab, "day", day=SOON)
    Page(tab.today).send({"kind": "undo"})
    (found,) = tab.book.file.records(PROMISES)
    assert found.drafts["due"].raw == "en dag i næste uge"


def test_a_break_that_is_there_again_moves_again(tab: Tab) -> None:
    told(tab, "conversations/t1", whom="Ida Bro")
    told(tab, "follow_ups/conversations-t1", due=(TODAY + 30 * DAY).isoformat())
    before = dates(tab)
    ends = (TODAY + 6 * DAY).isoformat()
    told(tab, "pauses/p1", starts=TODAY.isoformat(), ends=ends)
    moved = dates(tab)
    assert moved > before
    listing(tab, "delete", "pauses", "p1")
    assert dates(tab) == before
    listing(tab, "bring_back", "pauses", "p1")
    assert dates(tab) == moved
    told(tab, "pauses/p1", ends=ends[:-1])  # half way through typing it anew
    assert dates(tab) == before
    told(tab, "pauses/p1", ends=ends)
    assert dates(tab) == moved


def test_a_break_still_to_come_leaves_what_is_due_before_it(tab: Tab) -> None:
    told(tab, "conversations/t1", whom="Ida Bro")
    told(tab, "follow_ups/conversations-t1", due=SOON)
    days = [(TODAY + n * DAY).isoformat() for n in (20, 27)]
    told(tab, "pauses/p1", starts=days[0], ends=days[1])
    assert dates(tab) == [SOON]


def test_a_break_moves_no_day_past_the_last_one_that_can_be_written(tab: Tab) -> None:
    told(tab, "follow_ups/f1", whom="Ida Bro", due="31.12.2100")
    days = [(TODAY + n * DAY).isoformat() for n in (0, 6)]
    told(tab, "pauses/p1", starts=days[0], ends=days[1])
    assert dates(tab) == ["2100-12-31"]


def test_a_slip_of_the_year_proposes_no_day_of_another_century(tab: Tab) -> None:
    told(tab, "follow_ups/f1", whom="Ida Bro", due=SOON, kept_on="31.12.2100")
    tab.show()
    (item,) = tab.items("missing")
    assert {day[:2] for day, _ in item["days"]} == {str(TODAY.year)[:2]}
