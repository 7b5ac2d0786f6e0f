"""What the auditor's desk shows of its audits, read in one go on the database's worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.audits import Agency, Audit
from app.domain.interview import Progress
from app.domain.returns import Answer, Auditor, ReturnKind, ReturnState
from app.domain.rules import Problem, Weight
from app.services.answer_case import CaseForm, forms_of
from app.services.define_audit import audits_of
from app.services.open_pack import partnership_fingerprint
from app.storage import Workspace
from app.ui.interview.wording import due_words, long_day


class Stand(StrEnum):
    """How far a case is."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    READY = "ready to seal"
    NIL = "not known to us"
    SEALED = "sealed"


@dataclass(frozen=True)
class CaseLine:
    """A case with its form and how far it is."""

    form: CaseForm
    stand: Stand
    progress: Progress
    problems: tuple[Problem, ...]
    sealed_on: date | None = None

    @property
    def uin(self) -> str:
        """The case's unique number."""
        return self.form.case.uin

    @property
    def is_nil(self) -> bool:
        """Whether the return is, or will be, "not known to us"."""
        return self.form.form.kind is ReturnKind.NIL

    @property
    def stops(self) -> tuple[Problem, ...]:
        """What still stands between the form and its sealing."""
        return tuple(p for p in self.problems if p.weight is Weight.STOPS)

    @property
    def can_be_sealed(self) -> bool:
        """Whether it goes into the next package if one wants."""
        return self.stand is not Stand.SEALED and not self.stops and self.form.stored


@dataclass(frozen=True)
class AuditView:
    """An audit with its cases and the words by which its sender is known."""

    audit: Audit
    fingerprint: str
    lines: tuple[CaseLine, ...]

    @property
    def agency(self) -> Agency:
        """The agency whose desk this is."""
        return self.audit.agencies[0]

    @property
    def ready(self) -> int:
        """How many cases are ready to seal, or sealed."""
        return sum(line.can_be_sealed or line.stand is Stand.SEALED for line in self.lines)

    @property
    def sealed(self) -> int:
        """How many cases are sealed."""
        return sum(line.stand is Stand.SEALED for line in self.lines)

    def due_words(self, today: date) -> str:
        """By when it is due; once everything is sealed, it is late no more."""
        if self.sealed == len(self.lines):
            return f"due by {long_day(self.audit.due)}"
        return due_words(self.audit.due, today)

    @property
    def auditor(self) -> Auditor:
        """Who completed the forms so far: the default for the next."""
        found = (line.form.form.completed_by for line in self.lines)
        known = [who for who in found if who.name.strip() and who.title.strip()]
        return max(known, key=known.count) if known else Auditor()

    def line(self, uin: str) -> CaseLine:
        """The case of that number."""
        return next(line for line in self.lines if line.uin == uin)


def read_audit(workspace: Workspace, audit_id: str) -> AuditView:
    """One audit of the desk."""
    forms = forms_of(workspace, audit_id)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        days = {
            (ret.ref.uin, ret.ref.revision): ret.completed_on
            for ret in work.returns.all(audit_id, states=(ReturnState.SEALED,))
        }
    lines = []
    for form in forms:
        found = form.problems
        day = days.get((form.case.uin, form.ref.revision))
        lines.append(CaseLine(form, _stand(form, found), form.progress, found, day))
    return AuditView(audit, partnership_fingerprint(workspace, audit), tuple(lines))


def read_audits(workspace: Workspace) -> tuple[AuditView, ...]:
    """Every audit of the desk, the one that is due first at the top."""
    views = (read_audit(workspace, summary.id) for summary in audits_of(workspace))
    return tuple(sorted(views, key=lambda view: (view.audit.due, view.audit.title)))


def _stand(form: CaseForm, problems: tuple[Problem, ...]) -> Stand:
    if form.state is ReturnState.SEALED:
        return Stand.SEALED
    if not form.stored:
        return Stand.NOT_STARTED
    if form.form.kind is ReturnKind.NIL:
        return Stand.NIL
    if any(problem.weight is Weight.STOPS for problem in problems):
        untouched = not any(_given(answer) for answer in form.form.answers.values())
        about = form.form.last_involvement or form.form.completed_by.name
        return Stand.NOT_STARTED if untouched and not about else Stand.IN_PROGRESS
    return Stand.READY


def _given(answer: Answer) -> bool:
    return not answer.is_empty
