"""Check how answers feed forward: every feed, every arrow, and no circle."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbook.content.finding import Finding
from workbook.content.flow import choices, circle, edges
from workbook.content.question import TELLS, WRITES, Feed, Question
from workbook.content.route import Arrow
from workbook.content.step import Step


@dataclass(frozen=True)
class _Target:
    """The question that is fed, and its step and file."""

    step: Step
    question: Question
    file: str

    def finding(self, code: str, **details: object) -> Finding:
        return Finding(code, self.file, self.question.name, "suggest", details)

    def lacks(self, question: str, step: Step) -> Finding:
        return self.finding("unknown_question", question=question, step=step.name)


def check(
    steps: Mapping[str, Step], arrows: Iterable[Arrow], broken: frozenset[str]
) -> Iterator[Finding]:
    """Go through all findings on feeds, in steps by file stem.

    What hangs on a ``broken`` file is passed over: its own finding is enough.
    """
    known = {step.name: step for step in steps.values()}
    for stem, step in steps.items():
        for question in step.questions:
            target = _Target(step, question, f"{stem}.toml")
            if question.suggest and question.type not in WRITES:
                yield target.finding("target_type", type=question.type)
            for feed in question.suggest:
                if feed.step in known or feed.step not in broken:
                    yield from _feed(known, target, feed)
    yield from _arrows(steps.values(), arrows, broken)


def _feed(known: Mapping[str, Step], target: _Target, feed: Feed) -> Iterator[Finding]:
    source = known.get(feed.step)
    found = _asked(source, feed.question) if source else None
    if source is None or found is None:
        yield target.finding("unknown_source", source=feed.source)
        return
    if found.type not in TELLS:
        yield target.finding("source_type", source=feed.source, type=found.type)
    own = [*feed.carry, *feed.fixed, *([feed.via] if feed.via else [])]
    for name in own:
        if _asked(target.step, name) is None:
            yield target.lacks(name, target.step)
    for name in feed.carry.values():
        if _asked(source, name) is None:
            yield target.lacks(name, source)
    via = _asked(target.step, feed.via) if feed.via else None
    if via and via.of != feed.step:
        yield target.finding("via_elsewhere", question=via.name, step=feed.step)


def _asked(step: Step, name: str) -> Question | None:
    return next((q for q in step.questions if q.name == name), None)


def _arrows(
    steps: Iterable[Step], wanted: Iterable[Arrow], broken: frozenset[str]
) -> Iterator[Finding]:
    arrows = list(edges(steps))
    round_ = circle(arrows)
    if round_:
        step, question = round_[0].split(".")
        details = {"path": " → ".join(round_)}
        yield Finding("circle", f"{step}.toml", question, "suggest", details)
    there = {*arrows, *choices(steps)}
    for arrow in wanted:
        step, question = arrow.target.split(".")
        unread = {step, arrow.source.split(".")[0]} & broken
        if (arrow.source, arrow.target) not in there and not unread:
            details = {"source": arrow.source}
            yield Finding("arrow_missing", f"{step}.toml", question, "suggest", details)
