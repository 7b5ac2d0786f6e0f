"""The form that is open, those that are still being saved, and where one left each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from app.services.answer_case import CaseForm
from app.ui.frame import MainWindow
from app.ui.interview.check_page import CheckPage
from app.ui.interview.interview import Interview
from app.ui.messages import message_dialog
from app.ui.pages.agency.steps_popover import StepsPopover
from app.ui.session import Session
from app.ui.theme.tokens import Tone


class FormsRoom(QObject):
    """``shown(page)`` when a form is to be shown; ``left(audit id)``, ``seal_asked`` and
    ``print_asked(uin)`` from it;
    ``saved(time)`` and ``trouble`` tell how the saving goes.
    """

    shown = Signal(object)
    left = Signal(str)
    seal_asked = Signal()
    print_asked = Signal(str)
    saved = Signal(str)
    trouble = Signal()

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session
        self._steps: dict[tuple[str, str], str] = {}
        self._leaving: list[Interview] = []
        self._watched: CheckPage | None = None
        self.interview: Interview | None = None

    def enter(self, form: CaseForm, step: str = "") -> None:
        """Open a form: at a step, or where it was left."""
        self.leave()
        place = (form.audit.id, form.case.uin)
        interview = Interview(
            self._session, form, self._time, step=step or self._steps.get(place, "")
        )
        self._steps[place] = interview.step
        interview.moved.connect(partial(self._moved, place))
        interview.saved.connect(lambda: self.saved.emit(self._time()))
        interview.draft.failed.connect(lambda _sentence: self.trouble.emit())
        interview.left.connect(partial(self.left.emit, form.audit.id))
        interview.seal_asked.connect(self.seal_asked)
        interview.steps_asked.connect(self._show_steps)
        interview.moved.connect(lambda _step: self._watch(interview))
        self._watch(interview)
        self._show(interview)

    def return_to_unsaved(self, audit_id: str, uin: str) -> bool:
        """Show a form again that was left before it could be saved: its answers are nowhere
        else. False where there is none.
        """
        for interview in self._leaving:
            place = (interview.audit.id, interview.case.uin)
            if place == (audit_id, uin) and interview.draft.has_failed:
                self._leaving.remove(interview)
                self.leave()
                self._show(interview)
                return True
        return False

    def leave(self) -> None:
        """Put the form away; one with something unsaved is kept until it is saved."""
        interview, self.interview = self.interview, None
        if interview is None:
            return
        interview.flush()
        self._window.set_side(None)
        if interview.draft.is_saved:
            self._drop(interview)
        else:
            self._leaving.append(interview)
            interview.draft.saved.connect(partial(self._settled, interview))

    def flush(self) -> None:
        """Hand over what was typed a moment ago."""
        if self.interview is not None:
            self.interview.flush()

    @property
    def has_failed(self) -> bool:
        """Whether a form could not be saved so far, be it open or left."""
        open_forms = [] if self.interview is None else [self.interview]
        return any(one.draft.has_failed for one in (*self._leaving, *open_forms))

    def refuse_unsaved(self, done: str) -> bool:
        """Say that something must be saved before it can be sealed or printed, if it is so."""
        if self.has_failed:
            message_dialog(
                self._window,
                "Your last answers are not saved yet.",
                f"Nothing can be {done} before they are. Open the case again to see why.",
                tone=Tone.ATTENTION,
            )
        return self.has_failed

    def pages(self) -> list[QWidget]:
        """The pages that are there."""
        return list(self._leaving)

    def _show(self, interview: Interview) -> None:
        self.interview = interview
        self._window.set_side(interview.nav)
        self.shown.emit(interview)

    def _moved(self, place: tuple[str, str], step: str) -> None:
        self._steps[place] = step

    def _watch(self, interview: Interview) -> None:
        """The check page is made when it is first shown: then its button is joined, once."""
        page = interview.page()
        if isinstance(page, CheckPage) and page is not self._watched:
            self._watched = page
            page.print_asked.connect(partial(self.print_asked.emit, interview.case.uin))

    def _settled(self, interview: Interview) -> None:
        if interview in self._leaving:
            self._leaving.remove(interview)
            self._drop(interview)

    def _drop(self, interview: Interview) -> None:
        interview.nav.deleteLater()
        self._window.drop_page(interview)

    def _show_steps(self) -> None:
        if self.interview is not None:
            popover = StepsPopover(self._window, self.interview)
            popover.open_at(self.interview.steps.mapToGlobal(QPoint(0, 0)))

    def _time(self) -> str:
        return f"{self._session.context.clock().astimezone():%H:%M}"
