"""Putting a copy back, and rescue: with the desk closed, at its entrance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import PartnershipAuditError
from app.services.context import Context
from app.services.keep_copies import KeptCopy, kept_copies, restore
from app.services.rescue import RescueReport, rescue, write_rescue_report
from app.storage import SlotKind, workspace_slots
from app.ui.messages import show_error
from app.ui.pages.copies.mend import MendPage, RescuedPage, RescuePage
from app.ui.pages.copies.opening import Given
from app.ui.pages.copies.putting_back import PutBackDonePage, PutBackPage
from app.ui.pages.files_folder import files_folder
from app.ui.tasks import TaskRunner, Work

_REPORT = "what could be read.txt"


class Mending(QObject):
    """``mended(passphrase or None)`` to open the desk, ``left`` without it.

    ``show`` puts a page on the screen.
    """

    mended = Signal(object)
    left = Signal()

    def __init__(
        self, show: Callable[[QWidget], None], tasks: TaskRunner, context: Context, folder: Path
    ) -> None:
        super().__init__()
        self._show, self._tasks, self._context, self._folder = show, tasks, context, folder

    def choose(self) -> None:
        """Ask what is to be done about a damaged desk."""

        def read(_work: Work) -> tuple[tuple[KeptCopy, ...], frozenset[SlotKind]]:
            return kept_copies(self._folder), _ways_into(self._folder)

        self._tasks.run(read, done=lambda found: self._choose(*found), owner=self)

    def put_back(self, kept: KeptCopy, leave: Callable[[], object] | None = None) -> None:
        """Ask for what opens a copy, and put it back."""
        page = PutBackPage(kept, self._today())
        page.left.connect(leave or self.choose)

        def begin(given: Given) -> None:
            page.set_busy(True)
            self._tasks.run(
                lambda _work: restore(
                    self._folder,
                    kept.copy,
                    passphrase=given.passphrase,
                    words=given.words,
                    clock=self._context.clock,
                ),
                done=lambda aside: self._put_back(kept, aside, given),
                failed=page.fail,
                owner=page,
            )

        page.tried.connect(begin)
        self._show(page)

    def _choose(self, copies: tuple[KeptCopy, ...], ways: frozenset[SlotKind]) -> None:
        page = MendPage(copies, self._today(), can_rescue=bool(ways))
        page.copy_chosen.connect(self.put_back)
        page.rescue_asked.connect(self.ask_rescue)
        page.left.connect(self.left)
        self._show(page)

    def _put_back(self, kept: KeptCopy, aside: Path, given: Given) -> None:
        page = PutBackDonePage(kept, aside, self._today())
        page.opened.connect(lambda: self.mended.emit(given.passphrase))
        self._show(page)

    def ask_rescue(self, leave: Callable[[], object] | None = None) -> None:
        """Ask for what opens the damaged desk, and rescue what can be read."""
        page = RescuePage(_ways_into(self._folder))
        page.left.connect(leave or self.choose)

        def begin(given: Given) -> None:
            page.set_busy(True)
            self._tasks.run(
                lambda _work: rescue(
                    self._folder,
                    passphrase=given.passphrase,
                    words=given.words,
                    clock=self._context.clock,
                ),
                done=lambda report: self._rescued(report, given),
                failed=page.fail,
                owner=page,
            )

        page.tried.connect(begin)
        self._show(page)

    def _rescued(self, report: RescueReport, given: Given) -> None:
        page = RescuedPage(report)
        page.opened.connect(lambda: self.mended.emit(given.passphrase))
        page.copies_asked.connect(self.choose)
        page.save_asked.connect(partial(self._save, page, report))
        self._show(page)

    def _save(self, page: RescuedPage, report: RescueReport) -> None:
        name, _ = QFileDialog.getSaveFileName(
            page,
            "Save this report",
            str(files_folder(self._context.policy) / _REPORT),
            "Text (*.txt)",
        )
        if not name:
            return
        try:
            path = write_rescue_report(report, Path(name), clock=self._context.clock)
        except PartnershipAuditError as error:
            show_error(page, error)
        else:
            page.say_saved(path.name)

    def _today(self) -> date:
        return self._context.clock().astimezone().date()


def _ways_into(folder: Path) -> frozenset[SlotKind]:
    """What leads to the damaged desk's key; nothing, where that is damaged as well."""
    try:
        return frozenset(workspace_slots(folder))
    except PartnershipAuditError:
        return frozenset()
