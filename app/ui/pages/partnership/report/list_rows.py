"""A row of the list of reports: what it is and for whom, which case or agency, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import quiet_button, secondary_button
from app.ui.widgets.labels import hint, strong_text
from app.ui.widgets.menus import Menu
from app.ui.widgets.plain import one_line
from app.ui.widgets.surfaces import stack_when_narrow

Deed = tuple[str, str, Callable[[str], object]]
"""An entry of the menu: its words, its icon, and what it does with what is chosen."""
Choices = Sequence[tuple[str, str]]
"""What is offered: a key with its words each."""


class Chooser(QComboBox):
    """Which case or agency a report is about. It is never wider than the row."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        # Qt's own delegate for this list does not know the style sheet's row heights.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(8)

    def fill(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these; what was chosen stays so if it is among them."""
        before = self.currentData()
        self.clear()
        for key, text in choices:
            self.addItem(one_line(text), key)
        self.setCurrentIndex(max(self.findData(before), 0))


class ReportRow(QWidget):
    """One report. Everything that can be done with it is said with its name."""

    def __init__(
        self,
        title: str,
        for_whom: str,
        preview: Callable[[str], object],
        deeds: Sequence[Deed],
        *,
        choose: str = "",
        then: str = "",
    ) -> None:
        super().__init__()
        self._preview, self._deeds, self._title = preview, tuple(deeds), title
        self._below: dict[str, Choices] = {}
        self.menu: Menu | None = None
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addWidget(strong_text(title))
        words.addWidget(hint(for_whom))
        self.chooser: Chooser | None = None
        if choose:
            self.chooser = Chooser(choose)
            self.chooser.activated.connect(self._offer_below)
            words.addSpacing(Space.XS)
            words.addLayout(_line(self.chooser))
        self.then: Chooser | None = None
        if then:
            self.then = Chooser(then)
            words.addLayout(_line(self.then))
        row.addLayout(words, 1)
        self.open = secondary_button("Preview", icon="document")
        self.open.setAccessibleName(f"Preview: {title}")
        self.open.clicked.connect(self._open)
        self.more = quiet_button("More", icon="chevron-down")
        self.more.setAccessibleName(f"More: {title}")
        self.more.clicked.connect(self._show_menu)
        buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(Space.XS)
        buttons.addWidget(self.open)
        buttons.addWidget(self.more)
        buttons.addStretch(0)
        holder = QWidget()
        holder.setLayout(buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        row.addWidget(holder)
        stack_when_narrow(self, row, 480)

    def chosen(self) -> str:
        """The case or the agency that is chosen; both, where there are both to choose."""
        choosers = [each for each in (self.chooser, self.then) if each is not None]
        return " ".join(str(each.currentData() or "") for each in choosers)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these; without any, nothing can be done."""
        if self.chooser is not None:
            self.chooser.fill(choices)
            self.chooser.setVisible(bool(choices))
        for button in (self.open, self.more):
            button.setEnabled(bool(choices))

    def _open(self) -> None:
        self._preview(self.chosen())

    def _show_menu(self) -> None:
        menu = Menu(self)
        for words, icon, does in self._deeds:
            menu.add(words, partial(self._do, does), icon=icon)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + Space.XS)))

    def set_choices_of(self, whole: Sequence[tuple[tuple[str, str], Choices]]) -> None:
        """Offer these, and below each what belongs to it."""
        self._below = {key: below for (key, _words), below in whole}
        self.set_choices([first for first, _below in whole])
        self._offer_below()

    def _offer_below(self, *_: object) -> None:
        if self.chooser is not None and self.then is not None:
            below = self._below.get(str(self.chooser.currentData() or ""), ())
            self.then.fill(below)
            self.then.setVisible(bool(below))

    def _do(self, does: Callable[[str], object]) -> None:
        does(self.chosen())


def _line(chooser: Chooser) -> QBoxLayout:
    line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    line.addWidget(chooser)
    line.addStretch(1)
    return line
