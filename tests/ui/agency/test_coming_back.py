"""One comes back exactly to where one was: after closing, locking, and a cut of the power."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from app.domain.audits import Case
from app.services.answer_case import mark_nil, start_form
from app.services.preferences import Whereabouts, keep_whereabouts, whereabouts_of
from app.services.seal_returns import seal_returns
from app.storage import Workspace, open_workspace
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.desk import AgencyDesk
from app.ui.pages.agency.home import HomePage
from app.ui.pages.agency.sealed_page import SealedPage
from app.ui.pages.agency.sent_page import SentPage
from app.ui.pages.agency.surroundings import AUDITS, SENT
from app.ui.pages.agency.whereabouts import Bookmark, moment_words
from app.ui.widgets.icon_view import IconLine
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import PASSPHRASE
from tests.ui.agency.scene import Scene

TIME = f"{clock().astimezone():%H:%M}"
HERE = f"You were here. Everything you wrote up to {TIME} today is saved."
Again = Callable[[Workspace], Scene]


@pytest.fixture
def again(qtbot: QtBot, tmp_path: Path) -> Iterator[Again]:
    """Opens the desk of a workspace in a window of its own."""
    scenes: list[Scene] = []

    def start(workspace: Workspace) -> Scene:
        scenes.append(Scene(qtbot, workspace, tmp_path))
        return scenes[-1]

    yield start
    for scene in scenes:
        scene.close()


def open_again(scene: Scene) -> Workspace:
    """Close the desk as the program does, and open its workspace."""
    folder = scene.session.workspace.folder
    scene.close()
    return open_workspace(folder, passphrase=PASSPHRASE, clock=clock)


def kept(scene: Scene, *, place: str = AUDITS, uin: str = "", step: str = "") -> None:
    """Wait until it is kept where one is; a moment after the page was shown it is."""

    def is_kept() -> bool:
        where = whereabouts_of(scene.session.workspace)
        return (where.place, where.uin, where.step) == (place, uin, step)

    scene.qtbot.waitUntil(is_kept)


def after_a_cut(scene: Scene, to: Path) -> Workspace:
    """The workspace as it lies on the disk while the first desk is still open."""
    shutil.copytree(scene.session.workspace.folder, to)
    return open_workspace(to, passphrase=PASSPHRASE, clock=clock)


def lines(scene: Scene) -> list[str]:
    """The quiet lines on the page that can be seen."""
    page = scene.window.page()
    assert page is not None
    return [line.label.text() for line in page.findChildren(IconLine) if line.isVisible()]


def test_the_next_start_opens_the_form_at_the_same_page(opened: Scene, again: Again) -> None:
    opened.open_case("T-2", "Q1")
    opened.key(Qt.Key.Key_Y)
    opened.go("Q2")
    scene = again(open_again(opened))
    assert scene.interview.case.uin == "T-2"
    assert scene.interview.step == "Q2"
    assert scene.question.isAncestorOf(scene.focus()), "with the keyboard in the first field"
    assert HERE in lines(scene)
    assert f"Saved {TIME} today" in scene.window._status_left.text()
    scene.go("Q1")
    assert HERE not in lines(scene), "moving on takes it away"
    assert scene.stored("T-2").answer("Q1").options == ("yes",)
    scene.click(scene.interview.cases)
    assert scene.focus() is scene.page(AuditPage).cases.row("T-2").row


def test_after_a_cut_of_the_power_too(opened: Scene, again: Again, tmp_path: Path) -> None:
    opened.open_case("T-1", "Q1")
    opened.key(Qt.Key.Key_N)
    opened.question.blocks()[0].comment.setFocus()
    opened.write("Then the light went out")
    opened.interview.flush()
    opened.settle()
    kept(opened, uin="T-1", step="Q1")
    scene = again(after_a_cut(opened, tmp_path / "copy"))
    assert (scene.interview.case.uin, scene.interview.step) == ("T-1", "Q1")
    assert scene.stored("T-1").answer("Q1").comment == "Then the light went out"
    assert HERE in lines(scene)


def test_the_same_after_locking(opened: Scene) -> None:
    opened.open_case("T-1", "J1")
    opened.desk.close()
    opened.tasks.finish()
    desk = AgencyDesk(opened.window, opened.session)
    opened.desk = desk
    desk.start()
    opened.settle()
    assert opened.interview.step == "J1"


def test_every_place_is_come_back_to(opened: Scene, again: Again) -> None:
    audit_id = opened.desk.views[0].audit.id
    scene = again(open_again(opened))
    assert scene.page(AuditPage).back_here.isVisible()
    assert scene.focus() is scene.page(AuditPage).cases.row("T-1").row
    scene.desk.show_audit(audit_id)
    scene.settle()
    assert not scene.page(AuditPage).back_here.isVisible()

    scene.desk.show_sealing()
    scene.settle()
    scene = again(open_again(scene))
    scene.page(AuditPage)

    scene.desk.show_sent()
    scene.settle()
    scene = again(open_again(scene))
    scene.page(SentPage)
    assert whereabouts_of(scene.session.workspace) == Whereabouts(SENT)

    scene.desk.show_home()
    scene.settle()
    scene = again(open_again(scene))
    home = scene.page(HomePage)
    assert scene.focus() is home.cards[audit_id].next
    assert lines(scene) == [home.cards[audit_id].due.label.text()]


def test_it_is_kept_as_one_goes_and_is_no_line_of_the_history(opened: Scene) -> None:
    workspace = opened.session.workspace
    audit_id = opened.desk.views[0].audit.id
    with workspace.work() as work:
        before = work.history.all(500)
    opened.open_case("T-1", "Q1")
    kept(opened, uin="T-1", step="Q1")
    assert whereabouts_of(workspace).audit_id == audit_id
    opened.go("J1")
    kept(opened, uin="T-1", step="J1")
    opened.desk.show_home()
    kept(opened)
    assert whereabouts_of(workspace) == Whereabouts(AUDITS)
    with workspace.work() as work:
        assert work.history.all(500) == before


def test_who_leafs_through_a_form_is_kept_where_they_stop(opened: Scene) -> None:
    workspace = opened.session.workspace
    opened.open_case("T-1", "Q1")
    kept(opened, uin="T-1", step="Q1")
    for step in ("Q2", "J1", "C1"):
        opened.interview.go(step)
        opened.tasks.finish()
        assert whereabouts_of(workspace).step == "Q1", "not while the next page is painted"
    kept(opened, uin="T-1", step="C1")


def test_the_place_is_kept_when_the_desk_is_closed_at_once(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    with closing(open_again(opened)) as workspace:
        assert whereabouts_of(workspace).step == "Q1"


def test_the_nearest_place_where_something_is_gone(
    opened: Scene, again: Again, tmp_path: Path
) -> None:
    audit = opened.desk.views[0].audit
    workspace = opened.session.workspace

    def start_at(where: Whereabouts, name: str) -> Scene:
        keep_whereabouts(workspace, where)
        return again(after_a_cut(opened, tmp_path / name))

    start_at(Whereabouts(AUDITS, "gone", "T-1", "Q1"), "audit").page(HomePage)
    start_at(Whereabouts("nowhere"), "place").page(HomePage)
    start_at(Whereabouts(AUDITS, audit.id, "T-9", "Q1"), "case").page(AuditPage)
    scene = start_at(Whereabouts(AUDITS, audit.id, "T-1", "Q77"), "step")
    assert scene.interview.step == "about", "the first open page"
    mark_nil(workspace, audit.id, ["T-2"], nil_form().completed_by)
    start_at(Whereabouts(AUDITS, audit.id, "T-2", "Q1"), "nil").page(AuditPage)
    start_form(workspace, audit.id, "T-1", full_form())
    seal_returns(workspace, audit.id, ["T-1"], tmp_path / "out", clock=clock)
    start_at(Whereabouts(AUDITS, audit.id, "T-1", "Q1"), "sealed").page(SealedPage)


def test_a_pack_without_the_case_leads_to_the_audit(
    opened: Scene, again: Again, tmp_path: Path
) -> None:
    opened.open_case("T-2", "Q1")
    kept(opened, uin="T-2", step="Q1")
    workspace = after_a_cut(opened, tmp_path / "copy")
    with workspace.work() as work:
        audit = work.audits.get(opened.desk.views[0].audit.id)
        case = Case("T-3", "C", "AB")
        work.audits.replace(replace(audit, cases=(audit.cases[0], case)))
        work.commit()
    page = again(workspace).page(AuditPage)
    assert [row.line.uin for row in page.cases.rows()] == ["T-1", "T-3"]


def test_who_is_quicker_than_the_desk_stays_where_they_went(opened: Scene, again: Again) -> None:
    opened.open_case("T-1", "Q1")
    workspace = open_again(opened)
    scene = again(workspace)
    scene.desk.close()
    scene.tasks.finish()
    scene.desk = AgencyDesk(scene.window, scene.session)
    scene.desk.start()
    scene.desk.show_sent()
    scene.settle()
    scene.page(SentPage)
    kept(scene, place=SENT)
    assert whereabouts_of(workspace) == Whereabouts(SENT)


def test_the_moment_in_words() -> None:
    at = datetime(2018, 11, 12, 14, 2).astimezone()
    assert moment_words(at, date(2018, 11, 12)) == "14:02 today"
    assert moment_words(at, date(2018, 12, 3)) == "14:02 on 12 November"
    assert moment_words(at, date(2019, 1, 3)) == "14:02 on 12 November 2018"


def test_a_page_that_is_turned_after_the_desk_was_closed_is_not_kept(scene: Scene) -> None:
    bookmark = Bookmark(scene.session)
    bookmark.begin(Whereabouts(AUDITS))
    timer = bookmark.findChild(QTimer)
    assert timer is not None
    bookmark.put(SENT, "", "", None)
    assert timer.isActive()
    bookmark.close()
    scene.settle()
    assert whereabouts_of(scene.session.workspace).place == SENT, "it was kept at once"
    bookmark.put(AUDITS, "", "", None)
    assert not timer.isActive(), "it would ring after the worker has ended"
