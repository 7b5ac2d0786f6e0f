"""A place on a page for what changes as a whole: a message, a form that was asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import PartnershipAuditError
from app.ui.messages import first_sentence
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner


class Slot(QWidget):
    """A place on a page whose content changes as a whole."""

    def __init__(self, *, gap: int = Space.L) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self.hide()

    def put(self, *widgets: QWidget) -> None:
        """Show these in place of what was there."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for widget in widgets:
            self._column.addWidget(widget)
            widget.show()
        self.setVisible(bool(widgets))

    def put_error(self, error: PartnershipAuditError, tone: Tone = Tone.PROBLEM) -> None:
        """Show a failure: what happened stands out, what is safe and to do follows."""
        self.put(Banner(tone, *first_sentence(error.sentence)))

    def first(self) -> QWidget | None:
        """What is shown, or the first of it."""
        item = self._column.itemAt(0)
        return item.widget() if item is not None else None
