"""The route he chose, how far he is on it, and the next sensible thing."""

from datetime import date, timedelta

import pytest
from played import Page

from workbook import Workbook
from workbook.pages.journey import Journey
from workbook.pages.route import arrive, before, choose, chosen, stages, upcoming
from workbook.store import Place

TODAY = date.today()


def journey(book: Workbook, step: str = "start") -> Journey:
    found = book.page("all_steps")
    assert isinstance(found, Journey)
    found.go(step)
    return found


def save(book: Workbook, step: str, record: str, **answers: object) -> None:
    book.file.save_all([(Place(step, record, q), raw) for q, raw in answers.items()])


def test_routes_are_chosen_on_the_first_step_and_nowhere_else(book: Workbook) -> None:
    found = journey(book)
    plan = found._beside._plan
    assert {route["name"] for route in plan.routes} == set(book.content.routes)
    minutes = [route["minutes"] for route in plan.routes]
    assert minutes == sorted(minutes)
    assert (plan.chosen, plan.title) == ("", "")
    found.go("jobs")
    assert plan.routes == []


def test_a_chosen_route_leads_on_from_the_foot(book: Workbook) -> None:
    found = journey(book)
    first = found._foot.next[0]
    Page(found._beside._plan).send({"kind": "choose", "route": "two_hours"})
    assert chosen(book) == book.content.routes["two_hours"]
    assert first == "ladder"
    assert found._foot.next[0] == "jobs"
    assert found._beside._plan.progress[0] == 0
    assert found._beside._plan.now[0][0].startswith("8 minutter")
    found.speak("en")
    assert found._beside._plan.now[0][0].startswith("8 minutes")


def test_whoever_leaves_something_unfinished_is_led_on(book: Workbook) -> None:
    choose(book, "alone")
    found = journey(book, "start")
    seen = ["start"]
    while found._foot.next and seen[-1] != "overview":
        Page(found._foot).send({"kind": "go", "step": found._foot.next[0]})
        seen.append(found._head.step)
        assert seen[-1] not in seen[-3:-1], seen[-4:]
        assert len(seen) < 60, seen
    assert seen[-1] == "overview"


def test_the_way_back_is_the_way_he_came(book: Workbook) -> None:
    choose(book, "two_hours")
    found = journey(book, "start")
    Page(found._foot).send({"kind": "go", "step": found._foot.next[0]})
    assert found._head.step == "jobs"
    assert found._foot.back[0] == "start"


def test_a_role_play_without_a_step_is_said_where_it_comes(book: Workbook) -> None:
    choose(book, "two_hours")
    found = journey(book, "calls")
    said = " ".join(label for label, _ in found._foot.interludes)
    assert "Bagefter: 21 minutter, tre og tre" in said


def test_a_step_that_wants_more_says_how_many(book: Workbook) -> None:
    choose(book, "two_hours")
    save(book, "start", "start", situation="employed", goal="Et værksted.")
    found = journey(book, "jobs")
    assert found._beside._plan.sentence == ""
    save(book, "jobs", "j1", title="Kok", employer="Kroen")
    found.go("start")
    found.go("jobs")
    assert found._beside._plan.sentence.endswith("Din plan beder om 2. Du har 1.")
    assert found._beside._plan.way == ""


def test_coming_to_rate_himself_again_he_finds_an_empty_rating(book: Workbook) -> None:
    choose(book, "two_hours")
    qualities = {"investigative": 3, "direct": 2, "steering": 1}
    found = journey(book, "rate_contact")
    save(book, "rate_contact", "r1", rated_on="24.11.2026", by="me", **qualities)
    found.go("calls")
    found.go("rate_contact")
    assert found._view.opened not in ("", "r1")
    save(book, "rate_contact", "r2", rated_on="24.11.2026", by="me", **qualities)
    found.go("calls")
    found.go("rate_contact")
    assert found._view.opened in ("", "r1", "r2")


@pytest.mark.parametrize("odd", ["", "nothing", None, 5, ["alone"]])
def test_a_route_that_is_not_there_is_not_chosen(book: Workbook, odd: object) -> None:
    found = journey(book)
    Page(found._beside._plan).send({"kind": "choose", "route": odd})
    assert chosen(book) is None


def test_a_route_chosen_in_another_tab_is_followed_from_here(book: Workbook) -> None:
    choose(book, "alone")
    found = journey(book, "overview")
    choose(book, "two_hours")
    found.go("follow_ups")
    found.go("overview")
    assert found._beside._plan.progress[1] == 9
    assert found._foot.next[0] == "start"


