"""Words on the page. Every label of the program is made here, and all of them are plain text.

``TextLabel`` draws its own lines: Qt's label knows no line height, and text at 1.45 is what makes
long reading bearable. It reports its height for its width, and can be selected and copied.
"""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import LINE_HEIGHT, READING_WIDTH, Size, Tone, Weight
from app.ui.widgets.plain import visible
from app.ui.widgets.text_layout import UNBOUNDED, Laid, lay_out, text_width

_LONG = 2_000  # letters


class TextLabel(QLabel):
    """Wrapping plain text in one size, weight and tone."""

    def __init__(
        self,
        text: str = "",
        *,
        size: Size | int = Size.BODY,
        weight: Weight = Weight.REGULAR,
        tone: Tone = Tone.TEXT,
        line_height: float = LINE_HEIGHT,
        wrap: bool = True,
        selectable: bool = False,
        tabular: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._size = size
        self._weight = weight
        self._tone = tone
        self._line_height = line_height
        self._wrap = wrap
        self._tabular = tabular
        self._align = align
        self._selectable = selectable
        self._selection: tuple[int, int] = (0, 0)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Minimum,
            QSizePolicy.Policy.Minimum,
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        if selectable:
            self.setCursor(Qt.CursorShape.IBeamCursor)
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._restyle()
        theme_changes().changed.connect(self._restyle)
        self.setText(text)

    # --- what it says ---------------------------------------------------------------------------

    def setText(self, text: str) -> None:
        shown = visible(text)
        if shown == self.text():
            return  # else the whole page would be laid out again
        self._selection = (0, 0)
        super().setText(shown)
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Say the same in another tone."""
        self._tone = tone
        self.update()

    def set_align(self, align: Qt.AlignmentFlag) -> None:
        """Set the lines at the left, in the middle or at the right."""
        self._align = align
        self.update()

    def set_weight(self, weight: Weight) -> None:
        """Say the same in another weight."""
        self._weight = weight
        self._restyle()

    def selected_text(self) -> str:
        """What is selected, for copying."""
        start, end = sorted(self._selection)
        return self.text()[start:end]

    def _restyle(self) -> None:
        self._font = theme().font(self._size, self._weight, tabular=self._tabular)
        self.updateGeometry()
        self.update()

    def text_font(self) -> QFont:
        """The font that the text is drawn in."""
        return self._font

    # --- room -----------------------------------------------------------------------------------

    def _laid(self, width: int) -> Laid:
        inside = width - self.contentsMargins().left() - self.contentsMargins().right()
        wide = inside if self._wrap else UNBOUNDED
        align = self._align if self._wrap else Qt.AlignmentFlag.AlignLeft
        return lay_out(self.text(), self._font, wide, self._line_height, align)

    def _with_margins(self, width: int, height: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(
            width + margins.left() + margins.right(), height + margins.top() + margins.bottom()
        )

    def sizeHint(self) -> QSize:
        cap = theme().px(READING_WIDTH) if self._wrap else UNBOUNDED
        if max(map(len, self.text().split("\n"))) <= cap:  # a letter is wider than a pixel
            natural = lay_out(self.text(), self._font, UNBOUNDED, self._line_height)
            if natural.width <= cap:
                return self._with_margins(natural.width + 1, natural.height)
        if len(self.text()) > _LONG:
            return self._with_margins(cap, self._guessed_height(cap))
        laid = lay_out(self.text(), self._font, cap, self._line_height)
        return self._with_margins(cap, laid.height)

    def _guessed_height(self, width: int) -> int:
        """How high a long text is, about: the exact height is told for the width that it gets."""
        step = lay_out("", self._font, UNBOUNDED, self._line_height).height
        letter = QFontMetricsF(self._font).averageCharWidth() / 2  # never too high
        return ceil(len(self.text()) * letter / width) * step

    def minimumSizeHint(self) -> QSize:
        if not self._wrap:
            return self.sizeHint()
        longest = max(self.text().split(), key=len, default="")
        word = min(text_width(longest, self._font), theme().px(170))
        line = lay_out("", self._font, UNBOUNDED, self._line_height).height
        return self._with_margins(word, line)

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        if not self._wrap:
            return self.sizeHint().height()
        return self._with_margins(0, self._laid(width).height).height()

    # --- drawing and selecting ------------------------------------------------------------------

    def _origin(self, laid: Laid) -> QPointF:
        box = self.contentsRect()
        top = float(box.top())
        if not self._wrap:
            top += max(0.0, (box.height() - laid.height) / 2)
            if self._align & Qt.AlignmentFlag.AlignRight:
                return QPointF(box.right() + 1 - laid.width, top)
        return QPointF(box.left(), top)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        laid = self._laid(self.width())
        tone = self._tone if self.isEnabled() else Tone.SECONDARY
        laid.draw(painter, self._origin(laid), theme().color(tone), self._selected())

    def _selected(self) -> list[QTextLayout.FormatRange]:
        start, end = sorted(self._selection)
        if start == end:
            return []
        # Imported here: its enumerations take long to load, and a page opens with nothing selected.
        from PySide6.QtGui import QTextCharFormat

        marked = QTextLayout.FormatRange()
        marked.start, marked.length = start, end - start
        look = QTextCharFormat()
        look.setBackground(QColor(theme().palette.accent))
        look.setForeground(QColor(theme().palette.on_accent))
        marked.format = look
        return [marked]

    def _position(self, point: QPointF) -> int:
        laid = self._laid(self.width())
        inside = point - self._origin(laid)
        last = laid.layout.lineCount() - 1
        row = min(max(int(inside.y() // laid.line_height), 0), last)
        return int(laid.layout.lineAt(row).xToCursor(inside.x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._selectable or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        at = self._position(event.position())
        self._selection = (at, at)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._selectable and event.buttons() & Qt.MouseButton.LeftButton:
            self._selection = (self._selection[0], self._position(event.position()))
            self.update()
        else:
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._selectable:
            self._selection = (0, len(self.text()))
            self.update()
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._selectable and event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif self._selectable and event.matches(QKeySequence.StandardKey.SelectAll):
            self._selection = (0, len(self.text()))
            self.update()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self._selectable:
            event.ignore()
            return
        from app.ui.widgets.menus import Menu

        menu = Menu(self)
        menu.add("Copy", self._copy, icon="copy")
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.selected_text() or self.text())

    def lines_rect(self) -> QRect:
        """The room that the text really takes, for what is aligned with it."""
        laid = self._laid(self.width())
        return QRect(self._origin(laid).toPoint(), QSize(laid.width, laid.height))


def text_label(
    text: str,
    *,
    size: Size | int = Size.BODY,
    weight: Weight = Weight.REGULAR,
    tone: Tone = Tone.TEXT,
    wrap: bool = True,
    selectable: bool = False,
) -> TextLabel:
    """Any label. Plain text, made visible; the way in for every word on the screen."""
    return TextLabel(text, size=size, weight=weight, tone=tone, wrap=wrap, selectable=selectable)


def page_title(text: str) -> TextLabel:
    """The one title of a page (26)."""
    return TextLabel(text, size=Size.PAGE, weight=Weight.STRONG, line_height=1.25)


def question_title(text: str) -> TextLabel:
    """A whole question as the title of its page (20)."""
    return TextLabel(text, size=Size.SECTION, weight=Weight.STRONG, line_height=1.35)


def section_title(text: str) -> TextLabel:
    """The title of a part of a page (16)."""
    return TextLabel(text, size=Size.LEAD, weight=Weight.STRONG, line_height=1.35)


def body_text(text: str, *, selectable: bool = False, tone: Tone = Tone.TEXT) -> TextLabel:
    """A paragraph."""
    return TextLabel(text, selectable=selectable, tone=tone)


def strong_text(text: str) -> TextLabel:
    """A sentence that leads."""
    return TextLabel(text, weight=Weight.STRONG)


def hint(text: str) -> TextLabel:
    """A quieter sentence under a title or beside a field."""
    return TextLabel(text, tone=Tone.SECONDARY)


def caption(text: str, *, tone: Tone = Tone.SECONDARY) -> TextLabel:
    """The small print: counts, where one is, when it was saved (12)."""
    return TextLabel(text, size=Size.CAPTION, tone=tone, line_height=1.4)
