"""A tour: a small card beside one control after the other, which says what it is for.

It blocks nothing: whoever wants to go on working does, and whoever has seen enough skips it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.theme.current import theme
from app.ui.theme.tokens import RADIUS, Space
from app.ui.widgets.buttons import Button, Kind, quiet_button
from app.ui.widgets.labels import body_text, caption, section_title

_BEAK = 10
_WIDTH = 380
_GAP = 6
_FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest}


@dataclass(frozen=True)
class Stop:
    """What is said beside a control."""

    anchor: QWidget
    title: str
    text: str


class Tour(QFrame):
    """Lies over the window. ``ended`` when it was gone through, skipped or left."""

    ended = Signal()

    def __init__(self, window: QWidget, stops: Sequence[Stop]) -> None:
        super().__init__(window)
        self.hide()
        self.setObjectName("tour")
        self._stops, self._at = tuple(stops), 0
        self._followed: list[QObject] = []
        self._above = False
        self._tip = 0.0
        column = QVBoxLayout(self)
        edge = Space.L + _BEAK
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(Space.XS)
        self.count = caption("")
        self.title = section_title("")
        self.text = body_text("")
        for label in (self.count, self.title, self.text):
            column.addWidget(label)
        column.addSpacing(Space.S)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.next = Button("Next", Kind.PRIMARY)
        self.next.clicked.connect(self._go_on)
        self.skip = quiet_button("Skip tour")
        self.skip.clicked.connect(self.end)
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.next)
        column.addLayout(row)
        QWidget.setTabOrder(self.next, self.skip)

    # --- the way ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Show the first stop, and take the keyboard; ``end`` gives it back."""
        self._before = self.window().focusWidget()
        self._show_stop()
        self.next.setFocus()

    def end(self) -> None:
        """Go away."""
        if not self.isVisibleTo(self.window()):
            return
        held = self._has_keyboard()
        self._follow(None)
        self.hide()
        before = self._before
        if held and before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        self.ended.emit()

    def _has_keyboard(self) -> bool:
        holder = self.window().focusWidget()
        return holder is not None and self.isAncestorOf(holder)

    def _go_on(self) -> None:
        self._at += 1
        if self._at < len(self._stops):
            self._show_stop()
        else:
            self.end()

    def _show_stop(self) -> None:
        stop, last = self._stops[self._at], self._at == len(self._stops) - 1
        count = f"{self._at + 1} of {len(self._stops)}"
        self.count.setText(count)
        self.title.setText(stop.title)
        self.text.setText(stop.text)
        self.next.set_text("Done" if last else "Next")
        self.skip.setVisible(not last)
        spoken = f"Tour, {count}. {stop.title}. {stop.text}"
        self.setAccessibleName(spoken)
        self.next.setAccessibleDescription(spoken)
        self._follow(stop.anchor)
        self._fit()
        _bring_into_sight(stop.anchor, self.height())
        self._place()
        self.show()
        self.raise_()
        # The keyboard stays on the same button, so that a screen reader must be told.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    # --- its place --------------------------------------------------------------------------------

    def _follow(self, anchor: QWidget | None) -> None:
        """Watch the control and all that it lies in: scrolling moves one of them."""
        for one in self._followed:
            if isValid(one):
                one.removeEventFilter(self)
        self._followed = []
        step = anchor
        while step is not None:
            self._followed.append(step)
            step.installEventFilter(self)
            step = step.parentWidget() if not step.isWindow() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED and watched is not self:
            QTimer.singleShot(0, self, self._place)
        elif event.type() == QEvent.Type.Hide and watched in self._followed[:1]:
            self.end()  # what it was about is gone from the screen
        return False

    def _fit(self) -> int:
        """Take the height that the text needs, and say how wide it is."""
        width = min(theme().px(_WIDTH), self.window().width() - 2 * Space.S)
        self.setFixedWidth(width)
        self.setFixedHeight(self.heightForWidth(width))
        return width

    def _place(self) -> None:
        anchor = self._stops[min(self._at, len(self._stops) - 1)].anchor
        if not isValid(anchor) or not self._followed:
            return
        window = self.window()
        around = QRect(anchor.mapTo(window, QPoint(0, 0)), anchor.size())
        width = self._fit()
        below = around.bottom() + _GAP
        room_below = window.height() - below
        self._above = room_below < self.height() and around.top() - _GAP > room_below
        top = around.top() - _GAP - self.height() if self._above else below
        top = min(max(top, 0), max(window.height() - self.height(), 0))
        middle = around.left() + min(around.width() // 2, theme().px(90))
        least, most = Space.S, max(window.width() - width - Space.S, Space.S)
        left = min(max(middle - theme().px(60), least), most)
        room = self.width() - 2 * (_BEAK + RADIUS) - _BEAK
        self._tip = _BEAK + RADIUS + min(max(middle - left - _BEAK - RADIUS, _BEAK), room)
        self.move(left, top)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = _BEAK + 0.5
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        shape, beak = QPainterPath(), QPainterPath()
        shape.addRoundedRect(box, RADIUS, RADIUS)
        # From a little inside, so that the two shapes become one.
        edge, tip = (box.bottom() - 4, box.bottom() + _BEAK - 1)
        if not self._above:
            edge, tip = (box.top() + 4, box.top() - _BEAK + 1)
        half = _BEAK + 4
        beak.moveTo(QPointF(self._tip - half, edge))
        beak.lineTo(QPointF(self._tip, tip))
        beak.lineTo(QPointF(self._tip + half, edge))
        beak.closeSubpath()
        painter.setPen(QPen(QColor(p.accent), 2))
        painter.setBrush(QColor(p.raised))
        painter.drawPath(shape.united(beak))


def _bring_into_sight(widget: QWidget, card: int) -> None:
    """Scroll to a control; to the top, where the card has room neither below it nor above."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    content = area.widget() if isinstance(area, QScrollArea) else None
    if not isinstance(area, QScrollArea) or content is None:
        return
    area.ensureWidgetVisible(widget, 0, Space.HUGE)
    top = widget.mapTo(area.viewport(), QPoint(0, 0)).y()
    room_below = area.viewport().height() - top - widget.height()
    if max(top, room_below) < card:
        at = widget.mapTo(content, QPoint(0, 0)).y()
        area.verticalScrollBar().setValue(at - Space.S)
