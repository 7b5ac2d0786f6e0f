"""What the auditor's desk shows of its audits, read in one go on the database's worker."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from app.domain.audits import Agency, Audit
from app.domain.authorship import Authors
from app.domain.days import long_day
from app.domain.interview import Progress
from app.domain.letters import Correspondence, Query, Receipt, ReceiptLine
from app.domain.returns import Answer, Auditor, Form, ReturnKind, ReturnState
from app.domain.rules import Problem, Weight
from app.services.answer_case import CaseForm, forms_of, no_longer_asked
from app.services.compare_words import SenderKey, sender_of
from app.services.define_audit import audits_of
from app.services.pack_news import PackNews, news_of
from app.services.receive_letter import correspondence
from app.services.set_up_desk import own_fingerprint
from app.services.try_route import Route, route_of
from app.storage import HandOver, Work, Workspace
from app.ui.interview.asked import NOTHING_ASKED, Asked
from app.ui.interview.wording import due_words

NO_LETTERS = Correspondence()
NOT_TRIED = Route()


class Stand(StrEnum):
    """How far a case is."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    READY = "ready to seal"
    NIL = "not known to us"
    HANDED_OVER = "handed over"
    SEALED = "sealed"


SHUT = frozenset({Stand.HANDED_OVER, Stand.SEALED})
"""Nothing can be written in such a case."""


@dataclass(frozen=True)
class CaseLine:
    """A case with its form and how far it is.

    ``passed`` is how it last went from desk to desk; ``authors`` wrote it before that.
    """

    form: CaseForm
    stand: Stand
    progress: Progress
    problems: tuple[Problem, ...]
    sealed_on: date | None = None
    saved_at: datetime | None = None
    asked: Asked = NOTHING_ASKED
    receipt: Receipt | None = None
    passed: HandOver | None = None
    authors: Authors = field(default_factory=dict)

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
    def query(self) -> Query | None:
        """The latest query that waits for an answer."""
        return self.asked.queries[-1] if self.asked.queries else None

    @property
    def arrived(self) -> ReceiptLine | None:
        """What has arrived at the partnership, by the latest receipt."""
        return self.receipt.line(self.uin) if self.receipt else None

    @property
    def has_arrived(self) -> bool:
        """Whether what was sealed last has arrived."""
        return self.receipt is not None and self.receipt.has(self.uin, self.form.ref.revision)

    @property
    def has_not_arrived(self) -> bool:
        """Whether it was sealed before the receipt was written, and is not in it."""
        if self.receipt is None or self.sealed_on is None or self.stand is not Stand.SEALED:
            return False
        return self.receipt.arrival(self.uin, self.form.ref.revision, self.sealed_on) is False

    @property
    def can_be_sealed(self) -> bool:
        """Whether it goes into the next package if one wants."""
        return self.stand not in SHUT and not self.stops and self.form.stored

    @property
    def has_writing(self) -> bool:
        """Whether anything stands in the form besides who fills it in."""
        form = self.form.form
        given = {key: answer for key, answer in form.answers.items() if _given(answer)}
        return replace(form, completed_by=Auditor(), answers=given) != Form(form.kind)


@dataclass(frozen=True)
class AuditView:
    """An audit with its cases and the words by which its sender is known.

    ``news`` is what a later pack changed, as long as it is not read; ``gone`` are the cases that
    it took away; ``own_words`` are those by which the partnership knows this desk.
    """

    audit: Audit
    sender: SenderKey
    lines: tuple[CaseLine, ...]
    letters: Correspondence = NO_LETTERS
    route: Route = NOT_TRIED
    news: PackNews | None = None
    gone: tuple[CaseForm, ...] = ()
    own_words: str = ""

    @property
    def here(self) -> tuple[CaseLine, ...]:
        """The cases that are not with a colleague."""
        return tuple(line for line in self.lines if line.stand is not Stand.HANDED_OVER)

    @property
    def agency(self) -> Agency:
        """The agency whose desk this is."""
        return self.audit.agencies[0]

    @property
    def ready(self) -> int:
        """How many cases are ready to seal, or sealed."""
        return sum(line.can_be_sealed or line.stand is Stand.SEALED for line in self.lines)

    @property
    def queried(self) -> tuple[CaseLine, ...]:
        """The sealed cases that the partnership asks about."""
        return tuple(o for o in self.lines if o.stand is Stand.SEALED and o.query is not None)

    @property
    def sealed(self) -> int:
        """How many cases are sealed."""
        return sum(line.stand is Stand.SEALED for line in self.lines)

    @property
    def untouched(self) -> tuple[CaseLine, ...]:
        """The cases that are not answered and in whose forms nothing is written."""
        return tuple(line for line in self._open if not line.has_writing)

    @property
    def written(self) -> tuple[CaseLine, ...]:
        """The cases that are not sealed and in whose forms something is written."""
        return tuple(line for line in self._open if line.has_writing)

    @property
    def _open(self) -> tuple[CaseLine, ...]:
        return tuple(
            line for line in self.lines if line.form.state is ReturnState.DRAFT and not line.is_nil
        )

    def due_words(self, today: date) -> str:
        """By when it is due; once everything is sealed, it is late no more."""
        if self.sealed == len(self.here):
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
    letters = correspondence(workspace, audit_id)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        marks = {(mark.ref.uin, mark.revision): mark for mark in work.returns.marks(audit_id)}
        asked = {form.case.uin: _asked(work, form, letters) for form in forms}
        passed = work.hand_overs.latest(audit_id)
        authors = {uin: work.authors.of(audit_id, uin) for uin in passed}
        news = news_of(work, audit_id)
    lines = []
    for form in forms:
        mark = marks.get((form.case.uin, form.ref.revision))
        sealed = mark.completed_on if mark and mark.state is ReturnState.SEALED else None
        saved = mark.saved_at if mark else None
        line = line_of(form, sealed_on=sealed, saved_at=saved)
        lines.append(
            replace(
                line,
                asked=asked[line.uin],
                receipt=letters.receipt,
                passed=passed.get(line.uin),
                authors=authors.get(line.uin, {}),
            )
        )
    route = route_of(workspace, audit)
    return AuditView(
        audit,
        sender_of(workspace, audit),
        tuple(lines),
        letters,
        route,
        news,
        no_longer_asked(workspace, audit_id) if audit.not_asked else (),
        own_fingerprint(workspace),
    )


def _asked(work: Work, form: CaseForm, letters: Correspondence) -> Asked:
    queries = letters.open_queries([form.case.uin])
    revisions = {query.revision for query in queries}
    found = {each: work.returns.get(replace(form.ref, revision=each)) for each in revisions}
    return Asked(queries, {each: ret.form for each, ret in found.items() if ret is not None})


def line_of(
    form: CaseForm, *, sealed_on: date | None = None, saved_at: datetime | None = None
) -> CaseLine:
    """A case with how far it is worked out."""
    found = form.problems
    return CaseLine(form, _stand(form, found), form.progress, found, sealed_on, saved_at)


def read_audits(workspace: Workspace) -> tuple[AuditView, ...]:
    """Every audit of the desk, the one that is due first at the top."""
    views = (read_audit(workspace, summary.id) for summary in audits_of(workspace))
    return tuple(sorted(views, key=lambda view: (view.audit.due, view.audit.title)))


def _stand(form: CaseForm, problems: tuple[Problem, ...]) -> Stand:
    if form.state is ReturnState.SEALED:
        return Stand.SEALED
    if form.state is ReturnState.HANDED_OVER:
        return Stand.HANDED_OVER
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
