"""Destroy an audit: what it holds about children goes, from the database and from every copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.changes import Changes, Topic, changed
from app.errors import FlowError
from app.services.officer import remember_officer
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Gone, Workspace


@dataclass(frozen=True)
class Certificate:
    """What the certificate of destruction says. ``end`` is the end of the history's chain."""

    body: str
    reference: str
    title: str
    by: str
    reason: str
    at: datetime
    gone: Gone
    end: str


@dataclass(frozen=True)
class Destroyed:
    """The audit is gone."""

    certificate: Certificate
    changes: Changes


class HeldError(FlowError):
    """The audit is under a legal hold."""

    def __init__(self, reference: str, reason: str) -> None:
        super().__init__(
            f"“{reference}” is under a legal hold ({reason}). Nothing was destroyed. End the hold "
            "first, if it is over."
        )


class NotMeantError(FlowError):
    """The reference that was typed to confirm is another."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"What was typed is not the reference “{reference}”. Nothing was destroyed. Type the "
            "reference of the audit that is to be destroyed."
        )


class DestroyedAlreadyError(FlowError):
    """There is nothing left of it to destroy."""

    sentence = "This audit was destroyed before. There is nothing left of it to destroy."


def destroy_audit(
    workspace: Workspace,
    audit_name: str,
    *,
    typed: str,
    by: str,
    reason: str = "",
    published: bool = False,
    clock: Clock,
) -> Destroyed:
    """Destroy what an audit holds about children; ``published`` takes its published reports too.

    ``typed`` must be its reference: nobody destroys an audit by one wrong key.

    Raises:
        NotFoundError: there is no such audit.
        NotMeantError: something else was typed.
        HeldError: it is under a legal hold.
        DestroyedAlreadyError: it was destroyed before.
        FileWriteError: there was no room to clear the files: the rows are gone, free pages and
            copies are not cleared yet. To do it again clears them.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        summary = next(each for each in work.audits.all() if each.id == audit.id)
        if typed.strip().casefold() != audit.reference.casefold():
            raise NotMeantError(audit.reference)
        if summary.legal_hold:
            raise HeldError(audit.reference, summary.legal_hold)
        if summary.destroyed is not None:
            raise DestroyedAlreadyError
        at = clock()
        gone = work.destruction.destroy(audit.id, at.date(), published=published)
        remember_officer(work, by)
        work.commit()
    workspace.scrub()
    with workspace.work() as work:
        end = work.history.chain().end
    certificate = Certificate(
        audit.body.name, audit.reference, audit.title, by, reason, at, gone, end
    )
    topics = changed(Topic.AUDITS, Topic.RETURNS, Topic.PACKS, audit_id=audit.id)
    return Destroyed(certificate, topics)


def clear_files_again(workspace: Workspace) -> None:
    """Clear free pages and copies once more, where there was no room for it.

    Raises:
        FileWriteError: there still is none.
    """
    workspace.scrub()
