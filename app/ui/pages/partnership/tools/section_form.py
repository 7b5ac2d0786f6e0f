"""One section: title, introduction, things to consider, when it is asked, its look-back."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.tool import AuditTool, LookBack, Section
from app.domain.tool_edit import (
    change_section,
    remove_section,
    retire_section,
    section_of,
    section_when,
    step_section,
)
from app.domain.tool_sound import is_gone
from app.ui.pages.partnership.tools.condition_field import ConditionField
from app.ui.pages.partnership.tools.form import ToolForm
from app.ui.pages.partnership.tools.places import TOOL, at_section
from app.ui.pages.partnership.tools.wording import may_be_asked_about
from app.ui.pages.partnership.tools.workbench import Workbench
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.flow import FlowLayout


class SectionForm(ToolForm):
    """The fields of a section."""

    def __init__(self, bench: Workbench, section_id: str) -> None:
        section = section_of(bench.tool, section_id)
        super().__init__(bench, at_section(section_id), "Section")
        self._id = section_id
        if is_gone(section):
            self._say_retired()
        self.add(self.line("title", "Title", section.title, self._write_title))
        self.add(
            self.text(
                "introduction",
                "Introduction",
                section.introduction,
                lambda t, v: change_section(t, section_id, introduction=v),
                hint="Shown above the section’s first question.",
            )
        )
        self.add(
            self.text(
                "prompts",
                "Things to consider",
                "\n".join(section.prompts),
                lambda t, v: change_section(t, section_id, prompts=_lines(v)),
                hint="One a line. They are not answered one by one.",
            )
        )
        among = may_be_asked_about(self.tool, section_id, section=True)
        read_only = bench.read_only
        self.when = ConditionField(
            "When is it asked?", self.tool, section.when, among, read_only=read_only
        )
        self.when.chosen.connect(self._ask_when)
        self.fields["when"] = self.when
        self.add(self.when)
        months = section.look_back.months if section.look_back else None
        self.add(
            self.number(
                "look_back",
                "Months to look back in this section",
                months,
                self._look_back,
                hint="Left empty, as in the whole form.",
                least=1,
                most=120,
            )
        )
        if not read_only:
            self.add(self._deeds(section), gap_before=Space.S)
        self.end()

    def _write_title(self, tool: AuditTool, text: str) -> AuditTool:
        return change_section(tool, self._id, title=text)

    def _look_back(self, tool: AuditTool, months: float | None) -> AuditTool:
        return change_section(tool, self._id, look_back=LookBack(int(months)) if months else None)

    def _ask_when(self, when: object) -> None:
        why = self.do(lambda tool: section_when(tool, self._id, when), "when it is asked")  # type: ignore[arg-type]
        if why:
            self.refuse(why)

    def _say_retired(self) -> None:
        banner = Banner(
            Tone.ACCENT,
            "This section is retired.",
            "It is not asked any more. Earlier answers can still be compared.",
            action="" if self.bench.read_only else "Bring it back",
        )
        banner.acted.connect(
            lambda: self.do(partial(_retired, self._id, False), "bring the section back")
        )
        if banner.button is not None:
            self.fields["bring back"] = banner.button
        self.add(banner)

    def _deeds(self, section: Section) -> QWidget:
        own, sections = self._id, [each.id for each in self.tool.sections]
        at = sections.index(own)
        row = QWidget()
        flow = FlowLayout(row, gap=Space.L, row_gap=Space.XS)
        up = self.deed("up", "Move up", lambda t: step_section(t, own, -1), icon="chevron-up")
        up.setEnabled(at > 0)
        down = self.deed(
            "down", "Move down", lambda t: step_section(t, own, 1), icon="chevron-down"
        )
        down.setEnabled(at + 1 < len(sections))
        buttons = [up, down]
        if not is_gone(section):
            buttons.append(
                self.deed("retire", "Retire", partial(_retired, own, True), icon="close")
            )
        if not self._was_asked(section):
            place = at_section(sections[at - 1]) if at else TOOL
            remove = partial(_removed, own)
            buttons.append(self.deed("remove", "Remove", remove, icon="bin", place=place))
        for button in buttons:
            flow.addWidget(button)
        return row

    def _was_asked(self, section: Section) -> bool:
        asked = self.bench.opened.asked
        return section.id in asked or any(q.id in asked for q in section.questions)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _retired(section_id: str, retired: bool, tool: AuditTool) -> AuditTool:
    return retire_section(tool, section_id, retired=retired)


def _removed(section_id: str, tool: AuditTool) -> AuditTool:
    return remove_section(tool, section_id)
