"""Every control has a name and a role, and so has everything that a list or table shows."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from tests.ui.accessibility.controls import controls, heard, name_of, role_of
from tests.ui.accessibility.finding import Check, Finding, called, text_of

_R = QAccessible.Role
_PRESSED = {_R.Button, _R.ButtonMenu, _R.Link}
_ROLES: tuple[tuple[type[QWidget], set[QAccessible.Role]], ...] = (
    (QRadioButton, {_R.RadioButton}),
    (QCheckBox, {_R.CheckBox}),
    (QPushButton, _PRESSED | {_R.CheckBox, _R.RadioButton}),
    (QAbstractButton, _PRESSED),
    (QLineEdit, {_R.EditableText}),
    (QTextEdit, {_R.EditableText}),
    (QComboBox, {_R.ComboBox}),
    (QAbstractSpinBox, {_R.SpinBox}),
    (QAbstractItemView, {_R.List, _R.Table, _R.Tree}),
    (QMenu, {_R.PopupMenu}),
)
# What a widget of another kind may be, when Tab stops at it.
_OTHER = {_R.Grouping, _R.Pane, _R.AlertMessage, _R.Document, _R.Graphic, _R.Link}
# Lines, bars, and the empty corner of a table.
_SILENT = {_R.Separator, _R.ScrollBar, _R.NoRole, _R.Client, _R.Indicator, _R.Pane}


def check_names(window: QWidget) -> list[Finding]:
    """Controls without a name, with a name that is not what they show, or with no true role."""
    found: list[Finding] = []
    for widget in controls(window):
        name, role = name_of(widget), role_of(widget)
        # A menu is named by what opens it; its entries are looked at below.
        if not name and not isinstance(widget, QMenu):
            found.append(Finding(Check.NAME, called(widget), "has no accessible name"))
        elif isinstance(widget, QPushButton) and not _says(name, text_of(widget)):
            says = f"is spoken as “{name}”, without the words that it shows"
            found.append(Finding(Check.NAME, called(widget), says))
        if role not in _allowed(widget):
            found.append(Finding(Check.NAME, called(widget), f"has the role {role.name}"))
        if isinstance(widget, QAbstractItemView | QMenu):
            found.extend(_children(widget))
    return found


def _allowed(widget: QWidget) -> set[QAccessible.Role]:
    return next((roles for kind, roles in _ROLES if isinstance(widget, kind)), _OTHER)


def _says(name: str, shown: str) -> bool:
    """Whether a name holds the words that are shown; shortened ones as far as they go."""
    words = shown.strip().rstrip("…").strip()
    return words.casefold() in name.casefold()


def _children(widget: QWidget) -> list[Finding]:
    whole = heard(widget)
    found = []
    for at in range(whole.childCount() if whole is not None else 0):
        child = whole.child(at) if whole is not None else None
        if child is None or _is_silent(widget, child, at):
            continue
        if not child.text(QAccessible.Text.Name).strip():
            says = f"its part {at} ({child.role().name}) has no accessible name"
            found.append(Finding(Check.NAME, called(widget), says))
    return found


def _is_silent(widget: QWidget, child: QAccessibleInterface, at: int) -> bool:
    if isinstance(widget, QMenu):
        return widget.actions()[at].isSeparator()
    return child.role() in _SILENT
