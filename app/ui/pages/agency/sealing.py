"""The sealing, from the choice of the cases to the prepared e-mail."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.errors import PartnershipAuditError
from app.handover.email_draft import EmailText, draft_file, returns_email
from app.handover.files import read_file, write_file
from app.services.seal_returns import Sealed, seal_returns
from app.ui.frame import MainWindow
from app.ui.messages import first_sentence
from app.ui.pages.agency.done_page import DonePage
from app.ui.pages.agency.overview import AuditView
from app.ui.pages.agency.seal_page import Sealing, SealPage
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
        self._folder = documents_folder()
        self.page: SealPage | None = None
        self.done: DonePage | None = None

    def pages(self) -> list[QWidget]:
        """The pages that are there."""
        return [page for page in (self.page, self.done) if page is not None]

    def begin(self, view: AuditView) -> None:
        """Show which cases can be sealed."""
        if self.page is not None:
            self._window.drop_page(self.page)
        page = self.page = SealPage(view, self._folder)
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
            ),
            partial(self._sealed, view),
            failed=lambda error: page.fail(*first_sentence(error.sentence)) if page else None,
            owner=page,
        )

    def _sealed(self, view: AuditView, sealed: Sealed) -> None:
        if self.done is not None:
            self._window.drop_page(self.done)
        email = returns_email(view.audit, view.agency, sealed.full, sealed.nil)
        page = self.done = DonePage(view.audit.title, sealed.path, email, _returns(sealed))
        page.left.connect(partial(self.left.emit, view.audit.id))
        page.folder_asked.connect(partial(_open, sealed.path.parent))
        page.email_asked.connect(partial(self._prepare, sealed.path, email))
        self.shown.emit(page)

    def _prepare(self, package: Path, email: EmailText) -> None:
        """Write the draft beside the package, on the worker, and hand it to the mail program."""
        page = self.done
        draft = package.with_name(f"{package.stem} e-mail.eml")

        def write() -> Path:
            write_file(draft, draft_file(email, package.name, read_file(package)))
            return draft

        def written(path: Path) -> None:
            if page is None:
                return
            if _open(path):
                page.tell(
                    "The draft is handed to your mail program.",
                    f"Look it through and send it. It is also beside the package: “{path.name}”.",
                )
            else:
                page.tell(
                    f"The draft is beside the package: “{path.name}”.",
                    "No mail program took it. Open it from the folder, or copy the parts above.",
                )

        def failed(error: PartnershipAuditError) -> None:
            if page is not None:
                page.fail(*first_sentence(error.sentence))

        self._session.read(write, written, failed=failed, owner=page)


def documents_folder() -> Path:
    """Where people look for their documents."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()


def _open(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _returns(sealed: Sealed) -> str:
    full = {0: "", 1: "1 full return"}.get(sealed.full, f"{sealed.full} full returns")
    nil = {0: "", 1: "1 nil return"}.get(sealed.nil, f"{sealed.nil} nil returns")
    words = " and ".join(part for part in (full, nil) if part)
    return f"{words[0].upper()}{words[1:]} in one file" if words else "Nothing"
