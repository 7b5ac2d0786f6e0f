"""The place "Sent": what was sealed, to be read again, and copies of its files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.authorship import Authors
from app.errors import PartnershipAuditError
from app.handover.files import write_file
from app.services.answer_case import CaseForm
from app.services.sent_returns import (
    SentPackage,
    SentReturn,
    sent_content,
    sent_return,
    sent_returns,
)
from app.services.take_over import authors_of
from app.ui.frame import MainWindow
from app.ui.messages import show_error
from app.ui.pages.agency.sent_page import SentPage
from app.ui.pages.agency.sent_return_page import SentReturnPage
from app.ui.pages.files_folder import files_folder
from app.ui.session import Session


class SentRoom(QObject):
    """``audits_asked`` from the empty place; ``shown(page)`` when a return is to be read, and
    ``left`` from there; ``print_asked(CaseForm)``.
    """

    audits_asked = Signal()
    shown = Signal(object)
    left = Signal()
    print_asked = Signal(object)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session
        self.page = SentPage()
        self.page.audits_asked.connect(self.audits_asked)
        self.page.copy_asked.connect(self._copy)
        self.page.read_asked.connect(self._read_return)
        self.reading: SentReturnPage | None = None

    def pages(self) -> list[QWidget]:
        """The pages that are there."""
        return [self.page] if self.reading is None else [self.page, self.reading]

    def read(self) -> None:
        """Show what was sealed."""
        self._session.read(
            partial(sent_returns, self._session.workspace),
            self._show,
            failed=self._failed,
            owner=self,
        )

    def _show(self, packages: Sequence[SentPackage]) -> None:
        waiting = self.page.hasFocus()
        self.page.show_packages(packages)
        if waiting:  # there was nothing else to give the keyboard to
            self.page.first_control().setFocus()

    def _read_return(self, package: SentPackage, ret: SentReturn) -> None:
        workspace, uin = self._session.workspace, ret.case.uin

        def read() -> tuple[CaseForm, Authors]:
            form = sent_return(workspace, package.audit_id, uin, ret.revision)
            return form, authors_of(workspace, package.audit_id, uin)

        self._session.read(read, self._show_return, failed=self._failed, owner=self)

    def _show_return(self, found: tuple[CaseForm, Authors]) -> None:
        if self.reading is not None:
            self._window.drop_page(self.reading)
        form, authors = found
        page = self.reading = SentReturnPage(form, authors)
        page.left.connect(self.left)
        page.print_asked.connect(partial(self.print_asked.emit, form))
        self.shown.emit(page)

    def _copy(self, package: SentPackage) -> None:
        begin = files_folder(self._session.context.policy) / package.file_name
        name, _ = QFileDialog.getSaveFileName(self._window, "Save a copy", str(begin))
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
