"""The whole form under the guard, as it would be sealed: listed on the last page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.anonymity import Finding
from app.domain.returns import Form
from app.domain.rules import sealable
from app.services.guard import Guarded, Guarding, guarded
from app.ui.interview.check_page import CheckPage
from app.ui.interview.draft import Draft
from app.ui.interview.guard import Guard
from app.ui.session import Session

_Wanted = tuple[Form, Guarding]


class GuardCheck(QObject):
    """``said`` when it is known anew what was found; ``chosen(InForm)`` to be led there."""

    said = Signal()
    chosen = Signal(object)

    def __init__(self, session: Session, draft: Draft, guard: Guard) -> None:
        super().__init__(guard)
        self._session, self._draft, self._case = session, draft, guard.case
        self._wanted: _Wanted | None = None
        self._settled = False
        self._page: CheckPage | None = None
        self._found = Guarded()
        guard.case.learnt.connect(self._learnt)

    @property
    def stops(self) -> bool:
        """Whether something was found that stops the sealing."""
        return any(not self._passes(each.finding) for each in self._found.stops)

    def join(self, page: CheckPage) -> None:
        """List what is found on this page."""
        self._page = page
        page.words_chosen.connect(self.chosen)

    def look(self) -> None:
        """Look at the form as it is now, unless that was done."""
        wanted = self._draft.form, self._case.told
        if self._wanted is None or self._wanted[0] is not wanted[0] or self._wanted != wanted:
            self._wanted, self._settled = wanted, False
            case = self._draft.case_form
            self._session.work(
                lambda _work: guarded(
                    case.audit, case.case, sealable(case.audit.tool, wanted[0]), wanted[1]
                ),
                done=partial(self._arrived, wanted),
                cancelled=self._put_off,
                owner=self,
            )
        self._show()

    def _passes(self, finding: Finding) -> bool:
        return self._case.passes(finding)

    def _learnt(self, _other_words: bool) -> None:
        if self._page is not None and self._page.isVisible():
            self.look()

    def _arrived(self, wanted: _Wanted, found: Guarded) -> None:
        if wanted is self._wanted:
            self._found, self._settled = found, True
            self._show()
            self.said.emit()

    def _put_off(self) -> None:
        self._wanted = None

    def _show(self) -> None:
        if self._page is not None:
            left = [
                tuple(each for each in some if not self._passes(each.finding))
                for some in (self._found.stops, self._found.asks)
            ]
            self._page.show_found(*left, settled=self._settled)
