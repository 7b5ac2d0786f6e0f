"""Two drafts as one text: what is gone struck through, what is new underlined; both spoken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.report_texts import Piece
from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import READING_WIDTH, Tone
from app.ui.widgets.plain import one_line, visible
from app.ui.widgets.text_layout import lay_out

_AROUND = 60  # letters of what stayed, on either side of a change


class ChangesView(QWidget):
    """Not by colour alone: a line through, a line below, and to a screen reader in words."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        super().__init__()
        self.pieces = shortened(pieces)
        self._text = "".join(visible(piece.text) for piece in self.pieces)
        self.setAccessibleName("What changed in the draft")
        self.setAccessibleDescription(spoken(self.pieces))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_changes().changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return lay_out(self._text, theme().font(), width).height

    def sizeHint(self) -> QSize:
        wide = theme().px(READING_WIDTH)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(170), theme().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme()
        laid = lay_out(self._text, now.font(), self.width())
        marks: list[QTextLayout.FormatRange] = []
        at = 0
        for piece in self.pieces:
            length = len(visible(piece.text).encode("utf-16-le")) // 2
            if piece.gone or piece.new:
                mark = QTextLayout.FormatRange()
                mark.start, mark.length = at, length
                look = QTextCharFormat()
                look.setForeground(now.color(Tone.SECONDARY if piece.gone else Tone.TEXT))
                look.setFontStrikeOut(piece.gone)
                look.setFontUnderline(piece.new)
                if piece.new:
                    look.setBackground(QColor(now.palette.accent_soft))
                mark.format = look
                marks.append(mark)
            at += length
        painter = QPainter(self)
        laid.draw(painter, self.rect().topLeft().toPointF(), now.color(Tone.TEXT), marks)


def spoken(pieces: Sequence[Piece]) -> str:
    """The changes for those who hear them."""
    words = [
        f"{'gone' if piece.gone else 'new'}: {one_line(piece.text).strip()}"
        for piece in pieces
        if (piece.gone or piece.new) and piece.text.strip()
    ]
    return "; ".join(words)


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same with what stayed cut to the words around the changes."""
    shown: list[Piece] = []
    for number, piece in enumerate(pieces):
        first, last = number == 0, number == len(pieces) - 1
        if piece.gone or piece.new or len(piece.text) <= 2 * _AROUND:
            shown.append(piece)
        elif first:
            shown.append(Piece(f"… {piece.text[-_AROUND:].partition(' ')[2]}"))
        elif last:
            shown.append(Piece(f"{piece.text[:_AROUND].rpartition(' ')[0]} …"))
        else:
            before, after = piece.text[:_AROUND], piece.text[-_AROUND:]
            shown.append(Piece(f"{before.rpartition(' ')[0]} … {after.partition(' ')[2]}"))
    return tuple(shown)
