"""What goes in and out of the workspace besides the words of the domain: plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.domain.audits import Agency
    from app.domain.returns import Auditor, ReturnKind, ReturnRef, ReturnState
    from app.storage.unopened import SlotKind

Direction = Literal["sent", "received"]
HandDirection = Literal["to", "from"]


@dataclass(frozen=True)
class WayIn:
    """A way to open a workspace: its slot's id, its kind, and when it was added."""

    id: str
    kind: SlotKind
    made: datetime


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
    """One line of the list of audits.

    ``legal_hold`` says why nothing of it may be destroyed, whatever ``retain_until`` says. Of one
    that was ``destroyed`` only its name, its recommendations and what was published are left.
    """

    id: str
    reference: str
    title: str
    due: date
    opened: date
    theme: str = ""
    legal_hold: str = ""
    archived: date | None = None
    retain_until: date | None = None
    destroyed: date | None = None


@dataclass(frozen=True)
class AuditProgress:
    """How far an audit is, in numbers: what it asks, what is in, how many have their pack."""

    cases: int = 0
    agencies: int = 0
    expected: int = 0
    answered: int = 0
    packs: int = 0


@dataclass(frozen=True)
class StoredPack:
    """An audit pack as it travelled: issued by the partnership, or opened by the agency.

    ``says`` is a digest of what is in it, by which the partnership sees that an audit was changed
    since; empty where a version before 0.2 wrote it.
    """

    id: str
    audit_id: str
    agency_id: str
    token: str
    signing_key: bytes
    recipients: tuple[str, ...]
    content: bytes
    at: datetime
    says: str = ""


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
class SetUpSummary:
    """One line of the list of audits that are being set up, or changed. ``at`` is its last save."""

    id: str
    of_audit: bool
    reference: str
    title: str
    at: datetime


@dataclass(frozen=True)
class LibraryTool:
    """One version of an audit tool in the library.

    ``origin`` says where it came from ("copy of …", a file's name). ``audits`` are the
    references of the audits that use it: then it is frozen, and a change makes a version.
    """

    id: str
    version: int
    title: str
    theme: str
    origin: str
    at: datetime
    audits: tuple[str, ...] = ()

    @property
    def is_frozen(self) -> bool:
        """Whether an audit uses it."""
        return bool(self.audits)


@dataclass(frozen=True)
class BookEntry:
    """An agency as the address book keeps it between audits."""

    agency: Agency
    note: str = ""


@dataclass(frozen=True)
class Acceptance:
    """The partnership has read a revision and takes it as it is."""

    ref: ReturnRef
    by: str
    at: datetime


@dataclass(frozen=True)
class Chaser:
    """An agency was reminded of the returns that were missing on that day."""

    audit_id: str
    agency_id: str
    at: datetime
    uins: tuple[str, ...]


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


class ChoiceRow(NamedTuple):
    """Which options an agency chose in one place of a received full return.

    There are hundreds of thousands: a tuple is made in a third of the time of a data class.
    """

    uin: str
    agency_id: str
    key: str
    options: tuple[str, ...]


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
    SET_UP_KEPT = "set-up kept"
    SET_UP_DROPPED = "set-up dropped"
    TOOL_KEPT = "tool kept in the library"
    TOOL_DROPPED = "tool taken out of the library"
    AGENCY_KEPT = "agency kept in the address book"
    AGENCY_DROPPED = "agency taken out of the address book"
    RETURN_ACCEPTED = "return accepted"
    ACCEPTANCE_DROPPED = "acceptance taken back"
    QUESTION_MARKED = "question marked"
    AGENCY_CHASED = "agency chased"
    AUDIT_ARCHIVED = "audit archived"
    AUDIT_BROUGHT_BACK = "audit brought back"
    RETENTION_SET = "retention set"
    LEGAL_HOLD_SET = "legal hold set"
    LOGO_KEPT = "logo kept"
    SLOT_ADDED = "way to open added"
    SLOT_REMOVED = "way to open taken away"
    KEY_ROTATED = "database key rotated"
    BACKED_UP = "copy made"
    RESTORED = "copy restored"
    RESCUED = "rescued after damage"
    AUDIT_DESTROYED = "audit destroyed"
    NOTE_KEPT = "note of the meeting kept"
    NOTE_DROPPED = "note of the meeting dropped"
    JUDGEMENT_AGREED = "judgement agreed"
    ATTENDANCE_KEPT = "attendance kept"
    MATTER_DISCUSSED = "matter discussed"
    RECOMMENDATION_KEPT = "recommendation kept"
    RECOMMENDATION_DROPPED = "recommendation dropped"
    PROGRESS_NOTED = "progress noted"
    COMMENT_TAGGED = "comment tagged"
    QUOTE_KEPT = "quotation kept"
    QUOTE_DROPPED = "quotation dropped"
    REPORT_TEXT_KEPT = "text of a report kept"
    REPORT_OPTIONS_KEPT = "options of the reports kept"
    REPORT_PUBLISHED = "report published"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> HistoryEvent:  # noqa: ARG003
        """A later version's event, or one that somebody tampered with: its line is still shown."""
        return cls.UNKNOWN


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
