"""Tables as in the tracker: hairlines, an icon and a word in a cell, headers that stay."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.focus_ring import OWN_FOCUS, draw_ring
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import Size, Tone, Weight
from app.ui.widgets.plain import one_line
from app.ui.widgets.text_layout import lay_out, text_width

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 7
_PAD = 14
_SWATCH = 14


@dataclass(frozen=True)
class Cell:
    """What a model gives for ``CELL_ROLE``: a word with its tone and icon, and small print.

    The same words belong into DisplayRole or AccessibleTextRole, for those who hear the table.
    ``total`` is the quiet ground of a row or column of totals. ``grade`` is a step of the scale of
    grades, from 0 for the best, whose shade is drawn beside the word.
    """

    text: str
    tone: Tone = Tone.TEXT
    icon: str = ""
    detail: str = ""
    strong: bool = False
    total: bool = False
    grade: int = -1


def cell_of(value: object, plain: object) -> Cell:
    """The cell for what a model gave, a plain text where it gave no cell."""
    return value if isinstance(value, Cell) else Cell("" if plain is None else str(plain))


def cell_width(cell: Cell) -> int:
    """How wide a cell wants to be."""
    now = theme()
    font = now.font(Size.BODY, Weight.STRONG if cell.strong else Weight.REGULAR, tabular=True)
    wide = text_width(one_line(cell.text), font) + 2 * _PAD
    if cell.icon:
        wide += now.px(22)
    if cell.grade >= 0:
        wide += now.px(_SWATCH + 8)
    if cell.detail:
        wide += now.px(5) + text_width(one_line(cell.detail), now.font(Size.CAPTION))
    return wide


def paint_cell(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    """Draw a cell's icon, word and small print on one line."""
    now = theme()
    middle = rect.center().y()
    left = rect.left() + _PAD
    if cell.icon:
        edge = now.px(16)
        draw_icon(painter, cell.icon, cell.tone, QRectF(left - 1, middle - edge / 2, edge, edge))
        left += now.px(20)
    if cell.grade >= 0:
        edge = now.px(_SWATCH)
        painter.setPen(QPen(QColor(now.palette.outline), 1))
        painter.setBrush(QColor(now.palette.grades[min(cell.grade, 3)]))
        painter.drawRoundedRect(QRectF(left, middle - edge / 2, edge, edge), 3, 3)
        left += edge + now.px(8)
    weight = Weight.STRONG if cell.strong else Weight.REGULAR
    text = lay_out(one_line(cell.text), now.font(Size.BODY, weight, tabular=True))
    text.draw(painter, QPointF(left, middle - text.height / 2), now.color(cell.tone))
    if cell.detail:
        small = lay_out(one_line(cell.detail), now.font(Size.CAPTION))
        at = QPointF(left + text.width + now.px(5), middle - small.height / 2 + 1)
        small.draw(painter, at, now.color(Tone.SECONDARY))


class _CellDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        cell = cell_of(index.data(CELL_ROLE), index.data())
        return QSize(cell_width(cell), theme().px(46))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        p = theme().palette
        rect = QRect(option.rect)
        state: QStyle.StateFlag = option.state
        cell = cell_of(index.data(CELL_ROLE), index.data())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell.total:
            painter.fillRect(rect, QColor(p.sunken))
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(p.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(p.hover))
        if index.row() < index.model().rowCount() - 1:
            painter.setPen(QPen(QColor(p.hairline), 1))
            y = rect.bottom() + 0.5
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right() + 1, y))
        painter.setClipRect(rect)
        paint_cell(painter, QRectF(rect), cell)
        painter.restore()


