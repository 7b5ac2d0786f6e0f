"""All audits: found, sorted, opened, copied, put away, kept for so long, held."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes, Topic
from app.domain.days import long_day
from app.reports.wording import plural
from app.services.keep_audits import (
    AllAudits,
    all_audits,
    archive_audit,
    bring_back_audit,
    hold_audit,
    retain_audit,
)
from app.ui.models.audits_model import SORTS, AuditLine, AuditsModel, lines_of
from app.ui.pages.partnership.audit_sheets import ask_hold, ask_retention
from app.ui.pages.partnership.destroy import DestroyPage
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.set_up import opening
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, primary_button, secondary_button
from app.ui.widgets.choices import group_box
from app.ui.widgets.fields import ChoiceField, LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.grid_table import GridTable
from app.ui.widgets.labels import body_text, hint, strong_text
from app.ui.widgets.menus import Menu
from app.ui.widgets.small import Pills

_MOST_ROWS = 10
_REMAINS = "Its certificate and its recommendations remain."
_WHICH = [("current", "Current"), ("archived", "Archived"), ("all", "All")]
Deed = tuple[str, str, Callable[[], None]]


class _Table(GridTable):
    """As high as ten rows; it scrolls inside itself when there are more."""

    def __init__(self) -> None:
        super().__init__("Audits", whole_rows=True)
        self.horizontalHeader().setResizeContentsPrecision(60)

    def sizeHint(self) -> QSize:
        now, wanted = theme(), super().sizeHint()
        return QSize(wanted.width(), min(wanted.height(), now.px(44) + _MOST_ROWS * now.px(46)))


class AuditsPage(Room):
    """One row for each audit, and what can be done with the chosen one below."""

    concerns: ClassVar = frozenset({Topic.AUDITS, Topic.SET_UPS, Topic.RETURNS, Topic.PACKS})
    of_one_audit: ClassVar = False

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "All audits", wide=True, back="Overview")
        self.begin = primary_button("Set up an audit", icon="plus")
        self.begin.clicked.connect(lambda: opening.begin(self))
        self.search = LineField("Find an audit", characters=32, longest=100)
        self.search.edited.connect(lambda text: self._ask(words=text))
        self.which = Pills(_WHICH, "Which audits")
        self.which.set_current("current")
        self.which.chosen.connect(lambda key: self._ask(which=key))
        self.sort = ChoiceField("Sorted", [(key, text) for key, (text, _) in SORTS.items()])
        self.sort.chosen.connect(lambda key: self._ask(sort=key))
        self._add_ways()
        self.note = Slot()
        self.add(self.note)
        self.model = AuditsModel(self)
        self.table = _Table()
        self.table.setModel(self.model)
        self.table.opened.connect(self._open)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu_at)
        chosen = self.table.selectionModel()
        chosen.currentRowChanged.connect(lambda *_: self._show_deeds())
        self.body.addWidget(self.table, 100)
        self.nothing = hint("")
        self.nothing.hide()
        self.add(self.nothing)
        self.deeds = Slot(gap=Space.M)
        self.add(self.deeds)
        self.end()

    def _add_ways(self) -> None:
        ways = FlowLayout(gap=Space.XL, row_gap=Space.M)
        ways.addWidget(self.search)
        ways.addWidget(self.sort)
        self.add(self.begin_row())
        self.add(ways)
        self.add(self.which)

    def begin_row(self) -> FlowLayout:
        """The one thing that begins anew."""
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.begin)
        return row

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.box.setFocus()

    def focus_first(self) -> None:
        (self.table if self.model.lines else self.begin).setFocus()

    def look(self) -> None:
        super().look()
        workspace, clock = self.session.workspace, self.session.context.clock
        self.read(lambda: all_audits(workspace, clock), self._show)

    def _show(self, found: AllAudits) -> None:
        here = self._line()
        self.model.set_all(lines_of(found))
        destroyed = sum(line.summary.destroyed is not None for line in found.audits)
        archived = sum(line.summary.archived is not None for line in found.audits) - destroyed
        current = len(found.audits) - archived - destroyed
        parts = [plural(current, "audit")]
        if found.set_ups:
            parts.append(f"{len(found.set_ups)} being set up")
        if archived:
            parts.append(f"{archived} archived")
        if destroyed:
            parts.append(f"{destroyed} destroyed")
        self.sentence.setText(", ".join(parts) + ".")
        near = found.nearly_over
        self.say(
            f"{plural(len(near), 'audit')} to look at: kept until a day within 30 days"
            if near
            else "Nothing is destroyed by itself"
        )
        self._point_at(here.id if here is not None else self.floor.audit_id)

    def _ask(self, *, words: str | None = None, which: str | None = None, sort: str = "") -> None:
        here = self._line()
        self.model.ask(words=words, which=which, sort=sort)
        self._point_at(here.id if here is not None else "")

    def _point_at(self, line_id: str) -> None:
        row = max(self.model.row_of(line_id), 0)
        if self.model.lines:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self.table.setVisible(bool(self.model.lines))
        self.nothing.setVisible(not self.model.lines)
        self.nothing.setText(
            "No audit has these words in its title or reference."
            if self.search.value().strip()
            else "There is no audit here yet."
        )
        self._show_deeds()

    def _line(self) -> AuditLine | None:
        row = self.table.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    # --- what can be done with one ---------------------------------------------------------------

    def _open(self, index: QModelIndex) -> None:
        line = self.model.lines[index.row()]
        if line.destroyed is not None:
            self.show_destroy(line)
        elif line.audit is not None:
            self.floor.show_audit(line.id)
        else:
            opening.go_on(self, line.id)

    def deeds_of(self, line: AuditLine) -> list[Deed]:
        """What can be done with a row: the words, the icon, the deed."""
        if line.audit is None:
            return [("Go on setting it up", "forward", lambda: opening.go_on(self, line.id))]
        if line.destroyed is not None:
            return [("Certificate of destruction", "document", lambda: self.show_destroy(line))]
        audit = line.audit.summary
        away = audit.archived is not None
        held = bool(audit.legal_hold)
        return [
            ("Open", "open", lambda: self.floor.show_audit(line.id)),
            ("Change the audit", "edit", lambda: opening.change(self, line.id)),
            ("Copy as a new audit", "copy", lambda: opening.begin(self, copy_of=line.id)),
            ("Bring back", "back", lambda: self.bring_back(line))
            if away
            else ("Archive", "folder", lambda: self.archive(line)),
            ("How long it is kept", "clock", lambda: self._retain(line)),
            ("End the legal hold", "lock", lambda: self._release(line))
            if held
            else ("Legal hold", "lock", lambda: self._hold(line)),
            ("Destroy", "close", lambda: self.show_destroy(line)),
        ]

    def show_destroy(self, line: AuditLine) -> None:
        """Say what goes and what stays before an audit is destroyed; after, its certificate."""
        self.floor.open(DestroyPage(self.floor, line.id))

    def _show_deeds(self) -> None:
        line = self._line()
        if line is None:
            self.deeds.put()
            return
        box = group_box(f"What can be done with {line.title}")
        flow = FlowLayout(box, gap=Space.S)
        for number, (words, icon, deed) in enumerate(self.deeds_of(line)):
            button: Button = secondary_button(words, icon=icon)
            button.clicked.connect(partial(_do, deed))
            button.setProperty("first", number == 0)
            flow.addWidget(button)
        parts: list[QWidget] = [strong_text(line.title)]
        if line.audit is not None and line.audit.summary.legal_hold:
            parts.append(body_text(f"Held: {line.audit.summary.legal_hold}"))
        if line.destroyed is not None:
            parts.append(body_text(f"Destroyed on {long_day(line.destroyed)}. {_REMAINS}"))
        self.deeds.put(*parts, box)

    def _menu_at(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if not index.isValid():
            return
        self.table.setCurrentIndex(index)
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, icon, deed in self.deeds_of(self.model.lines[index.row()]):
            menu.add(words, deed, icon=icon)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def archive(self, line: AuditLine) -> None:
        """Put an audit away, with a way back."""
        workspace, clock = self.session.workspace, self.session.context.clock
        self._write(
            lambda: archive_audit(workspace, line.id, clock),
            f"“{line.title}” is archived.",
            "It is not offered any more. Everything of it stays, and can be opened here.",
            lambda: bring_back_audit(workspace, line.id),
        )

    def bring_back(self, line: AuditLine) -> None:
        """Take an audit out of the archive, with a way back."""
        workspace, clock = self.session.workspace, self.session.context.clock
        self._write(
            lambda: bring_back_audit(workspace, line.id),
            f"“{line.title}” is back among the current audits.",
            "",
            lambda: archive_audit(workspace, line.id, clock),
        )

    def _retain(self, line: AuditLine) -> None:
        if line.audit is None:
            return
        before, workspace = line.audit.summary.retain_until, self.session.workspace
        agreed, until = ask_retention(self.window(), line.audit.summary)
        if agreed and until != before:
            self._write(
                lambda: retain_audit(workspace, line.id, until),
                f"How long “{line.title}” is kept was changed.",
                "",
                lambda: retain_audit(workspace, line.id, before),
            )

    def _hold(self, line: AuditLine) -> None:
        if line.audit is None:
            return
        reason = ask_hold(self.window(), line.audit.summary)
        workspace = self.session.workspace
        if reason:
            self._write(
                lambda: hold_audit(workspace, line.id, reason),
                f"“{line.title}” is held.",
                "Nothing of it may be destroyed until the hold is ended.",
                lambda: hold_audit(workspace, line.id, ""),
            )

    def _release(self, line: AuditLine) -> None:
        reason = line.audit.summary.legal_hold if line.audit is not None else ""
        workspace = self.session.workspace
        self._write(
            lambda: hold_audit(workspace, line.id, ""),
            f"“{line.title}” is not held any more.",
            "",
            lambda: hold_audit(workspace, line.id, reason),
        )

    def _write(
        self, do: Callable[[], Changes], sentence: str, text: str, undo: Callable[[], Changes]
    ) -> None:
        def done(_changes: Changes) -> None:
            banner = Banner(Tone.GOOD, sentence, text, action="Undo")
            banner.acted.connect(lambda: self._undo(undo))
            self.note.put(banner)

        self.session.write(do, done, failed=self.tell, owner=self)

    def _undo(self, undo: Callable[[], Changes]) -> None:
        self.note.put()
        self.table.setFocus()
        self.session.write(undo, failed=self.tell, owner=self)


def _do(deed: Callable[[], None], _checked: bool = False) -> None:
    deed()
