"""The screens of tracking, chasing, reading and accepting, and the way to each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.letters import Query, QueryPoint
from app.services.accept_return import take_back_acceptance
from app.ui.pages.partnership.chasers import ChasersPage
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.receipts import ReceiptsPage
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.tracker import TrackerRoom
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.shots import Shot, settle

REVISED_CASE, SOCIAL_CARE = "CE-0423", "childrens-social-care"


class Tour:
    """Goes through the screens; what it changes it puts back when it comes by again."""

    def __init__(self, scene: Scene, desk: PartnershipDesk) -> None:
        self.scene, self.desk = scene, desk

    def tracker(self) -> TrackerRoom:
        """The tracker, as if one had only just come."""
        self.desk.go("tracker")
        settle(self.scene)
        room = self.desk.window.page()
        assert isinstance(room, TrackerRoom)
        if room.table.picking:
            room.stop.click()
        room.counts.clear()
        room.search.set_value("")
        room.search.edited.emit("")
        room.note.put()
        return room

    def found(self) -> None:
        self.tracker().counts.button("OVERDUE").click()

    def nothing(self) -> None:
        room = self.tracker()
        room.search.set_value("nobody")
        room.search.edited.emit("nobody")

    def picking(self) -> TrackerRoom:
        workspace, audit_id = self.scene.workspace, self.desk.audit_id
        with workspace.work() as work:
            refs = [one.ref for one in work.acceptances.all(audit_id)]
        assert self.scene.session is not None
        self.scene.session.tell(take_back_acceptance(workspace, refs))
        settle(self.scene)
        room = self.tracker()
        room.several.click()
        chosen = room.table.selectionModel()
        for row, column in ((0, 0), (2, 2), (0, 3)):
            chosen.select(room.model.index(row, column), chosen.SelectionFlag.Select)
        return room

    def shown_picking(self) -> None:
        self.picking()

    def accepted(self) -> None:
        self.picking().accept.click()

    def chasers(self) -> ChasersPage:
        self.tracker()._do("chase")
        settle(self.scene)
        page = self.desk.window.page()
        assert isinstance(page, ChasersPage)
        return page

    def chasers_shown(self) -> None:
        next(iter(self.chasers().rows.values())).fold.click()

    def chasers_written(self) -> None:
        page = self.chasers()
        for row in page.rows.values():
            row.box.setChecked(True)
        page.where.set_folder(self.scene.folder / "chasers")
        page.write.click()

    def chased(self) -> None:
        self.tracker()

    def receipts(self) -> None:
        self.tracker()._do("receipts")
        settle(self.scene)
        assert isinstance(self.desk.window.page(), ReceiptsPage)

    def reading(self, row: int) -> ReturnPage:
        room = self.tracker()
        room.table.opened.emit(room.model.index(row, 0))
        settle(self.scene)
        page = self.desk.window.page()
        assert isinstance(page, ReturnPage)
        return page

    def marked(self) -> None:
        rows = list(self.reading(3).rows.values())[:2]
        for row in rows:
            if not row.is_marked:
                row.toggle()
        settle(self.scene)
        rows[0].text.box.setPlainText("Which minutes say so, and from which day?")
        rows[0].flush()

    def one_accepted(self) -> None:
        page = self.reading(4)
        if page._one is not None and page._one.acceptance is None:
            page.accept.click()

    def revised(self) -> None:
        self.reading(2)

    def answered(self) -> None:
        """As if the revision on case C had answered a query."""
        query = Query(
            "shown",
            self.desk.audit_id,
            SOCIAL_CARE,
            REVISED_CASE,
            1,
            date(2018, 2, 9),
            (QueryPoint("Q1", "Which processes do you mean?"),),
            "Thank you for a full return.",
            "An Officer",
        )
        with self.scene.workspace.work() as work:
            work.letters.add_query(query)
            work.commit()
        self.reading(2)


def shots_of_tracking(scene: Scene, desk: PartnershipDesk) -> Iterator[Shot]:
    """The screens, each with the way to it."""
    tour = Tour(scene, desk)
    yield "tracker-found", tour.found
    yield "tracker-nothing", tour.nothing
    yield "tracker-picking", tour.shown_picking
    yield "tracker-accepted", tour.accepted
    yield "chasers", tour.chasers_shown
    yield "chasers-written", tour.chasers_written
    yield "tracker-chased", tour.chased
    yield "receipts", tour.receipts
    yield "return-marked", tour.marked
    yield "return-accepted", tour.one_accepted
    yield "return-revised", tour.revised
    yield "return-answered", tour.answered
