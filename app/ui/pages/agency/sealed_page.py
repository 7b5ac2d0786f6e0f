"""A sealed return, to look at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.audits import Audit
from app.ui.interview.check_page import CheckPage
from app.ui.interview.wording import long_day
from app.ui.pages.agency.overview import CaseLine
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.surfaces import button_row


class SealedPage(QWidget):
    """``reopen_asked`` to write in it again, ``print_asked`` to have it on paper, ``left`` to go
    back to the cases.
    """

    reopen_asked = Signal()
    print_asked = Signal()
    left = Signal()

    def __init__(self, audit: Audit, line: CaseLine) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.answers = CheckPage(audit, line.form.case, read_only=True)
        revision = line.form.ref.revision
        day = f" on {long_day(line.sealed_on)}" if line.sealed_on else ""
        self.banner = Banner(
            Tone.GOOD,
            f"Sealed{day}, revision {revision}.",
            f"To change it, reopen it: the next package then carries revision {revision + 1}.",
        )
        self.answers.put_on_top(self.banner)
        self.answers.print_asked.connect(self.print_asked)
        self.answers.follow(line.form.form)
        column.addWidget(self.answers, 1)
        foot = QWidget()
        row = button_row()
        row.setContentsMargins(40, Space.M, 40, Space.XL)
        foot.setLayout(row)
        self.reopen = secondary_button(f"Reopen as revision {revision + 1}", icon="edit")
        self.reopen.clicked.connect(self.reopen_asked)
        self.back = secondary_button("Back to the cases", icon="back")
        self.back.clicked.connect(self.left)
        row.addWidget(self.back)
        row.addWidget(self.reopen)
        column.addWidget(foot)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.back
