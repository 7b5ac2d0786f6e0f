"""The watch list of a case: names and places that the guard is to look for besides its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.anonymity import WatchEntry, parse_watch_list
from app.domain.changes import Changes
from app.errors import PartnershipAuditError
from app.services.guard import Guarding, guard_of, keep_watch_list
from app.ui.frame import MainWindow
from app.ui.interview.wording import case_title
from app.ui.messages import Sheet, show_error
from app.ui.pages.agency.overview import AuditView
from app.ui.session import Session
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Kind
from app.ui.widgets.choices import Group
from app.ui.widgets.fields import check_box
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import caption, hint, strong_text

_INSET = 30
_RING = 6  # room for the ring around what has the keyboard
_LEAST = 160  # pixels, of which something can be seen while the rest scrolls


class WatchListSheet(Sheet):
    """A line for each entry, and the words that were said to identify nobody.

    ``entries`` is what stands in the box, ``marked_again`` the words whose tick was taken away.
    """

    def __init__(self, parent: QWidget | None, title: str, known: Guarding) -> None:
        super().__init__(
            parent,
            f"What to look for in {title}",
            "Names and nicknames of the family, their address, the school, the workers: wherever "
            "one of them stands in the form, it is underlined. The list stays encrypted on this "
            "computer and is never sent.",
            tone=Tone.ACCENT,
        )
        self.ticks: dict[str, QCheckBox] = {}
        self.box = GrowingText(
            "Watch list",
            hint="One on each line. “school: Hillside” says what it is, if you like.",
            value="\n".join(map(_line, known.watch_list)),
            least_lines=4 if known.waved else 6,
        )
        self.box.box.textChanged.connect(self.fit)
        self._content = QWidget()
        self._content.setObjectName("reading")
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(_RING, _RING, _RING, _RING)
        self._column.setSpacing(Space.S)
        self._column.addWidget(self.box)
        self._area = _area(self._content)
        self._put_below(self._area)
        if known.waved:
            self._let_pass(known)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.save = self.add_button("Save", Kind.PRIMARY, default=True)
        self.save.clicked.connect(self.accept)
        self.box.setFocus()

    def _let_pass(self, known: Guarding) -> None:
        """The words that are not marked any more, with the reasons."""
        self._column.addSpacing(Space.M)
        self._column.addWidget(strong_text("Words that identify nobody"))
        said = "You said so, and why. Take a tick away to have the words marked again."
        self._column.addWidget(hint(said))
        rows = Group("Words that identify nobody")
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for words, reason in known.waved.items():
            row = QVBoxLayout()
            row.setSpacing(0)
            tick = self.ticks[words] = check_box(f"“{words}”", checked=True)
            tick.setAccessibleDescription(reason)
            row.addWidget(tick)
            why = QVBoxLayout()
            why.setContentsMargins(theme().px(_INSET), 0, 0, Space.XS)
            why.addWidget(caption(reason))
            row.addLayout(why)
            column.addLayout(row)
        self._column.addWidget(rows)

    def fit(self) -> None:
        """Be as high as what is in it; what the screen has no room for is scrolled to."""
        self._area.setFixedHeight(theme().px(_LEAST))
        super().fit()
        inside = self.width() - 2 * (Space.XL - _RING)
        whole = self._column.heightForWidth(inside)
        if whole < 0:
            whole = self._column.sizeHint().height()
        room = self.screen().availableGeometry().height() - Space.HUGE
        spare = max(room - self.height(), 0)
        self._area.setFixedHeight(min(whole, theme().px(_LEAST) + spare))
        super().fit()

    def _put_below(self, area: QWidget) -> None:
        """Put the area under the words, a ring's breadth wider than they are."""
        outer = self.layout()
        if not isinstance(outer, QVBoxLayout):
            return
        edges = outer.contentsMargins()
        outer.setContentsMargins(
            edges.left() - _RING, edges.top(), edges.right() - _RING, edges.bottom()
        )
        outer.setSpacing(Space.M)
        for at in range(outer.count()):
            inner = outer.itemAt(at)
            row = inner.layout() if inner is not None else None
            if row is not None:
                row.setContentsMargins(_RING, 0, _RING, 0)
        outer.insertWidget(1, area)

    def entries(self) -> tuple[WatchEntry, ...]:
        """What stands in the box."""
        return parse_watch_list(self.box.value())

    def marked_again(self) -> tuple[str, ...]:
        """The words that are to be marked again."""
        return tuple(words for words, tick in self.ticks.items() if not tick.isChecked())


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
        sheet = WatchListSheet(self._window, title, known)
        sheet.fit()
        accepted = sheet.exec() == QDialog.DialogCode.Accepted
        entries, again = sheet.entries(), sheet.marked_again()
        sheet.deleteLater()
        workspace = self._session.workspace
        if accepted and (entries != known.watch_list or again):
            self._session.write(
                partial(keep_watch_list, workspace, view.audit.id, uin, entries, again),
                partial(self._saved, title, entries, again),
                failed=self._failed,
                owner=self,
            )

    def _saved(
        self, title: str, entries: Sequence[WatchEntry], again: Sequence[str], _changes: Changes
    ) -> None:
        lines = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
        named = ", ".join(f"“{words}”" for words in again)
        are = "are" if len(again) > 1 else "is"
        words = f"{named} {are} marked again. " if again else ""
        self.told.emit(
            f"The watch list of {title} has {lines}.",
            f"{words}Wherever an entry stands in the form, it is underlined. The list is never "
            "sent.",
        )

    def _failed(self, error: PartnershipAuditError) -> None:
        show_error(self._window, error)


def _area(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area


def _line(entry: WatchEntry) -> str:
    return f"{entry.kind}: {entry.value}" if entry.kind else entry.value
