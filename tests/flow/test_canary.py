"""A sentence that was typed is in no file that the program leaves, after whatever was done."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import resources_folder
from app.domain.reporting import ReportKind
from app.services.context import Context
from app.services.crash_log import write_crash_log
from app.services.destroy_audit import destroy_audit
from app.services.export_data import Export, export_data
from app.services.keep_copies import copy_now, restore
from app.services.keep_keys import rotate_database_key
from app.services.make_report import make_report, make_word, save_report
from app.services.open_desk import open_desk
from app.services.print_form import print_form
from app.services.read_history import read_history
from app.services.rescue import rescue
from app.services.set_up_desk import renew_recovery_sheet
from app.services.write_plan import write_plan_workbook
from app.storage import Workspace, copies_in
from app.ui.pages.partnership.inbox import InboxRoom
from app.ui.pages.partnership.report.preview_page import PreviewPage
from app.ui.pages.partnership.report.printing import print_pages
from app.ui.pages.partnership.reports import ReportsRoom
from tests.builders import clock
from tests.flow.canary import CANARY, places_of
from tests.flow.desks import CHEAP, PASSPHRASE
from tests.flow.everything import Everything
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import Clock, Scene

WATCHED = ("temporary", "home", "here")
CHOSEN = "chosen"
"""The folder for the files that somebody asked for: they are theirs, with the text in them."""


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for everything; where programs leave things behind is in it, and empty."""
    for name in (*WATCHED, CHOSEN):
        (tmp_path / name).mkdir()
    temporary, home = str(tmp_path / "temporary"), str(tmp_path / "home")
    for name in ("TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, temporary)
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, home)
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, home)
    monkeypatch.setattr(tempfile, "tempdir", temporary)
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


@pytest.fixture
def everything(places: Path) -> Iterator[Everything]:
    made = Everything(places / "desks", CANARY)
    yield made
    made.close()


def look(places: Path, after: str) -> None:
    """Nothing gives the sentence away, and nothing lies where programs leave things behind."""
    assert places_of(places, asked_for=(CHOSEN,)) == [], f"after {after}"
    for name in WATCHED:
        left = [path.name for path in (places / name).rglob("*")]
        assert left == [], f"{name}, after {after}"


