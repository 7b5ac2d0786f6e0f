"""An audit on the home page: by when, how far each child's form is, and what is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.policy import Policy
from app.ui.pages.agency.case_list import handed_over_words, task_of
from app.ui.pages.agency.next_step import Act, next_step
from app.ui.pages.agency.overview import SHUT, AuditView, CaseLine, Stand
from app.ui.pages.agency.pack_news_notice import news_words
from app.ui.pages.agency.sender import SenderWords
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Button, Kind, quiet_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import caption, hint, section_title, strong_text
from app.ui.widgets.small import ProgressBar
from app.ui.widgets.surfaces import Card, button_row, stack_when_narrow
from app.ui.widgets.task_list import Task, TaskList

SHOWN = 6
"""So many cases stand on a card; with more, the first that are still open."""

_MORE = "\0more"  # no UIN has it
_ROOM_FOR_ROW = 460


class AuditCard(Card):
    """``case_asked(uin, step)`` for the form of a case, at a step or where it was left;
    ``cases_asked`` for all of them, ``seal_asked`` for the sealing, ``compared`` when the sender's
    words were compared.
    """

    seal_asked = Signal()
    case_asked = Signal(str, str)
    cases_asked = Signal()
    compared = Signal()

    def __init__(self, view: AuditView, today: date, policy: Policy, *, loud: bool) -> None:
        super().__init__(padding=Space.L + 4)
        self.is_loud = loud
        audit = view.audit
        self.body.setSpacing(Space.XS)
        self.body.addWidget(section_title(audit.title))
        self.body.addWidget(hint(f"{audit.body.name} · for {view.agency.name}"))
        self.body.addSpacing(Space.S)
        self.due = IconLine("clock", "", Tone.TEXT)
        self.body.addWidget(self.due)
        self.news = IconLine("info", "", Tone.ACCENT)
        self.news.hide()
        self.body.addWidget(self.news)
        self.body.addSpacing(Space.M)
        self.bar = ProgressBar("Cases ready")
        self.ready = caption("")
        self.sentence = strong_text("")
        self.next = Button("", Kind.PRIMARY if loud else Kind.SECONDARY)
        self.next.clicked.connect(self._next_chosen)
        self.body.addWidget(self._what_is_next())
        self.body.addSpacing(Space.M)
        self.cases = TaskList(name=f"Cases of {audit.title}")
        self.cases.opened.connect(self._row_chosen)
        self.body.addWidget(self.cases)
        self.all = quiet_button("All cases")
        self.all.setAccessibleName(f"All cases: {audit.title}")
        self.all.clicked.connect(self.cases_asked)
        self.body.addLayout(button_row(self.all, right=False))
        self.body.addSpacing(Space.S)
        self.words = SenderWords(audit.body, view.sender, policy)
        self.words.compared.connect(self.compared)
        self.body.addWidget(self.words)
        self.set(view, today)

    def _what_is_next(self) -> QWidget:
        box = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        words = QVBoxLayout()
        words.setSpacing(Space.XS + 2)
        words.addWidget(self.bar)
        words.addWidget(self.ready)
        words.addWidget(self.sentence)
        row.addLayout(words, 1)
        row.addWidget(self.next, 0, Qt.AlignmentFlag.AlignBottom)
        stack_when_narrow(box, row, _ROOM_FOR_ROW)
        return box

    def set(self, view: AuditView, today: date) -> None:
        """Show how far the audit is; what has the keyboard keeps it."""
        late = view.audit.due < today and view.sealed < len(view.here)
        tone, icon = (Tone.ATTENTION, "attention") if late else (Tone.TEXT, "clock")
        due = view.due_words(today)
        self.due.set(icon, due[0].upper() + due[1:], tone)
        self.news.setVisible(view.news is not None)
        if view.news is not None:
            again = bool(view.news.look_again)
            tone, icon = (Tone.ATTENTION, "attention") if again else (Tone.ACCENT, "info")
            self.news.set(icon, news_words(view.news), tone)
        self.bar.set(view.ready, len(view.here))
        self.ready.setText(ready_words(view))
        self._step = next_step(view)
        self.sentence.setText(self._step.sentence)
        self.next.set_text(self._step.button)
        self.next.setAccessibleDescription(f"{view.audit.title}. {self._step.sentence}")
        self._nil = {line.uin for line in view.lines if line.stand is Stand.NIL}
        self._rows = rows_of(view.lines)
        self.cases.set_tasks(self._rows)
        self.words.set(view.sender)

    def controls(self) -> list[QWidget]:
        """What Tab stops at, in its order."""
        rows = [self.cases.row(row.key) for row in self._rows]
        return [self.next, *rows, self.all, self.words.again, self.words.same]

    def _next_chosen(self) -> None:
        step = self._step
        if step.act is Act.FORM:
            self.case_asked.emit(step.uin, step.step)
        elif step.act is Act.SEAL:
            self.seal_asked.emit()
        else:
            self.cases_asked.emit()

    def _row_chosen(self, key: str) -> None:
        # A nil return is looked at, and taken back, in the list of the cases.
        if key == _MORE or key in self._nil:
            self.cases_asked.emit()
        else:
            self.case_asked.emit(key, "")


def rows_of(lines: Sequence[CaseLine]) -> list[Task]:
    """A row for each case; of many, for the first that are open, and one for the others."""
    if len(lines) <= SHOWN:
        return [_row(line) for line in lines]
    waiting = [line for line in lines if line.stand not in SHUT]
    first = {line.uin for line in waiting[: SHOWN - 1]}
    shown = [line for line in lines if line.uin in first]
    others = [line for line in lines if line.uin not in first]
    if not shown:
        sealed = all(line.stand is Stand.SEALED for line in lines)
        words = "all sealed" if sealed else "none waits here"
        return [Task(_MORE, f"{len(lines)} cases", status=words, tone=Tone.GOOD)]
    counts = Counter(str(line.stand) for line in others)
    words = ", ".join(f"{counts[stand]} {stand}" for stand in Stand if counts[stand])
    return [*map(_row, shown), Task(_MORE, f"And {len(others)} more", hint=words)]


def _row(line: CaseLine) -> Task:
    """As on the audit's own page, on one line."""
    missing = line.stand is Stand.NIL and not line.can_be_sealed
    hint = "your name is missing" if missing else ""
    if line.stand is Stand.HANDED_OVER and line.passed is not None:
        hint = handed_over_words(line.passed)
    return replace(task_of(line), hint=hint)


def ready_words(view: AuditView) -> str:
    """ "3 of 5 cases ready", and how many of them are sealed."""
    total = len(view.here)
    if not total:
        return "All cases are handed over"
    words = f"{view.ready} of {total} {'case' if total == 1 else 'cases'} ready"
    if view.sealed == total and total:
        return "All returns are sealed" if total > 1 else "The return is sealed"
    return f"{words}, {view.sealed} of them sealed" if view.sealed else words
