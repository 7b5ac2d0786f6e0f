"""The format of ``slots.json``: which ways lead to the database key, as in LUKS.

Every slot holds the same 32-byte database key, wrapped under a key of its own. The file has no
secret in it, and is treated as hostile when read: sizes, counts and costs are bounded before
anything is computed from them.

Version 1. A reader of a version is never changed after release.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import msgspec

from app.errors import (
    DamagedWorkspaceError,
    LastSlotError,
    NewerWorkspaceError,
    NotFoundError,
    NoWorkspaceError,
    WorkspaceError,
)
from app.storage.files import NEXT_SLOTS, SLOTS, what_is_there, write_atomically
from app.storage.unopened import SlotKind

FORMAT: Final = "partnership-audit slots"
VERSION: Final = 1
MAX_SLOTS: Final = 8
MAX_BYTES: Final = 64 * 1024

SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
KEY_BYTES: Final = 32
WRAPPED_BYTES: Final = KEY_BYTES + 16  # the key and the tag

_Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
_Salt = Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
_Nonce = Annotated[bytes, msgspec.Meta(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]
_Wrapped = Annotated[bytes, msgspec.Meta(min_length=WRAPPED_BYTES, max_length=WRAPPED_BYTES)]
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """What every slot has: the database key, wrapped."""

    id: _Id
    made: _Moment
    nonce: _Nonce
    wrapped: _Wrapped


class KeyringSlot(Slot, frozen=True, tag=SlotKind.KEYRING.value):
    """The wrapping key is random and lies in the operating system's store."""


class PassphraseSlot(Slot, frozen=True, tag=SlotKind.PASSPHRASE.value):
    """The wrapping key is Argon2id over the passphrase. The bounds keep a hostile file cheap."""

    salt: _Salt
    memory_kib: Annotated[int, msgspec.Meta(ge=8, le=512 * 1024)]
    time: Annotated[int, msgspec.Meta(ge=1, le=10)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=8)]


class RecoverySlot(Slot, frozen=True, tag=SlotKind.RECOVERY_WORDS.value):
    """The wrapping key is HKDF-SHA256 over the 256 bits of the recovery words."""

    salt: _Salt


AnySlot = KeyringSlot | PassphraseSlot | RecoverySlot


class _Head(msgspec.Struct, frozen=True):
    format: str
    version: int


class SlotFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole of ``slots.json``."""

    format: str = FORMAT
    version: int = VERSION
    workspace: _Id
    slots: Annotated[tuple[AnySlot, ...], msgspec.Meta(min_length=1, max_length=MAX_SLOTS)]

    def of_kind(self, kind: SlotKind) -> tuple[AnySlot, ...]:
        """The slots of one kind, in their order."""
        return tuple(slot for slot in self.slots if kind_of(slot) is kind)

    def without(self, slot_id: str) -> SlotFile:
        """With one slot less.

        Raises:
            LastSlotError: it is the last one.
            NotFoundError: there is no slot of that id.
        """
        rest = tuple(slot for slot in self.slots if slot.id != slot_id)
        if len(rest) == len(self.slots):
            raise NotFoundError("way to open the workspace", slot_id)
        if not rest:
            raise LastSlotError
        return msgspec.structs.replace(self, slots=rest)

    def only(self, slot_id: str) -> SlotFile:
        """With no other slot."""
        return msgspec.structs.replace(
            self, slots=tuple(slot for slot in self.slots if slot.id == slot_id)
        )

    def plus(self, slot: AnySlot) -> SlotFile:
        """With one slot more.

        Raises:
            WorkspaceError: there is no room for another.
        """
        if len(self.slots) >= MAX_SLOTS:
            raise WorkspaceError(
                f"This workspace already has {MAX_SLOTS} ways to open it, and can't have more. "
                "Nothing was changed. Take one away first."
            )
        return msgspec.structs.replace(self, slots=(*self.slots, slot))


def kind_of(slot: AnySlot) -> SlotKind:
    """The kind of a slot."""
    return SlotKind(str(type(slot).__struct_config__.tag))


def parse_slots(data: bytes) -> SlotFile:
    """Read the bytes of a slot file.

    Raises:
        NewerWorkspaceError: a later version of the program wrote it.
        DamagedWorkspaceError: it is anything else but a slot file of this version.
    """
    if len(data) > MAX_BYTES:
        raise DamagedWorkspaceError
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.format == FORMAT and head.version > VERSION:
            raise NewerWorkspaceError
        if head.format != FORMAT or head.version != VERSION:
            raise DamagedWorkspaceError
        slots = msgspec.json.decode(data, type=SlotFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedWorkspaceError from error
    passphrases = [slot for slot in slots.slots if isinstance(slot, PassphraseSlot)]
    if any(slot.memory_kib < 8 * slot.lanes for slot in passphrases):
        raise DamagedWorkspaceError  # Argon2 itself refuses this
    if len({slot.id for slot in slots.slots}) != len(slots.slots):
        raise DamagedWorkspaceError
    return slots


def read_slots(folder: Path) -> SlotFile:
    """The slot file of a workspace.

    Raises:
        NoWorkspaceError: there is neither a slot file nor a database in the folder.
        DamagedWorkspaceError: one of the two is missing, or the slot file can't be read.
        NewerWorkspaceError: a later version of the program wrote it.
    """
    found, has_database = what_is_there(folder)
    if not found and not has_database:
        raise NoWorkspaceError
    if not found or not has_database:
        raise DamagedWorkspaceError
    try:
        with (folder / SLOTS).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(error) from error
    return parse_slots(data)


def write_slots(folder: Path, slots: SlotFile) -> None:
    """Put a slot file in place of the one that is there.

    Raises:
        OSError: it could not be written; the old one is untouched.
    """
    data = msgspec.json.format(msgspec.json.encode(slots), indent=2)
    write_atomically(folder / SLOTS, data + b"\n")


def pending_slots(folder: Path) -> SlotFile | None:
    """The slots of a rotation of the key that was broken off between its two last steps."""
    try:
        with (folder / NEXT_SLOTS).open("rb") as file:
            return parse_slots(file.read(MAX_BYTES + 1))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(error) from error


def unreadable(error: OSError) -> WorkspaceError:
    """The error for files that are there and that the system does not hand out."""
    return WorkspaceError(
        f"The files of this workspace could not be read ({error.strerror or 'unknown reason'}). "
        "Nothing in them was changed. Check that the folder is yours and that the drive is there."
    )
