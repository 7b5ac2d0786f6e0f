"""The cases that nothing can be written in: sealed, or with a colleague."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.frame import MainWindow
from app.ui.pages.agency.handed_page import HandedPage
from app.ui.pages.agency.look_page import LookPage
from app.ui.pages.agency.overview import AuditView, Stand
from app.ui.pages.agency.sealed_page import SealedPage


class LookRoom(QObject):
    """``shown(page)``; ``left(audit id)`` back to the cases. With the UIN: ``reopen_asked``,
    ``take_back_asked``, ``print_asked`` and ``queries_asked``.
    """

    shown = Signal(object)
    left = Signal(str)
    reopen_asked = Signal(str)
    take_back_asked = Signal(str)
    print_asked = Signal(str)
    queries_asked = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self.page: LookPage | None = None

    def pages(self) -> list[QWidget]:
        """The pages that are there."""
        return [self.page] if self.page is not None else []

    def show(self, view: AuditView, uin: str) -> None:
        """Show a case as it is."""
        if self.page is not None:
            self._window.drop_page(self.page)
        line = view.line(uin)
        page: LookPage
        if line.stand is Stand.HANDED_OVER:
            page = HandedPage(line)
            page.acted.connect(partial(self.take_back_asked.emit, uin))
        else:
            asked = [query for query in view.letters.queries if query.uin == uin]
            page = sealed = SealedPage(line, asked)
            sealed.acted.connect(partial(self.reopen_asked.emit, uin))
            sealed.queries_asked.connect(partial(self.queries_asked.emit, uin))
        page.print_asked.connect(partial(self.print_asked.emit, uin))
        page.left.connect(partial(self.left.emit, view.audit.id))
        self.page = page
        self.shown.emit(page)
