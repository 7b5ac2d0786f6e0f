"""Fields of one line: a label, a hint, the box, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import hint as hint_label
from app.ui.widgets.labels import strong_text
from app.ui.widgets.plain import button_text, one_line, visible
from app.ui.widgets.text_layout import text_width

EDIT_DELAY_MS = 400


class Field(QWidget):
    """What every field has: label, hint, room for an error. The box goes in with ``put``."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__()
        self._name = one_line(label)
        self._hint_text = one_line(hint)
        self._editor: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.XS + 2)
        self.label = strong_text(label)
        self.column.addWidget(self.label)
        self.label.setVisible(bool(label))
        self._hint = hint_label(hint)
        self.column.addWidget(self._hint)
        self._hint.setVisible(bool(hint))
        self._error = IconLine("problem", "", Tone.PROBLEM)
        self._error.hide()
        self.column.addWidget(self._error)

    def put(self, editor: QWidget, *, named: QWidget | None = None) -> None:
        """Put the box under the label, and give it the label's name."""
        self._editor = named or editor
        self._editor.setAccessibleName(self._name)
        self._editor.setAccessibleDescription(self._hint_text)
        self.label.setBuddy(self._editor)
        self.setFocusProxy(self._editor)
        self.column.addWidget(editor)

    def set_label(self, text: str) -> None:
        """Ask something else, with the same box."""
        self._name = one_line(text)
        self.label.setText(text)
        self.label.setVisible(bool(text))
        if self._editor is not None:
            self._editor.setAccessibleName(self._name)

    def set_error(self, text: str) -> None:
        """Say what is wrong, in words and colour; an empty text says that nothing is."""
        self._error.set_text(text)
        self._error.setVisible(bool(text))
        for box in self._boxes():
            box.setProperty("wrong", bool(text))
            box.style().unpolish(box)
            box.style().polish(box)
        if self._editor is not None:
            spoken = f"{one_line(text)} {self._hint_text}".strip()
            self._editor.setAccessibleDescription(spoken)

    def describe(self, more: str) -> None:
        """Tell a screen reader this after the hint."""
        self._hint_text = f"{self._hint_text} {one_line(more)}".strip()
        if self._editor is not None:
            self._editor.setAccessibleDescription(self._hint_text)

    def error(self) -> str:
        """What is shown as wrong."""
        return self._error.label.text() if self._error.isVisibleTo(self) else ""

    def _boxes(self) -> list[QWidget]:
        return [self._editor] if self._editor is not None else []


class Debounce(QObject):
    """Sends ``due`` at most 400 ms after the first of some changes, or at once on ``flush``."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EDIT_DELAY_MS)
        self._timer.timeout.connect(self.due)

    def touch(self) -> None:
        """Something changed. Typing on does not put the saving off."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Send what is waiting now."""
        if self._timer.isActive():
            self._timer.stop()
            self.due.emit()

    def drop(self) -> None:
        """Forget what is waiting."""
        self._timer.stop()


class PlainLineEdit(QLineEdit):
    """A line that shows hidden characters as soon as they are in it, and says when it is left."""

    left = Signal()

    def __init__(self, *, characters: int = 0) -> None:
        super().__init__()
        self._characters = characters
        self.textChanged.connect(self._unhide)
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred if characters else QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Fixed,
        )
        self._restyle()
        if characters:
            theme_changes().changed.connect(self._restyle)

    def _restyle(self) -> None:
        if self._characters:
            self.setMaximumWidth(self._wanted())

    def _wanted(self) -> int:
        inside = text_width("0" * self._characters, theme().font())
        return inside + 2 * theme().px(12) + 8

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self._wanted(), hint.height()) if self._characters else hint

    def minimumSizeHint(self) -> QSize:
        # A long box gives way where the text is large and the window small; a short one does not.
        hint = super().minimumSizeHint()
        least = min(self._wanted(), theme().px(120)) if self._characters else hint.width()
        return QSize(least, hint.height())

    def _unhide(self, text: str) -> None:
        shown = visible(text)
        if shown != text:
            at = self.cursorPosition() + len(shown) - len(text)
            self.setText(shown)
            self.setCursorPosition(at)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().event(event)


