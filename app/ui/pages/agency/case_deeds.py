"""What is done with a whole case: not known to us, known after all, reopened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Changes
from app.errors import PartnershipAuditError
from app.services.answer_case import CaseForm, mark_full, mark_nil, reopen
from app.ui.frame import MainWindow
from app.ui.interview.wording import case_title
from app.ui.messages import confirm, show_error
from app.ui.pages.agency.nil_sheet import ask_auditor
from app.ui.pages.agency.overview import AuditView
from app.ui.session import Session


class CaseDeeds(QObject):
    """``told(sentence, text)`` after a nil return, which ``undo`` takes back;
    ``reopened(uin)`` when a case can be written in again.
    """

    told = Signal(str, str)
    reopened = Signal(str)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session
        self._last: tuple[str, str] | None = None

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
        audit_id = view.audit.id

        def done(_changes: Changes) -> None:
            self._last = (audit_id, uin)
            kept = " What was written in its form is kept." if line.form.form.answers else ""
            self.told.emit(
                f"{title} is not known to your agency.",
                f"Said by {who.name}, {who.title}. It goes out with the next sealing.{kept}",
            )

        self._write(partial(mark_nil, self._session.workspace, audit_id, uin, who), done)

    def undo(self) -> None:
        """Take the last nil return back."""
        if self._last is not None:
            audit_id, uin = self._last
            self._last = None
            self._write(partial(mark_full, self._session.workspace, audit_id, uin), None)

    def take_nil_back(self, view: AuditView, uin: str) -> None:
        """The case is known after all: ask, then open its form."""
        line = view.line(uin)
        sure = confirm(
            self._window,
            f"Is {case_title(line.form.case)} known to your agency after all?",
            "It is marked “not known to us”. If you take that back, you fill in its form.",
            action="Known after all",
        )
        if sure:
            self._write(
                partial(mark_full, self._session.workspace, view.audit.id, uin),
                lambda _changes: self.reopened.emit(uin),
            )

    def reopen(self, view: AuditView, uin: str) -> None:
        """Write in a sealed return again, as its next revision."""
        line = view.line(uin)
        revision = line.form.ref.revision + 1
        sure = confirm(
            self._window,
            f"Reopen {case_title(line.form.case)}?",
            f"What you sealed stays as it is. You write on a copy, revision {revision}; when you "
            "have sealed and sent it, it takes the place of the earlier one.",
            action=f"Reopen as revision {revision}",
        )
        if sure:
            self._write(
                partial(reopen, self._session.workspace, view.audit.id, uin),
                lambda _changes: self.reopened.emit(uin),
            )

    def _write(self, fn: Callable[[], Changes], done: Callable[[Changes], object] | None) -> None:
        self._session.write(fn, done, failed=self._failed, owner=self)

    def _failed(self, error: PartnershipAuditError) -> None:
        show_error(self._window, error)
