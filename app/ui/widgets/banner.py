"""A message on the page: what is the case, and the sensible next thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme.current import theme
from app.ui.theme.tokens import RADIUS, Size, Space, Tone
from app.ui.widgets.buttons import Button, Kind
from app.ui.widgets.choices import Group
from app.ui.widgets.icon_view import IconView
from app.ui.widgets.labels import hint, strong_text
from app.ui.widgets.plain import one_line
from app.ui.widgets.surfaces import stack_when_narrow

_ICONS = {
    Tone.ATTENTION: "attention",
    Tone.GOOD: "check",
    Tone.PROBLEM: "problem",
    Tone.ACCENT: "info",
}
_SPOKEN = {Tone.ATTENTION: "Needs a look", Tone.GOOD: "Good", Tone.PROBLEM: "Problem"}


class ToneFrame(Group):
    """A card with a bar in a tone at its left; to a screen reader a group."""

    def __init__(self, tone: Tone) -> None:
        super().__init__("")
        self._tone = tone

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, p = theme(), theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline.addRoundedRect(box, RADIUS, RADIUS)
        painter.fillPath(outline, QColor(p.surface))
        painter.setPen(QPen(QColor(p.hairline), 1))
        painter.drawPath(outline)
        painter.setClipRect(QRectF(0, 0, 4, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.color(self._tone))
        painter.drawRoundedRect(QRectF(0, 0, 2 * RADIUS, self.height()), RADIUS, RADIUS)


class Banner(ToneFrame):
    """Icon, a sentence in bold, more text, and an action. ``acted`` when the action is taken."""

    acted = Signal()

    def __init__(
        self, tone: Tone, sentence: str, text: str = "", *, action: str = "", icon: str = ""
    ) -> None:
        super().__init__(tone)
        spoken = f"{_SPOKEN.get(tone, 'Note')}: {one_line(sentence)}"
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(one_line(text))
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(Space.XL - 2, Space.M + 2, Space.L + 2, Space.M + 2)
        row.setSpacing(Space.L)
        words_and_icon = QWidget()
        inner = QBoxLayout(QBoxLayout.Direction.LeftToRight, words_and_icon)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.M + 2)
        picture = IconView(icon or _ICONS.get(tone, "info"), tone, line=Size.BODY)
        inner.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.sentence = strong_text(sentence)
        words.addWidget(self.sentence)
        self.text = hint(text)
        words.addWidget(self.text)
        inner.addLayout(words, 1)
        self.text.setVisible(bool(text))  # shown before it has a parent, it would be a window
        row.addWidget(words_and_icon, 1, Qt.AlignmentFlag.AlignVCenter)
        self.button: Button | None = None
        if action:
            kind = Kind.PRIMARY if tone in {Tone.ATTENTION, Tone.ACCENT} else Kind.SECONDARY
            self.button = Button(action, kind)
            self.button.clicked.connect(lambda: self.acted.emit())
            row.addWidget(self.button)
            stack_when_narrow(self, row, 520)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, sentence: str, text: str = "") -> None:
        """Say something else in the same tone."""
        self.sentence.setText(sentence)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(f"{_SPOKEN.get(self._tone, 'Note')}: {one_line(sentence)}")
        self.setAccessibleDescription(one_line(text))
