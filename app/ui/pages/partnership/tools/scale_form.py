"""The scales of a tool, and one of them with its options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.tool import Asks, AuditTool, Meaning, Option
from app.domain.tool_answers import (
    change_option,
    name_scale,
    remove_option,
    remove_scale,
    scale_of,
    step_option,
    users_of,
)
from app.domain.tool_sound import called
from app.reports.wording import plural
from app.ui.pages.partnership.tools.form import ToolForm
from app.ui.pages.partnership.tools.new_things import (
    with_new_option,
    with_new_scale,
    with_scale_copied,
)
from app.ui.pages.partnership.tools.places import SCALES, at_scale
from app.ui.pages.partnership.tools.wording import ASKS, COUNTS, MEANS, scale_names
from app.ui.pages.partnership.tools.workbench import Workbench
from app.ui.theme.tokens import Space
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import button_row
from app.ui.widgets.task_list import Task, TaskList

_COUNTED: Mapping[str, bool | None] = {"": None, "yes": True, "no": False}


class ScalesForm(ToolForm):
    """Every scale, and what is answered on it."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, SCALES, "Scales")
        self.add(hint("A scale is a row of options. Several questions can share one."))
        names = dict(scale_names(self.tool))
        rows = [
            Task(
                scale.id,
                names[scale.id],
                ", ".join(option.label for option in scale.options),
                plural(len(users_of(self.tool, scale.id)), "question"),
            )
            for scale in self.tool.scales
        ]
        tasks = TaskList(rows, "Scales")
        tasks.opened.connect(lambda own: self.go.emit(at_scale(own)))
        self.fields["scales"] = tasks
        self.add(tasks)
        if not bench.read_only:
            add = self.quiet("add", "Add a scale", "plus")
            add.clicked.connect(self._add_scale)
            self.add(button_row(add, right=False))
        self.end()

    def _add_scale(self) -> None:
        new: list[str] = []

        def edit(tool: AuditTool) -> AuditTool:
            tool, own = with_new_scale(tool, self.bench.taken)
            new.append(own)
            return tool

        if not self.do(edit, "add a scale"):
            self.go.emit(at_scale(new[0]))


