"""Ask an agency about a return that is in: a query, sealed for the agency's desks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.audits import Agency, Audit, Case
from app.domain.changes import Changes, Topic, changed
from app.domain.letters import Query, QueryPoint
from app.domain.policy import NO_POLICY, Policy
from app.domain.returns import ReturnRef, ReturnState
from app.domain.rules import question_id_of
from app.errors import FlowError, NotFoundError
from app.handover.files import query_file_name, unused
from app.sealing.clear import QUERY
from app.sealing.documents import v1_letters
from app.sealing.letters import seal_query
from app.services.clear_part import clear_part
from app.services.keep_to_policy import require_way
from app.services.officer import remember_officer
from app.services.set_up_desk import require_desk, signing_key
from app.services.taken_back import taken_back_if_full
from app.storage import Clock, Desk, Work, Workspace


class NothingAskedError(FlowError):
    """A query without a word in it."""

    sentence = "The query has no text, so nothing was written. Say what is asked."


@dataclass(frozen=True)
class Asked:
    """A query that was written, and where."""

    path: Path
    query: Query
    changes: Changes


def ask_agency(
    workspace: Workspace,
    audit_name: str,
    agency_id: str,
    uin: str,
    points: Mapping[str, str],
    to: Path,
    *,
    clock: Clock,
    text: str = "",
    asked_by: str = "",
    policy: Policy = NO_POLICY,
) -> Asked:
    """Write a query about a return into a folder. No file is written over.

    ``points`` says what is asked at which question; ``text`` is about the return as a whole.

    Raises:
        WayNotAllowedError: the organisation does not let files leave but as text.
        NotFoundError: there is no such audit, agency, case, question, or return from it.
        NothingAskedError: there is no text.
        FileWriteError: the folder can't be written to.
        DiskFullError: the workspace has no room; the query was taken back.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    require_way(policy)
    asked = {key: words.strip() for key, words in points.items() if words.strip()}
    if not asked and not text.strip():
        raise NothingAskedError
    with taken_back_if_full() as files, workspace.work() as work:
        audit = work.audits.find(audit_name)
        agency, case = _named(audit, agency_id, uin)
        _require_questions(audit, asked)
        key, recipients = signing_key(work), recipients_of_agency(work, agency)
        today = clock().date()
        clear = clear_part(QUERY, audit, agency, key, today, sealed_for=recipients)
        query = Query(
            id=clear.id,
            audit_id=audit.id,
            agency_id=agency.id,
            uin=uin,
            revision=_revision_in(work, audit, agency, case),
            asked_on=today,
            points=tuple(QueryPoint(place, words) for place, words in asked.items()),
            text=text.strip(),
            asked_by=asked_by.strip(),
        )
        content = seal_query(v1_letters.query_of(query, clear), recipients, key)
        path = unused(to / query_file_name(audit, agency, case))
        files.write(path, content)
        work.letters.add_query(query)
        _put_away(work, query)
        work.commit()
    return Asked(path, query, changed(Topic.LETTERS, Topic.TRACKING, audit_id=audit.id))


def _put_away(work: Work, query: Query) -> None:
    """What was marked is asked now, and a return that is asked about is not accepted any more."""
    work.marked.drop(query.audit_id, query.agency_id, query.uin)
    ref = ReturnRef(query.audit_id, query.agency_id, query.uin, query.revision)
    if any(one.ref == ref for one in work.acceptances.all(query.audit_id)):
        work.acceptances.drop(ref)
    remember_officer(work, query.asked_by)


def queries_of(workspace: Workspace, audit_id: str) -> tuple[tuple[Query, bool], ...]:
    """Every query of an audit, the earliest first, and whether it still waits for its answer."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        revisions = {
            (mark.ref.agency_id, mark.ref.uin): mark.revision
            for mark in work.returns.marks(audit_id)
            if mark.state is ReturnState.RECEIVED
        }
        queries = work.letters.queries(audit_id)
    return tuple(
        (query, query.is_open(revisions.get((query.agency_id, query.uin), 0))) for query in queries
    )


def recipients_of_agency(work: Work, agency: Agency) -> tuple[str, ...]:
    """The desks of an agency that something came from: whom can be written to, sealed.

    Raises:
        FlowError: nothing has come from it yet.
    """
    found = tuple(dict.fromkeys(k.recipient for k in work.keys.known(agency.id) if k.recipient))
    if not found:
        raise FlowError(
            f"Nothing has come from {agency.name} yet, so nothing can be sealed for it. "
            "Nothing was written. Write to it by ordinary e-mail."
        )
    return found


def _named(audit: Audit, agency_id: str, uin: str) -> tuple[Agency, Case]:
    agency, case = audit.agency(agency_id), audit.case(uin)
    if agency is None:
        raise NotFoundError("agency", agency_id, ", ".join(one.id for one in audit.agencies))
    if case is None:
        raise NotFoundError("case", uin, ", ".join(one.uin for one in audit.cases))
    return agency, case


def _require_questions(audit: Audit, points: Mapping[str, str]) -> None:
    questions = audit.tool.questions
    for place in points:
        if question_id_of(place) not in questions:
            raise NotFoundError("question", place, ", ".join(questions))


def _revision_in(work: Work, audit: Audit, agency: Agency, case: Case) -> int:
    for mark in work.returns.marks(audit.id):
        here = mark.ref.uin == case.uin and mark.ref.agency_id == agency.id
        if here and mark.state is ReturnState.RECEIVED:
            return mark.revision
    raise NotFoundError(f"return from {agency.name} on case", case.label)
