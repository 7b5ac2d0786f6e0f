"""A picture on a page, as wide as there is room for, with the words that say the same."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.ui.theme.current import theme
from app.ui.widgets.plain import one_line

_DENSITY = 2  # pictures are kept at twice their size, to be sharp on every screen


class PictureView(QLabel):
    """Never larger than life. ``alt`` is what a screen reader says."""

    def __init__(self, path: Path, alt: str) -> None:
        super().__init__()
        self._whole = QPixmap(str(path))
        self.setPixmap(self._whole)  # makes it a picture to a screen reader
        self.setAccessibleName(one_line(alt))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _size(self, room: int) -> QSize:
        wide = min(room, self._whole.width() // _DENSITY)
        return QSize(wide, round(wide * self._whole.height() / max(self._whole.width(), 1)))

    def sizeHint(self) -> QSize:
        return self._size(self._whole.width())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._size(width).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._size(self.width())
        box = QRectF(0, 0, size.width(), size.height())
        painter.drawPixmap(box, self._whole, QRectF(self._whole.rect()))
        painter.setPen(QPen(QColor(theme().palette.edge), 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
