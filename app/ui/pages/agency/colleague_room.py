"""Passing cases from desk to desk: asking for them, handing them over, taking them over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.returns import Auditor
from app.errors import PartnershipAuditError
from app.handover.email_draft import hand_over_email, request_email
from app.sealing.clear import HAND_OVER, HAND_OVER_REQUEST
from app.services.hand_over import (
    HandedOver,
    Request,
    WrittenRequest,
    ask_for_cases,
    hand_over,
    read_request,
    take_back,
)
from app.services.take_over import Offer, read_hand_over, take_over
from app.ui.frame import MainWindow
from app.ui.interview.wording import case_title
from app.ui.messages import confirm, first_sentence, show_error
from app.ui.pages.agency.done_page import Done
from app.ui.pages.agency.file_page import FilePage
from app.ui.pages.agency.hand_over_pages import AskPage, HandOverPage, WordsCard
from app.ui.pages.agency.overview import AuditView, read_audit
from app.ui.pages.agency.sealing import SealingRoom
from app.ui.pages.agency.take_over_page import TakeOverPage
from app.ui.pages.files_folder import files_folder
from app.ui.session import Session


class ColleagueRoom(QObject):
    """``shown(audit id, page)`` when a page is to be shown, ``left(audit id)`` back to the cases;
    ``taken(audit id, sentence, text)`` when cases are on this desk now; ``taken_back(uin)``.

    ``refuses`` says whether something is not saved yet, and then tells the person.
    """

    shown = Signal(str, object)
    left = Signal(str)
    taken = Signal(str, str, str)
    taken_back = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        sealing: SealingRoom,
        refuses: Callable[[str], bool],
    ) -> None:
        super().__init__()
        self._window, self._session, self._sealing = window, session, sealing
        self._refuses = refuses
        self._folder = files_folder(session.context.policy)
        self.page: FilePage | None = None

    def handlers(self) -> Mapping[str, Callable[[Path, bytes], object]]:
        """What opens the files of this room."""
        return {HAND_OVER_REQUEST: self._open_request, HAND_OVER: self._open_hand_over}

    def pages(self) -> list[QWidget]:
        """The pages that are there."""
        return [self.page] if self.page is not None else []

    # --- the colleague asks ----------------------------------------------------------------------

    def ask(self, view: AuditView) -> None:
        """Ask for cases of an audit, with the name that is known from its forms."""
        page = AskPage(view, view.auditor, self._folder, self._session.context.policy)
        page.asked.connect(partial(self._write_request, view, page))
        self._show(view, page)

    def _write_request(self, view: AuditView, page: AskPage) -> None:
        self._folder, who = page.path(), page.who.auditor()
        session = self._session
        session.read(
            partial(
                ask_for_cases,
                session.workspace,
                view.audit.id,
                who,
                page.path(),
                clock=session.context.clock,
                policy=session.context.policy,
            ),
            partial(self._request_written, view, who),
            failed=partial(_fail, page),
            owner=page,
        )

    def _request_written(self, view: AuditView, who: Auditor, written: WrittenRequest) -> None:
        done = Done(
            view.audit.id,
            view.audit.title,
            "The request is written",
            "Send it to the colleague who has the cases. No case is in it.",
            written.path,
            request_email(view.audit, who),
        )
        words = WordsCard("Your colleague telephones you: read out these words", written.words)
        self._sealing.show_done(done, words)

    # --- the first auditor hands over ------------------------------------------------------------

    def _open_request(self, _path: Path, data: bytes) -> None:
        workspace = self._session.workspace

        def read() -> tuple[Request, AuditView]:
            request = read_request(workspace, data)
            return request, read_audit(workspace, request.audit.id)

        self._session.read(read, self._show_request, failed=self._failed, owner=self)

    def _show_request(self, found: tuple[Request, AuditView]) -> None:
        request, view = found
        page = HandOverPage(view, request, self._folder, self._session.context.policy)
        page.asked.connect(partial(self._hand_over, view, request, page))
        self._show(view, page)

    def _hand_over(self, view: AuditView, request: Request, page: HandOverPage) -> None:
        if self._refuses("handed over"):
            page.go.setEnabled(True)
            return
        self._folder = page.path()
        session = self._session
        session.write(
            partial(
                hand_over,
                session.workspace,
                request,
                page.chosen(),
                page.by(),
                page.path(),
                clock=session.context.clock,
                note=page.note.value().strip(),
                policy=session.context.policy,
            ),
            partial(self._handed_over, view, request.who),
            failed=partial(_fail, page),
            owner=page,
        )

    def _handed_over(self, view: AuditView, who: Auditor, handed: HandedOver) -> None:
        one = handed.cases == 1
        name = who.name.strip() or "your colleague"
        self._sealing.show_done(
            Done(
                view.audit.id,
                view.audit.title,
                "1 case is handed over" if one else f"{handed.cases} cases are handed over",
                f"{'It is' if one else 'They are'} sealed for {name} alone, and shut here. The "
                "file is not sent yet: one more step, and that one is yours.",
                handed.path,
                hand_over_email(view.audit, who, handed.cases),
            )
        )

    def take_back(self, view: AuditView, uin: str) -> None:
        """Open a case here again that a colleague was to go on with."""
        line = view.line(uin)
        title = case_title(line.form.case)
        who = (line.passed.who.name.strip() if line.passed else "") or "your colleague"
        sure = confirm(
            self._window,
            f"Take {title} back?",
            f"It was handed over to {who}, who may have written in it since. What is written "
            f"there does not come back with this. If you both seal it, the partnership gets two "
            f"different returns, and refuses the second. Speak to {who} first.",
            action="Take it back",
            danger=True,
        )
        if sure:
            self._session.write(
                partial(take_back, self._session.workspace, view.audit.id, uin),
                lambda _changes: self.taken_back.emit(uin),
                failed=self._failed,
                owner=self,
            )

    # --- the colleague takes over ----------------------------------------------------------------

    def _open_hand_over(self, _path: Path, data: bytes) -> None:
        workspace = self._session.workspace

        def read() -> tuple[Offer, AuditView]:
            offer = read_hand_over(workspace, data)
            return offer, read_audit(workspace, offer.audit.id)

        self._session.read(read, self._show_offer, failed=self._failed, owner=self)

    def _show_offer(self, found: tuple[Offer, AuditView]) -> None:
        offer, view = found
        page = TakeOverPage(view, offer)
        page.asked.connect(partial(self._take_over, offer, page))
        self._show(view, page)

    def _take_over(self, offer: Offer, page: TakeOverPage) -> None:
        if self._refuses("taken over"):
            page.go.setEnabled(True)
            return
        session, uins = self._session, page.chosen()
        count = len(uins)
        sentence = (
            "1 case is on your desk now." if count == 1 else f"{count} cases are on your desk now."
        )
        name = offer.who.name.strip() or "your colleague"
        text = f"Handed over by {name}. Who wrote what stands under each answer."
        session.write(
            partial(
                take_over,
                session.workspace,
                offer,
                uins,
                clock=session.context.clock,
                replacing=page.replacing(),
            ),
            lambda _changes: self.taken.emit(offer.audit.id, sentence, text),
            failed=partial(_fail, page),
            owner=page,
        )

    # --- showing ---------------------------------------------------------------------------------

    def _show(self, view: AuditView, page: FilePage) -> None:
        if self.page is not None:
            self._window.drop_page(self.page)
        self.page = page
        page.left.connect(partial(self.left.emit, view.audit.id))
        self.shown.emit(view.audit.id, page)

    def _failed(self, error: PartnershipAuditError) -> None:
        show_error(self._window, error)


def _fail(page: FilePage, error: PartnershipAuditError) -> None:
    page.fail(*first_sentence(error.sentence))
