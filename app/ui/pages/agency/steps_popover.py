"""The steps of a form over the page, where the side has no room for them."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.ui.interview.interview import Interview
from app.ui.theme.current import theme
from app.ui.widgets.navigation import StepNav
from app.ui.widgets.surfaces import Popover


class StepsPopover(Popover):
    """Closes when a step is chosen."""

    def __init__(self, parent: QWidget, interview: Interview) -> None:
        super().__init__(parent, "Steps of this form")
        self.body.setContentsMargins(0, 4, 0, 4)
        self.nav = StepNav(interview.head(), interview.sections(), interview.step)
        self.nav.chosen.connect(self.close)
        self.nav.chosen.connect(interview.choose)
        self.body.addWidget(self.nav)
        room = parent.height() - theme().px(110)
        self.nav.setFixedHeight(min(theme().px(620), max(room, 240)))

    def open_at(self, point: QPoint) -> None:
        super().open_at(point)
        self.nav.view.setFocus()
