"""Everything that can go wrong in a way the participant or coach can mend.

WorkbookError
 ├─ ContentError    the content files do not hold together
 ├─ AnswerError     a typed answer cannot be read as what was asked for
 ├─ StoreError      the workbook file cannot be opened or written
 ├─ DocumentError   a Word document cannot be made
 ├─ ExchangeError   an imported file cannot be read
 └─ ServingError    the server or the command cannot do as asked
"""


class WorkbookError(Exception):
    """A fault with a stable code; the sentence for it stands in ``texts.toml``.

    ``code`` is the key below ``[errors]`` (for answers ``[answers]``) and
    ``details`` fills the placeholders of its sentence.
    """

    def __init__(self, code: str, **details: object) -> None:
        """Keep the code and what its sentence needs to be concrete."""
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        """Return code and details, for an engineer: people get the sentence."""
        known = ", ".join(f"{key}={value}" for key, value in self.details.items())
        return f"{self.code} ({known})" if known else self.code


class ContentError(WorkbookError):
    """The content files do not hold together; see the findings."""


class AnswerError(WorkbookError):
    """A typed answer cannot be read as what was asked for."""


class StoreError(WorkbookError):
    """The workbook file cannot be opened or written."""


class DocumentError(WorkbookError):
    """A Word document cannot be made."""


class ExchangeError(WorkbookError):
    """An imported file cannot be read."""


class ServingError(WorkbookError):
    """The server or the command cannot do as asked."""
