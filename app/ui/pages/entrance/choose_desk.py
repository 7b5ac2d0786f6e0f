"""The first page of all: which desk is this?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.storage import Desk
from app.ui.theme.tokens import Space
from app.ui.widgets.labels import body_text, hint, page_title
from app.ui.widgets.surfaces import ReadingColumn
from app.ui.widgets.task_list import Task, TaskList

DESK_WORDS = {Desk.AGENCY: "the agency’s desk", Desk.PARTNERSHIP: "the partnership’s desk"}
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
    """``chosen(Desk)`` when one is taken. A desk that was set up before says so.

    Where the organisation has preset a desk, no other can be set up. One that is here already can
    be opened.
    """

    chosen = Signal(object)

    def __init__(self, existing: frozenset[Desk], preset: Desk | None = None) -> None:
        super().__init__()
        self.add(page_title("Which desk is this?"))
        self.add(
            body_text(
                "Everything is kept encrypted on this computer. "
                "Nothing leaves it by itself: what is sent, you seal and send yourself."
            )
        )
        offered = [
            desk
            for desk in (Desk.AGENCY, Desk.PARTNERSHIP)
            if preset is None or desk is preset or desk in existing
        ]
        self.desks = TaskList(
            [
                Task(
                    desk.value,
                    *_NAMES[desk],
                    status="set up on this computer" if desk in existing else "",
                    icon="check" if desk in existing else "",
                )
                for desk in offered
            ],
            "Desks",
        )
        self.desks.opened.connect(lambda key: self.chosen.emit(Desk(key)))
        self.add(self.desks, gap_before=Space.S)
        if preset is None:
            self.add(
                hint("Not sure? If somebody sent you a file ending in .paudit, take the first.")
            )
        else:
            self.add(_preset_line(preset))
        self.end()
        self.setFocusProxy(self.desks.row((preset or offered[0]).value))


def _preset_line(preset: Desk) -> QWidget:
    # Imported here: hardly any first page needs it.
    from app.ui.widgets.preset import PresetLine

    return PresetLine(f"only {DESK_WORDS[preset]} can be set up on this computer.")
