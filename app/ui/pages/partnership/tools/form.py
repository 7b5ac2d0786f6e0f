"""What every form of the editor has: fields by name, read only where the tool is frozen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from app.domain.tool import AuditTool
from app.ui.pages.partnership.room import flush_left
from app.ui.pages.partnership.tools.live import Live
from app.ui.pages.partnership.tools.workbench import Edit, Workbench
from app.ui.theme.focus_ring import OWN_FOCUS
from app.ui.theme.tokens import Size, Space, Tone, Weight
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, icon_button, quiet_button
from app.ui.widgets.fields import ChoiceField, LineField, NumberField, check_box
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import section_title, text_label
from app.ui.widgets.surfaces import ReadingColumn

_OTHER_WAY = {"up": ("down",), "down": ("up",)}
_INSTEAD = {"retire": ("bring back",), "bring back": ("retire",)}
Words = Callable[[AuditTool, str], AuditTool]


class ToolForm(ReadingColumn):
    """The fields of one place. It is made anew when more than words has changed.

    ``go(place)`` asks to be led elsewhere.
    """

    go = Signal(str)

    def __init__(self, bench: Workbench, place: str, title: str) -> None:
        super().__init__(gap=Space.L)
        self.bench, self.place = bench, place
        self.fields: dict[str, QWidget] = {}
        self._live: list[Live] = []
        self.setAccessibleName(title)
        self.setProperty(OWN_FOCUS, True)  # the form itself takes the focus without a ring
        self.heading = text_label(title, size=Size.SECTION, weight=Weight.STRONG)
        self.add(self.heading)
        self._remarks = QWidget()
        self._refused = Banner(Tone.ATTENTION, "")
        self._refused.hide()
        self.add(self._refused)

    @property
    def tool(self) -> AuditTool:
        """The tool as it stands."""
        return self.bench.tool

    def first_field(self) -> QWidget | None:
        """Where the keyboard goes first."""
        return next(iter(self.fields.values()), None)

    def flush(self) -> None:
        """Carry over now what was typed a moment ago."""
        for live in self._live:
            live.flush()

    def warn(self, sentences: list[str]) -> None:
        """Say under the title what the checks found here."""
        for at, sentence in enumerate(sentences):
            line = IconLine("attention", sentence, Tone.ATTENTION)
            self.body.insertWidget(1 + at, line)

    def named_focus(self) -> str:
        """The name of the field that has the keyboard."""
        focus = self.focusWidget()
        for name, field in self.fields.items():
            if focus is not None and (field is focus or field.isAncestorOf(focus)):
                return name
        return ""

    def field_after(self, name: str) -> QWidget | None:
        """Where the keyboard goes on that was in a field of the form before this one."""
        kind, _, own = name.partition(" ")
        names = [name, *(f"{each} {own}".strip() for each in _OTHER_WAY.get(kind, ()))]
        names += _INSTEAD.get(name, ())
        if kind == "remove":
            names += ["add part", "add option", "add"]
        found = (self.fields.get(each) for each in names)
        return next((field for field in found if field is not None and field.isEnabled()), None)

    # --- making fields ----------------------------------------------------------------------------

    def line(
        self,
        name: str,
        label: str,
        value: str,
        write: Words,
        *,
        hint: str = "",
        characters: int = 0,
        what: str = "",
    ) -> LineField:
        """A line of text that is written into the tool as it is typed."""
        field = LineField(label, hint=hint, value=value, characters=characters, longest=300)
        field.box.setReadOnly(self.bench.read_only)
        self._carry(name, field, write, what or f"the text of “{label}”")
        return field

    def text(
        self,
        name: str,
        label: str,
        value: str,
        write: Words,
        *,
        hint: str = "",
        lines: int = 3,
        what: str = "",
    ) -> GrowingText:
        """A longer text that is written into the tool as it is typed."""
        field = GrowingText(label, hint=hint, value=value, least_lines=lines)
        field.count_label().hide()
        field.box.setReadOnly(self.bench.read_only)
        self._carry(name, field, write, what or f"the text of “{label}”")
        return field

    def number(
        self,
        name: str,
        label: str,
        value: float | None,
        write: Callable[[AuditTool, float | None], AuditTool],
        *,
        hint: str = "",
        least: float | None = None,
        most: float | None = None,
        decimals: int = 0,
    ) -> NumberField:
        """A number, or nothing."""
        field = NumberField(
            label, hint=hint, value=value, least=least, most=most, decimals=decimals
        )
        field.box.setReadOnly(self.bench.read_only)

        def apply(_text: str) -> str:
            wrong = field.problem()
            return wrong or self.do(
                lambda tool: write(tool, field.number()),
                f"the number of “{label}”",
                f"{self.place} {name}",
            )

        self._live.append(Live(field, apply))
        self._live[-1].left.connect(self.bench.settle)
        self.fields[name] = field
        return field

    def choice(
        self,
        name: str,
        label: str,
        choices: list[tuple[str, str]],
        value: str,
        write: Words,
        *,
        hint: str = "",
    ) -> ChoiceField:
        """One of a few words."""
        field = ChoiceField(label, choices, hint=hint, value=value)
        field.box.setEnabled(not self.bench.read_only)
        field.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        field.box.setMinimumContentsLength(min(max(len(text) for _, text in choices), 30))

        def chosen(key: str) -> None:
            why = self.do(lambda tool: write(tool, key), f"the choice of “{label}”")
            if why:
                field.set_value(value)
                field.set_error(why)

        field.chosen.connect(chosen)
        self.fields[name] = field
        return field

    def tick(
        self, name: str, text: str, checked: bool, write: Callable[[AuditTool, bool], AuditTool]
    ) -> QCheckBox:
        """Something that holds or not."""
        box = check_box(text, checked=checked)
        box.setEnabled(not self.bench.read_only)

        def ticked(on: bool) -> None:
            why = self.do(lambda tool: write(tool, on), f"“{text}”")
            if why:
                box.blockSignals(True)
                box.setChecked(not on)
                box.blockSignals(False)
                self.refuse(why)

        box.toggled.connect(ticked)
        self.fields[name] = box
        return box

    def deed(self, name: str, text: str, edit: Edit, *, icon: str = "", place: str = "") -> Button:
        """A quiet button that does something to the tool; ``place`` is where one is afterwards."""
        button = self.quiet(name, text, icon)
        self._press(name, button, text, edit, place)
        return button

    def quiet(self, name: str, text: str, icon: str = "") -> Button:
        """A quiet button whose words stand in line with the fields."""
        button = quiet_button(text, icon=icon)
        flush_left(button)
        self.fields[name] = button
        return button

    def small_deed(self, name: str, text: str, icon: str, edit: Edit) -> Button:
        """The same as a small square button."""
        button = icon_button(text, icon)
        self._press(name, button, text, edit, "")
        return button

    def _press(self, name: str, button: Button, text: str, edit: Edit, place: str) -> None:
        button.setVisible(not self.bench.read_only) if self.bench.read_only else None
        self.fields[name] = button

        def pressed() -> None:
            self.flush()
            why = self.do(edit, text.lower())
            if why:
                self.refuse(why)
            elif place:
                self.go.emit(place)

        button.clicked.connect(pressed)

    def do(self, edit: Edit, what: str, merging: str = "") -> str:
        """Do an edit; nothing, or why it can't be done."""
        return self.bench.edit(edit, what, self.place, merging=merging)

    def refuse(self, why: str) -> None:
        """Say why something was not done."""
        self._refused.set_text(why, "Nothing was changed.")
        self._refused.show()
        self.show_widget(self._refused)

    def heading_row(self, title: str, *buttons: QWidget) -> QHBoxLayout:
        """The title of a group, with its small buttons at the end."""
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        row.addWidget(section_title(title), 1, Qt.AlignmentFlag.AlignVCenter)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _carry(self, name: str, field: LineField | GrowingText, write: Words, what: str) -> None:
        def apply(text: str) -> str:
            return self.do(partial(_written, write, text), what, f"{self.place} {name}")

        live = Live(field, apply)
        live.left.connect(self.bench.settle)
        self._live.append(live)
        self.fields[name] = field


def _written(write: Words, text: str, tool: AuditTool) -> AuditTool:
    return write(tool, text)
