"""The list that the meeting looks at: a question with the agencies' answers side by side, or words.

Where there is room, each agency has its column; else the answers stand below the question, those
who answered alike together.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.audits import Agency
from app.domain.meeting import NoteHeading
from app.domain.tool import Meaning
from app.ui.pages.partnership.meeting.rows_model import ROW_ROLE, RowsModel
from app.ui.pages.partnership.meeting.seen import Given, Row, RowKind
from app.ui.theme.current import theme, theme_changes
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import Size, Tone, Weight
from app.ui.widgets.plain import one_line, visible
from app.ui.widgets.tall_list import Index, TallList
from app.ui.widgets.text_layout import Laid, lay_out, text_width

_PAD, _GAP, _LEAST_COLUMN = 14, 12, 108
_LEAST_NAME = 240
_LINE = 1.35
MEANS = {
    Meaning.GOOD: ("check", Tone.GOOD),
    Meaning.BAD: ("attention", Tone.ATTENTION),
    Meaning.NEUTRAL: ("circle", Tone.TEXT),
    Meaning.NOT_APPLICABLE: ("dash", Tone.SECONDARY),
}
_NO_SCALE = ("", Tone.TEXT)
_KEYS = {
    Qt.Key.Key_1: NoteHeading.WORRIED,
    Qt.Key.Key_2: NoteHeading.WELL,
    Qt.Key.Key_3: NoteHeading.TO_DO,
}


class Columns:
    """Where the question and each agency's answers stand in a width."""

    def __init__(self, width: int, agencies: int) -> None:
        now = theme()
        self.left, self.right = now.px(_PAD), width - now.px(_PAD)
        room = self.right - self.left
        name = max(now.px(_LEAST_NAME), round(room * 0.34))
        each = (room - name) // agencies if agencies else 0
        self.side_by_side = agencies > 0 and each >= now.px(_LEAST_COLUMN)
        self.name = name - now.px(_GAP) if self.side_by_side else room
        self.first, self.each = self.left + name, each


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, view: RowsList) -> None:
        super().__init__()  # the view is not made yet, and takes it as its own
        self._view = view

    def _font(self, weight: Weight = Weight.REGULAR) -> QFont:
        return theme().font(self._view.letters, weight)

    def _edge(self) -> int:
        """How large an icon beside the text is."""
        return theme().px(round(self._view.letters * 1.15))

    # --- measuring --------------------------------------------------------------------------------

    def _columns(self) -> Columns:
        width = max(self._view.viewport().width(), 200)
        return Columns(width, len(self._view.agencies))

    def _name(self, row: Row, at: Columns) -> Laid:
        room = at.name - self._lead(row) - (theme().px(24) if row.folds else 0)
        return lay_out(visible(row.name), self._font(), max(room, 60), _LINE)

    def _lead(self, row: Row) -> int:
        return text_width(f"{row.lead}  ", self._font()) if row.lead else 0

    def _words(self, row: Row, width: int) -> Laid:
        inside = width - 2 * theme().px(_PAD) - theme().px(34) - self._indent(row)
        return lay_out(visible(row.text), self._font(), max(inside, 60), _LINE)

    def _indent(self, row: Row) -> int:
        return theme().px(28) * row.depth

    def _cell(self, given: Given, at: Columns) -> Laid:
        inside = at.each - self._edge() - theme().px(12)
        return lay_out(visible(given.words), self._font(), max(inside, 40), _LINE)

    def _groups(self, row: Row, at: Columns) -> list[tuple[Given, Laid]]:
        """Those who answered alike, with their names after the answer."""
        alike: dict[tuple[str, Meaning | None], list[Given]] = {}
        for one in row.given:
            alike.setdefault((one.words, one.means), []).append(one)
        inside = at.right - at.left - self._edge() - theme().px(8) - self._lead(row)
        return [
            (
                group[0],
                lay_out(
                    visible(f"{words}: {', '.join(one.agency.name for one in group)}"),
                    self._font(),
                    max(inside, 60),
                    _LINE,
                ),
            )
            for (words, _means), group in alike.items()
        ]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        now, row = theme(), self._row(index)
        width, at = max(self._view.viewport().width(), 200), self._columns()
        if row.kind is RowKind.TITLE:
            high = self._font().pixelSize() * 1.4 + now.px(22)
        elif row.kind is RowKind.WORDS:
            high = self._words(row, width).height + now.px(18)
            high += now.px(22) if row.by else 0
        elif at.side_by_side:
            cells = [self._cell(one, at).height for one in row.given]
            high = max([self._name(row, at).height, *cells]) + now.px(20)
        else:
            high = self._name(row, at).height + now.px(22)
            high += sum(laid.height + now.px(2) for _one, laid in self._groups(row, at))
        return QSize(width, max(round(high), now.px(44)))

    # --- drawing ----------------------------------------------------------------------------------

    def _row(self, index: Index) -> Row:
        row: Row = index.data(ROW_ROLE)
        return row

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        p, row, rect = theme().palette, self._row(index), QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_MouseOver and row.kind is not RowKind.TITLE:
            painter.fillRect(rect.adjusted(4, 1, -4, -1), QColor(p.hover))
        if index.row() and row.kind is not RowKind.TITLE:
            painter.setPen(QPen(QColor(p.hairline), 1))
            y, left = rect.top() + 0.5, theme().px(_PAD) + self._indent(row)
            painter.drawLine(QPointF(left, y), QPointF(rect.right() - theme().px(_PAD), y))
        if row.kind is RowKind.TITLE:
            self._paint_title(painter, rect, row)
        elif row.kind is RowKind.WORDS:
            self._paint_words(painter, rect, row)
        else:
            self._paint_answers(painter, rect, row)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, row: Row) -> None:
        now = theme()
        text = f"{row.name} ({row.lead})" if row.lead else row.name
        strong = lay_out(one_line(text), self._font(Weight.STRONG), rect.width(), _LINE)
        top = rect.bottom() - now.px(6) - strong.height
        strong.draw(painter, QPointF(now.px(_PAD), top), now.color(Tone.TEXT))

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row) -> None:
        now = theme()
        left = now.px(_PAD) + self._indent(row)
        top = rect.top() + now.px(9)
        taken = row.key in self._view.rows.taken
        edge = now.px(20)
        box = QRectF(left, top + now.px(1), edge, edge)
        draw_icon(painter, "check" if taken else "plus", Tone.GOOD if taken else Tone.ACCENT, box)
        left += now.px(34)
        if row.by:
            by = f"{row.by} · taken over" if taken else row.by
            small = lay_out(one_line(by), now.font(Size.BODY), rect.width(), _LINE)
            small.draw(painter, QPointF(left, top), now.color(Tone.SECONDARY))
            top += now.px(22)
        self._words(row, rect.width()).draw(painter, QPointF(left, top), now.color(Tone.TEXT))

    def _paint_answers(self, painter: QPainter, rect: QRect, row: Row) -> None:
        now, at = theme(), self._columns()
        top = rect.top() + now.px(10)
        left = float(at.left)
        if row.lead:
            lead = lay_out(row.lead, self._font(), line_height=_LINE)
            lead.draw(painter, QPointF(left, top), now.color(Tone.SECONDARY))
            left += self._lead(row)
        name = self._name(row, at)
        name.draw(painter, QPointF(left, top), now.color(Tone.TEXT))
        if row.folds:
            edge = now.px(16)
            is_open = self._view.rows.is_open(row)
            box = QRectF(left + name.width + now.px(6), top + now.px(3), edge, edge)
            draw_icon(painter, "chevron-down" if is_open else "chevron-right", Tone.SECONDARY, box)
        if not at.side_by_side:
            top += name.height + now.px(2)
            for one, laid in self._groups(row, at):
                self._paint_answer(painter, one, laid, left, top)
                top += laid.height + now.px(2)
            return
        given = {one.agency.id: one for one in row.given}
        for number, agency in enumerate(self._view.agencies):
            if agency.id in given:
                one = given[agency.id]
                x = at.first + number * at.each
                self._paint_answer(painter, one, self._cell(one, at), x, top)

    def _paint_answer(
        self, painter: QPainter, one: Given, laid: Laid, left: float, top: float
    ) -> None:
        now = theme()
        icon, tone = MEANS[one.means] if one.means else _NO_SCALE
        edge = self._edge()
        if icon:
            box = QRectF(left, top + (laid.line_height - edge) / 2, edge, edge)
            draw_icon(painter, icon, tone, box)
        laid.draw(painter, QPointF(left + edge + now.px(6), top), now.color(tone))


