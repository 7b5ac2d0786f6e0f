"""Destroy an audit: what it holds about children goes, from the database and from every copy."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from app.domain.audits import Audit
from app.domain.changes import Changes, Topic, changed
from app.domain.days import long_day
from app.domain.reporting import Published
from app.errors import FlowError, NotFoundError
from app.handover.email_draft import EmailText
from app.reports.certificate import Certified
from app.services.officer import officer_in, remember_officer
from app.services.set_up_desk import require_desk
from app.storage import AuditSummary, Clock, Desk, Gone, Work, Workspace

_KEPT = " certificate"  # after the audit's id: what ends with the id is destroyed with the audit
_NOUNS = {
    "cases": "case",
    "returns": "return",
    "answers": "answer",
    "packs": "pack",
    "packages": "package",
    "letters": "letter",
    "notes": "note",
    "published": "published report",
}


@dataclass(frozen=True)
class Certificate:
    """What the certificate of destruction says. ``end`` is the end of the history's chain.

    ``cleared`` is when the files were cleared of it: free pages and copies. None where there was
    no room for that yet.
    """

    body: str
    reference: str
    title: str
    by: str
    reason: str
    at: datetime
    gone: Gone
    end: str
    published: bool = False
    cleared: datetime | None = None
    marking: str = ""


@dataclass(frozen=True)
class Destroyed:
    """The audit is gone."""

    certificate: Certificate
    changes: Changes


@dataclass(frozen=True)
class ToDestroy:
    """What would go and what would stay of an audit; ``gone`` counts its published reports too.

    ``certificate`` is there once it was destroyed.
    """

    summary: AuditSummary
    audit: Audit
    gone: Gone
    recommendations: int
    officer: str = ""
    certificate: Certificate | None = None
    published: tuple[Published, ...] = ()


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


class WhoDestroysError(FlowError):
    """Nobody said who destroys it."""

    sentence = (
        "Nobody said who destroys this audit, so nothing was destroyed. "
        "Give a name or a role: it stands on the certificate."
    )


def to_destroy(workspace: Workspace, audit_name: str) -> ToDestroy:
    """What would go and what would stay; of one that was destroyed, its certificate.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        certificate = _certificate_in(work, audit.id)
        return ToDestroy(
            _summary(work, audit.id),
            audit,
            work.destruction.count(audit.id, published=True),
            len(work.recommendations.all(audit.id)),
            officer_in(work),
            certificate,
            work.reports.published(audit.id),
        )


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

    ``typed`` must be its reference: nobody destroys an audit by one wrong key. What the
    certificate says is kept in the same moment: no audit is destroyed without one.

    Raises:
        NotFoundError: there is no such audit.
        NotMeantError: something else was typed.
        WhoDestroysError: nobody said who does it.
        HeldError: it is under a legal hold.
        DestroyedAlreadyError: it was destroyed before.
        FileWriteError: there was no room to clear the files: the rows are gone, free pages and
            copies are not cleared yet. ``clear_files_again`` does that.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        summary = _summary(work, audit.id)
        if typed.strip().casefold() != audit.reference.casefold():
            raise NotMeantError(audit.reference)
        if summary.destroyed is not None:
            raise DestroyedAlreadyError
        if summary.legal_hold:
            raise HeldError(audit.reference, summary.legal_hold)
        if not by.strip():
            raise WhoDestroysError
        at = clock()
        remember_officer(work, by)
        gone = work.destruction.destroy(audit.id, at.date(), published=published)
        certificate = Certificate(
            audit.body.name,
            audit.reference,
            audit.title,
            by.strip(),
            reason.strip(),
            at,
            gone,
            work.history.chain().end,
            published,
            marking=audit.body.marking,
        )
        _keep(work, audit.id, certificate)
        work.commit()
    topics = changed(Topic.AUDITS, Topic.RETURNS, Topic.PACKS, Topic.REPORTS)
    return Destroyed(_clear(workspace, audit.id, certificate, clock), topics)


def clear_files_again(workspace: Workspace, audit_name: str, *, clock: Clock) -> Destroyed:
    """Clear free pages and copies once more, where there was no room for it.

    Raises:
        NotFoundError: there is no certificate for such an audit.
        FileWriteError: there still is none.
    """
    certificate = certificate_of(workspace, audit_name)
    with workspace.work() as work:
        audit_id = work.audits.find(audit_name).id
    return Destroyed(_clear(workspace, audit_id, certificate, clock), changed(Topic.AUDITS))


def certificate_of(workspace: Workspace, audit_name: str) -> Certificate:
    """What the certificate of an audit says that was destroyed.

    Raises:
        NotFoundError: there is no such audit, or it was not destroyed.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        certificate = _certificate_in(work, audit.id)
    if certificate is None:
        raise NotFoundError("certificate of destruction for", audit.reference)
    return certificate


def write_certificate(workspace: Workspace, audit_name: str, to: Path) -> Path:
    """Write the certificate of an audit that was destroyed as a PDF of one page; also years later.

    Raises:
        NotFoundError: there is no such audit, or it was not destroyed.
        FileWriteError: the file can't be written.
    """
    from app.reports.certificate import certificate_document
    from app.reports.pdf import write_document

    write_document(certificate_document(certified(certificate_of(workspace, audit_name))), to)
    return to


def certified(certificate: Certificate) -> Certified:
    """A certificate as the page for it takes it."""
    return Certified(
        certificate.body,
        certificate.reference,
        certificate.title,
        certificate.by,
        certificate.reason,
        certificate.at,
        numbers_of(certificate.gone, published=certificate.published),
        certificate.published,
        certificate.end,
        certificate.cleared,
        certificate.marking,
    )


def letter_to_agencies(certificate: Certificate) -> EmailText:
    """What asks the agencies to destroy theirs. Nothing in it is about a child."""
    day = long_day(certificate.at.astimezone().date())
    audit = f"“{certificate.title}” ({certificate.reference})"
    return EmailText(
        recipient="",
        subject=f"{certificate.reference}: please destroy what you keep of this audit",
        text=(
            "Dear colleague,\n\n"
            f"On {day} we destroyed what we held about children in the audit {audit}.\n\n"
            "Please destroy what you still keep of it, unless your own rules say otherwise:\n"
            "- the audit in Partnership Audit, and copies of its workspace\n"
            "- the pack and the return packages, in folders and in e-mails, also among what was "
            "sent and what was deleted\n"
            "- forms that were printed or written as PDF\n\n"
            "Please answer this e-mail when it is done.\n\n"
            f"{certificate.by}\n{certificate.body}\n"
        ),
    )


def numbers_of(gone: Gone, *, published: bool) -> tuple[tuple[str, int], ...]:
    """How much there is of each thing; of published reports only where they go."""
    return tuple(
        (_NOUNS[name], count)
        for name, count in asdict(gone).items()
        if name != "published" or published
    )


def _clear(
    workspace: Workspace, audit_id: str, certificate: Certificate, clock: Clock
) -> Certificate:
    workspace.scrub()
    done = replace(certificate, cleared=clock())
    with workspace.work() as work:
        _keep(work, audit_id, done)
        work.commit()
    return done


def _keep(work: Work, audit_id: str, certificate: Certificate) -> None:
    work.settings.mark(audit_id + _KEPT, msgspec.json.encode(certificate).decode())


def _certificate_in(work: Work, audit_id: str) -> Certificate | None:
    kept = work.settings.get(audit_id + _KEPT)
    return msgspec.json.decode(kept, type=Certificate) if kept else None


def _summary(work: Work, audit_id: str) -> AuditSummary:
    return next(each for each in work.audits.all() if each.id == audit_id)