def test_the_canary_is_found_where_it_stands_openly(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(CANARY)
    (tmp_path / "wide.txt").write_bytes(CANARY.encode("utf-16-le"))
    (tmp_path / f"{CANARY}.txt").write_text("")
    (tmp_path / "preview.tmp").write_bytes(b"%PDF-1.7 compressed")
    (tmp_path / "plain.db").write_bytes(b"SQLite format 3\x00")
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7 asked for")
    found = ["note.txt", "plain.db", "preview.tmp", f"{CANARY}.txt", "wide.txt"]
    assert places_of(tmp_path) == found


def test_what_was_typed_is_in_no_file_whatever_is_done(
    everything: Everything, places: Path
) -> None:
    for step in everything.steps():
        look(places, step)
    for after, act in _afterwards(everything, places):
        act()
        look(places, after)
    everything.close()
    look(places, "the desks were closed")


def _afterwards(everything: Everything, places: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is asked for, and what keeps the workspace: with what it is called."""
    desk, audit_id, to = everything.partnership, everything.audit_id, places / CHOSEN
    yield "files were asked for", lambda: _ask_for_files(everything, to)
    yield "the history was read", lambda: read_history(desk)
    yield "a copy", lambda: copy_now(desk)
    yield "a new key", lambda: rotate_database_key(desk, passphrase=PASSPHRASE, cost=CHEAP)
    yield "another copy", lambda: copy_now(desk)
    yield "a crash", lambda: _crash(places)
    yield "the desk was locked", desk.close
    yield "a copy was put back", lambda: _put_back(desk)
    yield "a rescue", lambda: rescue(desk.folder, passphrase=PASSPHRASE, clock=clock)
    yield "destruction", lambda: _destroy(desk.folder, audit_id)


def _ask_for_files(everything: Everything, to: Path) -> None:
    desk, audit_id = everything.partnership, everything.audit_id
    made = make_report(desk, audit_id, ReportKind.AUDIT, clock=clock)
    save_report(made, to / "report.pdf")
    (to / "report.docx").write_bytes(make_word(desk, audit_id, ReportKind.AUDIT, clock=clock))
    export_data(desk, audit_id, to, tuple(Export), clock=clock)
    write_plan_workbook(desk, audit_id, to / "plan.xlsx", clock=clock)
    print_form(everything.anne, audit_id, "T-1", to / "form.pdf", clock=clock)
    assert any(CANARY.encode() in path.read_bytes() for path in to.glob("*.csv")), "theirs"


def _crash(places: Path) -> None:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise ValueError(CANARY) from error
    except ValueError as error:
        log = write_crash_log(places / "data" / "logs", error, clock())
    assert log is not None and log.stat().st_size > 0


def _put_back(desk: Workspace) -> None:
    newest, *_ = copies_in(desk.folder)
    restore(desk.folder, newest, passphrase=PASSPHRASE, clock=clock)


def _destroy(folder: Path, audit_id: str) -> None:
    with closing(open_desk(folder, passphrase=PASSPHRASE, clock=clock)) as desk:
        with desk.work() as work:
            reference = work.audits.get(audit_id).reference
        destroy_audit(desk, audit_id, typed=reference, by="Officer", clock=clock)


def test_a_crash_log_names_places_in_the_code_only(tmp_path: Path) -> None:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise RuntimeError(CANARY) from error
    except RuntimeError as error:
        log = write_crash_log(tmp_path, error, clock())
    assert log is not None
    text = log.read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in text
    assert "builtins.KeyError" in text
    assert "test_canary.py" in text
    assert CANARY not in text
    assert str(Path.home()) not in text


def test_a_crash_that_cannot_be_logged_is_no_second_crash(tmp_path: Path) -> None:
    taken = tmp_path / "a file in place of the folder"
    taken.write_bytes(b"")
    assert write_crash_log(taken / "logs", RuntimeError(CANARY), clock()) is None


def test_what_is_looked_at_in_the_window_is_in_no_file(
    qtbot: QtBot, everything: Everything, places: Path
) -> None:
    for _ in everything.steps():
        pass
    QApplication.clipboard().clear()
    desk = everything.partnership
    sheet, _changes = renew_recovery_sheet(desk)
    resources = resources_folder()
    context = Context(clock=clock, resources=resources, data=lambda: places / "data")
    scene = Scene(places / "desks", desk, sheet, Clock(clock()), context)
    crashes: list[BaseException] = []
    driver = Driver(qtbot, scene, scene.open(crashes.append))
    driver.settle()
    try:
        for after in _in_the_window(driver, everything, places):
            look(places, after)
            assert QApplication.clipboard().text() == "", after
    finally:
        scene.close()
    assert crashes == []
    look(places, "the window was closed")


def _in_the_window(driver: Driver, everything: Everything, places: Path) -> Iterator[str]:
    for number in range(1, 10):
        key = Qt.Key(Qt.Key.Key_0 + number)
        driver.desk.window.activateWindow()
        driver.qtbot.keyClick(driver.desk.window, key, Qt.KeyboardModifier.ControlModifier)
        driver.settle()
        yield f"the room {type(driver.desk.window.page()).__name__}"
    driver.desk.go("reports")
    driver.settle()
    driver.click(driver.page(ReportsRoom).rows[ReportKind.AUDIT].open)
    page = driver.page(PreviewPage)
    driver.until(lambda: page.content is not None)
    driver.settle()
    yield "the preview of a report"
    assert page.content is not None
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(places / CHOSEN / "printed.pdf"))
    assert print_pages(page.content, printer) > 0
    yield "printing"
    _drop(driver.go(3, InboxRoom), sorted((everything.folder / "sealed").iterdir())[0])
    driver.settle()
    yield "a file was dragged and dropped"


def _drop(room: InboxRoom, path: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    at, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), copy, dragged, left, none)
    QApplication.sendEvent(room.drop, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(room.drop, QDropEvent(at, copy, dragged, left, none))
