"""What the rooms of the partnership's desk read, each in one go: plain data for the window."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.analysis.tracking import Tracker
from app.anonymity import Confidence, InForm, context_of, scan_form
from app.domain.audits import Agency, Audit, Case
from app.domain.differences import Difference, differences
from app.domain.letters import Query
from app.domain.returns import Return, ReturnRef, ReturnState
from app.errors import NotFoundError
from app.services.chase_agencies import last_chased
from app.services.define_audit import audits_of
from app.services.issue_packs import PackToIssue, packs_to_issue_in
from app.services.officer import officer_in
from app.services.preferences import Whereabouts, whereabouts_of
from app.services.set_up_desk import escrow_tested
from app.services.track_audit import tracker_of
from app.services.write_receipt import receipts_due
from app.storage import Acceptance, AuditSummary, Clock, Work, Workspace


@dataclass(frozen=True)
class Standing:
    """Where an audit stands. ``issued`` has the agencies with a pack, and when it was made.

    ``chased`` has the day on which an agency was reminded last; ``to_receipt`` are the agencies
    from which something came that no receipt has told them of. ``packs`` say of each agency that
    is asked whether its pack says what the audit says now.
    """

    audit: Audit
    tracker: Tracker
    issued: Mapping[str, datetime]
    sheet_tried: bool
    files_in: int
    last_in: datetime | None
    now: datetime
    chased: Mapping[str, date] = field(default_factory=dict)
    to_receipt: tuple[Agency, ...] = ()
    packs: tuple[PackToIssue, ...] = ()

    @property
    def today(self) -> date:
        """The day, as the tracker counts it."""
        return self.now.date()

    @property
    def to_issue(self) -> tuple[Agency, ...]:
        """The agencies that are asked about at least one case."""
        return tuple(a for a in self.audit.agencies if self.audit.cases_of(a.id))

    @property
    def all_issued(self) -> bool:
        """Whether every agency that is asked has its pack."""
        return all(agency.id in self.issued for agency in self.to_issue)


@dataclass(frozen=True)
class Known:
    """The audits that there are, where one was, and whether the recovery sheet was tried."""

    audits: tuple[AuditSummary, ...]
    where: Whereabouts
    sheet_tried: bool


@dataclass(frozen=True)
class OneReturn:
    """A return beside its case, with what was asked about it.

    ``queries`` come with whether they still wait for their answer; ``identifying`` is what the
    guard is fairly sure of, though the agency let it pass. ``marks`` is what is to be asked, by
    place; ``differences`` is what changed since the revision ``since``, which was asked about or
    accepted. ``next`` is the return that is read after this one, of ``to_read`` others.
    """

    audit: Audit
    case: Case
    agency: Agency
    received: Return
    queries: tuple[tuple[Query, bool], ...] = ()
    identifying: tuple[InForm, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    acceptance: Acceptance | None = None
    since: int = 0
    differences: tuple[Difference, ...] = ()
    next: tuple[str, str] | None = None
    to_read: int = 0
    officer: str = ""

    @property
    def answered(self) -> Query | None:
        """The last query that this revision answers, if the one before it was asked about."""
        found = [query for query, waits in self.queries if not waits]
        return found[-1] if found else None


def read_known(workspace: Workspace) -> Known:
    """What the desk needs to know before it shows its first room."""
    return Known(audits_of(workspace), whereabouts_of(workspace), escrow_tested(workspace))


def read_standing(workspace: Workspace, audit_id: str, clock: Clock) -> Standing:
    """Where an audit stands now."""
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        tracker = tracker_of(work, audit, clock)
        issued = {pack.agency_id: pack.at for pack in work.packs.all(audit_id)}
        files = [p.at for p in work.packages.all(audit_id) if p.direction == "received"]
        packs = packs_to_issue_in(work, audit)
        chased, news = last_chased(work, audit_id), receipts_due(work, audit)
    return Standing(
        audit,
        tracker,
        issued,
        sheet_tried=escrow_tested(workspace),
        files_in=len(files),
        last_in=max(files, default=None),
        now=clock(),
        chased=chased,
        to_receipt=news,
        packs=packs,
    )


def read_return(
    workspace: Workspace, audit_id: str, uin: str, agency_id: str, clock: Clock
) -> OneReturn:
    """The return that is in for a case from an agency.

    Raises:
        NotFoundError: there is none.
    """
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        case, agency = audit.case(uin), audit.agency(agency_id)
        found = work.returns.latest(audit_id, agency_id, uin)
        if case is None or agency is None or found is None or not _is_in(found):
            raise NotFoundError("return for the case", case.label if case else uin)
        letters = work.letters.queries(audit_id)
        mine = [query for query in letters if (query.uin, query.agency_id) == (uin, agency_id)]
        accepted = {
            one.ref.revision: one
            for one in work.acceptances.all(audit_id)
            if (one.ref.uin, one.ref.agency_id) == (uin, agency_id)
        }
        before = _looked_at(work, found.ref, [query.revision for query in mine], accepted)
        tracker = tracker_of(work, audit, clock)
        marks = work.marked.of(audit_id, agency_id, uin)
        officer = officer_in(work)
    here, waiting = (uin, agency_id), tracker.to_read()
    context = context_of(audit, case, found.form)
    return OneReturn(
        audit,
        case,
        agency,
        found,
        queries=tuple((query, query.is_open(found.ref.revision)) for query in mine),
        identifying=scan_form(found.form, context, Confidence.LIKELY),
        marks=marks,
        acceptance=accepted.get(found.ref.revision),
        since=before.ref.revision if before else 0,
        differences=differences(audit.tool, before.form, found.form) if before else (),
        next=tracker.next_to_read(here),
        to_read=sum(place != here for place in waiting),
        officer=officer,
    )


def _is_in(found: Return) -> bool:
    return found.state is ReturnState.RECEIVED


def _looked_at(
    work: Work, ref: ReturnRef, asked: Collection[int], accepted: Collection[int]
) -> Return | None:
    """The revision that somebody here looked at last, before the one that is in now."""
    looked = [number for number in (*asked, *accepted) if number < ref.revision]
    number = max(looked, default=ref.revision - 1)
    return work.returns.get(replace(ref, revision=number)) if number else None
