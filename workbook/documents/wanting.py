"""Says politely what a document still lacks before it can be sent."""

from collections.abc import Iterable, Mapping

from workbook.documents.wording import word


def missing(
    words: Mapping[str, str], wanted: Iterable[tuple[str, object]]
) -> tuple[str, ...]:
    """Return the words of each thing wanted that is empty: "dit navn".

    ``wanted`` are pairs of a key, ``missing_KEY`` in the words, and what is there.
    """
    return tuple(word(words, f"missing_{key}") for key, there in wanted if not there)
