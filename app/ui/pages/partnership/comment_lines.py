"""Where the lines of many comments break, told fast enough for thousands of them at once.

Qt lays a text out in the time in which this tells twenty. A word is measured once for all texts
that it stands in. What is not written in Latin letters is left to Qt.
"""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QFontMetricsF

from app.ui.widgets.text_layout import Laid, lay_out

_PLAIN = re.compile(r"[\n -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u20ac]*")


class Breaker:
    """Breaks texts in one font into lines of one width."""

    def __init__(self, font: QFont, width: int) -> None:
        self.font, self.width = font, width
        self.step = lay_out("x", font).line_height
        self._metrics = QFontMetricsF(font)
        self._space = self._metrics.horizontalAdvance(" ")
        self._widths: dict[str, float] = {}
        self._lines: dict[str, str | None] = {}

    def height(self, text: str) -> float:
        """How high a text is."""
        broken = self._broken(text)
        if broken is None:
            return lay_out(text, self.font, self.width).height
        return (broken.count("\n") + 1) * self.step

    def lay_out(self, text: str) -> Laid:
        """The text to be drawn: letter for letter as long as it was."""
        broken = self._broken(text)
        if broken is None:
            return lay_out(text, self.font, self.width)
        return lay_out(broken, self.font)

    def _broken(self, text: str) -> str | None:
        """The text with its lines broken; None where Qt has to say."""
        if text not in self._lines:
            self._lines[text] = self._break(text)
        return self._lines[text]

    def _break(self, text: str) -> str | None:
        if not _PLAIN.fullmatch(text):
            return None
        lines: list[str] = []
        widths, room, space = self._widths, self.width, self._space
        for paragraph in text.split("\n"):
            line: list[str] = []
            used = 0.0
            for word in paragraph.split(" "):
                wide = widths.get(word)
                if wide is None:
                    wide = widths[word] = self._metrics.horizontalAdvance(word)
                if wide > room:
                    return None
                if line and used + space + wide > room:
                    lines.append(" ".join(line))
                    line, used = [word], wide
                else:
                    used += (space if line else 0.0) + wide
                    line.append(word)
            lines.append(" ".join(line))
        return "\n".join(lines)
