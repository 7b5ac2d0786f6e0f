"""The form that is open, those left last or still being saved, and where one left each."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from app.domain.authorship import NO_AUTHORS, Authors
from app.domain.returns import NO_ANSWER, Form
from app.services.answer_case import CaseForm
from app.ui.frame import MainWindow
from app.ui.interview.asked import NOTHING_ASKED, Asked
from app.ui.interview.check_page import CheckPage
from app.ui.interview.interview import Interview
from app.ui.messages import message_dialog
from app.ui.pages.agency.next_case import case_ahead
from app.ui.pages.agency.overview import AuditView
from app.ui.pages.agency.steps_popover import StepsPopover
from app.ui.session import Session
from app.ui.theme.tokens import Tone

KEPT = 3
"""So many forms are kept as they were left, with their undo."""

_Place = tuple[str, str]


class FormsRoom(QObject):
    """``shown(page)`` when a form is to be shown; ``left(audit id)``, ``seal_asked``,
    ``case_asked(uin, step)`` for another case and ``print_asked(uin)`` from it;
    ``moved`` when another page of the form is shown;
    ``saved(time)`` and ``trouble`` tell how the saving goes.
    """

    shown = Signal(object)
    left = Signal(str)
    seal_asked = Signal()
    case_asked = Signal(str, str)
    print_asked = Signal(str)
    moved = Signal()
    saved = Signal(str)
    trouble = Signal()

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session
        self._steps: dict[_Place, str] = {}
        self._leaving: list[Interview] = []
        self._kept: dict[_Place, Interview] = {}
        self._watched: dict[Interview, CheckPage] = {}
        self._view: AuditView | None = None
        self.interview: Interview | None = None

    def follow(self, view: AuditView) -> None:
        """Know how far the audit is: a form that is finished leads to the next case."""
        self._view = view
        self._lead_on()

    def enter(
        self,
        form: CaseForm,
        step: str = "",
        asked: Asked = NOTHING_ASKED,
        authors: Authors = NO_AUTHORS,
    ) -> None:
        """Open a form: at a step, or where it was left; ``asked`` is shown beside it, and who
        wrote what.
        """
        self.leave()
        place = (form.audit.id, form.case.uin)
        kept = self._kept.pop(place, None)
        if kept is not None and _shows(kept, form) and _has_beside_it(kept, asked, authors):
            self._show(kept)
            kept.go(step or kept.step)
            return
        if kept is not None:
            self._drop(kept)
        at = step or self._steps.get(place, "")
        interview = Interview(
            self._session, form, self._time, step=at, asked=asked, authors=authors
        )
        self._steps[place] = interview.step
        interview.moved.connect(partial(self._moved, place))
        interview.saved.connect(lambda: self.saved.emit(self._time()))
        interview.draft.failed.connect(lambda _sentence: self.trouble.emit())
        interview.left.connect(partial(self.left.emit, form.audit.id))
        interview.seal_asked.connect(self.seal_asked)
        interview.case_asked.connect(self.case_asked)
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
        """Put the form away as it is, for when it is opened again. One with something unsaved is
        kept in any case until it is saved.
        """
        interview, self.interview = self.interview, None
        if interview is None:
            return
        interview.flush()
        self._window.set_side(None)
        if interview.draft.is_saved:
            self._keep(interview)
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
        return [*self._leaving, *self._kept.values()]

    def _show(self, interview: Interview) -> None:
        self.interview = interview
        self._window.set_side(interview.nav)
        self._lead_on()
        self.shown.emit(interview)

    def _lead_on(self) -> None:
        view, interview = self._view, self.interview
        if interview is not None and view is not None and view.audit.id == interview.audit.id:
            interview.set_ahead(case_ahead(view, interview.case.uin))

    def _moved(self, place: _Place, step: str) -> None:
        self._steps[place] = step
        self.moved.emit()

    def _watch(self, interview: Interview) -> None:
        """The check page is made when it is first shown: then its button is joined, once."""
        page = interview.page()
        if isinstance(page, CheckPage) and self._watched.get(interview) is not page:
            self._watched[interview] = page
            page.print_asked.connect(partial(self.print_asked.emit, interview.case.uin))

    def _settled(self, interview: Interview) -> None:
        if interview in self._leaving:
            self._leaving.remove(interview)
            self._keep(interview)

    def _keep(self, interview: Interview) -> None:
        place = (interview.audit.id, interview.case.uin)
        before = self._kept.pop(place, None)
        self._kept[place] = interview
        too_many = [] if len(self._kept) <= KEPT else [self._kept.pop(next(iter(self._kept)))]
        for dropped in (*too_many, *([before] if before is not None else [])):
            self._drop(dropped)

    def _drop(self, interview: Interview) -> None:
        self._watched.pop(interview, None)
        interview.nav.deleteLater()
        self._window.drop_page(interview)

    def _show_steps(self) -> None:
        if self.interview is not None:
            popover = StepsPopover(self._window, self.interview)
            popover.open_at(self.interview.steps.mapToGlobal(QPoint(0, 0)))

    def _time(self) -> str:
        return f"{self._session.context.clock().astimezone():%H:%M}"


def _shows(interview: Interview, form: CaseForm) -> bool:
    """Whether a form that was kept is the one that is in the workspace now, and can be written in:
    it may have been sealed, reopened or answered otherwise since.
    """
    kept = interview.draft.case_form
    same = replace(kept, form=form.form, stored=form.stored) == form
    return same and interview.draft.is_saved and _said(kept.form) == _said(form.form)


def _has_beside_it(interview: Interview, asked: Asked, authors: Authors) -> bool:
    """Whether the same is asked about it, and the same people wrote in it."""
    return interview.asked.queries == asked.queries and interview.authorship.is_like(authors)


def _said(form: Form) -> Form:
    """The form without the places where an answer was taken back."""
    answers = {key: answer for key, answer in form.answers.items() if answer != NO_ANSWER}
    return replace(form, answers=answers)
