"""Bring sealed returns in at the partnership, each file by itself.

A bad file never stops the others, and nothing of it is brought in. The same file twice changes
nothing; a newer revision replaces an earlier one, which is kept; an older one does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from app.domain.audits import Agency, Audit
from app.domain.changes import NO_CHANGES, Changes, Topic, changed
from app.domain.returns import Form, Return, ReturnRef, ReturnState
from app.domain.rules import has_only_asked
from app.errors import (
    DocumentError,
    NotFoundError,
    PartnershipAuditError,
    SealedFileError,
    WrongRecipientError,
)
from app.handover.files import read_file
from app.sealing.documents import v1
from app.sealing.packages import OpenedPackage, open_package
from app.services.audit_in_hand import AuditInHand, Sender, Trust, take_in_hand
from app.services.set_up_desk import encryption_identity, require_desk
from app.storage import Clock, Desk, KnownKey, StoredPackage, Work, Workspace
from app.toolfiles import check_answers


class Outcome(StrEnum):
    """What became of one file."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    OLDER = "older"
    TEST = "test"
    REFUSED = "refused"


@dataclass(frozen=True)
class Imported:
    """One file, what became of it and why, and how many returns are in it.

    ``error`` is the failure behind a refusal.
    """

    file: str
    outcome: Outcome
    reason: str
    returns: int
    changes: Changes = NO_CHANGES
    error: PartnershipAuditError | None = None


class ConflictingReturnError(SealedFileError):
    """Two different returns carry the same revision: two workspaces of one agency."""

    def __init__(self, agency: str, case: str, revision: int) -> None:
        super().__init__(
            f"{agency} has sent another return on case {case} with the same revision "
            f"({revision}) and different answers. Nothing was brought in from this file. "
            "Ask the agency which of the two counts, and to seal that one again."
        )


Progress = Callable[[int, int], bool]
"""Told how many files of how many are done; False stops before the next file."""


