"""The way from a piece of evidence to what it points to."""

from __future__ import annotations

from app.analysis.shares import Share
from app.domain.audits import Audit
from app.domain.evidence import Evidence, EvidenceKind
from app.domain.rules import question_id_of
from app.services.analyse_audit import analyse_audit
from app.ui.pages.partnership.comments import CommentsPage
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.room import Floor

_BACK = "The recommendation"


def page_behind(floor: Floor, audit: Audit, evidence: Evidence) -> None:
    """Open the return, the comments or the meeting that evidence points to.

    What belongs to another audit is opened there: that audit comes onto the desk.
    """
    if floor.audit_id != audit.id:
        floor.show_audit(audit.id, "recommendations")
    if evidence.kind is EvidenceKind.NOTE:
        floor.go("meeting")
    elif evidence.kind is EvidenceKind.ANSWER:
        floor.open(ReturnPage(floor, evidence.uin, evidence.agency_id, back=_BACK))
    else:
        _open_comments(floor, audit, question_id_of(evidence.key))


def _open_comments(floor: Floor, audit: Audit, question_id: str) -> None:
    session = floor.session
    workspace, clock = session.workspace, session.context.clock

    def show(shares: tuple[Share, ...]) -> None:
        whole = (share for share in shares if share.part is None)
        share = next((share for share in whole if share.question.id == question_id), None)
        page = CommentsPage(floor, audit, audit.tool.questions[question_id], share)
        page.back.set_text(_BACK)
        floor.open(page)

    session.read(lambda: analyse_audit(workspace, audit.id, clock=clock).findings.shares, show)
