"""The child's own field: initials only, and the sentence for what is not."""

from __future__ import annotations

from app.domain.audits import is_initials
from app.errors import FlowError

_LONGEST_INITIALS = 4

NONE_WRITTEN = "Write the child’s initials, such as JS, or “unborn baby”"
SMALL_LETTERS = "Write the initials in capitals, such as JS"
NOT_LETTERS = "Write initials only: letters, such as JS or J-M S, or “unborn baby”"
A_NAME = "That looks like a name. Write initials only, such as JS or J-M S"


class NameNotInitialsError(FlowError):
    """A name was given where only initials may stand."""

    sentence = (
        "A child is known by initials here, and this looks like a name, so nothing was kept. "
        "Write initials only, such as JS or J-M S, or “unborn baby”."
    )


def initials(text: str) -> str:
    """The initials as they were written, without the spaces around them.

    Nothing else is changed: what is not clear is refused, not guessed at.

    Raises:
        NameNotInitialsError: it is a name, or anything else but initials.
    """
    if not is_initials(text):
        raise NameNotInitialsError
    return text.strip()


def why_not_initials(text: str) -> str | None:
    """What is wrong with a text that should be initials, in a sentence; None where it is right."""
    if is_initials(text):
        return None
    text = text.strip()
    if not text:
        return NONE_WRITTEN
    letters = sum(ch.isalpha() for ch in text)
    if letters <= _LONGEST_INITIALS and is_initials(text.upper()) and text.islower():
        return SMALL_LETTERS
    if any(ch.isdigit() for ch in text) or not letters:
        return NOT_LETTERS
    return A_NAME
