"""The tracker: who has sent what, who is late, and the way to each return."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPoint, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication

from app.analysis.tracking import CellState, Overdue
from app.domain.changes import Topic
from app.ui.models.tracker_model import TrackerModel
from app.ui.pages.partnership.reading import Standing
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.wording import (
    brought_in,
    reminder,
    what_is_late,
    where_it_stands,
    who_is_late,
)
from app.ui.theme.current import theme
from app.ui.theme.tokens import Size, Space, Tone, Weight
from app.ui.widgets.banner import Banner
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.grid_table import GridTable
from app.ui.widgets.menus import Menu
from app.ui.widgets.surfaces import Stat
from app.ui.widgets.text_layout import text_width

_LEAST_ROWS = 8
_PAD = 14


class TrackerTable(GridTable):
    """A grid that scrolls inside itself when it is long, so that its headers stay in sight."""

    def __init__(self) -> None:
        super().__init__("Returns by case and agency", row_headers=True, corner="Case")

        self.horizontalHeader().setResizeContentsPrecision(30)

    def fit(self, *_: object) -> None:
        """Break the names of agencies over two lines where one line each has no room."""
        model, header = self.model(), self.horizontalHeader()
        if isinstance(model, TrackerModel):
            broken = self._wanted(model) > self.viewport().width()
            model.break_names(broken)
            high = theme().px(64 if broken else 44)
            if header.height() != high:
                header.setFixedHeight(high)
                header.resize(header.width(), high)
        super().fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def _wanted(self, model: TrackerModel) -> int:
        """How wide the columns are with each name on one line."""
        font = theme().font(Size.BODY, Weight.STRONG)
        return sum(
            max(self.sizeHintForColumn(at), text_width(name, font) + 2 * _PAD)
            for at, name in enumerate(model.names())
        )

    def sizeHint(self) -> QSize:
        now, wanted = theme(), super().sizeHint()
        limit = now.px(44) + _LEAST_ROWS * now.px(46)
        return QSize(wanted.width(), min(wanted.height(), limit))


class TrackerRoom(Room):
    """The grid, the numbers over it, and the next sensible thing to do."""

    concerns: ClassVar = frozenset({Topic.AUDITS, Topic.PACKS, Topic.RETURNS, Topic.LETTERS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Tracker", wide=True, gap=Space.L)
        self._standing: Standing | None = None
        self.stats = FlowLayout(gap=36, row_gap=8)
        self.stat = {
            key: Stat("0", word)
            for key, word in (
                ("received", "received"),
                ("nil", "not known (nil)"),
                ("missing", "not yet in"),
                ("late", "overdue"),
            )
        }
        for stat in self.stat.values():
            self.stats.addWidget(stat)
        self.add(self.stats)
        self.attention = Slot()
        self.add(self.attention)
        self.table = TrackerTable()
        self.model = TrackerModel(self)
        self.table.setModel(self.model)
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1000)
        self.body.addStretch(1)

    def focus_first(self) -> None:
        self.table.setFocus()

    def look(self) -> None:
        super().look()
        self.read_standing(self._show)

    def _show(self, standing: Standing) -> None:
        first = self._standing is None
        self._standing = standing
        tracker = standing.tracker
        late = tracker.count(CellState.OVERDUE)
        self.sentence.setText(where_it_stands(standing))
        self._count("received", tracker.count(CellState.RECEIVED), "received")
        self._count("nil", tracker.count(CellState.NIL), "not known (nil)")
        self._count("missing", tracker.count(CellState.EXPECTED), "not yet in")
        self._count("late", late, "overdue")
        # Nothing is both overdue and not yet due: one of the two numbers says it.
        self.stat["missing"].setVisible(not late and bool(tracker.returns.missing))
        self.stat["late"].setVisible(bool(late))
        self._show_attention(standing, tracker.overdue())
        self.model.set_tracker(tracker)
        if first:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.say(brought_in(standing), "Return opens a return")

    def _count(self, key: str, number: int, word: str) -> None:
        tone = Tone.ATTENTION if key == "late" and number else Tone.TEXT
        self.stat[key].set(str(number), word, tone)

    def _show_attention(self, standing: Standing, late: tuple[Overdue, ...]) -> None:
        if not standing.issued:
            banner = Banner(
                Tone.ACCENT,
                "The packs have not been issued yet.",
                "Agencies can answer once each has its pack.",
                action="Issue packs",
            )
            banner.acted.connect(lambda: self.floor.go("cases"))
        elif late:
            banner = Banner(
                Tone.ATTENTION, who_is_late(late), what_is_late(late), action="Copy a reminder"
            )
            banner.acted.connect(lambda: self._remind(banner, late))
        elif not standing.tracker.returns.missing:
            banner = Banner(Tone.GOOD, "Every return is in.", action="See the findings")
            banner.acted.connect(lambda: self.floor.go("findings"))
        else:
            self.attention.put()
            return
        self.attention.put(banner)

    def _remind(self, banner: Banner, late: tuple[Overdue, ...]) -> None:
        if len(late) == 1:
            self._copy(banner, late[0])
            return
        menu = Menu(self)
        for one in late:
            menu.add(f"For {one.agency.name}", partial(self._copy, banner, one), icon="copy")
        menu.aboutToHide.connect(menu.deleteLater)
        if banner.button is not None:
            menu.popup(banner.button.mapToGlobal(QPoint(0, banner.button.height() + 2)))

    def _copy(self, banner: Banner, one: Overdue) -> None:
        """The message, for pasting into whatever mail program there is."""
        if self._standing is None:
            return
        QApplication.clipboard().setText(reminder(self._standing.audit, one))
        to = f" to {one.agency.email}" if one.agency.email else ""
        banner.set_text(
            banner.sentence.text(),
            f"The reminder for {one.agency.name} is copied: paste it into an e-mail{to}.",
        )

    def _open(self, index: QModelIndex) -> None:
        place = self.model.place(index)
        if place is None or self._standing is None:
            return
        case, agency = place
        cell = self._standing.tracker.cell(case.uin, agency.id)
        if cell.is_in:
            self.floor.open(ReturnPage(self.floor, case.uin, agency.id, back="Tracker"))
        else:
            self.say(f"{agency.name} has sent nothing on case {case.label} yet")
