"""What the letter check finds: a code, the place, the very words, details."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Code = Literal[
    "no_strength",
    "no_difference",
    "no_worth",
    "no_follow_up",
    "strength_no_proof",
    "worth_no_number",
    "difference_no_proof",
    "attachment_no_file",
    "attachment_no_title",
    "attachment_twice",
    "too_long",
    "note",
    "own_words",
    "cliche",
    "about_me",
    "too_short",
    "long_sentence",
    "heavy",
    "passive",
]
"""The codes, the most important first: what is missing before how it is worded.

Each is a text of ``[letter]``, and with ``_better`` the way that is better.
"""


@dataclass(frozen=True)
class LetterFinding:
    """One counsel about a letter.

    ``question`` is the question of the step ``applications`` that it is about, "" for
    the whole letter; ``quote`` the very words meant, "" when it is about none.
    ``details`` fill the placeholders of its two texts.
    """

    code: Code
    question: str = ""
    quote: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
