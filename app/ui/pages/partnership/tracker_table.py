"""The grid of the tracker: its headers stay in sight, and returns may be picked in it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent

from app.ui.models.tracker_model import TrackerModel
from app.ui.theme.current import theme
from app.ui.theme.tokens import Size, Weight
from app.ui.widgets.grid_table import GridTable
from app.ui.widgets.text_layout import text_width

_LEAST_ROWS = 8
_PAD = 14
_LINE = 20


class TrackerTable(GridTable):
    """Scrolls inside itself when it is long. ``picked`` when other squares are picked.

    While one is picking, a click or Space takes a square in or out, and nothing is opened.
    """

    picked = Signal()

    def __init__(self) -> None:
        self._picking = False
        super().__init__("Returns by case and agency", row_headers=True, corner="Case")
        self.horizontalHeader().setResizeContentsPrecision(30)
        # A click opens only while nothing is being picked.
        self.clicked.disconnect(self.opened)
        self.clicked.connect(self._clicked)

    @property
    def picking(self) -> bool:
        """Whether squares are being picked."""
        return self._picking

    def set_picking(self, on: bool) -> None:
        """Begin to pick squares, or end it: then nothing is picked any more."""
        self._picking = on
        modes = GridTable.SelectionMode
        self.clearSelection()
        self.setSelectionMode(modes.MultiSelection if on else modes.SingleSelection)
        self.setAccessibleDescription(
            "Space takes a return in, or out again" if on else "Enter opens a return"
        )

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self._picking:
            self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if self._picking and event.key() in keys and self.currentIndex().isValid():
            way = self.selectionModel().SelectionFlag.Toggle
            self.selectionModel().select(self.currentIndex(), way)
            return
        super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if not self._picking:
            self.opened.emit(index)

    def fit(self, *_: object) -> None:
        """Break the names of agencies over two lines where one line each has no room."""
        model, header = self.model(), self.horizontalHeader()
        if isinstance(model, TrackerModel):
            model.break_names(self._wanted(model) > self.viewport().width())
            high = theme().px(24 + _LINE * model.lines)
            if header.height() != high:
                header.setFixedHeight(high)
                header.resize(header.width(), high)
        super().fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def _wanted(self, model: TrackerModel) -> int:
        """How wide the columns are with each name on one line."""
        font = theme().font(Size.BODY, Weight.STRONG)
        return sum(
            max(self.sizeHintForColumn(at), text_width(name, font) + 2 * _PAD)
            for at, name in enumerate(model.names())
        )

    def sizeHint(self) -> QSize:
        now, wanted = theme(), super().sizeHint()
        limit = now.px(44) + _LEAST_ROWS * now.px(46)
        return QSize(wanted.width(), min(wanted.height(), limit))
