"""An agency to tick, with a way to change it and what is missing from it."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.audits import Agency
from app.ui.pages.partnership.agency_form import contact_words
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.option_card import Choice, TickCard
from app.ui.widgets.surfaces import stack_when_narrow


class AgencyRow(QWidget):
    """Fits one agency of the list."""

    def __init__(self, agency: Agency, *, ticked: bool) -> None:
        super().__init__()
        self.agency = agency
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        words = contact_words(agency) or "No e-mail address yet"
        self.tick = TickCard(Choice(agency.id, agency.name, words))
        self.tick.setChecked(ticked)
        self.edit = quiet_button("Change")
        self.edit.setAccessibleName(f"Change {agency.name}")
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(Space.S)
        row.addWidget(self.tick, 1)
        row.addWidget(self.edit)
        column.addLayout(row)
        stack_when_narrow(self, row, 360)
        self.trouble = IconLine("problem", "", Tone.PROBLEM)
        self.trouble.hide()
        column.addWidget(self.trouble)

    def set_error(self, text: str) -> None:
        """Say what is missing; nothing where nothing is."""
        self.trouble.set_text(text)
        self.trouble.setVisible(bool(text))
