"""The cases of an audit: one row each to open it, and what else can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.days import long_day
from app.storage import HandOver
from app.ui.interview.wording import case_title
from app.ui.pages.agency.letter_words import arrival, can_be_answered
from app.ui.pages.agency.overview import CaseLine, Stand
from app.ui.theme.current import theme
from app.ui.theme.tokens import RADIUS, Space, Tone
from app.ui.widgets.buttons import Button, Kind
from app.ui.widgets.menus import Menu
from app.ui.widgets.small import Rule
from app.ui.widgets.task_list import Task, TaskRow

_ROOM_FOR_WORD = 480


def task_of(line: CaseLine) -> Task:
    """A case as a row: which child, how far, in words."""
    case, done = line.form.case, line.progress
    title, hint = case_title(case), f"UIN {case.uin}"
    revision = line.form.ref.revision
    again = f" · revision {revision}" if revision > 1 else ""
    there = f" · {arrival(line)}" if arrival(line) else ""
    if line.stand is Stand.SEALED:
        status, tone, icon = _sealed(line)
        word = "" if status.endswith("sealed") else "sealed "
        day = f" · {word}{long_day(line.sealed_on)}" if line.sealed_on else ""
        hint = f"{hint}{day} · revision {revision}{there}"
        return Task(case.uin, title, hint, status, tone, icon)
    hint += again + there
    if can_be_answered(line) and line.query is not None:
        status = f"query of {long_day(line.query.asked_on)}"
        tool, form = line.form.audit.tool, line.form.form
        if not line.is_nil and not line.asked.has_changed(tool, form):
            return Task(case.uin, title, hint, status, Tone.ATTENTION, "question")
        hint += f" · {status}"
    if line.stand is Stand.HANDED_OVER:
        if line.passed is not None:
            hint += f" · {handed_over_words(line.passed)}"
        return Task(case.uin, title, hint, "handed over", Tone.SECONDARY, "people")
    if line.stand is Stand.NIL:
        ready = "" if line.can_be_sealed else " · your name is missing"
        return Task(case.uin, title, hint + ready, "not known to us", Tone.ACCENT, "not-known")
    if line.stand is Stand.READY:
        return Task(case.uin, title, hint, "ready to seal", Tone.GOOD, "check")
    if line.stand is Stand.IN_PROGRESS:
        status = f"in progress · {done.done} of {done.total}"
        return Task(case.uin, title, hint, status, Tone.ACCENT, "edit")
    return Task(case.uin, title, hint, "not started")


def _sealed(line: CaseLine) -> tuple[str, Tone, str]:
    """A sealed return in a word: asked about, arrived, or only sealed."""
    if line.query is not None:
        status = f"query of {long_day(line.query.asked_on)}"
        return status, Tone.ATTENTION, "question"
    nil = "nil, " if line.is_nil else ""
    if line.has_arrived:
        return f"{nil}arrived", Tone.GOOD, "check"
    if line.has_not_arrived:
        return f"{nil}not arrived yet", Tone.ATTENTION, "clock"
    return f"{nil}sealed", Tone.GOOD, "check"


def handed_over_words(passed: HandOver) -> str:
    """ "to Sam Okoro, 3 February 2018"."""
    who = passed.who.name.strip() or passed.who.title.strip() or "a colleague"
    return f"to {who}, {long_day(passed.at.astimezone().date())}"


class CaseRow(QWidget):
    """The row of one case with its menu."""

    opened = Signal()
    nil_asked = Signal()
    nil_asked_about = Signal()
    taken_back = Signal()
    reopen_asked = Signal()
    print_asked = Signal()
    watch_asked = Signal()

    def __init__(self, line: CaseLine) -> None:
        super().__init__()
        self.line = line
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, Space.M, 0)
        row.setSpacing(0)
        self.row = TaskRow(task_of(line), first=True)
        self.row.clicked.connect(self.opened)
        row.addWidget(self.row, 1)
        self.more = Button("Options", Kind.BAR, icon="chevron-down", icon_after=True)
        self.more.clicked.connect(self._open_menu)
        row.addWidget(self.more)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu().popup(self.mapToGlobal(at)))
        self.set(line)

    def set(self, line: CaseLine) -> None:
        """Show another state of the same case."""
        self.line = line
        self.row.set(task_of(line))
        self.more.setAccessibleName(f"Options for {case_title(line.form.case)}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where the text is large and the window small, the arrow stands for the word.
        self.more.setText("Options" if self.width() >= theme().px(_ROOM_FOR_WORD) else "")

    def menu(self) -> Menu:
        """What can be done with the case as it stands."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        stand = self.line.stand
        if stand is Stand.SEALED:
            if self.line.query is not None:
                menu.add("Read the query", self.opened.emit, icon="question")
            else:
                menu.add("Look at the answers", self.opened.emit, icon="open")
            revision = self.line.form.ref.revision + 1
            menu.add(f"Reopen as revision {revision}", self.reopen_asked.emit, icon="edit")
        elif stand is Stand.HANDED_OVER:
            menu.add("Look at the answers", self.opened.emit, icon="open")
            menu.add("Take it back…", self.taken_back.emit, icon="edit")
        elif stand is Stand.NIL:
            menu.add("Note for the partnership…", self.nil_asked_about.emit, icon="document")
            menu.add("It is known to us after all…", self.nil_asked_about.emit, icon="edit")
        else:
            menu.add("Open the form", self.opened.emit, icon="open")
            menu.add("Not known to us", self.nil_asked.emit, icon="not-known")
            menu.add("Watch list…", self.watch_asked.emit, icon="search")
        menu.add("Print or save as PDF…", self.print_asked.emit, icon="print")
        return menu

    def _open_menu(self) -> None:
        below = self.more.mapToGlobal(QPoint(0, self.more.height() + Space.XS))
        menu = self.menu()
        below.setX(below.x() + self.more.width() - menu.sizeHint().width())
        menu.popup(below)


