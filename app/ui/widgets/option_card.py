"""One option as a card of 44 px: radio dot or tick box, the word, its key; a grade's definition.

The cards are Qt's own radio button and check box underneath, so that arrows, Space, the group and
what a screen reader says are Qt's; only the drawing and the size are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import CHOICE_HEIGHT, RADIUS, Size, Tone, Weight
from app.ui.widgets.plain import button_text, one_line, visible
from app.ui.widgets.text_layout import lay_out, text_width

_PAD = 14
_CHIP_GAP = 24


@dataclass(frozen=True)
class Choice:
    """One option to show. ``step`` (0 to 3) draws the swatch of a grade, outstanding first.

    ``exclusive`` options can't be ticked with others. ``key`` is the letter that chooses it.
    """

    id: str
    label: str
    definition: str = ""
    key: str = ""
    exclusive: bool = False
    step: int | None = None


if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # at work each card brings its own button, of which Qt allows one


class _Card(_Button):
    """Drawing and measuring, shared by the radio card and the tick card."""

    choice: Choice
    _round: bool

    def _prepare(self, choice: Choice) -> None:
        self.choice = choice
        self.setText(button_text(choice.label))
        self.setAccessibleName(one_line(choice.label))
        self.setAccessibleDescription(one_line(choice.definition))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_changes().changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        return True

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        take_letters(event)
        return super().event(event)

    def _left(self) -> int:
        now = theme()
        swatch = now.px(18) if self.choice.step is not None else 0
        return now.px(_PAD) + now.px(18) + now.px(10) + swatch

    def _right(self) -> int:
        now = theme()
        return now.px(_PAD) + (now.px(_CHIP_GAP) + self._chip_width() if self.choice.key else 6)

    def _chip_width(self) -> int:
        font = theme().font(11)
        return max(theme().px(21), text_width(self.choice.key, font) + theme().px(12))

    def heightForWidth(self, width: int) -> int:
        now = theme()
        inside = width - self._left() - self._right()
        strong = now.font(Size.BODY, Weight.STRONG)
        high = lay_out(visible(self.choice.label), strong, inside).height
        if self.choice.definition:
            high += now.px(2) + lay_out(visible(self.choice.definition), now.font(), inside).height
        return max(now.px(CHOICE_HEIGHT + 2), high + now.px(22))

    def sizeHint(self) -> QSize:
        now = theme()
        # Measured in the strong weight: choosing makes the word bold and must not move the row.
        label = text_width(visible(self.choice.label), now.font(Size.BODY, Weight.STRONG))
        if self.choice.definition:
            label = max(label, now.px(270))
        width = self._left() + label + self._right()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        now = theme()
        strong = now.font(Size.BODY, Weight.STRONG)
        longest = max(visible(self.choice.label).split(), key=len, default="")
        word = min(text_width(longest, strong), now.px(200))
        return QSize(self._left() + word + self._right(), now.px(CHOICE_HEIGHT + 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, p = theme(), theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, hovered = self.isChecked(), self.underMouse() and self.isEnabled()
        fill = p.accent_soft if on else p.hover if hovered else p.surface
        edge = p.accent if on or hovered else p.edge
        line = 2.0 if on else 1.0
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(edge), line))
        half = line / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS, RADIUS
        )
        inside = self.width() - self._left() - self._right()
        font = now.font(
            Size.BODY, Weight.STRONG if on or self.choice.definition else Weight.REGULAR
        )
        label = lay_out(visible(self.choice.label), font, inside)
        ink = now.color(Tone.TEXT if self.isEnabled() else Tone.SECONDARY)
        if self.choice.definition:
            top = float(now.px(11))
            below = lay_out(visible(self.choice.definition), now.font(), inside)
            at = QPointF(self._left(), top + label.height + now.px(2))
            below.draw(painter, at, now.color(Tone.TEXT if on else Tone.SECONDARY))
        else:
            top = (self.height() - label.height) / 2
        label.draw(painter, QPointF(self._left(), top), ink)
        middle = top + label.line_height / 2
        self._paint_mark(painter, on, middle)
        if self.choice.step is not None:
            self._paint_swatch(painter, middle)
        if self.choice.key:
            self._paint_key(painter, middle)
        painter.end()

    def _paint_mark(self, painter: QPainter, on: bool, middle: float) -> None:
        now, p = theme(), theme().palette
        edge = now.px(18)
        box = QRectF(now.px(_PAD), middle - edge / 2, edge, edge).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(p.accent if on else p.outline), 2))
        painter.setBrush(QColor(p.accent if on else p.surface))
        if self._round:
            painter.drawEllipse(box)
            if on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(p.on_accent))
                painter.drawEllipse(box.center(), edge * 0.19, edge * 0.19)
            return
        painter.drawRoundedRect(box, 3, 3)
        if on:
            draw_icon(painter, "check", Tone.ON_ACCENT, box)

    def _paint_swatch(self, painter: QPainter, middle: float) -> None:
        now, p = theme(), theme().palette
        edge = now.px(10)
        left = self._left() - now.px(18)
        painter.setPen(QPen(QColor(p.outline), 1))
        painter.setBrush(QColor(p.grades[min(self.choice.step or 0, 3)]))
        painter.drawRoundedRect(QRectF(left, middle - edge / 2, edge, edge), 2, 2)

    def _paint_key(self, painter: QPainter, middle: float) -> None:
        now = theme()
        width = self._chip_width()
        high = now.px(18)
        left = self.width() - now.px(_PAD + 4) - width
        paint_key_chip(painter, QRectF(left, middle - high / 2, width, high), self.choice.key)


def paint_key_chip(painter: QPainter, box: QRectF, key: str) -> None:
    """Draw a key as it looks on a keyboard."""
    now, p = theme(), theme().palette
    box = QRectF(round(box.left()), round(box.top()), round(box.width()), round(box.height()))
    painter.setPen(QPen(QColor(p.hairline), 1))
    painter.setBrush(QColor(p.sunken))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(now.color(Tone.SECONDARY))
    painter.setFont(now.font(11))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


def take_letters(event: QEvent) -> None:
    """Claim plain letters for the control that has the focus, before another on the page."""
    if (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.text().strip()
        and event.modifiers() == Qt.KeyboardModifier.NoModifier
    ):
        event.accept()


def is_pointed(button: QAbstractButton, event: QMouseEvent) -> bool:
    """Whether the mouse, let go here, has chosen the button."""
    here = button.rect().contains(event.position().toPoint())
    return here and event.button() == Qt.MouseButton.LeftButton and button.isChecked()


class RadioCard(_Card, QRadioButton):
    """An option of which one is chosen; ``pointed`` when that was done with the mouse."""

    cleared = Signal()
    letter = Signal(str)
    pointed = Signal()
    _round = True

    def __init__(self, choice: Choice) -> None:
        QRadioButton.__init__(self)
        self._prepare(choice)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if is_pointed(self, event):
            self.pointed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
        elif event.text().strip() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.letter.emit(event.text().upper())
        else:
            super().keyPressEvent(event)


class TickCard(_Card, QCheckBox):
    """An option that may be ticked with others."""

    letter = Signal(str)
    _round = False

    def __init__(self, choice: Choice) -> None:
        QCheckBox.__init__(self)
        self._prepare(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.letter.emit(event.text().upper())
        else:
            super().keyPressEvent(event)
