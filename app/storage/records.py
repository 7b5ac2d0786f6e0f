"""What goes in and out of the workspace besides the words of the domain: plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from app.domain.returns import Auditor, ReturnKind, ReturnRef, ReturnState

Direction = Literal["sent", "received"]
HandDirection = Literal["to", "from"]


@dataclass(frozen=True)
class KnownKey:
    """The public keys of somebody else, as they were first seen.

    ``signing_key`` is the raw Ed25519 key; ``recipient`` the age recipient in text form, empty
    where only the signing key is known. An owner may have several: one for each desk.
    """

    owner: str
    name: str
    signing_key: bytes
    recipient: str
    first_seen: datetime


@dataclass(frozen=True)
class AuditSummary:
    """One line of the list of audits."""

    id: str
    reference: str
    title: str
    due: date
    opened: date


@dataclass(frozen=True)
class StoredPack:
    """An audit pack as it travelled: issued by the partnership, or opened by the agency."""

    id: str
    audit_id: str
    agency_id: str
    token: str
    signing_key: bytes
    recipients: tuple[str, ...]
    content: bytes
    at: datetime


@dataclass(frozen=True)
class PackageSummary:
    """A return package without its content. ``digest`` is SHA-256 of the content, in hex."""

    digest: str
    audit_id: str
    agency_id: str
    direction: Direction
    file_name: str
    at: datetime
    returns: int
    package_id: str

    @property
    def is_test(self) -> bool:
        """Whether it only tried the way: no other package is without returns."""
        return self.returns == 0


@dataclass(frozen=True)
class StoredPackage:
    """A return package, sealed as it travelled."""

    digest: str
    audit_id: str
    agency_id: str
    direction: Direction
    file_name: str
    content: bytes
    at: datetime
    returns: int
    package_id: str


@dataclass(frozen=True)
class HandOver:
    """A draft that was handed to a colleague, or taken over from one."""

    audit_id: str
    uin: str
    direction: HandDirection
    who: Auditor
    at: datetime


@dataclass(frozen=True)
class ReturnMark:
    """Where a return stands, without what is in it. ``saved_at`` is the last write to it."""

    ref: ReturnRef
    state: ReturnState
    kind: ReturnKind
    completed_on: date | None
    saved_at: datetime

    @property
    def revision(self) -> int:
        """How often the return was revised, from 1."""
        return self.ref.revision


@dataclass(frozen=True)
class GroupCount:
    """How many returns of one agency, or about one case, gave the same answer in one place.

    ``group`` is the agency's id or the case's UIN.
    """

    group: str
    key: str
    options: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class CommentRow:
    """What was written in one place of a received full return."""

    uin: str
    agency_id: str
    key: str
    options: tuple[str, ...]
    comment: str
    text: str


class HistoryEvent(StrEnum):
    """What a line of the history tells."""

    WORKSPACE_MADE = "workspace made"
    SETTING_CHANGED = "setting changed"
    KEY_KEPT = "own key kept"
    KEY_REMEMBERED = "key of another remembered"
    KEY_FORGOTTEN = "keys of another forgotten"
    AUDIT_ADDED = "audit added"
    AUDIT_CHANGED = "audit changed"
    PACK_KEPT = "pack kept"
    RETURN_SAVED = "return saved"
    RETURN_MOVED = "return moved"
    ANSWER_SAVED = "answer saved"
    PACKAGE_KEPT = "package kept"
    QUERY_KEPT = "query kept"
    RECEIPT_KEPT = "receipt kept"
    CASE_HANDED_OVER = "case handed over"
    CASE_TAKEN_OVER = "case taken over"
    WATCH_LIST_KEPT = "watch list kept"
    WAVED_THROUGH = "words waved through"


@dataclass(frozen=True)
class HistoryEntry:
    """One line of the append-only history.

    It names places, never contents: ``detail`` is a question's key, a state, a setting's name
    or the like; no answer, initials or secret is ever in it. ``revision`` is 0 where no
    return is meant.
    """

    id: int
    at: datetime
    what: HistoryEvent
    audit_id: str = ""
    agency_id: str = ""
    uin: str = ""
    revision: int = 0
    detail: str = ""
