"""Asks once who says that a case is not known to the agency."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from app.domain.returns import Auditor
from app.ui.messages import Sheet
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Kind
from app.ui.widgets.fields import LineField


class NilSheet(Sheet):
    """Name and job title for a nil return; the next ones take them over."""

    def __init__(self, parent: QWidget | None, case: str, known: Auditor) -> None:
        super().__init__(
            parent,
            f"{case} is not known to your agency?",
            "Neither the child nor the parents are on your records. That is an answer too: it "
            "goes to the partnership as a nil return. You can take it back until it is sealed.",
            tone=Tone.ACCENT,
        )
        self.name = LineField("Your name", value=known.name, longest=200)
        self.title = LineField("Your job title", value=known.title, longest=200)
        for field in (self.name, self.title):
            self.body.addSpacing(Space.S)
            self.body.addWidget(field)
            field.entered.connect(lambda _text: self._done())
        self.add_button("Cancel").clicked.connect(self.reject)
        self.action = self.add_button("Not known to us", Kind.PRIMARY, default=True)
        self.action.clicked.connect(self._done)
        (self.title if known.name else self.name).setFocus()

    def auditor(self) -> Auditor:
        """Who was entered."""
        return Auditor(self.name.value().strip(), self.title.value().strip())

    def _done(self) -> None:
        who = self.auditor()
        self.name.set_error("" if who.name else "Enter your name")
        self.title.set_error("" if who.title else "Enter your job title")
        if who.name and who.title:
            self.accept()
        else:
            (self.title if who.name else self.name).setFocus()
            self.fit()


def ask_auditor(parent: QWidget | None, case: str, known: Auditor) -> Auditor | None:
    """Who says so; None where it was left."""
    sheet = NilSheet(parent, case, known)
    sheet.fit()
    accepted = sheet.exec() == QDialog.DialogCode.Accepted
    who = sheet.auditor()
    sheet.deleteLater()
    return who if accepted else None
