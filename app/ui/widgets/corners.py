"""Round corners of windows that may be seen through: menus and popovers."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion
from PySide6.QtWidgets import QWidget

from app.ui.theme.tokens import RADIUS


def cut_corners(popup: QWidget) -> None:
    """Cut the corners off where they might be black instead of clear.

    A desktop on X11 that does not compose its windows shows them so, and Qt does not say whether
    one does.
    """
    if QGuiApplication.platformName() == "xcb":
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(popup.rect()), RADIUS, RADIUS)
        popup.setMask(QRegion(outline.toFillPolygon().toPolygon()))