class LineField(Field):
    """One line of text. ``edited`` comes within 400 ms of typing, ``entered`` on Return.

    ``characters`` makes the box as wide as what is expected in it.
    """

    edited = Signal(str)
    entered = Signal(str)

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        value: str = "",
        placeholder: str = "",
        characters: int = 0,
        secret: bool = False,
        longest: int = 2_000,
        box: PlainLineEdit | None = None,
    ) -> None:
        super().__init__(label, hint)
        self.box = box or PlainLineEdit(characters=characters)
        self.box.setMaxLength(longest)
        self.box.setPlaceholderText(placeholder)
        if secret:
            self.box.setEchoMode(QLineEdit.EchoMode.Password)
        self._later = Debounce(self)
        self._later.due.connect(lambda: self.edited.emit(self.value()))
        self.box.textEdited.connect(lambda _text: self._touched())
        self.box.left.connect(self._later.flush)
        self.box.returnPressed.connect(self._return)
        self.put(self.box)
        if value:
            self.set_value(value)

    def value(self) -> str:
        """The text as it stands in the box."""
        return self.box.text()

    def set_value(self, text: str) -> None:
        """Show a text, without ``edited``."""
        if text != self.box.text():
            self._later.drop()
            self.box.setText(one_line(text))

    def flush(self) -> None:
        """Send ``edited`` now if it is due."""
        self._later.flush()

    def lock(self, why: str) -> None:
        """Let it be read and copied, and not changed."""
        self.box.setReadOnly(True)
        self.describe(why)

    def _touched(self) -> None:
        self.set_error("") if self.error() else None
        self._later.touch()

    def _return(self) -> None:
        self._later.flush()
        self.entered.emit(self.value())


class NumberField(LineField):
    """A number, typed. ``number_edited`` carries a float, or None while there is none."""

    number_edited = Signal(object)

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        value: float | None = None,
        least: float | None = None,
        most: float | None = None,
        decimals: int = 0,
        characters: int = 6,
    ) -> None:
        super().__init__(label, hint=hint, characters=characters, longest=20)
        self._least, self._most, self._decimals = least, most, decimals
        self.edited.connect(lambda _text: self.number_edited.emit(self.number()))
        self.box.left.connect(lambda: self.set_error(self.problem()))
        self.set_number(value)

    def number(self) -> float | None:
        """The number in the box; None where it is empty or not one that is allowed."""
        return None if self.problem() else self._parsed()

    def set_number(self, value: float | None) -> None:
        """Show a number."""
        self.set_value("" if value is None else f"{value:.{self._decimals}f}")

    def problem(self) -> str:
        """What is wrong with what is in the box, as a sentence; nothing where it is empty."""
        if not self.value().strip():
            return ""
        number = self._parsed()
        if number is None:
            return "Enter a number, such as 12."
        if not self._decimals and number != int(number):
            return "Enter a whole number, such as 12."
        if self._least is not None and number < self._least:
            return f"Enter {self._least:g} or more."
        if self._most is not None and number > self._most:
            return f"Enter {self._most:g} or less."
        return ""

    def _parsed(self) -> float | None:
        text = self.value().strip().replace(",", "")
        if not text.lstrip("+-").replace(".", "", 1).isdecimal():
            return None
        return float(text)


class ChoiceField(Field):
    """One of a few words from a drop-down list. ``chosen`` carries the key of the word."""

    chosen = Signal(str)

    def __init__(
        self, label: str, choices: list[tuple[str, str]], *, hint: str = "", value: str = ""
    ) -> None:
        super().__init__(label, hint)
        self.box = QComboBox()
        # Qt's own delegate for this list does not know the style sheet's row heights.
        self.box.setItemDelegate(QStyledItemDelegate(self.box))
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for key, text in choices:
            self.box.addItem(one_line(text), key)
        self.set_value(value)
        self.box.activated.connect(lambda _index: self.chosen.emit(self.value()))
        self.put(self.box)

    def value(self) -> str:
        """The key of the word that is shown."""
        return str(self.box.currentData() or "")

    def set_value(self, key: str) -> None:
        """Show a word, without ``chosen``."""
        self.box.setCurrentIndex(max(self.box.findData(key), 0))


def check_box(text: str, *, checked: bool = False) -> QCheckBox:
    """A single thing to tick; its text is plain."""
    box = QCheckBox(button_text(text))
    box.setAccessibleName(one_line(text))
    box.setChecked(checked)
    box.setCursor(Qt.CursorShape.PointingHandCursor)
    return box
