"""Asks why a sealed return is reopened: the partnership reads it with the next revision."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from app.ui.interview.case_guard import OneTextGuard
from app.ui.interview.editors import FreeText
from app.ui.interview.wording import case_title
from app.ui.messages import Sheet
from app.ui.pages.agency.overview import CaseLine
from app.ui.session import Session
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Button, Kind
from app.ui.widgets.choices import Group
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.marked_line import MarkedLine

SUGGESTED = ("A mistake in an answer", "New information", "Asked by the partnership")


class ReopenSheet(Sheet):
    """``reason`` is typed, or begun with one of a few that are often the case.

    The guard reads it along, as the partnership will read it.
    """

    def __init__(self, parent: QWidget | None, session: Session, line: CaseLine) -> None:
        case, revision = case_title(line.form.case), line.form.ref.revision + 1
        super().__init__(
            parent,
            f"Reopen {case}?",
            f"What you sealed stays as it is. You write on a copy, revision {revision}, which "
            "takes its place once you have sealed and sent it.",
            tone=Tone.ACCENT,
        )
        self.reason = MarkedLine(
            "Why is it reopened?",
            hint="The partnership reads it. Do not name anyone.",
            longest=300,
        )
        self.reason.entered.connect(self._done)
        self.reason.remarked.connect(self.fit)
        self.guard = OneTextGuard(session, line.form, FreeText("reason", "reason", self.reason))
        self.body.addSpacing(Space.S)
        self.body.addWidget(self.reason)
        self.suggested: dict[str, Button] = {}
        group = Group("Begin with one of these")
        flow = FlowLayout(group, gap=Space.S)
        for words in SUGGESTED:
            button = self.suggested[words] = Button(words, Kind.PILL)
            button.clicked.connect(partial(self._begin_with, words))
            flow.addWidget(button)
        self.body.addSpacing(Space.XS)
        self.body.addWidget(group)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.action = self.add_button(f"Reopen as revision {revision}", Kind.PRIMARY, default=True)
        self.action.clicked.connect(self._done)
        self.reason.setFocus()

    def words(self) -> str:
        """The reason as it was entered."""
        return self.reason.value().strip()

    def _begin_with(self, words: str) -> None:
        """Put the words in the box, where they can be gone on with."""
        self.reason.set_value(words)
        self.reason.set_error("")
        self.reason.setFocus()
        self.reason.box.setCursorPosition(len(words))
        self.fit()

    def _done(self, _what: object = None) -> None:
        if self.words():
            self.accept()
        else:
            self.reason.set_error("Say in a few words why it is reopened")
            self.reason.setFocus()
            self.fit()


def ask_reason(parent: QWidget | None, session: Session, line: CaseLine) -> str:
    """Why a return is reopened; empty where it was left as it is."""
    sheet = ReopenSheet(parent, session, line)
    sheet.fit()
    accepted = sheet.exec() == QDialog.DialogCode.Accepted
    words = sheet.words()
    sheet.deleteLater()
    return words if accepted else ""
