"""The parts of a question: a line each, to reword, move and take away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.tool import AuditTool, Part, Question
from app.domain.tool_answers import change_part, remove_part, step_part
from app.ui.pages.partnership.tools.new_things import with_new_part
from app.ui.theme.tokens import Space
from app.ui.widgets.labels import hint, strong_text
from app.ui.widgets.surfaces import button_row

if TYPE_CHECKING:
    from app.ui.pages.partnership.tools.form import ToolForm


class PartsFields(QWidget):
    """The parts of one question, and one more."""

    def __init__(self, form: ToolForm, question: Question) -> None:
        super().__init__()
        self._form, self._id = form, question.id
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        read_only = form.bench.read_only
        if not question.parts and read_only:
            return
        self._column.addWidget(strong_text("Parts"))
        if not question.parts:
            self._column.addWidget(hint("For example, one for each person or service."))
        for at, part in enumerate(question.parts):
            self._add(part, at, last=at + 1 == len(question.parts))
        if not read_only:
            add = form.deed(
                "add part",
                "Add a part",
                lambda tool: with_new_part(tool, form.bench.taken, question.id),
                icon="plus",
            )
            self._column.addLayout(button_row(add, right=False))

    def _add(self, part: Part, at: int, *, last: bool) -> None:
        form, name = self._form, f"Part {at + 1}"
        field = form.line(f"part {part.id}", "", part.text, partial(self._write, part.id))
        field.box.setAccessibleName(name)
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        row.addWidget(field, 1)
        if not form.bench.read_only:
            own, question = part.id, self._id
            up = form.small_deed(
                f"up {own}",
                f"Move {name.lower()} up",
                "chevron-up",
                lambda tool: step_part(tool, question, own, -1),
            )
            up.setEnabled(at > 0)
            down = form.small_deed(
                f"down {own}",
                f"Move {name.lower()} down",
                "chevron-down",
                lambda tool: step_part(tool, question, own, 1),
            )
            down.setEnabled(not last)
            gone = form.small_deed(
                f"remove {own}",
                f"Remove {name.lower()}",
                "bin",
                lambda tool: remove_part(tool, question, own),
            )
            for button in (up, down, gone):
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        box = form.tick(
            f"required {part.id}",
            "This part must be answered",
            part.required,
            lambda tool, on: change_part(tool, self._id, part.id, required=on),
        )
        box.setAccessibleName(f"{name} must be answered")
        self._column.addWidget(box)

    def _write(self, part_id: str, tool: AuditTool, text: str) -> AuditTool:
        return change_part(tool, self._id, part_id, text=text)
