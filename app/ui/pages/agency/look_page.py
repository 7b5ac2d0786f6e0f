"""A form that nothing can be written in, to look at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.authorship import Authors
from app.services.answer_case import CaseForm
from app.ui.interview.check_page import CheckPage
from app.ui.interview.wording import reason_words
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.surfaces import button_row


class LookPage(QWidget):
    """``acted`` by its button, where it has one, ``print_asked`` to have it on paper, ``left`` to
    go back.
    """

    acted = Signal()
    print_asked = Signal()
    left = Signal()

    def __init__(
        self,
        form: CaseForm,
        authors: Authors,
        banner: Banner,
        action: str = "",
        *,
        icon: str = "",
        back: str = "Back to the cases",
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.answers = CheckPage(form.audit, form.case, read_only=True, authors=authors)
        self.banner = banner
        why = reason_words(form.ref.revision, form.reason)
        if why:
            self.answers.put_on_top(IconLine("edit", why, Tone.TEXT))
        self.answers.put_on_top(banner)
        self.answers.print_asked.connect(self.print_asked)
        self.answers.follow(form.form)
        column.addWidget(self.answers, 1)
        self.back = secondary_button(back, icon="back")
        self.back.clicked.connect(self.left)
        foot = QWidget()
        buttons = [self.back]
        if action:
            self.action = secondary_button(action, icon=icon)
            self.action.clicked.connect(self.acted)
            buttons.append(self.action)
        row = button_row(*buttons)
        row.setContentsMargins(40, Space.M, 40, Space.XL)
        foot.setLayout(row)
        column.addWidget(foot)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.back
