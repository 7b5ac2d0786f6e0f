"""A form that nothing can be written in, to look at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.audits import Audit
from app.ui.interview.check_page import CheckPage
from app.ui.interview.wording import reason_words
from app.ui.pages.agency.overview import CaseLine
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.surfaces import button_row


class LookPage(QWidget):
    """``acted`` by its button, ``print_asked`` to have it on paper, ``left`` to go back to the
    cases.
    """

    acted = Signal()
    print_asked = Signal()
    left = Signal()

    def __init__(
        self, audit: Audit, line: CaseLine, banner: Banner, action: str, *, icon: str
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.answers = CheckPage(audit, line.form.case, read_only=True, authors=line.authors)
        self.banner = banner
        why = reason_words(line.form.ref.revision, line.form.reason)
        if why:
            self.answers.put_on_top(IconLine("edit", why, Tone.TEXT))
        self.answers.put_on_top(banner)
        self.answers.print_asked.connect(self.print_asked)
        self.answers.follow(line.form.form)
        column.addWidget(self.answers, 1)
        self.back = secondary_button("Back to the cases", icon="back")
        self.back.clicked.connect(self.left)
        self.action = secondary_button(action, icon=icon)
        self.action.clicked.connect(self.acted)
        foot = QWidget()
        row = button_row(self.back, self.action)
        row.setContentsMargins(40, Space.M, 40, Space.XL)
        foot.setLayout(row)
        column.addWidget(foot)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.back
