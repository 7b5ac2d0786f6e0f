"""The recovery sheet of an agency's desk: made, printed, and tried by typing its words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.errors import FileWriteError, LastSlotError, PartnershipAuditError
from app.reports import write_recovery_sheet
from app.services.keep_keys import remove_way_in, ways_in
from app.services.recovery_words import check_recovery_words
from app.services.set_up_desk import make_recovery_sheet
from app.storage import SlotKind, Workspace
from app.ui.messages import confirm, first_sentence
from app.ui.pages.files_folder import files_folder
from app.ui.pages.keys.words_field import WordsField
from app.ui.pages.slot import Slot
from app.ui.session import Session
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint

_BODY = "Partnership Audit"
_MAKE, _MAKE_NEW = "Make a recovery sheet", "Make a new sheet"


class SheetSection(QWidget):
    """``said(QWidget)`` when there is something new to be looked at."""

    said = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.text = hint("")
        column.addWidget(self.text)
        self.made = Slot()
        column.addWidget(self.made)
        self.typed = WordsField("The 24 words from the printed sheet")
        column.addWidget(self.typed)
        self.make = secondary_button(_MAKE, icon="print")
        self.make.clicked.connect(self._make)
        self.show_try = secondary_button("Try your sheet")
        self.show_try.clicked.connect(self._begin_trying)
        self.attempt = primary_button("Try the words")
        self.attempt.clicked.connect(self._try)
        row = FlowLayout(gap=Space.M)
        for button in (self.attempt, self.make, self.show_try):
            row.addWidget(button)
        column.addLayout(row)
        self._has_sheet = self._trying = False
        self._arrange()

    def show_state(self, has_sheet: bool) -> None:
        """Say whether there is a sheet, and offer what fits."""
        self._has_sheet = has_sheet
        self._trying = self._trying and has_sheet
        self._arrange()

    def _arrange(self) -> None:
        self.text.setText(
            "The 24 words of your sheet open this desk if the passphrase is forgotten or the "
            "computer is lost. They are not kept on this computer."
            if self._has_sheet
            else "There is none yet. 24 words on paper open this desk if the passphrase is "
            "forgotten or this computer’s user account is lost. Keep the sheet in a safe."
        )
        self.make.set_text(_MAKE_NEW if self._has_sheet else _MAKE)
        self.show_try.setVisible(self._has_sheet and not self._trying)
        for part in (self.typed, self.attempt):
            part.setVisible(self._trying)

    # --- trying ----------------------------------------------------------------------------------

    def _begin_trying(self) -> None:
        self._trying = True
        self.made.put()
        self._arrange()
        self.typed.setFocus()

    def _try(self) -> None:
        if not self.typed.complete():
            return
        self.attempt.setEnabled(False)
        workspace, words = self._session.workspace, self.typed.words()
        self._session.read(
            lambda: check_recovery_words(workspace, words),
            lambda _none: self._worked(),
            failed=self._wrong,
            owner=self,
        )

    def _worked(self) -> None:
        self.attempt.setEnabled(True)
        self.typed.set_value("")  # the words stay on the screen no longer than needed
        self._trying = False
        self._arrange()
        self._say(Tone.GOOD, "The recovery sheet works.", "Keep it in a safe.")
        self.make.setFocus()

    def _wrong(self, error: PartnershipAuditError) -> None:
        self.attempt.setEnabled(True)
        self.typed.set_error(error.sentence)
        self.typed.setFocus()

    # --- a new sheet -----------------------------------------------------------------------------

    def _make(self) -> None:
        if self._has_sheet and not confirm(
            self.window(),
            "Make a new recovery sheet?",
            "The earlier sheet opens this desk no more. Destroy it once the new one is printed.",
            action=_MAKE_NEW,
        ):
            return
        name, _ = QFileDialog.getSaveFileName(
            self,
            "Save the recovery sheet",
            str(files_folder() / "recovery sheet.pdf"),  # its owner's: not where others may look
            "PDF (*.pdf)",
        )
        if not name:
            return
        path, session = Path(name), self._session
        workspace, clock = session.workspace, session.context.clock

        def make() -> Changes:
            sheet, changes = make_recovery_sheet(workspace)
            try:
                write_recovery_sheet(
                    body_name=_BODY,
                    words=sheet.words,
                    identity=sheet.identity,
                    fingerprint=sheet.fingerprint,
                    made=clock().date(),
                    target=path,
                )
            except FileWriteError:
                _forget_sheet(workspace)
                raise
            return changes

        session.write(make, lambda _c: self._is_made(path), failed=self._not_made, owner=self)

    def _is_made(self, path: Path) -> None:
        self._has_sheet = self._trying = True
        self._arrange()
        self._say(
            Tone.GOOD,
            f"The sheet is in “{path.name}”.",
            "Print it, then delete the file and empty the bin. Then type its words from the paper.",
        )

    def _not_made(self, error: PartnershipAuditError) -> None:
        happened, rest = first_sentence(error.sentence)
        more = " An earlier sheet opens this desk no more." if self._has_sheet else ""
        self._trying = False
        workspace = self._session.workspace
        self._session.read(
            lambda: _has_sheet(workspace), self.show_state, failed=lambda _e: None, owner=self
        )
        self._say(Tone.PROBLEM, happened, f"{rest}{more} Make another sheet.")

    def _say(self, tone: Tone, sentence: str, text: str) -> None:
        self.made.put(Banner(tone, sentence, text))
        self.said.emit(self.made)


def _has_sheet(workspace: Workspace) -> bool:
    return any(way.kind is SlotKind.RECOVERY_WORDS for way in ways_in(workspace))


def _forget_sheet(workspace: Workspace) -> None:
    """Words that are on no paper open nothing: the list of ways would promise what isn't there."""
    for way in ways_in(workspace):
        if way.kind is SlotKind.RECOVERY_WORDS:
            try:
                remove_way_in(workspace, way.id)
            except LastSlotError:
                return
