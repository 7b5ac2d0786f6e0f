"""A cell of the case list: its text, what is wrong with it, and the box to write in."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.case_list import LONGEST_CELL, LONGEST_PICTURE, CaseColumn, CellFault
from app.ui.models.case_list_model import COLUMNS, FAULT_ROLE, TITLES, Index
from app.ui.theme.current import theme
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import Size, Tone, Weight
from app.ui.widgets.fields import PlainLineEdit
from app.ui.widgets.plain import one_line
from app.ui.widgets.text_layout import Laid, lay_out

PAD = 14
ROW = 46
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
ENDINGS = QAbstractItemDelegate.EndEditHint
_ENDS = {
    Qt.Key.Key_Return: ENDINGS.SubmitModelCache,
    Qt.Key.Key_Enter: ENDINGS.SubmitModelCache,
    Qt.Key.Key_Tab: ENDINGS.EditNextItem,
    Qt.Key.Key_Backtab: ENDINGS.EditPreviousItem,
}


class _PictureEdit(QPlainTextEdit):
    """The box for a pen picture: Return ends it, Shift+Return begins a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(theme().px(8))
        self.textChanged.connect(self._bound)

    def _bound(self) -> None:
        text = self.toPlainText()
        if len(text) > LONGEST_PICTURE:
            self.setPlainText(text[:LONGEST_PICTURE])


class CaseCells(QStyledItemDelegate):
    """Draws a cell with what is wrong in it, and opens the box to write in."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self.table = table

    # --- drawing ---------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(theme().px(40), self.height(index, self.table.columnWidth(index.column())))

    def height(self, index: Index, width: int) -> int:
        """How high a cell is, with what is wrong with it."""
        fault: CellFault | None = index.data(FAULT_ROLE)
        if fault is None:
            return theme().px(ROW)
        said: int = _said(fault, width).height
        return max(theme().px(ROW), theme().px(12) + said + _fault_top(index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = theme()
        p = now.palette
        rect = QRect(option.rect)
        state: QStyle.StateFlag = option.state
        fault: CellFault | None = index.data(FAULT_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(p.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(p.hover))
        painter.setPen(QPen(QColor(p.hairline), 1))
        last = index.row() == index.model().rowCount() - 1
        if not last:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() < len(COLUMNS) - 1:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setClipRect(rect)
        line = QRectF(rect.left() + PAD, rect.top(), rect.width() - 2 * PAD, now.px(ROW))
        self._paint_text(painter, line, index, last=last)
        if fault is not None:
            self._paint_fault(painter, QRectF(rect), fault, _fault_top(index))
        painter.restore()

    def _paint_text(self, painter: QPainter, line: QRectF, index: Index, *, last: bool) -> None:
        now = theme()
        column = COLUMNS[index.column()]
        text, tone = one_line(str(index.data() or "")), Tone.TEXT
        if last and not text and column is CaseColumn.UIN:
            text, tone = "Type here", Tone.SECONDARY
        weight = Weight.STRONG if column is CaseColumn.LABEL else Weight.REGULAR
        font: QFont = now.font(Size.BODY, weight, tabular=column is not CaseColumn.PEN_PICTURE)
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            edge = now.px(16)
            lock = QRectF(line.right() - edge, line.center().y() - edge / 2, edge, edge)
            draw_icon(painter, "lock", Tone.SECONDARY, lock)
        short = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        laid = lay_out(short, font)
        at = QPointF(line.left(), line.center().y() - laid.height / 2)
        laid.draw(painter, at, now.color(tone))

    def _paint_fault(self, painter: QPainter, rect: QRectF, fault: CellFault, below: int) -> None:
        now = theme()
        tone = Tone.ATTENTION if fault.warning else Tone.PROBLEM
        edge = now.px(14)
        said = _said(fault, int(rect.width()))
        top = rect.top() + below
        icon = QRectF(rect.left() + PAD, top + (said.line_height - edge) / 2, edge, edge)
        draw_icon(painter, "attention" if fault.warning else "problem", tone, icon)
        said.draw(painter, QPointF(icon.right() + now.px(5), top), now.color(tone))
        painter.setPen(QPen(now.color(tone), 2))
        painter.drawLine(
            QPointF(rect.left() + 1, rect.top() + 1), QPointF(rect.left() + 1, rect.bottom() - 1)
        )

    # --- writing ---------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        column = COLUMNS[index.column()]
        editor: QWidget
        if column is CaseColumn.PEN_PICTURE:
            editor = _PictureEdit(parent)
        else:
            line = PlainLineEdit()
            line.setParent(parent)
            line.setMaxLength(LONGEST_CELL)
            editor = line
        editor.setAccessibleName(f"{TITLES[column]}, row {index.row() + 1}")
        fault: CellFault | None = index.data(FAULT_ROLE)
        editor.setAccessibleDescription(one_line(fault.sentence) if fault is not None else "")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, _PictureEdit):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, PlainLineEdit):
            editor.setText(one_line(text))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, _PictureEdit):
            model.setData(index, editor.toPlainText())
        elif isinstance(editor, PlainLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = QRect(option.rect).adjusted(2, 2, -3, -2)
        rect.setHeight(theme().px(ROW) - 6)
        if COLUMNS[index.column()] is CaseColumn.PEN_PICTURE:
            rect.setHeight(theme().px(3 * ROW))
            view = self.table.viewport().rect()
            rect.moveBottom(min(rect.bottom(), max(view.bottom() - 2, rect.height())))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            hint = _ENDS.get(Qt.Key(event.key()))
            if event.key() in ENTER and not plain and isinstance(editor, _PictureEdit):
                hint = None  # a new line
            if hint is not None and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, hint)
                return True
        return super().eventFilter(editor, event)


def _fault_top(index: Index) -> int:
    """Where what is wrong begins: below the text, at the top where there is none."""
    return theme().px(ROW - 8 if index.data() else 12)


def _said(fault: CellFault, width: int) -> Laid:
    now = theme()
    room = width - 2 * PAD - now.px(19)
    return lay_out(one_line(fault.sentence), now.font(Size.CAPTION), max(room, 40))
