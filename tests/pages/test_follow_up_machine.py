"""Whatever he does, nothing stays open without a day unless the pages say so."""

import json
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
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

from workbook import Workbook
from workbook.book.appointments import appointments
from workbook.content import Content, load
from workbook.content.working_day import is_working_day
from workbook.forms import Form
from workbook.pages.agenda import agenda
from workbook.pages.draft import draft
from workbook.pages.getting_back import THEY_CALL
from workbook.pages.keeper import Keeper
from workbook.pages.next_thing import next_thing
from workbook.pages.offers import fresh
from workbook.pages.step_view import StepView
from workbook.pages.today import Today
from workbook.settings import Settings
from workbook.store import Record, WorkbookFile

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
NAME = st.sampled_from(["Ida Bro", "ida  bro", "Ida Bro, chef", "Ole", ", chef", ""])
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
        self.history = History(self.path)
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
        gone = [(step, r) for step in POOL for r in self.history.deleted(step)]
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
        self.tabs[tab].save("memory/memory/trade", name)
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

    def all_is_shown(self, listed: list[dict[str, Any]], today: date) -> None:
        shown = {group["key"]: group["items"] for group in listed}
        told, missing = groups(self.file), shown.pop("missing", [])
        for group in told:
            keys = {thing.key for thing in group}
            about = [item for item in missing if item["matter"] in keys]
            assert len(about) == without_day(group), (group, missing)
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

    @invariant()
    def the_history_tells_all(self) -> None:
        self.history.check()


class History:
    """What the file remembers of promises, read by SQL alone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.had: dict[str, set[str]] = {}
        self.last: dict[str, Any] = {}
        self.typed = False

    def ids(self, step: str) -> list[str]:
        """Return all records that ever were, deleted or not."""
        return [r for (r,) in self._sql(f'SELECT _record FROM "{step}" ORDER BY 1')]

    def deleted(self, step: str) -> list[str]:
        told = f'SELECT _record FROM "{step}" WHERE _deleted_at NOT NULL ORDER BY 1'
        return [record for (record,) in self._sql(told)]

    def typing(self, step: str, question: str) -> None:
        """Allow for a stretch of typing: of that the history has only the ends."""
        self.typed |= f"{step}.{question}" in ("follow_ups.due", THEY_CALL)

    def age(self) -> None:
        for version, at in self._sql("SELECT version, at FROM _history"):
            earlier = datetime.fromisoformat(at) - timedelta(minutes=5)
            told = earlier.isoformat(" ")
            self._sql("UPDATE _history SET at = ? WHERE version = ?", told, version)

    def check(self) -> None:
        """Check that each promise's past leads from nothing to what it is now."""
        steps = shipped().steps
        past: dict[str, dict[str, list[Any]]] = {}
        for record, question, old, new in self._sql(
            "SELECT record, question, old, new FROM _history WHERE step = ?"
            " ORDER BY version", PROMISES,
        ):  # fmt: skip
            change = json.loads(old or "null"), json.loads(new or "null")
            past.setdefault(record, {}).setdefault(question, []).append(change)
        names = ["_deleted_at", *(q.name for q in steps[PROMISES].answerable)]
        rows = self._sql(f"SELECT _record, {', '.join(names)} FROM {PROMISES}")
        assert {record for record, *_ in rows} >= self.had.keys()
        for record, *values in rows:
            now = dict(zip(names, values, strict=True))
            self._chained(now, past.get(record, {}))
            self._dates(record, past.get(record, {}).get("due", []))
        self.typed = False

    def _chained(self, now: dict[str, Any], past: dict[str, list[Any]]) -> None:
        for question, value in now.items():
            changes = past.get(question, [])
            before = None
            for old, new in changes:
                assert old == before
                before = new
            assert _plain(before) == _plain(value)

    def _dates(self, record: str, changes: list[Any]) -> None:
        told = {_plain(day) for change in changes for day in change if day}
        had = self.had.setdefault(record, set())
        if self.typed:
            had &= told
        assert had <= told
        had |= {_plain(changes[-1][1])} - {None} if changes else set()

    def _sql(self, told: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            return connection.execute(told, values).fetchall()


def _plain(value: Any) -> Any:
    """Return a moment as a moment, however it is written; anything else as it is."""
    try:
        return datetime.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        return value


TestFollowUp = FollowUp.TestCase
TestFollowUp.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
