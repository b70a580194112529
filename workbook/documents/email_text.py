"""The short e-mail that a letter is sent with, made of the letter itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbook.documents.context import ApplicationContext
from workbook.documents.readability import sentences
from workbook.documents.wording import word

_SENTENCES = 2


@dataclass(frozen=True)
class EmailText:
    """An e-mail: its subject and its text, the paragraphs parted by an empty line."""

    subject: str
    text: str


def email_text(context: ApplicationContext, words: Mapping[str, str]) -> EmailText:
    """Return a text of a few lines: the hook, what is attached, the day he calls.

    Raises:
        DocumentError: ``document_word`` when a text is missing.
    """
    hook = sentences("\n".join(context.hook))[:_SENTENCES]
    attached = ", ".join((word(words, "application"), *context.attachments))
    paragraphs = (
        context.salutation or word(words, "email_hello"),
        " ".join(hook),
        word(words, "email_attached", what=attached),
        context.closing,
        "\n".join((word(words, "email_greeting"), context.name, *context.contact)),
    )
    return EmailText(
        context.headline or word(words, "application"),
        "\n\n".join(part.strip() for part in paragraphs if part.strip()),
    )
