"""Tab goes through everything and comes round; Shift and Tab goes back the same way.

The keys are pressed on the window, as a keyboard does. Walking Qt's own chain of focus instead
would not notice a widget that keeps the key, and ends PySide 6.11 in a crash.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from app.ui.theme.focus_ring import FocusFollower
from tests.ui.accessibility.controls import controls, takes_tab
from tests.ui.accessibility.finding import Check, Finding, called

_SPARE = 8


def focus_order(window: QWidget) -> list[QWidget]:
    """The widgets that Tab comes to, from the first until it comes round or does not go on."""
    begun = window.focusWidget()
    if begun is not None:
        begun.clearFocus()
    order: list[QWidget] = []
    for _ in range(len(_expected(window)) + _SPARE):
        now = _press(window, Qt.Key.Key_Tab)
        if now is None or now in order:
            break
        order.append(now)
    return order


def check_focus(window: QWidget) -> list[Finding]:
    """What Tab does not come to, and where it does not go on or does not come back."""
    expected = _expected(window)
    if isinstance(window, QMenu) or not expected:
        return []  # arrows go through a menu
    try:
        return _walk(window, expected)
    finally:
        _calm(window)


def _walk(window: QWidget, expected: list[QWidget]) -> list[Finding]:
    order = focus_order(window)
    found = [
        Finding(Check.FOCUS, called(widget), "is not reached with Tab")
        for widget in expected
        if not _is_reached(widget, order)
    ]
    if not order:
        return found
    first, last = order[0], order[-1]
    # After a whole round the last press has come to the first again; else it is held elsewhere.
    held = _focus(window)
    if held is not first and held is not None:
        found.append(Finding(Check.FOCUS, called(held), "holds the focus: Tab does not go on"))
        return found
    back = [first]
    for _ in order[1:]:
        now = _press(window, Qt.Key.Key_Backtab)
        if now is not None:
            back.append(now)
    if set(back) != set(order):
        held = next((w for w, after in pairwise(back) if w is after), last)
        found.append(Finding(Check.FOCUS, called(held), "Shift and Tab does not go back from it"))
    return found


def _is_reached(widget: QWidget, order: list[QWidget]) -> bool:
    """Whether Tab came to it, or to the one of its group from which the arrows lead on."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None:
        return any(button in order for button in group.buttons())
    return widget in order


def _expected(window: QWidget) -> list[QWidget]:
    return [widget for widget in controls(window) if takes_tab(widget)]


def _press(window: QWidget, key: Qt.Key) -> QWidget | None:
    handle = window.windowHandle()
    back = key == Qt.Key.Key_Backtab
    modifier = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(handle, key, modifier)
    return _focus(window)


def _focus(window: QWidget) -> QWidget | None:
    # While a popup is open, the application's own answer is what has the focus behind it.
    is_popup = window.windowType() == Qt.WindowType.Popup
    return window.focusWidget() if is_popup else QApplication.focusWidget()


def _calm(window: QWidget) -> None:
    """Let the next picture be as if no key had been pressed: without a ring."""
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    app = QApplication.instance()
    follower = app.findChild(FocusFollower) if app is not None else None
    if follower is not None:
        follower._by_mouse = True
