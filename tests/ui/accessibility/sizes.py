"""Controls are at least 36 px high and choices 44, so that a hand that trembles can hit them."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QMenu, QTextEdit, QWidget

from app.ui.theme.current import theme
from app.ui.theme.tokens import CHOICE_HEIGHT, CONTROL_HEIGHT
from app.ui.widgets.error_summary import LinkLine
from app.ui.widgets.option_card import RadioCard, TickCard
from app.ui.widgets.task_list import TaskRow
from tests.ui.accessibility.controls import cells, controls
from tests.ui.accessibility.finding import Check, Finding, called

# A link in a list of links, and a row of a list that is one control: WCAG 2.2 asks for 24.
_LINK = 24
_ROW = 32


def check_sizes(window: QWidget) -> list[Finding]:
    """Controls that are lower than they should be at this size of text."""
    found = []
    for widget in controls(window):
        if isinstance(widget, QMenu):
            least, high = _LINK, _lowest_action(widget)
        elif isinstance(widget, QAbstractItemView):
            least, high = _ROW, _lowest_row(widget)
        else:
            least, high = _least(widget), widget.height()
        if high < theme().px(least):
            says = f"is {high} px high; {theme().px(least)} are needed"
            found.append(Finding(Check.SIZE, called(widget), says))
    return found


def _least(widget: QWidget) -> int:
    if isinstance(widget, RadioCard | TickCard | TaskRow):
        return CHOICE_HEIGHT
    if isinstance(widget, LinkLine):
        return _LINK
    return CONTROL_HEIGHT if not isinstance(widget, QTextEdit) else CHOICE_HEIGHT


def _lowest_row(view: QAbstractItemView) -> int:
    heights = [view.visualRect(index).height() for index in cells(view)]
    return min((high for high in heights if high > 0), default=10_000)


def _lowest_action(menu: QMenu) -> int:
    heights = [menu.actionGeometry(a).height() for a in menu.actions() if not a.isSeparator()]
    return min(heights, default=10_000)
