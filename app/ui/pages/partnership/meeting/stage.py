"""The stage of the meeting: agenda at the side, what is looked at, and the notes below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.audits import Audit
from app.domain.meeting import Matter, Meeting, Scope
from app.ui.pages.partnership.meeting.evidence import ANSWERS, JUDGEMENT, WORDS, Evidence, Pane
from app.ui.pages.partnership.meeting.seen import matter_name
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.fields import check_box
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.nav_view import NavRow, NavView
from app.ui.widgets.small import Pills, Rule
from app.ui.widgets.surfaces import stack_when_narrow

NOTES = "notes"
_ROOMY = 520  # how much height notes and what is looked at need together
_SIDE, _WITH_SIDE, _WIDEST_SIDE = 220, 860, 360
_LITTLE, _ANY = 84, 16_777_215  # a sentence needs no more
_SAID_MS = 6_000


class Stage(QWidget):
    """Takes the height that is left, and scrolls inside. ``resized`` when there is another room."""

    resized = Signal()

    def __init__(self, evidence: Evidence) -> None:
        super().__init__()
        self.evidence = evidence
        self._view = ANSWERS
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_SAID_MS)
        self.nav = NavView("Agenda")
        self._side = QFrame()
        self._side.setObjectName("side")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, Space.S, 1, Space.S)
        side.addWidget(self.nav)
        views = [(ANSWERS, "Answers"), (WORDS, "Words"), (JUDGEMENT, "Judgement")]
        self.pills = Pills([*views, (NOTES, "Notes")], "What is looked at")
        self.pills.chosen.connect(self.turn_to)
        self._bar = QWidget()
        bar = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._bar)
        bar.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        bar.addWidget(self.pills, 1)
        deeds = QHBoxLayout()
        deeds.setSpacing(Space.S)
        deeds.addStretch(1)
        bar.addLayout(deeds)
        stack_when_narrow(self._bar, bar, 640)
        self.done = check_box("Discussed")
        self.done.setToolTip("Ctrl+Enter")
        self.before = secondary_button("Back")
        self.before.setToolTip("PgUp")
        self.before.setAccessibleName("Back to the matter before")
        self.after = secondary_button("Next")
        self.after.setToolTip("PgDn")
        self.after.setAccessibleName("Next matter")
        for widget in (self.done, self.before, self.after):
            deeds.addWidget(widget)
        self.board = Pane()
        self.said = IconLine("info", "", Tone.SECONDARY)
        self.said.setContentsMargins(Space.L, Space.XS, Space.L, Space.S)
        self.said.hide()
        self.line = Rule()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._bar)
        right.addWidget(self.evidence, 5)
        right.addWidget(self.line)
        right.addWidget(self.board, 6)
        right.addWidget(self.said)
        self._quiet.timeout.connect(self.said.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addLayout(right, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().px(260))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.resized.emit)

    def show_matter(self, matter: Matter) -> None:
        """Name what can be looked at on a matter, and turn to it."""
        is_case = matter.scope is Scope.CASE
        words = "Agencies’ words" if is_case else "To take over"
        if matter.scope is Scope.PROCESS:
            words = "What to think of"
        names = {WORDS: words, JUDGEMENT: self.evidence.judgement_name}
        for view in (ANSWERS, WORDS, JUDGEMENT):
            button = self.pills.button(view)
            button.set_text(names.get(view, button.accessibleName()))
            button.setVisible(view in self.evidence.views)
        self.turn_to(self._view)

    def turn_to(self, view: str) -> None:
        """Show a view, or the notes where there is room for one of them only."""
        if view != NOTES:
            self._view = view if view in self.evidence.views else self._view
            self.evidence.show_view(self._view)
        self.pills.set_current(view if view in (*self.evidence.views, NOTES) else WORDS)
        self.arrange()

    def is_roomy(self) -> bool:
        """Whether there is room for both."""
        return self.height() - self._bar.height() >= theme().px(_ROOMY)

    def arrange(self) -> None:
        """Notes below what is looked at where there is room, else one of them."""
        roomy = self.is_roomy()
        if roomy and self.pills.current() == NOTES:
            self.pills.set_current(self._view if self._view in self.evidence.views else WORDS)
        notes = self.pills.current() == NOTES
        self.pills.button(NOTES).setVisible(not roomy)
        self.evidence.setVisible(roomy or not notes)
        little = roomy and self.evidence.is_empty
        self.evidence.setMaximumHeight(theme().px(_LITTLE) if little else _ANY)
        self.line.setVisible(roomy)
        self.board.setVisible(roomy or notes)
        self._side.setVisible(self.width() >= theme().px(_WITH_SIDE))
        self._side.setFixedWidth(min(theme().px(_SIDE), _WIDEST_SIDE))

    def show_agenda(
        self, audit: Audit, meeting: Meeting, agenda: tuple[Matter, ...], here: Matter
    ) -> None:
        """Show what was discussed, what is left, and where one is."""
        rows = []
        for number, matter in enumerate(agenda):
            done, is_here = meeting.discussion(matter).done, matter == here
            icon, tone = ("check", Tone.GOOD) if done else ("", Tone.SECONDARY)
            icon, tone = ("dot", Tone.ACCENT) if is_here and not done else (icon, tone)
            name = matter_name(audit, matter)
            state = "discussed" if done else "still to discuss"
            spoken = f"{name}, {state}{', here' if is_here else ''}"
            gap = 6 if matter.scope is not Scope.CASE and number else 0
            rows.append(
                NavRow(str(number), name, icon=icon, tone=tone, spoken=spoken, gap_before=gap)
            )
        self.nav.set_rows(rows)
        self.nav.set_current_key(str(agenda.index(here)))

    def say(self, words: str) -> None:
        """Say something for a moment."""
        self.said.set("info", words, Tone.SECONDARY)
        self.said.show()
        self._quiet.start()
