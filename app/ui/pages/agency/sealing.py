"""The sealing, from the choice of the cases to the prepared e-mail."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import PartnershipAuditError
from app.handover.email_draft import returns_email
from app.services.seal_returns import IdentifyingError, Sealed, seal_returns
from app.ui.frame import MainWindow
from app.ui.messages import first_sentence
from app.ui.pages.agency.done_page import Done, DonePage
from app.ui.pages.agency.overview import AuditView
from app.ui.pages.agency.seal_page import Sealing, SealPage
from app.ui.pages.files_folder import files_folder
from app.ui.session import Session


class SealingRoom(QObject):
    """``shown(page)`` when a page is to be shown, ``left(audit id)`` back to the cases,
    ``check_asked(uin)`` to see what is missing in a form.
    """

    shown = Signal(object)
    left = Signal(str)
    check_asked = Signal(str)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session
        self._folder = files_folder(session.context.policy)
        self.page: SealPage | None = None
        self.done: DonePage | None = None

    def pages(self) -> list[QWidget]:
        """The pages that are there."""
        return [page for page in (self.page, self.done) if page is not None]

    def begin(self, view: AuditView) -> None:
        """Show which cases can be sealed."""
        if self.page is not None:
            self._window.drop_page(self.page)
        page = self.page = SealPage(view, self._folder, self._session.context.policy)
        page.left.connect(partial(self.left.emit, view.audit.id))
        page.check_asked.connect(self.check_asked)
        page.seal_asked.connect(partial(self._seal, view))
        self.shown.emit(page)

    def _seal(self, view: AuditView, wanted: Sealing) -> None:
        page = self.page
        self._folder = wanted.folder
        self._session.write(
            partial(
                seal_returns,
                self._session.workspace,
                view.audit.id,
                wanted.uins,
                wanted.folder,
                clock=self._session.context.clock,
                armored=wanted.armored,
                policy=self._session.context.policy,
            ),
            partial(self._sealed, view),
            failed=self._failed,
            owner=page,
        )

    def _failed(self, error: PartnershipAuditError) -> None:
        if self.page is not None:
            uin = error.uin if isinstance(error, IdentifyingError) else ""
            self.page.fail(*first_sentence(error.sentence), uin=uin)

    def _sealed(self, view: AuditView, sealed: Sealed) -> None:
        self.show_done(
            Done(
                view.audit.id,
                view.audit.title,
                "The returns are sealed",
                f"{_returns(sealed)}. They are not sent yet: one more step, and that one is yours.",
                sealed.path,
                returns_email(view.audit, view.agency, sealed.full, sealed.nil),
            )
        )

    def show_done(self, done: Done, *words: QWidget) -> None:
        """Show what was written, and how it is sent on."""
        if self.done is not None:
            self._window.drop_page(self.done)
        page = self.done = DonePage(self._session, done, *words)
        page.left.connect(partial(self.left.emit, done.audit_id))
        self.shown.emit(page)


def _returns(sealed: Sealed) -> str:
    full = {0: "", 1: "1 full return"}.get(sealed.full, f"{sealed.full} full returns")
    nil = {0: "", 1: "1 nil return"}.get(sealed.nil, f"{sealed.nil} nil returns")
    words = " and ".join(part for part in (full, nil) if part)
    return f"{words[0].upper()}{words[1:]} in one file" if words else "Nothing"
