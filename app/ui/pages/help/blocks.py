"""What a page of Help is made of: numbered steps, points, tips, the table of shortcuts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.help_topics import HelpPart
from app.domain.shortcuts import Shortcut, caps
from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import Space
from app.ui.widgets.labels import body_text, caption, hint, section_title, text_label
from app.ui.widgets.small import KeyHint, Rule
from app.ui.widgets.surfaces import stack_when_narrow

_MARK_WIDTH = 26
_KEYS_WIDTH = 230


class PartView(QWidget):
    """A part of a topic."""

    def __init__(self, part: HelpPart) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        if part.title:
            column.addWidget(section_title(part.title))
        for text in part.text:
            column.addWidget(body_text(text, selectable=True))
        marked = [(f"{number}.", text) for number, text in enumerate(part.steps, start=1)]
        marked += [("•", text) for text in part.points]
        for mark, text in marked:
            column.addWidget(_Marked(mark, text))


class _Marked(QWidget):
    """A step or a point: the mark stands in a column of its own."""

    def __init__(self, mark: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._mark = text_label(mark, wrap=False)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(body_text(text, selectable=True), 1)
        self._restyle()
        theme_changes().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._mark.setFixedWidth(theme().px(_MARK_WIDTH))


class ShortcutTable(QWidget):
    """The shortcuts that hold in one place: the keys, and what they do."""

    def __init__(self, title: str, shortcuts: Sequence[Shortcut]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(section_title(title))
        column.addSpacing(Space.S)
        for at, shortcut in enumerate(shortcuts):
            if at:
                column.addWidget(Rule())
            column.addWidget(_ShortcutRow(shortcut))


class _ShortcutRow(QWidget):
    def __init__(self, shortcut: Shortcut) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.S, 0, Space.S)
        row.setSpacing(Space.M)
        self._keys = QWidget()
        line = QHBoxLayout(self._keys)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.XS)
        for at, keys in enumerate(shortcut.keys):
            if at:
                line.addWidget(caption("or"), 0, Qt.AlignmentFlag.AlignVCenter)
            for cap in caps(keys):
                line.addWidget(KeyHint(cap), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        row.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignVCenter)
        does = body_text(shortcut.does)
        does.setAccessibleName(f"{shortcut.words}: {shortcut.does}")
        row.addWidget(does, 1)
        stack_when_narrow(self, row, 420)
        self._restyle()
        theme_changes().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._keys.setMinimumWidth(theme().px(_KEYS_WIDTH))


def nothing_found(words: str) -> QWidget:
    """What stands in place of the topics where none holds the words."""
    return hint(f"No topic holds “{words}”. Try one word, or another one for the same thing.")
