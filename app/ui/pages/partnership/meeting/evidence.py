"""What the meeting looks at on one matter: answers, the agencies' own words, the judgement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.meeting import Matter, Scope, agreed_scale
from app.reports.wording import listed
from app.services.hold_meeting import MeetingInHand
from app.ui.pages.partnership.meeting.book import Book
from app.ui.pages.partnership.meeting.judgement import JudgementPane
from app.ui.pages.partnership.meeting.note_guard import NoteGuard
from app.ui.pages.partnership.meeting.rows_list import AgencyHeads, RowsList
from app.ui.pages.partnership.meeting.seen import Row, RowKind, Seen, seen_on
from app.ui.theme.tokens import Size, Space
from app.ui.widgets.labels import hint
from app.ui.widgets.surfaces import ReadingColumn

ANSWERS, WORDS, JUDGEMENT = "answers", "words", "judgement"
_LEAST_HEIGHT = 150


class Pane(ReadingColumn):
    """A part of the page that scrolls by itself."""

    def __init__(self, *, gap: int = Space.M) -> None:
        super().__init__(wide=True, gap=gap)
        self._outer.setContentsMargins(Space.L, Space.S, Space.L, Space.M)

    def sizeHint(self) -> QSize:
        return QSize(400, _LEAST_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _LEAST_HEIGHT)


class RowsPane(QWidget):
    """A list of rows, with the agencies' names above it while it scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.list = RowsList(name)
        self.heads = AgencyHeads(self.list)
        self.pane = Pane()
        self.pane._outer.setContentsMargins(0, 0, 0, 0)
        self.note = hint("")
        self.note.setContentsMargins(Space.M + 2, Space.S, Space.M, 0)
        self.pane.add(self.note)
        self.pane.add(self.list)
        self.pane.end()
        column.addWidget(self.heads)
        column.addWidget(self.pane, 1)
        self.list.moved.connect(self._follow)
        self.list.rows.modelReset.connect(self.heads.fit)

    def show_rows(self, seen: Seen, rows: tuple[Row, ...], note: str, uin: str) -> None:
        """Show other rows; ``note`` is said above them."""
        self.list.agencies = seen.agencies if rows is seen.answers else ()
        self.list.rows.set_rows(rows, uin)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.list.setVisible(bool(rows))
        self.heads.fit()
        self.pane.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.heads.fit()

    def _follow(self, rect: QRect) -> None:
        top = self.list.mapTo(self.pane.column, rect.topLeft())
        middle = top.y() + rect.height() // 2
        self.pane.ensureVisible(top.x(), middle, 0, rect.height() // 2 + Space.XL)


class Evidence(QStackedWidget):
    """The views of one matter. ``taken(Row, heading)`` when words are to be noted."""

    taken = Signal(object, object)

    def __init__(self, book: Book, guard: NoteGuard, hand: MeetingInHand) -> None:
        super().__init__()
        self._book, self._guard, self._hand = book, guard, hand
        self.answers = RowsPane("Answers side by side")
        self.words = RowsPane("What the agencies wrote")
        self.judgement: JudgementPane | None = None
        self.size_of_text = Size.LEAD
        self._judgement = Pane()
        self._judgement.end()
        for pane in (self.answers, self.words):
            pane.list.taken.connect(self.taken)
            self.addWidget(pane)
        self.addWidget(self._judgement)
        self.views: tuple[str, ...] = ()
        self.is_empty = False

    def show_matter(self, matter: Matter) -> None:
        """Show what there is to look at on a matter."""
        seen = seen_on(self._hand_now(), matter)
        is_case = matter.scope is Scope.CASE
        nothing = "" if seen.agencies else "No full return is in for this case."
        note = " ".join(part for part in (nothing, who_is_missing(seen)) if part)
        self.answers.show_rows(seen, seen.answers, note, matter.uin)
        self.words.show_rows(seen, seen.words, self._words_note(seen, matter), matter.uin)
        self._drop_judgement()
        case = self._hand.audit.case(matter.uin)
        if is_case and case is not None:
            self.judgement = JudgementPane(
                self._book, self._guard, self._hand.content, case, size=self.size_of_text
            )
            self._judgement.body.insertWidget(0, self.judgement)
            self._judgement.verticalScrollBar().setValue(0)
        graded = agreed_scale(self._hand.audit.tool) is not None
        case_views = (ANSWERS, WORDS, JUDGEMENT)
        self.views = case_views if is_case else (WORDS,)
        self.is_empty = not is_case and not seen.words
        self.judgement_name = "Judgement" if graded else "What is agreed"

    def set_size(self, size: Size) -> None:
        """Write larger or smaller; what is shown of the judgement follows with the next matter."""
        self.size_of_text = size
        for pane in (self.answers, self.words):
            pane.list.letters = size
            pane.list.fit()
            pane.heads.fit()

    def show_view(self, view: str) -> None:
        """Turn to one of the views."""
        at = {ANSWERS: self.answers, WORDS: self.words, JUDGEMENT: self._judgement}
        self.setCurrentWidget(at[view if view in self.views else self.views[0]])

    def focus_view(self) -> None:
        """Put the keyboard into the view that is shown."""
        now = self.currentWidget()
        if now is self._judgement and self.judgement is not None:
            self.judgement.setFocus()
        elif isinstance(now, RowsPane):
            now.list.setFocus()

    def set_taken(self, is_taken: Callable[[Row], bool]) -> None:
        """Show which rows were taken over."""
        for pane in (self.answers, self.words):
            model = pane.list.rows
            words = (row for row in model.rows if row.kind is RowKind.WORDS)
            model.set_taken({row.key for row in words if is_taken(row)})

    def flush(self) -> None:
        """Keep what was typed a moment ago."""
        if self.judgement is not None:
            self.judgement.flush()

    def sizeHint(self) -> QSize:
        return QSize(400, _LEAST_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _LEAST_HEIGHT)

    def _hand_now(self) -> MeetingInHand:
        content = replace(self._hand.content, meeting=self._book.meeting)
        return replace(self._hand, content=content)

    def _words_note(self, seen: Seen, matter: Matter) -> str:
        if matter.scope is Scope.PROCESS:
            return (
                "How did the audit itself go: the tool, the time, the returns, this meeting? "
                "What would we do otherwise next time?"
            )
        if not seen.words:
            return "There is nothing to take over yet."
        return ""

    def _drop_judgement(self) -> None:
        if self.judgement is not None:
            self.judgement.flush()
            self._judgement.body.removeWidget(self.judgement)
            self.judgement.hide()
            self.judgement.deleteLater()
            self.judgement = None


def who_is_missing(seen: Seen) -> str:
    """Whose answers are not there, and why."""
    parts = []
    if seen.nil:
        parts.append(f"Not known to {listed(agency.name for agency in seen.nil)}.")
    if seen.missing:
        parts.append(f"Not in from {listed(agency.name for agency in seen.missing)}.")
    return " ".join(parts)
