"""What is said of a case that is not known to the agency: by whom, and a note with it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QWidget

from app.anonymity import NOTE
from app.domain.returns import Form
from app.ui.interview.case_guard import OneTextGuard
from app.ui.interview.editors import FreeText
from app.ui.interview.wording import case_title
from app.ui.messages import Sheet
from app.ui.pages.agency.overview import CaseLine
from app.ui.session import Session
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Kind
from app.ui.widgets.growing_text import GrowingText

_LONGEST = 800  # letters; the sheet grows with its text and must stay on the screen


class NilDeed(StrEnum):
    """What is to be done with a nil return."""

    NOTHING = "nothing"
    NOTE = "save the note"
    KNOWN = "known after all"


class NilNoteSheet(Sheet):
    """``deed`` is what was chosen, ``words`` the note as it stands in the box.

    The guard reads the note along; what may identify somebody is underlined.
    """

    def __init__(self, parent: QWidget | None, session: Session, line: CaseLine) -> None:
        super().__init__(
            parent,
            f"{case_title(line.form.case)} is marked “not known to us”",
            f"{_said_by(line.form.form)}If the case is known after all, you fill in its form.",
            tone=Tone.ACCENT,
        )
        self.deed = NilDeed.NOTHING
        self.note = GrowingText(
            "Note for the partnership",
            hint="If you like: what was looked at, for example. Do not name anyone.",
            value=line.form.form.note,
            least_lines=3,
        )
        self.note.box.moveCursor(QTextCursor.MoveOperation.End)
        self.note.box.textChanged.connect(self._typed)
        self.guard = OneTextGuard(session, line.form, FreeText(NOTE, "note", self.note))
        self.body.addSpacing(Space.S)
        self.body.addWidget(self.note)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.known = self.add_button("Known after all")
        self.known.clicked.connect(lambda: self._choose(NilDeed.KNOWN))
        self.save = self.add_button("Save note", Kind.PRIMARY, default=True)
        self.save.clicked.connect(lambda: self._choose(NilDeed.NOTE))
        self.note.setFocus()

    def words(self) -> str:
        """The note as it stands in the box."""
        return self.note.value().strip()

    def _typed(self) -> None:
        text = self.note.box.toPlainText()
        if len(text) > _LONGEST:
            cursor = self.note.box.textCursor()
            cursor.setPosition(_LONGEST)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self.note.set_error(f"A note has {_LONGEST} letters at most. The rest was left out.")
        self.fit()

    def _choose(self, deed: NilDeed) -> None:
        self.deed = deed
        self.accept()


def ask_about_nil(parent: QWidget | None, session: Session, line: CaseLine) -> tuple[NilDeed, str]:
    """What is to be done with a nil return, and its note."""
    sheet = NilNoteSheet(parent, session, line)
    sheet.fit()
    accepted = sheet.exec() == QDialog.DialogCode.Accepted
    found = (sheet.deed if accepted else NilDeed.NOTHING, sheet.words())
    sheet.deleteLater()
    return found


def _said_by(form: Form) -> str:
    who = form.completed_by
    name = ", ".join(filter(None, (who.name.strip(), who.title.strip())))
    return f"{name}, said so. " if name else "Nobody’s name stands with it yet. "
