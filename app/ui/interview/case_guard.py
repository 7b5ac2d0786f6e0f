"""What the guard was told of a case: kept at hand for its form, and looked up when it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from app.anonymity import Finding, context_of
from app.domain.changes import Changes, Topic
from app.errors import PartnershipAuditError
from app.services.answer_case import CaseForm
from app.services.guard import Guarding, guard_of, same_words, wave_through
from app.ui.interview.editors import FreeText
from app.ui.interview.guard_menu import GuardMenu
from app.ui.interview.guarded_text import GuardedText
from app.ui.session import Session


class CaseGuard(QObject):
    """``learnt(other_words)`` when it was told something: with True, other words to look for."""

    learnt = Signal(bool)

    def __init__(self, session: Session, case_form: CaseForm, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._place = case_form.audit.id, case_form.case.uin
        self.told = Guarding()
        self.menu: GuardMenu | None = None
        session.changed.connect(self._changed)
        self._look_up()

    def passes(self, found: Finding) -> bool:
        """Whether the auditor said that these words identify nobody."""
        return self.told.passes(found)

    def ask(
        self, text: GuardedText, found: Finding, people: Sequence[str], places: int = 1
    ) -> GuardMenu:
        """The menu of what can be done about a place, to be opened."""
        menu = self.menu = GuardMenu(text.editor, found, people, places)
        menu.chosen.connect(partial(text.write_instead, found))
        menu.waved.connect(partial(self.wave, found.text))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def wave(self, words: str, reason: str) -> None:
        """Keep that these words identify nobody in this case, and say so at once."""
        waved = {**self.told.waved, same_words(words): reason}
        self._learn(replace(self.told, waved=waved))
        self._session.write(
            partial(wave_through, self._session.workspace, *self._place, words, reason),
            failed=self._not_kept,
            owner=self,
        )

    def _look_up(self) -> None:
        known = partial(guard_of, self._session.workspace, *self._place)
        self._session.read(known, self._learn, failed=lambda _error: None, owner=self)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(Topic.GUARD) and changes.audit_id == self._place[0]:
            self._look_up()

    def _not_kept(self, _error: PartnershipAuditError) -> None:
        """What could not be kept is marked again: sealing goes by what was kept."""
        self._look_up()

    def _learn(self, told: Guarding) -> None:
        before, self.told = self.told, told
        if told != before:
            self.learnt.emit(told.watch_list != before.watch_list)


class OneTextGuard(QObject):
    """The guard over one text that stands by itself, such as the note of a nil return."""

    def __init__(self, session: Session, case_form: CaseForm, text: FreeText) -> None:
        super().__init__(text.box)
        form = case_form
        self._people = [person.role for person in form.form.people]
        self.case = CaseGuard(session, form, self)
        self.text = GuardedText(
            session,
            text,
            lambda: context_of(form.audit, form.case, form.form, self.case.told.watch_list),
            self.case.passes,
        )
        self.case.learnt.connect(self._learnt)
        self.text.asked.connect(self._ask)

    def _learnt(self, other_words: bool) -> None:
        self.text.read_again() if other_words else self.text.show()

    def _ask(self, found: Finding, point: QPoint) -> None:
        self.case.ask(self.text, found, self._people).open_at(point)
