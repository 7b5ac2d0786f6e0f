"""What the partnership asks, beside the questions that it asks about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.interview import ABOUT, CHECK
from app.domain.letters import Query, QueryPoint
from app.domain.returns import Form
from app.domain.tool import AuditTool
from app.ui.interview.about_page import AboutPage
from app.ui.interview.asked import Asked, asked_words, point_title
from app.ui.interview.check_page import CheckPage
from app.ui.interview.query_check import QueryCheck
from app.ui.interview.question_page import QuestionPage
from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import ToneFrame
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption, strong_text
from app.ui.widgets.surfaces import button_row

_SIDE = 300
_ROOM_FOR_BOTH = 900
Page = AboutPage | QuestionPage | CheckPage


class QueryPanel(ToneFrame):
    """What is asked on one page. ``next_asked`` for the next question that is asked about."""

    next_asked = Signal()

    def __init__(self, tool: AuditTool, step: str, asked: Asked) -> None:
        super().__init__(Tone.ACCENT)
        self.setAccessibleName("The partnership asks")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + 2, Space.M, Space.L, Space.M)
        column.setSpacing(Space.XS)
        column.addWidget(IconLine("question", "The partnership asks", Tone.ACCENT))
        for query in asked.queries:
            self._add(column, tool, query, [p for q, p in asked.on(tool, step) if q is query], step)
        self.next = secondary_button("")
        self.next.clicked.connect(self.next_asked)
        column.addSpacing(Space.S)
        column.addLayout(button_row(self.next, right=False))

    def _add(
        self,
        column: QVBoxLayout,
        tool: AuditTool,
        query: Query,
        points: Sequence[QueryPoint],
        step: str,
    ) -> None:
        whole = query.text if step == ABOUT else ""
        if not points and not whole:
            return
        column.addSpacing(Space.XS)
        if whole:
            column.addWidget(body_text(whole, selectable=True))
        for point in points:
            if point.key != step and step != ABOUT:
                column.addWidget(strong_text(point_title(tool, point.key)))
            column.addWidget(body_text(point.text, selectable=True))
        column.addWidget(caption(asked_words(query)))

    def lead_to(self, title: str) -> None:
        """Say where its button leads: to a question by its title, or to the check."""
        self.next.set_text("Next question asked" if title else "Check your answers")
        self.next.setAccessibleDescription(title)


class _Beside(QWidget):
    """Something with room at its right; ``resized`` when there is more or less of it."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class QueryGuide(QObject):
    """Lays the open queries over a form. ``chosen(step)`` where the person wants to go.

    On a wide window what is asked stays in sight at the right of the page; on a narrower one it
    stands above the answer.
    """

    chosen = Signal(str)

    def __init__(self, interview: QWidget, tool: AuditTool, asked: Asked) -> None:
        super().__init__(interview)  # it goes with the form
        self._tool, self._asked = tool, asked
        self._page: Page | None = None
        self._step = self._next = CHECK
        self._around: _Beside | None = None
        self._side: QScrollArea | None = None
        self._room: QVBoxLayout | None = None
        self.panel: QueryPanel | None = None
        self.check: QueryCheck | None = None

    def beside(self, stack: QWidget) -> QWidget:
        """The pages, with room for what is asked at their right."""
        if not self._asked.queries:
            return stack
        around = self._around = _Beside()
        row = QHBoxLayout(around)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(stack, 1)
        side = self._side = QScrollArea()
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("reading")
        self._room = QVBoxLayout(content)
        self._room.setContentsMargins(2, Space.XXL - 4, Space.XL, Space.XL)
        self._room.addStretch(1)
        side.setWidget(content)
        side.hide()
        row.addWidget(side)
        around.resized.connect(self._place)
        theme_changes().changed.connect(self._place)
        return around

    def steps_waiting(self, form: Form) -> frozenset[str]:
        """The pages whose answers are still as they were when they were asked about."""
        asked = self._asked
        return frozenset(
            step
            for step in asked.steps(self._tool, form)
            for query, point in asked.on(self._tool, step)
            if not asked.is_changed(self._tool, query, point, form)
        )

    def join_check(self, page: CheckPage) -> None:
        """Put what was asked at the top of the last page."""
        if self._asked.queries:
            self.check = QueryCheck(self._tool, self._asked)
            self.check.chosen.connect(self.chosen)
            page.put_on_top(self.check)

    def show(self, page: Page, step: str, form: Form) -> None:
        """Show what is asked on a page, now that it is shown."""
        if not self._asked.queries:
            return
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
        self._page, self._step = page, step
        if step != CHECK and step in self._asked.steps(self._tool, form):
            self.panel = QueryPanel(self._tool, step, self._asked)
            self.panel.next_asked.connect(self._go_on)
        self.follow(form)
        self._place()

    def follow(self, form: Form) -> None:
        """Take note of what the form has become."""
        if not self._asked.queries:
            return
        self._next = self._asked.next_step(self._tool, form, self._step)
        if self.panel is not None:
            question = self._tool.questions.get(self._next)
            self.panel.lead_to(point_title(self._tool, self._next) if question else "")
        if self.check is not None:
            self.check.follow(form)

    def controls(self) -> list[QWidget]:
        """What Tab stops at, after the page's own."""
        return [] if self.panel is None else [self.panel.next]

    def _go_on(self) -> None:
        self.chosen.emit(self._next)

    def _place(self) -> None:
        if self._around is None or self._side is None or self._room is None:
            return
        now = theme()
        wide = self._around.width() >= now.px(_ROOM_FOR_BOTH)
        self._side.setFixedWidth(now.px(_SIDE) + Space.XL)
        self._side.setVisible(wide and self.panel is not None)
        if self.panel is None or self._page is None or isinstance(self._page, CheckPage):
            return
        there = self._room.indexOf(self.panel) >= 0
        if wide and not there:
            self._room.insertWidget(0, self.panel)
        elif not wide and (there or self.panel.parent() is None):
            self._page.put_above_answers(self.panel)
        self.panel.show()
