"""The auditor's desk: its places, its pages, and the way between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes, Topic
from app.domain.returns import ReturnState
from app.errors import PartnershipAuditError
from app.sealing.clear import QUERY
from app.services.answer_case import CaseForm
from app.ui.frame import MainWindow
from app.ui.interview.interview import Interview
from app.ui.messages import show_error
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.overview import SHUT, AuditView, read_audit, read_audits
from app.ui.pages.agency.rooms import Rooms
from app.ui.pages.agency.stage import Stage
from app.ui.pages.agency.surroundings import AUDITS, HELP, PLACES, SENT, Surroundings
from app.ui.pages.agency.whereabouts import (
    Beginning,
    Bookmark,
    moment_words,
    read_beginning,
    welcome_words,
)
from app.ui.session import Session


class AgencyDesk(Rooms):
    """Owns the navigation of the agency's desk; the pages only say what is wanted."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window, session)
        self.views: tuple[AuditView, ...] = ()
        self._audit_id = self._uin = ""
        self._turn = 0
        self._place = AUDITS
        self._bookmark = Bookmark(session)
        self._around = Surroundings(window)
        self._stage = Stage(window, self._around)
        self._join()

    def _join(self) -> None:
        self._stage.window_left.connect(self.forms.flush)
        self._stage.window_left.connect(self._bookmark.flush)
        self.opener.opened.connect(self.show_audit)
        self.home.files_given.connect(self._open_files)
        self.home.audit_chosen.connect(self.show_audit)
        self.home.case_chosen.connect(self.open_case_of)
        self.home.seal_asked.connect(self.show_sealing)
        self.home.compared.connect(self.deeds.keep_compared)
        self.home.keys_asked.connect(self.show_keys)
        self.sent.audits_asked.connect(self.show_home)
        self.sent.shown.connect(self._show)
        self.sent.left.connect(self.show_sent)
        self.sent.print_asked.connect(self._print_sent)
        self.deeds.reopened.connect(self.open_case)
        self.audits.case_asked.connect(self.open_case)
        self.audits.print_asked.connect(self.print_case)
        self.audits.query_asked.connect(self.show_query)
        self.audits.seal_asked.connect(self.show_sealing)
        self.sealing.shown.connect(self._show)
        self.sealing.left.connect(self.show_audit)
        self.sealing.check_asked.connect(partial(self.open_case, step="check"))
        for room in (self.colleagues, self.route):
            room.shown.connect(self._show_of)
            room.left.connect(self.show_audit)
        self.colleagues.taken.connect(self._show_taken)
        self.colleagues.taken_back.connect(self.open_case)
        self.looks.shown.connect(self._show)
        self.looks.left.connect(self.show_audit)
        self.looks.reopen_asked.connect(lambda uin: self.deeds.reopen(self._view(), uin))
        self.looks.take_back_asked.connect(lambda uin: self.colleagues.take_back(self._view(), uin))
        self.looks.print_asked.connect(self.print_case)
        self.looks.queries_asked.connect(lambda uin: self.letters.show(self._view(), uin))
        self.letters.query_came.connect(self.show_query)
        self.letters.receipt_came.connect(self._show_receipt)
        self.letters.shown.connect(self._show)
        self.letters.form_asked.connect(self.open_case)
        self.letters.answers_asked.connect(lambda uin: self._look_at(self._view(), uin))
        self.letters.left.connect(self.show_audit)
        self.forms.shown.connect(self._show)
        self.forms.left.connect(self.show_audit)
        self.forms.moved.connect(self._put_bookmark)
        self.forms.seal_asked.connect(self.show_sealing)
        self.forms.case_asked.connect(self.open_case)
        self.forms.print_asked.connect(self.print_case)
        self.forms.saved.connect(self._around.say_saved)
        self.forms.trouble.connect(self._around.say_trouble)
        self.help.shown.connect(self._show_help)
        self.help.returned.connect(self._show)
        self.help.audit_asked.connect(self.show_audit)

    # --- coming and going ------------------------------------------------------------------------

    def start(self) -> None:
        """Show the desk: the list of its audits, until it is known where one was."""
        self.window.set_places(PLACES, AUDITS)
        self.window.place_chosen.connect(self._go_to_place)
        self._stage.begin()
        self.session.changed.connect(self._changed)
        self.help.begin()
        self._go(AUDITS)
        self._set_title()
        self._show(self.home)
        self.session.read(
            partial(read_beginning, self.session.workspace),
            partial(self._begin, self._turn),
            failed=self._failed,
            owner=self,
        )

    def _begin(self, turn: int, beginning: Beginning) -> None:
        """Open where one was, unless the person has gone elsewhere meanwhile."""
        self._bookmark.begin(beginning.where)
        where, view, saved = beginning.where, beginning.view, beginning.saved_at
        if saved is not None:
            self._around.say_saved(moment_words(saved, self._today()))
        stays = turn == self._turn
        self._home_read(beginning.views, focus=stays and view is None)
        if not stays:
            self._put_bookmark()
        elif view is None:
            if where.place != AUDITS:
                self._go_to_place(where.place)
        else:
            self._audit_id = view.audit.id
            if where.uin:
                self._case_read(turn, where.uin, where.step, view)
            else:
                self._audit_read(turn, view)
            page = self.window.page()
            if isinstance(page, Interview | AuditPage):
                page.welcome(welcome_words(saved, self._today()))

    def open_file(self, path: Path) -> None:
        """Open a file that was dropped or double-clicked."""
        self.forms.flush()
        self.files.open(path)

    def close(self) -> None:
        """Hand everything to be saved that was typed, and leave the window as it was found."""
        self.forms.leave()
        self._bookmark.close()
        self._stage.end()
        self.window.place_chosen.disconnect(self._go_to_place)
        self.session.changed.disconnect(self._changed)
        self.help.close()
        for page in self.pages():
            self.window.drop_page(page)
        self._around.clear()

    # --- places ----------------------------------------------------------------------------------

    def _go_to_place(self, place: str) -> None:
        if place == SENT:
            self.show_sent()
        elif place == HELP:
            self.help.show_list()
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

    def show_keys(self) -> None:
        """What opens this desk, and when it locks itself."""
        self._go(AUDITS)
        self._audit_id = ""
        self._set_title()
        page = self.keys_page()
        page.left.connect(self.show_home)
        self._show(page)

    def show_history(self) -> None:
        """What was changed at this desk, and when."""
        self._go(AUDITS)
        self._audit_id = ""
        self._set_title()
        first = self.history is None
        page = self.history_page()
        if first:
            page.left.connect(self.show_home)
        self._show(page)

    def show_copies(self) -> None:
        """The copies of this desk."""
        self._go(AUDITS)
        self._audit_id = ""
        self._set_title()
        first = self.copies is None
        page = self.copies_page()
        if first:
            page.left.connect(self.show_home)
        self._show(page)

    def show_audit(self, audit_id: str) -> None:
        """The cases of an audit. After a form was left, the keyboard is on what comes after it."""
        left, only_looked = self.interview, bool(self._uin)
        self._go(AUDITS)
        self._audit_id = audit_id
        after: str | None = None if only_looked else ""
        if left is not None:
            after = left.case.uin
        self._read_audit(audit_id, partial(self._audit_read, self._turn, after=after))

    def _go(self, place: str) -> None:
        """Leave where one is. What was asked for before and arrives late is not shown any more."""
        self._turn += 1
        self._place, self._uin = place, ""
        self.forms.leave()
        self.window.set_current_place(place)

    def _read_home(self, *, focus: bool = True) -> None:
        self.session.read(
            partial(read_audits, self.session.workspace),
            partial(self._home_read, focus=focus),
            failed=self._failed,
            owner=self,
        )

    def _home_read(self, views: tuple[AuditView, ...], *, focus: bool) -> None:
        self.views = views
        self.home.show_audits(views, self._today())
        if views:
            self.window.set_who(views[0].agency.name)
        self._set_title()
        if self.window.page() is self.home and (focus or self.home.focusWidget() is None):
            self._stage.focus_later(self.home)

    def _read_audit(self, audit_id: str, done: Callable[[AuditView], object]) -> None:
        read = partial(read_audit, self.session.workspace, audit_id)
        self.session.read(read, done, failed=self._failed, owner=self)

    def _remember(self, view: AuditView) -> None:
        self.views = (*(v for v in self.views if v.audit.id != view.audit.id), view)
        self.window.set_who(view.agency.name)
        self._set_title()
        self.audits.follow(view, self._today())
        self.forms.follow(view)

    def _audit_read(self, turn: int, view: AuditView, *, after: str | None = "") -> None:
        self._remember(view)
        if turn != self._turn:
            return
        page = self.audits.page_of(view, self._today())
        self._show(page, None if after is None else page.keyboard_after(view, after))

    def _view(self) -> AuditView:
        return next(view for view in self.views if view.audit.id == self._audit_id)

    # --- a case ----------------------------------------------------------------------------------

    def open_case(self, uin: str, step: str = "") -> None:
        """The form of a case, where one left it; a sealed or a nil return to look at."""
        if self.forms.return_to_unsaved(self._audit_id, uin):
            return
        self._turn += 1
        self._read_audit(self._audit_id, partial(self._case_read, self._turn, uin, step))

    def open_case_of(self, audit_id: str, uin: str, step: str = "") -> None:
        """A case from the list of audits."""
        self._audit_id = audit_id
        self.open_case(uin, step)

    def _case_read(self, turn: int, uin: str, step: str, view: AuditView) -> None:
        self._remember(view)
        if turn != self._turn:
            return
        line = view.line(uin)
        sealed = line.form.state is ReturnState.SEALED
        if step == QUERY or (sealed and line.query is not None):
            self._show_query(view, uin)
        elif line.stand in SHUT:
            self._look_at(view, uin)
        elif line.is_nil:
            self.deeds.ask_about_nil(view, uin)
        else:
            form = self.deeds.with_defaults(view, line.form)
            self.forms.enter(form, step, line.asked, line.authors)

    def show_query(self, audit_id: str, uin: str) -> None:
        """What the partnership asks about a case."""
        self._go(AUDITS)
        self.open_case_of(audit_id, uin, QUERY)

    def _show_query(self, view: AuditView, uin: str) -> None:
        self.forms.leave()
        self._uin = uin
        self.letters.show(view, uin)

    def _show_receipt(self, audit_id: str) -> None:
        self.show_audit(audit_id)
        self.audits.expect_receipt(audit_id)

    def _look_at(self, view: AuditView, uin: str) -> None:
        self.forms.leave()
        self._uin = uin
        self.looks.show(view, uin)

    def _show_of(self, audit_id: str, page: QWidget) -> None:
        """Show a page that is about an audit, over where one is."""
        self._go(AUDITS)
        self._audit_id = audit_id
        self._show(page)

    def _show_taken(self, audit_id: str, sentence: str, text: str) -> None:
        """The cases of an audit, some of which a colleague handed over just now."""
        self.audits.expect_news(sentence, text)
        self.show_audit(audit_id)

    def show_sealing(self, audit_id: str = "") -> None:
        """Choose what is sealed, in the audit where one is or in another."""
        self._audit_id = audit_id or self._audit_id
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

    def _print_sent(self, form: CaseForm) -> None:
        self.printing.print_case(form.audit, form.case, form.ref.revision)

    # --- telling ---------------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        if changes.topics <= {Topic.ANSWERS, Topic.GUARD}:
            return  # the form itself knows; lists are read again when they are shown
        if self.window.page() is self.home:
            self._read_home(focus=False)
        elif self._audit_id and changes.audit_id in {"", self._audit_id}:
            self._read_audit(self._audit_id, self._remember)

    def _failed(self, error: PartnershipAuditError) -> None:
        show_error(self.window, error)

    def _open_files(self, paths: Sequence[Path]) -> None:
        for path in paths:
            self.open_file(path)

    def _show(self, page: QWidget, at: QWidget | None = None) -> None:
        self._stage.show(page, self.interview, at)
        self.help.page_shown(page)
        self._put_bookmark()

    def _show_help(self, page: QWidget) -> None:
        """Show a page of Help over where one is, which stays as it is."""
        self._turn += 1
        self._show(page)

    def _put_bookmark(self) -> None:
        inside = self.window.page() is not self.home
        self._bookmark.put(self._place, self._audit_id if inside else "", self._uin, self.interview)

    def _today(self) -> date:
        return self.session.context.clock().astimezone().date()

    def _set_title(self) -> None:
        self.help.follow(self.views, self._audit_id)
        self._around.set_title(
            self.views,
            self._audit_id,
            audit=self.show_audit,
            home=self.show_home,
            sent=self.show_sent,
            guide=self.help.show_list,
            keys=self.show_keys,
            copies=self.show_copies,
            history=self.show_history,
        )
