"""What every part of the findings has in common, and the table that most of them show."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from typing import ClassVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.models.grid_model import Grid, GridModel
from app.ui.pages.partnership.room import Room, Slot
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space
from app.ui.widgets.grid_table import GridTable, cell_width
from app.ui.widgets.labels import hint
from app.ui.widgets.surfaces import EmptyState

_LEAST_ROWS = 8
_MEASURED = 12


class Part(QWidget):
    """One part. It reads what it shows when it is looked at, and not before.

    ``lead`` says what is shown and how it is counted; ``empty`` stands where there is nothing.
    ``keys`` is what the status line says of the keyboard; ``filled`` comes when there is
    something new to stand on.
    """

    keys: ClassVar[str] = ""
    filled = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.stale = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.M)
        self.lead = hint("")
        self.column.addWidget(self.lead)
        self.empty = Slot()
        self.column.addWidget(self.empty)
        self.hide()

    def look(self) -> None:
        """Read again what is shown."""
        self.stale = False

    def first(self) -> QWidget:
        """Where the keyboard goes."""
        return next(iter(self.stops()), self)

    def stops(self) -> Sequence[QWidget]:
        """What the Tab key comes to, in the order in which it is seen."""
        raise NotImplementedError

    def end(self) -> None:
        """Say that nothing follows: what is there stays at the top."""
        self.column.addStretch(1)

    def show_empty(self, icon: str, title: str, text: str) -> None:
        """Say why there is nothing, and when there will be something."""
        self.lead.hide()
        self.empty.put(EmptyState(icon, title, text))

    def show_lead(self, text: str) -> None:
        """Say what is shown."""
        self.empty.put()
        self.lead.setText(text)
        self.lead.setVisible(bool(text))


class FindingsTable(GridTable):
    """A grid that scrolls inside itself when it is long."""

    def __init__(self, name: str, corner: str, *, least_rows: int = _LEAST_ROWS) -> None:
        self._least_rows = least_rows
        self.grid_model = GridModel()
        super().__init__(name, row_headers=True, corner=corner)
        self.grid_model.setParent(self)
        self.setModel(self.grid_model)

    def show_grid(self, grid: Grid) -> None:
        """Show another table, from its first cell if it is another one."""
        here = self.currentIndex().isValid()
        self.grid_model.set_grid(grid)
        if not here or not self.currentIndex().isValid():
            self.setCurrentIndex(self.grid_model.index(0, 0))
        self.setVisible(bool(grid.lines))
        self.fit()

    def fit(self, *_: object) -> None:
        """Give the titles two lines where one of them has two."""
        model, header = self.model(), self.horizontalHeader()
        if isinstance(model, GridModel):
            two = any("\n" in column.title for column in model.grid.columns)
            high = theme().px(64 if two else 44)
            if header.height() != high:
                header.setFixedHeight(high)
                header.resize(header.width(), high)
        super().fit()

    def sizeHintForColumn(self, column: int) -> int:
        # Measured are the longest: to measure every cell of 300 cases takes a second.
        cells = (line.cells[column] for line in self.grid_model.grid.lines)
        longest = nlargest(_MEASURED, cells, key=lambda cell: len(cell.text) + len(cell.detail))
        return max((cell_width(cell) for cell in longest), default=0)

    def sizeHint(self) -> QSize:
        now, wanted = theme(), super().sizeHint()
        limit = self.horizontalHeader().height() + self._least_rows * now.px(46)
        return QSize(wanted.width(), min(wanted.height(), limit))
