"""A date in three boxes, as on GOV.UK; a whole date typed or pasted into the first is divided."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme.tokens import Space
from app.ui.widgets.choices import Group
from app.ui.widgets.day_text import day_of, day_problem, split_day
from app.ui.widgets.fields import Field, PlainLineEdit
from app.ui.widgets.labels import caption
from app.ui.widgets.plain import one_line


class DateField(Field):
    """Day, month and year. ``edited`` carries a date, or None while there is none.

    It checks itself when it is left, and may be told of an error from outside.
    """

    edited = Signal(object)

    def __init__(
        self, label: str, *, hint: str = "For example, 22 11 2017", value: date | None = None
    ) -> None:
        super().__init__(label, hint)
        self._last: date | None = value
        group = Group(one_line(label))
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        self.day, self.month, self.year = (
            PlainLineEdit(characters=3),
            PlainLineEdit(characters=9),
            PlainLineEdit(characters=5),
        )
        names = ("Day", "Month", "Year")
        for box, name in zip(self._lines(), names, strict=True):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(caption(name))
            column.addWidget(box)
            row.addLayout(column)
            box.setMaxLength(40)
            box.textEdited.connect(self._typed)
            box.left.connect(self._left)
        row.addStretch(1)
        self.put(group, named=self.day)
        for box, name in zip(self._lines(), names, strict=True):
            box.setAccessibleName(f"{one_line(label)}: {name}")
        self.set_value(value)

    def value(self) -> date | None:
        """The date in the boxes, or None where they are empty or no date."""
        return day_of(self.day.text(), self.month.text(), self.year.text())

    def set_value(self, value: date | None) -> None:
        """Show a date, without ``edited``."""
        self._last = value
        texts = ("", "", "") if value is None else (value.day, value.month, f"{value.year:04}")
        for box, text in zip(self._lines(), texts, strict=True):
            box.setText(str(text))

    def problem(self) -> str:
        """What is wrong with what is in the boxes, as a sentence."""
        return day_problem(self.day.text(), self.month.text(), self.year.text())

    def _lines(self) -> tuple[PlainLineEdit, PlainLineEdit, PlainLineEdit]:
        return self.day, self.month, self.year

    def _boxes(self) -> list[QWidget]:
        return list(self._lines())

    def _typed(self, text: str) -> None:
        parts = split_day(text)
        if parts is not None:
            for box, part in zip(self._lines(), parts, strict=True):
                box.setText(part)
            self.year.setFocus()
        if self.error():
            self.set_error(self.problem())
        if self.value() != self._last:
            self._last = self.value()
            self.edited.emit(self._last)

    def _left(self) -> None:
        # Where the focus goes is known only after it has gone.
        QTimer.singleShot(0, self, self._check_if_left)

    def _check_if_left(self) -> None:
        if QApplication.focusWidget() not in self._boxes():
            self.set_error(self.problem())
