"""Reads files in the format of the C2SP conformance vectors: how to open a file, and the file."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.errors import (
    ArmorError,
    HeaderError,
    HeaderMacError,
    NoMatchingKeyError,
    PartnershipAuditError,
    PayloadError,
    WrongPassphraseError,
)
from app.sealing.age import HybridIdentity, Identity, ScryptIdentity, X25519Identity

ROOT: Final = Path(__file__).parents[3]
OWN: Final = ROOT / "tests" / "data" / "age"
PUBLIC: Final = ROOT.parent / "shared" / "vectors" / "age"

_ERRORS: Final[dict[str, type[PartnershipAuditError]]] = {
    "HMAC failure": HeaderMacError,
    "armor failure": ArmorError,
    "header failure": HeaderError,
    "no match": NoMatchingKeyError,
    "payload failure": PayloadError,
}


@dataclass(frozen=True)
class Vector:
    expect: str
    payload: str | None
    identities: tuple[Identity, ...]
    armored: bool
    file: bytes

    @property
    def error(self) -> type[PartnershipAuditError] | None:
        """The error that is due, or none if the file opens."""
        if self.expect == "success":
            return None
        passphrase = any(isinstance(identity, ScryptIdentity) for identity in self.identities)
        if self.expect == "no match" and passphrase and b"\n-> scrypt " in self.file:
            return WrongPassphraseError  # finer than the vectors, which have one word for both
        return _ERRORS[self.expect]

    def fits(self, plaintext: bytes) -> bool:
        return hashlib.sha256(plaintext).hexdigest() == self.payload


def read_vector(path: Path) -> Vector:
    head, _, file = path.read_bytes().partition(b"\n\n")
    fields = [line.split(": ", 1) for line in head.decode().splitlines()]
    single = dict(fields)
    return Vector(
        expect=single["expect"],
        payload=single.get("payload"),
        identities=tuple(
            _identity(name, text) for name, text in fields if name in ("identity", "passphrase")
        ),
        armored=single.get("armored") == "yes",
        file=zlib.decompress(file) if single.get("compressed") == "zlib" else file,
    )


def _identity(name: str, text: str) -> Identity:
    if name == "passphrase":
        return ScryptIdentity(text)
    if text.startswith("AGE-SECRET-KEY-PQ-"):
        return HybridIdentity.from_string(text)
    return X25519Identity.from_string(text)
