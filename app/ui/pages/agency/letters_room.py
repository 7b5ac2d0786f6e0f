"""Letters from the partnership: taking them in, and answering a query."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.letters import Query
from app.domain.returns import ReturnState
from app.services.answer_query import answer_query
from app.services.receive_letter import ReceivedLetter, receive_letter
from app.ui.frame import MainWindow
from app.ui.messages import show_error
from app.ui.pages.agency.overview import AuditView
from app.ui.pages.agency.query_page import QueryPage
from app.ui.session import Session


class LettersRoom(QObject):
    """``query_came(audit id, UIN)`` and ``receipt_came(audit id)`` once a letter is on the desk;
    ``shown(page)`` when a page is to be shown; ``form_asked(UIN, step)`` to answer in the form,
    ``answers_asked(UIN)`` to see what was sealed, ``left(audit id)`` back to the cases.
    """

    query_came = Signal(str, str)
    receipt_came = Signal(str)
    shown = Signal(object)
    form_asked = Signal(str, str)
    answers_asked = Signal(str)
    left = Signal(str)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session
        self.page: QueryPage | None = None

    def receive(self, _path: Path, data: bytes) -> None:
        """Take a letter in; what is wrong with it is told, and then nothing was taken from it."""
        self._session.write(
            partial(receive_letter, self._session.workspace, data),
            self._received,
            failed=partial(show_error, self._window),
            owner=self,
        )

    def _received(self, received: ReceivedLetter) -> None:
        letter = received.letter
        if isinstance(letter, Query):
            self.query_came.emit(letter.audit_id, letter.uin)
        else:
            self.receipt_came.emit(letter.audit_id)

    def show(self, view: AuditView, uin: str) -> None:
        """Show what is asked about a case; where nothing is any more, what was asked."""
        line = view.line(uin)
        every = tuple(query for query in view.letters.queries if query.uin == uin)
        if self.page is not None:
            self._window.drop_page(self.page)
        page = self.page = QueryPage(view, line, line.asked.queries or every)
        page.answer_asked.connect(partial(self._answer, view, uin))
        page.answers_asked.connect(partial(self.answers_asked.emit, uin))
        page.left.connect(partial(self.left.emit, view.audit.id))
        self.shown.emit(page)
        # Qt hands the keyboard to the first control on the way to the button, and scrolls there.
        QTimer.singleShot(0, page.column, partial(page.column.verticalScrollBar().setValue, 0))

    def pages(self) -> list[QWidget]:
        """The pages that are there."""
        return [] if self.page is None else [self.page]

    def _answer(self, view: AuditView, uin: str) -> None:
        line = view.line(uin)
        step = line.asked.first_step(view.audit.tool, line.form.form)
        if line.form.state is not ReturnState.SEALED or line.query is None:
            self.form_asked.emit(uin, step)
            return

        def reopened(_changes: Changes) -> None:
            if line.is_nil:
                self.left.emit(view.audit.id)  # whether it stays so is decided at the case's row
            else:
                self.form_asked.emit(uin, step)

        self._session.write(
            partial(answer_query, self._session.workspace, line.query),
            reopened,
            failed=partial(show_error, self._window),
            owner=self,
        )
