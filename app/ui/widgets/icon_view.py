"""An icon that stands by itself or before a word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import ICON, LINE_HEIGHT, Size, Space, Tone, Weight
from app.ui.widgets.labels import TextLabel


class IconView(QWidget):
    """Draws one icon, in step with text of a size when ``line`` is given. Decorative: unnamed."""

    def __init__(
        self, name: str, tone: Tone = Tone.TEXT, *, edge: int = ICON, line: int = 0
    ) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._edge = edge
        self._line = line
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_changes().changed.connect(self.updateGeometry)

    def set_icon(self, name: str, tone: Tone) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        edge = theme().px(self._edge)
        line = round(theme().px(self._line) * LINE_HEIGHT) if self._line else 0
        return QSize(edge, max(edge, line))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        edge = theme().px(self._edge)
        top = (self.height() - edge) / 2
        painter = QPainter(self)
        draw_icon(painter, self._name, self._tone, QRectF(0, top, edge, edge))


class IconLine(QWidget):
    """An icon and a sentence, the icon level with the first line."""

    def __init__(
        self,
        icon: str,
        text: str,
        tone: Tone,
        *,
        size: Size = Size.BODY,
        weight: Weight = Weight.REGULAR,
        wrap: bool = True,
    ) -> None:
        super().__init__()
        self.icon = IconView(icon, tone, edge=round(size * 1.25), line=size)
        self.label = TextLabel(text, size=size, weight=weight, tone=tone, wrap=wrap)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS + 2)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.label.setText(text)

    def set(self, icon: str, text: str, tone: Tone) -> None:
        """Say something else in another tone."""
        self.icon.set_icon(icon, tone)
        self.label.set_tone(tone)
        self.label.setText(text)
