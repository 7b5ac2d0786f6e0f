"""One case: its pen picture, and where the return of each agency stands."""

from __future__ import annotations

from typing import ClassVar

from app.analysis.tracking import Cell, CellState
from app.domain.audits import Case
from app.domain.changes import Topic
from app.reports.wording import plural
from app.ui.pages.partnership.reading import Standing
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.room import Floor, Room
from app.ui.pages.partnership.wording import brought_in, case_title
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.labels import body_text, section_title
from app.ui.widgets.task_list import Task, TaskList


class CasePage(Room):
    """What the partnership knows of a child, and from whom it will hear."""

    concerns: ClassVar = frozenset({Topic.AUDITS, Topic.RETURNS})

    def __init__(self, floor: Floor, case: Case) -> None:
        super().__init__(floor, case_title(case), back="Cases and agencies")
        self._case = case
        self.sentence.setText(f"UIN {case.uin}")
        picture = " ".join(case.pen_picture.split()) or "The case list has no pen picture."
        self.add(section_title("Pen picture"), gap_before=Space.S)
        self.add(body_text(picture, selectable=True))
        self.add(section_title("Returns"), gap_before=Space.S)
        self.tasks = TaskList([], "Returns on this case")
        self.tasks.opened.connect(self._open)
        self.add(self.tasks)
        self.end()

    def focus_first(self) -> None:
        self.back.setFocus()

    def look(self) -> None:
        super().look()
        self.read_standing(self._show)

    def _show(self, standing: Standing) -> None:
        rows = []
        for agency in standing.audit.agencies:
            cell = standing.tracker.cell(self._case.uin, agency.id)
            status, tone, icon = _words(cell)
            rows.append(
                Task(agency.id, agency.name, "", status, tone, icon, enabled=cell.is_in)
            )
        self.tasks.set_tasks(rows)
        self.say(brought_in(standing))

    def _open(self, agency_id: str) -> None:
        self.floor.open(ReturnPage(self.floor, self._case.uin, agency_id, back="The case"))


def _words(cell: Cell) -> tuple[str, Tone, str]:
    if cell.state is CellState.OVERDUE:
        return f"{plural(cell.days_late, 'day')} late", Tone.ATTENTION, "attention"
    if cell.state is CellState.RECEIVED:
        again = f", revision {cell.revision}" if cell.revision > 1 else ""
        return f"received{again}", Tone.GOOD, "check"
    if cell.state is CellState.NIL:
        return "not known (nil)", Tone.SECONDARY, "circle"
    return ("not asked" if cell.state is CellState.NOT_ASKED else "not yet"), Tone.SECONDARY, ""
