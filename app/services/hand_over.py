"""Hand drafts over to a colleague's desk in the same agency, without losing who wrote what.

The colleague's desk writes a request; this desk reads it, and seals the drafts for that desk
alone. What was handed over is shut here until it is taken back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.audits import Audit
from app.domain.changes import Changes, Topic, changed
from app.domain.interview import ABOUT
from app.domain.policy import NO_POLICY, Policy
from app.domain.returns import Auditor, Form, Return, ReturnState, Written
from app.errors import FlowError, NotFoundError, WrongRecipientError
from app.handover.files import hand_over_file_name, request_file_name, unused, write_file
from app.sealing.clear import FORMAT, HAND_OVER, HAND_OVER_REQUEST
from app.sealing.documents import v1, v1_letters
from app.sealing.hand_over import (
    endorse,
    is_proof_of_pack,
    open_request,
    proof_of_pack,
    seal_hand_over,
    sign_request,
)
from app.sealing.keys import fingerprint_words
from app.services.answer_case import CaseForm, forms_of
from app.services.clear_part import clear_part
from app.services.endorsements import endorsements_of
from app.services.keep_to_policy import require_way
from app.services.set_up_desk import encryption_identity, require_desk, signing_key
from app.services.taken_back import taken_back_if_full
from app.storage import Clock, Desk, HandOver, StoredPack, Work, Workspace


@dataclass(frozen=True)
class WrittenRequest:
    """A request that was written, and the words to compare by telephone."""

    path: Path
    words: str


@dataclass(frozen=True)
class Request:
    """A colleague asks to go on with cases. ``words`` are those of the colleague's desk."""

    audit: Audit
    who: Auditor
    words: str
    signing_key: bytes
    recipient: str


@dataclass(frozen=True)
class HandedOver:
    """The sealed file with the drafts, and how many there are."""

    path: Path
    cases: int
    changes: Changes


def ask_for_cases(
    workspace: Workspace,
    audit_id: str,
    who: Auditor,
    to: Path,
    *,
    clock: Clock,
    policy: Policy = NO_POLICY,
) -> WrittenRequest:
    """Write a request for a colleague who has drafts of this audit. Nothing in it is secret.

    Raises:
        WayNotAllowedError: the organisation does not let files leave but as text.
        NotFoundError: the audit is not on this desk.
        FileWriteError: the folder can't be written to.
    """
    require_desk(workspace, Desk.AGENCY)
    require_way(policy)
    with workspace.work() as work:
        audit, pack = _audit_and_pack(work, audit_id)
        key = signing_key(work)
        recipient = encryption_identity(work).recipient().to_string()
    agency = audit.agencies[0]
    document = v1_letters.HandOverRequestV1(
        format=FORMAT,
        clear=clear_part(HAND_OVER_REQUEST, audit, agency, key, clock().date()),
        who=v1.AuditorV1(who.name, who.title),
        recipient=recipient,
        proof=proof_of_pack(pack.token, recipient),
    )
    path = unused(to / request_file_name(audit, agency))
    write_file(path, sign_request(document, key))
    return WrittenRequest(path, fingerprint_words(key.public))


def read_request(workspace: Workspace, data: bytes) -> Request:
    """Read a colleague's request.

    Raises:
        SealedFileError: it is damaged, no request, or from no desk of this agency.
    """
    require_desk(workspace, Desk.AGENCY)
    opened = open_request(data)
    document = opened.document
    with workspace.work() as work:
        try:
            audit, pack = _audit_and_pack(work, opened.clear.audit.id)
        except NotFoundError as error:
            raise WrongRecipientError(
                "This request is about an audit that is not on this desk. "
                "Nothing was handed over. Ask your colleague which audit is meant."
            ) from error
        own = signing_key(work).public
    if not is_proof_of_pack(document.proof, pack.token, document.recipient):
        raise WrongRecipientError(
            "This request does not come from a desk of your agency: it has not opened your "
            "agency’s pack. Nothing was handed over. Ask your colleague to open the pack first."
        )
    if opened.signed_by == own:
        raise WrongRecipientError(
            "This is your own request. Send it to the colleague who has the cases."
        )
    return Request(
        audit=audit,
        who=Auditor(document.who.name, document.who.title),
        words=fingerprint_words(opened.signed_by),
        signing_key=opened.signed_by,
        recipient=document.recipient,
    )


