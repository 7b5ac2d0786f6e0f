"""Answer the audit form for one case at the agency, saved as it is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from app.domain.audits import Audit, Case
from app.domain.changes import NO_CHANGES, Changes, Topic, changed
from app.domain.interview import ABOUT, Progress, progress, states
from app.domain.returns import (
    Answer,
    Auditor,
    Form,
    Return,
    ReturnKind,
    ReturnRef,
    ReturnState,
)
from app.domain.rules import Problem, Weight, problems
from app.errors import FlowError, NotFoundError
from app.services.set_up_desk import require_desk
from app.storage import Desk, Work, Workspace


class SealedReturnError(FlowError):
    """A return that was sealed would have been changed without being reopened."""

    sentence = (
        "This return has been sealed, so it was not changed. "
        "Reopen it to write in it again; the next package then carries the next revision."
    )


class HandedOverError(FlowError):
    """A form would have been changed that a colleague goes on with."""

    sentence = (
        "This case was handed over to a colleague, so nothing was changed in it here. "
        "Take it back to write in it yourself, and tell your colleague first."
    )


class NoLongerAskedError(FlowError):
    """A form would have been changed of a case that a later pack took away."""

    sentence = (
        "The partnership has taken this case out of the audit, so nothing was changed in it. "
        "What was written on it is kept here, and is not sealed."
    )


class ReasonMissingError(FlowError):
    """A sealed return would have been reopened without saying why."""

    sentence = (
        "Nobody said why this return is to be reopened, so it was left as it is. "
        "Say why in a few words: the partnership reads it with the next revision."
    )


@dataclass(frozen=True)
class CaseForm:
    """A case on the agency's desk with its form.

    ``stored`` is False for a form that nobody has written in yet; ``reason`` says why an earlier
    revision was reopened.
    """

    audit: Audit
    case: Case
    ref: ReturnRef
    form: Form
    state: ReturnState
    stored: bool
    reason: str = ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stands between the form and its sealing."""
        return problems(self.audit.tool, self.form, self.audit.opened)

    @property
    def can_be_sealed(self) -> bool:
        """Whether nothing stops the sealing. A problem that only asks does not."""
        return self.state is not ReturnState.HANDED_OVER and not any(
            problem.weight is Weight.STOPS for problem in self.problems
        )

    @property
    def progress(self) -> Progress:
        """Steps done, of all that must be."""
        return progress(states(self.audit.tool, self.form, self.audit.opened))


@dataclass(frozen=True)
class MarkedNil:
    """Cases that were answered "not known to us" together, with their forms as they were."""

    before: tuple[CaseForm, ...]
    changes: Changes


_HERE = (ReturnState.DRAFT, ReturnState.HANDED_OVER, ReturnState.SEALED)


def forms_of(workspace: Workspace, audit_id: str) -> tuple[CaseForm, ...]:
    """Every case of an audit with its form, in the order of the case list."""
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        drafts = {
            ret.ref.uin: ret
            for ret in sorted(
                work.returns.all(audit_id, states=_HERE),
                key=lambda ret: ret.ref.revision,
            )
        }
    asked = audit.cases_of(audit.agencies[0].id)
    return tuple(_case_form(audit, case, drafts.get(case.uin)) for case in asked)


def no_longer_asked(workspace: Workspace, audit_id: str) -> tuple[CaseForm, ...]:
    """The cases that a later pack took away, of which something was written here."""
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        agency_id = audit.agencies[0].id
        gone = [case for case in audit.cases if (case.uin, agency_id) in audit.not_asked]
        return tuple(
            _case_form(audit, case, work.returns.latest(audit_id, agency_id, case.uin))
            for case in gone
        )


def form_of(workspace: Workspace, audit_id: str, uin: str) -> CaseForm:
    """The form of one case.

    Raises:
        NotFoundError: the audit or the case is not on this desk.
    """
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        return _load(work, audit_id, uin)


def start_form(workspace: Workspace, audit_id: str, uin: str, form: Form) -> Changes:
    """Put a form down as a draft, whole."""
    return _put_down(workspace, audit_id, uin, form)


def save_answer(workspace: Workspace, case_form: CaseForm, key: str, answer: Answer) -> Changes:
    """Save one answer of a draft.

    Raises:
        SealedReturnError: the return has been sealed meanwhile.
    """
    _require_draft(case_form)
    with workspace.work() as work:
        ref = case_form.ref
        if not case_form.stored and work.returns.get(ref) is None:
            work.returns.save(Return(ref, ReturnState.DRAFT, case_form.form))
        work.returns.save_answer(ref, key, answer)
        work.authors.touch(ref.audit_id, ref.uin, key, work.today())
        work.commit()
    return changed(Topic.ANSWERS, audit_id=case_form.ref.audit_id)


def save_about(workspace: Workspace, case_form: CaseForm, form: Form) -> Changes:
    """Save what stands on the first page: who, on whose behalf, last involvement, people."""
    _require_draft(case_form)
    return _put_down(workspace, case_form.ref.audit_id, case_form.ref.uin, form, wrote=ABOUT)


