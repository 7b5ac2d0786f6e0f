"""The logo as it will stand on paper: small, on white, whatever the scheme of the window is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import RADIUS

_PAD = 12
_WIDEST = 360  # however large the text is: a picture gains nothing by growing with it


class LogoView(QLabel):
    """Shows the bytes of a picture."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("The logo")
        theme_changes().changed.connect(self.updateGeometry)

    def show_logo(self, logo: bytes) -> None:
        """Show a picture."""
        self._whole = QPixmap()
        self._whole.loadFromData(logo)
        self.setPixmap(self._whole)  # makes it a picture to a screen reader
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        now = theme()
        room = QSize(min(now.px(280), _WIDEST), now.px(88))
        size = self._whole.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return size + QSize(2 * now.px(_PAD), 2 * now.px(_PAD))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.setBrush(QColor("white"))
        painter.setPen(QPen(QColor(theme().palette.edge), 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        pad = theme().px(_PAD)
        inside = QRectF(self.rect()).adjusted(pad, pad, -pad, -pad)
        painter.drawPixmap(inside, self._whole, QRectF(self._whole.rect()))
