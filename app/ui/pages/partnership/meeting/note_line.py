"""One point of the meeting: a box that grows, its bullet with what can be done, where it is from.

The last line of a column is empty: typing in it makes a point, and the next empty line.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.meeting import NoteHeading
from app.ui.pages.partnership.meeting.words import SHORT_HEADINGS
from app.ui.theme.tokens import Size
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import caption
from app.ui.widgets.menus import Menu

_PLAIN = (
    "QTextEdit { background: transparent; border-color: transparent; }"
    "QTextEdit:hover, QTextEdit:focus { background: palette(base); border-color: palette(dark); }"
)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class NoteLine(QWidget):
    """``written(text)`` as it is typed, ``left`` when the keyboard goes.

    ``entered`` on Enter; ``stepped(±1)`` moves it, ``walked(±1)`` goes to the line beside it,
    ``shifted(±1)`` moves it to the column beside; ``moved(heading)`` to a column; ``dropped``.
    """

    written = Signal(str)
    left = Signal()
    entered = Signal()
    stepped = Signal(int)
    walked = Signal(int)
    shifted = Signal(int)
    moved = Signal(object)
    dropped = Signal()

    def __init__(
        self, heading: NoteHeading, text: str = "", note_id: str = "", size: Size = Size.LEAD
    ) -> None:
        super().__init__()
        self.heading, self.note_id = heading, note_id
        self.bullet = icon_button("What to do with this point", "dot")
        self.bullet.clicked.connect(self._open_menu)
        self.field = GrowingText("", value=text, least_lines=1, size=size)
        self.field.column.setSpacing(0)
        # Tab comes to the box itself, wherever the line is moved to.
        self.field.setFocusProxy(None)  # type: ignore[arg-type]
        self.field.count_label().hide()
        self.field.edited.connect(self.written)
        self.box = self.field.box
        self.box.left.connect(self.left)
        self.box.installEventFilter(self)
        self.source = caption("")
        self.source.hide()
        inside = QVBoxLayout()
        inside.setSpacing(0)
        inside.addWidget(self.field)
        inside.addWidget(self.source)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.bullet, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(inside, 1)
        self.menu: Menu | None = None
        self.set_note(note_id)

    def set_note(self, note_id: str) -> None:
        """Make it the line of a point, or the empty one at the end."""
        self.note_id = note_id
        self.bullet.setEnabled(bool(note_id))
        policy = Qt.FocusPolicy
        self.bullet.setFocusPolicy(policy.StrongFocus if note_id else policy.NoFocus)
        self.bullet.set_icon_name("dot" if note_id else "plus")
        self.box.setPlaceholderText("" if note_id else "Add a point")
        self.box.setStyleSheet(_PLAIN if note_id else "")

    def set_place(self, column: str, number: int) -> None:
        """Say to a screen reader where it stands."""
        name = f"{column} Point {number}" if self.note_id else f"{column} Add a point"
        self.box.setAccessibleName(name)
        self.bullet.setAccessibleName(f"What to do with point {number}")

    def set_source(self, words: str) -> None:
        """Say where it was taken from."""
        self.source.setText(f"From {words}" if words else "")
        self.source.setVisible(bool(words))

    def text(self) -> str:
        """What stands in the box."""
        return self.field.value()

    def _open_menu(self) -> None:
        menu = self.menu = Menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for heading, words in SHORT_HEADINGS.items():
            if heading is not self.heading:
                menu.add(f"Move to “{words}”", partial(self.moved.emit, heading))
        menu.add("Move up", lambda: self.stepped.emit(-1), icon="chevron-up")
        menu.add("Move down", lambda: self.stepped.emit(1), icon="chevron-down")
        menu.addSeparator()
        menu.add("Take it away", self.dropped.emit, icon="bin")
        menu.popup(self.bullet.mapToGlobal(QPoint(0, self.bullet.height())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
            if event.type() == QEvent.Type.ShortcutOverride and self._is_own(event):
                event.accept()
        return super().eventFilter(watched, event)

    def _is_own(self, event: QKeyEvent) -> bool:
        way = event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}
        return way and event.modifiers() & ~_KEYPAD == _ALT | _SHIFT

    def _pressed(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
        nothing = held == Qt.KeyboardModifier.NoModifier
        up_down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if key in _ENTER and nothing:
            self.field.flush()
            self.entered.emit()
        elif up_down and held == _ALT:
            self.stepped.emit(up_down)
        elif sideways and held == _ALT | _SHIFT:
            self.shifted.emit(sideways)
        elif key == Qt.Key.Key_Delete and held == _CTRL and self.note_id:
            self.dropped.emit()
        elif up_down and nothing and self._at_edge(up_down):
            self.walked.emit(up_down)
        else:
            return False
        return True

    def _at_edge(self, way: int) -> bool:
        """Whether the cursor is in the first or the last line of the text."""
        cursor = self.box.textCursor()
        moves = cursor.MoveOperation
        return not cursor.movePosition(moves.Up if way < 0 else moves.Down)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
