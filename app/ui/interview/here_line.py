"""Over the questions where the side has no room: which case it is, and which days to look at."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.audits import Audit, Case
from app.domain.returns import Form
from app.ui.interview.wording import case_line, case_title
from app.ui.theme.tokens import Space
from app.ui.widgets.labels import caption
from app.ui.widgets.small import Rule


class HereLine(QWidget):
    """Does not scroll with the page. The first page and the last say it themselves."""

    def __init__(self, audit: Audit, case: Case) -> None:
        super().__init__()
        self._audit, self._case = audit, case
        self._is_wanted = self._is_question = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.line = caption("")
        self.line.setContentsMargins(40, Space.S, 40, Space.S)
        column.addWidget(self.line)
        column.addWidget(Rule())
        self.hide()

    def set_wanted(self, wanted: bool) -> None:
        """Show it, or leave it to the side."""
        self._is_wanted = wanted
        self.setVisible(wanted and self._is_question)

    def follow(self, step: str, form: Form) -> None:
        """Say the days that are looked at on this page."""
        section = self._audit.tool.section_of.get(step)
        self._is_question = section is not None
        if section is not None:
            days = case_line(self._audit, self._case, form, section.look_back)
            self.line.setText(f"{case_title(self._case)} · {days}")
        self.setVisible(self._is_wanted and self._is_question)
