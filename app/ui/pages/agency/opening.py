"""Open a file that came by e-mail: whoever takes its kind gets it. A pack may ask a passphrase."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import PackLockedError, PartnershipAuditError, WrongPassphraseError
from app.handover.files import read_file
from app.sealing.clear import RETURN_PACKAGE
from app.sealing.description import describe
from app.services.open_pack import OpenedAudit, open_pack
from app.ui.frame import MainWindow
from app.ui.messages import ask_passphrase, first_sentence, message_dialog, show_error
from app.ui.session import Session
from app.ui.theme.tokens import Tone

Handler = Callable[[Path, bytes], object]
"""Takes a file of one kind, with its content."""

_RETURNS = (
    "This file holds sealed returns for the partnership.",
    "Only the partnership team can open it: send it to them by e-mail. Nothing was changed.",
)
_UNKNOWN = (
    "This Partnership Audit file is not for this desk.",
    "Nothing was taken from it. Ask whoever sent it what it is meant for.",
)


class FileOpener(QObject):
    """Asks a file what it is, and hands it on. ``handlers`` are named by kinds of document."""

    def __init__(
        self, window: MainWindow, session: Session, handlers: Mapping[str, Handler]
    ) -> None:
        super().__init__()
        self._window, self._session = window, session
        self._handlers = handlers

    def open(self, path: Path) -> None:
        """Open a file; what goes wrong is told, and nothing on the desk is changed by it."""

        def read() -> tuple[str, bytes]:
            data = read_file(path)
            return describe(data).document, data

        self._session.read(
            read,
            partial(self._hand_on, path),
            failed=partial(show_error, self._window),
            owner=self,
        )

    def _hand_on(self, path: Path, found: tuple[str, bytes]) -> None:
        document, data = found
        handler = self._handlers.get(document)
        if handler is not None:
            handler(path, data)
            return
        words = _RETURNS if document == RETURN_PACKAGE else _UNKNOWN
        message_dialog(self._window, *words, tone=Tone.ATTENTION)


class PackOpener(QObject):
    """``opened(audit id)`` when the audit is on the desk."""

    opened = Signal(str)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session

    def open(self, data: bytes, passphrase: str | None = None) -> None:
        """Open a pack; what goes wrong is told, and nothing on the desk is changed by it."""
        workspace, context = self._session.workspace, self._session.context

        def open_it() -> OpenedAudit:
            return open_pack(
                workspace,
                data,
                clock=context.clock,
                passphrase=passphrase,
                policy=context.policy,
            )

        self._session.write(
            open_it,
            lambda result: self.opened.emit(result.audit.id),
            failed=partial(self._failed, data),
            owner=self,
        )

    def _failed(self, data: bytes, error: PartnershipAuditError) -> None:
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
            self.open(data, typed)
