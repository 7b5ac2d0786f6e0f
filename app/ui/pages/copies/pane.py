"""The list of copies of an open desk: make one now, see where they are, put one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import PartnershipAuditError
from app.services.keep_copies import Copied, KeptCopy, copy_now, kept_copies, lines_since
from app.storage import copies_folder
from app.ui.messages import confirm, show_error
from app.ui.outside import show_outside
from app.ui.pages.copies.copy_list import CopyList
from app.ui.pages.copies.wording import lines_since as lines_words
from app.ui.pages.copies.wording import moment_of
from app.ui.pages.slot import Slot
from app.ui.session import Session
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint, section_title

ABOUT = (
    "A copy is made by itself each day that this desk is open, while you work. It is encrypted as "
    "the desk is, and lies beside it. Older ones are taken away: the last of each day is kept for "
    "two weeks, of each week for two months, of each month for a year."
)
ELSEWHERE = (
    "If this computer is lost its copies are lost with it. Ask your IT department to include the "
    "folder in what they keep elsewhere: nobody can read it without what opens the desk."
)


class CopiesPane(QWidget):
    """Reads and shows the copies; asks the session to put one back."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addWidget(hint(ABOUT))
        column.addWidget(hint(ELSEWHERE))
        self.told = Slot()
        column.addWidget(self.told)
        self.make = primary_button("Make a copy now", icon="copy")
        self.make.clicked.connect(self._make)
        self.folder = secondary_button("Show the folder", icon="folder")
        self.folder.clicked.connect(self._show_folder)
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.make)
        row.addWidget(self.folder)
        column.addLayout(row)
        column.addSpacing(Space.S)
        column.addWidget(section_title("The copies that there are"))
        column.addWidget(hint("Choose one to put it back. You are asked before anything is done."))
        self.copies = CopyList()
        self.copies.chosen.connect(self._chosen)
        column.addWidget(self.copies)
        column.addSpacing(Space.S)
        column.addWidget(section_title("If something can’t be read"))
        column.addWidget(
            hint(
                "Where the program says that this desk is damaged and no copy is new enough, what "
                "can still be read is put into a sound desk. You are told what was lost."
            )
        )
        self.rescue = secondary_button("Rescue what can be read")
        self.rescue.clicked.connect(self._rescue)
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.rescue)
        column.addLayout(row)

    def look(self) -> None:
        """Read again which copies there are."""
        folder = self._session.workspace.folder
        self._session.read(lambda: kept_copies(folder), self._show, failed=self._failed, owner=self)

    def _show(self, copies: Sequence[KeptCopy]) -> None:
        shown = self.copies.rows
        had_focus = shown is not None and shown.isAncestorOf(self.focusWidget() or self)
        self.copies.show_copies(copies, self._session.context.clock().astimezone().date())
        if had_focus:
            (self.copies.first() or self.make).setFocus()

    def _make(self) -> None:
        workspace = self._session.workspace
        self.make.setEnabled(False)
        self._session.work(
            lambda _work: copy_now(workspace), done=self._made, failed=self._not_made, owner=self
        )

    def _made(self, copied: Copied) -> None:
        self.make.setEnabled(True)
        self.make.setFocus()
        self.told.put(Banner(Tone.GOOD, "A copy was made, and every page of it was read."))
        self._session.tell(copied.changes)
        self.look()

    def _not_made(self, error: PartnershipAuditError) -> None:
        self.make.setEnabled(True)
        self.make.setFocus()
        self.told.put_error(error)

    def _show_folder(self) -> None:
        show_outside(copies_folder(self._session.workspace.folder), self.window())

    def _chosen(self, kept: KeptCopy) -> None:
        workspace = self._session.workspace
        self._session.read(
            lambda: lines_since(workspace, kept.copy),
            lambda lines: self._ask(kept, lines),
            failed=self._failed,
            owner=self,
        )

    def _ask(self, kept: KeptCopy, lines: int) -> None:
        today = self._session.context.clock().astimezone().date()
        agreed = confirm(
            self.window(),
            f"Put this copy back: {moment_of(kept.copy.at, today)}?",
            f"{lines_words(lines)} The desk closes, and you are asked for what opened it when the "
            "copy was made. The copy is tried first. The files of now are set aside, so that you "
            "can go back to them.",
            action="Close the desk and go on",
            danger=True,
        )
        if agreed:
            self._session.mending_asked.emit(kept)

    def _rescue(self) -> None:
        agreed = confirm(
            self.window(),
            "Rescue what can be read of this desk?",
            "The desk closes, and you are asked for what opens it. Its files of now are set aside "
            "first. A sound desk is as it was afterwards.",
            action="Close the desk and go on",
            danger=True,
        )
        if agreed:
            self._session.mending_asked.emit(None)

    def _failed(self, error: PartnershipAuditError) -> None:
        show_error(self.window(), error)
