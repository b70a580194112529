"""How far each step is, and in sentences what it lacks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Final, Literal

from workbook.content.step import Step
from workbook.pages.book import Book
from workbook.pages.names import record_name
from workbook.store import Record

State = Literal["ready", "begun", "open"]
Parts = Mapping[str, tuple[Step, list[Record]]]
FEW: Final = 5


@dataclass(frozen=True)
class _Lack:
    """What is missing: an answer of a record, or, with no question, a record."""

    step: Step
    record: Record
    question: str = ""

    @property
    def wrong(self) -> bool:
        """Whether something was answered that cannot be read."""
        return self.question in self.record.drafts


def states(book: Book, steps: Iterable[Step]) -> dict[str, State]:
    """Return by name whether each step is done, begun or untouched."""
    read = cache(book.file.records)  # most are asked for by several steps
    return {step.name: _state(step, _parts(book, step, read)) for step in steps}


def _state(step: Step, parts: Parts) -> State:
    if not any(_begun(record) for _, there in parts.values() for record in there):
        return "open"
    return "begun" if any(_lacks(step, parts)) else "ready"


def blockers(book: Book, step: Step) -> list[str]:
    """Return what a step lacks, a sentence each; nothing is ever locked by it.

    What stands within a record of the step belongs to it. After the first few it
    only says how many there are: nobody reads five hundred.
    """
    parts = _parts(book, step, book.file.records)
    lacks = list(_lacks(step, parts))
    known = {found.record: found for found in parts[step.name][1]}
    said = [_sentence(book, step, lack, known) for lack in lacks[:FEW]]
    more = len(lacks) - FEW
    if more > 0:
        say = book.content.texts.say
        said.append(say("pages.blockers_more", book.language, count=more))
    return said


def _parts(book: Book, step: Step, read: Callable[[str], list[Record]]) -> Parts:
    """Return the records of a step and of those that stand within it, read once."""
    parts = {step.name: (step, read(step.name))}
    for inner in book.content.order:
        tie = inner.refers_to(step.name) if step.name in inner.within else None
        if tie:
            records = read(inner.name)
            here = [r for r in records if r.values.get(tie.name) is not None]
            parts[inner.name] = (inner, here)
    return parts


def _begun(record: Record) -> bool:
    return bool(record.drafts) or any(v is not None for v in record.values.values())


def _lacks(step: Step, parts: Parts) -> Iterator[_Lack]:
    records = parts[step.name][1]
    if step.repeat and len(records) < step.minimum:
        yield _Lack(step, Record(""))
    inner = [(part, there) for part, there in parts.values() if part != step]
    for record in records if step.repeat or records else [Record(step.name)]:
        yield from _lacking(step, record)
        for part, there in inner:
            for found in records_within(part, there, step.name, record.record):
                yield from _lacking(part, found)


def _lacking(step: Step, record: Record) -> Iterator[_Lack]:
    for question in step.answerable:
        answered = record.values.get(question.name) is not None
        if question.name in record.drafts or (question.required and not answered):
            yield _Lack(step, record, question.name)


def records_within(
    step: Step, records: Iterable[Record], owner: str, record: str
) -> list[Record]:
    """Return a step's records that stand within a record of another step.

    Where there is none yet, and one is to be there, it is the one to come.
    """
    tie = step.refers_to(owner)
    found = [r for r in records if tie and r.values.get(tie.name) == record]
    return found if found or step.across else [Record(step.stand(owner, record))]


def latest_within(book: Book, step: Step, owner: str, record: str) -> Record:
    """Return the latest record within one of another step, or the one to come."""
    found = records_within(step, book.file.records(step.name), owner, record)[-1]
    return found if found.values else Record(to_come(book, step, owner, record))


def to_come(book: Book, step: Step, owner: str, record: str) -> str:
    """Return the id of the next record within one of another step.

    One that was deleted keeps its id, and can be brought back.
    """
    ids = (step.stand(owner, record, again=n) for n in count())
    return next(i for i in ids if not book.file.record(step.name, i).values)


def _sentence(book: Book, step: Step, lack: _Lack, known: Mapping[str, Record]) -> str:
    texts, language = book.content.texts, book.language
    if not lack.question:
        return texts.say(
            "pages.blocker_records", language, minimum=step.minimum, count=len(known)
        )
    label = lack.step.question(lack.question).label.in_(language)
    key = "pages.blocker_wrong" if lack.wrong else "pages.blocker"
    sentence = texts.say(key, language, label=label)
    if not lack.step.repeat:
        return sentence
    record = known.get(lack.record.record) or known.get(_owner(step, lack), lack.record)
    return f"{record_name(book, step, record)}: {sentence}"


def _owner(step: Step, lack: _Lack) -> str:
    """Return the record of the step that something missing stands within."""
    tie = lack.step.refers_to(step.name)
    if tie is None:
        return ""
    told = lack.step.stands(lack.record.record)
    return str(lack.record.values.get(tie.name) or told.get(tie.name))
