"""The list of files: an icon and a word, whose it is, a sentence; changes unfold under it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.ui.models.inbox_model import INBOX_ROLE, InboxModel, InboxRow, Kind
from app.ui.theme.current import theme
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import Size, Tone, Weight
from app.ui.widgets.plain import one_line, visible
from app.ui.widgets.tall_list import Index, TallList
from app.ui.widgets.text_layout import Laid, lay_out

_NARROW = 480
_PAD = 16
_WORD = 136
_LINE = 1.4


@dataclass(frozen=True)
class _Piece:
    """A text of a row with its place and colour."""

    laid: Laid
    left: int
    top: int
    tone: Tone


@dataclass(frozen=True)
class _Plan:
    """Everything of a row, laid out; ``icon`` and ``chevron`` are where these are drawn."""

    pieces: tuple[_Piece, ...]
    height: int
    icon: QRectF | None = None
    chevron: QRectF | None = None


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, view: InboxList) -> None:
        super().__init__()  # the view is not made yet, and takes it as its own
        self._view = view

    def plan(self, row: InboxRow) -> _Plan:
        """Lay a row out in the width that there is."""
        now = theme()
        width = max(self._view.viewport().width(), now.px(160))
        if row.kind in {Kind.TITLE, Kind.MORE}:
            return self._line(row, width)
        return self._detail(row, width) if row.kind is Kind.DETAIL else self._file(row, width)

    def _line(self, row: InboxRow, width: int) -> _Plan:
        now = theme()
        left, top = now.px(_PAD + 22), now.px(12)
        is_title = row.kind is Kind.TITLE
        font = now.font(Size.LEAD if is_title else Size.BODY, Weight.STRONG)
        tone = Tone.TEXT if is_title else Tone.ACCENT
        laid = lay_out(visible(row.title), font, width - left - now.px(_PAD), 1.35)
        chevron = _level(now.px(_PAD), top, laid) if is_title else None
        return _Plan((_Piece(laid, left, top, tone),), laid.height + 2 * top, chevron=chevron)

    def _file(self, row: InboxRow, width: int) -> _Plan:
        now = theme()
        left, top = now.px(_PAD + 22), now.px(10)
        room = width - left - now.px(_PAD)
        narrow = width < now.px(_NARROW)
        strong = now.font(Size.BODY, Weight.STRONG)
        icon_room = now.px(22)
        word = lay_out(one_line(row.word), strong, room - icon_room if narrow else
                       now.px(_WORD) - icon_room, _LINE)  # fmt: skip
        pieces = [_Piece(word, left + icon_room, top, row.tone)]
        icon = _level(left, top, word)
        chevron = _level(now.px(_PAD), top, word) if row.folds else None
        bottom = top + word.height
        at = left
        if narrow:
            top = bottom + now.px(2)
        else:
            at += now.px(_WORD) + now.px(8)
        inner = width - at - now.px(_PAD)
        for text, font, tone in (
            (row.title, strong, Tone.TEXT),
            (row.text, now.font(), Tone.TEXT),
            (row.small, now.font(Size.CAPTION), Tone.SECONDARY),
        ):
            if text:
                laid = lay_out(one_line(text), font, inner, _LINE)
                pieces.append(_Piece(laid, at, top, tone))
                top += laid.height + now.px(1)
        return _Plan(tuple(pieces), max(top, bottom) + now.px(11), icon, chevron)

    def _detail(self, row: InboxRow, width: int) -> _Plan:
        now = theme()
        narrow = width < now.px(_NARROW)
        left = now.px(_PAD + 22) + (0 if narrow else now.px(_WORD) + now.px(8))
        top = now.px(6)
        pieces = []
        for text, weight, tone in (
            (row.title, Weight.STRONG if row.word else Weight.REGULAR, Tone.TEXT),
            (row.text, Weight.REGULAR, Tone.SECONDARY),
        ):
            if text:
                room = width - left - now.px(_PAD)
                laid = lay_out(visible(text), now.font(Size.BODY, weight), room, _LINE)
                pieces.append(_Piece(laid, left, top, tone))
                top += laid.height
        return _Plan(tuple(pieces), top + now.px(6))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        height = self.plan(index.data(INBOX_ROLE)).height
        return QSize(self._view.viewport().width(), max(height, theme().px(44)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, p = theme(), theme().palette
        row: InboxRow = index.data(INBOX_ROLE)
        plan, rect = self.plan(row), QRect(option.rect)
        state: QStyle.StateFlag = option.state
        acts = row.folds or row.kind is Kind.MORE
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if acts and state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect.adjusted(4, 1, -4, -1), QColor(p.hover))
        if index.row() and row.kind is not Kind.DETAIL:
            painter.setPen(QPen(QColor(p.hairline), 1))
            y = rect.top() + 0.5
            painter.drawLine(QPointF(now.px(_PAD), y), QPointF(rect.right() - now.px(_PAD), y))
        spare = max((rect.height() - plan.height) // 2, 0) if len(plan.pieces) == 1 else 0
        top = rect.top() + spare
        for piece in plan.pieces:
            at = QPointF(piece.left, top + piece.top)
            piece.laid.draw(painter, at, now.color(piece.tone))
        if plan.icon is not None and row.icon:
            draw_icon(painter, row.icon, row.tone, plan.icon.translated(0, top))
        if plan.chevron is not None:
            name = "chevron-right" if row.folded else "chevron-down"
            draw_icon(painter, name, Tone.SECONDARY, plan.chevron.translated(0, top))
        painter.restore()


def _level(left: int, top: int, laid: Laid) -> QRectF:
    """A small square beside the first line of a text."""
    edge = theme().px(16)
    return QRectF(left, top + (laid.line_height - edge) / 2, edge, edge)


class InboxList(TallList):
    """The rows of an ``InboxModel``. Return, Space or a click, Left and Right fold and unfold."""

    def __init__(self, name: str, model: InboxModel) -> None:
        super().__init__(name, model, _RowDelegate(self))
        self._inbox = model
        self.fit()

    def act(self, index: Index) -> None:
        """Do what a click on a row does."""
        if index.isValid() and self._inbox.act(index.row()):
            self.setCurrentIndex(self._inbox.index(min(index.row(), len(self._inbox.rows) - 1)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.act(self.indexAt(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key = event.key()
        if not index.isValid():
            super().keyPressEvent(event)
            return
        row: InboxRow = index.data(INBOX_ROLE)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} or (
            row.folds
            and (
                (key == Qt.Key.Key_Right and row.folded)
                or (key == Qt.Key.Key_Left and not row.folded)
            )
        ):
            self.act(index)
        elif key not in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            super().keyPressEvent(event)
        self.viewport().update()
