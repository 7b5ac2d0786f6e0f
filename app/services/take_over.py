"""Go on with the drafts that a colleague handed over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from secrets import compare_digest

from app.domain.audits import Audit
from app.domain.changes import Changes, Topic, changed
from app.domain.returns import Auditor, Form, Return, ReturnKind, ReturnRef, ReturnState, Written
from app.errors import FlowError, NotFoundError, WrongRecipientError
from app.sealing.documents import v1, v1_letters
from app.sealing.hand_over import open_hand_over
from app.sealing.travelling import Travelled
from app.services.answer_case import CaseForm, forms_of
from app.services.endorsements import add_endorsements
from app.services.set_up_desk import encryption_identities, require_desk
from app.storage import Clock, Desk, HandOver, Workspace
from app.toolfiles import check_answers


@dataclass(frozen=True)
class OfferedCase:
    """A case that a colleague handed over.

    ``mine`` is the case as it is on this desk. ``is_in_the_way`` where something is written in it
    here that taking over would replace; ``is_sealed`` where it was sealed here already, so that
    it can't be taken over.
    """

    mine: CaseForm
    form: Form
    revision: int
    reason: str
    authors: dict[str, tuple[Written, ...]]

    @property
    def is_sealed(self) -> bool:
        """Whether this desk has sealed that revision, or a later one."""
        there = self.mine.ref.revision
        # A later revision is only begun when this one was sealed.
        sealed = self.mine.state is ReturnState.SEALED and there == self.revision
        return sealed or there > self.revision

    @property
    def is_in_the_way(self) -> bool:
        """Whether something that was written here would be replaced."""
        return (
            self.mine.state is ReturnState.DRAFT
            and self.mine.stored
            and (self.mine.form.last_involvement is not None or bool(self.mine.form.answers))
        )


@dataclass(frozen=True)
class Offer:
    """What a colleague handed over."""

    audit: Audit
    who: Auditor
    to: Auditor
    note: str
    cases: tuple[OfferedCase, ...]
    endorsements: tuple[v1.EndorsementV1, ...]


class InTheWayError(FlowError):
    """Something that was written here would be lost by taking a case over."""

    def __init__(self, cases: Collection[str]) -> None:
        super().__init__(
            f"You have written in case {' and case '.join(cases)} yourself. Nothing was taken "
            "over. Leave these cases out, or say that what you wrote may be replaced."
        )


def read_hand_over(workspace: Workspace, data: bytes) -> Offer:
    """Open a hand-over and lay it beside what is on this desk. Nothing is changed.

    Raises:
        SealedFileError: it does not open here, is damaged, or comes from no desk of the agency.
        ToolFileError: its answers do not fit the audit tool.
    """
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        opened = open_hand_over(data, encryption_identities(work))
        audit_id = opened.clear.audit.id
        try:
            audit = work.audits.get(audit_id)
        except NotFoundError as error:
            raise WrongRecipientError(
                "These cases belong to an audit that is not on this desk. Nothing was taken "
                "over. Open the audit’s pack first, then this file."
            ) from error
        pack = work.packs.of(audit_id, audit.agencies[0].id)
    if pack is None or not compare_digest(pack.token, opened.document.token):
        raise WrongRecipientError(
            "This file was not made from the pack that your agency was sent. "
            "Nothing was taken over. Ask your colleague which audit it belongs to."
        )
    return _offer(audit, opened, forms_of(workspace, audit_id))


def take_over(
    workspace: Workspace,
    offer: Offer,
    uins: Collection[str],
    *,
    clock: Clock,
    replacing: Collection[str] = (),
) -> Changes:
    """Put the drafts of some cases on this desk, with who wrote what.

    ``replacing`` names the cases in which what was written here may be replaced.

    Raises:
        InTheWayError: something is written here in another case.
        FlowError: a case was sealed here already.
    """
    require_desk(workspace, Desk.AGENCY)
    audit = offer.audit
    chosen = [case for case in offer.cases if case.mine.case.uin in uins]
    here = {form.case.uin: form for form in forms_of(workspace, audit.id)}
    chosen = [replace(case, mine=here[case.mine.case.uin]) for case in chosen]
    _require_room(chosen, replacing)
    with workspace.work() as work:
        for case in chosen:
            uin = case.mine.case.uin
            ref = ReturnRef(audit.id, audit.agencies[0].id, uin, case.revision)
            form = replace(case.form, completed_by=offer.to)
            work.returns.save(Return(ref, ReturnState.DRAFT, form, reason=case.reason))
            work.authors.put(audit.id, uin, case.authors)
            work.hand_overs.add(HandOver(audit.id, uin, "from", offer.who, clock()))
        add_endorsements(work, audit.id, offer.endorsements)
        work.commit()
    return changed(Topic.RETURNS, Topic.ANSWERS, audit_id=audit.id)


def authors_of(workspace: Workspace, audit_id: str, uin: str) -> dict[str, tuple[Written, ...]]:
    """Who wrote what in a case that was handed over; nameless is the auditor of this desk."""
    with workspace.work() as work:
        return work.authors.of(audit_id, uin)


def _require_room(chosen: Collection[OfferedCase], replacing: Collection[str]) -> None:
    if not chosen:
        raise FlowError("No case was chosen, so nothing was taken over. Choose at least one.")
    sealed = next((case for case in chosen if case.is_sealed), None)
    if sealed is not None:
        raise FlowError(
            f"Case {sealed.mine.case.label} was sealed on this desk already. "
            "Nothing was taken over. Leave it out."
        )
    written = [
        case.mine.case.label
        for case in chosen
        if case.is_in_the_way and case.mine.case.uin not in replacing
    ]
    if written:
        raise InTheWayError(written)


def _offer(
    audit: Audit, opened: Travelled[v1_letters.HandOverV1], mine: Collection[CaseForm]
) -> Offer:
    here = {form.case.uin: form for form in mine}
    document = opened.document
    unknown = [draft.form.uin for draft in document.drafts if draft.form.uin not in here]
    if unknown:
        raise WrongRecipientError(
            "This file has a case in it that is not on your case list. Nothing was taken over. "
            "Open the newest pack of this audit first."
        )
    cases = []
    for draft in document.drafts:
        form = v1.form_from(draft.form)
        # A draft that says "not known to us" keeps what was answered before.
        check_answers(audit.tool, replace(form, kind=ReturnKind.FULL), "the hand-over")
        cases.append(
            OfferedCase(
                mine=here[draft.form.uin],
                form=form,
                revision=draft.form.revision,
                reason=draft.form.reason,
                authors=v1_letters.authors_from(draft),
            )
        )
    return Offer(
        audit=audit,
        who=Auditor(document.who.name, document.who.title),
        to=Auditor(document.to.name, document.to.title),
        note=document.note,
        cases=tuple(cases),
        endorsements=document.endorsements,
    )
