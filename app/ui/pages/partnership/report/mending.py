"""From something that was found before publication to the page where it is mended."""

from __future__ import annotations

from app.domain.audits import Audit
from app.services.report_places import Spot, Where
from app.ui.pages.partnership.case_page import CasePage
from app.ui.pages.partnership.report.text_page import TextPage
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.room import Room
from app.ui.pages.partnership.set_up import opening

_ROOMS = {
    Spot.COMMENTS: "findings",
    Spot.MEETING: "meeting",
    Spot.ATTENDANCE: "meeting",
    Spot.RECOMMENDATION: "recommendations",
    Spot.TRACKER: "tracker",
}
WORDS = {
    Spot.SET_UP: "In the audit’s own particulars",
    Spot.REPORT_TEXT: "In the texts of the reports",
    Spot.CASE: "On the page of the case",
    Spot.RETURN: "In the return: ask the agency, or leave the chapter out",
    Spot.COMMENTS: "Among the quotations, in Findings",
    Spot.MEETING: "In the meeting’s notes",
    Spot.ATTENDANCE: "In the meeting’s attendance",
    Spot.RECOMMENDATION: "In Recommendations",
    Spot.TRACKER: "In the tracker",
    Spot.REPORT: "In what the report shows, below",
}


def mend(room: Room, audit: Audit, where: Where, back: str) -> bool:
    """Open the page where it is mended; False where that is the page one is on."""
    floor = room.floor
    case = audit.case(where.uin)
    match where.spot:
        case Spot.SET_UP:
            opening.change(room, audit.id)
        case Spot.REPORT_TEXT:
            floor.open(TextPage(floor, where.key, back=back))
        case Spot.CASE if case is not None:
            floor.open(CasePage(floor, case))
        case Spot.RETURN:
            floor.open(ReturnPage(floor, where.uin, where.agency_id, back=back, at=where.key))
        case spot if spot in _ROOMS:
            floor.go(_ROOMS[spot])
        case _:
            return False
    return True