class ScaleForm(ToolForm):
    """One scale: its name, its options, and what is answered on it."""

    def __init__(self, bench: Workbench, scale_id: str) -> None:
        scale = scale_of(bench.tool, scale_id)
        super().__init__(bench, at_scale(scale_id), "Scale")
        self._id = scale_id
        users = [called(question) for question in users_of(self.tool, scale_id)]
        self.add(hint(_used_words(users)))
        self.add(self.line("label", "Name", scale.label, lambda t, v: name_scale(t, scale_id, v)))
        for at, option in enumerate(scale.options):
            self._option(option, at, last=at + 1 == len(scale.options))
        if not bench.read_only:
            self.add(Rule())
            self.add(self._deeds(unused=not users))
        self.end()

    def _option(self, option: Option, at: int, *, last: bool) -> None:
        own, number = option.id, at + 1
        self.add(Rule())
        self.add(self.heading_row(f"Option {number}", *self._option_deeds(own, at, last=last)))
        self.add(self._line_of(own, "label", f"Name of option {number}", option.label))
        means = [(each.value, words) for each, words in MEANS.items()]
        self.add(self._choice_of(own, "means", "It stands for", means, option.means.value, Meaning))
        self.add(
            self.text(
                f"definition {own}",
                "Definition",
                option.definition,
                self._of(own, "definition"),
                hint="What it means, beside the choice: the wording of a grade, for example.",
                lines=2,
            )
        )
        asks = [(each.value, words) for each, words in ASKS.items()]
        self.add(self._choice_of(own, "asks", "It asks for", asks, option.asks.value, Asks))
        if option.asks is not Asks.NOTHING:
            why = "For example, “Why is it not applicable?”"
            self.add(self._line_of(own, "prompt", "Asked with", option.prompt, hint=why))
        hint = "A letter or digit that chooses it, if you like."
        self.add(self._line_of(own, "key", "Key", option.key, hint=hint, characters=2))
        counted = next(key for key, value in _COUNTED.items() if value is option.counts)
        counts, read = list(COUNTS.items()), _COUNTED.__getitem__
        self.add(self._choice_of(own, "counts", "In the share", counts, counted, read))
        exclusive = self.tick(
            f"exclusive {own}",
            "It can’t be ticked with others",
            option.exclusive,
            lambda t, on: change_option(t, self._id, own, exclusive=on),
        )
        exclusive.setAccessibleName(f"Option {number} can’t be ticked with others")
        self.add(exclusive)

    def _option_deeds(self, own: str, at: int, *, last: bool) -> list[QWidget]:
        if self.bench.read_only:
            return []
        name = f"option {at + 1}"
        up = self._move(own, f"Move {name} up", "chevron-up", -1)
        up.setEnabled(at > 0)
        down = self._move(own, f"Move {name} down", "chevron-down", 1)
        down.setEnabled(not last)
        gone = self.small_deed(
            f"remove {own}", f"Remove {name}", "bin", lambda t: remove_option(t, self._id, own)
        )
        return [up, down, gone]

    def _line_of(
        self, own: str, field: str, label: str, value: str, *, hint: str = "", characters: int = 0
    ) -> QWidget:
        write = self._of(own, field)
        return self.line(f"{field} {own}", label, value, write, hint=hint, characters=characters)

    def _choice_of(
        self,
        own: str,
        field: str,
        label: str,
        choices: list[tuple[str, str]],
        value: str,
        read: Callable[[str], object],
    ) -> QWidget:
        return self.choice(f"{field} {own}", label, choices, value, self._of(own, field, read))

    def _of(
        self, option_id: str, field: str, read: Callable[[str], object] = str
    ) -> partial[AuditTool]:
        return partial(_with_field, self._id, option_id, field, read)

    def _move(self, own: str, text: str, icon: str, way: int) -> QWidget:
        name = f"{'up' if way < 0 else 'down'} {own}"
        return self.small_deed(name, text, icon, lambda t: step_option(t, self._id, own, way))

    def _deeds(self, *, unused: bool) -> QWidget:
        own, taken = self._id, self.bench.taken
        row = QWidget()
        flow = FlowLayout(row, gap=Space.L, row_gap=Space.XS)
        more = self.deed(
            "add option", "Add an option", lambda t: with_new_option(t, taken, own), icon="plus"
        )
        copy = self.quiet("copy", "Copy this scale", "copy")
        copy.clicked.connect(self._copy)
        flow.addWidget(more)
        flow.addWidget(copy)
        if unused:
            remove = self.deed(
                "remove",
                "Remove this scale",
                lambda t: remove_scale(t, own),
                icon="bin",
                place=SCALES,
            )
            flow.addWidget(remove)
        return row

    def _copy(self) -> None:
        self.flush()
        new: list[str] = []

        def edit(tool: AuditTool) -> AuditTool:
            tool, own = with_scale_copied(tool, self.bench.taken, scale_of(tool, self._id))
            new.append(own)
            return tool

        why = self.do(edit, "copy a scale")
        if why:
            self.refuse(why)
        else:
            self.go.emit(at_scale(new[0]))


def _with_field(
    scale_id: str,
    option_id: str,
    field: str,
    read: Callable[[str], object],
    tool: AuditTool,
    text: str,
) -> AuditTool:
    changed = {field: read(text)}
    return change_option(tool, scale_id, option_id, **changed)  # type: ignore[arg-type]


def _used_words(users: list[str]) -> str:
    if not users:
        return "No question is answered on it."
    shown = ", ".join(users[:12]) + (f" and {len(users) - 12} more" if len(users) > 12 else "")
    return f"Answered on it: {shown}. A change here is a change for all of them."
