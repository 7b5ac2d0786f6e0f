"""The list of findings: text, bar and figures in columns; below 640 px the bar goes underneath."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
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

from app.ui.models.findings_model import FINDING_ROLE, SMALL_NUMBER, Finding, FindingsModel
from app.ui.pages.partnership.charts import bar_pixmap
from app.ui.theme.current import theme
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import Size, Tone, Weight
from app.ui.widgets.plain import visible
from app.ui.widgets.tall_list import Index, TallList
from app.ui.widgets.text_layout import Laid, lay_out, text_width

_PAD = 22
_NARROW = 640


@dataclass(frozen=True)
class _Columns:
    """Where everything of a row stands."""

    left: int
    lead: int
    name: int
    bar: int
    bar_width: int
    figure: int
    right: int
    narrow: bool


class _FindingDelegate(QStyledItemDelegate):
    def __init__(self, view: FindingsList) -> None:
        super().__init__()  # the view is not made yet, and takes it as its own
        self._view = view

    def columns(self, row: Finding) -> _Columns:
        now, view = theme(), self._view
        width = max(view.viewport().width(), 200)
        pad = now.px(_PAD) if width >= now.px(_NARROW) else now.px(14)
        fold = now.px(22) if view.any_folds else 0
        left = pad + now.px(20) * row.depth
        name = left + fold + (view.lead_width if view.lead_width else 0)
        figures = view.figure_width + now.px(8) + view.count_width
        right = width - pad - view.change_width
        narrow = width < now.px(_NARROW)
        if narrow:
            return _Columns(left, left + fold, name, name, right - name, name, right, narrow)
        figure = right - figures
        room = figure - now.px(20) - (pad + fold + view.lead_width)
        bar = pad + fold + view.lead_width + round(room * 0.43) + now.px(12)
        bar_width = figure - now.px(20) - bar
        return _Columns(left, left + fold, name, bar, bar_width, figure, right, narrow)

    def _name(self, row: Finding, at: _Columns) -> Laid:
        room = at.right - at.name if at.narrow else at.bar - theme().px(14) - at.name
        if row.is_title:
            room = self._right(at) - at.left - (0 if at.narrow else self._title_width(row))
        weight = Weight.STRONG if row.is_title else Weight.REGULAR
        return lay_out(visible(row.name), theme().font(Size.BODY, weight), max(room, 60), 1.35)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        now = theme()
        row: Finding = index.data(FINDING_ROLE)
        at = self.columns(row)
        high = self._name(row, at).height + now.px(20)
        if row.is_title:
            high += now.px(8) + (now.px(24) if at.narrow and row.figure else 0)
        elif at.narrow:
            high += now.px(24) + (now.px(24) if row.share else 0) + self._under_height(row)
        else:
            high = max(high, now.px(39) + self._under_height(row))
        return QSize(self._view.viewport().width(), max(high, now.px(39)))

    def _right(self, at: _Columns) -> int:
        return at.right + self._view.change_width

    def _title_width(self, row: Finding) -> int:
        """What the figures beside a title take."""
        if not row.figure:
            return 0
        now = theme()
        strong = now.font(Size.BODY, Weight.STRONG, tabular=True)
        count = text_width(visible(row.count), now.font(tabular=True))
        return text_width(visible(row.figure), strong) + now.px(8) + count

    def _under_height(self, row: Finding) -> int:
        """What the words under the figures take."""
        return theme().px(17) if row.is_few else 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, p = theme(), theme().palette
        row: Finding = index.data(FINDING_ROLE)
        at = self.columns(row)
        rect = QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_MouseOver and not row.is_title:
            painter.fillRect(rect.adjusted(4, 0, -4, -1), QColor(p.hover))
        if index.row() < index.model().rowCount() - 1:
            painter.setPen(QPen(QColor(p.hairline), 1))
            y = rect.bottom() + 0.5
            painter.drawLine(QPointF(now.px(_PAD), y), QPointF(rect.right() - now.px(_PAD), y))
        name = self._name(row, at)
        if row.is_title:
            self._paint_title(painter, rect, row, at, name)
        elif at.narrow:
            self._paint_narrow(painter, rect, row, at, name)
        else:
            self._paint_wide(painter, rect, row, at, name)
        painter.restore()

    def _paint_title(
        self, painter: QPainter, rect: QRect, row: Finding, at: _Columns, name: Laid
    ) -> None:
        now = theme()
        under = now.px(24) if at.narrow and row.figure else 0
        top = rect.bottom() - now.px(10) - name.height - under
        name.draw(painter, QPointF(at.left, top), now.color(Tone.TEXT))
        if row.figure:
            middle = top + name.height - name.line_height / 2 + under
            left = at.left if at.narrow else self._right(at) - self._title_width(row)
            self._paint_figures(painter, row, left, middle)

    def _paint_wide(
        self, painter: QPainter, rect: QRect, row: Finding, at: _Columns, name: Laid
    ) -> None:
        now = theme()
        middle = rect.top() + rect.height() / 2
        top = middle - name.height / 2
        self._paint_lead(painter, row, at, top, name.line_height)
        name.draw(painter, QPointF(at.name, top), now.color(Tone.TEXT))
        high = now.px(19)
        self._paint_bar(painter, row, QRectF(at.bar, middle - high / 2, at.bar_width, high))
        self._paint_figures(painter, row, at.figure, middle)

    def _paint_narrow(
        self, painter: QPainter, rect: QRect, row: Finding, at: _Columns, name: Laid
    ) -> None:
        now = theme()
        top = rect.top() + now.px(8)
        self._paint_lead(painter, row, at, top, name.line_height)
        name.draw(painter, QPointF(at.name, top), now.color(Tone.TEXT))
        top += name.height + now.px(4)
        if row.share is not None:
            self._paint_bar(painter, row, QRectF(at.bar, top, at.bar_width, now.px(16)))
            top += now.px(22)
        self._paint_figures(painter, row, at.figure, top + now.px(10))

    def _paint_lead(
        self, painter: QPainter, row: Finding, at: _Columns, top: float, line: float
    ) -> None:
        now = theme()
        if row.folds:
            edge = now.px(16)
            box = QRectF(at.left - 2, top + (line - edge) / 2, edge, edge)
            draw_icon(painter, "chevron-right" if row.folded else "chevron-down",
                      Tone.SECONDARY, box)  # fmt: skip
        if row.lead:
            lead = lay_out(visible(row.lead), now.font(tabular=True), line_height=1.35)
            lead.draw(painter, QPointF(at.lead, top), now.color(Tone.SECONDARY))

    def _paint_bar(self, painter: QPainter, row: Finding, box: QRectF) -> None:
        if row.share is None or box.width() < 40:
            return
        ratio = painter.device().devicePixelRatioF()
        pixmap = bar_pixmap(row.share, round(box.width()), round(box.height()), ratio)
        painter.drawPixmap(QPointF(round(box.left()), round(box.top())), pixmap)

    def _paint_figures(self, painter: QPainter, row: Finding, left: float, middle: float) -> None:
        now, start = theme(), left
        if row.is_few:
            middle -= now.px(8)
        strong = now.font(Size.BODY, Weight.STRONG, tabular=True)
        if row.figure:
            figure = lay_out(visible(row.figure), strong)
            figure.draw(painter, QPointF(left, middle - figure.height / 2), now.color(Tone.TEXT))
            left += figure.width + now.px(6)
        count = lay_out(visible(row.count), now.font(tabular=True))
        at = QPointF(left, middle - count.height / 2)
        count.draw(painter, at, now.color(Tone.SECONDARY))
        if row.is_few:
            few = lay_out(SMALL_NUMBER, now.font(Size.CAPTION))
            few.draw(painter, QPointF(start, middle + count.height / 2), now.color(Tone.SECONDARY))
        if row.change[0]:
            change = lay_out(row.change[0], now.font(tabular=True))
            edge = start + self._view.figure_width + now.px(8) + self._view.count_width
            place = QPointF(edge + now.px(20), middle - change.height / 2)
            change.draw(painter, place, now.color(Tone.SECONDARY))


class FindingsList(TallList):
    """The rows of a ``FindingsModel``. Left and Right fold and unfold.

    ``opened(QModelIndex)`` on a click, Return or Space.
    """

    opened = Signal(QModelIndex)

    def __init__(self, model: FindingsModel) -> None:
        self.lead_width = self.figure_width = self.count_width = self.change_width = 0
        self.any_folds = False
        self._findings = model
        self._delegate = _FindingDelegate(self)
        super().__init__("Findings", model, self._delegate)
        self.fit()

    def first_row(self) -> int:
        rows = self._findings.rows
        return next((n for n, row in enumerate(rows) if not row.is_title), -1)

    def fit(self, *_: object) -> None:
        """Measure the columns, and be as high as the rows."""
        now, rows = theme(), self._findings.rows
        strong = now.font(Size.BODY, Weight.STRONG, tabular=True)
        plain = now.font(tabular=True)
        self.any_folds = any(row.folds for row in rows)
        leads = [text_width(visible(row.lead), plain) for row in rows if row.lead]
        self.lead_width = max(leads) + now.px(12) if leads else 0
        both = [(row.figure, row.count) for row in rows if not row.is_title]
        wide = max(
            (text_width(visible(f), strong) + text_width(visible(c), plain) for f, c in both),
            default=0,
        )
        self.figure_width, self.count_width = wide, 0
        changes = [text_width(row.change[0], plain) for row in rows if row.change[0]]
        self.change_width = max(changes) + now.px(24) if changes else 0
        super().fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row: Finding = index.data(FINDING_ROLE)
        at = self._delegate.columns(row)
        if row.folds and event.position().x() < at.lead:
            self._findings.toggle(row.key)
        elif not row.is_title:
            self.opened.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if not index.isValid():
            super().keyPressEvent(event)
            return
        row: Finding = index.data(FINDING_ROLE)
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and not row.is_title:
            self.opened.emit(index)
        elif row.folds and (
            (key == Qt.Key.Key_Right and row.folded) or (key == Qt.Key.Key_Left and not row.folded)
        ):
            self._findings.toggle(row.key)
        elif key not in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            super().keyPressEvent(event)
        self.viewport().update()
