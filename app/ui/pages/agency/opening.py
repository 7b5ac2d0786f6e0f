"""Open a pack: read the file, ask for its passphrase if it has one, put the audit on the desk."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import PackLockedError, PartnershipAuditError, WrongPassphraseError
from app.handover.files import read_file
from app.services.open_pack import OpenedAudit, open_pack
from app.ui.frame import MainWindow
from app.ui.messages import ask_passphrase, first_sentence, show_error
from app.ui.session import Session


class PackOpener(QObject):
    """``opened(audit id)`` when the audit is on the desk."""

    opened = Signal(str)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session

    def open(self, path: Path, passphrase: str | None = None) -> None:
        """Open a pack; what goes wrong is told, and nothing on the desk is changed by it."""
        workspace, clock = self._session.workspace, self._session.context.clock

        def read_and_open() -> OpenedAudit:
            return open_pack(workspace, read_file(path), clock=clock, passphrase=passphrase)

        self._session.write(
            read_and_open,
            lambda result: self.opened.emit(result.audit.id),
            failed=partial(self._failed, path),
            owner=self,
        )

    def _failed(self, path: Path, error: PartnershipAuditError) -> None:
        if not isinstance(error, PackLockedError | WrongPassphraseError):
            show_error(self._window, error)
            return
        _locked, text = first_sentence(PackLockedError.sentence)
        typed = ask_passphrase(
            self._window,
            "This pack is locked with a passphrase.",
            text,
            action="Open pack",
            wrong=isinstance(error, WrongPassphraseError),
        )
        if typed is not None:
            self.open(path, typed)
