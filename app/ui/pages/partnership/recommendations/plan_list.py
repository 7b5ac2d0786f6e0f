"""The list of recommendations: what is to be done, why, who leads, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.models.recommendations_model import PLAN_ROLE, PlanRow, RecommendationsModel
from app.ui.theme.current import theme
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import Size, Tone, Weight
from app.ui.widgets.plain import visible
from app.ui.widgets.tall_list import Index, TallList
from app.ui.widgets.text_layout import Laid, lay_out, text_width

_PAD = 20
_NARROW = 560
_EDGE = 16
_TAG_HIGH = 26
_LINE = 1.35


@dataclass(frozen=True)
class _Laid:
    """The texts of a row, each with its indent, and how high they are together."""

    texts: tuple[tuple[Laid, Tone, str], ...]
    text_left: int
    tag_width: int
    stacked: bool
    high: int


class _PlanDelegate(QStyledItemDelegate):
    def __init__(self, view: PlanList) -> None:
        super().__init__()  # the view is not made yet, and takes it as its own
        self._view = view

    def laid(self, row: PlanRow) -> _Laid:
        now = theme()
        width = max(self._view.viewport().width(), 200)
        pad = now.px(_PAD)
        left = pad + (self._view.lead_width if row.line else 0)
        tag = 0
        if row.state:
            tag = text_width(visible(row.state), now.font(13)) + now.px(20 + 20)
        stacked = width < now.px(_NARROW)
        room = width - left - pad - (0 if stacked or not tag else tag + now.px(20))
        strong = now.font(Size.BODY, Weight.STRONG)
        texts = [(lay_out(visible(row.title), strong, room, _LINE), Tone.TEXT, "")]
        for text, tone, icon in (
            (row.finding, Tone.SECONDARY, ""),
            (row.facts, Tone.TEXT, ""),
            (row.lacks, Tone.ATTENTION, "attention"),
        ):
            if text:
                inside = room - (now.px(_EDGE + 6) if icon else 0)
                laid = lay_out(visible(text), now.font(13), max(inside, 60), _LINE)
                texts.append((laid, tone, icon))
        high = sum(laid.height for laid, _, _ in texts) + now.px(4) * (len(texts) - 1)
        if stacked and tag:
            high += now.px(_TAG_HIGH + 6)
        return _Laid(tuple(texts), left, tag, stacked, high)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        now = theme()
        row: PlanRow = index.data(PLAN_ROLE)
        more = now.px(26) if row.line else now.px(28 if index.row() else 20)
        return QSize(self._view.viewport().width(), self.laid(row).high + more)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, p = theme(), theme().palette
        row: PlanRow = index.data(PLAN_ROLE)
        rect = QRect(option.rect)
        laid = self.laid(row)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_MouseOver and row.line:
            painter.fillRect(rect.adjusted(4, 1, -4, -1), QColor(p.hover))
        if index.row() < index.model().rowCount() - 1:
            painter.setPen(QPen(QColor(p.hairline), 1))
            y = rect.bottom() + 0.5
            painter.drawLine(QPointF(now.px(_PAD), y), QPointF(rect.right() - now.px(_PAD), y))
        if row.line is None:
            title = laid.texts[0][0]
            top = rect.bottom() - now.px(9) - title.height
            title.draw(painter, QPointF(now.px(_PAD), top), now.color(Tone.SECONDARY))
        else:
            self._paint_row(painter, rect, row, laid)
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, row: PlanRow, laid: _Laid) -> None:
        now = theme()
        top = float(rect.top() + now.px(13))
        if row.lead:
            lead = lay_out(visible(row.lead), now.font(tabular=True), line_height=_LINE)
            lead.draw(painter, QPointF(now.px(_PAD), top), now.color(Tone.SECONDARY))
        first = laid.texts[0][0].line_height
        if row.state and not laid.stacked:
            left = rect.right() - now.px(_PAD) - laid.tag_width
            self._paint_tag(painter, row, left, top + (first - now.px(_TAG_HIGH)) / 2, laid)
        for text, tone, icon in laid.texts:
            left = laid.text_left
            if icon:
                edge = now.px(_EDGE)
                box = QRectF(left, top + (text.line_height - edge) / 2, edge, edge)
                draw_icon(painter, icon, tone, box)
                left += edge + now.px(6)
            text.draw(painter, QPointF(left, top), now.color(tone))
            top += text.height + now.px(4)
        if row.state and laid.stacked:
            self._paint_tag(painter, row, laid.text_left, top + now.px(2), laid)

    def _paint_tag(
        self, painter: QPainter, row: PlanRow, left: float, top: float, laid: _Laid
    ) -> None:
        now, p = theme(), theme().palette
        box = QRectF(left, top, laid.tag_width, now.px(_TAG_HIGH))
        painter.setPen(QPen(QColor(p.hairline), 1) if p.is_high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(p.soft(row.tone)))
        painter.drawRoundedRect(box, 4, 4)
        edge = now.px(_EDGE)
        at = QRectF(left + now.px(8), box.center().y() - edge / 2, edge, edge)
        draw_icon(painter, row.icon, row.tone, at)
        painter.setFont(now.font(13))
        painter.setPen(now.color(row.tone))
        words = box.adjusted(now.px(30), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, visible(row.state))


class PlanList(TallList):
    """The rows of a ``RecommendationsModel``; Alt with Up and Down moves a row.

    ``opened(id)`` on a click, Return or Space; ``shifted(id, by)`` when one is to be moved;
    ``dropped(id)`` on Delete.
    """

    opened = Signal(str)
    shifted = Signal(str, int)
    dropped = Signal(str)

    def __init__(self, model: RecommendationsModel) -> None:
        self.lead_width = 0
        self._plan = model
        super().__init__("Recommendations", model, _PlanDelegate(self))
        self.fit()

    def first_row(self) -> int:
        return next((at for at, row in enumerate(self._plan.rows) if row.line), -1)

    def fit(self, *_: object) -> None:
        """Measure the numbers, and be as high as the rows."""
        now = theme()
        leads = [text_width(row.lead, now.font(tabular=True)) for row in self._plan.rows]
        self.lead_width = max(leads) + now.px(10) if any(leads) else 0
        super().fit()

    def current(self) -> str:
        """The recommendation that the keyboard is on; empty for none."""
        row = self._row(self.currentIndex())
        return row.key if row is not None else ""

    def set_current(self, key: str) -> None:
        """Put the keyboard's row on a recommendation, if it is shown."""
        at = self._plan.row_of(key)
        if at >= 0:
            self.setCurrentIndex(self._plan.index(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._row(self.indexAt(event.position().toPoint()))
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self.opened.emit(row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self._row(self.currentIndex()), event.key()
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if row is not None and key in ways and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(row.key, ways[Qt.Key(key)])
        elif row is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit(row.key)
        elif row is not None and key == Qt.Key.Key_Delete:
            self.dropped.emit(row.key)
        elif key not in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            super().keyPressEvent(event)
        self.viewport().update()

    def _row(self, index: QModelIndex) -> PlanRow | None:
        row: PlanRow | None = index.data(PLAN_ROLE) if index.isValid() else None
        return row if row is not None and row.line is not None else None
