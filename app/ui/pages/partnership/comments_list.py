"""The list of comments: it scrolls in itself, and letters do something with what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from app.analysis.comment_search import Comment
from app.ui.models.comments_model import Chip, CommentsModel, case_words, question_words
from app.ui.pages.partnership.comment_row import CommentDelegate
from app.ui.theme.current import theme, theme_changes
from app.ui.theme.focus_ring import OWN_FOCUS
from app.ui.widgets.plain import visible
from app.ui.widgets.row_ring import ring_current_row

_LEAST = 260
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CommentsList(QListView):
    """Scrolls inside itself. Several comments are chosen with Shift, Ctrl and Ctrl+A.

    ``opened(QModelIndex)`` on Return or a double click, ``deed(str)`` on one of ``deeds``, the
    letters that do something with what is chosen; ``chosen`` when other comments are.
    """

    opened = Signal(QModelIndex)
    deed = Signal(str)
    chosen = Signal()

    def __init__(self, model: CommentsModel, deeds: str) -> None:
        super().__init__()
        self.words = self.question = ""
        self._comments, self._deeds = model, deeds
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName("Comments")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("comments")
        self.setStyleSheet("QListView#comments { background: transparent; border: 0; }")
        self._delegate = CommentDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().setSingleStep(theme().px(32))
        self.doubleClicked.connect(self.opened)
        model.dataChanged.connect(self._measure)
        theme_changes().changed.connect(self.measure_anew)
        self.measure_anew()

    def chips(self, one: Comment) -> tuple[Chip, ...]:
        """The words below a comment."""
        return self._comments.made.chips(one.place)

    def comment(self, row: int) -> Comment:
        """What is shown in a row."""
        return self._comments.rows[row]

    def measure_anew(self) -> None:
        """What was measured is no longer so: other texts, another width, other letters."""
        self._delegate.forget()
        self.setMinimumHeight(theme().px(_LEAST))
        self._measure()

    def mark(self, words: str, question: str) -> None:
        """What is looked for, and to which question all that is shown belongs."""
        self.words = words
        if question != self.question:
            self.question = question
            self.measure_anew()
        self.viewport().update()

    def chosen_comments(self) -> tuple[Comment, ...]:
        """What is chosen, from the top; else the one where the keyboard is."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        here = self.currentIndex()
        if not rows and here.isValid():
            rows = [here.row()]
        return tuple(self._comments.rows[row] for row in rows)

    def stand_on(self, row: int) -> None:
        """Choose one comment, and let it be seen."""
        if 0 <= row < self._comments.rowCount():
            self.setCurrentIndex(self._comments.index(row))

    def _measure(self, *_: object) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(220), theme().px(_LEAST))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            self.stand_on(0)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ring_current_row(self, below=6)

    # --- the keyboard ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        key = event.key()
        letter = chr(key) if 0x41 <= key <= 0x5A else ""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.deed.emit("undo")
        elif plain and letter and letter in self._deeds:
            self.deed.emit(letter)
        elif plain and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex())
        elif plain and letter:
            event.ignore()  # Qt would jump to the comment that begins with it
        elif not (plain and key in _MOVES and self._read_on(_MOVES[Qt.Key(key)])):
            super().keyPressEvent(event)

    def _read_on(self, way: int) -> bool:
        """Scroll within a comment that is longer than the window before going to the next."""
        rect, room = self.visualRect(self.currentIndex()), self.viewport().height()
        left = rect.bottom() - room if way > 0 else -rect.top()
        if not self.currentIndex().isValid() or rect.height() <= room or left <= 1:
            return False
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + way * min(left, round(room * 0.8)))
        return True

    def _copy(self) -> None:
        texts = (
            f"{visible(one.text)}\n({one.agency.name}, {case_words(one)}, {question_words(one)})"
            for one in self.chosen_comments()
        )
        QGuiApplication.clipboard().setText("\n\n".join(texts))
