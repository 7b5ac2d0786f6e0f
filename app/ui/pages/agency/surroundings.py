"""What is around the pages of the desk: title and menu above, places aside, status below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from app.ui.frame import MainWindow
from app.ui.pages.agency.overview import AuditView
from app.ui.theme.current import theme
from app.ui.widgets.menus import Menu
from app.ui.widgets.navigation import Place

AUDITS, SENT, HELP = "audits", "sent", "help"
PLACES = (Place(AUDITS, "My audits"), Place(SENT, "Sent"), Place(HELP, "Help"))
PROMISE = "Nothing leaves this computer by itself"
_NOT_SAVED = "Your last answers are not saved yet; saving is tried again by itself"
_PLACES_WIDTH = 220
_LEAST_PAGE = 520  # px at 100 %: with less beside it, the side gives way


class Surroundings:
    """Talks to the window for the desk."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._menu: Menu | None = None
        self._status = PROMISE
        self._in_form = False

    def say_saved(self, time: str) -> None:
        """When the last answer was saved."""
        self._status = f"Saved {time} · {PROMISE[0].lower()}{PROMISE[1:]}"
        self._show_status()

    def say_trouble(self) -> None:
        """That something could not be saved so far."""
        self._status = _NOT_SAVED
        self._show_status()

    def set_in_form(self, in_form: bool) -> None:
        """Whether a form is shown; it has keys of its own."""
        self._in_form = in_form
        self._show_status()

    def _show_status(self) -> None:
        self._window.set_status(self._status, "Alt + → next page" if self._in_form else "")

    def set_title(
        self,
        views: Sequence[AuditView],
        current: str,
        *,
        audit: Callable[[str], object],
        home: Callable[[], object],
        sent: Callable[[], object],
        guide: Callable[[], object],
        keys: Callable[[], object],
        copies: Callable[[], object],
        history: Callable[[], object],
    ) -> None:
        """The audit in the top bar; its menu leads to the others, and to the places, which the
        side has no room for where the text is large.
        """
        menu = Menu(self._window)
        for view in views:
            menu.add(view.audit.title, partial(audit, view.audit.id), icon="document")
        if views:
            menu.addSeparator()
        menu.add("My audits", home, icon="folder")
        menu.add("Sent", sent, icon="mail")
        menu.add("Keys and lock", keys, icon="lock")
        menu.add("Copies of this desk", copies, icon="copy")
        menu.add("History", history, icon="clock")
        menu.add("Help", guide, icon="help")
        title = next((v.audit.title for v in views if v.audit.id == current), "My audits")
        self._window.set_audit_title(title, menu)
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu

    def fit_side(self, form_width: int = 0) -> bool:
        """Let the side give way where it would leave the page too little room. Whether it is
        shown; ``form_width`` is the width of a form's steps.
        """
        wanted = theme().px(form_width or _PLACES_WIDTH)
        wide = min(wanted, round(self._window.width() * 0.36))
        room = self._window.width() - wide >= theme().px(_LEAST_PAGE)
        self._window.set_side_shown(room)
        return room

    def clear(self) -> None:
        """Leave the window as it was found."""
        self._window.set_audit_title("")
        self._window.set_who("")
        self._window.set_status("")
