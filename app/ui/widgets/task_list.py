"""A list of things to do: title, hint, how far each is. A row is one control. After GOV.UK."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import RADIUS, Size, Tone, Weight
from app.ui.widgets.plain import one_line, visible
from app.ui.widgets.text_layout import lay_out, text_width


@dataclass(frozen=True)
class Task:
    """One row. ``status`` is a word, with the tone and the icon that go with it."""

    key: str
    title: str
    hint: str = ""
    status: str = ""
    tone: Tone = Tone.SECONDARY
    icon: str = ""
    enabled: bool = True


class TaskRow(QAbstractButton):
    """A row that is clicked, or opened with Return or Space; arrows go on to its neighbours."""

    def __init__(self, task: Task, first: bool) -> None:
        super().__init__()
        self._first = first
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set(task)
        theme_changes().changed.connect(self.updateGeometry)

    def set(self, task: Task) -> None:
        """Show another state of the same row."""
        self.row_task = task
        status = f", {one_line(task.status)}" if task.status else ""
        self.setAccessibleName(f"{one_line(task.title)}{status}")
        self.setAccessibleDescription(one_line(task.hint))
        self.setEnabled(task.enabled)
        self.updateGeometry()
        self.update()

    def _status_width(self) -> int:
        now, task = theme(), self.row_task
        if not task.status:
            return 0
        return text_width(task.status, now.font(13)) + now.px(20 + (20 if task.icon else 0))

    def _is_stacked(self, width: int) -> bool:
        """Whether there is so little room that the status goes below the text."""
        beside = width - self._status_width() - theme().px(92)
        return bool(self.row_task.status) and beside < theme().px(150)

    def _text_width(self, width: int) -> int:
        now = theme()
        status = 0 if self._is_stacked(width) else self._status_width()
        return max(width - status - now.px(20 + 20 + 24 + 28), now.px(80))

    def sizeHint(self) -> QSize:
        width = theme().px(560)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        now = theme()
        return QSize(max(self._status_width() + now.px(60), now.px(170)), now.px(48))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        now, task = theme(), self.row_task
        inside = self._text_width(width)
        strong = now.font(Size.BODY, Weight.STRONG)
        high = lay_out(visible(task.title), strong, inside).height
        if task.hint:
            high += now.px(1) + lay_out(visible(task.hint), now.font(13), inside).height
        if self._is_stacked(width):
            high += now.px(32)
        return high + now.px(24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, p, task = theme(), theme().palette, self.row_task
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(p.accent_soft if self.isDown() else p.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 4, 4)
        if not self._first:
            painter.setPen(QPen(QColor(p.hairline), 1))
            painter.drawLine(QPointF(now.px(20), 0.5), QPointF(self.width() - now.px(20), 0.5))
        inside = self._text_width(self.width())
        title = lay_out(visible(task.title), now.font(Size.BODY, Weight.STRONG), inside)
        ink = Tone.TEXT if self.isEnabled() else Tone.SECONDARY
        top = float(now.px(12))
        title.draw(painter, QPointF(now.px(20), top), now.color(ink))
        if task.hint:
            below = lay_out(visible(task.hint), now.font(13), inside)
            at = QPointF(now.px(20), top + title.height + now.px(1))
            below.draw(painter, at, now.color(Tone.SECONDARY))
        self._paint_status(painter)

    def _paint_status(self, painter: QPainter) -> None:
        now, p, task = theme(), theme().palette, self.row_task
        middle = self.height() / 2
        right = float(self.width() - now.px(16))
        edge = now.px(16)
        if self.isEnabled():
            box = QRectF(right - edge, middle - edge / 2, edge, edge)
            draw_icon(painter, "chevron-right", Tone.SECONDARY, box)
        right -= edge + now.px(10)
        if not task.status:
            return
        wide = self._status_width()
        if self._is_stacked(self.width()):
            right = now.px(20) + wide
            middle = self.height() - now.px(12 + 13)
        tag = QRectF(right - wide, middle - now.px(13), wide, now.px(26))
        painter.setPen(QPen(QColor(p.hairline), 1) if p.is_high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(p.soft(task.tone)))
        painter.drawRoundedRect(tag, 4, 4)
        left = tag.left() + now.px(10)
        if task.icon:
            draw_icon(
                painter, task.icon, task.tone, QRectF(left - 2, middle - edge / 2, edge, edge)
            )
            left += now.px(20)
        painter.setFont(now.font(13))
        painter.setPen(now.color(task.tone))
        box = QRectF(left, tag.top(), tag.right() - left, tag.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, one_line(task.status))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


class TaskList(QWidget):
    """The rows on one surface. ``opened(key)`` when one is taken up."""

    opened = Signal(str)

    def __init__(self, tasks: Sequence[Task] = (), name: str = "Tasks") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._rows: dict[str, TaskRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_tasks(tasks)

    def set_tasks(self, tasks: Sequence[Task]) -> None:
        """Show these rows. The same keys in the same order change in place and keep the focus."""
        if [task.key for task in tasks] == list(self._rows):
            for task in tasks:
                self._rows[task.key].set(task)
            return
        for row in self._rows.values():
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = {}
        for number, task in enumerate(tasks):
            row = TaskRow(task, first=number == 0)
            row.clicked.connect(partial(self.opened.emit, task.key))
            self._rows[task.key] = row
            self._column.addWidget(row)

    def rows(self) -> tuple[TaskRow, ...]:
        """The rows, from the top."""
        return tuple(self._rows.values())

    def row(self, key: str) -> TaskRow:
        """The row of a task."""
        return self._rows[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        rows = [row for row in self._rows.values() if row.isEnabled()]
        at = next((n for n, row in enumerate(rows) if row.hasFocus()), None)
        if way and at is not None and 0 <= at + way < len(rows):
            rows[at + way].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(p.hairline), 1))
        painter.setBrush(QColor(p.surface))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
