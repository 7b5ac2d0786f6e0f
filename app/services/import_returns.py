"""Bring sealed returns in at the partnership, each file by itself.

A bad file never stops the others, and nothing of it is brought in. The same file twice changes
nothing; a newer revision replaces an earlier one, which is kept; an older one does not. Files
come in by revision, so that their order does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from app.domain.changes import NO_CHANGES, Changes, Topic, changed
from app.domain.returns import Return, ReturnRef, ReturnState
from app.errors import PartnershipAuditError
from app.reports.wording import plural
from app.sealing.packages import OpenedPackage
from app.services.audit_in_hand import AuditInHand, Sender, Trust, Trusting
from app.services.judge_package import Judge, Judged, JudgedReturn, Standing
from app.services.read_batch import BatchReader, Item, Progress, in_order
from app.services.set_up_desk import encryption_identities, require_desk
from app.services.unpack_files import Found, content_of, gather, unpack
from app.storage import Clock, Desk, KnownKey, StoredPackage, Work, Workspace


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

    ``error`` is the failure behind a refusal; ``brought_in`` how many of the returns are now in
    that were not before. ``found`` is where the file lies, and in which mail.
    """

    file: str
    outcome: Outcome
    reason: str
    returns: int
    changes: Changes = NO_CHANGES
    error: PartnershipAuditError | None = None
    found: Found | None = None
    brought_in: int = 0


_ALREADY = "This file is in already."
_TOOK = {Standing.NEW: Outcome.IMPORTED, Standing.NEWER: Outcome.REPLACED}


def import_returns(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    clock: Clock,
    accept_new_keys: bool = False,
    progress: Progress | None = None,
) -> Iterator[Imported]:
    """Bring files in, and those in folders and mails, and say of each what became of it.

    ``accept_new_keys`` is the officer's word that an agency's changed key was checked.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    importer = _Importer(workspace, clock, Trusting(first_seen=True, changed=accept_new_keys))
    with workspace.look() as work:
        reader = importer.reader(work)
        read = [reader.read(work, each) for path in gather(files).files for each in unpack(path)]
        items = reader.settle(work, read)
    yield from importer.bring_all_in(items, progress)


def import_found(
    workspace: Workspace,
    items: Sequence[Item],
    *,
    clock: Clock,
    keys: Iterable[bytes] = (),
    progress: Progress | None = None,
) -> Iterator[Imported]:
    """Bring in what was looked at and chosen; it is judged anew as it comes.

    ``keys`` are those that the officer takes for their agencies', though they were not known.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    importer = _Importer(workspace, clock, Trusting(keys=frozenset(keys)))
    with workspace.work() as work:
        importer.reader(work)
    yield from importer.bring_all_in(in_order(items), progress)


class _Importer:
    """Holds what does not change from file to file, and what this import itself changes.

    The partnership's workspace has one writer, so that nothing is asked of the database twice.
    """

    def __init__(self, workspace: Workspace, clock: Clock, trusting: Trusting) -> None:
        self._workspace, self._clock, self._trusting = workspace, clock, trusting

    def reader(self, work: Work) -> BatchReader:
        """Make ready, and give what reads a batch."""
        self._judge = Judge(encryption_identities(work))
        self._files = work.packages.digests()
        return BatchReader(self._judge, self._files)

    def bring_all_in(self, items: Sequence[Item], progress: Progress | None) -> Iterator[Imported]:
        """Each in its own transaction, until ``progress`` says no."""
        for number, item in enumerate(items):
            if progress is not None and not progress(number, len(items)):
                return
            try:
                yield replace(self._bring_in(item), found=item.found)
            except PartnershipAuditError as error:
                name = item.found.name
                yield Imported(
                    name, Outcome.REFUSED, error.sentence, 0, error=error.let_go(), found=item.found
                )
        if progress is not None:
            progress(len(items), len(items))

    def _bring_in(self, item: Item) -> Imported:
        if item.error is not None:
            raise item.error
        name, returns = item.found.name, self._files.get(item.digest)
        if returns is not None:
            return Imported(name, Outcome.UNCHANGED, _ALREADY, returns)
        content = item.content or content_of(item.found, item.digest)
        opened = item.document(self._judge, content)
        with self._workspace.work() as work:
            judged = self._judge.judge(work, opened, self._trusting)
            for each in judged.returns:
                _take(work, judged, each)
            self._keep_key(work, judged, opened)
            work.packages.add(
                StoredPackage(
                    digest=item.digest,
                    audit_id=judged.in_hand.audit.id,
                    agency_id=judged.sender.agency.id,
                    direction="received",
                    file_name=name,
                    content=content,
                    at=self._clock(),
                    returns=len(judged.returns),
                    package_id=opened.clear.id,
                )
            )
            work.commit()
        self._files[item.digest] = len(judged.returns)
        _remember(judged, opened, self._trusting)
        return _imported(name, judged, opened)

    def _keep_key(self, work: Work, judged: Judged, opened: OpenedPackage) -> None:
        agency, signer = judged.sender.agency, opened.signed_by
        before = judged.in_hand.keys.get(agency.id, {})
        known = _still_known(before, judged.sender, self._trusting)
        if len(known) < len(before):
            work.keys.forget(agency.id)
            for desk in known:
                self._remember(work, judged, desk, known[desk])
        elif known.get(signer) == opened.document.recipient:
            return
        for desk in (signer, *judged.sender.vouchers):
            if desk == signer or desk not in known:
                recipient = opened.document.recipient if desk == signer else ""
                self._remember(work, judged, desk, recipient)

    def _remember(self, work: Work, judged: Judged, desk: bytes, recipient: str) -> None:
        agency = judged.sender.agency
        work.keys.remember(KnownKey(agency.id, agency.name, desk, recipient, self._clock()))


