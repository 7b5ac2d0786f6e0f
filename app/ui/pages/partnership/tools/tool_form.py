"""The tool itself: its title and theme, what it is about, the words around the questions."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.tool import AuditTool, LookBack, Subject
from app.domain.tool_edit import change_tool
from app.ui.pages.partnership.tools.form import ToolForm
from app.ui.pages.partnership.tools.places import GUIDANCE, TOOL
from app.ui.pages.partnership.tools.wording import SUBJECTS
from app.ui.pages.partnership.tools.workbench import Workbench
from app.ui.theme.tokens import Space
from app.ui.widgets.labels import hint, section_title
from app.ui.widgets.surfaces import button_row


class TitleForm(ToolForm):
    """Title, theme, subject, look-back, what comments are asked with, thanks, source."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, TOOL, "Title and theme")
        tool = self.tool
        self.add(self.line("title", "Title", tool.title, lambda t, v: change_tool(t, title=v)))
        self.add(self.line("theme", "Theme", tool.theme, lambda t, v: change_tool(t, theme=v)))
        self.add(
            self.choice(
                "subject",
                "What one form is about",
                [(key.value, words) for key, words in SUBJECTS.items()],
                tool.subject.value,
                lambda t, key: change_tool(t, subject=Subject(key)),
            )
        )
        self.add(
            self.number(
                "look_back",
                "Months to look back",
                tool.look_back.months if tool.look_back else None,
                _look_back,
                hint="Counted back from the agency’s last involvement. Left empty, no period "
                "is given.",
                least=1,
                most=120,
            )
        )
        self.add(section_title("Words around the questions"), gap_before=Space.S)
        self.add(
            self.line(
                "comment_prompt",
                "What comments are asked with",
                tool.comment_prompt,
                lambda t, v: change_tool(t, comment_prompt=v),
                hint="Where a question has no words of its own for it.",
            )
        )
        self.add(
            self.text(
                "thanks", "Thanks at the end", tool.thanks, lambda t, v: change_tool(t, thanks=v)
            )
        )
        self.add(
            self.text(
                "source",
                "Where the tool is from",
                tool.source,
                lambda t, v: change_tool(t, source=v),
                hint="Printed in the report, so that others find it.",
            )
        )
        self.end()


class GuidanceForm(ToolForm):
    """The guidance notes, one box each."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, GUIDANCE, "Guidance notes")
        self.add(
            hint(
                "Auditors unfold them on every page. One thought a note: how to answer, which "
                "records to look at, what the grades mean."
            )
        )
        notes = self.tool.guidance
        for at, note in enumerate(notes):
            name = f"Note {at + 1}"
            buttons: list[QWidget] = []
            if not bench.read_only:
                up = self.small_deed(
                    f"up {at}", f"Move {name.lower()} up", "chevron-up", partial(_step, at, -1)
                )
                up.setEnabled(at > 0)
                down = self.small_deed(
                    f"down {at}", f"Move {name.lower()} down", "chevron-down", partial(_step, at, 1)
                )
                down.setEnabled(at + 1 < len(notes))
                gone = self.small_deed(
                    f"remove {at}", f"Remove {name.lower()}", "bin", partial(_without, at)
                )
                buttons = [up, down, gone]
            self.add(self.heading_row(name, *buttons), gap_before=Space.S)
            field = self.text(
                f"note {at}", "", note, partial(_note, at), what=f"the text of {name.lower()}"
            )
            field.box.setAccessibleName(name)
            self.add(field)
        if not bench.read_only:
            self.add(button_row(self.deed("add", "Add a note", _more, icon="plus"), right=False))
        self.end()

    def first_field(self) -> QWidget | None:
        return self.fields.get("note 0", self.fields.get("add"))


def _look_back(tool: AuditTool, months: float | None) -> AuditTool:
    return change_tool(tool, look_back=LookBack(int(months)) if months else None)


def _note(at: int, tool: AuditTool, text: str) -> AuditTool:
    return change_tool(tool, guidance=(*tool.guidance[:at], text, *tool.guidance[at + 1 :]))


def _more(tool: AuditTool) -> AuditTool:
    return change_tool(tool, guidance=(*tool.guidance, "New note"))


def _without(at: int, tool: AuditTool) -> AuditTool:
    return change_tool(tool, guidance=(*tool.guidance[:at], *tool.guidance[at + 1 :]))


def _step(at: int, way: int, tool: AuditTool) -> AuditTool:
    notes = list(tool.guidance)
    if 0 <= at + way < len(notes):
        notes[at], notes[at + way] = notes[at + way], notes[at]
    return change_tool(tool, guidance=tuple(notes))
