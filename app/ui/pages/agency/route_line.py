"""Whether the way to the partnership was tried, and where it is tried."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.days import long_day
from app.ui.pages.agency.overview import AuditView
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, quiet_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.surfaces import stack_when_narrow

_ROOM_FOR_ROW = 460


class RouteLine(QWidget):
    """``asked`` to make a test package. As long as nothing went out, it stands out and says why;
    after that it is a quiet line.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.offer = Banner(
            Tone.SECONDARY,
            "Does a sealed file reach the partnership?",
            "A test package has no returns in it. It shows that the way is good, while there is "
            "nothing to lose.",
            action="Try the way first…",
            icon="mail",
        )
        self.offer.acted.connect(self.asked)
        column.addWidget(self.offer)
        self.quiet = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.quiet)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        self.line = IconLine("mail", "", Tone.TEXT)
        row.addWidget(self.line, 1, Qt.AlignmentFlag.AlignVCenter)
        self._again = quiet_button("Try the way first…", icon="mail")
        self._again.clicked.connect(self.asked)
        row.addWidget(self._again)
        stack_when_narrow(self.quiet, row, _ROOM_FOR_ROW)
        column.addWidget(self.quiet)

    @property
    def try_it(self) -> Button:
        """The button that makes a test package, as it is now."""
        loud = self.offer.button
        return loud if loud is not None and not self.offer.isHidden() else self._again

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
        else:
            self.line.set("mail", "Nobody has tried the way to the partnership yet", Tone.TEXT)
        self.offer.setVisible(untried and route.arrived_on is None and not view.sealed)
        self.quiet.setVisible(self.offer.isHidden())
        self._again.set_text("Try the way first…" if untried else "Make another test package…")
        self._again.setVisible(route.arrived_on is None)
