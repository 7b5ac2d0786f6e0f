"""The people around the child, by role: a line each, one more line, one less."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.anonymity import role_place
from app.domain.returns import Form, Person
from app.ui.interview.editors import FreeText
from app.ui.interview.wording import new_person_id
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import icon_button, secondary_button
from app.ui.widgets.labels import hint, section_title
from app.ui.widgets.marked_line import MarkedLine


class PeopleEditor(QWidget):
    """``edited(people)`` with those whose role was written."""

    edited = Signal(object)

    def __init__(self, form: Form, whom: str) -> None:
        super().__init__()
        self._form = form
        self._rows: dict[str, tuple[QWidget, MarkedLine]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(section_title(f"The people around {whom}"))
        column.addWidget(
            hint(
                "By relationship or role, never by name or initials: “mum”, “step-father”, "
                "“grandmother”. Some questions are asked about each of them."
            )
        )
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.S)
        column.addLayout(self._lines)
        self.more = secondary_button("Add a person", icon="plus")
        self.more.clicked.connect(self._add)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        for person in form.people:
            self._add_row(person)
        self.setFocusProxy(self.more)

    def follow(self, form: Form) -> None:
        """Take note of what the form has become."""
        self._form = form

    def flush(self) -> None:
        """Say now what was typed a moment ago."""
        for _row, field in self._rows.values():
            field.flush()

    def fields(self) -> list[MarkedLine]:
        """The lines in their order."""
        return [field for _row, field in self._rows.values()]

    def texts(self) -> list[FreeText]:
        """What is written in the lines."""
        return [
            FreeText(role_place(person_id), "role", field)
            for person_id, (_row, field) in self._rows.items()
        ]

    def _add(self) -> None:
        used = {*self._form.people, *(Person(known, "") for known in self._rows)}
        person = Person(new_person_id(replace(self._form, people=tuple(used))), "")
        self._add_row(person)
        self._rows[person.id][1].box.setFocus()

    def _add_row(self, person: Person) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        field = MarkedLine("", value=person.role, characters=30, longest=100)
        field.box.setAccessibleName(f"Person {len(self._rows) + 1}, relationship or role")
        field.edited.connect(lambda _text: self._changed())
        field.entered.connect(lambda _text: self._add())
        remove = icon_button("Take this person off the list", "bin")
        remove.clicked.connect(partial(self._remove, person.id))
        line.addWidget(field)
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self._lines.addWidget(row)
        self._rows[person.id] = (row, field)

    def _remove(self, person_id: str) -> None:
        row, _field = self._rows.pop(person_id)
        row.hide()
        row.deleteLater()
        self.more.setFocus()
        self._changed()

    def _changed(self) -> None:
        people = tuple(
            Person(person_id, field.value().strip())
            for person_id, (_row, field) in self._rows.items()
            if field.value().strip()
        )
        self.edited.emit(people)
