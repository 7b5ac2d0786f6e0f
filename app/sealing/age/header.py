"""The textual header of an age file (C2SP age.md, "Header")."""

from __future__ import annotations

import hmac
import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import HeaderError, HeaderMacError

MAX_HEADER_BYTES: Final = 256 * 1024
"""A longer header is refused before it is parsed; a hybrid stanza takes 1.6 KiB."""

MAX_STANZAS: Final = 128
"""More stanzas are refused: each may cost a key exchange for each identity tried."""

_VERSION: Final = b"age-encryption.org/v1\n"
_COLUMNS: Final = 64

# Possessive quantifiers: hostile text can't make the matcher try again.
_STANZA: Final = re.compile(
    rb"-> ([!-~]++(?: [!-~]++)*+)\n"
    rb"((?:[A-Za-z0-9+/]{64}\n)*+[A-Za-z0-9+/]{0,63}+)\n"
)
_END: Final = re.compile(rb"---() ([A-Za-z0-9+/]{43})\n")
_ARGUMENT: Final = re.compile(r"[!-~]+")


@dataclass(frozen=True)
class Stanza:
    """One entry of the header: its type, the arguments after the type, and the decoded body."""

    type: str
    arguments: tuple[str, ...]
    body: bytes


@dataclass(frozen=True)
class Header:
    """A parsed header. Nothing in it can be trusted before ``verify``."""

    stanzas: tuple[Stanza, ...]
    length: int
    _authenticated: bytes = field(repr=False)
    _mac: bytes = field(repr=False)

    def verify(self, file_key: bytes) -> None:
        """Check the header against its MAC.

        Raises ``HeaderMacError`` if it was changed after it was written.
        """
        if not hmac.compare_digest(_mac(file_key, self._authenticated), self._mac):
            raise HeaderMacError


def parse_header(sealed: bytes) -> Header:
    """Read the header at the start of a binary age file.

    Raises ``HeaderError`` if it does not follow the ABNF of C2SP age.md, if an
    scrypt stanza is not the only one, or if it exceeds the bounds of this module.
    """
    if not sealed.startswith(_VERSION):
        raise HeaderError
    end = min(len(sealed), MAX_HEADER_BYTES)
    stanzas: list[Stanza] = []
    position = len(_VERSION)
    while match := _STANZA.match(sealed, position, end):
        if len(stanzas) == MAX_STANZAS:
            raise HeaderError
        kind, *arguments = match[1].decode("ascii").split(" ")
        stanzas.append(Stanza(kind, tuple(arguments), decode_base64(match[2].replace(b"\n", b""))))
        position = match.end()
    last = _END.match(sealed, position, end)
    if last is None or not stanzas or _misplaces_scrypt(stanzas):
        raise HeaderError
    return Header(tuple(stanzas), last.end(), sealed[: last.end(1)], decode_base64(last[2]))


def format_header(stanzas: Iterable[Stanza], file_key: bytes) -> bytes:
    """Write a header with its MAC.

    Raises ``ValueError`` for stanzas that ``parse_header`` would not read back:
    the caller's mistake, never that of a file.
    """
    stanzas = tuple(stanzas)
    if not 1 <= len(stanzas) <= MAX_STANZAS:
        raise ValueError(f"an age header has 1 to {MAX_STANZAS} stanzas, not {len(stanzas)}")
    if _misplaces_scrypt(stanzas):
        raise ValueError("a passphrase must be a file's only recipient, without clear stanzas")
    authenticated = b"".join((_VERSION, *map(_format_stanza, stanzas), b"---"))
    header = b"%b %b\n" % (authenticated, encode_base64(_mac(file_key, authenticated)))
    if len(header) > MAX_HEADER_BYTES:
        raise ValueError(f"an age header has at most {MAX_HEADER_BYTES} bytes, not {len(header)}")
    return header


def decode_base64(text: bytes | str) -> bytes:
    """Decode canonical base64 without padding (C2SP age.md, "Conventions"; RFC 4648, 3.5).

    Raises ``HeaderError`` for anything else, since headers are the only place for it.
    """
    if isinstance(text, str):
        text = text.encode("ascii", "replace")  # "?" is outside the alphabet
    try:
        decoded = a2b_base64(text + b"=" * (-len(text) % 4), strict_mode=True)
    except ValueError:
        raise HeaderError from None
    if encode_base64(decoded) != text:  # padding, or stray bits in the last character
        raise HeaderError
    return decoded


def encode_base64(data: bytes) -> bytes:
    """Encode as base64 without padding (C2SP age.md, "Conventions")."""
    return b2a_base64(data, newline=False).rstrip(b"=")


def _format_stanza(stanza: Stanza) -> bytes:
    arguments = (stanza.type, *stanza.arguments)
    if not all(map(_ARGUMENT.fullmatch, arguments)):
        raise ValueError("stanza arguments are non-empty and of visible ASCII characters")
    body = encode_base64(stanza.body)
    # One column past the end, because a body must close with a short line, even an empty one.
    lines = [body[start : start + _COLUMNS] for start in range(0, len(body) + 1, _COLUMNS)]
    return b"-> %b\n%b\n" % (" ".join(arguments).encode("ascii"), b"\n".join(lines))


def _misplaces_scrypt(stanzas: Iterable[Stanza]) -> bool:
    kinds = [stanza.type for stanza in stanzas]
    return "scrypt" in kinds and len(kinds) > 1


def _mac(file_key: bytes, authenticated: bytes) -> bytes:
    key = HKDF(SHA256(), length=32, salt=None, info=b"header").derive(file_key)
    return hmac.digest(key, authenticated, "sha256")
