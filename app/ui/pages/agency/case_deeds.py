"""What is done with a whole case: not known to us, a note with that, reopened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Changes
from app.domain.returns import Auditor
from app.errors import PartnershipAuditError
from app.services.answer_case import (
    CaseForm,
    MarkedNil,
    mark_full,
    mark_nil,
    note_nil,
    reopen,
    take_back_nil,
)
from app.services.compare_words import keep_compared
from app.services.pack_news import dismiss_news
from app.ui.frame import MainWindow
from app.ui.interview.wording import case_title
from app.ui.messages import show_error
from app.ui.pages.agency.nil_note_sheet import NilDeed, ask_about_nil
from app.ui.pages.agency.nil_sheet import ask_auditor, ask_nil_for_all
from app.ui.pages.agency.overview import AuditView
from app.ui.pages.agency.reopen_sheet import ask_reason
from app.ui.session import Session


class CaseDeeds(QObject):
    """``told(sentence, text)`` after nil returns, which ``undo`` takes back, and
    ``answered(uin)`` of the last of them; ``reopened(uin)`` when a case can be written in again.
    """

    told = Signal(str, str)
    answered = Signal(str)
    reopened = Signal(str)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session
        self._before: tuple[CaseForm, ...] = ()

    def with_defaults(self, view: AuditView, form: CaseForm) -> CaseForm:
        """A form that nobody has written in yet, with the name that stands on the others."""
        if form.stored or form.form.completed_by.name:
            return form
        return replace(form, form=replace(form.form, completed_by=view.auditor))

    def mark_nil(self, view: AuditView, uin: str) -> None:
        """Answer "not known to us"; who says so is asked once in an audit."""
        line = view.line(uin)
        title = case_title(line.form.case)
        own = line.form.form.completed_by
        who = own if own.name.strip() and own.title.strip() else view.auditor
        if not (who.name.strip() and who.title.strip()):
            asked = ask_auditor(self._window, title, who)
            if asked is None:
                return
            who = asked
        kept = " What was written in its form is kept." if line.form.form.answers else ""
        self._mark(view, (uin,), who, f"{title} is not known to your agency.", kept)

    def mark_all_nil(self, view: AuditView) -> None:
        """Answer "not known to us" for every case that is not answered yet, in one go."""
        untouched, written = view.untouched, view.written
        choice = ask_nil_for_all(self._window, untouched, written, view.auditor)
        if choice is None:
            return
        count = len(choice.uins)
        cases = "1 case is" if count == 1 else f"{count} cases are"
        kept = " What was written in their forms is kept." if count > len(untouched) else ""
        self._mark(view, choice.uins, choice.by, f"{cases} not known to your agency.", kept)

    def _mark(
        self, view: AuditView, uins: tuple[str, ...], who: Auditor, sentence: str, kept: str
    ) -> None:
        def done(marked: MarkedNil) -> None:
            self._before = marked.before
            self.answered.emit(uins[-1])
            goes = "It goes" if len(uins) == 1 else "They go"
            more = " Open the case to add a note." if len(uins) == 1 else ""
            self.told.emit(
                sentence,
                f"Said by {who.name}, {who.title}. {goes} out with the next sealing.{kept}{more}",
            )

        self._session.write(
            partial(mark_nil, self._session.workspace, view.audit.id, uins, who),
            done,
            failed=self._failed,
            owner=self,
        )

    def undo(self) -> None:
        """Take the last nil returns back: the forms are as they were."""
        before, self._before = self._before, ()
        if before:
            self._write(partial(take_back_nil, self._session.workspace, before), None)

    def keep_compared(self, audit_id: str) -> None:
        """Remember that the words of an audit's sender were compared."""
        clock = self._session.context.clock
        self._write(partial(keep_compared, self._session.workspace, audit_id, clock=clock), None)

    def dismiss_news(self, audit_id: str) -> None:
        """Remember that what a later pack changed was read."""
        self._write(partial(dismiss_news, self._session.workspace, audit_id), None)

    def ask_about_nil(self, view: AuditView, uin: str) -> None:
        """A note with a nil return; or the case is known after all, and its form is opened."""
        workspace, audit_id = self._session.workspace, view.audit.id
        deed, words = ask_about_nil(self._window, self._session, view.line(uin))
        if deed is NilDeed.KNOWN:
            self._write(
                partial(mark_full, workspace, audit_id, uin),
                lambda _changes: self.reopened.emit(uin),
            )
        elif deed is NilDeed.NOTE:
            self._write(
                partial(note_nil, workspace, audit_id, uin, words),
                lambda _changes: self.answered.emit(uin),
            )

    def reopen(self, view: AuditView, uin: str) -> None:
        """Ask why, then write in a sealed return again, as its next revision."""
        line = view.line(uin)
        reason = ask_reason(self._window, self._session, line)
        if reason:
            self._write(
                partial(reopen, self._session.workspace, view.audit.id, uin, reason),
                lambda _changes: self.reopened.emit(uin),
            )

    def _write(self, fn: Callable[[], Changes], done: Callable[[Changes], object] | None) -> None:
        self._session.write(fn, done, failed=self._failed, owner=self)

    def _failed(self, error: PartnershipAuditError) -> None:
        show_error(self._window, error)
