"""What else comes from an agency's desk: a test package, and why a return was reopened."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from PySide6.QtCore import Qt

from app.domain.returns import Person
from app.handover.files import read_file
from app.services.answer_case import form_of, reopen, start_form
from app.services.guard import wave_all
from app.services.import_returns import Outcome
from app.services.open_pack import open_pack
from app.services.seal_returns import seal_returns
from app.services.try_route import make_test_package
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.tracker import TrackerRoom
from tests.builders import clock, full_form
from tests.flow.desks import agency_desk
from tests.ui.partnership.driver import Driver


def test_a_test_package_and_then_a_reopened_return(issued: Driver) -> None:
    folder = issued.scene.folder
    pack = next((folder / "packs").glob("*Police*"))
    with closing(agency_desk(folder / "police")) as desk:
        audit = open_pack(desk, read_file(pack), clock=clock).audit
        tried = make_test_package(desk, audit.id, folder / "mail", clock=clock).path
        start_form(desk, audit.id, "T-1", full_form())
        first = seal_returns(desk, audit.id, ["T-1"], folder / "mail", clock=clock).path
        reopen(desk, audit.id, "T-1", "A <b>wrong</b> date")
        second = seal_returns(desk, audit.id, ["T-1"], folder / "mail", clock=clock).path

    inbox = issued.bring_in(tried)
    assert [result.outcome for result in inbox.results.values()] == [Outcome.TEST]
    words = issued.words()
    assert "1 test package opened: the way is good." in words
    tracker = issued.go(4, TrackerRoom)
    assert tracker.model.index(0, 0).data() == "test received"

    issued.bring_in(first, second)
    tracker = issued.go(4, TrackerRoom)
    tracker.table.setCurrentIndex(tracker.model.index(0, 0))
    issued.key(tracker.table, Qt.Key.Key_Return)
    issued.settle()
    issued.page(ReturnPage)
    assert "Why revision 2" in issued.words()
    assert "A <b>wrong</b> date" in issued.words()


def test_what_may_identify_somebody_is_marked_at_the_partnership(issued: Driver) -> None:
    folder = issued.scene.folder
    pack = next((folder / "packs").glob("*Police*"))
    people = (Person("p1", "Grandmother, Mrs Begum"),)
    form = replace(full_form("Mother Sarah said that PK attended <b>twice</b>."), people=people)
    with closing(agency_desk(folder / "police")) as desk:
        audit = open_pack(desk, read_file(pack), clock=clock).audit
        start_form(desk, audit.id, "T-1", form)
        wave_all(desk, form_of(desk, audit.id, "T-1"), "A trial.")
        sealed = seal_returns(desk, audit.id, ["T-1"], folder / "mail", clock=clock).path
    issued.bring_in(sealed)
    tracker = issued.go(4, TrackerRoom)
    tracker.table.setCurrentIndex(tracker.model.index(0, 0))
    issued.key(tracker.table, Qt.Key.Key_Return)
    issued.settle()
    issued.page(ReturnPage)
    assert "Said to identify nobody" in issued.words()
    assert "May identify somebody: “Sarah” (name)" in issued.words()
    assert "May identify somebody: “Mrs Begum” (name)" in issued.words()
    assert "places may identify somebody" in issued.words()
