"""Compare the grades that the agencies gave on each case, with the one that was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis.tracking import Tracker
from app.domain.audits import Audit
from app.domain.meeting import agreed_grade
from app.domain.tool import Option, Question
from app.services.set_up_desk import require_desk
from app.services.track_audit import tracker_of
from app.storage import Clock, Desk, Workspace


@dataclass(frozen=True)
class Grades:
    """The judgements on every case.

    ``given`` is by judgement, UIN and agency id; ``agreed`` is the grade that the partnership
    agreed on, by UIN.
    """

    audit: Audit
    tracker: Tracker
    given: Mapping[tuple[str, str, str], Option]
    agreed: Mapping[str, Option]

    def grade(self, judgement: Question, uin: str, agency_id: str) -> Option | None:
        """The grade that an agency gave on a case, or None."""
        return self.given.get((judgement.id, uin, agency_id))


def compare_grades(workspace: Workspace, audit_name: str, *, clock: Clock) -> Grades:
    """Lay the grades of the agencies side by side.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        judgements = {question.id: question for question in audit.tool.judgements}
        rows = work.queries.choices(audit.id, judgements) if judgements else ()
        meeting = work.meetings.of(audit.id)
        tracker = tracker_of(work, audit, clock)
    given = {}
    for row in rows:
        question = judgements.get(row.key)
        option = audit.tool.scale(question).option(row.options[0]) if question else None
        if option is not None:
            given[row.key, row.uin, row.agency_id] = option
    agreed = {case.uin: agreed_grade(audit.tool, meeting, case.uin) for case in audit.cases}
    known = {uin: grade for uin, grade in agreed.items() if grade is not None}
    return Grades(audit, tracker, given, known)
