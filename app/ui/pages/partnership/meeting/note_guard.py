"""Marks in the meeting's notes what may identify somebody, as the auditors' texts are marked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent

from app.anonymity import Finding, context_for_report
from app.domain.audits import Audit
from app.services.guard import same_words
from app.ui.interview.editors import FreeText
from app.ui.interview.guard_menu import roles_for, suggestion_of
from app.ui.interview.guarded_text import GuardedText
from app.ui.session import Session
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.menus import Menu
from app.ui.widgets.plain import one_line


class NoteGuard(QObject):
    """Reads along in every box that it is shown. What is waved through here holds for now."""

    def __init__(self, session: Session, audit: Audit, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._context = context_for_report(audit)
        self._waved: set[str] = set()
        self._texts: list[GuardedText] = []
        self.menu: Menu | None = None

    def watch(self, box: GrowingText) -> None:
        """Mark what stands in a box, from now on."""
        text = GuardedText(
            self._session, FreeText("", "text", box), lambda: self._context, self._passes
        )
        text.asked.connect(partial(self._ask, text))
        text.destroyed.connect(partial(self._forget, text))
        self._texts.append(text)

    def _passes(self, found: Finding) -> bool:
        return same_words(found.text) in self._waved

    def _forget(self, text: GuardedText, *_: object) -> None:
        self._texts = [each for each in self._texts if each is not text]

    def _ask(self, text: GuardedText, found: Finding, point: QPoint) -> None:
        menu = self.menu = Menu(text.editor)
        menu.setAccessibleName(f"“{one_line(found.text)}”. {one_line(found.why)}")
        menu.aboutToHide.connect(menu.deleteLater)
        suggested = suggestion_of(found)
        words = (suggested, *roles_for(found, ())) if suggested else roles_for(found, ())
        for each in words[:8]:
            menu.add(f"Write “{each}” instead", partial(text.write_instead, found, each))
        menu.addSeparator()
        menu.add("It identifies nobody", partial(self._wave, found.text))
        menu.popup(point)
        nothing = Qt.KeyboardModifier.NoModifier
        menu.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, nothing))

    def _wave(self, words: str) -> None:
        self._waved.add(same_words(words))
        for text in self._texts:
            text.show()
