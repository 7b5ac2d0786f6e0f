"""A list as high as its rows: the page scrolls, not the list. Rows are drawn by their delegate."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.ui.theme.current import theme_changes
from app.ui.theme.focus_ring import OWN_FOCUS
from app.ui.widgets.row_ring import ring_current_row

Index = QModelIndex | QPersistentModelIndex


class TallList(QListView):
    """One stop for Tab, arrows within. What a row does is the subclass's to say.

    ``moved(QRect)`` when the keyboard goes to another row, so that the page can follow.
    """

    moved = Signal(QRect)

    def __init__(self, name: str, model: QAbstractListModel, delegate: QStyledItemDelegate) -> None:
        super().__init__()
        self._list_model = model
        self._row_delegate = delegate
        delegate.setParent(self)
        self.setObjectName("tall")
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView#tall { background: transparent; border: 0; }")
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.setModel(model)
        for signal in (
            model.modelReset,
            model.rowsInserted,
            model.rowsRemoved,
            model.dataChanged,
        ):
            signal.connect(self.fit)
        theme_changes().changed.connect(self.fit)

    def first_row(self) -> int:
        """Where the keyboard goes at first; -1 for nowhere."""
        return 0 if self._list_model.rowCount() else -1

    def fit(self, *_: object) -> None:
        """Be as high as the rows."""
        option, model = QStyleOptionViewItem(), self._list_model
        high = sum(
            self._row_delegate.sizeHint(option, model.index(row)).height()
            for row in range(model.rowCount())
        )
        self.setFixedHeight(max(high, 1))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]  # the page scrolls

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.moved.emit(self.visualRect(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.first_row() >= 0:
            self.setCurrentIndex(self._list_model.index(self.first_row()))
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ring_current_row(self)
