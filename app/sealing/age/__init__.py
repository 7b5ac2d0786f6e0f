"""The age v1 file format: bytes in, bytes out (C2SP age.md, c2sp.org/age).

This module is the package's door; the others are how it is done. It knows
nothing of audits: it wraps a file key for recipients, encrypts, and gives back.
"""

from app.sealing.age.armor import armor, dearmor, is_armored
from app.sealing.age.file import SealedFile, decrypt, encrypt, read_sealed, read_stanzas
from app.sealing.age.header import MAX_HEADER_BYTES, MAX_STANZAS, Stanza
from app.sealing.age.hybrid import HybridIdentity, HybridRecipient
from app.sealing.age.keys import Identity, Recipient
from app.sealing.age.scrypt import (
    DEFAULT_WORK_FACTOR,
    MAX_WORK_FACTOR,
    ScryptIdentity,
    ScryptRecipient,
)
from app.sealing.age.x25519 import X25519Identity, X25519Recipient

__all__ = [
    "DEFAULT_WORK_FACTOR",
    "MAX_HEADER_BYTES",
    "MAX_STANZAS",
    "MAX_WORK_FACTOR",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "Recipient",
    "ScryptIdentity",
    "ScryptRecipient",
    "SealedFile",
    "Stanza",
    "X25519Identity",
    "X25519Recipient",
    "armor",
    "dearmor",
    "decrypt",
    "encrypt",
    "is_armored",
    "read_sealed",
    "read_stanzas",
]
