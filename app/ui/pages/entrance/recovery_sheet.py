"""The recovery sheet, shown once when the partnership's desk is set up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from app.reports import write_recovery_sheet
from app.services.set_up_desk import RecoverySheet
from app.ui.pages.files_folder import files_folder
from app.ui.pages.keys.words_field import WordsField
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.labels import body_text, caption, page_title, section_title, strong_text
from app.ui.widgets.surfaces import Card, ReadingColumn, button_row

_COLUMNS = 4


class RecoverySheetPage(ReadingColumn):
    """``tried(words)`` when the words were typed back, ``left`` to do that later."""

    tried = Signal(str)
    left = Signal()

    def __init__(self, sheet: RecoverySheet, made: date) -> None:
        super().__init__()
        self.sheet, self._made = sheet, made
        self.add(page_title("Print the recovery sheet"))
        self.add(
            body_text(
                "If the passphrase is forgotten or this computer is lost, these 24 words open "
                "the desk, and the returns that agencies send you. They are shown now and are "
                "not kept. "
                "Print the sheet, put it into a safe, and keep no copy on a computer."
            )
        )
        self.add(_words(sheet.words), gap_before=Space.S)
        self.save = primary_button("Save the sheet to print it", icon="print")
        self.save.clicked.connect(self._save)
        self.add(button_row(self.save, right=False))
        self.saved = Banner(Tone.GOOD, "")
        self.saved.hide()
        self.add(self.saved)
        self.add(section_title("Try the sheet"), gap_before=Space.M)
        self.add(
            body_text(
                "Type the words from the printed sheet. A test package is opened with them. "
                "Audit packs are issued only after this has been done."
            )
        )
        self.typed = WordsField("The 24 words, in order")
        self.add(self.typed)
        self.failure = Banner(Tone.PROBLEM, "")
        self.failure.hide()
        self.add(self.failure)
        self.attempt = primary_button("Try the words")
        self.attempt.clicked.connect(self._try)
        later = secondary_button("Later")
        later.clicked.connect(self.left)
        self.add(button_row(later, self.attempt), gap_before=Space.S)
        self.end()
        self.setFocusProxy(self.save)

    def fail(self, sentence: str, text: str) -> None:
        """Say that the words opened nothing."""
        self.failure.set_text(sentence, text)
        self.failure.show()
        self.attempt.setEnabled(True)

    def _try(self) -> None:
        self.failure.hide()
        self.attempt.setEnabled(False)
        self.tried.emit(self.typed.words())

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            "Save the recovery sheet",
            str(files_folder() / "recovery sheet.pdf"),  # its owner's: not where others may look
            "PDF (*.pdf)",
        )
        if not name:
            return
        path = Path(name)
        write_recovery_sheet(
            body_name="Partnership Audit",
            words=self.sheet.words,
            identity=self.sheet.identity,
            fingerprint=self.sheet.fingerprint,
            made=self._made,
            target=path,
        )
        self.saved.set_text(
            f"The sheet is in “{path.name}”.", "Print it, then delete the file and empty the bin."
        )
        self.saved.show()


def _words(words: tuple[str, ...]) -> QWidget:
    card = Card()
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.S)
    rows = -(-len(words) // _COLUMNS)
    for place, word in enumerate(words):
        column, row = divmod(place, rows)
        grid.addWidget(caption(f"{place + 1}"), row, 2 * column)
        grid.addWidget(strong_text(word), row, 2 * column + 1)
        grid.setColumnStretch(2 * column + 1, 1)
    card.body.addLayout(grid)
    return card
