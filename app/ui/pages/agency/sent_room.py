"""The place "Sent", with the writing of a copy."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.errors import PartnershipAuditError
from app.handover.files import write_file
from app.services.sent_returns import SentPackage, sent_content, sent_returns
from app.ui.frame import MainWindow
from app.ui.messages import show_error
from app.ui.pages.agency.sealing import documents_folder
from app.ui.pages.agency.sent_page import SentPage
from app.ui.session import Session


class SentRoom(QObject):
    """``audits_asked`` from the empty place."""

    audits_asked = Signal()

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session
        self.page = SentPage()
        self.page.audits_asked.connect(self.audits_asked)
        self.page.copy_asked.connect(self._copy)

    def read(self) -> None:
        """Show what was sealed."""
        self._session.read(
            partial(sent_returns, self._session.workspace),
            self.page.show_packages,
            failed=self._failed,
            owner=self,
        )

    def _copy(self, package: SentPackage) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save a copy", str(documents_folder() / package.file_name)
        )
        if not name:
            return
        workspace = self._session.workspace
        self._session.read(
            lambda: write_file(Path(name), sent_content(workspace, package.digest)),
            lambda _done: None,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: PartnershipAuditError) -> None:
        show_error(self._window, error)
