"""The key to the workspace: random, and wrapped in slots, so that no slot is the key itself.

Wrapping is ChaCha20-Poly1305 with the workspace, the slot and its kind as associated data: a
slot that was moved or exchanged does not open. That a slot opens proves the key right.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import log2
from time import perf_counter
from typing import Final
from unicodedata import normalize

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import (
    KeyringUnavailableError,
    WorkspaceError,
    WrongKeyError,
    WrongPassphraseError,
    WrongRecoveryWordsError,
)
from app.storage.keyring_store import fetch_secret, keep_secret
from app.storage.slots import (
    KEY_BYTES,
    NONCE_BYTES,
    SALT_BYTES,
    AnySlot,
    KeyringSlot,
    PassphraseSlot,
    RecoverySlot,
    SlotFile,
)
from app.storage.unopened import SlotKind

_LABEL: Final = b"partnership-audit slot v1"
_RECOVERY_LABEL: Final = b"partnership-audit recovery slot v1"


@dataclass(frozen=True)
class PassphraseCost:
    """How hard a passphrase is to guess: Argon2id's memory in KiB, passes, and lanes.

    The defaults are RFC 9106's second recommendation: about a tenth of a second here, and
    64 MiB for every guess of an attacker.
    """

    memory_kib: int = 64 * 1024
    time: int = 3
    lanes: int = 4


_GOAL_SECONDS: Final = 0.5
_MOST_MEMORY_KIB: Final = 256 * 1024


@cache
def measured_cost() -> PassphraseCost:
    """What this computer can bear: about half a second for each try, and never less than RFC 9106.

    Memory is raised before passes: it is what makes guessing on graphics cards dear. Measured
    once in a run of the program.
    """
    least = PassphraseCost()
    begun = perf_counter()
    _stretch("how long does this take?", bytes(SALT_BYTES), least)
    took = max(perf_counter() - begun, 1e-3)
    doublings = int(log2(max(1.0, _GOAL_SECONDS / took)))
    memory = min(least.memory_kib << doublings, _MOST_MEMORY_KIB)
    left = _GOAL_SECONDS / (took * memory / least.memory_kib)
    return PassphraseCost(memory, max(least.time, min(10, int(least.time * left))), least.lanes)


def new_key() -> bytes:
    """A random database key of 256 bits."""
    return secrets.token_bytes(KEY_BYTES)


def new_id() -> str:
    """A random id of 128 bits in hex, for workspaces and slots."""
    return secrets.token_hex(16)


def passphrase_slot(
    workspace_id: str, key: bytes, passphrase: str, cost: PassphraseCost, now: datetime
) -> PassphraseSlot:
    """Wrap the database key under a passphrase.

    Raises:
        ValueError: the passphrase is empty.
    """
    if not passphrase:
        raise ValueError("an empty passphrase protects nothing")
    slot_id, salt = new_id(), secrets.token_bytes(SALT_BYTES)
    wrapping = _stretch(passphrase, salt, cost)
    nonce, wrapped = _wrap(wrapping, key, _bound_to(workspace_id, slot_id, SlotKind.PASSPHRASE))
    return PassphraseSlot(
        id=slot_id,
        made=now,
        nonce=nonce,
        wrapped=wrapped,
        salt=salt,
        memory_kib=cost.memory_kib,
        time=cost.time,
        lanes=cost.lanes,
    )


def keyring_slot(workspace_id: str, key: bytes, now: datetime) -> KeyringSlot:
    """Wrap the database key under a random one, which goes to the system's store.

    Raises:
        KeyringUnavailableError: there is no secure store.
    """
    slot_id, wrapping = new_id(), new_key()
    nonce, wrapped = _wrap(wrapping, key, _bound_to(workspace_id, slot_id, SlotKind.KEYRING))
    keep_secret(workspace_id, slot_id, wrapping)
    return KeyringSlot(id=slot_id, made=now, nonce=nonce, wrapped=wrapped)


def recovery_slot(workspace_id: str, key: bytes, secret: bytes, now: datetime) -> RecoverySlot:
    """Wrap the database key under the 256 bits of the recovery words.

    Raises:
        ValueError: the secret has another length.
    """
    if len(secret) != KEY_BYTES:
        raise ValueError("recovery words stand for 256 bits")
    slot_id, salt = new_id(), secrets.token_bytes(SALT_BYTES)
    bound_to = _bound_to(workspace_id, slot_id, SlotKind.RECOVERY_WORDS)
    nonce, wrapped = _wrap(_derive(secret, salt), key, bound_to)
    return RecoverySlot(id=slot_id, made=now, nonce=nonce, wrapped=wrapped, salt=salt)


def open_with_recovery(slots: SlotFile, secret: bytes) -> bytes:
    """The database key, by the secret behind the recovery words.

    Raises:
        WrongRecoveryWordsError: it opens none of the slots.
    """
    for slot in slots.slots:
        if isinstance(slot, RecoverySlot):
            key = _unwrap(slots, slot, _derive(secret, slot.salt), SlotKind.RECOVERY_WORDS)
            if key is not None:
                return key
    raise WrongRecoveryWordsError


def open_with_passphrase(slots: SlotFile, passphrase: str) -> bytes:
    """The database key, by a passphrase.

    Raises:
        WrongPassphraseError: it opens none of the slots.
    """
    for slot in slots.slots:
        if isinstance(slot, PassphraseSlot):
            cost = PassphraseCost(slot.memory_kib, slot.time, slot.lanes)
            key = _unwrap(slots, slot, _stretch(passphrase, slot.salt, cost), SlotKind.PASSPHRASE)
            if key is not None:
                return key
    raise WrongPassphraseError


def open_with_keyring(slots: SlotFile) -> bytes:
    """The database key, by what the system's store holds.

    Raises:
        KeyringUnavailableError: no such slot, no secure store, or the entry is gone.
        WrongKeyError: the store has an entry, but it belongs to another key.
    """
    refused: type[WorkspaceError] = KeyringUnavailableError
    for slot in slots.slots:
        if isinstance(slot, KeyringSlot):
            secret = fetch_secret(slots.workspace, slot.id)
            if secret is None:
                continue
            key = _unwrap(slots, slot, secret, SlotKind.KEYRING)
            if key is not None:
                return key
            refused = WrongKeyError
    raise refused


def _wrap(wrapping: bytes, key: bytes, bound_to: bytes) -> tuple[bytes, bytes]:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce, ChaCha20Poly1305(wrapping).encrypt(nonce, key, bound_to)


def _unwrap(slots: SlotFile, slot: AnySlot, wrapping: bytes, kind: SlotKind) -> bytes | None:
    if len(wrapping) != KEY_BYTES:
        return None
    bound_to = _bound_to(slots.workspace, slot.id, kind)
    try:
        return ChaCha20Poly1305(wrapping).decrypt(slot.nonce, slot.wrapped, bound_to)
    except InvalidTag:
        return None


def _bound_to(workspace_id: str, slot_id: str, kind: SlotKind) -> bytes:
    return b"\0".join((_LABEL, workspace_id.encode(), slot_id.encode(), kind.value.encode()))


def _derive(secret: bytes, salt: bytes) -> bytes:
    """A wrapping key from a secret that is random already: HKDF-SHA256 (RFC 5869)."""
    return HKDF(SHA256(), KEY_BYTES, salt, _RECOVERY_LABEL).derive(secret)


def _stretch(passphrase: str, salt: bytes, cost: PassphraseCost) -> bytes:
    from argon2.exceptions import HashingError  # loaded only where a passphrase is used
    from argon2.low_level import Type, hash_secret_raw

    # The same passphrase typed on another keyboard may come composed differently: NFC.
    # A lone surrogate can be typed, if hardly; it is no reason to crash.
    secret = normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    derive: Callable[..., bytes] = hash_secret_raw
    try:
        return derive(
            secret=secret,
            salt=salt,
            time_cost=cost.time,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError as error:
        raise WorkspaceError(
            "This computer has not enough free memory to check the passphrase. "
            "Nothing was changed. Close other programs and try again."
        ) from error
