"""The auditor's page of what is edited, made of the real widgets; nothing of it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.returns import Form
from app.domain.rules import question_id_of
from app.domain.tool import AuditTool
from app.ui.interview.about_page import AboutPage
from app.ui.interview.question_page import QuestionPage
from app.ui.interview.wording import look_back_sentence
from app.ui.pages.partnership.tools.places import (
    GUIDANCE,
    question_at,
    scale_at,
    section_at,
)
from app.ui.pages.partnership.tools.preview_case import (
    CASE,
    empty_form,
    first_on_scale,
    first_shown,
    form_showing,
    preview_audit,
    step_showing,
)
from app.ui.theme.tokens import Space
from app.ui.widgets.labels import caption

BEHIND_MS = 20


class Preview(QWidget):
    """``drawn`` each time when it shows the tool as it stands now."""

    drawn = Signal()

    def __init__(self, tool: AuditTool, today: date) -> None:
        super().__init__()
        self.setObjectName("page")
        self._tool, self._today = tool, today
        self._place = ""
        self._form = empty_form(tool)
        self._shown: QuestionPage | AboutPage | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.note = caption("What the auditor sees. Try it: nothing is kept.")
        self.note.setContentsMargins(40, Space.M, 40, 0)
        column.addWidget(self.note)
        self._pages = QStackedWidget()
        column.addWidget(self._pages, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(BEHIND_MS)
        self._soon.timeout.connect(self._draw)

    def page(self) -> QuestionPage | AboutPage | None:
        """The page that is shown."""
        return self._shown

    def show_place(self, tool: AuditTool, place: str) -> None:
        """Show the page of another place."""
        self._tool, self._place = tool, place
        self._soon.start()

    def show_tool(self, tool: AuditTool) -> None:
        """Show the tool as it has become."""
        self._tool = tool
        self._soon.start()

    def _draw(self) -> None:
        if not self.isVisible():
            return
        before = self._shown
        same = before is not None and before.objectName() == self._place
        top = before.verticalScrollBar().value() if same and before is not None else 0
        page = self._page()
        page.setObjectName(self._place)
        for shortcut in page.findChildren(QShortcut):
            # A letter typed elsewhere in the window is meant for what is edited.
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._shown = page
        if before is not None:
            self._pages.removeWidget(before)
            before.hide()
            before.deleteLater()
        if top:
            QTimer.singleShot(0, page, partial(page.verticalScrollBar().setValue, top))
        elif isinstance(page, QuestionPage):
            QTimer.singleShot(0, page, partial(self._show_follow_up, page))
        self.drawn.emit()

    def _show_follow_up(self, page: QuestionPage) -> None:
        """Bring a follow-up that is edited into sight: it stands below its question's answers."""
        question_id = question_at(self._place)
        for block in page.blocks()[1:]:
            if question_id in {question_id_of(place) for place in block.places}:
                page.show_widget(block)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    def _page(self) -> QuestionPage | AboutPage:
        tool = self._tool
        question_id = question_at(self._place)
        if section_id := section_at(self._place):
            section = next((each for each in tool.sections if each.id == section_id), None)
            question_id = first_shown(section) if section else ""
        elif scale_id := scale_at(self._place):
            question_id = first_on_scale(tool, scale_id)
        step = step_showing(tool, question_id) if question_id else None
        if step is None:
            return self._about()
        self._form = form_showing(tool, question_id, self._form)
        rule = step.section.look_back if step.section else None
        own = look_back_sentence(rule, self._today, None) if rule and step.opens_section else ""
        page = QuestionPage(tool, step, self._form, look_back=own)
        if tool.look_back is not None:
            page.guidance.set_look_back(look_back_sentence(tool.look_back, self._today, None))
        page.edited.connect(partial(self._try, page))
        return page

    def _about(self) -> AboutPage:
        audit = preview_audit(self._tool, self._today)
        return AboutPage(audit, CASE, empty_form(self._tool), unfolded=self._place == GUIDANCE)

    def _try(self, page: QuestionPage, place: str, fields: dict[str, Any]) -> None:
        self._form = _answered(self._tool, self._form, place, fields)
        page.follow(self._form)


def _answered(tool: AuditTool, form: Form, place: str, fields: dict[str, Any]) -> Form:
    if question_id_of(place) not in tool.questions:
        return form
    return form.with_answer(place, replace(form.answer(place), **fields))