def _still_known(known: dict[bytes, str], sender: Sender, trusting: Trusting) -> dict[bytes, str]:
    """The keys that are kept beside the sender's: of a desk that is gone none is."""
    if sender.trust is not Trust.CHANGED:
        return known
    return {key: recipient for key, recipient in known.items() if key in trusting.keys}


def _remember(judged: Judged, opened: OpenedPackage, trusting: Trusting) -> None:
    """Bring what is in hand up to date with a file that is in."""
    in_hand, sender = judged.in_hand, judged.sender
    known = _still_known(in_hand.keys.get(sender.agency.id, {}), sender, trusting)
    in_hand.keys[sender.agency.id] = {
        **dict.fromkeys(sender.vouchers, ""),
        **known,
        opened.signed_by: opened.document.recipient,
    }
    take_note(in_hand, sender, judged.returns)


def take_note(in_hand: AuditInHand, sender: Sender, returns: Iterable[JudgedReturn]) -> None:
    """Note which revisions are in, or on their way."""
    for each in returns:
        if each.standing in _TOOK:
            in_hand.revisions[sender.agency.id, each.document.uin] = each.document.revision


def _take(work: Work, judged: Judged, one: JudgedReturn) -> None:
    if one.standing not in _TOOK:
        return
    document, agency = one.document, judged.sender.agency
    ref = ReturnRef(judged.in_hand.audit.id, agency.id, document.uin, document.revision)
    if one.there:
        work.returns.set_state(replace(ref, revision=one.there), ReturnState.SUPERSEDED)
    work.returns.add(
        Return(
            ref,
            ReturnState.RECEIVED,
            one.form,
            document.completed_on,
            document.reason,
            document.waved_through,
        )
    )


def _imported(name: str, judged: Judged, opened: OpenedPackage) -> Imported:
    standings = [each.standing for each in judged.returns]
    new, newer = standings.count(Standing.NEW), standings.count(Standing.NEWER)
    outcome = Outcome.UNCHANGED
    if opened.clear.test:
        outcome = Outcome.TEST
    elif newer:
        outcome = Outcome.REPLACED
    elif new:
        outcome = Outcome.IMPORTED
    elif Standing.OLDER in standings:
        outcome = Outcome.OLDER
    return Imported(
        name,
        outcome,
        _reason(judged.sender.agency.name, standings, outcome),
        len(standings),
        changed(Topic.RETURNS, Topic.ANSWERS, audit_id=judged.in_hand.audit.id),
        brought_in=new + newer,
    )


def _reason(agency: str, standings: Sequence[Standing], outcome: Outcome) -> str:
    new, newer = standings.count(Standing.NEW), standings.count(Standing.NEWER)
    older = standings.count(Standing.OLDER)
    if outcome is Outcome.TEST:
        return f"A test package from {agency} opened: the way is good. No returns are in it."
    if outcome is Outcome.UNCHANGED:
        return f"These returns from {agency} are in already."
    if outcome is Outcome.OLDER:
        return f"A newer revision from {agency} is in already. Nothing was changed."
    parts = []
    if new:
        parts.append(f"{plural(new, 'return')} from {agency} {'is' if new == 1 else 'are'} in")
    if newer:
        parts.append(f"{plural(newer, 'return')} from {agency} replaced by a newer revision")
    if older:
        parts.append(f"{plural(older, 'return')} older than what is in, and left out")
    return "; ".join(parts) + "."
