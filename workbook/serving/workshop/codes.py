"""Codes of easy words: made once, printed, and kept only as what they are proved by."""

import hmac
import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import scrypt, sha256
from pathlib import Path
from typing import Any

from workbook.errors import ServingError
from workbook.serving.secret import write_secret
from workbook.settings import KEY_LENGTH, Language, packaged

WORDS_IN_A_CODE = 5
"""Of more than 512 words: over 45 bits."""

_COST: dict[str, Any] = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 2**20}
"""About 0.1 s of CPU and 32 MiB for each guess (OWASP's smallest is half of that)."""


@dataclass(frozen=True)
class Admitted:
    """Whose code it was, a card's number or ``coach``, and the key that it gives."""

    person: str
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class Wording:
    """The words that codes of a language are made of."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, language: Language) -> "Wording":
        """Read a language's list."""
        path = packaged("data", "reference", f"code_words.{language}.txt")
        lines = path.read_text(encoding="utf-8").splitlines()
        return cls(tuple(line for line in lines if line and not line.startswith("#")))

    def new_code(self) -> str:
        """Return a code that nobody can guess: ``hest-lampe-sol-bord-tulipan``."""
        return "-".join(secrets.choice(self.words) for _ in range(WORDS_IN_A_CODE))

    def normal(self, text: str) -> str:
        """Return a code as it is on the card, however it was typed.

        Capitals, spaces, commas and hyphens make no difference, nor does the address
        before the ``#`` of a card that was scanned as text.
        """
        parts = self._parts(text)
        whole = "".join(parts)
        found = self._split(whole) if self.strange(text) else parts
        return "-".join(found or parts)

    def strange(self, text: str) -> tuple[str, ...]:
        """Return what stands between spaces or hyphens and is none of our words."""
        return tuple(part for part in self._parts(text) if part not in self.words)

    def _parts(self, text: str) -> list[str]:
        return re.findall(r"[^\W\d_]+", text.rpartition("#")[2].casefold())

    def _split(self, whole: str) -> list[str]:
        """Return the words that a text without spaces is put together of, if any."""
        ways: list[list[str] | None] = [[], *[None] * len(whole)]
        for end in range(1, len(whole) + 1):
            for start in range(max(0, end - self._longest), end):
                before = ways[start]
                if before is not None and whole[start:end] in self.words:
                    ways[end] = ways[end] or [*before, whole[start:end]]
        return ways[-1] or []

    @cached_property
    def _longest(self) -> int:
        return max(len(word) for word in self.words)


class Codes:
    """The file of one salt and one proof for each code; the codes are not in it."""

    def __init__(self, path: Path, told: dict[str, Any]) -> None:
        """Take what stands in the file; ``make`` and ``load`` do it for you."""
        self._path = path
        self._salt = bytes.fromhex(told["salt"])
        self._proofs = {name: bytes.fromhex(p) for name, p in told["proofs"].items()}
        self.language: Language = told["language"]
        self.wording = Wording.of(self.language)

    @classmethod
    def make(cls, path: Path, language: Language) -> "Codes":
        """Begin a file without any code; only this user may read it."""
        salt = secrets.token_bytes(16).hex()
        codes = cls(path, {"salt": salt, "proofs": {}, "language": language})
        codes._write()
        return codes

    @classmethod
    def load(cls, path: Path) -> "Codes":
        """Read a file; ServingError when it is damaged: the answers need it."""
        try:
            return cls(path, json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
            raise ServingError("codes_unreadable", path=path) from fault

    @property
    def persons(self) -> set[str]:
        """Those who have a code."""
        return set(self._proofs)

    def give(self, persons: Sequence[str]) -> dict[str, str]:
        """Return a new code for each person: this once, for they are kept nowhere."""
        given = {person: self.wording.new_code() for person in persons}
        for person, code in given.items():
            self._proofs[person] = _proof(self._derived(code))
        self._write()
        return given

    def void(self, person: str) -> None:
        """Let a person's code open nothing any more."""
        self._proofs.pop(person, None)
        self._write()

    def find(self, text: str) -> Admitted | None:
        """Return whose code a text is; None when it is nobody's.

        Takes as long for a right one as for a wrong one.
        """
        derived = self._derived(self.wording.normal(text))
        proof = _proof(derived)
        found = [
            person
            for person, known in self._proofs.items()
            if hmac.compare_digest(known, proof)
        ]
        return Admitted(found[0], derived[-KEY_LENGTH:]) if found else None

    def _derived(self, code: str) -> bytes:
        return scrypt(code.encode(), salt=self._salt, dklen=2 * KEY_LENGTH, **_COST)

    def _write(self) -> None:
        proofs = {person: proof.hex() for person, proof in self._proofs.items()}
        told = {"salt": self._salt.hex(), "proofs": proofs, "language": self.language}
        write_secret(self._path, json.dumps(told, indent=1).encode())


def _proof(derived: bytes) -> bytes:
    """Return what proves a code, from the half of it that is not the key."""
    return sha256(derived[:-KEY_LENGTH]).digest()
