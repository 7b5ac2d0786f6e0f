"""Who takes part: every agency of the audit, and others, all by role."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.anonymity import Finding, looks_like_name
from app.domain.audits import Agency
from app.domain.meeting import Attendance, Presence
from app.ui.pages.partnership.meeting.book import Book
from app.ui.pages.partnership.meeting.words import PRESENCES
from app.ui.session import Session
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import icon_button, quiet_button
from app.ui.widgets.fields import ChoiceField, LineField
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import strong_text
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card, button_row, stack_when_narrow

_LONGEST = 200


class AttendanceRow(QWidget):
    """One agency, or somebody else. ``edited`` when anything of it is another."""

    edited = Signal()
    dropped = Signal()

    def __init__(self, session: Session, agency: Agency | None, found: Attendance | None) -> None:
        super().__init__()
        self._session, self.agency = session, agency
        now = found or Attendance()
        about = agency.name if agency else "Somebody else"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XS, 0, Space.XS)
        column.setSpacing(Space.XS)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(Space.M)
        name = strong_text(about)
        row.addWidget(name, 3, Qt.AlignmentFlag.AlignVCenter)
        self.presence = ChoiceField("", list(PRESENCES))
        self.presence.box.setAccessibleName(f"{about}: how far they took part")
        if found is not None:
            self.presence.set_value(now.presence.value)
        self.presence.chosen.connect(lambda _key: self.edited.emit())
        row.addWidget(self.presence, 2)
        self.who = self._line(f"{about}: who, by role", now.who, "Who, by role")
        self.note = self._line(f"{about}: a note", now.note, "Note")
        row.addWidget(self.who, 4)
        row.addWidget(self.note, 4)
        self.gone = icon_button("Take this row away", "bin")
        self.gone.clicked.connect(self.dropped)
        policy = self.gone.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that the columns of all rows are alike
        self.gone.setSizePolicy(policy)
        row.addWidget(self.gone)
        if agency is not None:
            self.gone.hide()
        column.addLayout(row)
        self.warning = IconLine("attention", "", Tone.ATTENTION)
        self.warning.hide()
        column.addWidget(self.warning)
        stack_when_narrow(self, row, 700)
        self._look()

    def value(self) -> Attendance | None:
        """What is said of it; None while nothing is."""
        chosen, who, note = self.presence.value(), self.who.value().strip(), self.note.value()
        if not chosen and not who and not note.strip():
            return None
        presence = Presence(chosen) if chosen else Presence.WHOLE
        return Attendance(self.agency.id if self.agency else "", who, presence, note.strip())

    def flush(self) -> None:
        """Keep what was typed a moment ago."""
        self.who.flush()
        self.note.flush()

    def _line(self, name: str, value: str, placeholder: str) -> LineField:
        field = LineField("", value=value, placeholder=placeholder, longest=_LONGEST)
        field.box.setAccessibleName(name)
        field.edited.connect(self._changed)
        return field

    def _changed(self, _text: str) -> None:
        if not self.presence.value() and (self.who.value().strip() or self.note.value().strip()):
            self.presence.set_value(Presence.WHOLE.value)
        self._look()
        self.edited.emit()

    def _look(self) -> None:
        """Ask gently where a name was written: people are in the minutes by role."""
        who = self.who.value()
        if not who.strip():
            self.warning.hide()
            return
        self._session.work(
            lambda _work: looks_like_name(who), done=partial(self._looked, who), owner=self
        )

    def _looked(self, who: str, found: Finding | None) -> None:
        if who == self.who.value():
            self.warning.set_text(
                f"“{who}” may be a name. The role says enough: “Chair”, “Named Nurse”."
            )
            self.warning.setVisible(found is not None)


class AttendanceList(Card):
    """Everybody, on one surface. Kept as it is chosen and typed."""

    def __init__(self, session: Session) -> None:
        super().__init__(padding=Space.S)
        self._session = session
        self._book: Book | None = None
        self.rows: list[AttendanceRow] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(0)
        self.body.addLayout(self._place)
        self.more = quiet_button("Somebody else", icon="plus")
        self.more.setAccessibleName("Somebody else: add a row")
        self.more.clicked.connect(self.add_other)
        self.body.addLayout(button_row(self.more, right=False))

    def show_book(self, book: Book) -> None:
        """Show who takes part, by agency and then the others."""
        self._book = book
        while (item := self._place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows = []
        kept = book.meeting.attendance
        for agency in book.audit.agencies:
            mine = [one for one in kept if one.agency_id == agency.id]
            for one in mine:
                self._add(agency, one)
            if not mine:
                self._add(agency, None)
        for one in kept:
            if not one.agency_id:
                self._add(None, one)

    def add_other(self) -> None:
        """Another row, for somebody of no agency of the audit."""
        self._add(None, None).who.setFocus()

    def flush(self) -> None:
        """Keep what was typed a moment ago."""
        for row in self.rows:
            row.flush()

    def _add(self, agency: Agency | None, found: Attendance | None) -> AttendanceRow:
        if self.rows:
            self._place.addWidget(Rule())
        row = AttendanceRow(self._session, agency, found)
        row.edited.connect(self._keep)
        row.dropped.connect(partial(self._drop, row))
        self.rows.append(row)
        self._place.addWidget(row)
        return row

    def _drop(self, row: AttendanceRow) -> None:
        at = self._place.indexOf(row)
        rule = self._place.itemAt(at - 1)
        line = rule.widget() if rule is not None and at else None
        for widget in (row, line):
            if widget is not None:
                self._place.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.rows.remove(row)
        self.more.setFocus()
        self._keep()

    def _keep(self) -> None:
        if self._book is not None:
            values = (row.value() for row in self.rows)
            self._book.attend(tuple(value for value in values if value is not None))
