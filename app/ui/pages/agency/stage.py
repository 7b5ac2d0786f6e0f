"""Where the pages of the desk are shown: the keyboard goes with them, and the side gives way."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.ui.frame import MainWindow
from app.ui.interview.interview import NAV_WIDTH, Interview
from app.ui.pages.agency.surroundings import Surroundings
from app.ui.theme.current import theme_changes


class _Page(Protocol):
    """What the desk asks of a page that it shows."""

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""


class Stage(QObject):
    """``window_left`` when the person turns to another program."""

    window_left = Signal()

    def __init__(self, window: MainWindow, around: Surroundings) -> None:
        super().__init__()
        self._window, self._around = window, around
        self._form: Interview | None = None

    def begin(self) -> None:
        """Follow the window."""
        self._window.installEventFilter(self)
        theme_changes().changed.connect(self._fit_side)

    def end(self) -> None:
        """Let the window go."""
        self._window.removeEventFilter(self)
        theme_changes().changed.disconnect(self._fit_side)
        self._form = None

    def show(self, page: QWidget, form: Interview | None, at: QWidget | None = None) -> None:
        """Show a page, with the keyboard at a control, or where it was on it, or where it begins.

        ``form`` is the form that is open: its steps have the side.
        """
        remembered = at or page.focusWidget()
        self._form = form
        self._window.show_page(page)
        self._around.set_in_form(page is form)
        self._fit_side()
        if page is not form:
            self.focus_later(page, remembered)

    def focus_later(self, page: QWidget, control: QWidget | None = None) -> None:
        """Give the keyboard to a control of a page, or to where it begins, if that is still
        shown by then.
        """

        # After the layout: what is not yet placed can't be scrolled to. Where a page begins is
        # asked then as well: what it shows may have come meanwhile.
        def focus() -> None:
            if self._window.page() is page:
                (control or cast(_Page, page).first_control()).setFocus()

        QTimer.singleShot(0, control or page, focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the window is left; fit the side when its size changes."""
        if watched is self._window:
            if event.type() == QEvent.Type.WindowDeactivate:
                self.window_left.emit()
            elif event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
                self._fit_side()
        return False

    def _fit_side(self) -> None:
        shown = self._around.fit_side(NAV_WIDTH if self._form is not None else 0)
        if self._form is not None:
            self._form.steps.setVisible(not shown)
            self._form.here.set_wanted(not shown)
