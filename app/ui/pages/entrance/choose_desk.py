"""The first page of all: which desk is this?"""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.storage import Desk
from app.ui.theme.tokens import Space
from app.ui.widgets.labels import body_text, hint, page_title
from app.ui.widgets.surfaces import ReadingColumn
from app.ui.widgets.task_list import Task, TaskList

_NAMES = {
    Desk.AGENCY: (
        "I audit cases for an agency",
        "You were sent an audit pack, and fill in one form for each child.",
    ),
    Desk.PARTNERSHIP: (
        "I run audits for the partnership",
        "You choose the cases, send the packs out, take the returns in and write the report.",
    ),
}


class ChooseDeskPage(ReadingColumn):
    """``chosen(Desk)`` when one is taken. A desk that was set up before says so."""

    chosen = Signal(object)

    def __init__(self, existing: frozenset[Desk]) -> None:
        super().__init__()
        self.add(page_title("Which desk is this?"))
        self.add(
            body_text(
                "Everything is kept encrypted on this computer. "
                "Nothing leaves it by itself: what is sent, you seal and send yourself."
            )
        )
        self.desks = TaskList(
            [
                Task(
                    desk.value,
                    *_NAMES[desk],
                    status="set up on this computer" if desk in existing else "",
                    icon="check" if desk in existing else "",
                )
                for desk in (Desk.AGENCY, Desk.PARTNERSHIP)
            ],
            "Desks",
        )
        self.desks.opened.connect(lambda key: self.chosen.emit(Desk(key)))
        self.add(self.desks, gap_before=Space.S)
        self.add(hint("Not sure? If somebody sent you a file ending in .paudit, take the first."))
        self.end()
        self.setFocusProxy(self.desks.row(Desk.AGENCY.value))
