"""The partnership's desk: its rooms, which audit is on it, and what the status line says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.changes import Changes, Topic
from app.services.action_plan import overdue_count
from app.services.preferences import Look, Whereabouts, keep_whereabouts, look_of
from app.storage import AuditSummary
from app.ui.frame import MainWindow
from app.ui.look import in_force, show_look
from app.ui.messages import show_error
from app.ui.pages.help.pages import HelpListPage, HelpTopicPage
from app.ui.pages.help.room import HELP
from app.ui.pages.partnership.agencies import AgenciesRoom
from app.ui.pages.partnership.audits import AuditsPage
from app.ui.pages.partnership.cases import CasesRoom
from app.ui.pages.partnership.findings import FindingsRoom
from app.ui.pages.partnership.help_room import PartnershipHelp
from app.ui.pages.partnership.inbox import InboxRoom
from app.ui.pages.partnership.meeting.room import MeetingRoom
from app.ui.pages.partnership.overview import OverviewRoom
from app.ui.pages.partnership.reading import Known, read_known
from app.ui.pages.partnership.recommendations.room import RecommendationsRoom
from app.ui.pages.partnership.reports import ReportsRoom
from app.ui.pages.partnership.room import Room
from app.ui.pages.partnership.settings import SettingsRoom
from app.ui.pages.partnership.tools.library import ToolsRoom
from app.ui.pages.partnership.tracker import TrackerRoom
from app.ui.session import Session
from app.ui.theme.tokens import Scheme
from app.ui.widgets.menus import Menu
from app.ui.widgets.nav_view import NavView
from app.ui.widgets.navigation import Place
from app.ui.widgets.plain import one_line

WHO = "Partnership desk"
SAFE = "Nothing about a child leaves this computer unsealed"
_TITLES = {
    "overview": "Overview",
    "cases": "Cases and agencies",
    "inbox": "Inbox",
    "tracker": "Tracker",
    "findings": "Findings",
    "meeting": "Meeting",
    "recommendations": "Recommendations",
    "reports": "Reports",
    "tools": "Audit tools",
    "agencies": "Address book",
    "settings": "Settings",
}
_ROOMS: dict[str, Callable[..., Room]] = {
    "overview": OverviewRoom,
    "cases": CasesRoom,
    "inbox": InboxRoom,
    "tracker": TrackerRoom,
    "findings": FindingsRoom,
    "meeting": MeetingRoom,
    "recommendations": RecommendationsRoom,
    "reports": ReportsRoom,
    "tools": ToolsRoom,
    "agencies": AgenciesRoom,
    "settings": SettingsRoom,
}
_WITHOUT_AUDIT = {"overview", "tools", "agencies", "settings"}
_OF_NO_AUDIT = {"inbox", "tools", "agencies", "settings"}
_FIRST_OF_GROUP = "tools"
_KEYS = "123456789"  # with Ctrl; the places after the ninth have none
_MOST_IN_MENU = 12


class PartnershipDesk(QObject):
    """One window's desk. The entrance makes, starts and closes it."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self.window = window
        self.session = session
        self.audit_id = ""
        self.place = "overview"
        self._audits: tuple[AuditSummary, ...] = ()
        self._destroyed: frozenset[str] = frozenset()
        self._rooms: dict[str, Room] = {}
        self._inner: list[Room] = []
        self._waiting: list[Path] = []
        self._started = False
        self._shortcuts: list[QShortcut] = []
        self._menu: Menu | None = None
        self._counts: dict[str, int] = {}
        self.help = PartnershipHelp(window, session)
        self.help.shown.connect(self._show_help)
        self.help.returned.connect(self._return_from_help)

    # --- opening and closing ---------------------------------------------------------------------

    def start(self) -> None:
        """Show the desk, at the place where one was."""
        self.window.set_who(WHO)
        self.window.set_audit_title("")
        self.window.set_status(SAFE)
        self.window.place_chosen.connect(self.go)
        self.session.changed.connect(self._changed)
        self.window.search_asked.connect(self._find)
        self.help.begin()
        for key, place in zip(_KEYS, _TITLES, strict=False):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{key}"), self.window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(partial(self.go, place))
            self._shortcuts.append(shortcut)
        workspace = self.session.workspace
        self.session.read(
            lambda: (read_known(workspace), look_of(workspace)),
            lambda found: self._begin(*found),
            failed=lambda error: show_error(self.window, error),
            owner=self,
        )

    def open_file(self, path: Path) -> None:
        """Bring in a return package that was opened from outside."""
        if not self._started:
            self._waiting.append(path)
            return
        if not self.audit_id:
            self.go("overview")
            return
        self.go("inbox")
        inbox = self._room("inbox")
        assert isinstance(inbox, InboxRoom)  # noqa: S101 - it is what the table of rooms says
        inbox.look_at([path])

    def close(self) -> None:
        """Leave the desk: remember where one is, let go of every page."""
        self.window.place_chosen.disconnect(self.go)
        self.session.changed.disconnect(self._changed)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        for room in (*self._inner, *self._rooms.values()):
            room.leave()
            self.window.drop_page(room)
        self._inner, self._rooms = [], {}
        self.window.search_asked.disconnect(self._find)
        self.help.close()
        for page in self.help.pages():
            self.window.drop_page(page)
        if self._started:
            workspace, where = self.session.workspace, Whereabouts(self.place, self.audit_id)
            self.session.tasks.run(lambda _work: keep_whereabouts(workspace, where))

    def _begin(self, known: Known, look: Look) -> None:
        look = in_force(look, self.session.context.policy)
        if look != Look() and look.scheme in set(Scheme):
            show_look(look)
        self._know(known)
        ids = [audit.id for audit in self._audits]
        current = [audit.id for audit in self._audits if audit.archived is None]
        self.audit_id = known.where.audit_id if known.where.audit_id in ids else ""
        if not self.audit_id and ids:
            self.audit_id = (*current, *ids)[0]
        self._started = True
        self._name_audit()
        self.go(known.where.place if known.where.place in _TITLES else "overview")
        self._count_overdue()
        for path in self._waiting:
            self.open_file(path)
        self._waiting.clear()

    # --- going about -----------------------------------------------------------------------------

    def go(self, place: str) -> None:
        """Go to a room. Without an audit there is the overview, where one is defined."""
        if place == HELP and self._started:
            self.help.show_list()
        if place not in _TITLES or not self._started:
            return
        if not self.audit_id and place not in _WITHOUT_AUDIT:
            place = "overview"
        self._drop_inner()
        self.place = place
        room = self._room(place)
        self._show(room)
        self._show_places()
        focus = self.window.focusWidget()
        if focus is None or not (isinstance(focus, NavView) or room.isAncestorOf(focus)):
            room.setFocus()

    def open(self, room: Room) -> None:
        """Open a page over the room, until ``back``."""
        self._inner.append(room)
        self._show(room)
        room.focus_first()

    def back(self) -> None:
        """Close the page on top; what lies under it is as it was left."""
        if self._inner:
            gone = self._inner.pop()
            gone.leave()
            under = self._inner[-1] if self._inner else self._room(self.place)
            self._show(under)
            self.window.drop_page(gone)
            under.focus_first()

    def choose_audit(self, audit_id: str) -> None:
        """Put another audit on the desk."""
        if audit_id == self.audit_id or audit_id in self._destroyed:
            return
        self.audit_id = audit_id
        self._drop_inner()
        for place in [place for place in self._rooms if place not in _OF_NO_AUDIT]:
            self.window.drop_page(self._rooms.pop(place))
        for room in self._rooms.values():
            room.stale = True
        self._name_audit()
        self.go(self.place)

    def show_audit(self, audit_id: str, place: str = "overview", *, issue: bool = False) -> None:
        """Put an audit on the desk and go to a room; ``issue`` opens the issuing of its packs."""
        if audit_id in self._destroyed:
            return
        self._drop_inner()
        self.place = place
        if audit_id == self.audit_id:
            self.go(place)
        else:
            self.choose_audit(audit_id)
        room = self._room(place)
        if issue and isinstance(room, CasesRoom):
            # Read after the room has read what it shows: the page is made of that.
            self.session.read(lambda: None, lambda _none: room.issue(), owner=room)

    def say(self, room: Room, left: str, right: str = "") -> None:
        """Say something in the status line, while the room is shown."""
        if self.window.page() is room:
            self.window.set_status(left, right)

    def count(self, place: str, waiting: int) -> None:
        """Show how much waits in a room."""
        if waiting != self._counts.get(place, 0):
            self._counts[place] = waiting
            self._show_places()

    def _find(self) -> None:
        page = self.window.page()
        if isinstance(page, Room):
            page.focus_search()

    def _show_help(self, page: HelpListPage | HelpTopicPage) -> None:
        """Show a page of Help over where one is, which stays as it is."""
        self.window.show_page(page)
        self.window.set_status(SAFE, "Escape goes back to where you were")
        page.first_control().setFocus()

    def _return_from_help(self, room: Room) -> None:
        self.window.set_current_place(self.place)
        self._show(room)
        room.focus_first()

    def _room(self, place: str) -> Room:
        if place not in self._rooms:
            self._rooms[place] = _ROOMS[place](self)
        return self._rooms[place]

    def _show(self, room: Room) -> None:
        self.window.show_page(room)
        room.say_status()
        if room.stale:
            room.look()

    def _show_places(self) -> None:
        places = [
            Place(key, title, self._counts.get(key, 0), gap_before=key == _FIRST_OF_GROUP)
            for key, title in _TITLES.items()
            if self.audit_id or key in _WITHOUT_AUDIT
        ]
        places.append(Place(HELP, "Help"))
        in_help = self.window.page() in self.help.pages()
        self.window.set_places(places, HELP if in_help else self.place)

    def _drop_inner(self) -> None:
        inner, self._inner = self._inner, []
        for room in reversed(inner):
            room.leave()
            self.window.drop_page(room)

    # --- the audits ------------------------------------------------------------------------------

    def _name_audit(self) -> None:
        title = next((a.title for a in self._audits if a.id == self.audit_id), "")
        menu = self._audit_menu() if title else None
        self.window.set_audit_title(title, menu)
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu

    def _audit_menu(self) -> Menu:
        """The audits that are not archived, the one on the desk, and the way to all."""
        menu = Menu(self.window)
        current = [audit for audit in self._audits if audit.archived is None]
        shown = current[:_MOST_IN_MENU]
        if all(audit.id != self.audit_id for audit in shown):
            shown += [audit for audit in self._audits if audit.id == self.audit_id]
        for audit in shown:
            chosen = audit.id == self.audit_id
            words = one_line(f"{audit.title} ({audit.reference})")
            menu.add(words, partial(self.choose_audit, audit.id), icon="check" if chosen else "")
        menu.addSeparator()
        menu.add("All audits", self.show_all_audits)
        return menu

    def _know(self, known: Known) -> None:
        """What is left of an audit that was destroyed is in the list of all audits alone."""
        self._audits = tuple(audit for audit in known.audits if audit.destroyed is None)
        self._destroyed = frozenset(a.id for a in known.audits if a.destroyed is not None)

    def _clear_away(self) -> None:
        """Take a destroyed audit off the desk; the page that is open over the rooms stays."""
        current = [audit.id for audit in self._audits if audit.archived is None]
        self.audit_id = next(iter((*current, *(audit.id for audit in self._audits))), "")
        for place in [place for place in self._rooms if place not in _OF_NO_AUDIT]:
            self.window.drop_page(self._rooms.pop(place))
        for room in self._rooms.values():
            room.stale = True
        self._counts = {}
        if not self.audit_id and self.place not in _WITHOUT_AUDIT:
            self.place = "overview"
        if not self._inner:
            self.go(self.place)

    def show_all_audits(self) -> None:
        """Open the list of every audit."""
        self.go("overview")
        self.open(AuditsPage(self))

    def _changed(self, changes: Changes) -> None:
        if changes.touches(Topic.AUDITS):
            workspace = self.session.workspace
            self.session.read(
                lambda: read_known(workspace),
                lambda known: self._audits_changed(known, changes.audit_id),
                owner=self,
            )
        if changes.touches(Topic.AUDITS, Topic.RECOMMENDATIONS):
            self._count_overdue()
        for room in (*self._rooms.values(), *self._inner):
            if not changes.touches(*room.concerns):
                continue
            if room.of_one_audit and changes.audit_id and changes.audit_id != self.audit_id:
                continue
            room.stale = True
            if self.window.page() is room:
                room.look()

    def _count_overdue(self) -> None:
        """Show beside their room how many recommendations of all audits are overdue."""
        workspace, clock = self.session.workspace, self.session.context.clock
        self.session.read(
            lambda: overdue_count(workspace, clock=clock),
            partial(self.count, "recommendations"),
            owner=self,
        )

    def _audits_changed(self, known: Known, audit_id: str) -> None:
        self._know(known)
        if self.audit_id in self._destroyed:
            self._clear_away()
        if audit_id and any(audit.id == audit_id for audit in known.audits):
            self.choose_audit(audit_id)
        self._name_audit()
        self._show_places()
