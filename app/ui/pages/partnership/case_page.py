"""One case, or one agency: what is known of it, and where each of its returns stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QApplication

from app.analysis.tracking import Cell, CellState, Stage
from app.domain.audits import Agency, Case
from app.domain.changes import Topic
from app.handover.email_draft import receipt_email
from app.reports.wording import plural
from app.services.write_receipt import WrittenReceipt, write_receipt
from app.ui.models.stages import look_of
from app.ui.pages.partnership.reading import Standing
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.room import Floor, Room
from app.ui.pages.partnership.send_page import SendPage
from app.ui.pages.partnership.wording import brought_in, case_name, case_title, short_day
from app.ui.pages.ways_out import ask_for_folder
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.labels import body_text, hint, section_title
from app.ui.widgets.surfaces import button_row
from app.ui.widgets.task_list import Task, TaskList


class _ReturnsPage(Room):
    """A page that ends with a list of returns."""

    concerns: ClassVar = frozenset({Topic.AUDITS, Topic.RETURNS, Topic.LETTERS, Topic.TRACKING})

    def focus_first(self) -> None:
        self.back.setFocus()

    def look(self) -> None:
        super().look()
        self.read_standing(self._show)

    def _add_returns(self, opened: Callable[[str], None]) -> None:
        self.add(section_title("Returns"), gap_before=Space.S)
        self.tasks = TaskList([], "Returns")
        self.tasks.opened.connect(opened)
        self.add(self.tasks)
        self.end()

    def _show(self, standing: Standing) -> None:
        self.tasks.set_tasks(
            [_row(key, title, standing.tracker.cell(*at)) for key, title, at in self._of(standing)]
        )
        self.say(brought_in(standing), "Alt+Left goes back")

    def _of(self, standing: Standing) -> list[tuple[str, str, tuple[str, str]]]:
        """Key, title and place in the tracker of each row."""
        raise NotImplementedError


class CasePage(_ReturnsPage):
    """What the partnership knows of a child, and from whom it will hear."""

    def __init__(self, floor: Floor, case: Case, *, back: str = "Cases and agencies") -> None:
        super().__init__(floor, case_title(case), back=back)
        self._case = case
        self.sentence.setText(f"UIN {case.uin}")
        picture = " ".join(case.pen_picture.split()) or "The case list has no pen picture."
        self.add(section_title("Pen picture"), gap_before=Space.S)
        self.add(body_text(picture, selectable=True))
        self._add_returns(
            lambda agency: floor.open(ReturnPage(floor, case.uin, agency, back=case_name(case)))
        )

    def _of(self, standing: Standing) -> list[tuple[str, str, tuple[str, str]]]:
        agencies = standing.audit.agencies
        return [(agency.id, agency.name, (self._case.uin, agency.id)) for agency in agencies]


class AgencyPage(_ReturnsPage):
    """How an agency is reached, and what it has sent."""

    def __init__(self, floor: Floor, agency: Agency) -> None:
        super().__init__(floor, agency.name, back="Cases and agencies")
        self._agency = agency
        self.sentence.setText(agency.contact or "No contact is named in the audit’s definition.")
        if agency.proxy:
            self.add(hint(f"Its forms are filled in by {agency.proxy}."))
        if agency.email:
            self.add(body_text(agency.email, selectable=True), gap_before=Space.XS)
            copy = secondary_button("Copy the address", icon="copy")
            copy.clicked.connect(partial(self._copy, agency.email))
            self.add(button_row(copy, right=False))
        self.receipt = secondary_button("Write a receipt…", icon="check")
        self.receipt.clicked.connect(self._choose_folder)
        self.chased = hint("")
        self.chased.hide()
        self.add(self.chased)
        self.add(
            hint("A receipt tells the agency which returns have arrived, and which are missing."),
            gap_before=Space.S,
        )
        self.add(button_row(self.receipt, right=False))
        self._add_returns(
            lambda uin: floor.open(ReturnPage(floor, uin, agency.id, back=agency.name))
        )

    def _show(self, standing: Standing) -> None:
        super()._show(standing)
        day = standing.chased.get(self._agency.id)
        self.chased.setText(f"Chased last on {short_day(day, standing.today)}." if day else "")
        self.chased.setVisible(day is not None)

    def _of(self, standing: Standing) -> list[tuple[str, str, tuple[str, str]]]:
        cases = standing.audit.cases
        return [(case.uin, case_title(case), (case.uin, self._agency.id)) for case in cases]

    def _choose_folder(self) -> None:
        folder = ask_for_folder(self, "Where to put the receipt", self.session.context.policy)
        if folder is not None:
            self.write_receipt(folder)

    def write_receipt(self, folder: Path) -> None:
        """Write a receipt into a folder, and show what is sent with it."""
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        context = self.session.context
        self.session.write(
            partial(
                write_receipt,
                workspace,
                audit_id,
                self._agency.id,
                folder,
                clock=context.clock,
                policy=context.policy,
            ),
            self._written,
            failed=self.tell,
            owner=self,
        )

    def _written(self, written: WrittenReceipt) -> None:
        self.read_standing(lambda standing: self._show_written(standing, written))

    def _show_written(self, standing: Standing, written: WrittenReceipt) -> None:
        email = receipt_email(standing.audit, self._agency, written.receipt)
        came, missing = len(written.receipt.arrived), len(written.receipt.missing)
        self.floor.open(
            SendPage(
                self.floor,
                "The receipt is written",
                f"It says that {plural(came, 'return')} arrived and {missing} did not yet. "
                "It is not sent yet: that step is yours.",
                written.path,
                email,
                back=self._agency.name,
            )
        )

    def _copy(self, address: str) -> None:
        QApplication.clipboard().setText(address)
        self.say(f"Copied: {address}", "Alt+Left goes back")


def _row(key: str, title: str, cell: Cell) -> Task:
    status, tone, icon = _words(cell)
    return Task(key, title, "", status, tone, icon, enabled=cell.is_in)


def _words(cell: Cell) -> tuple[str, Tone, str]:
    word, tone, icon = look_of(cell)
    if cell.state is CellState.NIL:
        word = "not known (nil)" if cell.stage is Stage.NIL else f"{word}, nil"
    again = f", revision {cell.revision}" if cell.revision > 1 else ""
    return f"{word}{again}", tone, icon
