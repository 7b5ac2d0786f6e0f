"""Who is asked about whom: everybody about everyone, unless a tick is taken away."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QModelIndex, QSize

from app.domain.set_up import Step
from app.reports.wording import plural
from app.ui.models.asked_model import NOT_ASKED, AskedModel, Pairs
from app.ui.pages.partnership.room import Floor, Slot
from app.ui.pages.partnership.set_up.hand import Hand
from app.ui.pages.partnership.set_up.step_page import StepPage
from app.ui.theme.current import theme
from app.ui.theme.tokens import Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.grid_table import Cell, GridTable, cell_width
from app.ui.widgets.labels import hint
from app.ui.widgets.surfaces import button_row

_MOST_ROWS = 9


class AskedTable(GridTable):
    """A grid that scrolls inside itself; its columns do not move as squares are turned over."""

    def __init__(self) -> None:
        super().__init__("Who is asked about whom", row_headers=True, corner="Case")

    def fit(self, *_: object) -> None:
        high = theme().px(64)
        if self.horizontalHeader().height() != high:
            self.horizontalHeader().setFixedHeight(high)
        super().fit()

    def sizeHintForColumn(self, column: int) -> int:
        # What is written in the squares changes with each click, and is never longer than this.
        widest = NOT_ASKED if column else Cell("3600 of 3600", icon="box")
        return cell_width(widest)

    def sizeHint(self) -> QSize:
        now, wanted = theme(), super().sizeHint()
        return QSize(wanted.width(), min(wanted.height(), now.px(64) + _MOST_ROWS * now.px(46)))


class AskedPage(StepPage):
    """The grid of ticks."""

    step: ClassVar = Step.ASKED

    def __init__(self, floor: Floor, hand: Hand) -> None:
        super().__init__(floor, hand, "Who is asked about whom", wide=True)
        self.model = AskedModel(self)
        self.empty = Slot()
        self.add(self.empty)
        self.how = hint(
            "Arrows go about, Space turns a square over. The first row and the first column turn "
            "over all of theirs."
        )
        self.add(self.how)
        self.table = AskedTable()
        self.table.setModel(self.model)
        self.table.opened.connect(self._toggle)
        self.body.addWidget(self.table, 100)
        self.ask_all = secondary_button("Ask everybody about everyone")
        self.ask_all.clicked.connect(lambda: self._set_out(frozenset()))
        self.add(button_row(self.ask_all, right=False))
        self.end_step()

    def show_set_up(self) -> None:
        now = self.set_up
        whole = bool(now.cases and now.agencies)
        for part in (self.how, self.table, self.ask_all):
            part.setVisible(whole)
        if whole:
            self.model.set_all(now.cases, now.agencies, now.not_asked)
            self.table.setCurrentIndex(self.model.index(1, 1))
        else:
            self._show_empty()
        self._say()

    def focus_first(self) -> None:
        (self.table if self.table.isVisibleTo(self) else self.next).setFocus()

    def focus_field(self, name: str) -> None:  # noqa: ARG002 - there is one place only
        self.focus_first()

    def before_leaving(self) -> None:
        if self.set_up.cases and self.set_up.agencies:
            self.change(asked_looked_at=True)

    def _show_empty(self) -> None:
        cases = not self.set_up.cases
        banner = Banner(
            Tone.ACCENT,
            "There are no cases yet." if cases else "There are no agencies yet.",
            "The grid is made of the cases and the agencies.",
            action="Go to the cases" if cases else "Go to the agencies",
        )
        banner.acted.connect(lambda: self.hand.ask(Step.CASES if cases else Step.AGENCIES))
        self.empty.put(banner)

    def _toggle(self, index: QModelIndex) -> None:
        self._set_out(self.model.toggled(index))

    def _set_out(self, out: Pairs) -> None:
        self.model.set_out(out)
        self.change(not_asked=out, asked_looked_at=True)
        self._say()

    def _say(self) -> None:
        asked = self.model.asked()
        self.sentence.setText(f"{plural(asked, 'return')} will be asked for." if asked else "")
        self.ask_all.setEnabled(asked < len(self.set_up.cases) * len(self.set_up.agencies))
