"""What several tests of the window need."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTextEdit,
)


# qtbot remembers a page weakly: without this it would be gone before the test has begun.
KEPT: list[QWidget] = []


def shown(qtbot: QtBot, *widgets: QWidget, width: int = 800, height: int = 600) -> QWidget:
    """The widgets below each other on a page that is on the screen and has the keyboard."""
    page = QWidget()
    KEPT.append(page)
    page.setObjectName("page")
    column = QVBoxLayout(page)
    column.setContentsMargins(40, 32, 40, 32)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    page.resize(width, height)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def interactive(root: QWidget) -> list[QWidget]:
    """Every control that can have the keyboard, but the parts of Qt's own compound widgets."""
    found: list[QWidget] = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, INTERACTIVE) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if not _is_inside_another(widget):
            found.append(widget)
    return found


def _is_inside_another(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractSpinBox | QComboBox | QAbstractItemView):
            return True
        above = above.parentWidget()
    return False