class RowsList(TallList):
    """``taken(Row, heading)`` when words are to be noted; the heading is None where it is open."""

    taken = Signal(object, object)

    def __init__(self, name: str) -> None:
        self.rows = RowsModel()
        self.agencies: tuple[Agency, ...] = ()
        self.letters = Size.LEAD
        super().__init__(name, self.rows, _RowDelegate(self))
        self.rows.setParent(self)

    def set_agencies(self, agencies: tuple[Agency, ...]) -> None:
        """Whose answers stand side by side."""
        self.agencies = agencies
        self.fit()

    def first_row(self) -> int:
        rows = enumerate(self.rows.rows)
        return next((at for at, row in rows if row.kind is not RowKind.TITLE), -1)

    def act(self, at: int, heading: NoteHeading | None = None) -> None:
        """Show what is behind a question, or take words over."""
        row = self.rows.rows[at]
        if row.kind is RowKind.WORDS:
            self.taken.emit(row, heading or row.heading)
        elif row.kind is RowKind.ANSWERS and heading is None:
            self.rows.toggle(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index: QModelIndex = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.act(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, key = self.currentIndex().row(), Qt.Key(event.key())
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if at < 0 or not plain:
            super().keyPressEvent(event)
        elif key in _KEYS:
            self.act(at, _KEYS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.act(at)
        elif key in {Qt.Key.Key_Right, Qt.Key.Key_Left}:
            row = self.rows.rows[at]
            if row.folds and self.rows.is_open(row) is (key == Qt.Key.Key_Left):
                self.rows.toggle(at)
        else:
            super().keyPressEvent(event)


class AgencyHeads(QWidget):
    """The agencies' names over their columns; they stay while the answers are scrolled."""

    def __init__(self, over: RowsList) -> None:
        super().__init__()
        self._list = over
        theme_changes().changed.connect(self.fit)

    def fit(self) -> None:
        """Be as high as the longest name; nothing where the answers stand below each other."""
        at = self._columns()
        names = [self._name(agency, at) for agency in self._list.agencies]
        wanted = bool(names) and at.side_by_side
        high = max((name.height for name in names), default=0) + theme().px(12)
        self.setFixedHeight(high if wanted else 0)
        self.update()

    def _columns(self) -> Columns:
        return Columns(max(self._list.viewport().width(), 200), len(self._list.agencies))

    def _name(self, agency: Agency, at: Columns) -> Laid:
        font = theme().font(Size.BODY, Weight.STRONG)
        return lay_out(visible(agency.name), font, max(at.each - theme().px(10), 40), 1.25)

    def paintEvent(self, _event: QPaintEvent) -> None:
        at = self._columns()
        if not at.side_by_side:
            return
        painter = QPainter(self)
        for number, agency in enumerate(self._list.agencies):
            name = self._name(agency, at)
            top = self.height() - name.height - theme().px(4)
            name.draw(painter, QPointF(at.first + number * at.each, top), theme().color(Tone.TEXT))
        painter.setPen(QPen(QColor(theme().palette.hairline), 1))
        y = self.height() - 0.5
        painter.drawLine(QPointF(at.left, y), QPointF(at.right, y))