def hand_over(
    workspace: Workspace,
    request: Request,
    uins: Collection[str],
    by: Auditor,
    to: Path,
    *,
    clock: Clock,
    note: str = "",
    policy: Policy = NO_POLICY,
) -> HandedOver:
    """Seal the drafts of some cases for the colleague's desk, and shut them here.

    The file is on disk before the workspace says *handed over*: cut short in between, the drafts
    are still open here. No file is written over.

    Raises:
        WayNotAllowedError: the organisation does not let files leave but as text.
        FlowError: no case was chosen, or one is sealed or handed over already.
        FileWriteError: the folder can't be written to.
        DiskFullError: the workspace has no room; the file was taken back.
    """
    require_desk(workspace, Desk.AGENCY)
    require_way(policy)
    audit = request.audit
    chosen = [form for form in forms_of(workspace, audit.id) if form.case.uin in uins]
    if not chosen:
        raise FlowError("No case was chosen, so nothing was handed over. Choose at least one.")
    for form in chosen:
        if form.state is not ReturnState.DRAFT:
            raise FlowError(
                f"Case {form.case.label} is {form.state.value}, so nothing was handed over. "
                "Reopen it or take it back first."
            )
    agency, now = audit.agencies[0], clock()
    with taken_back_if_full() as files, workspace.work() as work:
        content = _sealed(work, request, chosen, by, clock=clock, note=note)
        for form in chosen:
            shut = Return(form.ref, ReturnState.HANDED_OVER, form.form, reason=form.reason)
            work.returns.save(shut)
            work.hand_overs.add(HandOver(audit.id, form.case.uin, "to", request.who, now))
        path = unused(to / hand_over_file_name(audit, agency, len(chosen)))
        files.write(path, content)
        work.commit()
    return HandedOver(path, len(chosen), changed(Topic.RETURNS, audit_id=audit.id))


def take_back(workspace: Workspace, audit_id: str, uin: str) -> Changes:
    """Open a case again here that was handed over and will not be gone on with there."""
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        agency = work.audits.get(audit_id).agencies[0]
        current = work.returns.latest(audit_id, agency.id, uin)
        if current is not None and current.state is ReturnState.HANDED_OVER:
            work.returns.set_state(current.ref, ReturnState.DRAFT)
            work.commit()
    return changed(Topic.RETURNS, audit_id=audit_id)


def handed_over(workspace: Workspace, audit_id: str) -> dict[str, HandOver]:
    """The last time each case of an audit passed from desk to desk, by UIN."""
    with workspace.work() as work:
        return work.hand_overs.latest(audit_id)


def _sealed(
    work: Work,
    request: Request,
    chosen: Collection[CaseForm],
    by: Auditor,
    *,
    clock: Clock,
    note: str,
) -> bytes:
    """The drafts, sealed for the colleague's desk alone."""
    audit = request.audit
    agency, key = audit.agencies[0], signing_key(work)
    _audit, pack = _audit_and_pack(work, audit.id)
    document = v1_letters.HandOverV1(
        format=FORMAT,
        clear=clear_part(
            HAND_OVER, audit, agency, key, clock().date(), sealed_for=(request.recipient,)
        ),
        token=pack.token,
        who=v1.AuditorV1(by.name, by.title),
        to=v1.AuditorV1(request.who.name, request.who.title),
        drafts=tuple(_draft(work, form, by, clock) for form in chosen),
        endorsements=(
            *endorsements_of(work, audit.id),
            endorse(key, audit.id, agency.id, request.signing_key),
        ),
        note=note,
    )
    return seal_hand_over(document, request.recipient, key)


def _draft(work: Work, form: CaseForm, by: Auditor, clock: Clock) -> v1_letters.DraftV1:
    today = clock().date()
    listed = _without_the_gone(form.form)
    return v1_letters.DraftV1(
        form=v1.return_of(form.case.uin, form.ref.revision, listed, today, form.reason),
        authors=v1_letters.authors_of(_authors(work, form, Written(by, today))),
    )


def _without_the_gone(form: Form) -> Form:
    """The form without answers about people who were taken off its list: nothing shows them."""
    listed = {"", *(person.id for person in form.people)}
    kept = {key: a for key, a in form.answers.items() if key.partition("@")[2] in listed}
    return replace(form, answers=kept)


def _authors(work: Work, form: CaseForm, own: Written) -> dict[str, tuple[Written, ...]]:
    """Who wrote what, with this desk's auditor by name where the workspace has none."""
    kept = work.authors.of(form.ref.audit_id, form.ref.uin)
    named = {
        key: tuple(own if each.by == Auditor() else each for each in written)
        for key, written in kept.items()
    }
    written_here = {key: (own,) for key, answer in form.form.answers.items() if not answer.is_empty}
    about = {ABOUT: (own,)} if form.form.last_involvement or form.form.people else {}
    return {**about, **written_here, **named}


def _audit_and_pack(work: Work, audit_id: str) -> tuple[Audit, StoredPack]:
    audit = work.audits.get(audit_id)
    pack = work.packs.of(audit_id, audit.agencies[0].id)
    if pack is None:
        raise NotFoundError("audit pack", audit.reference)
    return audit, pack
