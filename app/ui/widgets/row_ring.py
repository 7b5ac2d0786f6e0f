"""The focus ring around the row of a list where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView

from app.ui.theme.focus_ring import draw_ring
from app.ui.theme.tokens import RADIUS


def ring_current_row(rows: QListView, *, below: int = 5) -> None:
    """Draw it if the list has the keyboard; it ends ``below`` pixels above the row's end."""
    index = rows.currentIndex()
    if rows.hasFocus() and index.isValid():
        painter = QPainter(rows.viewport())
        inner = QRectF(rows.visualRect(index)).adjusted(7, 5, -7, -below)
        draw_ring(painter, inner, RADIUS - 4)
        painter.end()
