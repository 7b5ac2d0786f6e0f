"""Passphrases (C2SP age.md, "The scrypt recipient type"; RFC 7914)."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.errors import HeaderError
from app.sealing.age.header import Stanza, decode_base64, encode_base64
from app.sealing.age.keys import require_wrapped, unwrap_file_key, wrap_file_key

STANZA_TYPE: Final = "scrypt"

DEFAULT_WORK_FACTOR: Final = 18
"""About a second and 256 MiB: what other age tools write."""

MAX_WORK_FACTOR: Final = 20
"""1 GiB. A file that asks for more is refused before any work is done."""

_LABEL: Final = b"age-encryption.org/v1/scrypt"
_SALT_BYTES: Final = 16
_WORK_FACTOR: Final = re.compile(r"[1-9][0-9]?")  # 99 is beyond every maximum already


@dataclass(frozen=True)
class ScryptRecipient:
    """Everyone who knows the passphrase. ``work_factor`` is the base-two logarithm of the cost.

    Raises ``ValueError`` for an empty passphrase, and for a work factor that
    ``ScryptIdentity`` would refuse.
    """

    passphrase: str = field(repr=False)
    work_factor: int = DEFAULT_WORK_FACTOR

    def __post_init__(self) -> None:
        if not self.passphrase:
            raise ValueError("an empty passphrase protects nothing")
        if not 1 <= self.work_factor <= MAX_WORK_FACTOR:
            raise ValueError(f"the work factor is 1 to {MAX_WORK_FACTOR}, not {self.work_factor}")

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap the file key. This is slow by intention."""
        salt = os.urandom(_SALT_BYTES)
        key = _wrap_key(self.passphrase, salt, self.work_factor)
        arguments = (encode_base64(salt).decode("ascii"), str(self.work_factor))
        return Stanza(STANZA_TYPE, arguments, wrap_file_key(key, file_key))


@dataclass(frozen=True)
class ScryptIdentity:
    """A passphrase to try, on files that ask for no more than ``max_work_factor``."""

    passphrase: str = field(repr=False)
    max_work_factor: int = MAX_WORK_FACTOR

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Find the file key, or ``None`` if this is not the passphrase.

        Raises ``HeaderError`` for an scrypt stanza that is not alone, has another
        number of arguments, a salt that is not 16 bytes, a work factor that is not
        a plain decimal number or is too high, or a body of the wrong length.
        """
        for stanza in stanzas:
            if stanza.type == STANZA_TYPE:
                if len(stanzas) != 1 or len(stanza.arguments) != 2:
                    raise HeaderError
                salt = decode_base64(stanza.arguments[0])
                if len(salt) != _SALT_BYTES or not _WORK_FACTOR.fullmatch(stanza.arguments[1]):
                    raise HeaderError
                work_factor = int(stanza.arguments[1])
                if work_factor > self.max_work_factor:
                    raise HeaderError
                require_wrapped(stanza.body)
                return unwrap_file_key(
                    _opening_key(self.passphrase, salt, work_factor), stanza.body
                )
        return None


def _opening_key(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    try:
        return _wrap_key(passphrase, salt, work_factor)
    except MemoryError:  # the file chose the amount, so it is an expected failure
        raise HeaderError(
            "Opening this file needs more memory than this computer has free. "
            "Nothing was brought in from it. Close other programs and try again."
        ) from None


def _wrap_key(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    # Half a surrogate pair can be typed on Windows; it must not raise out of a passphrase box.
    secret = passphrase.encode("utf-8", "surrogatepass")
    return Scrypt(salt=_LABEL + salt, length=32, n=1 << work_factor, r=8, p=1).derive(secret)