def test_a_line_is_done_by_the_answers_and_the_number_it_asks_for(
    book: Workbook,
) -> None:
    route = book.content.routes["two_hours"]

    def done(step: str) -> list[bool]:
        return [s.done for s in stages(book, route) if s.step.name == step]

    assert (done("jobs"), done("contacts"), done("rate_contact")) == (
        [False], [False], [False, False],
    )  # fmt: skip
    save(book, "jobs", "j1", title="Kok", employer="Kroen")
    assert done("jobs") == [False]
    save(book, "jobs", "j2", title="Bager", employer="Bageren")
    assert done("jobs") == [True]
    for number in range(10):
        save(book, "contacts", f"c{number}", name=f"Navn {number}")
    assert done("contacts") == [True]
    qualities = {"investigative": 3, "direct": 2, "steering": 1}
    save(book, "rate_contact", "r1", rated_on="24.11.2026", by="me", **qualities)
    assert done("rate_contact") == [True, False]


def test_a_step_in_which_there_may_be_nothing_is_done_when_it_was_seen(
    book: Workbook,
) -> None:
    route = book.content.routes["alone"]
    found = journey(book)
    assert [s.done for s in stages(book, route) if s.step.name == "courses"] == [False]
    found.go("courses")
    found.go("jobs")
    assert [s.done for s in stages(book, route) if s.step.name == "courses"] == [True]
    assert not any(s.done for s in stages(book, route) if s.step.name == "jobs")


def test_every_route_can_be_done(book: Workbook) -> None:
    demo = book.example()
    for name, route in demo.content.routes.items():
        undone = [s.step.name for s in stages(demo, route) if not s.done]
        assert undone == [], name


def test_a_step_that_comes_twice_is_left_for_what_follows_it(book: Workbook) -> None:
    found = stages(book, book.content.routes["two_hours"])
    names = [stage.step.name for stage in found]
    first = names.index("rate_contact")
    second = names.index("rate_contact", first + 1)
    rates = found[first].step
    assert arrive(found, None, rates) == first
    assert arrive(found, second - 1, rates) == second
    assert arrive(found, first, book.content.steps["wishes"]) is None
    assert upcoming(found, first) == first + 1
    assert before(found, second) == found[second - 1]
    assert before(found, None) is None
    assert found[second].line.records == 2


# --- the next sensible thing -------------------------------------------------------


def said(found: Journey) -> tuple[str, str]:
    plan = found._beside._plan
    return plan.sentence, plan.way


def test_without_a_route_the_next_step_that_lacks_something_is_next(
    book: Workbook,
) -> None:
    found = journey(book, "jobs")
    title = book.content.steps["start"].title.da
    assert said(found) == (f"Det næste: »{title}«.", "start")
    found.go("start")
    assert said(found) == ("", "")


def test_with_a_route_its_next_line_is_next(book: Workbook) -> None:
    found = journey(book)
    Page(found._beside._plan).send({"kind": "choose", "route": "two_hours"})
    found.go("wishes")
    sentence, way = said(found)
    assert way == "start"
    assert "8 minutter" in sentence


def test_a_promise_that_is_due_comes_before_everything(book: Workbook) -> None:
    found = journey(book)
    Page(found._beside._plan).send({"kind": "choose", "route": "alone"})
    save(book, "follow_ups", "f1", whom="Mette", due=TODAY.isoformat())
    found.go("jobs")
    assert said(found)[1] == "follow_ups"
    assert "Mette" in said(found)[0]
    assert "i dag" in said(found)[0]
    save(book, "follow_ups", "f0", whom="Bo", due=(TODAY - timedelta(3)).isoformat())
    found.go("wishes")
    assert "Bo" in said(found)[0]
    for name in ("f0", "f1"):
        save(book, "follow_ups", name, kept_on=TODAY.isoformat())
    found.go("jobs")
    assert said(found)[1] == "follow_ups"  # what was kept goes on, or is closed
    for name in ("f0", "f1"):
        save(book, "follow_ups", name, outcome="closed_by_me")
    found.go("wishes")
    assert said(found)[1] == "start"


def test_a_conversation_asks_for_a_day_and_then_for_a_rating(book: Workbook) -> None:
    yesterday = (TODAY - timedelta(1)).isoformat()
    save(book, "rate_contact", "r1", rated_on=yesterday, by="me")
    save(
        book, "conversations", "t1",
        whom="Mette", reached="reached", held=f"{TODAY.isoformat()} 10:00",
    )  # fmt: skip
    found = journey(book, "jobs")
    assert said(found) == (
        "Sæt en dag på: Hvornår taler du med Mette igen?",
        "follow_ups",
    )
    later = (TODAY + timedelta(5)).isoformat()
    save(book, "follow_ups", "f1", conversation="t1", due=later)
    found.go("wishes")
    assert said(found)[1] == "rate_contact"
    assert "Mette" in said(found)[0]
    save(book, "rate_contact", "r2", rated_on=TODAY.isoformat(), by="me")
    found.go("jobs")
    assert said(found)[1] == "start"


def test_a_notebook_of_one_page_gives_no_way_to_another_page(book: Workbook) -> None:
    choose(book, "two_hours")
    found = book.page("02_self")
    assert isinstance(found, Journey)
    found.go("stories")
    sentence, way = said(found)
    assert book.content.steps["start"].title.da in sentence
    assert way == ""
