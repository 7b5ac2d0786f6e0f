"""Under every page of a form: back to the cases, and the way from page to page."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.theme.current import theme_changes
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button


class Foot(QWidget):
    """``next_case`` is offered beside the others where there is room for it."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(34, Space.M, 40, Space.XL)
        self._row.setSpacing(Space.M)
        self.cases = quiet_button("All cases")
        self.steps = quiet_button("Steps")
        self.steps.hide()
        self.back = secondary_button("Back", icon="back")
        self.next_case = secondary_button("Next case")
        self.next_case.hide()
        self.forward = primary_button("Continue")
        self._offered = False
        self._row.addWidget(self.cases)
        self._row.addWidget(self.steps)
        self._row.addStretch(1)
        for button in (self.back, self.next_case, self.forward):
            self._row.addWidget(button)
        theme_changes().changed.connect(self._fit)

    def offer(self, words: str) -> None:
        """Offer the next case beside the way forward; nothing to offer it no more."""
        self._offered = bool(words)
        if words:
            self.next_case.set_text(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        others = (self.cases, self.steps, self.back, self.forward)
        shown = [self.next_case, *(each for each in others if not each.isHidden())]
        edges = self._row.contentsMargins()
        needed = edges.left() + edges.right() + self._row.spacing() * len(shown)
        needed += sum(button.sizeHint().width() for button in shown)
        self.next_case.setVisible(self._offered and needed <= self.width())
