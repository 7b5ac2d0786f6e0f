"""The pages of putting a copy back: what opens it, and that it is in place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal

from app.errors import PartnershipAuditError, WrongPassphraseError, WrongRecoveryWordsError
from app.services.keep_copies import KeptCopy
from app.ui.messages import first_sentence
from app.ui.outside import show_outside
from app.ui.pages.copies.opening import Opening
from app.ui.pages.copies.wording import moment_of, size_of
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, hint, page_title
from app.ui.widgets.surfaces import ReadingColumn


class AskPage(ReadingColumn):
    """Asks for what opens something, and does one thing with it: ``tried(Given)`` or ``left``."""

    tried = Signal(object)
    left = Signal()

    def __init__(self, title: str, opening: Opening, action: str, leave: str, wait: str) -> None:
        super().__init__()
        self.add(page_title(title))
        self.opening = opening
        self.failure = Banner(Tone.PROBLEM, "")
        self.failure.hide()
        self.waiting = IconLine("clock", wait, Tone.SECONDARY)
        self.waiting.hide()
        self.act = primary_button(action)
        self.act.clicked.connect(self._try)
        opening.entered.connect(self._try)
        self.leave = secondary_button(leave)
        self.leave.clicked.connect(self.left)
        self.setFocusProxy(opening.first_control() if opening.is_typed else self.act)

    def finish(self) -> None:
        """Put the fields and buttons below what was said."""
        self.add(self.opening, gap_before=Space.S)
        self.add(self.failure)
        self.add(self.waiting)
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.act)
        row.addWidget(self.leave)
        self.add(row, gap_before=Space.S)
        self.end()

    def set_busy(self, busy: bool) -> None:
        """While it is done nothing else can be tried."""
        self.failure.hide()
        self.waiting.setVisible(busy)
        for control in (self.act, self.leave, self.opening):
            control.setEnabled(not busy)

    def fail(self, error: PartnershipAuditError) -> None:
        """Say why nothing was done, and let it be tried again."""
        self.set_busy(False)
        self.failure.set_text(*first_sentence(error.sentence))
        self.failure.show()
        if isinstance(error, WrongPassphraseError | WrongRecoveryWordsError):
            self.opening.focus_again()
        else:
            self.leave.setFocus()

    def _try(self) -> None:
        given = self.opening.given()
        if given is not None and self.act.isEnabled():
            self.tried.emit(given)


class PutBackPage(AskPage):
    """Asks for what opens the copy."""

    def __init__(self, kept: KeptCopy, today: date) -> None:
        super().__init__(
            "Put a copy back",
            Opening(kept.ways, "Passphrase of that time"),
            "Put this copy back",
            "Leave everything as it is",
            "The copy is tried, page by page. This can take a minute.",
        )
        copy = kept.copy
        self.add(body_text(f"The copy: {moment_of(copy.at, today)} ({size_of(copy.size)})."))
        self.add(
            hint(
                "It opens with what opened the desk at that time. If you have changed the "
                "passphrase since, or made a new recovery sheet, use the earlier one."
            )
        )
        self.add(
            hint(
                "The copy is tried first. Then it takes the place of what is in this desk now, "
                "and the files of now are set aside. Nothing is deleted."
            )
        )
        self.finish()


class PutBackDonePage(ReadingColumn):
    """``opened`` to go on in the desk."""

    opened = Signal()

    def __init__(self, kept: KeptCopy, aside: Path, today: date) -> None:
        super().__init__()
        self.add(page_title("The copy is in place"))
        self.add(
            Banner(
                Tone.GOOD,
                f"Your desk is as it was: {moment_of(kept.copy.at, today)}.",
                "It opens with what opened it at that time.",
            )
        )
        self.add(
            body_text(
                "The files from before are set aside, still encrypted, in a folder beside the "
                "copies:"
            )
        )
        self.add(body_text(str(aside), selectable=True))
        self.add(
            hint(
                "Returns that came since the copy was made can be brought in again from their "
                "files. Keep the files that were set aside until you miss nothing."
            )
        )
        self.open = primary_button("Open the desk")
        self.open.clicked.connect(self.opened)
        self.folder = secondary_button("Show the folder", icon="folder")
        self.folder.clicked.connect(lambda: show_outside(aside, self))
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.open)
        row.addWidget(self.folder)
        self.add(row, gap_before=Space.S)
        self.end()
        self.setFocusProxy(self.open)
