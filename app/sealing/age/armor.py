"""The text form of an age file: strict PEM (C2SP age.md, "ASCII armor"; RFC 7468, Figure 3)."""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from typing import Final

from app.errors import ArmorError

_BEGIN: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END: Final = b"-----END AGE ENCRYPTED FILE-----"
_COLUMNS: Final = 64
_WHITESPACE: Final = b" \t\r\n"
_LEADING: Final = 1024  # how far whitespace before the text form is looked through


def armor(sealed: bytes) -> str:
    """Write a binary age file as text, for places that take no attachments."""
    body = _wrap(b2a_base64(sealed, newline=False))
    return (b"%b\n%b%b\n" % (_BEGIN, body, _END)).decode("ascii")


def is_armored(data: bytes) -> bool:
    """Say whether data announces itself as the text form. It may still be malformed."""
    return data[:_LEADING].lstrip(_WHITESPACE).startswith(_BEGIN)


def dearmor(text: bytes) -> bytes:
    """Read the text form back to the binary file, strictly.

    Whitespace may surround it, and lines end with LF or all with CRLF, since mail
    programs change these. Raises ``ArmorError`` for everything else that ``armor``
    would not have written: otherwise one file would have many forms.
    """
    text = text.strip(_WHITESPACE)
    if b"\r" in text:
        breaks = text.count(b"\r\n")
        if breaks != text.count(b"\r") or breaks != text.count(b"\n"):
            raise ArmorError
        text = text.replace(b"\r\n", b"\n")
    if not text.startswith(_BEGIN + b"\n") or not text.endswith(b"\n" + _END):
        raise ArmorError
    body = text[len(_BEGIN) + 1 : -len(_END)]
    compact = body.replace(b"\n", b"")
    try:
        sealed = a2b_base64(compact, strict_mode=True)
    except ValueError:
        raise ArmorError from None
    # Writing it again finds stray bits, missing padding and lines of another length at once.
    if _wrap(b2a_base64(sealed, newline=False)) != body:
        raise ArmorError
    return sealed


def _wrap(encoded: bytes) -> bytes:
    starts = range(0, len(encoded), _COLUMNS)
    return b"".join([encoded[start : start + _COLUMNS] + b"\n" for start in starts])
