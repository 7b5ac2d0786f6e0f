"""The encrypted workspace. This is its only door: nothing else imports what lies behind it."""

from app.storage.audits import Audits
from app.storage.exchange import Packages, Packs
from app.storage.keyring_store import has_secure_store
from app.storage.queries import Queries
from app.storage.records import (
    AuditSummary,
    Clock,
    CommentRow,
    Desk,
    Direction,
    GroupCount,
    HistoryEntry,
    HistoryEvent,
    KnownKey,
    OptionCount,
    PackageSummary,
    ReturnMark,
    StoredPack,
    StoredPackage,
)
from app.storage.returns import Returns
from app.storage.settings_and_keys import Keys, Settings
from app.storage.slots import SlotKind, workspace_slots
from app.storage.transaction import History
from app.storage.unit_of_work import Work
from app.storage.vault import PassphraseCost
from app.storage.workspace import Workspace, create_workspace, open_workspace

__all__ = [
    "AuditSummary",
    "Audits",
    "Clock",
    "CommentRow",
    "Desk",
    "Direction",
    "GroupCount",
    "History",
    "HistoryEntry",
    "HistoryEvent",
    "Keys",
    "KnownKey",
    "OptionCount",
    "PackageSummary",
    "Packages",
    "Packs",
    "PassphraseCost",
    "Queries",
    "ReturnMark",
    "Returns",
    "Settings",
    "SlotKind",
    "StoredPack",
    "StoredPackage",
    "Work",
    "Workspace",
    "create_workspace",
    "has_secure_store",
    "open_workspace",
    "workspace_slots",
]