class CaseList(QWidget):
    """All cases. Each signal carries the UIN."""

    opened = Signal(str)
    nil_asked = Signal(str)
    nil_asked_about = Signal(str)
    taken_back = Signal(str)
    reopen_asked = Signal(str)
    print_asked = Signal(str)
    watch_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Cases")
        self._rows: dict[str, CaseRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_lines(self, lines: Sequence[CaseLine]) -> None:
        """Show these cases; the same ones again change in place and keep the focus."""
        if [line.uin for line in lines] == list(self._rows):
            for line in lines:
                self._rows[line.uin].set(line)
            return
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows = {}
        for line in lines:
            if self._rows:
                self._column.addWidget(Rule())
            row = CaseRow(line)
            for signal, own in (
                (row.opened, self.opened),
                (row.nil_asked, self.nil_asked),
                (row.nil_asked_about, self.nil_asked_about),
                (row.taken_back, self.taken_back),
                (row.reopen_asked, self.reopen_asked),
                (row.print_asked, self.print_asked),
                (row.watch_asked, self.watch_asked),
            ):
                signal.connect(partial(own.emit, line.uin))
            row.row.installEventFilter(self)
            row.more.installEventFilter(self)
            self._rows[line.uin] = row
            self._column.addWidget(row)

    def row(self, uin: str) -> CaseRow:
        """The row of a case."""
        return self._rows[uin]

    def uin_of(self, control: QWidget | None) -> str:
        """The case whose row, or whose options, a control is; empty for any other."""
        rows = self._rows.items()
        return next((uin for uin, row in rows if control in (row.row, row.more)), "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go to the case above or below, and from a row to its options and back."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        rows = self.rows()
        at = next((n for n, row in enumerate(rows) if watched in (row.row, row.more)), None)
        if at is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        on_options = watched is rows[at].more
        way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if way:
            at = min(max(at + way, 0), len(rows) - 1)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            on_options = event.key() == Qt.Key.Key_Right
        else:
            return False
        target = rows[at].more if on_options else rows[at].row
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return next((row.row for row in self._rows.values()), self)

    def rows(self) -> list[CaseRow]:
        """The rows in their order."""
        return list(self._rows.values())

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(p.hairline), 1))
        painter.setBrush(QColor(p.surface))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
