"""The attachments of an e-mail that was saved as a file (``.eml``), whoever wrote it.

A mail is hostile until it is read: its size, its lines, its parts and how deeply they lie in each
other are bounded before the standard library takes it apart, and what that stumbles over in one
part hides none of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import EmailPolicy
from typing import Final, TypeVar

from app.errors import PartnershipAuditError

EXTENSION = ".eml"

MAX_MAIL_BYTES = 50 * 1024 * 1024
"""The largest attachment that travels (35 MB) as it stands in a mail: base64 adds a third."""

_MAX_PARTS = 500
_MAX_LINES = 300_000  # about 20 MB of attachments: ours are far smaller
_MAX_HEADER = 4_000
_MAX_NAME = 200
# Each may take the parser one level deeper, and every line is held against every level.
_NESTING: Final = re.compile(rb"boundary|message/|digest", re.IGNORECASE)
_MAX_NESTING = 400
_MAX_EFFORT = 20_000_000
_FIRST_HEADER: Final = re.compile(rb"[!-9;-~]{1,76}:[ \t]?[^\r\n]*\r?\n")
_OF_MAILS: Final = re.compile(
    rb"^(?:from|to|subject|date|message-id|received|return-path|mime-version|content-type|x-[\w-]+)"
    rb":",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 4_000

T = TypeVar("T")


class _Bounded(EmailPolicy):
    """Reads headers as ``policy.default`` does, which takes too long over very long ones."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value if len(value) <= _MAX_HEADER else ""


class MailError(PartnershipAuditError):
    """A mail can't be taken apart."""

    sentence = (
        "This e-mail could not be read. Nothing was brought in from it. Open it in your mail "
        "program, save its attachment, and drop that here."
    )


@dataclass(frozen=True)
class Attached:
    """One part of a mail: an attachment, or what was written in the mail itself.

    ``name`` is the attachment's, empty for words of the mail.
    """

    name: str
    content: bytes


def is_mail(name: str, head: bytes) -> bool:
    """Whether a file looks like a saved mail, by its name or by how it begins."""
    if name.lower().endswith(EXTENSION):
        return True
    start = head[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n")
    return bool(_FIRST_HEADER.match(start)) and len(set(_OF_MAILS.findall(start))) >= 3


def attachments(mail: bytes) -> tuple[Attached, ...]:
    """Every part of a mail that holds something, mails within the mail included.

    Raises:
        MailError: it is too large or too deeply nested, or is no mail at all.
    """
    if len(mail) > MAX_MAIL_BYTES or _takes_too_long(mail):
        raise MailError
    message = _tried(lambda: message_from_bytes(mail, policy=_Bounded()), None)
    if message is None:
        raise MailError
    found = []
    for number, part in enumerate(_parts(message)):
        if number >= _MAX_PARTS:
            raise MailError
        attached = _tried(lambda part=part: _attached(part), None)  # type: ignore[misc]
        if attached is not None and attached.content:
            found.append(attached)
    return tuple(found)


def _takes_too_long(mail: bytes) -> bool:
    lines = mail.count(b"\n") + mail.count(b"\r")
    if lines > _MAX_LINES:
        return True
    levels = sum(1 for _ in _NESTING.finditer(mail))
    return levels > _MAX_NESTING or levels * lines > _MAX_EFFORT


def _parts(message: Message) -> Iterator[Message]:
    """The leaves, in the order of the mail; a stack, as hostile mails are deep."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if not part.is_multipart():  # to ask for its words would already decode them
            yield part
            continue
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting.extend(each for each in reversed(inner) if isinstance(each, Message))


def _attached(part: Message) -> Attached | None:
    content = _tried(lambda: part.get_payload(decode=True), None)
    if not isinstance(content, bytes):
        return None
    name = _tried(part.get_filename, None)
    return Attached(_clean(name) if isinstance(name, str) else "", content)


def _clean(name: str) -> str:
    """The last part of a name, so that no folder is in it."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(ch if ch.isprintable() else " " for ch in last).strip()[:_MAX_NAME]


def _tried(act: Callable[[], T], otherwise: T | None) -> T | None:
    # The library's parser fails on hostile headers in more ways than it documents: ValueError,
    # LookupError, AttributeError, AssertionError, RecursionError and others were all seen.
    try:
        return act()
    except Exception:
        return otherwise
