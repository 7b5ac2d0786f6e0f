"""Menus with the product's corners and icons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.theme.icons import icon as themed_icon
from app.ui.theme.tokens import Tone
from app.ui.widgets.corners import cut_corners
from app.ui.widgets.plain import button_text


class Menu(QMenu):
    """A menu. Its entries are plain text, whatever a case or an agency is called."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Round corners need a window that may be seen through; Fusion's shadow would be square.
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut_corners(self)

    def add(
        self, text: str, chosen: Callable[[], object], *, icon: str = "", enabled: bool = True
    ) -> QAction:
        """Add an entry that calls ``chosen``."""
        action = QAction(button_text(text), self)
        if icon:
            action.setIcon(themed_icon(icon, Tone.SECONDARY))
        action.setEnabled(enabled)
        action.triggered.connect(lambda: chosen())
        self.addAction(action)
        return action
