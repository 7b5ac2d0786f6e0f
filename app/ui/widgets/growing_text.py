"""The box for long answers: plain text at 1.45, as high as what is in it, saved without asking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QTextEdit,
    QWidget,
)

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import LINE_HEIGHT, Size, Space
from app.ui.widgets.fields import Debounce, Field
from app.ui.widgets.labels import caption
from app.ui.widgets.plain import visible
from app.ui.widgets.text_marks import (
    Remark,
    TextMark,
    asks_about_mark,
    draw_mark,
    mark_at,
    x_in,
)

_PAD_X, _PAD_Y = 14, 10


class PlainEditor(QTextEdit):
    """The editor itself. Paste is plain, Tab goes on, hidden characters show.

    ``changed_at(where, removed, added)`` when the text is another, or its looks.
    """

    left = Signal()
    changed_at = Signal(int, int, int)
    mark_asked = Signal(TextMark, QPoint)

    def __init__(self, least_lines: int, size: Size = Size.BODY) -> None:
        super().__init__()
        self._least_lines, self._size = least_lines, size
        self._marks: tuple[TextMark, ...] = ()
        self._clicked = QTimer(self)
        self._clicked.setSingleShot(True)
        self._clicked.timeout.connect(self._scroll_to_clicked)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._show_cursor)
        self.document().contentsChange.connect(self.changed_at)
        self.textChanged.connect(self._unhide)
        self._set_line_height()
        self._restyle()
        theme_changes().changed.connect(self._restyle)

    # --- looks ----------------------------------------------------------------------------------

    def _restyle(self) -> None:
        now = theme()
        self.document().setDefaultFont(now.font(self._size))
        # Qt puts what makes a line higher below its letters: it goes half above the text instead.
        lead = (self._line() - self._letters()) // 2
        top, bottom = now.px(_PAD_Y) + lead, now.px(_PAD_Y) - lead
        self.setViewportMargins(now.px(_PAD_X), top, now.px(_PAD_X), bottom)
        self.set_marks(self._marks)
        self._fit()

    def _line(self) -> int:
        return round(theme().px(self._size) * LINE_HEIGHT)

    def _letters(self) -> int:
        """How high a line is by itself."""
        return ceil(QFontMetricsF(theme().font(self._size)).height())

    def _set_line_height(self) -> None:
        # In proportion, so that it stays right when the text is made larger: to set it again would
        # cost the person's undo.
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        spaced = QTextBlockFormat()
        spaced.setLineHeight(100 * self._line() / self._letters(), kind.value)
        undo = self.document().isUndoRedoEnabled()
        quiet = self.blockSignals(True)
        # Not a step that a person may undo. Turning undo off forgets its history, so this is done
        # for a new text only; blocks typed later inherit the format.
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(spaced)
        self.document().setUndoRedoEnabled(undo)
        self.blockSignals(quiet)

    def _fit(self, *_: object) -> None:
        least = self._least_lines * self._line()
        inside = max(ceil(self.document().size().height()), least)
        high = inside + 2 * theme().px(_PAD_Y) + 2 * self.frameWidth()
        if high != self.minimumHeight():
            self.setFixedHeight(high)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), self.minimumHeight())

    # --- text -----------------------------------------------------------------------------------

    def typed(self) -> str:
        """The text as it stands in the box."""
        return self.toPlainText()

    def rewrite(self, at: int, removed: int, words: str) -> None:
        """Put words in the place of others, as one step that can be undone."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(at)
        cursor.setPosition(at + removed, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)

    def point_at(self, position: int) -> None:
        """Put the cursor there."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)

    def put_text(self, text: str) -> None:
        """Replace everything; what was undone before stays undone."""
        quiet = self.blockSignals(True)
        self.setPlainText(visible(text))
        self.blockSignals(quiet)
        self._set_line_height()
        self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(visible(source.text()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def _unhide(self) -> None:
        text = self.toPlainText()
        if visible(text) == text:
            return
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for at in range(len(text) - 1, -1, -1):
            shown = visible(text[at])
            if shown != text[at]:
                cursor.setPosition(at)
                cursor.movePosition(
                    QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
                )
                cursor.insertText(shown)
        cursor.endEditBlock()

    # --- marks ----------------------------------------------------------------------------------

    def set_marks(self, marks: Sequence[TextMark]) -> None:
        """Underline places; the text itself is left alone."""
        self._marks = tuple(marks)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._marks:
            return
        painter = QPainter(self.viewport())
        for mark in self._marks:
            for left, right, bottom in self._runs(mark):
                draw_mark(painter, mark.line, left, right, bottom)
        painter.end()

    def _runs(self, mark: TextMark) -> Iterator[tuple[float, float, float]]:
        """Where a mark lies: from, to and under which line, once for every line it is on."""
        layout = self.document().documentLayout()
        at, end = mark.start, min(mark.start + mark.length, self.document().characterCount() - 1)
        while at < end:
            block = self.document().findBlock(at)
            inside = at - block.position()
            line = block.layout().lineForTextPosition(inside)
            if not line.isValid():
                return
            stop = min(end - block.position(), line.textStart() + line.textLength())
            origin = layout.blockBoundingRect(block).topLeft()
            left, right = x_in(line, inside), x_in(line, stop)
            yield origin.x() + left, origin.x() + right, origin.y() + line.y() + line.height()
            at = max(block.position() + stop, at + 1)

    def mark_at(self, position: int) -> TextMark | None:
        """The mark that a place in the text lies in."""
        return mark_at(self._marks, position)

    def _ask_about_mark(self, position: int) -> bool:
        mark = self.mark_at(position)
        if mark is None:
            return False
        cursor = QTextCursor(self.document())
        cursor.setPosition(mark.start)
        below = self.cursorRect(cursor).bottomLeft()
        self.mark_asked.emit(mark, self.viewport().mapToGlobal(below))
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        # Not before a second click could come: it is meant for the word where the first one was.
        self._clicked.start(QApplication.doubleClickInterval())
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._ask_about_mark(self.textCursor().position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clicked.isActive():
            self._clicked.stop()
            self._scroll_to_clicked()
        if not (asks_about_mark(event) and self._ask_about_mark(self.textCursor().position())):
            super().keyPressEvent(event)

    # --- staying in sight -----------------------------------------------------------------------

    def _show_cursor(self) -> None:
        if self.hasFocus():
            QTimer.singleShot(0, self, self._scroll_to_cursor)

    def _scroll_to_cursor(self) -> None:
        column, content = self._scrolled()
        if column is None or content is None:
            return
        lines = 2
        if QApplication.mouseButtons() or self._clicked.isActive():
            # Text that moves under a pressed pointer is selected, and the next letter replaces it.
            if not self.textCursor().hasSelection():
                return
            lines = 0
        spot = self.viewport().mapTo(content, self.cursorRect().center())
        column.ensureVisible(spot.x(), spot.y(), 0, self._line() * lines)

    def _scroll_to_clicked(self) -> None:
        """Bring the whole box into sight, or as much of it as there is room for."""
        column, content = self._scrolled()
        if column is None or content is None or QApplication.mouseButtons():
            return
        if not self.hasFocus() or self.textCursor().hasSelection():
            return
        room = (column.viewport().height() - self.height()) // 2
        if room > 0:
            middle = self.mapTo(content, self.rect().center())
            margin = self.height() // 2 + min(room, Space.HUGE)
            column.ensureVisible(middle.x(), middle.y(), 0, margin)
        else:
            self._scroll_to_cursor()

    def _scrolled(self) -> tuple[QScrollArea | None, QWidget | None]:
        """The area that the page scrolls in, and what is scrolled in it."""
        step = self.parentWidget()
        while step is not None and not isinstance(step, QScrollArea):
            step = step.parentWidget()
        return (step, step.widget()) if isinstance(step, QScrollArea) else (None, None)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().event(event)

    def wheelEvent(self, event: object) -> None:
        """Nothing scrolls in here: the page does."""
        event.ignore()  # type: ignore[attr-defined]


class GrowingText(Field):
    """A long answer. ``edited`` comes within 400 ms of typing, and when the box is left.

    ``mark_asked(TextMark, QPoint)`` asks, at a global point, for what is to be done about a mark:
    on a click into it, or Ctrl and full stop beside it.
    """

    edited = Signal(str)
    mark_asked = Signal(TextMark, QPoint)

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        value: str = "",
        least_lines: int = 5,
        size: Size = Size.BODY,
    ) -> None:
        super().__init__(label, hint)
        self.box = PlainEditor(least_lines, size)
        self._later = Debounce(self)
        self._later.due.connect(lambda: self.edited.emit(self.value()))
        self.box.textChanged.connect(self._touched)
        self.box.left.connect(self.flush)
        self.box.mark_asked.connect(self.mark_asked)
        self.put(self.box)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        self._count = caption("")
        row.addWidget(self._count, 1)
        self._remark = Remark()
        row.addWidget(self._remark)
        self.column.addWidget(foot)
        self.set_value(value)

    def value(self) -> str:
        """The text as it stands in the box."""
        return visible(self.box.toPlainText())

    def set_value(self, text: str) -> None:
        """Show a text, without ``edited``. The same text again keeps the cursor and undo."""
        if text != self.box.toPlainText():
            self._later.drop()
            self.box.put_text(text)
        self._show_count()

    def flush(self) -> None:
        """Send ``edited`` now if it is due."""
        self._later.flush()

    def count_label(self) -> QWidget:
        """What says how many words there are."""
        return self._count

    def set_marks(self, marks: Sequence[TextMark]) -> None:
        """Underline places that may identify someone."""
        self.box.set_marks(marks)

    def set_remark(self, text: str, *, quiet: bool = False) -> None:
        """Say something under the right corner ("1 place may identify someone")."""
        self._remark.say(text, quiet=quiet)

    def _touched(self) -> None:
        self._show_count()
        if self.error():
            self.set_error("")
        self._later.touch()

    def _show_count(self) -> None:
        words = len(self.box.toPlainText().split())
        self._count.setText("1 word" if words == 1 else f"{words} words")
