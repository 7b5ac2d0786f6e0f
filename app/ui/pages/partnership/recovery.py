"""The recovery sheet in the settings: whether it was tried, trying it, and making a new one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.errors import PartnershipAuditError
from app.reports import write_recovery_sheet
from app.services.define_audit import audits_of, find_audit
from app.services.set_up_desk import renew_recovery_sheet, try_recovery_words
from app.ui.messages import confirm, first_sentence
from app.ui.pages.files_folder import files_folder
from app.ui.pages.keys.words_field import WordsField
from app.ui.pages.partnership.room import Room, Slot
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint

_BODY = "Partnership Audit"


class RecoverySection(QWidget):
    """Packs wait for the sheet: an escrow that was never tried is none."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.state = Slot()
        column.addWidget(self.state)
        self.typed = WordsField("The 24 words from the printed sheet")
        column.addWidget(self.typed)
        self.attempt = primary_button("Try the words")
        self.attempt.clicked.connect(self._try)
        self.renew = secondary_button("Make a new sheet", icon="print")
        self.renew.clicked.connect(self._renew)
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.attempt)
        row.addWidget(self.renew)
        column.addLayout(row)
        self.made = Slot()
        column.addWidget(self.made)
        self.note = hint(
            "A test package is opened with the words. They are not kept on this computer."
        )
        column.addWidget(self.note)

    def focus_first(self) -> None:
        """The field, or what can be done without it."""
        (self.typed if self.typed.isVisibleTo(self) else self.renew).setFocus()

    def show_state(self, tried: bool) -> None:
        """Say whether the sheet was tried, and offer what is left to do."""
        if tried:
            banner = Banner(
                Tone.GOOD,
                "The recovery sheet works.",
                "A test package was opened with its words. Keep it in a safe.",
            )
        else:
            banner = Banner(
                Tone.ATTENTION,
                "The recovery sheet has not been tried yet.",
                "Packs can be issued once it has been. Take the printed sheet and type its words.",
            )
        self.state.put(banner)
        for part in (self.typed, self.attempt, self.note):
            part.setVisible(not tried)

    # --- trying ----------------------------------------------------------------------------------

    def _try(self) -> None:
        words = self.typed.words()
        if not words:
            self.typed.set_error("Type the 24 words.")
            self.typed.setFocus()
            return
        self.attempt.setEnabled(False)
        workspace = self._room.session.workspace
        self._room.session.write(
            lambda: try_recovery_words(workspace, words),
            self._worked,
            failed=self._wrong,
            owner=self,
        )

    def _worked(self, _changes: Changes) -> None:
        self.attempt.setEnabled(True)
        self.typed.set_error("")
        self.typed.set_value("")  # the words stay on the screen no longer than needed
        self.made.put()

    def _wrong(self, error: PartnershipAuditError) -> None:
        self.attempt.setEnabled(True)
        self.typed.set_error(error.sentence)
        self.typed.setFocus()

    # --- a new sheet -----------------------------------------------------------------------------

    def _renew(self) -> None:
        if not confirm(
            self.window(),
            "Make a new recovery sheet?",
            "The earlier sheet opens this desk no more and no longer counts for new packs. It "
            "still opens the returns that were sealed for it, so keep both. Packs that are out "
            "must be issued again before returns are sealed for the new sheet.",
            action="Make a new sheet",
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
        path = Path(name)
        session = self._room.session
        workspace, made = session.workspace, session.context.clock().date()

        def renew() -> Changes:
            audits = audits_of(workspace)
            body = find_audit(workspace, audits[0].id).body.name if audits else _BODY
            sheet, changes = renew_recovery_sheet(workspace)
            write_recovery_sheet(
                body_name=body,
                words=sheet.words,
                identity=sheet.identity,
                fingerprint=sheet.fingerprint,
                made=made,
                target=path,
            )
            return changes

        session.write(renew, lambda _c: self._renewed(path), failed=self._not_renewed, owner=self)

    def _renewed(self, path: Path) -> None:
        self.made.put(
            Banner(
                Tone.GOOD,
                f"The new sheet is in “{path.name}”.",
                "Print it, then delete the file and empty the bin. Then type its words above.",
            )
        )
        self._room.show_widget(self.made)

    def _not_renewed(self, error: PartnershipAuditError) -> None:
        happened, rest = first_sentence(error.sentence)
        self.made.put(Banner(Tone.PROBLEM, happened, f"{rest} Make another sheet."))
        self._room.look()
