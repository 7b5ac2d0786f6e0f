"""When a question or a section is asked: always, or only after certain answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from app.domain.tool import AuditTool, Condition, Question
from app.ui.pages.partnership.tools.places import title_of
from app.ui.theme.tokens import Space
from app.ui.widgets.choices import Group
from app.ui.widgets.fields import ChoiceField, check_box
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint

_ALWAYS = ""


class ConditionField(QWidget):
    """``chosen(Condition or None)`` when it is changed. The last answer can't be unticked."""

    chosen = Signal(object)

    def __init__(
        self,
        label: str,
        tool: AuditTool,
        when: Condition | None,
        among: Sequence[Question],
        *,
        read_only: bool,
    ) -> None:
        super().__init__()
        self._tool, self._when = tool, when
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        rows = [
            (_ALWAYS, "Always"),
            *((each.id, f"Only if {title_of(each)} is …") for each in among),
        ]
        if when is not None and when.question not in dict(rows):
            rows.append((when.question, f"Only if {when.question} is …"))
        self.question = ChoiceField(label, rows, value=when.question if when else _ALWAYS)
        self.question.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.question.box.setMinimumContentsLength(28)
        self.question.box.setEnabled(not read_only and len(rows) > 1)
        self.question.chosen.connect(self._other_question)
        column.addWidget(self.question)
        self.setFocusProxy(self.question)
        self.options: dict[str, QCheckBox] = {}
        question = tool.questions.get(when.question) if when else None
        if when is not None and question is not None:
            group = Group(f"Answers to {title_of(question)}")
            flow = FlowLayout(group, gap=Space.L, row_gap=Space.XS)
            for option in tool.scale(question).options:
                box = check_box(option.label, checked=option.id in when.any_of)
                box.setEnabled(not read_only)
                box.toggled.connect(self._ticked)
                self.options[option.id] = box
                flow.addWidget(box)
            column.addWidget(group)
        elif len(rows) == 1:
            column.addWidget(hint("Nothing is chosen before it that it could depend on."))

    def _other_question(self, question_id: str) -> None:
        if question_id == _ALWAYS:
            self.chosen.emit(None)
            return
        question = self._tool.questions[question_id]
        options = self._tool.scale(question).options
        if options:
            self.chosen.emit(Condition(question_id, (options[0].id,)))

    def _ticked(self, on: bool) -> None:
        if self._when is None:
            return
        any_of = tuple(key for key, box in self.options.items() if box.isChecked())
        if not any_of and not on:
            last = self.options[self._when.any_of[0]]
            last.blockSignals(True)
            last.setChecked(True)
            last.blockSignals(False)
            return
        self.chosen.emit(Condition(self._when.question, any_of))
