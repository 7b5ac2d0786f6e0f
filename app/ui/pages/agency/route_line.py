"""Whether the way to the partnership was tried, and where it is tried."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.days import long_day
from app.ui.pages.agency.overview import AuditView
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import hint
from app.ui.widgets.surfaces import stack_when_narrow

_ROOM_FOR_ROW = 460


class RouteLine(QWidget):
    """``asked`` to make a test package. It is said why, as long as nothing was sent."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        self.line = IconLine("mail", "", Tone.TEXT)
        self.why = hint(
            "A test package has no returns in it. It shows whether a sealed file reaches the "
            "partnership, while there is nothing to lose."
        )
        words.addStretch(1)  # level with the button
        words.addWidget(self.line)
        words.addWidget(self.why)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.try_it = quiet_button("Try the way first…", icon="mail")
        self.try_it.clicked.connect(self.asked)
        row.addWidget(self.try_it)
        stack_when_narrow(self, row, _ROOM_FOR_ROW)

    def set(self, view: AuditView) -> None:
        """Say how far the way was tried."""
        route = view.route
        untried = route.tried_on is None
        if route.arrived_on is not None:
            day = long_day(route.arrived_on)
            words = f"The way is good: a test package arrived on {day}"
            self.line.set("check", words, Tone.GOOD)
        elif route.tried_on is not None:
            day = long_day(route.tried_on)
            words = f"Test package made on {day}; not confirmed yet"
            self.line.set("clock", words, Tone.TEXT)
        elif view.sealed:
            self.line.set("mail", "The way to the partnership was not tried", Tone.TEXT)
        else:
            self.line.set("mail", "Does a sealed file reach the partnership?", Tone.TEXT)
        self.why.setVisible(untried and not view.sealed)
        self.try_it.set_text("Try the way first…" if untried else "Make another test package…")
        self.try_it.setVisible(route.arrived_on is None)
