"""A case that is not known to us: who said so, a note for the partnership, known after all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain.returns import Auditor, ReturnKind
from app.services.answer_case import note_nil
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.nil_note_sheet import NilNoteSheet
from app.ui.widgets.labels import TextLabel
from tests.ui.agency.scene import Scene

WHO = Auditor("Invented Auditor", "Officer")
NOTE = "The archive was looked at too."


@pytest.fixture
def marked(opened: Scene) -> AuditPage:
    """The list with Case A marked, its notice in sight."""
    page = opened.page(AuditPage)
    view = opened.desk.views[0]
    lines = tuple(
        replace(line, form=replace(line.form, form=replace(line.form.form, completed_by=WHO)))
        for line in view.lines
    )
    opened.desk.deeds.mark_nil(replace(view, lines=lines), "T-1")
    opened.settle()
    return page


def test_a_note_is_written_by_keyboard(opened: Scene, marked: AuditPage) -> None:
    assert "Open the case to add a note." in marked.notice.text.text()
    assert opened.focus() is marked.cases.row("T-2").row
    opened.key(Qt.Key.Key_Up)

    def write(sheet: NilNoteSheet) -> None:
        assert sheet.accessibleName() == "Case A · JS is marked “not known to us”"
        texts = " ".join(label.text() for label in sheet.findChildren(TextLabel))
        assert "Invented Auditor, Officer, said so." in texts
        assert sheet.focusWidget() is sheet.note.box
        opened.qtbot.keyClicks(sheet.note.box, NOTE)
        sheet.save.setFocus()
        opened.qtbot.keyClick(sheet.save, Qt.Key.Key_Return)

    opened.in_dialog(NilNoteSheet, write, lambda: opened.key(Qt.Key.Key_Return))
    form = opened.stored("T-1")
    assert (form.kind, form.note, form.completed_by) == (ReturnKind.NIL, NOTE, WHO)
    assert opened.page(AuditPage) is marked
    assert marked.focusWidget() is marked.cases.row("T-2").row, "on to the next"


def test_the_note_is_there_to_be_changed_and_to_be_left(opened: Scene, marked: AuditPage) -> None:
    audit_id = opened.desk.views[0].audit.id
    note_nil(opened.session.workspace, audit_id, "T-1", NOTE)
    row = marked.cases.row("T-1").row

    def leave(sheet: NilNoteSheet) -> None:
        assert sheet.words() == NOTE
        sheet.note.box.clear()
        sheet.reject()

    opened.in_dialog(NilNoteSheet, leave, lambda: opened.click(row))
    assert opened.stored("T-1").note == NOTE

    def clear(sheet: NilNoteSheet) -> None:
        sheet.note.box.clear()
        sheet.save.click()

    opened.in_dialog(NilNoteSheet, clear, lambda: opened.click(row))
    assert opened.stored("T-1").note == ""


def test_a_note_without_end_is_cut(opened: Scene, marked: AuditPage) -> None:
    seen: list[tuple[int, str]] = []

    def write(sheet: NilNoteSheet) -> None:
        sheet.note.box.insertPlainText("too long " * 600)
        seen.append((len(sheet.note.box.toPlainText()), sheet.note.error()))
        sheet.reject()

    row = marked.cases.row("T-1").row
    opened.in_dialog(NilNoteSheet, write, lambda: opened.click(row))
    assert seen == [(800, "A note has 800 letters at most. The rest was left out.")]
    assert opened.stored("T-1").note == ""


@pytest.mark.parametrize(
    "way", ["row", "It is known to us after all…", "Note for the partnership…"]
)
def test_known_after_all(opened: Scene, marked: AuditPage, way: str) -> None:
    row = marked.cases.row("T-1")

    def open_it() -> None:
        if way == "row":
            opened.click(row.row)
        else:
            next(a for a in row.menu().actions() if a.text() == way).trigger()

    opened.in_dialog(NilNoteSheet, lambda sheet: sheet.known.click(), open_it)
    assert opened.stored("T-1").kind is ReturnKind.FULL
    assert opened.interview.case.uin == "T-1"
