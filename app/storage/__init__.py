"""The encrypted workspace. This is its only door: nothing else imports what lies behind it.

What needs the database library is loaded when it is first asked for, so that the window can be
on the screen before.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from app.storage.keyring_store import has_secure_store
from app.storage.unopened import Clock, Desk, SlotKind, workspace_slots

if TYPE_CHECKING:
    from app.storage.audits import Audits
    from app.storage.authors import Authors, HandOvers
    from app.storage.chain import Chain
    from app.storage.copies import Copy, copies_folder, copies_in, ways_into
    from app.storage.destruction import Gone
    from app.storage.exchange import Packages, Packs
    from app.storage.guard import Guard
    from app.storage.letters import Letters
    from app.storage.meetings import Meetings
    from app.storage.opening import create_workspace, open_workspace
    from app.storage.queries import Queries
    from app.storage.recommending import Recommendations
    from app.storage.records import (
        Acceptance,
        AuditProgress,
        AuditSummary,
        BookEntry,
        Chaser,
        ChoiceRow,
        CommentRow,
        Direction,
        GroupCount,
        HandOver,
        HistoryEntry,
        HistoryEvent,
        KnownKey,
        LibraryTool,
        PackageSummary,
        ReturnMark,
        SetUpSummary,
        StoredPack,
        StoredPackage,
        WayIn,
    )
    from app.storage.reporting import Comments, Reports
    from app.storage.rescue import Rescue, RescuedTable, rescue_workspace
    from app.storage.restoring import restore_copy
    from app.storage.returns import Returns
    from app.storage.set_ups import AddressBook, Library, SetUps
    from app.storage.settings_and_keys import Keys, Settings
    from app.storage.tracking import Acceptances, Chasers, Marked
    from app.storage.transaction import History
    from app.storage.unit_of_work import Work
    from app.storage.vault import PassphraseCost
    from app.storage.workspace import Workspace

_LATER: Final = {
    "restore_copy": "restoring",
    "Rescue": "rescue",
    "RescuedTable": "rescue",
    "rescue_workspace": "rescue",
    "ways_into": "copies",
    "Gone": "destruction",
    "copies_folder": "copies",
    "copies_in": "copies",
    "Copy": "copies",
    "Chain": "chain",
    "Acceptance": "records",
    "Acceptances": "tracking",
    "AddressBook": "set_ups",
    "AuditProgress": "records",
    "AuditSummary": "records",
    "Audits": "audits",
    "Authors": "authors",
    "BookEntry": "records",
    "Chaser": "records",
    "Chasers": "tracking",
    "ChoiceRow": "records",
    "CommentRow": "records",
    "Comments": "reporting",
    "Direction": "records",
    "GroupCount": "records",
    "Guard": "guard",
    "HandOver": "records",
    "HandOvers": "authors",
    "History": "transaction",
    "HistoryEntry": "records",
    "HistoryEvent": "records",
    "Keys": "settings_and_keys",
    "KnownKey": "records",
    "Letters": "letters",
    "Library": "set_ups",
    "LibraryTool": "records",
    "Marked": "tracking",
    "Meetings": "meetings",
    "PackageSummary": "records",
    "Packages": "exchange",
    "Packs": "exchange",
    "PassphraseCost": "vault",
    "Queries": "queries",
    "Recommendations": "recommending",
    "Reports": "reporting",
    "ReturnMark": "records",
    "Returns": "returns",
    "SetUpSummary": "records",
    "SetUps": "set_ups",
    "Settings": "settings_and_keys",
    "StoredPack": "records",
    "StoredPackage": "records",
    "WayIn": "records",
    "Work": "unit_of_work",
    "Workspace": "workspace",
    "create_workspace": "opening",
    "open_workspace": "opening",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)


__all__ = [
    "Acceptance",
    "Acceptances",
    "AddressBook",
    "AuditProgress",
    "AuditSummary",
    "Audits",
    "Authors",
    "BookEntry",
    "Chain",
    "Chaser",
    "Chasers",
    "ChoiceRow",
    "Clock",
    "CommentRow",
    "Comments",
    "Copy",
    "Desk",
    "Direction",
    "Gone",
    "GroupCount",
    "Guard",
    "HandOver",
    "HandOvers",
    "History",
    "HistoryEntry",
    "HistoryEvent",
    "Keys",
    "KnownKey",
    "Letters",
    "Library",
    "LibraryTool",
    "Marked",
    "Meetings",
    "PackageSummary",
    "Packages",
    "Packs",
    "PassphraseCost",
    "Queries",
    "Recommendations",
    "Reports",
    "Rescue",
    "RescuedTable",
    "ReturnMark",
    "Returns",
    "SetUpSummary",
    "SetUps",
    "Settings",
    "SlotKind",
    "StoredPack",
    "StoredPackage",
    "WayIn",
    "Work",
    "Workspace",
    "copies_folder",
    "copies_in",
    "create_workspace",
    "has_secure_store",
    "open_workspace",
    "rescue_workspace",
    "restore_copy",
    "ways_into",
    "workspace_slots",
]
