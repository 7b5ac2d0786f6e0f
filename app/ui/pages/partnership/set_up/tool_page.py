"""Which audit tool agencies answer: the partnership's own, and those of the program."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog

from app.domain.changes import Topic
from app.domain.set_up import Step, ToolName
from app.domain.tool import AuditTool, Subject
from app.errors import PartnershipAuditError
from app.reports.wording import plural
from app.services.choose_tool import ToolChoice, choice_of, get_tool, tools_to_choose
from app.services.print_tool import print_tool
from app.ui.outside import show_outside
from app.ui.pages.files_folder import files_folder
from app.ui.pages.partnership.room import Floor, Slot
from app.ui.pages.partnership.set_up.hand import Hand
from app.ui.pages.partnership.set_up.step_page import StepPage
from app.ui.theme.tokens import Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import quiet_button, secondary_button
from app.ui.widgets.choices import ChoiceCards
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.option_card import Choice


class ToolPage(StepPage):
    """One card for each tool; the chosen one can be looked at as a blank form."""

    step: ClassVar = Step.TOOL
    concerns: ClassVar = frozenset({Topic.TOOLS})

    def __init__(self, floor: Floor, hand: Hand) -> None:
        super().__init__(floor, hand, "The audit tool")
        self.sentence.setText("What agencies are asked about each case.")
        self.choices: dict[str, ToolChoice] = {}
        self.cards: ChoiceCards | None = None
        self.note = Slot()
        self.add(self.note)
        self.list = Slot()
        self.add(self.list)
        self.preview = secondary_button("See it as a blank form", icon="document")
        self.preview.clicked.connect(self._ask_where)
        self.tools = quiet_button("Copy or change a tool in Audit tools")
        self.tools.clicked.connect(lambda: self.floor.go("tools"))
        row = FlowLayout(gap=12)
        row.addWidget(self.preview)
        row.addWidget(self.tools)
        self.add(row)
        self.end_step()

    def look(self) -> None:
        super().look()
        self.stale = False
        workspace, tools = self.session.workspace, self.session.context.tools
        self.read(lambda: tools_to_choose(workspace, tools), self._show)

    def focus_first(self) -> None:
        if self.cards is not None:
            self.cards.setFocus()
        else:
            self.setFocus()

    def focus_field(self, name: str) -> None:  # noqa: ARG002 - there is one place only
        self.focus_first()

    def _show(self, found: tuple[ToolChoice, ...]) -> None:
        mine = self.set_up.tool
        shown = [choice for choice in found if not self.hand.fixed_tool or choice.name == mine]
        if self.tool is not None and mine not in {choice.name for choice in shown}:
            shown.insert(0, choice_of(self.tool, "Of this audit"))
        self.choices = {_key(choice.name): choice for choice in shown}
        cards = [Choice(key, each.title, _about(each)) for key, each in self.choices.items()]
        self.cards = ChoiceCards(cards, "Audit tool", vertical=True)
        self.cards.set_value(_key(mine) if mine is not None else "")
        self.cards.chosen.connect(self._choose)
        self.list.put(self.cards)
        self.tools.setVisible(not self.hand.fixed_tool)
        if self.hand.fixed_tool:
            self.note.put(
                Banner(
                    Tone.ACCENT,
                    "The tool stays as it is.",
                    "Agencies have packs with it. To ask with another tool, copy the audit as a "
                    "new one.",
                )
            )
        self.preview.setEnabled(mine is not None)
        if self.focusWidget() is None or self.hasFocus():
            self.cards.setFocus()

    def _choose(self, key: object) -> None:
        choice = self.choices.get(str(key))
        if choice is None or choice.name == self.set_up.tool:
            return
        workspace, tools = self.session.workspace, self.session.context.tools
        self.read(lambda: get_tool(workspace, tools, choice.name), self._chosen)

    def _chosen(self, tool: AuditTool) -> None:
        self.hand.tool = tool
        self.preview.setEnabled(True)
        self.change(tool=ToolName(tool.id, tool.version))

    # --- as a blank form -------------------------------------------------------------------------

    def _ask_where(self) -> None:
        if self.tool is None:
            return
        folder = files_folder(self.session.context.policy)
        begin = folder / f"{self.tool.title}, blank form.pdf"
        title = "A place for the form"
        name, _ = QFileDialog.getSaveFileName(self, title, str(begin), "PDF (*.pdf)")
        if name:
            self.write_blank(Path(name))

    def write_blank(self, to: Path) -> None:
        """Write the chosen tool as a blank form, and open it."""
        tool = self.tool
        if tool is None:
            return
        body = self.set_up.body
        due = self.set_up.due or self.session.context.clock().date()
        self.preview.setEnabled(False)

        def done(path: Path) -> None:
            self.preview.setEnabled(True)
            show_outside(path, self)

        self.session.work(
            lambda _work: print_tool(tool, body, due, to),
            done=done,
            failed=self._not_written,
            owner=self,
        )

    def _not_written(self, error: PartnershipAuditError) -> None:
        self.preview.setEnabled(True)
        self.note.put_error(error)


def _key(name: ToolName) -> str:
    return f"{name.id} {name.version}"


def _about(choice: ToolChoice) -> str:
    about = "about an organisation" if choice.subject is Subject.ORGANISATION else ""
    words = [choice.theme, plural(choice.questions, "question"), about]
    words += [f"version {choice.name.version}", choice.origin]
    return " · ".join(word for word in words if word)
