"""What every room of the desk has in common, and what a room may ask of the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from app.domain.changes import Topic
from app.errors import PartnershipAuditError
from app.ui.messages import show_error
from app.ui.pages.partnership.reading import Standing, read_standing
from app.ui.pages.slot import Slot as Slot
from app.ui.session import Session
from app.ui.theme.focus_ring import OWN_FOCUS
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import Button, quiet_button
from app.ui.widgets.labels import hint, page_title
from app.ui.widgets.surfaces import ReadingColumn, button_row

T = TypeVar("T")


class Floor(Protocol):
    """The desk, as its rooms see it."""

    session: Session
    audit_id: str

    def go(self, place: str) -> None:
        """Go to another room."""

    def open(self, room: Room) -> None:
        """Open a page that belongs to this room."""

    def back(self) -> None:
        """Close it again."""

    def show_audit(self, audit_id: str, place: str = "overview", *, issue: bool = False) -> None:
        """Put an audit on the desk and go to a room; ``issue`` opens the issuing of its packs."""

    def say(self, room: Room, left: str, right: str = "") -> None:
        """Say something in the status line, while the room is shown."""

    def count(self, place: str, waiting: int) -> None:
        """Show how much waits in a room."""


class Room(ReadingColumn):
    """A page with a title and a sentence that says where things stand.

    ``concerns`` are the topics after whose change it looks again; it does so when it is shown.
    ``of_one_audit``: a change in another audit than that on the desk is none of its.
    """

    concerns: ClassVar[frozenset[Topic]] = frozenset()
    of_one_audit: ClassVar[bool] = True

    def __init__(
        self, floor: Floor, title: str, *, wide: bool = False, back: str = "", gap: int = Space.L
    ) -> None:
        super().__init__(wide=wide, gap=gap)
        self.floor = floor
        self.stale = True
        self._status = ("", "")
        self.setProperty(OWN_FOCUS, True)  # the page itself takes the focus without a ring
        self.setAccessibleName(title)
        if back:
            self.back = quiet_button(back, icon="back")
            self.back.setToolTip("Alt+Left")
            self.back.clicked.connect(floor.back)
            flush_left(self.back)
            for keys in ("Alt+Left", "Escape"):
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(floor.back)
        head = QVBoxLayout()
        head.setSpacing(Space.XS)
        if back:
            head.addLayout(button_row(self.back, right=False))
            head.addSpacing(Space.S)
        self.title = page_title(title)
        self.sentence = hint("")
        head.addWidget(self.title)
        head.addWidget(self.sentence)
        self.add(head)

    def say(self, left: str, right: str = "") -> None:
        """Say something in the status line, now and when one comes back here."""
        self._status = (left, right)
        self.say_status()

    def say_status(self) -> None:
        """Say again what was said last."""
        self.floor.say(self, *self._status)

    @property
    def session(self) -> Session:
        """The open desk."""
        return self.floor.session

    def look(self) -> None:
        """Read again what the room shows."""
        self.stale = False

    def leave(self) -> None:
        """Keep what is not kept yet: the page is about to go."""

    def focus_first(self) -> None:
        """Put the keyboard where one goes on."""
        self.setFocus()

    def focus_search(self) -> None:
        """Put the keyboard where one looks for something, in a room that has such a place."""

    def read(self, fn: Callable[[], T], done: Callable[[T], object]) -> None:
        """Read something for this room."""
        self.session.read(fn, done, failed=self.tell, owner=self)

    def read_standing(self, done: Callable[[Standing], object]) -> None:
        """Read where the audit stands."""
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock
        self.read(lambda: read_standing(workspace, audit_id, clock), done)

    def tell(self, error: PartnershipAuditError) -> None:
        """Tell of a failure that is expected."""
        show_error(self.window(), error)


def flush_left(button: Button) -> None:
    """Let the words of a quiet button stand in line with the text above and below it."""
    button.setStyleSheet("QPushButton { padding-left: 0; text-align: left; }")
