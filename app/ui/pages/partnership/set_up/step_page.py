"""What the pages of the steps have in common: filling, saving, saying what is missing, going on."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.domain.changes import Topic
from app.domain.set_up import Missing, SetUp, Step, StepState
from app.domain.tool import AuditTool
from app.errors import PartnershipAuditError
from app.ui.pages.partnership.room import Floor, Room
from app.ui.pages.partnership.set_up.hand import Hand
from app.ui.pages.partnership.wording import clock_time
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.error_summary import Entry, ErrorSummary
from app.ui.widgets.fields import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint, section_title

SAFE = "Nothing leaves this computer until you issue packs"


class StepPage(Room):
    """One step of a set-up. A subclass builds its controls and calls ``end_step`` at last.

    ``fields`` holds the fields by the names in ``Missing.field``. ``show_set_up`` fills the page;
    ``change`` keeps what a person did; ``flush`` sends what is still being typed. ``wanted`` is the
    place that the keyboard is to go to, for pages that are filled later.
    """

    step: ClassVar[Step]
    concerns: ClassVar[frozenset[Topic]] = frozenset()

    def __init__(self, floor: Floor, hand: Hand, title: str, *, wide: bool = False) -> None:
        super().__init__(floor, title, back="Task list", wide=wide)
        self.hand = hand
        self.fields: dict[str, Field] = {}
        self.problems = ErrorSummary()
        self.problems.entry_chosen.connect(self.focus_field)
        self.add(self.problems)
        self.wanted = ""
        self._told = False
        hand.kept.connect(self.say_saved)
        hand.failed.connect(self._not_kept)

    @property
    def set_up(self) -> SetUp:
        """The set-up as it is now."""
        return self.hand.set_up

    @property
    def tool(self) -> AuditTool | None:
        """The audit tool that was chosen, or None."""
        return self.hand.tool

    def change(self, **fields: Any) -> None:
        """Change these fields of the set-up, and keep it."""
        self.hand.change(**fields)
        if self._told:
            self.show_missing()

    def add_field(self, name: str, field: Field, *, gap_before: int = 0) -> None:
        """Add a field under its name in ``Missing.field``."""
        self.fields[name] = field
        self.add(field, gap_before=gap_before)

    def add_part(self, title: str, about: str) -> None:
        """Begin a part of the page: its title, and a sentence under it."""
        head = QVBoxLayout()
        head.setSpacing(Space.XS)
        head.addWidget(section_title(title))
        head.addWidget(hint(about))
        self.add(head, gap_before=Space.M)

    def end_step(self, go_on: str = "Continue") -> None:
        """Add the way on: nothing follows it."""
        later = secondary_button("Come back later")
        later.clicked.connect(self.floor.back)
        self.next = primary_button(go_on)
        self.next.clicked.connect(self.go_on)
        row = FlowLayout(gap=Space.M)
        row.addWidget(later)
        row.addWidget(self.next)
        self.add(row, gap_before=Space.M)
        self.end()

    # --- showing ---------------------------------------------------------------------------------

    def look(self) -> None:
        first = self.stale
        super().look()
        if not first:
            return
        self.show_set_up()
        self.say_saved()
        begun = self.hand.states()[self.step] is StepState.BEGUN
        if self.step in self.hand.left or begun:
            self._told = True
            self.show_missing()

    def show_set_up(self) -> None:
        """Fill the page with the set-up."""

    def focus_first(self) -> None:
        field = next(iter(self.fields.values()), None)
        if field is not None:
            field.setFocus()
        else:
            self.setFocus()

    def focus_field(self, name: str) -> None:
        """Put the keyboard into a place of the page: the field, the case or the agency."""
        field = self.fields.get(name)
        if field is not None:
            field.setFocus()
            self.show_widget(field)

    def focus_later(self, name: str) -> None:
        """Put the keyboard there, as soon as the place is on the page."""
        self.wanted = name
        self.focus_field(name)

    def say_saved(self) -> None:
        """Say in the status line when it was saved."""
        at = self.hand.saved_at
        self.say(f"Saved {clock_time(at)}" if at else "Everything is saved as you go", SAFE)

    # --- what is missing -------------------------------------------------------------------------

    def problems_here(self) -> tuple[Missing, ...]:
        """What is missing from this step."""
        return self.hand.missing(self.step)

    def show_missing(self) -> None:
        """Say beside the fields what is missing."""
        said: dict[str, str] = {}
        for each in self.problems_here():
            said.setdefault(each.field, each.sentence)
        for name, field in self.fields.items():
            field.set_error(said.get(name, ""))
        if self.problems.isVisibleTo(self):
            self._list_problems()

    def _list_problems(self) -> None:
        self.problems.set_entries([Entry(m.field, m.sentence) for m in self.problems_here()])

    # --- going on --------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Lead to the next open step; or say what is missing here."""
        self.flush()
        self.before_leaving()
        if self.problems_here():
            self._told = True
            self._list_problems()
            self.show_missing()
            self.problems.setFocus()
            # Where it stands is known only after the page was laid out with it.
            QTimer.singleShot(0, self, lambda: self.show_widget(self.problems))
            return
        self.hand.ask(self.hand.after(self.step))

    def flush(self) -> None:
        """Keep what is still being typed."""
        for field in self.fields.values():
            send = getattr(field, "flush", None)
            if callable(send):
                send()

    def before_leaving(self) -> None:
        """What leaving the page says by itself."""

    def leave(self) -> None:
        self.flush()
        self.before_leaving()
        self.hand.left.add(self.step)

    def _not_kept(self, error: PartnershipAuditError) -> None:
        if self.isVisible():
            self.tell(error)
