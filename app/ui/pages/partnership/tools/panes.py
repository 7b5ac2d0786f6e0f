"""The editor's panes: all three where there is room, else the outline with one, else one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.theme.current import theme
from app.ui.widgets.small import Pills, Rule

_OUTLINE, _EDIT, _PREVIEW = "outline", "edit", "preview"
_ALL_THREE, _WITH_OUTLINE = 980, 640
_OUTLINE_WIDTH = 280
_LEAST_HEIGHT = 160


def pane_pills() -> Pills:
    """What is shown where not everything has room."""
    panes = [(_OUTLINE, "Outline"), (_EDIT, "Edit"), (_PREVIEW, "Preview")]
    return Pills(panes, "What is shown", current=_EDIT)


class Panes(QWidget):
    """Each pane scrolls by itself, so that they take what height is left.

    ``fitted(wide)`` whether the outline stands beside the rest.
    """

    fitted = Signal(bool)

    def __init__(self, outline: QWidget, forms: QWidget, preview: QWidget, pills: Pills) -> None:
        super().__init__()
        self._outline, self._forms, self._preview = outline, forms, preview
        self._pills = pills
        pills.chosen.connect(lambda _key: self._fit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._line = Rule(upright=True)
        row.addWidget(outline)
        row.addWidget(forms, 1)
        row.addWidget(self._line)
        row.addWidget(preview, 1)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), _LEAST_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _LEAST_HEIGHT)

    def hasHeightForWidth(self) -> bool:
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_form(self) -> None:
        """Turn from the outline to the fields, where only one of them has room."""
        if self._pills.current() == _OUTLINE:
            self._pills.set_current(_EDIT)
            self._fit()

    def _fit(self) -> None:
        three = self.width() >= theme().px(_ALL_THREE)
        two = self.width() >= theme().px(_WITH_OUTLINE)
        if two and self._pills.current() == _OUTLINE:
            self._pills.set_current(_EDIT)
        current = self._pills.current()
        self._pills.setVisible(not three)
        self._pills.button(_OUTLINE).setVisible(not two)
        self._outline.setVisible(two or current == _OUTLINE)
        self._forms.setVisible(three or current == _EDIT)
        self._preview.setVisible(three or current == _PREVIEW)
        self._line.setVisible(three)
        width = min(theme().px(_OUTLINE_WIDTH), round(self.width() * 0.4))
        self._outline.setFixedWidth(width if two else max(self.width(), 1))
        self.fitted.emit(two)
