"""Texts from outside appear as they are written, and never as markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.returns import Answer, Auditor, Person
from app.domain.tool import Part, Question, Section
from app.services.answer_case import start_form
from app.ui.pages.agency.audit_page import AuditPage
from tests.builders import full_form, small_tool
from tests.flow import desks
from tests.ui.agency.scene import Scene, use_tool

BOLD = "<b>JS</b> & <img src=x>"


@pytest.fixture
def hostile(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    question = Question("Q1", f"Was {BOLD} done?", short=BOLD, scale="yes_no", guidance=BOLD)
    parted = Question("Q3", "Parts", scale="yes_no", parts=(Part("child", BOLD),))
    tool = small_tool()
    use_tool(
        monkeypatch,
        replace(
            tool,
            guidance=(BOLD,),
            sections=(Section("quality", BOLD, BOLD, (question, parted)), *tool.sections[1:]),
        ),
    )
    written = desks.DEFINITION.replace("A small audit", BOLD).replace("Police", "Police <i>x</i>")
    monkeypatch.setattr(desks, "DEFINITION", written)
    started = desks.start_round(tmp_path / "round")
    scene = Scene(qtbot, desks.agency_desk(tmp_path / "desk"), tmp_path)
    pack = next(path for path in (tmp_path / "round" / "packs").iterdir() if "Police" in path.name)
    audit = scene.open_pack(pack)
    form = replace(
        full_form(BOLD),
        completed_by=Auditor(BOLD, BOLD),
        on_behalf_of=BOLD,
        people=(Person("p1", BOLD),),
    )
    form = replace(form, answers={"Q1": Answer(("no",), comment=BOLD), "C1": Answer(text=BOLD)})
    start_form(scene.session.workspace, audit.id, "T-1", form)
    scene.desk.show_audit(audit.id)
    scene.settle()
    yield scene
    scene.close()
    started.partnership.close()


def no_markup(widget: QWidget) -> None:
    """Every label is plain, whatever it says."""
    for label in widget.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()


def test_markup_appears_literally_on_every_page(hostile: Scene) -> None:
    no_markup(hostile.window)
    assert BOLD in hostile.window.windowTitle()
    assert hostile.page(AuditPage).title.text() == BOLD
    hostile.open_case("T-1", "about")
    no_markup(hostile.window)
    assert hostile.about.name.value() == BOLD
    hostile.go("Q1")
    assert hostile.question.blocks()[0].comment.box.toPlainText() == BOLD
    no_markup(hostile.window)
    hostile.go("Q3")
    hostile.go("check")
    no_markup(hostile.window)
    texts = {label.text() for label in hostile.check.findChildren(QLabel)}
    assert BOLD in texts
    assert f"{BOLD}, {BOLD}" in texts
    hostile.desk.show_home()
    hostile.settle()
    no_markup(hostile.window)


def test_hidden_characters_that_are_pasted_show(hostile: Scene) -> None:
    hostile.open_case("T-1", "Q1")
    comment = hostile.question.blocks()[0].comment
    comment.box.selectAll()
    comment.box.insertPlainText("a\u202eb")
    hostile.interview.flush()
    assert hostile.stored("T-1").answer("Q1").comment == "a[U+202E]b"
