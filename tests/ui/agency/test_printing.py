"""Forms as PDF through the window: the menu of a case, the check page, a sealed return."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from app.errors import FileWriteError
from app.services.answer_case import start_form
from app.services.seal_returns import seal_returns
from app.ui.interview.draft import Draft
from app.ui.messages import Sheet
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.printing import PrintedSheet
from app.ui.pages.agency.sealed_page import SealedPage
from app.ui.widgets.labels import TextLabel
from tests.builders import clock, full_form
from tests.pdf import text_of
from tests.ui.agency.scene import Scene

D = TypeVar("D", bound=Sheet)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The system's dialog answers with a path; what it was asked with."""
    found: list[tuple[str, str]] = []

    def answer(_parent: object, title: str, path: str, _filter: str) -> tuple[str, str]:
        found.append((title, Path(path).name))
        return str(tmp_path / "papers" / Path(path).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return found


@pytest.fixture
def urls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was asked to open."""
    found: list[str] = []

    def take(url: QUrl) -> bool:
        found.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


def answered(scene: Scene) -> str:
    """A form that can be sealed, on the desk."""
    audit_id = scene.desk.views[0].audit.id
    start_form(scene.session.workspace, audit_id, "T-1", full_form())
    scene.desk.show_audit(audit_id)
    scene.settle()
    return audit_id


def words(sheet: Sheet) -> str:
    return " ".join(label.text() for label in sheet.findChildren(TextLabel))


def closing_it(act: Callable[[D], object]) -> Callable[[D], None]:
    """Act in a dialog and close it, even where the acting fails: it would wait for ever."""

    def acted(sheet: D) -> None:
        try:
            act(sheet)
        finally:
            sheet.accept()

    return acted


def choose_from_menu(scene: Scene, text: str) -> None:
    """Open the menu that has the keyboard's button, and go to an entry with the arrows."""
    scene.qtbot.keyClick(scene.focus(), Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.text() for action in menu.actions()]
    for _ in range(names.index(text) + 1):
        scene.qtbot.keyClick(menu, Qt.Key.Key_Down)
    scene.qtbot.keyClick(menu, Qt.Key.Key_Return)
    scene.settle()


def test_a_case_is_printed_from_its_menu_by_keyboard(
    opened: Scene, tmp_path: Path, asked: list[tuple[str, str]], urls: list[str]
) -> None:
    answered(opened)
    opened.key(Qt.Key.Key_Up)  # from the case that is still open
    assert opened.focus() is opened.page(AuditPage).cases.row("T-1").row
    opened.key(Qt.Key.Key_Right)
    path = tmp_path / "papers" / "T-2018 audit form, case A.pdf"

    def act(sheet: PrintedSheet) -> None:
        assert "is not encrypted" in words(sheet)
        assert "Whoever can open the file can read it" in words(sheet)
        assert path.name in words(sheet)
        assert f"{len(PdfReader(path).pages)} page" in words(sheet)
        assert sheet.focusWidget() is sheet.read
        opened.qtbot.keyClick(sheet.read, Qt.Key.Key_Return)
        opened.qtbot.mouseClick(sheet.folder, Qt.MouseButton.LeftButton)

    opened.in_dialog(
        PrintedSheet, closing_it(act), lambda: choose_from_menu(opened, "Print or save as PDF…")
    )
    assert asked == [("Save the form as a PDF, not encrypted", path.name)]
    assert urls == [str(path), str(path.parent)]
    assert "Draft, not sealed" in text_of(path)
    assert "Good joint visits." in text_of(path)
    assert opened.window.focusWidget() is opened.page(AuditPage).cases.row("T-1").more


def test_a_form_that_no_program_opens_is_still_found(
    opened: Scene,
    tmp_path: Path,
    asked: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    answered(opened)
    opened.open_case("T-1", "check")
    path = tmp_path / "papers" / "T-2018 audit form, case A.pdf"
    said: list[str] = []

    def told(sheet: Sheet) -> None:
        said.append(words(sheet))

    def act(sheet: PrintedSheet) -> None:
        for button in (sheet.read, sheet.folder):
            opened.in_dialog(Sheet, closing_it(told), partial(opened.click, button))

    check = opened.check
    opened.in_dialog(PrintedSheet, closing_it(act), lambda: opened.click(check.print))
    assert asked
    assert f"“{path.name}” did not open. " in said[0]
    assert f"It is in {path.parent}" in said[0]
    assert f"“{path.parent.name}” did not open. " in said[1]


def test_the_check_page_prints_what_was_typed_a_moment_ago(
    opened: Scene, tmp_path: Path, asked: list[tuple[str, str]]
) -> None:
    answered(opened)
    opened.open_case("T-1", "C1")
    opened.question.blocks()[0].setFocus()
    opened.write("And what the typist added. ")
    opened.key(Qt.Key.Key_Right, ALT)
    check = opened.check
    assert check.print.accessibleName() == "Print or save as PDF…"
    for _ in range(2):  # a page that is shown again is joined once
        opened.in_dialog(
            PrintedSheet, lambda sheet: sheet.accept(), lambda: opened.click(check.print)
        )
        opened.go("C1")
        opened.go("check")
    assert len(asked) == 2
    path = tmp_path / "papers" / asked[0][1]
    assert "And what the typist added." in text_of(path)


def test_a_sealed_return_is_printed_with_its_revision(
    opened: Scene, tmp_path: Path, asked: list[tuple[str, str]]
) -> None:
    audit_id = answered(opened)
    seal_returns(opened.session.workspace, audit_id, ["T-1"], tmp_path / "out", clock=clock)
    opened.desk.open_case("T-1")
    opened.settle()
    page = opened.page(SealedPage)
    opened.in_dialog(
        PrintedSheet, lambda sheet: sheet.accept(), lambda: opened.click(page.answers.print)
    )
    text = text_of(tmp_path / "papers" / asked[0][1])
    assert "Revision 1, sealed 1 February 2018" in text


def test_the_blank_form_by_keyboard(
    opened: Scene, tmp_path: Path, asked: list[tuple[str, str]]
) -> None:
    opened.page(AuditPage).blank.setFocus()

    def act(sheet: PrintedSheet) -> None:
        assert "encrypted" not in words(sheet)
        assert "Nobody has written in it." in words(sheet)

    opened.in_dialog(PrintedSheet, closing_it(act), lambda: opened.key(Qt.Key.Key_Space))
    assert asked == [("Save the blank form as a PDF", "T-2018 blank audit form.pdf")]
    assert "Was the family involved?" in text_of(tmp_path / "papers" / asked[0][1])


def test_a_name_without_its_ending_gets_one(
    opened: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def name(*_args: object) -> tuple[str, str]:
        return str(tmp_path / "my form"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    page = opened.page(AuditPage)
    opened.in_dialog(PrintedSheet, lambda sheet: sheet.accept(), lambda: opened.click(page.blank))
    assert (tmp_path / "my form.pdf").exists()
    (tmp_path / "my form.pdf").write_bytes(b"another paper")
    opened.in_dialog(PrintedSheet, lambda sheet: sheet.accept(), lambda: opened.click(page.blank))
    assert (tmp_path / "my form.pdf").read_bytes() == b"another paper", "nobody agreed to that"
    assert (tmp_path / "my form").exists()


def test_leaving_the_dialog_writes_nothing(
    opened: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    opened.click(opened.page(AuditPage).blank)
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_file_that_can_not_be_written_is_told(
    opened: Scene, tmp_path: Path, asked: list[tuple[str, str]]
) -> None:
    (tmp_path / "papers").write_text("in the way")

    def act(sheet: Sheet) -> None:
        assert "could not be written" in words(sheet)

    opened.in_dialog(Sheet, closing_it(act), lambda: opened.click(opened.page(AuditPage).blank))
    assert asked


def test_nothing_is_printed_while_answers_are_unsaved(
    opened: Scene, asked: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(opened)

    def fail(*_args: object) -> None:
        raise FileWriteError("workspace", "the disk is full")

    monkeypatch.setattr("app.ui.interview.draft.save_answer", fail)
    opened.open_case("T-1", "C1")
    draft: Draft = opened.interview.draft
    draft.edit("C1", text="Not on the disk yet.")
    opened.settle()
    assert draft.has_failed
    opened.go("check")

    def act(sheet: Sheet) -> None:
        assert "Nothing can be printed before they are." in words(sheet)
        sheet.accept()

    opened.in_dialog(Sheet, closing_it(act), lambda: opened.click(opened.check.print))
    assert asked == []
    monkeypatch.undo()
    draft.save_again()
    opened.settle()
