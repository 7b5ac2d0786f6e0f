"""Packs that are locked, damaged, or no packs at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.services.issue_packs import issue_packs
from app.ui.messages import PassphraseSheet, Sheet
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.home import HomePage
from app.ui.widgets.buttons import Button
from tests.builders import clock
from tests.flow.desks import Round
from tests.ui.agency.scene import Scene


def press(sheet: Sheet, text: str) -> None:
    next(b for b in sheet.findChildren(Button) if b.accessibleName() == text).click()


def drop(scene: Scene, path: Path) -> None:
    scene.desk.open_file(path)
    scene.settle()


def locked_pack(started: Round) -> Path:
    issued = issue_packs(
        started.partnership,
        started.audit.id,
        started.folder / "locked",
        clock=clock,
        lock="four invented words here",
    )
    return next(pack.path for pack in issued.packs if pack.agency.id == "police")


def test_a_locked_pack_asks_until_it_opens(scene: Scene, started: Round) -> None:
    asked: list[str] = []
    words = ["something else", "four invented words here"]

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, PassphraseSheet) and dialog.isVisible() and not dialog.result():
            asked.append(dialog.first.error())
            scene.qtbot.keyClicks(dialog.first.box, words[len(asked) - 1])
            press(dialog, "Open pack")
        if len(asked) < len(words):
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)
    scene.desk.open_file(locked_pack(started))
    scene.settle()
    assert asked[0] == ""
    assert "does not open it" in asked[1]
    scene.page(AuditPage)


def test_leaving_the_passphrase_leaves_the_desk_as_it_was(scene: Scene, started: Round) -> None:
    scene.in_dialog(
        PassphraseSheet,
        lambda sheet: press(sheet, "Cancel"),
        lambda: drop(scene, locked_pack(started)),
    )
    scene.page(HomePage)
    assert scene.desk.views == ()


def test_what_is_no_pack_is_told_and_changes_nothing(scene: Scene, tmp_path: Path) -> None:
    path = tmp_path / "holiday.paudit"
    path.write_bytes(b"not a pack at all")
    texts: list[str] = []

    def look(sheet: Sheet) -> None:
        texts.append(sheet.accessibleName())
        press(sheet, "Close")

    scene.in_dialog(Sheet, look, lambda: drop(scene, path))
    assert texts == ["This is not a Partnership Audit file."]
    scene.page(HomePage)


def test_a_pack_opened_again_keeps_the_answers(opened: Scene, started: Round) -> None:
    opened.open_case("T-1", "Q1")
    opened.write("y")
    opened.settle()
    opened.desk.open_file(started.pack("Police"))
    opened.settle()
    opened.page(AuditPage)
    assert opened.stored("T-1").answer("Q1").options == ("yes",)
