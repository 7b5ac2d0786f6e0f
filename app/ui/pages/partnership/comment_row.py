"""How one comment is drawn: who wrote at the left, the words at the right, the tags below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.analysis.comment_search import Comment, Place, occurrences
from app.ui.models.comments_model import COMMENT_ROLE, MEANS, Chip, case_words, question_words
from app.ui.models.row_list import Index
from app.ui.pages.partnership.comment_lines import Breaker
from app.ui.theme.current import theme
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import Size, Tone, Weight
from app.ui.widgets.plain import one_line, visible
from app.ui.widgets.text_layout import Laid, lay_out, text_width
from app.ui.widgets.text_marks import units

if TYPE_CHECKING:
    from app.ui.pages.partnership.comments_list import CommentsList

_NARROW = 720
_PAD, _META, _GAP, _TEXT = 20, 210, 28, 640
_CHIP = 26
_MOST_FOUND = 200


@dataclass(frozen=True)
class _Line:
    """One line of what stands beside a comment."""

    words: str
    weight: Weight = Weight.REGULAR
    tone: Tone = Tone.SECONDARY
    icon: str = ""


class CommentDelegate(QStyledItemDelegate):
    """Measures and draws the rows of a ``CommentsList``."""

    def __init__(self, view: CommentsList) -> None:
        super().__init__(view)
        self._view = view
        self._sizes: dict[tuple[str, int, Weight], int] = {}
        self._rows: dict[Place, tuple[tuple[Chip, ...], int]] = {}
        self._breaker: Breaker | None = None
        self._width = 0

    def forget(self) -> None:
        """Measure anew: the width or the size of the letters is another."""
        self._sizes.clear()
        self._rows.clear()
        self._breaker = None

    # --- measures --------------------------------------------------------------------------------

    def _columns(self) -> tuple[int, int, int, int]:
        """Where the words about a comment stand and how wide they are; the same of its text."""
        now = theme()
        width = max(self._view.viewport().width(), 220)
        pad = now.px(_PAD)
        room = width - 2 * pad
        if width < now.px(_NARROW):
            return pad, room, pad, room
        meta = now.px(_META)
        left = pad + meta + now.px(_GAP)
        return pad, meta, left, min(width - pad - left, now.px(_TEXT))

    def _is_narrow(self) -> bool:
        return self._view.viewport().width() < theme().px(_NARROW)

    def breaker(self) -> Breaker:
        """Breaks the texts in the width that there is."""
        width = self._columns()[3]
        if self._breaker is None or self._breaker.width != width:
            self._breaker = Breaker(theme().font(), width)
        return self._breaker

    def _about(self, one: Comment) -> Iterator[_Line]:
        if self._is_narrow():
            yield _Line(f"{one.agency.name} · {case_words(one)}", Weight.STRONG, Tone.TEXT)
        else:
            yield _Line(one.agency.name, Weight.STRONG, Tone.TEXT)
            yield _Line(case_words(one))
        if one.question is None or one.question.id != self._view.question:
            yield _Line(question_words(one))
        if one.about:
            yield _Line(one.about)
        if one.answer:
            icon, tone = MEANS[one.means]
            yield _Line(one.answer, Weight.REGULAR, tone, icon)

    def _line(self, line: _Line, width: int) -> Laid:
        inside = width - (theme().px(22) if line.icon else 0)
        font = theme().font(Size.BODY, line.weight)
        return lay_out(one_line(line.words), font, max(inside, 60), 1.35)

    def _line_height(self, line: _Line, width: int) -> int:
        key = (f"{line.icon}{line.words}", width, line.weight)
        if key not in self._sizes:
            self._sizes[key] = self._line(line, width).height
        return self._sizes[key]

    def _chip_width(self, chip: Chip) -> int:
        key = (f"chip {chip.words}", 0, Weight.REGULAR)
        if key not in self._sizes:
            now = theme()
            self._sizes[key] = text_width(chip.words, now.font(13)) + now.px(38)
        return self._sizes[key]

    def _chip_rows(self, chips: Sequence[Chip], width: int) -> list[list[tuple[Chip, int]]]:
        gap = theme().px(6)
        rows: list[list[tuple[Chip, int]]] = []
        used = width + 1
        for chip in chips:
            wide = min(self._chip_width(chip), width)
            if used + gap + wide > width:
                rows.append([])
                used = -gap
            rows[-1].append((chip, wide))
            used += gap + wide
        return rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        # Asked of every row whenever one of them has changed.
        if self._width != (width := self._view.viewport().width()):
            self.forget()
            self._width = width
        one = self._view.comment(index.row())
        chips = self._view.chips(one)
        known = self._rows.get(one.place)
        if known is None or known[0] != chips:
            known = self._rows[one.place] = (chips, self._measure(one, chips))
        return QSize(100, known[1])

    def _measure(self, one: Comment, chips: Sequence[Chip]) -> int:
        now = theme()
        _, meta_width, _, text_wide = self._columns()
        meta = sum(self._line_height(line, meta_width) for line in self._about(one))
        text = round(self.breaker().height(visible(one.text)))
        if chips:
            rows = len(self._chip_rows(chips, text_wide))
            text += now.px(8) + rows * now.px(_CHIP + 4)
        high = meta + now.px(6) + text if self._is_narrow() else max(meta, text)
        return high + 2 * now.px(14) + 1

    # --- drawing ---------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, p = theme(), theme().palette
        one: Comment = index.data(COMMENT_ROLE)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), QColor(p.accent_soft))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height() - 1),
                             QColor(p.accent))  # fmt: skip
        painter.setPen(QPen(QColor(p.hairline), 1))
        y = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left() + now.px(_PAD), y),
                         QPointF(rect.right() - now.px(_PAD), y))  # fmt: skip
        left, width, text_left, text_wide = self._columns()
        top = rect.top() + now.px(14)
        below = self._paint_about(painter, one, QPointF(left, top), width)
        if self._is_narrow():
            top = below + now.px(6)
        laid = self.breaker().lay_out(visible(one.text))
        found = self._found(visible(one.text))
        laid.draw(painter, QPointF(text_left, top), now.color(Tone.TEXT), found)
        top += round(self.breaker().height(visible(one.text))) + now.px(8)
        self._paint_chips(painter, self._view.chips(one), QPointF(text_left, top), text_wide)
        painter.restore()

    def _paint_about(self, painter: QPainter, one: Comment, at: QPointF, width: int) -> float:
        now, top = theme(), at.y()
        for line in self._about(one):
            laid = self._line(line, width)
            left = at.x()
            if line.icon:
                edge = now.px(16)
                box = QRectF(left, top + (laid.line_height - edge) / 2, edge, edge)
                draw_icon(painter, line.icon, line.tone, box)
                left += now.px(22)
            laid.draw(painter, QPointF(left, top), now.color(line.tone))
            top += laid.height
        return top

    def _paint_chips(
        self, painter: QPainter, chips: Sequence[Chip], at: QPointF, width: int
    ) -> None:
        now, p = theme(), theme().palette
        top = at.y()
        for row in self._chip_rows(chips, width):
            left = at.x()
            for chip, wide in row:
                box = QRectF(left, top, wide, now.px(_CHIP))
                painter.setBrush(QColor(p.soft(chip.tone)))
                painter.setPen(QPen(QColor(p.edge), 1))
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
                edge = now.px(16)
                icon = QRectF(left + now.px(7), top + (box.height() - edge) / 2, edge, edge)
                draw_icon(painter, chip.icon, chip.tone, icon)
                painter.setFont(now.font(13))
                painter.setPen(now.color(chip.tone))
                inside = box.adjusted(now.px(28), 0, -now.px(6), 0)
                painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, chip.words)
                left += wide + now.px(6)
            top += now.px(_CHIP + 4)

    def _found(self, text: str) -> list[QTextLayout.FormatRange]:
        """The words that are looked for, on a ground of their own and underlined."""
        if not self._view.words:
            return []
        # Imported here: its enumerations take long to load, and a desk opens without a search.
        from PySide6.QtGui import QTextCharFormat

        ranges = []
        # A text that is drawn in thousands of pieces takes seconds.
        for start, end in occurrences(text, self._view.words)[:_MOST_FOUND]:
            found = QTextLayout.FormatRange()
            found.start, found.length = units(text[:start]), units(text[start:end])
            look = QTextCharFormat()
            look.setBackground(QColor(theme().palette.attention_soft))
            look.setForeground(QColor(theme().palette.text))
            look.setFontUnderline(True)
            found.format = look
            ranges.append(found)
        return ranges
