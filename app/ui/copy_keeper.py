"""The copy that is made by itself while a desk is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import DamagedWorkspaceError, PartnershipAuditError
from app.services.keep_copies import Copied, copy_if_due
from app.ui.session import Session

FIRST_AFTER_SECONDS = 20
"""The first look waits until the person has begun: to open a desk takes no longer for it."""
LOOK_EVERY_SECONDS = 3600

_DAMAGED = (
    "A copy of this desk could not be read again, so it was taken away.",
    (
        "What you write is saved. But the desk’s own files may be damaged: ask your IT department "
        "to look at the drive, and leave the copies that there are where they are."
    ),
)
_NOT_MADE = (
    "The copy of this desk could not be made.",
    (
        "What you write is saved, and earlier copies are as they were. It is tried again each "
        "hour: make room on the drive, or ask your IT department."
    ),
)


class CopyKeeper(QObject):
    """Looks soon after opening and then each hour. ``failed(sentence, text)``, once for a desk.

    The copy is slow work, and reads the desk as it was at one moment: whoever writes meanwhile
    does not wait for it. The desk is closed only after it is done (``TaskRunner.finish``).
    """

    failed = Signal(str, str)

    def __init__(self, session: Session, first_after: float = FIRST_AFTER_SECONDS) -> None:
        super().__init__(session)
        self._session = session
        self._is_told = self._ended = False
        self._first = QTimer(self, singleShot=True, interval=round(1000 * first_after))
        self._hourly = QTimer(self, interval=1000 * LOOK_EVERY_SECONDS)
        for timer in (self._first, self._hourly):
            timer.timeout.connect(self.look)
            timer.start()

    def end(self) -> None:
        """The desk is about to close: begin nothing more, and tell nobody."""
        self._ended = True
        self._first.stop()
        self._hourly.stop()

    def look(self) -> None:
        """Make a copy if one is due."""
        if self._ended:
            return
        workspace, clock = self._session.workspace, self._session.context.clock
        self._session.work(
            lambda _work: copy_if_due(workspace, clock=clock),
            done=self._made,
            failed=self._not_made,
            owner=self,
        )

    def _made(self, copied: Copied | None) -> None:
        if copied is not None and not self._ended:
            self._is_told = False
            self._session.tell(copied.changes)

    def _not_made(self, error: PartnershipAuditError) -> None:
        if self._is_told or self._ended:
            return
        self._is_told = True
        self.failed.emit(*(_DAMAGED if isinstance(error, DamagedWorkspaceError) else _NOT_MADE))
