"""A layout that sets its items side by side and wraps them, like words in a line."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Wraps at the right edge. An item wider than the row is given the row, and may wrap inside."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 12, row_gap: int | None = None
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._row_gap = gap if row_gap is None else row_gap
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
        height = max((size.height() for size in shown), default=0)
        return self._framed(width, height)

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return self._framed(
            max((size.width() for size in shown), default=0),
            max((size.height() for size in shown), default=0),
        )

    def _framed(self, width: int, height: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(
            width + margins.left() + margins.right(), height + margins.top() + margins.bottom()
        )

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inside = rect.marginsRemoved(margins)
        x, y = inside.x(), inside.y()
        row: list[tuple[QLayoutItem, QSize, int]] = []
        row_height = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _fitted(item, inside.width())
            if row and x + size.width() > inside.right() + 1:
                _set(row, y, row_height, move=move)
                x, y = inside.x(), y + row_height + self._row_gap
                row, row_height = [], 0
            row.append((item, size, x))
            x += size.width() + self._gap
            row_height = max(row_height, size.height())
        _set(row, y, row_height, move=move)
        return y + row_height - rect.y() + margins.bottom()


def _fitted(item: QLayoutItem, width: int) -> QSize:
    size = item.sizeHint().expandedTo(item.minimumSize()).boundedTo(item.maximumSize())
    if size.width() <= width:
        return size
    wide = max(width, 1)
    high = item.heightForWidth(wide) if item.hasHeightForWidth() else size.height()
    return QSize(wide, high)


def _set(row: list[tuple[QLayoutItem, QSize, int]], y: int, height: int, *, move: bool) -> None:
    if not move:
        return
    for item, size, x in row:
        middle = y + (height - size.height()) // 2
        item.setGeometry(QRect(QPoint(x, middle), size))
