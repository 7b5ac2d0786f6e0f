"""The texts of the reports: each with whether it is the draft or somebody's own words."""

from __future__ import annotations

from typing import ClassVar

from app.services.report_texts import EditedText, ReportTexts, report_texts
from app.ui.pages.partnership.report.paper import MADE_FROM
from app.ui.pages.partnership.report.text_page import TextPage
from app.ui.pages.partnership.room import Floor, Room
from app.ui.theme.tokens import Tone
from app.ui.widgets.task_list import Task, TaskList


class TextsPage(Room):
    """A row for each place; a row opens the text."""

    concerns: ClassVar = MADE_FROM

    def __init__(self, floor: Floor, *, back: str = "Reports") -> None:
        super().__init__(floor, "Texts of the reports", back=back)
        self.sentence.setText("Where nothing is written, a draft made from the data stands.")
        self.texts: ReportTexts | None = None
        self.rows = TaskList([], "Texts of the reports")
        self.rows.opened.connect(self.open_text)
        self.add(self.rows)
        self.end()

    def focus_first(self) -> None:
        self.back.setFocus()

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock
        self.read(lambda: report_texts(workspace, audit_id, clock=clock), self._show)

    def open_text(self, place: str) -> None:
        """Open the text of a place."""
        self.floor.open(TextPage(self.floor, place))

    def _show(self, texts: ReportTexts) -> None:
        self.texts = texts
        self.rows.set_tasks([_row(each) for each in texts.texts])
        own = sum(each.is_written for each in texts.texts)
        total = len(texts.texts)
        self.sentence.setText(
            "Where nothing is written, a draft made from the data stands. "
            f"{own} of {total} are in your own words."
        )
        self.say("Saved as you write it", "Alt+Left goes back")


def _row(each: EditedText) -> Task:
    if each.is_outdated:
        status, tone, icon = "Figures changed", Tone.ATTENTION, "attention"
    elif each.is_written:
        status, tone, icon = "Your words", Tone.GOOD, "check"
    elif each.draft.strip():
        status, tone, icon = "Draft", Tone.SECONDARY, ""
    else:
        status, tone, icon = "Empty", Tone.SECONDARY, "dash"
    return Task(each.place, each.title, each.about, status, tone, icon)
