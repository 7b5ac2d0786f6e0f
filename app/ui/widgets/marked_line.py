"""The box for an answer of one line, in which places can be underlined as in a long one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QStyle, QStyleOptionFrame

from app.ui.widgets.fields import LineField, PlainLineEdit
from app.ui.widgets.text_marks import (
    Remark,
    TextMark,
    asks_about_mark,
    difference,
    draw_mark,
    mark_at,
    units,
    x_in,
)

_LEAD = 5  # pixels that Qt puts before the cursor in its rectangle


class MarkedLineEdit(PlainLineEdit):
    """``changed_at(where, removed, added)`` when the text is another; ``mark_asked`` as below."""

    changed_at = Signal(int, int, int)
    mark_asked = Signal(TextMark, QPoint)

    def __init__(self, *, characters: int = 0) -> None:
        super().__init__(characters=characters)
        self._marks: tuple[TextMark, ...] = ()
        self._before = ""
        self.textChanged.connect(self._compare)

    def typed(self) -> str:
        """The text as it stands in the box."""
        return self.text()

    def rewrite(self, at: int, removed: int, words: str) -> None:
        """Put words in the place of others, as one step that can be undone."""
        self.setSelection(at, removed) if removed else self.setCursorPosition(at)
        self.insert(words)

    def point_at(self, position: int) -> None:
        """Put the cursor there."""
        self.setCursorPosition(position)

    def set_marks(self, marks: Sequence[TextMark]) -> None:
        """Underline places; the text itself is left alone."""
        self._marks = tuple(marks)
        self.update()

    def _compare(self, text: str) -> None:
        before, self._before = self._before, text
        at, removed, words = difference(before, text)
        self.changed_at.emit(at, removed, units(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._marks:
            return
        painter = QPainter(self)
        painter.setClipRect(self._inside())
        for mark, left, right in self._runs():
            draw_mark(painter, mark.line, left, right, self.cursorRect().bottom())
        painter.end()

    def _inside(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_LineEditContents
        return self.style().subElementRect(part, option, self)

    def _runs(self) -> Iterator[tuple[TextMark, float, float]]:
        """Where each mark lies, from and to: the text may be scrolled to the side."""
        layout = QTextLayout(self.text(), self.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        begin = self.cursorRect().x() + _LEAD - x_in(line, self.cursorPosition())
        for mark in self._marks:
            one, other = x_in(line, mark.start), x_in(line, mark.start + mark.length)
            yield mark, begin + min(one, other), begin + max(one, other)

    def _ask_about_mark(self) -> bool:
        mark = mark_at(self._marks, self.cursorPosition())
        if mark is None:
            return False
        left = next(left for each, left, _right in self._runs() if each == mark)
        inside = self._inside()
        x = max(inside.left(), min(round(left), inside.right()))
        self.mark_asked.emit(mark, self.mapToGlobal(QPoint(x, self.cursorRect().bottom() + 2)))
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.hasSelectedText():
            self._ask_about_mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (asks_about_mark(event) and self._ask_about_mark()):
            super().keyPressEvent(event)


class MarkedLine(LineField):
    """``mark_asked(TextMark, QPoint)`` asks, at a global point, what is to be done about a mark:
    on a click into it, or Ctrl and full stop beside it. ``remarked`` when what is said below is
    another.
    """

    mark_asked = Signal(TextMark, QPoint)
    remarked = Signal()
    box: MarkedLineEdit

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        value: str = "",
        characters: int = 0,
        longest: int = 2_000,
    ) -> None:
        box = MarkedLineEdit(characters=characters)
        super().__init__(label, hint=hint, value=value, longest=longest, box=box)
        box.mark_asked.connect(self.mark_asked)
        self._remark = Remark()
        self.column.addWidget(self._remark)

    def set_marks(self, marks: Sequence[TextMark]) -> None:
        """Underline places that may identify someone."""
        self.box.set_marks(marks)

    def set_remark(self, text: str, *, quiet: bool = False) -> None:
        """Say something quiet under the box ("1 place may identify someone")."""
        self._remark.say(text, quiet=quiet)
        self.remarked.emit()
