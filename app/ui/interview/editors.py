"""One editor for every kind of answer.

An editor is filled once, when its page is made, and from then on says what the person changes:
``edited(place, fields)`` with the fields of the answer that are new. Nothing is ever put into it
from outside after that, so that what is being typed can't be overtaken by an older form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.returns import Form
from app.domain.rules import Item
from app.domain.tool import AnswerKind, AuditTool, Meaning, Option, Question
from app.ui.interview.wording import number_of, number_problem, number_text
from app.ui.theme.tokens import Space
from app.ui.widgets.choices import ChoiceCards, GradeCards
from app.ui.widgets.date_field import DateField
from app.ui.widgets.fields import LineField
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import hint
from app.ui.widgets.marked_line import MarkedLine
from app.ui.widgets.option_card import Choice
from app.ui.widgets.parts_grid import PartsGrid
from app.ui.widgets.surfaces import Card

_LONG_LABEL = 44
_GRADES = 4


class FreeText(NamedTuple):
    """A box that is written in freely, and which field of which answer it is."""

    place: str
    field: str
    box: GrowingText | MarkedLine


class Editor(QWidget):
    """What every editor has; ``pointed`` when the mouse has chosen the answer."""

    edited = Signal(str, object)
    pointed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.M)

    def fill(self, form: Form) -> None:
        """Fill it from a form, without ``edited``."""
        raise NotImplementedError

    def flush(self) -> None:
        """Say now what was typed a moment ago."""

    def texts(self) -> list[FreeText]:
        """What is written in it freely."""
        return []

    def widget_for(self, place: str) -> QWidget:  # noqa: ARG002
        """The control of a place, to lead the focus to."""
        return self

    def set_error(self, text: str) -> bool:  # noqa: ARG002
        """Say what is wrong beside the field; False where there is no room for it."""
        return False


class ChoiceEditor(Editor):
    """One option, or several, as cards."""

    def __init__(
        self, place: str, choices: Sequence[Choice], name: str, *, several: bool, letters: bool
    ) -> None:
        super().__init__()
        self._place = place
        if any(choice.definition for choice in choices) and not several:
            self.cards: ChoiceCards = GradeCards(choices, name, letters=letters)
        else:
            vertical = any(len(choice.label) > _LONG_LABEL for choice in choices)
            self.cards = ChoiceCards(
                choices, name, several=several, letters=letters, vertical=vertical
            )
        self.cards.chosen.connect(self._chosen)
        self.cards.pointed.connect(self.pointed)
        self.column.addWidget(self.cards)
        self.setFocusProxy(self.cards)

    def fill(self, form: Form) -> None:
        self.cards.set_value(form.answer(self._place).options)

    def _chosen(self, value: str | tuple[str, ...]) -> None:
        options = (value,) if isinstance(value, str) and value else tuple(value)
        self.edited.emit(self._place, {"options": options})


class PartsEditor(Editor):
    """The parts of a question on its scale."""

    def __init__(self, parts: Mapping[str, str], choices: Sequence[Choice], name: str) -> None:
        super().__init__()
        self._places = tuple(parts)
        self.grid = PartsGrid(tuple(parts.items()), choices, name)
        self.grid.chosen.connect(
            lambda place, option: self.edited.emit(place, {"options": (option,) if option else ()})
        )
        self.grid.pointed.connect(self.pointed)
        card = Card(padding=Space.S)
        card.body.addWidget(self.grid)
        self.column.addWidget(card)
        self.setFocusProxy(self.grid)

    def fill(self, form: Form) -> None:
        self.grid.set_values({place: form.answer(place).option for place in self._places})

    def widget_for(self, place: str) -> QWidget:
        return self.grid.radio(place, 0)


class LineEditor(Editor):
    """A short text."""

    def __init__(self, place: str, name: str) -> None:
        super().__init__()
        self._place = place
        self.field = MarkedLine("", longest=1_000)
        self.field.box.setAccessibleName(name)
        self.field.edited.connect(lambda text: self.edited.emit(place, {"text": text}))
        self.column.addWidget(self.field)
        self.setFocusProxy(self.field)

    def fill(self, form: Form) -> None:
        self.field.set_value(form.answer(self._place).text)

    def flush(self) -> None:
        self.field.flush()

    def texts(self) -> list[FreeText]:
        return [FreeText(self._place, "text", self.field)]

    def set_error(self, text: str) -> bool:
        self.field.set_error(text)
        return True


class NumberEditor(Editor):
    """A number with its unit. A number out of bounds is kept, and said to be wrong."""

    def __init__(self, place: str, question: Question, name: str) -> None:
        super().__init__()
        self._place, self._question = place, question
        self.field = LineField("", characters=10, longest=20)
        self.field.box.setAccessibleName(f"{name}, {question.unit}" if question.unit else name)
        self.field.edited.connect(self._edited)
        self.field.box.left.connect(self._check)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.field)
        if question.unit:
            row.addWidget(hint(question.unit), 1)
        else:
            row.addStretch(1)
        self.column.addLayout(row)
        self.setFocusProxy(self.field)

    def fill(self, form: Form) -> None:
        self.field.set_value(number_text(form.answer(self._place).number))

    def flush(self) -> None:
        self.field.flush()

    def set_error(self, text: str) -> bool:
        self.field.set_error(text)
        return True

    def _edited(self, text: str) -> None:
        self.edited.emit(self._place, {"number": number_of(text)})

    def _check(self) -> None:
        self.field.set_error(number_problem(self._question, self.field.value()))


class DateEditor(Editor):
    """A date."""

    def __init__(self, place: str, name: str) -> None:
        super().__init__()
        self._place = place
        self.field = DateField(name)
        self.field.label.hide()
        self.field.edited.connect(lambda day: self.edited.emit(place, {"day": day}))
        self.column.addWidget(self.field)
        self.setFocusProxy(self.field)

    def fill(self, form: Form) -> None:
        self.field.set_value(form.answer(self._place).day)

    def set_error(self, text: str) -> bool:
        self.field.set_error(text)
        return True


class LongTextEditor(Editor):
    """A long text; with several places, one below the other, each under its own name."""

    def __init__(self, places: Mapping[str, str], name: str, *, least_lines: int) -> None:
        super().__init__()
        self.fields: dict[str, GrowingText] = {}
        for place, label in places.items():
            field = GrowingText(label, least_lines=least_lines)
            if not label:
                field.box.setAccessibleName(name)
            field.edited.connect(partial(self._typed, place))
            self.fields[place] = field
            self.column.addWidget(field)
        self.setFocusProxy(next(iter(self.fields.values())))

    def fill(self, form: Form) -> None:
        for place, field in self.fields.items():
            field.set_value(form.answer(place).text)

    def flush(self) -> None:
        for field in self.fields.values():
            field.flush()

    def texts(self) -> list[FreeText]:
        return [FreeText(place, "text", field) for place, field in self.fields.items()]

    def widget_for(self, place: str) -> QWidget:
        return self.fields[place]

    def set_error(self, text: str) -> bool:
        if len(self.fields) > 1:
            return False
        next(iter(self.fields.values())).set_error(text)
        return True

    def _typed(self, place: str, text: str) -> None:
        self.edited.emit(place, {"text": text})


def editors_for(
    tool: AuditTool, question: Question, items: Sequence[Item], *, letters: bool
) -> list[Editor]:
    """The editors of one question (for one person): the question itself, then its parts."""
    whole = next((item.key for item in items if item.part is None), "")
    parts = {item.key: item.part.text for item in items if item.part is not None}
    choices = choices_of(tool, question)
    name = question.text
    if items and items[0].person is not None:
        name = f"{items[0].person.role}: {name}"
    if question.answer is AnswerKind.COLUMNS:
        return [LongTextEditor(parts, name, least_lines=3)] if parts else []
    found: list[Editor] = []
    if whole:
        found.append(_WHOLE[question.answer](tool, question, whole, name, letters))
    if parts:
        found.append(PartsEditor(parts, choices, name))
    return found


def choices_of(tool: AuditTool, question: Question) -> list[Choice]:
    """The options of a question as cards; those of a judgement with their swatches."""
    options = tool.scale(question).options
    steps = _swatches(options) if question.judgement else {}
    return [
        Choice(o.id, o.label, o.definition, o.key, o.exclusive, steps.get(o.id)) for o in options
    ]


def _swatches(options: Sequence[Option]) -> dict[str, int]:
    """Which of the four swatches stands for which grade, the best one first."""
    grades = [option for option in options if option.means is not Meaning.NOT_APPLICABLE]
    if grades and grades[0].means is Meaning.BAD and grades[-1].means is Meaning.GOOD:
        grades.reverse()
    last = max(len(grades) - 1, 1)
    return {grade.id: round(at * (_GRADES - 1) / last) for at, grade in enumerate(grades)}


Maker = Callable[[AuditTool, Question, str, str, bool], Editor]


def _choice(tool: AuditTool, question: Question, place: str, name: str, letters: bool) -> Editor:
    several = question.answer is AnswerKind.SEVERAL
    return ChoiceEditor(place, choices_of(tool, question), name, several=several, letters=letters)


_WHOLE: Mapping[AnswerKind, Maker] = {
    AnswerKind.CHOICE: _choice,
    AnswerKind.SEVERAL: _choice,
    AnswerKind.NUMBER: lambda _tool, question, place, name, _keys: NumberEditor(
        place, question, name
    ),
    AnswerKind.DATE: lambda _tool, _question, place, name, _keys: DateEditor(place, name),
    AnswerKind.SHORT_TEXT: lambda _tool, _question, place, name, _keys: LineEditor(place, name),
    AnswerKind.LONG_TEXT: lambda _tool, _question, place, name, _keys: LongTextEditor(
        {place: ""}, name, least_lines=8
    ),
}
