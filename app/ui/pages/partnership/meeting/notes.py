"""The three columns of a matter, noted while people talk. Every letter goes into the book."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.evidence import Evidence
from app.domain.meeting import HEADINGS, Matter, MeetingNote, NoteHeading
from app.ui.pages.partnership.meeting.book import Book
from app.ui.pages.partnership.meeting.note_guard import NoteGuard
from app.ui.pages.partnership.meeting.note_line import NoteLine
from app.ui.pages.partnership.meeting.seen import source_words
from app.ui.theme.tokens import Size, Space, Weight
from app.ui.widgets.choices import Group
from app.ui.widgets.labels import TextLabel
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import stack_when_narrow

_ORDER = tuple(HEADINGS)


class NoteColumn(Group):
    """One heading with its points, and an empty line at the end. ``numbered`` in a new order."""

    numbered = Signal()

    def __init__(self, heading: NoteHeading, size: Size) -> None:
        super().__init__(HEADINGS[heading])
        self.heading = heading
        self.lines: list[NoteLine] = []
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(Space.XS)
        self.head = TextLabel(HEADINGS[heading], size=size, weight=Weight.STRONG, line_height=1.35)
        self.body.addWidget(self.head)
        self.body.addWidget(Rule())
        self.body.addStretch(1)

    def insert(self, at: int, line: NoteLine) -> None:
        """Put a line in."""
        self.lines.insert(at, line)
        self.body.insertWidget(2 + at, line)
        line.show()
        self.number()

    def take(self, line: NoteLine) -> None:
        """Take a line out."""
        self.lines.remove(line)
        self.body.removeWidget(line)
        self.number()

    def step(self, line: NoteLine, to: int) -> None:
        """Give a line another place."""
        self.lines.remove(line)
        self.lines.insert(to, line)
        self.body.removeWidget(line)
        self.body.insertWidget(2 + to, line)
        self.number()

    def number(self) -> None:
        """Say where each line stands."""
        for number, line in enumerate(self.lines, start=1):
            line.set_place(HEADINGS[self.heading], number)
        self.numbered.emit()


class NotesBoard(QWidget):
    """The columns of one matter. ``said(words)`` for the status line."""

    said = Signal(str)

    def __init__(
        self, book: Book, guard: NoteGuard, matter: Matter, size: Size = Size.LEAD
    ) -> None:
        super().__init__()
        self._size = size
        self.book, self.guard, self.matter = book, guard, matter
        self.last = NoteHeading.WORRIED
        self.columns = {heading: NoteColumn(heading, size) for heading in _ORDER}
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XL)
        for heading, column in self.columns.items():
            row.addWidget(column, 1)
            column.numbered.connect(self._chain)
            for note in book.column(matter, heading):
                self._show(note, len(column.lines))
            self._blank(column)
        stack_when_narrow(self, row, 720)

    # --- what the page asks for -------------------------------------------------------------------

    def write_in(self, heading: NoteHeading) -> None:
        """Put the keyboard where the next point of a column is written."""
        self.columns[heading].lines[-1].box.setFocus()
        self.last = heading

    def take_over(
        self, heading: NoteHeading | None, text: str, evidence: tuple[Evidence, ...]
    ) -> MeetingNote:
        """Note words that stand elsewhere, as the last point of a column."""
        column = self.columns[heading or self.last]
        self.flush()
        note = self.book.add(self.matter, column.heading, text, evidence)
        self._show(note, len(column.lines) - 1)
        return note

    def put_back(self) -> None:
        """Bring back the point that was taken away last, if that was here."""
        note = self.book.put_back()
        if note is None or note.matter != self.matter:
            return
        column = self.columns[note.heading]
        ids = [each.id for each in self.book.column(self.matter, note.heading)]
        self._show(note, ids.index(note.id)).box.setFocus()
        self.said.emit(f"It is back among {len(column.lines) - 1} points")

    def flush(self) -> None:
        """Keep what was typed a moment ago."""
        for column in self.columns.values():
            for line in column.lines:
                line.field.flush()

    def texts(self) -> dict[NoteHeading, list[str]]:
        """The points that stand there, by column."""
        return {
            heading: [line.text() for line in column.lines if line.note_id]
            for heading, column in self.columns.items()
        }

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._chain()

    def _chain(self) -> None:
        """Let Tab go through the lines in the order in which they stand."""
        if not self.isVisible():
            return  # Qt keeps an order only within a window
        stops: list[QWidget] = []
        for column in self.columns.values():
            for line in column.lines:
                stops += [line.bullet, line.box] if line.note_id else [line.box]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # --- lines ------------------------------------------------------------------------------------

    def _show(self, note: MeetingNote, at: int) -> NoteLine:
        line = self._line(self.columns[note.heading], note.text, note.id)
        self.columns[note.heading].insert(at, line)
        line.set_source(source_words(self.book.audit, note.evidence))
        return line

    def _blank(self, column: NoteColumn) -> NoteLine:
        line = self._line(column)
        column.insert(len(column.lines), line)
        return line

    def _line(self, column: NoteColumn, text: str = "", note_id: str = "") -> NoteLine:
        line = NoteLine(column.heading, text, note_id, self._size)
        line.setParent(column)
        line.written.connect(partial(self._written, line))
        line.left.connect(partial(self._left, line))
        line.entered.connect(partial(self._entered, line))
        line.stepped.connect(partial(self._step, line))
        line.walked.connect(partial(self._walk, line))
        line.shifted.connect(partial(self._shift, line))
        line.moved.connect(partial(self._move, line))
        line.dropped.connect(partial(self._drop, line))
        self.guard.watch(line.field)
        return line

    def _written(self, line: NoteLine, text: str) -> None:
        self.last = line.heading
        if not text.strip():
            return  # it goes when it is left empty: who types over it first empties it
        if line.note_id:
            self.book.edit(line.note_id, text)
            return
        column = self.columns[line.heading]
        line.set_note(self.book.add(self.matter, line.heading, text).id)
        self._blank(column)

    def _left(self, line: NoteLine) -> None:
        if line.note_id and not line.text().strip():
            self._remove(line)

    def _entered(self, line: NoteLine) -> None:
        column = self.columns[line.heading]
        if line.note_id and not line.text().strip():
            column.lines[-1].box.setFocus()  # leaving it takes it away
        elif line.note_id:
            column.lines[-1].box.setFocus()

    def _walk(self, line: NoteLine, way: int) -> None:
        lines = self.columns[line.heading].lines
        at = lines.index(line) + way
        if 0 <= at < len(lines):
            lines[at].box.setFocus()

    def _step(self, line: NoteLine, way: int) -> None:
        column = self.columns[line.heading]
        to = column.lines.index(line) + way
        if not line.note_id or not 0 <= to < len(column.lines) - 1:
            return
        line.field.flush()
        column.step(line, to)
        line.box.setFocus()
        self.book.move(line.note_id, line.heading, to)

    def _shift(self, line: NoteLine, way: int) -> None:
        at = _ORDER.index(line.heading) + way
        if 0 <= at < len(_ORDER):
            self._move(line, _ORDER[at])

    def _move(self, line: NoteLine, heading: NoteHeading) -> None:
        if not line.note_id or not line.text().strip():
            return
        line.field.flush()
        note_id, column = line.note_id, self.columns[heading]
        at = len(column.lines) - 1
        self.book.move(note_id, heading, at)
        note = self.book.meeting.note(note_id)
        if note is not None:
            self._show(note, at).box.setFocus()
            self._take_out(line)
            self.said.emit(f"Moved to “{HEADINGS[heading]}”")

    def _drop(self, line: NoteLine) -> None:
        column = self.columns[line.heading]
        at = column.lines.index(line)
        line.field.flush()
        self._remove(line)
        column.lines[min(at, len(column.lines) - 1)].box.setFocus()

    def _remove(self, line: NoteLine) -> None:
        note_id, line.note_id = line.note_id, ""
        self.book.drop(note_id)
        self._take_out(line)
        self.said.emit("The point is gone. Alt+Z puts it back")

    def _take_out(self, line: NoteLine) -> None:
        line.note_id = ""
        self.columns[line.heading].take(line)
        line.blockSignals(True)
        line.hide()
        line.deleteLater()
