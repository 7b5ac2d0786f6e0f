"""No text is cut off: it has the room that it needs, and nothing around it takes that away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QTableView,
    QTextEdit,
    QWidget,
)

from app.ui.widgets.labels import TextLabel
from app.ui.widgets.small import StatusTag
from tests.ui.accessibility.controls import cells
from tests.ui.accessibility.finding import Check, Finding, called

_SLACK = 1
_SHOWS_TEXT = (QLabel, QAbstractButton, QComboBox, StatusTag)


def check_clipping(window: QWidget) -> list[Finding]:
    """Text that does not fit into its widget, and widgets that reach out of what holds them."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or widget.window() is not window.window():
            continue
        if isinstance(widget, QAbstractItemView):
            says = _rows(widget)
        elif isinstance(widget, QTextEdit):
            says = _document(widget)
        elif isinstance(widget, _SHOWS_TEXT) and not _is_in_view(widget):
            says = _inside(widget) or _around(widget, window)
        else:
            continue
        if says:
            found.append(Finding(Check.CLIPPED, called(widget), says))
    return found


def _is_in_view(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractItemView | QComboBox)


def _inside(widget: QWidget) -> str:
    """What is too small of the widget itself."""
    if isinstance(widget, QLabel) and not widget.text():
        return ""
    if _is_shortened(widget):
        # An ellipsis is no loss where the whole text is told on hovering.
        return "" if widget.toolTip() else "is shortened, and no tool tip has the whole text"
    needed = widget.sizeHint()
    if widget.hasHeightForWidth():
        least = widget.minimumSizeHint().width()
        if widget.width() + _SLACK < least:
            return f"is {widget.width()} px wide; its longest word needs {least}"
        high = widget.heightForWidth(widget.width())
        if widget.height() + _SLACK < high:
            return f"is {widget.height()} px high; its text needs {high}"
        return ""
    if isinstance(widget, QLabel) and not isinstance(widget, TextLabel):
        needed = widget.minimumSizeHint()
    if widget.width() + _SLACK < needed.width():
        return f"is {widget.width()} px wide; its text needs {needed.width()}"
    if widget.height() + _SLACK < needed.height():
        return f"is {widget.height()} px high; its text needs {needed.height()}"
    return ""


def _is_shortened(widget: QWidget) -> bool:
    shown = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return shown.endswith("…") and bool(widget.accessibleName()) and hasattr(widget, "say")


def _around(widget: QWidget, window: QWidget) -> str:
    """What holds the widget and is too small for it; what can be scrolled to is not lost."""
    part, above = widget, widget.parentWidget()
    rect = QRect(QPoint(0, 0), widget.size())
    while above is not None and part is not window:
        rect = QRect(part.mapToParent(rect.topLeft()), rect.size())
        across, down = _scrolls(above)
        if not across and (rect.left() < -_SLACK or rect.right() > above.width() + _SLACK):
            return f"reaches out of {called(above)} at the side"
        if not down and (rect.top() < -_SLACK or rect.bottom() > above.height() + _SLACK):
            return f"reaches out of {called(above)} at the top or bottom"
        # What can be scrolled to takes from here on no more room than what shows it.
        rect = rect.intersected(above.rect()) if across or down else rect
        if rect.isEmpty():
            return ""
        part, above = above, above.parentWidget()
    return ""


def _scrolls(holder: QWidget) -> tuple[bool, bool]:
    """Whether what lies beyond a widget's edges can be scrolled to, sideways and down."""
    area = holder.parentWidget()
    if not isinstance(area, QAbstractScrollArea) or area.viewport() is not holder:
        return False, False
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return area.horizontalScrollBarPolicy() != off, area.verticalScrollBarPolicy() != off


def _document(box: QTextEdit) -> str:
    if box.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        return ""
    needed, high = round(box.document().size().height()), box.viewport().height()
    return f"shows {high} px of {needed}, and does not scroll" if needed > high + _SLACK else ""


def _rows(view: QAbstractItemView) -> str:
    """Rows that are lower, or cells that are narrower, than their delegate asks for."""
    bottom = 0
    for index in cells(view):
        needed, given = view.sizeHintForIndex(index), view.visualRect(index)
        if given.isEmpty():
            continue
        bottom = max(bottom, given.bottom())
        if given.height() + _SLACK < needed.height():
            return f"row {index.row()} is {given.height()} px high; it needs {needed.height()}"
        if isinstance(view, QTableView) and given.width() + _SLACK < needed.width():
            place = f"cell {index.row()}, {index.column()}"
            return f"{place} is {given.width()} px wide; it needs {needed.width()}"
    off = view.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if off and bottom > view.viewport().height() + _SLACK:
        return "its last row is cut off, and it does not scroll"
    return ""
