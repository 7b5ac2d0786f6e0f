"""Answer the audit form for one case at the agency, saved as it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.audits import Audit, Case
from app.domain.changes import NO_CHANGES, Changes, Topic, changed
from app.domain.interview import Progress, progress, states
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


@dataclass(frozen=True)
class CaseForm:
    """A case on the agency's desk with its form.

    ``stored`` is False for a form that nobody has written in yet.
    """

    audit: Audit
    case: Case
    ref: ReturnRef
    form: Form
    state: ReturnState
    stored: bool

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stands between the form and its sealing."""
        return problems(self.audit.tool, self.form, self.audit.opened)

    @property
    def can_be_sealed(self) -> bool:
        """Whether nothing stops the sealing. A problem that only asks does not."""
        return not any(problem.weight is Weight.STOPS for problem in self.problems)

    @property
    def progress(self) -> Progress:
        """Steps done, of all that must be."""
        return progress(states(self.audit.tool, self.form, self.audit.opened))


def forms_of(workspace: Workspace, audit_id: str) -> tuple[CaseForm, ...]:
    """Every case of an audit with its form, in the order of the case list."""
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        drafts = {
            ret.ref.uin: ret
            for ret in sorted(
                work.returns.all(audit_id, states=(ReturnState.DRAFT, ReturnState.SEALED)),
                key=lambda ret: ret.ref.revision,
            )
        }
    return tuple(_case_form(audit, case, drafts.get(case.uin)) for case in audit.cases)


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
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        current = _load(work, audit_id, uin)
        _require_draft(current)
        work.returns.save(Return(current.ref, ReturnState.DRAFT, form))
        work.commit()
    return changed(Topic.RETURNS, Topic.ANSWERS, audit_id=audit_id)


def save_answer(workspace: Workspace, case_form: CaseForm, key: str, answer: Answer) -> Changes:
    """Save one answer of a draft.

    Raises:
        SealedReturnError: the return has been sealed meanwhile.
    """
    _require_draft(case_form)
    with workspace.work() as work:
        if not case_form.stored and work.returns.get(case_form.ref) is None:
            work.returns.save(Return(case_form.ref, ReturnState.DRAFT, case_form.form))
        work.returns.save_answer(case_form.ref, key, answer)
        work.commit()
    return changed(Topic.ANSWERS, audit_id=case_form.ref.audit_id)


def save_about(workspace: Workspace, case_form: CaseForm, form: Form) -> Changes:
    """Save what stands on the first page: who, on whose behalf, last involvement, people."""
    _require_draft(case_form)
    return start_form(workspace, case_form.ref.audit_id, case_form.ref.uin, form)


def answer_whole(workspace: Workspace, audit_id: str, uin: str, form: Form) -> Changes:
    """Take a form that was filled in elsewhere.

    What differs from the sealed return becomes a draft of the next revision; what does not is
    left as it is, so that sealing the same answers again makes no new revision.
    """
    current = form_of(workspace, audit_id, uin)
    if current.state is ReturnState.SEALED:
        if current.form == form:
            return NO_CHANGES
        reopen(workspace, audit_id, uin)
    return start_form(workspace, audit_id, uin, form)


def mark_nil(
    workspace: Workspace, audit_id: str, uin: str, completed_by: Auditor, note: str = ""
) -> Changes:
    """Answer "not known to us" for a case. What was written before is kept in the draft."""
    current = form_of(workspace, audit_id, uin)
    form = replace(current.form, kind=ReturnKind.NIL, completed_by=completed_by, note=note)
    return start_form(workspace, audit_id, uin, form)


def mark_full(workspace: Workspace, audit_id: str, uin: str) -> Changes:
    """Take a nil return back: the case is known after all."""
    current = form_of(workspace, audit_id, uin)
    return start_form(workspace, audit_id, uin, replace(current.form, kind=ReturnKind.FULL))


def reopen(workspace: Workspace, audit_id: str, uin: str) -> Changes:
    """Open a sealed return again as a draft of the next revision."""
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        current = _load(work, audit_id, uin)
        if current.state is ReturnState.SEALED:
            ref = replace(current.ref, revision=current.ref.revision + 1)
            work.returns.save(Return(ref, ReturnState.DRAFT, current.form))
            work.commit()
    return changed(Topic.RETURNS, audit_id=audit_id)


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
    return CaseForm(audit, case, found.ref, found.form, found.state, stored=True)


def _require_draft(case_form: CaseForm) -> None:
    if case_form.state is not ReturnState.DRAFT:
        raise SealedReturnError
