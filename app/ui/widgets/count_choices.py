"""Large numbers over their words, each a filter: what is counted can be looked at alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import RADIUS, Size, Tone, Weight
from app.ui.widgets.choices import Group
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import one_line
from app.ui.widgets.text_layout import lay_out, text_width

_PAD = 12
_ICON = 16


@dataclass(frozen=True)
class Count:
    """One number with its word; the tone is that of the number, the icon stands by the word."""

    key: str
    number: int
    word: str
    tone: Tone = Tone.TEXT
    icon: str = ""


class CountButton(QPushButton):
    """A number over its word. Pressed once it is on, pressed again it is off."""

    def __init__(self, count: Count) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set(count)
        theme_changes().changed.connect(self.updateGeometry)

    def set(self, count: Count) -> None:
        """Show another number."""
        self.count = count
        self.setAccessibleName(f"{count.number} {one_line(count.word)}")
        self.setAccessibleDescription("Show only these")
        self.setToolTip("Show all again" if self.isChecked() else "Show only these")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        now, count = theme(), self.count
        number = text_width(str(count.number), now.font(Size.PAGE, Weight.STRONG, tabular=True))
        word = text_width(one_line(count.word), now.font(Size.BODY))
        if count.icon:
            word += now.px(_ICON + 4)
        return QSize(max(number, word) + 2 * now.px(_PAD), now.px(68))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, p, count = theme(), theme().palette, self.count
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked():
            painter.setPen(QPen(QColor(p.accent), 2))
            painter.setBrush(QColor(p.accent_soft))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        else:
            over = self.underMouse() or self.isDown()
            painter.setPen(QPen(QColor(p.hairline), 1))
            painter.setBrush(QColor(p.hover if over else p.surface))
            painter.drawRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), RADIUS, RADIUS)
        left = now.px(_PAD)
        strong = now.font(Size.PAGE, Weight.STRONG, tabular=True)
        number = lay_out(str(count.number), strong)
        word = lay_out(one_line(count.word), now.font(Size.BODY))
        top = (self.height() - number.height - word.height) / 2
        number.draw(painter, QPointF(left, top), now.color(count.tone))
        below = top + number.height
        if count.icon:
            edge = now.px(_ICON)
            at = QRectF(left - 1, below + (word.height - edge) / 2, edge, edge)
            draw_icon(painter, count.icon, Tone.SECONDARY, at)
            left += edge + now.px(4)
        word.draw(painter, QPointF(left, below), now.color(Tone.SECONDARY))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class CountChoices(Group):
    """The numbers in a row that wraps. ``chosen(key)``, empty when none is on any more.

    All that may ever be counted is made at once, so that the Tab key meets it in its place; what
    there is none of is hidden.
    """

    chosen = Signal(str)

    def __init__(self, name: str, counts: Sequence[Count]) -> None:
        super().__init__(name)
        self._buttons: dict[str, CountButton] = {}
        flow = FlowLayout(self, gap=8, row_gap=8)
        for count in counts:
            button = self._buttons[count.key] = CountButton(count)
            button.clicked.connect(partial(self._clicked, count.key))
            flow.addWidget(button)
            button.hide()

    def set_counts(self, counts: Sequence[Count]) -> None:
        """Show these numbers, and no others; the one that is on goes off if it is not there."""
        shown = {count.key: count for count in counts}
        gone = self.current() not in {"", *shown}
        for key, button in self._buttons.items():
            if key in shown:
                button.set(shown[key])
            else:
                button.setChecked(False)
            button.setVisible(key in shown)
        self.updateGeometry()
        if gone:
            self.chosen.emit("")

    def current(self) -> str:
        """The key of the number that is on, or an empty string."""
        return next((key for key, each in self._buttons.items() if each.isChecked()), "")

    def button(self, key: str) -> CountButton:
        """The button of a number."""
        return self._buttons[key]

    def keys(self) -> tuple[str, ...]:
        """What is counted now, in the order in which it is shown."""
        return tuple(key for key, button in self._buttons.items() if not button.isHidden())

    def clear(self) -> None:
        """Take the one that is on off, and say so."""
        if self.current():
            self.button(self.current()).click()

    def _clicked(self, key: str) -> None:
        for other, button in self._buttons.items():
            if other != key:
                button.setChecked(False)
            button.set(button.count)
        self.chosen.emit(key if self._buttons[key].isChecked() else "")
