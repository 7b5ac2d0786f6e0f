"""The table of the case list: written in as a spreadsheet is, with what is wrong at its cell."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QTableView, QWidget

from app.domain.case_list import CaseColumn
from app.ui.models.case_list_model import COLUMNS, CaseListModel, Index
from app.ui.pages.partnership.set_up.case_cell import ENDINGS, ENTER, PAD, ROW, CaseCells
from app.ui.theme.current import theme
from app.ui.theme.tokens import Size
from app.ui.widgets.grid_table import GridTable
from app.ui.widgets.menus import Menu
from app.ui.widgets.text_layout import text_width

_LEAST_ROWS = 4  # the box for a pen picture has room in it
_MOST_ROWS = 12
_LEAST = {
    CaseColumn.LABEL: "Case AA",
    CaseColumn.UIN: "CE-2018/0412 Write it",
    CaseColumn.INITIALS: "unborn baby (S) xxx",
    CaseColumn.PEN_PICTURE: "A girl of ten, living with her mother and brother",
}


class CaseTable(GridTable):
    """Arrows go about; typing, F2 or Return writes; Tab and Return move on; Delete empties.

    ``pasted(text)`` for cells from a spreadsheet, ``remove_asked`` on Ctrl+Delete, ``undone`` after
    Ctrl+Z.
    """

    pasted = Signal(str)
    remove_asked = Signal()
    undone = Signal()

    def __init__(self, model: CaseListModel) -> None:
        super().__init__("Case list")
        self._model = model
        self.delegate = CaseCells(self)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        trigger = QTableView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)
        self.setModel(model)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)
        self.setAccessibleDescription(
            "Type to write in a cell. Tab and Return move on. Ctrl+V pastes cells from Excel."
        )

    def is_fixed(self, index: Index) -> bool:
        """Whether a cell can't be written in."""
        return not self._model.flags(index) & Qt.ItemFlag.ItemIsEditable

    def selected_rows(self) -> list[int]:
        """The rows in which something is selected, but the empty one."""
        rows = {index.row() for index in self.selectedIndexes()}
        return sorted(row for row in rows if row < len(self._model.rows))

    def go_to(self, row: int, column: CaseColumn = CaseColumn.UIN, *, write: bool = False) -> None:
        """Put the keyboard into a cell; ``write`` opens it."""
        index = self._model.index(min(row, self._model.rowCount() - 1), COLUMNS.index(column))
        self.setFocus()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if write and not self.is_fixed(index):
            self.edit(index)

    # --- room ------------------------------------------------------------------------------------

    def fit(self, *_: object) -> None:
        if self.model() is None or not hasattr(self, "delegate"):
            return
        now = theme()
        font = now.font(Size.BODY, tabular=True)
        least = [text_width(_LEAST[column], font) + 2 * PAD for column in COLUMNS]
        spare = max(self.viewport().width() - sum(least), 0)
        share = min(spare // 6, now.px(70))
        extra = (0, share, share, spare - 2 * share)
        widths = [width + more for width, more in zip(least, extra, strict=True)]
        for at, width in enumerate(widths):
            self.horizontalHeader().resizeSection(at, width)
        rows = self.verticalHeader()
        usual = now.px(ROW)
        total = usual * self._model.rowCount()
        faulty = {fault.row for fault in self._model.faults}
        for row in range(self._model.rowCount()):
            high = usual
            if row in faulty:
                cells = (self._model.index(row, at) for at in range(len(COLUMNS)))
                high = max(
                    self.delegate.height(cell, width)
                    for cell, width in zip(cells, widths, strict=True)
                )
                total += high - usual
            if rows.sectionSize(row) != high:
                rows.resizeSection(row, high)
        bar = self.horizontalScrollBar().sizeHint().height()
        bar = bar if sum(widths) > self.viewport().width() else 0
        self._content = self.horizontalHeader().height() + total + bar + 2 * self.frameWidth()
        head = self.horizontalHeader().height()
        wanted = max(self._content, head + _LEAST_ROWS * usual + 2 * self.frameWidth())
        wanted = min(wanted, head + _MOST_ROWS * usual)
        if self.height() != wanted or self.maximumHeight() != wanted:
            self.setFixedHeight(wanted)
        self.updateGeometry()

    # --- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        here = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        elif event.key() == Qt.Key.Key_Delete and control:
            self.remove_asked.emit()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._model.clear(self.selectedIndexes())
        elif event.key() in {*ENTER, Qt.Key.Key_Space} and here.isValid():
            if not self.is_fixed(here):
                self.edit(here)
        elif event.key() == Qt.Key.Key_Escape or (control and event.key() != Qt.Key.Key_A):
            # Escape leaves the page, Ctrl+1 the room: neither is for a cell.
            self._pass_on(event)
        else:
            QTableView.keyPressEvent(self, event)
            self.viewport().update()

    def _pass_on(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Home, Qt.Key.Key_End, *range(Qt.Key.Key_Left, Qt.Key.Key_Down + 1)}
        if event.key() in moves:
            QTableView.keyPressEvent(self, event)
        else:
            event.ignore()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        row, at = self.currentIndex().row(), self.currentIndex().column()
        super().closeEditor(editor, ENDINGS.NoHint)
        if hint == ENDINGS.SubmitModelCache:
            self.go_to(row + 1, COLUMNS[at])
        elif hint in {ENDINGS.EditNextItem, ENDINGS.EditPreviousItem}:
            forth = hint == ENDINGS.EditNextItem
            # Not now: Qt is still busy with the box that closes.
            QTimer.singleShot(0, self, partial(self._move_on, row, at, forth=forth))

    def _move_on(self, row: int, at: int, *, forth: bool) -> None:
        """The next cell to write in. Letters come by themselves and are passed over."""
        at += 1 if forth else -1
        if at >= len(COLUMNS):
            row, at = row + 1, 1
        elif at < 1:
            row, at = row - 1, len(COLUMNS) - 1
        if 0 <= row < self._model.rowCount():
            self.go_to(row, COLUMNS[at], write=True)
        else:
            self.focusNextPrevChild(forth)

    def _menu_at(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        if index not in self.selectedIndexes():
            self.setCurrentIndex(index)
        rows = self.selected_rows()
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        write = partial(self.go_to, index.row(), COLUMNS[index.column()], write=True)
        menu.add("Write here", write, icon="edit", enabled=not self.is_fixed(index))
        menu.add("Copy", self._copy, icon="copy")
        menu.add("Paste", self._paste, icon="document")
        words = "Remove the cases" if len(rows) > 1 else "Remove the case"
        menu.add(words, self.remove_asked.emit, icon="bin", enabled=bool(rows))
        menu.add("Undo", self._undo, icon="undo", enabled=self._model.can_undo)
        menu.popup(self.viewport().mapToGlobal(at))

    def _paste(self) -> None:
        self.pasted.emit(QGuiApplication.clipboard().text(QClipboard.Mode.Clipboard))

    def _undo(self) -> None:
        if self._model.undo():
            self.undone.emit()

    def _copy(self) -> None:
        cells = {(i.row(), i.column()): str(i.data() or "") for i in self.selectedIndexes()}
        if not cells:
            return
        rows, columns = ({key[side] for key in cells} for side in (0, 1))
        lines = ("\t".join(cells.get((r, c), "") for c in sorted(columns)) for r in sorted(rows))
        QGuiApplication.clipboard().setText("\n".join(lines))
