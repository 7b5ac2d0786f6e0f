"""The list behind both side panes: one stop for Tab, arrows within, Return or a click to go.

Where one *is* (the filled row) and where the keyboard is (the ring) are two things: arrows look
around without turning the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.focus_ring import OWN_FOCUS, draw_ring
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import RADIUS, Size, Tone, Weight
from app.ui.widgets.plain import visible
from app.ui.widgets.text_layout import lay_out, text_width

Index = QModelIndex | QPersistentModelIndex
_INSET = 12
_PAD = 10


@dataclass(frozen=True)
class NavRow:
    """One row: ``lead`` stands before the text in its own column ("Q6"), ``note`` at the end.

    ``widest`` is the longest that the note may become: room for it is kept from the beginning.
    """

    key: str
    text: str
    lead: str = ""
    note: str = ""
    widest: str = ""
    icon: str = ""
    tone: Tone = Tone.SECONDARY
    spoken: str = ""
    strong: bool = False
    indent: int = 0
    gap_before: int = 0


ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class NavModel(QAbstractListModel):
    """The rows, as Qt's views ask for them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[NavRow, ...] = ()

    def set_rows(self, rows: Sequence[NavRow]) -> None:
        """Show these rows; the same keys again only change in place."""
        new = tuple(rows)
        if [row.key for row in new] == [row.key for row in self.rows]:
            old, self.rows = self.rows, new
            for at, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(f"{row.lead} {row.text}".strip())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return visible(row.spoken or f"{row.lead} {row.text} {row.note}".strip())
        return row if role == ROW_ROLE else None


class _NavDelegate(QStyledItemDelegate):
    """Draws a row; long titles wrap, so that nothing is lost at 200 %."""

    def __init__(self, view: NavView) -> None:
        super().__init__(view)
        self._view = view

    def _columns(self, row: NavRow, width: int) -> tuple[int, int, int]:
        """Where the text begins, how wide it may be, and where the end column begins."""
        now = theme()
        left = _INSET + _PAD + now.px(row.indent)
        if row.lead:
            left += now.px(self._view.lead_width)
        right = width - _INSET - _PAD
        end = right
        if row.note or row.widest:
            notes = (visible(row.note), visible(row.widest))
            end = right - max(text_width(n, now.font(tabular=True)) for n in notes) - now.px(8)
        elif row.icon:
            end = right - now.px(16) - now.px(8)
        return left, max(end - left, now.px(60)), right

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        now = theme()
        row: NavRow = index.data(ROW_ROLE)
        width = max(self._view.viewport().width(), 120)
        _left, room, _right = self._columns(row, width)
        strong = row.strong or row.key == self._view.current_key()
        font = now.font(Size.BODY, Weight.STRONG if strong else Weight.REGULAR)
        text = lay_out(visible(row.text), font, room, 1.3)
        gap = now.px(row.gap_before)
        return QSize(width, max(now.px(32), text.height + now.px(12)) + gap)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, p = theme(), theme().palette
        row: NavRow = index.data(ROW_ROLE)
        here = row.key == self._view.current_key()
        rect = _pill(QRect(option.rect), row)
        state: QStyle.StateFlag = option.state
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here or hovered:
            # Where the system allows no soft fill, a line shows where one is.
            outlined = p.is_high_contrast and here
            painter.setPen(QPen(QColor(p.accent), 2) if outlined else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(p.accent_soft if here else p.hover))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        left, room, right = self._columns(row, self._view.viewport().width())
        strong = here or row.strong
        font = now.font(Size.BODY, Weight.STRONG if strong else Weight.REGULAR)
        quiet = row.indent > 0 and not here
        ink = now.color(Tone.ACCENT if here else Tone.SECONDARY if quiet else Tone.TEXT)
        text = lay_out(visible(row.text), font, room, 1.3)
        top = rect.top() + (rect.height() - text.height) / 2
        text.draw(painter, QPointF(left, top), ink)
        if row.lead:
            lead = lay_out(visible(row.lead), font, now.px(200), 1.3)
            at = QPointF(left - now.px(self._view.lead_width), top)
            lead.draw(painter, at, ink)
        middle = top + text.line_height / 2
        if row.note:
            note = lay_out(visible(row.note), now.font(tabular=True), now.px(400), 1.3)
            at = QPointF(right - note.width, middle - note.height / 2)
            note.draw(painter, at, now.color(Tone.ACCENT if here else Tone.SECONDARY))
        elif row.icon:
            edge = now.px(16)
            box = QRectF(right - edge, middle - edge / 2, edge, edge)
            draw_icon(painter, row.icon, row.tone, box)
        painter.restore()


def _pill(rect: QRect, row: NavRow) -> QRectF:
    gap = theme().px(row.gap_before)
    return QRectF(rect.adjusted(_INSET, gap, -_INSET, 0))


class NavView(QListView):
    """The rows of a side pane. ``chosen(key)`` when one is taken."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.lead_width = 0
        self._current = ""
        self._rows = NavModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_NavDelegate(self))
        self.setObjectName("nav")
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        # So that no row is cut at the top.
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._take)
        theme_changes().changed.connect(self.scheduleDelayedItemsLayout)

    def set_rows(self, rows: Sequence[NavRow]) -> None:
        """Show these rows."""
        self._rows.set_rows(rows)
        self.lead_width = max(
            (round(text_width(r.lead, theme().font(Size.BODY, Weight.STRONG)) / theme().scale) + 7)
            for r in (*rows, NavRow("", ""))
        )
        self.scheduleDelayedItemsLayout()

    def current_key(self) -> str:
        """Where one is."""
        return self._current

    def set_current_key(self, key: str) -> None:
        """Fill the row of where one is, and scroll it into sight."""
        if key != self._current:
            self._current = key
            self.doItemsLayout()  # a bold title may take another line
        index = self.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
        self._show_current()
        self.viewport().update()

    def _show_current(self) -> None:
        """Scroll to where one is, with the row before it and two of what comes next."""
        index = self.index_of(self._current)
        if not index.isValid():
            return
        at, last = index.row(), len(self._rows.rows) - 1
        for row in (max(at - 1, 0), min(at + 2, last), at):
            self.scrollTo(self._rows.index(row), QListView.ScrollHint.EnsureVisible)

    def index_of(self, key: str) -> QModelIndex:
        """The index of a row; an invalid one where there is no such row."""
        at = next((n for n, row in enumerate(self._rows.rows) if row.key == key), -1)
        return self._rows.index(at) if at >= 0 else QModelIndex()

    def rows(self) -> tuple[NavRow, ...]:
        """The rows that are shown."""
        return self._rows.rows

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(80))

    def _take(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self._rows.rows[index.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if event.key() in keys and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._take(self.currentIndex())
            return
        super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        index = self.index_of(self._current)
        if index.isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(index)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        QTimer.singleShot(0, self, self._show_current)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if not (self.hasFocus() and index.isValid()):
            return
        row = self._rows.rows[index.row()]
        painter = QPainter(self.viewport())
        # Drawn inward: rows touch each other, and a ring outside would be cut at the edges.
        inner = _pill(self.visualRect(index), row).adjusted(4, 4, -4, -4)
        draw_ring(painter, inner, RADIUS - 4)
        painter.end()
