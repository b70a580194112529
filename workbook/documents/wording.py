"""Words that a document composes: texts of ``texts.toml``, months, days and periods."""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

from workbook.content import Content
from workbook.errors import DocumentError
from workbook.settings import Language

LOCALES: Mapping[Language, str] = {"da": "da_DK", "en": "en_GB"}
_SHORT: Mapping[Language, str] = {"da": "d. MMM y", "en": "d MMM y"}


def word(words: Mapping[str, str], key: str, **details: str) -> str:
    """Return the text of ``[document.KEY]`` with its placeholders filled.

    Raises:
        DocumentError: ``document_word`` when it is missing or asks for another
            placeholder than those it gets.
    """
    try:
        return words[key].format(**details)
    except (KeyError, IndexError, ValueError) as error:
        raise DocumentError("document_word", word=key) from error


def words_in(content: Content, language: Language) -> Mapping[str, str]:
    """Return all that documents say in a language.

    The texts of ``[document]``, and the label of each choice at
    ``step.question.choice``: a coach may add choices.
    """
    labels = {
        f"{step.name}.{question.name}.{choice.name}": choice.label.in_(language)
        for step in content.steps.values()
        for question in step.questions
        for choice in question.choices
    }
    return {**content.texts.section("document", language), **labels}


def choice(words: Mapping[str, str], question: str, chosen: str) -> str:
    """Return the label of a choice; one that was taken out stands as it is."""
    return words.get(f"{question}.{chosen}", chosen)


def month(day: date, language: Language) -> str:
    """Return month and year: "aug. 2016", "Aug 2016"."""
    return format_date(day, "MMM y", locale=LOCALES[language])


def long_date(day: date, language: Language) -> str:
    """Return the date of a letter: "21. november 2026", "21 November 2026"."""
    return format_date(day, "long", locale=LOCALES[language])


def short_date(day: date, language: Language) -> str:
    """Return a day for a table: "2. dec. 2026", "2 Dec 2026"."""
    return format_date(day, _SHORT[language], locale=LOCALES[language])


def months(start: date | None, end: date | None, now: str, language: Language) -> str:
    """Return "aug. 2016 – feb. 2024"; without an end the word ``now`` stands there."""
    last = month(end, language) if end else now if start else ""
    return _span(month(start, language) if start else "", last)


def years(start: date | None, end: date | None, now: str = "") -> str:
    """Return "2016 – 2024", or the one year that is known.

    What goes on is "2016 – nu" when ``now`` has a word for it.
    """
    first, last = (str(day.year) if day else "" for day in (start, end))
    return _span(first, last or (now if start else ""))


def _span(first: str, last: str) -> str:
    return " – ".join(dict.fromkeys(part for part in (first, last) if part))
