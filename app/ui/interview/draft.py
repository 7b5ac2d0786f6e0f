"""The form that is being written: true on the screen at once, in the workspace within a second."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.interview import ABOUT
from app.domain.returns import Answer, Form
from app.errors import PartnershipAuditError
from app.services.answer_case import CaseForm, save_about, save_answer
from app.ui.session import Session

RETRY_MS = 4_000


class Draft(QObject):
    """Holds the form, and hands every change to the database's worker as it comes.

    The worker takes them in their order, so that nothing is lost when the desk closes and waits
    for it. What could not be saved is tried again, every few seconds and with the next change.

    ``changed(place)`` after a change in memory; ``saved`` when nothing waits any more;
    ``failed(sentence)`` when a change could not be saved.
    """

    changed = Signal(str)
    saved = Signal()
    failed = Signal(str)

    def __init__(self, session: Session, case_form: CaseForm) -> None:
        super().__init__()
        self._session = session
        self._case_form = case_form
        self._serial = 0
        self._unsaved: dict[str, int] = {}
        self._refused: set[str] = set()
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self.save_again)
        self.form: Form = case_form.form

    @property
    def case_form(self) -> CaseForm:
        """The case with the form as it is on the screen."""
        return replace(self._case_form, form=self.form)

    @property
    def is_saved(self) -> bool:
        """Whether everything on the screen is in the workspace."""
        return not self._unsaved

    @property
    def has_failed(self) -> bool:
        """Whether something could not be saved so far."""
        return bool(self._refused)

    def edit(self, place: str, **fields: Any) -> None:
        """Change some fields of one answer."""
        before = self.form.answer(place)
        after: Answer = replace(before, **fields)
        if after != before:
            self.form = self.form.with_answer(place, after)
            self._save(place)
            self.changed.emit(place)

    def edit_about(self, **fields: Any) -> None:
        """Change what stands on the first page."""
        after = replace(self.form, **fields)
        if after != self.form:
            self.form = after
            self._save(ABOUT)
            self.changed.emit(ABOUT)

    def save_again(self) -> None:
        """Try again what could not be saved."""
        for place in sorted(self._refused):
            self._save(place)

    def _save(self, place: str) -> None:
        self._serial += 1
        self._unsaved[place] = self._serial
        self._refused.discard(place)
        workspace, case_form, answer = (
            self._session.workspace,
            self.case_form,
            self.form.answer(place),
        )
        if place == ABOUT:
            write = partial(save_about, workspace, case_form, case_form.form)
        else:
            write = partial(save_answer, workspace, case_form, place, answer)
        self._session.write(
            write,
            partial(self._arrived, place, self._serial),
            failed=partial(self._failed, place, self._serial),
            owner=self,
        )

    def _arrived(self, place: str, serial: int, _result: object) -> None:
        self._case_form = replace(self._case_form, stored=True)
        if self._unsaved.get(place) == serial:
            del self._unsaved[place]
        if not self._unsaved:
            self._retry.stop()
            self.saved.emit()
        elif self._refused:
            self.save_again()

    def _failed(self, place: str, serial: int, error: PartnershipAuditError) -> None:
        if self._unsaved.get(place) == serial:
            self._refused.add(place)
        self._retry.start()
        self.failed.emit(error.sentence)