def import_returns(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    clock: Clock,
    accept_new_keys: bool = False,
    progress: Progress | None = None,
) -> Iterator[Imported]:
    """Bring files in one after the other, and say of each what became of it.

    ``accept_new_keys`` is the officer's word that an agency's changed key was checked.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    importer = _Importer(workspace, clock, accept_new_keys)
    for number, path in enumerate(files):
        if progress is not None and not progress(number, len(files)):
            return
        try:
            yield importer.bring_in(path.name, read_file(path))
        except PartnershipAuditError as error:
            yield Imported(path.name, Outcome.REFUSED, error.sentence, 0, error=error)
    if progress is not None:
        progress(len(files), len(files))


class _Importer:
    """Holds what does not change from file to file, and what this import itself changes.

    The partnership's workspace has one writer, so that nothing is asked of the database twice.
    """

    def __init__(self, workspace: Workspace, clock: Clock, accept_new_keys: bool) -> None:
        self._workspace, self._clock, self._accept = workspace, clock, accept_new_keys
        self._audits: dict[str, AuditInHand] = {}
        with workspace.work() as work:
            self._identity = encryption_identity(work)
            self._files = work.packages.digests()

    def bring_in(self, name: str, data: bytes) -> Imported:
        """One file in one transaction."""
        digest = sha256(data).hexdigest()
        if digest in self._files:
            returns = self._files[digest]
            return Imported(name, Outcome.UNCHANGED, "This file is in already.", returns)
        opened = open_package(data, [self._identity])
        documents = opened.document.returns
        if len({document.uin for document in documents}) != len(documents):
            raise DocumentError("two returns on one case")
        if bool(documents) is opened.clear.test:
            raise DocumentError("the number of returns")
        with self._workspace.work() as work:
            audit = self._audit(work, opened)
            sender = audit.check_sender(opened, accept=self._accept)
            agency = sender.agency
            outcomes = [self._take(work, audit, agency, document) for document in documents]
            self._keep_key(work, audit, sender, opened)
            work.packages.add(
                StoredPackage(
                    digest=digest,
                    audit_id=audit.audit.id,
                    agency_id=agency.id,
                    direction="received",
                    file_name=name,
                    content=data,
                    at=self._clock(),
                    returns=len(outcomes),
                    package_id=opened.clear.id,
                )
            )
            work.commit()
        self._files[digest] = len(outcomes)
        self._trust(audit, sender, opened)
        for document, became in zip(documents, outcomes, strict=True):
            if became in {Outcome.IMPORTED, Outcome.REPLACED}:
                audit.revisions[agency.id, document.uin] = document.revision
        outcome = Outcome.TEST if opened.clear.test else _of_all(outcomes)
        return Imported(
            name,
            outcome,
            _reason(agency, outcomes, outcome),
            len(outcomes),
            changed(Topic.RETURNS, Topic.ANSWERS, audit_id=audit.audit.id),
        )

    def _audit(self, work: Work, opened: OpenedPackage) -> AuditInHand:
        audit_id = opened.clear.audit.id
        if audit_id not in self._audits:
            try:
                audit = work.audits.get(audit_id)
            except NotFoundError as error:
                raise WrongRecipientError(
                    "This file belongs to an audit that is not in this workspace. "
                    "Nothing was brought in from it. Check which audit it was sent for."
                ) from error
            self._audits[audit_id] = take_in_hand(work, audit)
        return self._audits[audit_id]

    def _keep_key(
        self, work: Work, audit: AuditInHand, sender: Sender, opened: OpenedPackage
    ) -> None:
        agency, known = sender.agency, audit.keys.get(sender.agency.id, {})
        if sender.trust is Trust.ACCEPTED:
            work.keys.forget(agency.id)
        elif known.get(opened.signed_by) == opened.document.recipient:
            return
        for desk in (opened.signed_by, *sender.vouchers):
            if desk == opened.signed_by or desk not in known:
                recipient = opened.document.recipient if desk == opened.signed_by else ""
                work.keys.remember(KnownKey(agency.id, agency.name, desk, recipient, self._clock()))

    def _trust(self, audit: AuditInHand, sender: Sender, opened: OpenedPackage) -> None:
        known = {} if sender.trust is Trust.ACCEPTED else audit.keys.get(sender.agency.id, {})
        vouched = dict.fromkeys(sender.vouchers, "")
        audit.keys[sender.agency.id] = {
            **vouched,
            **known,
            opened.signed_by: opened.document.recipient,
        }

    def _take(
        self, work: Work, in_hand: AuditInHand, agency: Agency, document: v1.ReturnV1
    ) -> Outcome:
        audit = in_hand.audit
        case = audit.case(document.uin)
        if case is None or (document.uin, agency.id) in audit.not_asked:
            raise WrongRecipientError(
                "This file has a return on a case that the agency was not asked about. "
                "Nothing was brought in from it. Compare its case list with yours."
            )
        form = v1.form_from(document)
        _check_fits(audit, form)
        ref = ReturnRef(audit.id, agency.id, document.uin, document.revision)
        there = in_hand.revisions.get((agency.id, document.uin), 0)
        if there > ref.revision:
            return Outcome.OLDER
        if there == ref.revision:
            current = work.returns.get(ref)
            if current is None or current.form != form:
                raise ConflictingReturnError(agency.name, case.label, ref.revision)
            return Outcome.UNCHANGED
        if there:
            work.returns.set_state(replace(ref, revision=there), ReturnState.SUPERSEDED)
        work.returns.add(
            Return(
                ref,
                ReturnState.RECEIVED,
                form,
                document.completed_on,
                document.reason,
                document.waved_through,
            )
        )
        return Outcome.REPLACED if there else Outcome.IMPORTED


def _check_fits(audit: Audit, form: Form) -> None:
    check_answers(audit.tool, form, "the return")
    if not has_only_asked(audit.tool, form):
        raise DocumentError("answers to questions that were not asked")


def _of_all(outcomes: Sequence[Outcome]) -> Outcome:
    """One word for a file: the most that it changed."""
    for outcome in (Outcome.REPLACED, Outcome.IMPORTED, Outcome.OLDER):
        if outcome in outcomes:
            return outcome
    return Outcome.UNCHANGED


def _reason(agency: Agency, outcomes: Sequence[Outcome], outcome: Outcome) -> str:
    new, newer = outcomes.count(Outcome.IMPORTED), outcomes.count(Outcome.REPLACED)
    older = outcomes.count(Outcome.OLDER)
    if outcome is Outcome.TEST:
        return f"A test package from {agency.name} opened: the way is good. No returns are in it."
    if outcome is Outcome.UNCHANGED:
        return f"These returns from {agency.name} are in already."
    if outcome is Outcome.OLDER:
        return f"A newer revision from {agency.name} is in already. Nothing was changed."
    parts = []
    if new:
        parts.append(f"{_returns(new)} from {agency.name} {'is' if new == 1 else 'are'} in")
    if newer:
        parts.append(f"{_returns(newer)} from {agency.name} replaced by a newer revision")
    if older:
        parts.append(f"{_returns(older)} older than what is in, and left out")
    return "; ".join(parts) + "."


def _returns(count: int) -> str:
    return "1 return" if count == 1 else f"{count} returns"
