"""The audit tools: the partnership's own, and those that came with the program."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.changes import Topic
from app.reports.wording import plural
from app.services.tool_library import OnShelf
from app.toolfiles.exchange import TOML, XLSFORM
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.tools.deeds import ToolDeeds, look_up
from app.ui.pages.partnership.tools.wording import shelf_line
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Button, Kind, primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint, section_title
from app.ui.widgets.menus import Menu
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card
from app.ui.widgets.task_list import Task, TaskRow

_ROOM_FOR_WORD = 480


class ToolsRoom(Room):
    """The library. A row opens a tool; its options copy, compare, write out, remove."""

    concerns: ClassVar = frozenset({Topic.TOOLS, Topic.AUDITS, Topic.SET_UPS})
    of_one_audit: ClassVar = False

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Audit tools")
        self.shelf: tuple[OnShelf, ...] = ()
        self.rows: list[ToolRow] = []
        self.deeds = ToolDeeds(self)
        self.new = primary_button("New audit tool…", icon="plus")
        self.new.clicked.connect(self.deeds.begin)
        self.bring_in = secondary_button("Bring in from a file…", icon="download")
        self.bring_in.clicked.connect(self.deeds.bring_in)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=Space.M, row_gap=Space.S)
        flow.addWidget(self.new)
        flow.addWidget(self.bring_in)
        self.add(buttons)
        self._own, self._shipped = Slot(gap=Space.M), Slot(gap=Space.M)
        self.add(section_title("Your tools"), gap_before=Space.S)
        self.add(self._own)
        self.add(section_title("Tools that come with the program"), gap_before=Space.S)
        self.add(self._shipped)
        self.end()

    def focus_first(self) -> None:
        self.rows[0].row.setFocus() if self.rows else self.new.setFocus()

    def look(self) -> None:
        super().look()
        self.read(partial(look_up, self), self._show)

    def _show(self, shelf: tuple[OnShelf, ...]) -> None:
        self.shelf = shelf
        own = [each for each in shelf if not each.shipped]
        shipped = [each for each in shelf if each.shipped]
        tools = len({each.name.id for each in own})
        self.sentence.setText(
            f"{plural(tools, 'tool')} of your own, and {len(shipped)} to start from. "
            "One that an audit asks with stays as it is; a change makes its next version."
        )
        self.rows = []
        if own:
            self._own.put(self._card(own))
        else:
            self._own.put(hint("None yet. Copy one of those below, or begin a new one."))
        self._shipped.put(self._card(shipped))
        self.say(f"{plural(len(own), 'version')} in the library")

    def _card(self, shelf: Sequence[OnShelf]) -> Card:
        card = Card(padding=0)
        card.body.setContentsMargins(0, 0, 0, 0)
        card.body.setSpacing(0)
        for at, each in enumerate(shelf):
            row = ToolRow(each)
            row.opened.connect(partial(self.deeds.open, each.name))
            row.menu_asked.connect(partial(self._menu, row))
            row.stepped.connect(partial(self._step, row))
            if at:
                card.body.addWidget(Rule())
            card.body.addWidget(row)
            self.rows.append(row)
        return card

    def _step(self, row: ToolRow, way: int) -> None:
        at = self.rows.index(row) + way
        if 0 <= at < len(self.rows):
            self.rows[at].row.setFocus(Qt.FocusReason.TabFocusReason)

    def menu(self, shelf: OnShelf) -> Menu:
        """What can be done with a tool."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        deeds, others = self.deeds, self.shelf
        menu.add(
            "Look at it" if shelf.is_frozen else "Open",
            partial(deeds.open, shelf.name),
            icon="open",
        )
        if shelf.audits and not shelf.shipped:
            menu.add("Change it as the next version", partial(self._change, shelf), icon="edit")
        menu.add("Copy…", partial(deeds.copy, shelf), icon="copy")
        menu.add("Compare with…", partial(deeds.compare, shelf, others), enabled=len(others) > 1)
        menu.addSeparator()
        menu.add(
            "Write as a spreadsheet form…",
            partial(deeds.write_out, shelf, XLSFORM),
            icon="document",
        )
        menu.add("Write as a tool file…", partial(deeds.write_out, shelf, TOML), icon="document")
        if not shelf.is_frozen:
            menu.addSeparator()
            menu.add("Remove…", partial(deeds.drop, shelf), icon="bin")
        return menu

    def _change(self, shelf: OnShelf) -> None:
        self.deeds.change_as_version(shelf.name, over=False)

    def _menu(self, row: ToolRow, point: QPoint) -> None:
        self.menu(row.shelf).popup(point)


class ToolRow(QWidget):
    """The row of one version. ``opened``; ``menu_asked(point)``; ``stepped(way)`` by the arrows."""

    opened = Signal()
    menu_asked = Signal(QPoint)
    stepped = Signal(int)

    def __init__(self, shelf: OnShelf) -> None:
        super().__init__()
        self.shelf = shelf
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, Space.M, 0)
        row.setSpacing(0)
        status, icon = ("frozen", "lock") if shelf.audits else ("", "")
        task = Task(shelf.name.id, shelf.title, shelf_line(shelf), status, Tone.SECONDARY, icon)
        self.row = TaskRow(task, first=True)
        self.row.clicked.connect(self.opened)
        self.row.installEventFilter(self)
        row.addWidget(self.row, 1)
        self.more = Button("Options", Kind.BAR, icon="chevron-down", icon_after=True)
        self.more.setAccessibleName(f"Options for {shelf.title}, version {shelf.name.version}")
        self.more.clicked.connect(self._ask_menu)
        row.addWidget(self.more)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: self.menu_asked.emit(self.mapToGlobal(at))
        )

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where the text is large and the window small, the arrow stands for the word.
        self.more.setText("Options" if self.width() >= theme().px(_ROOM_FOR_WORD) else "")

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if way is not None:
                self.stepped.emit(way)
                return True
            if event.key() == Qt.Key.Key_Right:
                self.more.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)
