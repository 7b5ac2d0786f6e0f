"""Which widgets of a window a person works with, and what a screen reader hears of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QScrollBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from tests.ui.accessibility.finding import text_of

_COMPOUND = (QAbstractSpinBox, QComboBox, QAbstractItemView, QMenu)
_INTERACTIVE = (QAbstractButton, QLineEdit, QTextEdit, *_COMPOUND)


@dataclass(frozen=True)
class Control:
    """A row of the report."""

    role: str
    name: str
    text: str
    width: int
    height: int


def controls(root: QWidget) -> list[QWidget]:
    """Everything visible that is clicked, chosen, typed into or stopped at with Tab."""
    found: list[QWidget] = [root] if isinstance(root, QMenu) else []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or widget.window() is not root.window():
            continue
        if isinstance(widget, QScrollBar) or _is_inside_another(widget, root):
            continue
        if isinstance(widget, _INTERACTIVE) or takes_tab(widget):
            found.append(widget)
    return found


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab should stop at a widget."""
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isEnabled()
        and widget.focusProxy() is None
    )


def heard(widget: QWidget) -> QAccessibleInterface | None:
    """What a screen reader is given of a widget."""
    # As with a screen reader running: else Qt does not say that the rows of a list have changed,
    # and gives the parts of a list as they were.
    QAccessible.setActive(True)
    return QAccessible.queryAccessibleInterface(widget)


def role_of(widget: QWidget) -> QAccessible.Role:
    """What a screen reader takes a widget for."""
    found = heard(widget)
    return found.role() if found is not None else QAccessible.Role.NoRole


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    found = heard(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""


def control_of(widget: QWidget) -> Control:
    """The row of a widget."""
    role = role_of(widget).name
    text = " ".join(text_of(widget).split())
    return Control(role, name_of(widget), text[:80], widget.width(), widget.height())


def cells(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """The index of everything that a list or a table shows."""
    model = view.model()
    if model is None:
        return
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    for row in range(model.rowCount()):
        for column in range(columns):
            yield model.index(row, column)


def _is_inside_another(widget: QWidget, root: QWidget) -> bool:
    """Whether it is a part of a control of Qt's own, such as the line of a drop-down box."""
    above = widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, _COMPOUND):
            return True
        above = above.parentWidget()
    return isinstance(above, _COMPOUND)