def answer_whole(workspace: Workspace, audit_id: str, uin: str, form: Form) -> Changes:
    """Take a form that was filled in elsewhere.

    What differs from the sealed return becomes a draft of the next revision; what does not is
    left as it is, so that sealing the same answers again makes no new revision.
    """
    current = form_of(workspace, audit_id, uin)
    if current.state is ReturnState.SEALED:
        if current.form == form:
            return NO_CHANGES
        reopen(workspace, audit_id, uin, "The answers were changed after sealing.")
    return start_form(workspace, audit_id, uin, form)


def mark_nil(
    workspace: Workspace, audit_id: str, uins: Collection[str], completed_by: Auditor
) -> MarkedNil:
    """Answer "not known to us" for some cases, all or none. What was written before is kept.

    A case that is sealed or handed over is left as it is.

    Raises:
        NotFoundError: the audit or one of the cases is not on this desk.
    """
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        found = [_load(work, audit_id, uin) for uin in uins]
        before = tuple(each for each in found if each.state is ReturnState.DRAFT)
        for each in before:
            form = replace(each.form, kind=ReturnKind.NIL, completed_by=completed_by, note="")
            work.returns.save(Return(each.ref, ReturnState.DRAFT, form, reason=each.reason))
        work.commit()
    return MarkedNil(before, changed(Topic.RETURNS, Topic.ANSWERS, audit_id=audit_id))


def take_back_nil(workspace: Workspace, before: Collection[CaseForm]) -> Changes:
    """Put forms back as they were before they were marked; one that was not begun is not.

    A form that was written in, handed over or sealed since is left as it is.
    """
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        for each in before:
            now = work.returns.get(each.ref)
            untouched = now is not None and now.state is ReturnState.DRAFT
            if now is None or not untouched or now.form.kind is not ReturnKind.NIL:
                continue
            if each.stored:
                work.returns.save(replace(now, form=each.form))
            else:
                work.returns.take_away(each.ref)
        work.commit()
    audit_id = next((each.ref.audit_id for each in before), "")
    return changed(Topic.RETURNS, Topic.ANSWERS, audit_id=audit_id)


def note_nil(workspace: Workspace, audit_id: str, uin: str, note: str) -> Changes:
    """Write the note that goes with a nil return. A case that is known has none."""
    current = form_of(workspace, audit_id, uin)
    if current.form.kind is not ReturnKind.NIL:
        return NO_CHANGES
    return start_form(workspace, audit_id, uin, replace(current.form, note=note.strip()))


def mark_full(workspace: Workspace, audit_id: str, uin: str) -> Changes:
    """Take a nil return back, with its note: the case is known after all."""
    current = form_of(workspace, audit_id, uin)
    form = replace(current.form, kind=ReturnKind.FULL, note="")
    return start_form(workspace, audit_id, uin, form)


def reopen(workspace: Workspace, audit_id: str, uin: str, reason: str) -> Changes:
    """Open a sealed return again as a draft of the next revision, which carries the reason.

    Raises:
        ReasonMissingError: no reason was given.
    """
    require_desk(workspace, Desk.AGENCY)
    if not reason.strip():
        raise ReasonMissingError
    with workspace.work() as work:
        current = _load(work, audit_id, uin)
        if current.state is ReturnState.SEALED:
            ref = replace(current.ref, revision=current.ref.revision + 1)
            draft = Return(ref, ReturnState.DRAFT, current.form, reason=reason.strip())
            work.returns.save(draft)
            work.commit()
    return changed(Topic.RETURNS, audit_id=audit_id)


def _put_down(
    workspace: Workspace, audit_id: str, uin: str, form: Form, wrote: str = ""
) -> Changes:
    """Save a draft whole; ``wrote`` is the place whose author is kept."""
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        current = _load(work, audit_id, uin)
        _require_draft(current)
        work.returns.save(Return(current.ref, ReturnState.DRAFT, form, reason=current.reason))
        if wrote:
            work.authors.touch(audit_id, uin, wrote, work.today())
        work.commit()
    return changed(Topic.RETURNS, Topic.ANSWERS, audit_id=audit_id)


def _load(work: Work, audit_id: str, uin: str) -> CaseForm:
    audit = work.audits.get(audit_id)
    case = audit.case(uin)
    if case is None:
        raise NotFoundError("case", uin, ", ".join(case.uin for case in audit.cases))
    return _case_form(audit, case, work.returns.latest(audit_id, audit.agencies[0].id, uin))


def _case_form(audit: Audit, case: Case, found: Return | None) -> CaseForm:
    if found is None:
        ref = ReturnRef(audit.id, audit.agencies[0].id, case.uin)
        return CaseForm(audit, case, ref, Form(), ReturnState.DRAFT, stored=False)
    return CaseForm(
        audit, case, found.ref, found.form, found.state, stored=True, reason=found.reason
    )


def _require_draft(case_form: CaseForm) -> None:
    if (case_form.ref.uin, case_form.ref.agency_id) in case_form.audit.not_asked:
        raise NoLongerAskedError
    if case_form.state is ReturnState.HANDED_OVER:
        raise HandedOverError
    if case_form.state is not ReturnState.DRAFT:
        raise SealedReturnError
