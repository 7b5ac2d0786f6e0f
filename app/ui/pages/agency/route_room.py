"""Trying the way to the partnership: a test package, and the e-mail that takes it there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.policy import Policy
from app.handover.email_draft import test_email
from app.services.try_route import TestPackage, make_test_package
from app.ui.frame import MainWindow
from app.ui.messages import first_sentence
from app.ui.pages.agency.done_page import Done
from app.ui.pages.agency.file_page import FilePage
from app.ui.pages.agency.overview import AuditView
from app.ui.pages.agency.sealing import SealingRoom
from app.ui.pages.files_folder import files_folder
from app.ui.pages.ways_out import AsText
from app.ui.session import Session


class TryPage(FilePage):
    """Why, and where the test package goes."""

    def __init__(self, view: AuditView, folder: Path, policy: Policy) -> None:
        body = view.audit.body
        super().__init__(
            view.audit.title,
            "Try the way first",
            "Some mail systems stop files that they do not know. A test package is sealed as "
            f"returns are, but has none in it: send it to {body.short_name or body.name}, and let "
            "them tell you that it came.",
        )
        self.ask_where(folder, policy)
        as_text = AsText(policy)
        self.armored = as_text.tick
        self.column.add(as_text)
        self.finish("Make a test package")


class RouteRoom(QObject):
    """``shown(audit id, page)`` when the page is to be shown, ``left(audit id)`` back."""

    shown = Signal(str, object)
    left = Signal(str)

    def __init__(self, window: MainWindow, session: Session, sealing: SealingRoom) -> None:
        super().__init__()
        self._window, self._session, self._sealing = window, session, sealing
        self._folder = files_folder(session.context.policy)
        self.page: TryPage | None = None

    def pages(self) -> list[QWidget]:
        """The pages that are there."""
        return [self.page] if self.page is not None else []

    def begin(self, view: AuditView) -> None:
        """Explain it, and ask where the file goes."""
        if self.page is not None:
            self._window.drop_page(self.page)
        page = self.page = TryPage(view, self._folder, self._session.context.policy)
        page.left.connect(partial(self.left.emit, view.audit.id))
        page.asked.connect(partial(self._make, view, page))
        self.shown.emit(view.audit.id, page)

    def _make(self, view: AuditView, page: TryPage) -> None:
        self._folder = page.path()
        session = self._session
        session.write(
            partial(
                make_test_package,
                session.workspace,
                view.audit.id,
                page.path(),
                clock=session.context.clock,
                armored=page.armored.isChecked(),
                policy=session.context.policy,
            ),
            partial(self._made, view),
            failed=lambda error: page.fail(*first_sentence(error.sentence)),
            owner=page,
        )

    def _made(self, view: AuditView, made: TestPackage) -> None:
        self._sealing.show_done(
            Done(
                view.audit.id,
                view.audit.title,
                "The test package is made",
                "It has no returns in it. It is not sent yet: one more step, and that one is "
                "yours. When the partnership’s receipt is opened here, it says that it came.",
                made.path,
                test_email(view.audit, view.agency),
            )
        )
