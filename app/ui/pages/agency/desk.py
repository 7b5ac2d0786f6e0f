"""The auditor's desk: its places, its pages, and the way between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes, Topic
from app.domain.returns import ReturnState
from app.errors import PartnershipAuditError
from app.ui.frame import MainWindow
from app.ui.interview.interview import NAV_WIDTH, Interview
from app.ui.messages import show_error
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.case_deeds import CaseDeeds
from app.ui.pages.agency.forms_room import FormsRoom
from app.ui.pages.agency.home import HomePage
from app.ui.pages.agency.opening import PackOpener
from app.ui.pages.agency.overview import AuditView, read_audit, read_audits
from app.ui.pages.agency.printing import Printing
from app.ui.pages.agency.sealed_page import SealedPage
from app.ui.pages.agency.sealing import SealingRoom
from app.ui.pages.agency.sent_room import SentRoom
from app.ui.pages.agency.surroundings import AUDITS, PLACES, SENT, Surroundings
from app.ui.session import Session
from app.ui.theme.current import theme_changes


class _Page(Protocol):
    """What the desk asks of a page that it shows."""

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""


class AgencyDesk(QObject):
    """Owns the navigation of the agency's desk; the pages only say what is wanted."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self.window, self.session = window, session
        self.views: tuple[AuditView, ...] = ()
        self.home = HomePage()
        self.audit_page: AuditPage | None = None
        self.sealed_page: SealedPage | None = None
        self._audit_id = ""
        self._turn = 0
        self._around = Surroundings(window)
        self.opener = PackOpener(window, session)
        self.sent = SentRoom(window, session)
        self.deeds = CaseDeeds(window, session)
        self.sealing = SealingRoom(window, session)
        self.forms = FormsRoom(window, session)
        self.printing = Printing(window, session)
        self._join()

    def _join(self) -> None:
        self.opener.opened.connect(self.show_audit)
        self.home.files_given.connect(self._open_files)
        self.home.audit_chosen.connect(self.show_audit)
        self.sent.audits_asked.connect(self.show_home)
        self.deeds.told.connect(self._tell)
        self.deeds.reopened.connect(self.open_case)
        self.sealing.shown.connect(self._show)
        self.sealing.left.connect(self.show_audit)
        self.sealing.check_asked.connect(partial(self.open_case, step="check"))
        self.forms.shown.connect(self._show)
        self.forms.left.connect(self.show_audit)
        self.forms.seal_asked.connect(self.show_sealing)
        self.forms.print_asked.connect(self.print_case)
        self.forms.saved.connect(self._around.say_saved)
        self.forms.trouble.connect(self._around.say_trouble)

    @property
    def interview(self) -> Interview | None:
        """The form that is open."""
        return self.forms.interview

    # --- coming and going ------------------------------------------------------------------------

    def start(self) -> None:
        """Show the desk, at the list of its audits."""
        self.window.set_places(PLACES, AUDITS)
        self.window.place_chosen.connect(self._go_to_place)
        self.window.installEventFilter(self)
        theme_changes().changed.connect(self._fit_side)
        self.session.changed.connect(self._changed)
        self.show_home()

    def open_file(self, path: Path) -> None:
        """Open a pack that was dropped or double-clicked."""
        self.forms.flush()
        self.opener.open(path)

    def close(self) -> None:
        """Hand everything to be saved that was typed, and leave the window as it was found."""
        self.forms.leave()
        self.window.removeEventFilter(self)
        self.window.place_chosen.disconnect(self._go_to_place)
        theme_changes().changed.disconnect(self._fit_side)
        self.session.changed.disconnect(self._changed)
        mine = (self.home, self.audit_page, self.sealed_page, self.sent.page)
        for page in (*mine, *self.sealing.pages(), *self.forms.pages()):
            if page is not None:
                self.window.drop_page(page)
        self._around.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when the window is left; fit the side when its size changes."""
        if watched is self.window:
            if event.type() == QEvent.Type.WindowDeactivate:
                self.forms.flush()
            elif event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
                self._fit_side()
        return False

    # --- places ----------------------------------------------------------------------------------

    def _go_to_place(self, place: str) -> None:
        if place == SENT:
            self.show_sent()
        else:
            self.show_home()

    def show_home(self) -> None:
        """My audits."""
        self._go(AUDITS)
        self._audit_id = ""
        self._set_title()
        self._show(self.home)
        self._read_home()

    def show_sent(self) -> None:
        """What was sealed."""
        self._go(SENT)
        self._show(self.sent.page)
        self.sent.read()

    def show_audit(self, audit_id: str) -> None:
        """The cases of an audit."""
        self._go(AUDITS)
        self._audit_id = audit_id
        self._read_audit(audit_id, partial(self._audit_read, self._turn))

    def _go(self, place: str) -> None:
        """Leave where one is. What was asked for before and arrives late is not shown any more."""
        self._turn += 1
        self.forms.leave()
        self.window.set_current_place(place)

    def _read_home(self) -> None:
        def arrived(views: tuple[AuditView, ...]) -> None:
            self.views = views
            self.home.show_audits(views, self._today())
            if views:
                self.window.set_who(views[0].agency.name)
            self._set_title()
            if self.window.page() is self.home and not self.home.hasFocus():
                self._focus_later(self.home, self.home.first_control())

        self.session.read(
            partial(read_audits, self.session.workspace), arrived, failed=self._failed, owner=self
        )

    def _read_audit(self, audit_id: str, done: Callable[[AuditView], object]) -> None:
        read = partial(read_audit, self.session.workspace, audit_id)
        self.session.read(read, done, failed=self._failed, owner=self)

    def _remember(self, view: AuditView) -> None:
        self.views = (*(v for v in self.views if v.audit.id != view.audit.id), view)
        self.window.set_who(view.agency.name)
        self._set_title()
        if self.audit_page is not None and self.audit_page.audit_id == view.audit.id:
            self.audit_page.show_audit(view, self._today())

    def _audit_read(self, turn: int, view: AuditView) -> None:
        self._remember(view)
        if turn != self._turn:
            return
        page = self.audit_page
        if page is None or page.audit_id != view.audit.id:
            page = self._new_audit_page(view)
        page.forget()
        self._show(page)

    def _new_audit_page(self, view: AuditView) -> AuditPage:
        if self.audit_page is not None:
            self.window.drop_page(self.audit_page)
        page = self.audit_page = AuditPage(view, self._today())
        page.cases.opened.connect(self.open_case)
        page.cases.nil_asked.connect(lambda uin: self.deeds.mark_nil(self._view(), uin))
        page.cases.nil_taken_back.connect(lambda uin: self.deeds.take_nil_back(self._view(), uin))
        page.cases.reopen_asked.connect(lambda uin: self.deeds.reopen(self._view(), uin))
        page.undo_asked.connect(self.deeds.undo)
        page.undo_asked.connect(page.forget)
        page.cases.print_asked.connect(self.print_case)
        page.blank_asked.connect(lambda: self.printing.print_blank(self._view().audit))
        page.seal_asked.connect(self.show_sealing)
        return page

    def _view(self) -> AuditView:
        return next(view for view in self.views if view.audit.id == self._audit_id)

    # --- a case ----------------------------------------------------------------------------------

    def open_case(self, uin: str, step: str = "") -> None:
        """The form of a case, where one left it; a sealed or a nil return to look at."""
        if self.forms.return_to_unsaved(self._audit_id, uin):
            return
        self._turn += 1
        self._read_audit(self._audit_id, partial(self._case_read, self._turn, uin, step))

    def _case_read(self, turn: int, uin: str, step: str, view: AuditView) -> None:
        self._remember(view)
        if turn != self._turn:
            return
        line = view.line(uin)
        if line.form.state is ReturnState.SEALED:
            self._look_at_sealed(view, uin)
        elif line.is_nil:
            self.deeds.take_nil_back(view, uin)
        else:
            self.forms.enter(self.deeds.with_defaults(view, line.form), step)

    def _look_at_sealed(self, view: AuditView, uin: str) -> None:
        self.forms.leave()
        if self.sealed_page is not None:
            self.window.drop_page(self.sealed_page)
        page = self.sealed_page = SealedPage(view.audit, view.line(uin))
        page.reopen_asked.connect(lambda: self.deeds.reopen(self._view(), uin))
        page.print_asked.connect(partial(self.print_case, uin))
        page.left.connect(partial(self.show_audit, view.audit.id))
        self._show(page)

    def show_sealing(self) -> None:
        """Choose what is sealed."""
        self._go(AUDITS)
        if self.forms.refuse_unsaved("sealed"):
            return
        turn = self._turn

        def arrived(view: AuditView) -> None:
            self._remember(view)
            if turn == self._turn:
                self.sealing.begin(view)

        self._read_audit(self._audit_id, arrived)

    def print_case(self, uin: str) -> None:
        """Write the form of a case as a PDF."""
        self.forms.flush()
        if not self.forms.refuse_unsaved("printed"):
            self.printing.print_case(self._view().audit, self._view().line(uin).form.case)

    # --- telling ---------------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        if changes.touches(Topic.ANSWERS) and not changes.touches(Topic.RETURNS):
            return  # the form itself knows; lists are read again when they are shown
        if self.window.page() is self.home:
            self._read_home()
        elif self._audit_id and changes.audit_id in {"", self._audit_id}:
            self._read_audit(self._audit_id, self._remember)

    def _tell(self, sentence: str, text: str) -> None:
        if self.audit_page is not None:
            self.audit_page.tell(sentence, text)

    def _failed(self, error: PartnershipAuditError) -> None:
        show_error(self.window, error)

    def _open_files(self, paths: Sequence[Path]) -> None:
        for path in paths:
            self.open_file(path)

    def _show(self, page: QWidget) -> None:
        """Show a page, with the keyboard where it was on it, or where it begins."""
        remembered = page.focusWidget()
        self.window.show_page(page)
        self._around.set_in_form(page is self.interview)
        self._fit_side()
        if page is not self.interview:
            self._focus_later(page, remembered or cast(_Page, page).first_control())

    def _focus_later(self, page: QWidget, control: QWidget) -> None:
        # After the layout: what is not yet placed can't be scrolled to.
        def focus() -> None:
            if self.window.page() is page:
                control.setFocus()

        QTimer.singleShot(0, control, focus)

    def _today(self) -> date:
        return self.session.context.clock().astimezone().date()

    def _set_title(self) -> None:
        self._around.set_title(
            self.views,
            self._audit_id,
            audit=self.show_audit,
            home=self.show_home,
            sent=self.show_sent,
        )

    def _fit_side(self) -> None:
        interview = self.interview
        shown = self._around.fit_side(NAV_WIDTH if interview is not None else 0)
        if interview is not None:
            interview.steps.setVisible(not shown)