class _RowHeader(QHeaderView):
    """The first column of a wide table: it stays while the others are scrolled sideways."""

    def __init__(self, parent: QTableView, corner: Cell) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._title = corner
        self.setSectionsClickable(False)

    def _cell(self, section: int) -> Cell:
        model = self.model()
        across = Qt.Orientation.Vertical
        return cell_of(
            model.headerData(section, across, CELL_ROLE), model.headerData(section, across)
        )

    def sizeHint(self) -> QSize:
        rows = range(self.model().rowCount()) if self.model() is not None else range(0)
        widest = max((cell_width(self._cell(row)) for row in rows), default=0)
        return QSize(max(widest + 8, cell_width(self._title)), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        p = theme().palette
        cell = self._cell(section)
        painter.save()
        painter.fillRect(rect, QColor(p.sunken if cell.total else p.surface))
        if section < self.model().rowCount() - 1:
            painter.setPen(QPen(QColor(p.hairline), 1))
            painter.drawLine(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom())
        paint_cell(painter, QRectF(rect), cell)
        painter.restore()


class _Corner(QWidget):
    """The title over the row headers."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.cell = Cell(title, strong=True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_cell(painter, QRectF(self.rect()).adjusted(0, 0, 0, -1), self.cell)
        painter.setPen(QPen(QColor(theme().palette.hairline), 1))
        bottom = self.height() - 1
        painter.drawLine(0, bottom, self.width(), bottom)


class GridTable(QTableView):
    """Shows a model given to it. ``opened(QModelIndex)`` on a click, Return or Space.

    ``row_headers`` shows the model's vertical headers as a first column that stays, under the
    title ``corner``. ``whole_rows`` makes a row, not a cell, the thing that is chosen.
    Columns share what room is left; a table that is too wide scrolls sideways. It is as high as
    its rows, and scrolls when it is given less.
    """

    opened = Signal(QModelIndex)

    def __init__(
        self, name: str, *, row_headers: bool = False, corner: str = "", whole_rows: bool = False
    ) -> None:
        super().__init__()
        # Qt lays the headers out while it is set up: the corner has to be there first.
        self._corner = _Corner(corner, self)
        self._content = 200
        self._whole_rows = whole_rows
        self.setAccessibleName(name)
        self.setProperty(OWN_FOCUS, True)
        self.setItemDelegate(_CellDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        way = QTableView.SelectionBehavior
        self.setSelectionBehavior(way.SelectRows if whole_rows else way.SelectItems)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        top = self.horizontalHeader()
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        top.setHighlightSections(False)
        top.setMinimumSectionSize(40)
        self.setVerticalHeader(_RowHeader(self, self._corner.cell))
        self.verticalHeader().setVisible(row_headers)
        self._corner.setVisible(row_headers)
        self.clicked.connect(self.opened)
        self._restyle()
        theme_changes().changed.connect(self._restyle)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            for signal in (
                model.modelReset,
                model.rowsInserted,
                model.rowsRemoved,
                model.dataChanged,
                model.columnsInserted,
                model.columnsRemoved,
            ):
                signal.connect(self.fit)
        self.fit()

    def fit(self, *_: object) -> None:
        """Share the room among the columns, and be no higher than the rows."""
        model = self.model()
        if model is None:
            return
        top = self.horizontalHeader()
        widths = [
            max(self.sizeHintForColumn(at), top.sectionSizeHint(at))
            for at in range(model.columnCount())
        ]
        spare = self.viewport().width() - sum(widths)
        for at, width in enumerate(widths):
            share = max(spare, 0) // len(widths)
            last = at == len(widths) - 1 and spare > 0
            top.resizeSection(at, width + share + (spare - share * len(widths) if last else 0))
        rows = model.rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height() if spare < 0 else 0
        self._content = top.height() + rows + bar + 2 * self.frameWidth()
        self.setMaximumHeight(max(self._content, 80))
        self.updateGeometry()
        self._place_corner()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), self._content)

    def minimumSizeHint(self) -> QSize:
        wanted = theme().px(44) + 3 * theme().px(46)
        return QSize(theme().px(240), min(wanted, self._content))

    def _restyle(self) -> None:
        now = theme()
        top = self.horizontalHeader()
        top.setFont(now.font(Size.BODY, Weight.STRONG))
        top.setFixedHeight(now.px(44))
        self.verticalHeader().setDefaultSectionSize(now.px(46))
        self.fit()

    def _place_corner(self) -> None:
        frame = self.frameWidth()
        wide = self.verticalHeader().width()
        self._corner.setGeometry(frame, frame, wide, self.horizontalHeader().height())
        self._corner.raise_()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_corner()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if event.key() in keys and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if not (self.hasFocus() and index.isValid()):
            return
        rect = QRectF(self.visualRect(index))
        if self._whole_rows:
            rect.setLeft(0)
            rect.setRight(self.viewport().width())
        painter = QPainter(self.viewport())
        draw_ring(painter, rect.adjusted(6, 6, -6, -6), 2)
        painter.end()
