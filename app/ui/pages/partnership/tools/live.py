"""Fields whose edits are seen at once: what is typed reaches the tool while one types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.widgets.fields import LineField, PlainLineEdit
from app.ui.widgets.growing_text import GrowingText, PlainEditor

LIVE_MS = 100
Apply = Callable[[str], str]
_UNDO_KEYS = (Qt.Key.Key_Z, Qt.Key.Key_Y)


class PageUndo(QObject):
    """Leaves Ctrl+Z and Ctrl+Y in a box to the page: its steps go through everything."""

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _UNDO_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return True
        return False


class Live(QObject):
    """Carries what is typed into a field to the tool, a tenth of a second after the first letter.

    ``left`` when the field is left: what is typed next is another step.
    """

    left = Signal()

    def __init__(self, field: LineField | GrowingText, apply: Apply) -> None:
        super().__init__(field)
        self._field, self._apply = field, apply
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LIVE_MS)
        self._timer.timeout.connect(self._due)
        box: PlainLineEdit | PlainEditor = field.box
        if isinstance(box, PlainLineEdit):
            box.textEdited.connect(lambda _text: self._touch())
        else:
            box.textChanged.connect(self._touch)
        box.left.connect(self._leave)
        PageUndo(box)

    def flush(self) -> None:
        """Carry over now what was typed a moment ago."""
        if self._timer.isActive():
            self._timer.stop()
            self._due()

    def _touch(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _due(self) -> None:
        self._field.set_error(self._apply(self._field.value()))

    def _leave(self) -> None:
        self.flush()
        self.left.emit()
