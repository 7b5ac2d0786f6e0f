"""Wrapped plain text with a chosen line height, laid out once and drawn anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from app.ui.theme.tokens import LINE_HEIGHT

UNBOUNDED = 100_000
_LONE_LETTER = re.compile(r"(?<!\w)(\w)-(?=\w)")
_FIRM_HYPHEN = "\u2011"


@dataclass(frozen=True)
class Laid:
    """Text that was laid out: where its lines are, and how much room they take."""

    layout: QTextLayout
    width: int
    height: int
    line_height: float

    def draw(
        self,
        painter: QPainter,
        at: QPointF,
        colour: QColor,
        selections: list[QTextLayout.FormatRange] | None = None,
    ) -> None:
        """Draw the text with its top left corner at a point."""
        painter.setPen(colour)
        self.layout.draw(painter, at, selections or [])


@lru_cache(maxsize=512)
def _lay_out(
    text: str, font_key: str, width: int, line_height: float, align: Qt.AlignmentFlag
) -> Laid:
    font = QFont()
    font.fromString(font_key)
    layout = QTextLayout(_unbroken(text, font).replace("\n", "\u2028"), font)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    metrics = QFontMetricsF(font)
    # A proportional height is of the letters' size, as on the web; never less than they need.
    step = max(round(font.pixelSize() * line_height), ceil(metrics.height()))
    layout.beginLayout()
    top = 0.0
    widest = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top + (step - line.height()) / 2))
        widest = max(widest, line.naturalTextWidth())
        top += step
    layout.endLayout()
    return Laid(layout, ceil(widest), ceil(max(top, step)), step)


def _unbroken(text: str, font: QFont) -> str:
    """The text as it is drawn: a line does not end in the middle of "e-mail".

    Letter for letter as long as before, so that a place in one is the same place in the other.
    """
    if "-" not in text or not QFontMetricsF(font).inFontUcs4(ord(_FIRM_HYPHEN)):
        return text
    return _LONE_LETTER.sub(rf"\1{_FIRM_HYPHEN}", text)


def lay_out(
    text: str,
    font: QFont,
    width: int = UNBOUNDED,
    line_height: float = LINE_HEIGHT,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> Laid:
    """Lay plain text out in a width. What was laid out before is not laid out again."""
    return _lay_out(text, font.toString(), max(width, 1), line_height, align)


def text_width(text: str, font: QFont) -> int:
    """How wide a text is on one line."""
    return ceil(QFontMetricsF(font).horizontalAdvance(text)) + 1
