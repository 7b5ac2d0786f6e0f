"""Pictures of cases that pass from desk to desk, of a return that is reopened, and of trying the
way.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from app.domain.returns import Answer, Auditor
from app.handover.files import read_file
from app.services.answer_case import reopen, start_form
from app.services.hand_over import ask_for_cases, hand_over, read_request
from app.services.open_pack import open_pack
from app.ui.interview.interview import Interview
from app.ui.pages.agency.hand_over_pages import AskPage, HandOverPage
from app.ui.pages.agency.route_room import TryPage
from app.ui.pages.agency.take_over_page import TakeOverPage
from tests.ui.agency import sample
from tests.ui.agency.shots import Camera

ANNA = Auditor("Anna Muir", "Named Nurse")
SAM = Auditor("Sam Okoro", "Reviewing Officer")
Dialog = Callable[[str, Callable[[], object]], object]
Menu = Callable[[str], object]


def tour(camera: Camera, pack: Path, folder: Path, dialog: Dialog, menu: Menu) -> None:
    """The whole of it at one desk; what the colleague does is done without a window."""
    desk, out = camera.desk, folder / "Documents"
    audit = open_pack(camera.session.workspace, read_file(pack), clock=sample.sample_clock).audit
    desk.show_audit(audit.id)
    camera.take("untried")
    audit_id = sample.half_way(camera.session.workspace, pack, out)
    desk.show_audit(audit_id)
    camera.take("more")
    page = desk.audit_page
    assert page is not None
    page.more.click()
    menu("more-menu")
    _try_the_way(camera, audit_id, out)
    with closing(sample.sample_desk(folder / "colleague")) as colleague:
        open_pack(colleague, read_file(pack), clock=sample.sample_clock)
        asked = ask_for_cases(colleague, audit_id, SAM, out, clock=sample.sample_clock)
        _hand_over(camera, audit_id, asked.path, out, dialog)
        request = _ask(camera, audit_id, out)
        uins = [line.uin for line in desk.views[0].lines]
        for uin in (uins[0], uins[3], uins[4]):
            form = replace(sample.sample_form(uins[3]), completed_by=SAM)
            if uin == uins[3]:
                form = form.with_answer("Q1", Answer(options=("no",), comment="Not on record."))
            start_form(colleague, audit_id, uin, form)
        read = read_request(colleague, read_file(request))
        note = "The minutes of the strategy meeting are not on our records yet."
        clock = sample.sample_clock
        wanted = (uins[0], uins[3], uins[4])
        file = hand_over(colleague, read, wanted, SAM, out, clock=clock, note=note).path
    _take_over(camera, audit_id, uins[4], file)
    _reopened(camera, audit_id, uins[0])


def _try_the_way(camera: Camera, audit_id: str, out: Path) -> None:
    desk = camera.desk
    assert desk.audit_page is not None
    desk.audit_page.route.try_it.click()
    camera.settle()
    page = camera.window.page()
    assert isinstance(page, TryPage)
    assert page.folder is not None
    page.folder.set_path(out)
    camera.take("try")
    page.go.click()
    camera.take("try-done")
    desk.show_audit(audit_id)
    camera.take("tried")


def _ask(camera: Camera, audit_id: str, out: Path) -> Path:
    desk = camera.desk
    desk.show_audit(audit_id)
    camera.settle()
    assert desk.audit_page is not None
    desk.audit_page.colleague_asked.emit()
    camera.settle()
    page = camera.window.page()
    assert isinstance(page, AskPage)
    assert page.folder is not None
    page.folder.set_path(out)
    camera.take("ask")
    page.who.name.set_value("")
    page.go.click()
    camera.take("ask-refused")
    page.who.name.set_value(ANNA.name)
    page.go.click()
    camera.take("ask-done")
    assert desk.sealing.done is not None
    return desk.sealing.done.done.path


def _hand_over(camera: Camera, audit_id: str, request: Path, out: Path, dialog: Dialog) -> None:
    desk = camera.desk
    desk.open_file(request)
    camera.settle()
    camera.settle()
    page = camera.window.page()
    assert isinstance(page, HandOverPage)
    assert page.folder is not None
    page.folder.set_path(out)
    camera.take("hand-over")
    tick = next(iter(page.ticks.values()))
    tick.click()
    page.column.show_widget(page.note)
    camera.take("hand-over-chosen")
    page.go.click()
    camera.take("hand-over-done")
    desk.show_audit(audit_id)
    camera.take("handed-over-list")
    desk.show_home()
    camera.take("handed-over-home")
    uin = desk.views[0].lines[1].uin
    desk.show_audit(audit_id)
    camera.settle()
    desk.open_case(uin)
    camera.take("handed-over-case")
    dialog("dialog-take-back", lambda: desk.colleagues.take_back(desk.views[0], uin))
    assert desk.audit_page is not None
    desk.show_audit(audit_id)
    camera.settle()


def _take_over(camera: Camera, audit_id: str, uin: str, file: Path) -> None:
    desk = camera.desk
    desk.open_file(file)
    camera.settle()
    camera.settle()
    page = camera.window.page()
    assert isinstance(page, TakeOverPage)
    camera.take("take-over")
    page.go.click()
    camera.take("taken-over")
    desk.open_case(uin, "Q6")
    camera.settle()
    interview = camera.window.page()
    assert isinstance(interview, Interview)
    interview.draft.edit("Q6", comment=f"{interview.form.answer('Q6').comment} And more.")
    camera.take("written-by")
    interview.go("about")
    camera.take("written-by-about")
    interview.go("check")
    camera.take("written-by-check")
    desk.show_audit(audit_id)
    camera.settle()


def _reopened(camera: Camera, audit_id: str, uin: str) -> None:
    desk, workspace = camera.desk, camera.session.workspace
    reopen(workspace, audit_id, uin, "New information from the hospital")
    desk.show_audit(audit_id)
    camera.settle()
    desk.open_case(uin, "about")
    camera.take("reopened-about")
    interview = camera.window.page()
    assert isinstance(interview, Interview)
    interview.draft.edit("C4", text="Good joint work.")
    interview.go("check")
    camera.take("reopened-check")
