"""The watch list of a case: names and places that the guard is to look for besides its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.anonymity import WatchEntry, parse_watch_list
from app.domain.changes import Changes
from app.errors import PartnershipAuditError
from app.services.guard import Guarding, guard_of, keep_watch_list
from app.ui.frame import MainWindow
from app.ui.interview.wording import case_title
from app.ui.messages import Sheet, show_error
from app.ui.pages.agency.overview import AuditView
from app.ui.session import Session
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Kind
from app.ui.widgets.growing_text import GrowingText


class WatchListSheet(Sheet):
    """A line for each entry. ``entries`` is what stands in the box."""

    def __init__(self, parent: QWidget | None, title: str, known: tuple[WatchEntry, ...]) -> None:
        super().__init__(
            parent,
            f"What to look for in {title}",
            "Names and nicknames of the family, their address, the school, the workers: wherever "
            "one of them stands in the form, it is underlined. The list stays encrypted on this "
            "computer and is never sent.",
            tone=Tone.ACCENT,
        )
        self.box = GrowingText(
            "Watch list",
            hint="One on each line. “school: Hillside” says what it is, if you like.",
            value="\n".join(map(_line, known)),
            least_lines=6,
        )
        self.box.box.textChanged.connect(self.fit)
        self.body.addSpacing(Space.S)
        self.body.addWidget(self.box)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.save = self.add_button("Save the list", Kind.PRIMARY, default=True)
        self.save.clicked.connect(self.accept)
        self.box.setFocus()

    def entries(self) -> tuple[WatchEntry, ...]:
        """What stands in the box."""
        return parse_watch_list(self.box.value())


class WatchListRoom(QObject):
    """``told(sentence, text)`` when a list was saved."""

    told = Signal(str, str)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session

    def ask(self, view: AuditView, uin: str) -> None:
        """Show the list of a case, to be changed."""
        workspace, audit_id = self._session.workspace, view.audit.id
        self._session.read(
            partial(guard_of, workspace, audit_id, uin),
            partial(self._show, view, uin),
            failed=self._failed,
            owner=self,
        )

    def _show(self, view: AuditView, uin: str, known: Guarding) -> None:
        title = case_title(view.line(uin).form.case)
        sheet = WatchListSheet(self._window, title, known.watch_list)
        sheet.fit()
        accepted = sheet.exec() == QDialog.DialogCode.Accepted
        entries = sheet.entries()
        sheet.deleteLater()
        if accepted and entries != known.watch_list:
            self._session.write(
                partial(keep_watch_list, self._session.workspace, view.audit.id, uin, entries),
                partial(self._saved, title, len(entries)),
                failed=self._failed,
                owner=self,
            )

    def _saved(self, title: str, count: int, _changes: Changes) -> None:
        lines = "1 entry" if count == 1 else f"{count} entries"
        self.told.emit(
            f"The watch list of {title} has {lines}.",
            "Wherever one of them stands in the form, it is underlined. The list is never sent.",
        )

    def _failed(self, error: PartnershipAuditError) -> None:
        show_error(self._window, error)


def _line(entry: WatchEntry) -> str:
    return f"{entry.kind}: {entry.value}" if entry.kind else entry.value
