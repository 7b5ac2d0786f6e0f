"""The inbox in the window: looking, deciding, bringing in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.modeltest import ModelTester

from app.services.import_returns import Imported, Outcome, import_found, import_returns
from app.services.look_at_files import look_at_files
from app.services.looked import Group, Preview, Verdict
from app.services.track_audit import track_audit
from app.ui.models.inbox_model import FURTHER, PAGE, InboxModel, InboxRow, Kind, Section
from app.ui.pages.partnership.inbox import InboxRoom
from app.ui.widgets.banner import Banner
from app.ui.widgets.navigation import SideNav
from tests.builders import clock, full_form, nil_form
from tests.flow.packages import Post, fifty_files, first_returns, mail, start_post
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import Scene, new_scene, package


@pytest.fixture
def with_post(
    tmp_path: Path, open_desk: Callable[[Scene], Driver]
) -> Iterator[tuple[Driver, Post]]:
    """A desk with an audit of 21 cases, whose agencies' keys are known."""
    scene = new_scene(tmp_path, small=True)
    scene.workspace.close()
    post = start_post(tmp_path / "round", cases=21)
    list(import_returns(post.partnership, first_returns(post), clock=clock))
    scene.workspace = post.partnership
    yield open_desk(scene), post


def drop(driver: Driver, on: QWidget, *paths: Path) -> None:
    """Drag files over a page and let them go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    at = QPointF(20, 20)
    enter = QDragEnterEvent(at.toPoint(), copy, data, left, none)
    QApplication.sendEvent(on, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(on, QDropEvent(at, copy, data, left, none))
    driver.settle()


def titles(room: InboxRoom) -> list[str]:
    return [row.title for row in room.model.rows if row.kind is Kind.TITLE]


def words(room: InboxRoom) -> list[str]:
    return [row.word for row in room.model.rows if row.kind is Kind.FILE]


def waiting(driver: Driver) -> str:
    side = driver.desk.window.findChild(SideNav)
    assert isinstance(side, SideNav)
    return next(row.spoken for row in side.view.rows() if row.key == "inbox")


def test_fifty_files_dropped_at_once(with_post: tuple[Driver, Post]) -> None:
    driver, post = with_post
    fifty = fifty_files(post)
    room = driver.go(3, InboxRoom)
    drop(driver, room.viewport(), *sorted(fifty.folder.iterdir()))
    assert room.summary.totals.text() == "50 files: 40 ready, 10 not to be brought in"
    assert room.summary.bring.text() == "Bring 40 returns in"
    assert room.summary.bring.hasFocus()
    assert titles(room) == ["Ready to bring in (40)", "Cannot be brought in (10)"]
    refused = [row for row in room.model.rows if row.word in set(fifty.bad.values())]
    assert len({row.text for row in refused}) == 10
    assert "Inbox, 40 waiting" in waiting(driver)

    driver.key(room.summary.bring, Qt.Key.Key_Space)
    driver.settle()
    banner = room.said.first()
    assert isinstance(banner, Banner)
    assert banner.sentence.text() == "40 returns in 40 packages brought in."
    assert titles(room) == ["Brought in (40)", "Cannot be brought in (10)"]
    assert not room.summary.isVisible()
    assert "waiting" not in waiting(driver)
    returns = track_audit(post.partnership, post.audit.id, clock=clock).returns
    assert (returns.full, returns.nil, returns.missing) == (40, 2, 0)
    assert room.earlier_model.rows[0].title == "Earlier"
    assert len(room.earlier_model.rows) == 1 + PAGE + 1  # of the 42, one page and the way on


def test_a_first_key_is_ticked_and_then_comes_in(issued: Driver) -> None:
    path = package(issued.scene, "Police", "one", [("T-1", full_form()), ("T-2", nil_form())])
    issued.desk.open_file(path)
    issued.settle()
    room = issued.page(InboxRoom)
    assert words(room) == ["first file"]
    assert not room.summary.bring.isEnabled()
    keys = room.summary.keys
    assert keys is not None
    (card,) = keys.cards.values()
    assert card.hasFocus()
    assert card.accessibleName().startswith("Police: ")
    assert len(card.accessibleName().removeprefix("Police: ").split()) == 6
    issued.key(card, Qt.Key.Key_Space)
    assert room.summary.bring.text() == "Bring 2 returns in"
    issued.click(room.summary.bring)
    issued.settle()
    assert words(room) == ["in"]
    assert "2 returns in 1 package brought in." in issued.words()


def test_a_changed_key_is_taken_after_a_telephone_call(
    issued: Driver, press: Callable[[str], None]
) -> None:
    first = package(issued.scene, "Police", "one", [("T-1", full_form())])
    other = package(issued.scene, "Police", "two", [("T-2", full_form())])
    issued.bring_in(first)
    room = issued.look_at(other)
    assert words(room) == ["new key"]
    assert "Inbox, 1 waiting" in waiting(issued)
    assert room.summary.keys is not None
    (card,) = room.summary.keys.cards.values()
    press("Cancel")
    issued.click(card)
    assert not card.isChecked()
    press("Telephoned: take the new key")
    issued.click(card)
    assert card.isChecked()
    issued.click(room.summary.bring)
    issued.settle()
    assert words(room) == ["in"]
    assert "waiting" not in waiting(issued)


def test_what_changed_is_unfolded_by_keys(with_post: tuple[Driver, Post]) -> None:
    driver, post = with_post
    first = post.write("r1.paudit", post.package("police", [("T-1", 1, full_form())]))
    again = full_form("A <b>second</b> look \u202e.")
    second = post.write("r2.paudit", post.package("police", [("T-1", 2, again)]))
    driver.bring_in(first)
    room = driver.look_at(second)
    room.list.setFocus(Qt.FocusReason.TabFocusReason)
    driver.key(room.list, Qt.Key.Key_Down)
    before = room.model.rowCount()
    driver.key(room.list, Qt.Key.Key_Right)
    shown = room.model.rows[2:]
    assert shown[0].title == "Case 1: revision 1 becomes 2"
    assert shown[1].title == "Q1 Was it done?: comment"
    assert shown[1].text.endswith("→ “A <b>second</b> look \u202e.”")
    assert "[U+202E]" in str(room.model.index(3).data(Qt.ItemDataRole.AccessibleTextRole))
    driver.key(room.list, Qt.Key.Key_Left)
    assert room.model.rowCount() == before
    driver.key(room.list, Qt.Key.Key_Up)
    driver.key(room.list, Qt.Key.Key_Return)
    assert room.model.rowCount() == 1  # the section is folded


def test_files_dropped_one_after_the_other_are_one_list(with_post: tuple[Driver, Post]) -> None:
    driver, post = with_post
    one = post.write("one.paudit", post.package("police", [("T-1", 1, full_form("The first."))]))
    two = post.write("two.paudit", post.package("police", [("T-1", 2, full_form("Later."))]))
    mailed = post.write("m.eml", mail(("one.paudit", one.read_bytes())))
    room = driver.look_at(two)
    assert words(room) == ["new"]
    room.look_at([mailed])
    driver.settle()
    assert words(room) == ["new", "newer"]
    room.look_at([one])
    driver.settle()
    assert titles(room) == ["Ready to bring in (2)", "Nothing to do (1)"]
    driver.click(room.summary.away)
    assert not room.list_card.isVisible()
    assert room.drop.button.hasFocus()
    assert one.exists() and mailed.exists()


def test_a_folder_is_chosen(
    with_post: tuple[Driver, Post], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, post = with_post
    path = post.write("deep/er/one.paudit", post.package("police", [("T-1", 1, full_form())]))
    folder = str(path.parent.parent)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: folder)
    room = driver.go(3, InboxRoom)
    driver.click(room.drop.folder_button)
    driver.settle()
    assert words(room) == ["new"]


def test_bringing_in_stops_between_two_files(
    with_post: tuple[Driver, Post], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, post = with_post
    files = [
        post.write(f"{n}.paudit", post.package("police", [(f"T-{n}", 1, full_form())]))
        for n in range(1, 7)
    ]
    two_are_done, stopped = threading.Event(), threading.Event()

    def halting(*args: Any, **options: Any) -> Iterator[Imported]:
        for number, one in enumerate(import_found(*args, **options)):
            yield one
            if number == 1:
                two_are_done.set()
                stopped.wait(10)

    monkeypatch.setattr("app.ui.pages.partnership.inbox.import_found", halting)
    room = driver.look_at(*files)
    driver.click(room.summary.bring)
    driver.until(two_are_done.is_set)
    assert room.work.isVisible()
    driver.click(room.work.stop)
    stopped.set()
    driver.settle()
    assert len(room.results) == 2
    assert not room.work.isVisible()
    assert titles(room) == ["Brought in (2)", "Ready to bring in (4)"]
    assert room.summary.totals.text() == "6 files: 2 brought in, 4 ready"
    monkeypatch.undo()
    driver.click(room.summary.bring)
    driver.settle()
    assert titles(room) == ["Brought in (6)"]


def test_looking_stops_between_two_files(
    with_post: tuple[Driver, Post], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, post = with_post
    files = [
        post.write(f"{n}.paudit", post.package("police", [(f"T-{n}", 1, full_form())]))
        for n in range(1, 5)
    ]
    one_is_done, stopped = threading.Event(), threading.Event()

    def halting(*args: Any, progress: Callable[[int, int], bool]) -> Preview:
        def on(done: int, total: int) -> bool:
            if done == 1:
                one_is_done.set()
                stopped.wait(10)
            return progress(done, total)

        return look_at_files(*args, progress=on)

    monkeypatch.setattr("app.ui.pages.partnership.inbox.look_at_files", halting)
    room = driver.go(3, InboxRoom)
    room.look_at(files)
    driver.until(one_is_done.is_set)
    driver.click(room.work.stop)
    stopped.set()
    driver.settle()
    assert words(room) == ["new"]
    assert "You stopped: the other files were not looked at." in driver.words()


def test_replies_are_written_for_what_was_refused(
    with_post: tuple[Driver, Post], tmp_path: Path
) -> None:
    driver, post = with_post
    sealed = post.package("police", [("T-1", 1, full_form())])
    room = driver.look_at(post.write("cut.paudit", sealed[:-40]))
    assert room.replies.text() == "Write 1 reply"
    assert not room.summary.bring.isVisible()
    room.write_replies(tmp_path / "drafts")
    driver.settle()
    (draft,) = (tmp_path / "drafts").iterdir()
    assert "cut.paudit" in draft.read_text(encoding="utf-8")
    assert "1 draft e-mail written." in driver.words()


def test_a_thousand_files_are_a_few_rows(with_post: tuple[Driver, Post]) -> None:
    driver, post = with_post
    folder = post.folder / "many"
    folder.mkdir()
    for number in range(1_000):
        (folder / f"{number}.docx").write_bytes(b"PK")
    room = driver.go(3, InboxRoom)
    before = len(room.findChildren(QWidget))
    room.look_at([folder])
    driver.settle()
    assert room.summary.totals.text() == "1000 files: 1000 not to be brought in"
    assert room.model.rowCount() == 1 + PAGE + 1
    assert len(room.findChildren(QWidget)) <= before + 5
    room.list.setFocus()
    room.list.setCurrentIndex(room.model.index(PAGE + 1))
    driver.key(room.list, Qt.Key.Key_Return)
    assert room.model.rowCount() == 1 + PAGE + FURTHER + 1


def test_the_model(qtmodeltester: ModelTester) -> None:
    model = InboxModel()
    qtmodeltester.check(model)
    detail = InboxRow("d", Kind.DETAIL, title="Q1", text="Yes → No")
    rows = [InboxRow(f"{n}", word="new", title=f"{n}", details=(detail,)) for n in range(60)]
    model.set_sections([Section("ready", "Ready (60)", rows), Section("none", "None")])
    qtmodeltester.check(model)
    assert model.rowCount() == 1 + PAGE + 1
    assert model.act(1)
    assert model.rows[2] == detail
    assert not model.act(2)
    assert model.act(model.rowCount() - 1)
    qtmodeltester.check(model)
    assert model.rowCount() == 1 + 60 + 1
    assert model.act(0)
    assert model.rowCount() == 1
    model.forget()
    model.set_sections([])
    qtmodeltester.check(model)


def test_outcomes_have_words(with_post: tuple[Driver, Post]) -> None:
    driver, post = with_post
    older = post.write("r1.paudit", post.package("police", [("T-1", 1, full_form("The first."))]))
    newer = post.write("r2.paudit", post.package("police", [("T-1", 2, full_form("Later."))]))
    room = driver.look_at(older)
    (meanwhile,) = import_returns(post.partnership, [newer], clock=clock)
    assert meanwhile.outcome is Outcome.IMPORTED
    driver.click(room.summary.bring)
    driver.settle()
    assert "Nothing was brought in." in driver.words()
    assert titles(room) == ["Nothing to do (1)"]
    assert [each.verdict for each in room.preview.of(Group.READY)] == [Verdict.NEW]
