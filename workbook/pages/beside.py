"""What stands beside a step: the plan, pictures, the call card, an example, files."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from workbook.content.step import Page, Step
from workbook.pages import route, writing
from workbook.pages.appointments import appointments
from workbook.pages.book import Book
from workbook.pages.call_card import CALLS, LOG, call_card, log
from workbook.pages.calling import CALLING, Calling
from workbook.pages.dealing import PROMISES
from workbook.pages.downloads import Downloads
from workbook.pages.example import Example
from workbook.pages.joblog import Joblog
from workbook.pages.keeping import Keeping
from workbook.pages.letter import Draft, Email
from workbook.pages.letter_check import APPLICATIONS, letter_check
from workbook.pages.network_map import NetworkMapView
from workbook.pages.next_thing import next_thing
from workbook.pages.old_cv import OLD_CV, OldCvView
from workbook.pages.panel import Panel
from workbook.pages.pictures import OVERVIEW, pictures
from workbook.pages.pictures.communication import exercises, rates
from workbook.pages.plan import Plan, interludes
from workbook.pages.preparation import prepare
from workbook.pages.preview import Preview
from workbook.pages.progress import State
from workbook.pages.step_view import OPENED, StepView
from workbook.pages.today import Today
from workbook.pages.walk import CONTACTS, Walk
from workbook.pages.ways_in import WaysIn


class Beside:
    """Puts around the form what a step needs, and brings it up to date.

    ``go`` leads to a step, if this page ``has`` it; ``planned`` is called when he has
    chosen a route.
    """

    def __init__(
        self,
        book: Book,
        view: StepView,
        go: Callable[[str], None],
        has: Callable[[str], bool],
        planned: Callable[[], None],
    ) -> None:
        """Make the widgets once; ``show`` fills them again and again."""
        self._book = book
        self._view = view
        self._go, self._has = go, has
        self._planned = planned
        self._stages: list[route.Stage] = []
        self._on_route: int | None = None
        self._place: tuple[Page, Step] | None = None
        self._states: Mapping[str, State] = {}
        self._plan = Plan(go, self._choose)
        self._panel = Panel(self._lead)
        self._ways = WaysIn(self._prepare, go)
        self._calling = Calling(self._rings, self._told)
        self._old_cv = OldCvView(view.take_in, go)
        self._walk = Walk(book.file.owner, view.write, self._make_contacts)
        self._today = Today(book, view.renew, self._write_more)
        self._keeping = Keeping(book, self._kept)
        self._draft = Draft(view.draft)
        self._email, self._joblog = Email(), Joblog()
        self._preview, self._map = Preview(), NetworkMapView()
        self._downloads = Downloads(book.make, go, book.content.texts)
        self._example = Example(self._exemplify)

    def show(self, page: Page, step: Step, states: Mapping[str, State]) -> None:
        """Show everything for a step; ``states`` tells how far each one is."""
        moved = self._place is None or self._place[1] != step
        self._place = page, step
        self._states = states
        if moved:
            self._on_route = route.arrive(self._stages, self._on_route, step)
        route.see(self._book, step)
        self._example.close_on(self._book, step)
        self._refresh()

    def changed(self) -> None:
        """Bring up to date what a saved answer or another open record changes."""
        if self._place:
            self._stages = route.renewed(self._book, self._stages, self._place[1])
            self._refresh()

    def ahead(self) -> str:
        """Return the step that the route leads to from here; "" without one."""
        place = route.upcoming(self._stages, self._on_route)
        return self._stages[place].step.name if place is not None else ""

    def behind(self) -> str:
        """Return the step that came before on the route; "" without one."""
        stage = route.before(self._stages, self._on_route)
        return stage.step.name if stage else ""

    def interludes(self) -> list[list[str]]:
        """Return what comes on the route between this step and the next."""
        place = self._on_route
        return interludes(self._book, None if place is None else self._stages[place])

    def wants_another(self, step: Step) -> bool:
        """Tell whether he comes to a step of ratings to rate himself again.

        The route wants it, or a conversation since he last did.
        """
        if not rates(step) or not self._book.file.records(step.name):
            return False
        place = route.arrive(self._stages, self._on_route, step)
        thing = next_thing(self._book, {}, [])
        unrated = thing is not None and thing.step == step.name
        return unrated or (place is not None and not self._stages[place].done)

    def plan(self) -> None:
        """Read anew how far he is on his route."""
        chosen = route.chosen(self._book)
        found = route.stages(self._book, chosen) if chosen else []
        if [stage.line for stage in found] != [stage.line for stage in self._stages]:
            self._on_route = None  # another tab chose another route
        self._stages = found

    def around(self, step: Step) -> tuple[ipywidgets.Widget, ...]:
        """Return all parts of a step in their order, the form among them.

        The overview begins with its pictures.
        """
        first = step == self._book.content.order[0]
        overview = step.name == OVERVIEW
        form: tuple[ipywidgets.Widget, ...] = (self._view, self._map, self._ways)
        form = (*form, self._panel)
        form = (self._panel, self._view) if overview else form
        old = (self._old_cv,)
        form = (*form, *old) if step.name == OLD_CV else (*old, *form)
        form = (self._today, self._keeping, self._draft, self._walk, *form)
        planned = (*form, self._plan) if first else (self._plan, self._calling, *form)
        beside = (self._joblog, self._email, self._preview, self._downloads)
        return (*planned, *beside, self._example)

    def called(self) -> str:
        """Return the call that he went to make and has not told about yet."""
        call = self._book.file.note(CALLING) or ""
        known = [found.record for found in self._book.file.records(CALLS)]
        return call if call in known else ""

    def _lead(self, step: str) -> None:
        """Go to a step; the card of the call that is open stands right here."""
        if step == CALLS and self._place and self._place[1].name == CALLS:
            self._calling.open_card()
        else:
            self._go(step)

    def _refresh(self) -> None:
        if self._place is None:
            return
        page, step = self._place
        opened = self._view.opened
        drawn = pictures(self._book, step, opened)
        practice = exercises(self._book, page, step)
        checked = letter_check(self._book, opened) if step.name == APPLICATIONS else []
        self._panel.show([*drawn, *practice, *checked], self._book.language)
        self._ways.show(self._book, step.name, opened)
        self._show_plan(step)
        card = call_card(self._book, opened) if step.name == CALLS else None
        self._calling.show(self._book, card)
        self._today.show(shown=step.name in (PROMISES, OVERVIEW))
        self._keeping.show(step)
        self._old_cv.show(self._book, step)
        self._walk.show(self._book, step, leads=self._has(CONTACTS))
        self._map.show(self._book, step.name)
        self._draft.show(self._book, step.name, opened)
        self._email.show(self._book, step.name, opened)
        self._joblog.show(self._book, step.name)
        subject = writing.subject(self._book, step.name, opened)
        self._preview.show(self._book, subject)
        self._offer(step, opened)

    def _offer(self, step: Step, opened: str) -> None:
        offers = writing.offers(self._book, step.name, opened)
        kept = writing.kept(self._book, step, opened)
        self._downloads.show(
            [*offers, *kept, *appointments(self._book, step, opened)],
            writing.hint(self._book, step.name),
            writing.CONTACT,
            self._book.language,
        )

    def _show_plan(self, step: Step) -> None:
        thing = next_thing(self._book, self._states, self._stages)
        self._plan.show(
            self._book,
            self._stages,
            self._on_route,
            thing,
            step.name,
            choosing=step == self._book.content.order[0],
            reachable=bool(thing) and self._has(thing.step if thing else ""),
        )

    def _choose(self, name: str) -> None:
        route.choose(self._book, name)
        self.plan()
        if self._place:
            self._on_route = route.arrive(self._stages, None, self._place[1])
            self.show(*self._place, self._states)
            self._planned()

    def _kept(self, gone: str) -> None:
        """Show anew what keeping in touch has noted or taken back."""
        if self._view.opened == gone:
            self._view.opened = ""
        self._view.renew()

    def _write_more(self, record: str) -> None:
        """Open a promise in its form."""
        self._book.file.write_note(OPENED, f"{PROMISES}/{record}")
        self._go(PROMISES)
        self._view.open_record(record)

    def _rings(self, call: str) -> None:
        self._book.file.write_note(CALLING, call)

    def _told(self, call: str, outcome: str) -> None:
        """Log a call: how it went is told, what was learned is written there."""
        self._book.file.write_note(CALLING, "")
        if outcome:
            self._book.file.write_note(
                OPENED, f"{LOG}/{log(self._book, call, outcome)}"
            )
            self._go(LOG)
            self._view.focus()
        else:
            self._refresh()

    def _make_contacts(self, wanted: list[tuple[str, str]]) -> None:
        """Go to his contacts, where the names of the walk now are."""
        self._go(CONTACTS)
        self._view.accept(wanted)

    def _prepare(self, way: Any, number: int) -> None:
        """Prepare a talk on a way to a company, and go to it where this page can."""
        call = prepare(self._book, way, number)
        if self._has(CALLS):
            self._book.file.write_note(OPENED, f"{CALLS}/{call}")
            self._go(CALLS)
            self._view.focus()
        else:
            self._ways.tell_prepared(self._book)

    def _exemplify(self) -> None:
        if self._place:
            self._example.show(self._book.example(), self._place[1])
