"""Underlines under places that may identify someone: how sure that is shows in the line itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPen, QTextLine

from app.ui.theme.current import theme
from app.ui.theme.tokens import Size, Tone
from app.ui.widgets.icon_view import IconLine


class MarkLine(IntEnum):
    """The line under a place, from the quietest to the clearest. Never told by colour alone."""

    DOTS = 1
    WAVE = 2
    BAR = 3


_TONES = {
    MarkLine.DOTS: Tone.SECONDARY,
    MarkLine.WAVE: Tone.ATTENTION,
    MarkLine.BAR: Tone.PROBLEM,
}


@dataclass(frozen=True)
class TextMark:
    """A place in the text that is underlined: where it begins, how long it is, what it is about."""

    start: int
    length: int
    about: str = ""
    line: MarkLine = MarkLine.WAVE


def mark_at(marks: Sequence[TextMark], position: int) -> TextMark | None:
    """The mark that a place in the text lies in."""
    return next((m for m in marks if m.start <= position <= m.start + m.length), None)


def asks_about_mark(event: QKeyEvent) -> bool:
    """Whether a key asks what is to be done about a mark: Ctrl and full stop."""
    ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return ctrl and event.key() == Qt.Key.Key_Period


def units(text: str) -> int:
    """How long Qt takes a text to be: two for some characters."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def difference(old: str, new: str) -> tuple[int, int, str]:
    """The one stretch that differs: where it begins and how long it was, as Qt counts, and what
    stands there now.
    """
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    most -= head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return units(old[:head]), units(old[head : len(old) - tail]), new[head : len(new) - tail]


def x_in(line: QTextLine, position: int) -> float:
    """Where in a line of text a position is."""
    found: object = line.cursorToX(position)
    # The binding gives the number alone, or with the position that was meant.
    return float(found[0]) if isinstance(found, tuple) else float(str(found))


def draw_mark(painter: QPainter, kind: MarkLine, left: float, right: float, bottom: float) -> None:
    """Draw one underline, on the lower edge of its line of text."""
    scale = theme().scale
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme().color(_TONES[kind]), max(1.4, 1.4 * scale))
    if kind is MarkLine.WAVE:
        painter.setPen(pen)
        painter.drawPath(_wave(left, right, bottom))
        return
    if kind is MarkLine.DOTS:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.6])
    else:
        pen.setWidthF(2.4 * scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(left, bottom), QPointF(right, bottom))


def _wave(left: float, right: float, bottom: float) -> QPainterPath:
    """A wave under a line. Qt's own is too fine to be seen at the sizes of text."""
    step, high = theme().px(3), 0.9 * theme().scale
    path = QPainterPath(QPointF(left, bottom))
    x, up = left, True
    while x + step / 2 <= right:
        path.quadTo(x + step / 2, bottom + (-2 * high if up else 2 * high), x + step, bottom)
        x, up = x + step, not up
    return path


class Remark(IconLine):
    """How many places may identify someone, below a field; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__("attention", "", Tone.ATTENTION, size=Size.CAPTION, wrap=False)
        self.hide()

    def say(self, text: str, *, quiet: bool = False) -> None:
        """Say it, or nothing; ``quiet`` where nothing has to be done about it."""
        tone, icon = (Tone.SECONDARY, "info") if quiet else (Tone.ATTENTION, "attention")
        self.set(icon, text, tone)
        self.setVisible(bool(text))
