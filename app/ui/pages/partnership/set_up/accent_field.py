"""The colour of a body's reports: written or picked, with a sample on paper and its contrast."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.audits import is_colour
from app.reports.palette import PRINT, palette_of
from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import RADIUS, Size, Space, Tone, Weight, contrast
from app.ui.widgets.buttons import Button, secondary_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine

PRESETS = (
    ("Teal", ""),
    ("Navy", "#1D3F72"),
    ("Purple", "#5B3A84"),
    ("Green", "#22643F"),
    ("Red", "#8C2730"),
    ("Slate", "#3B4754"),
)
_PAPER = "#FFFFFF"
_READABLE = 4.5


class AccentSample(QWidget):
    """A heading and a bar as they will stand on paper, which is white in every scheme."""

    def __init__(self) -> None:
        super().__init__()
        self.colour = PRINT.good
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("A heading and a bar in this colour")
        theme_changes().changed.connect(self.updateGeometry)

    def show_colour(self, colour: str) -> None:
        """Show another colour."""
        self.colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        now = theme()
        return QSize(now.px(260), now.px(78))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.palette.edge), 1))
        painter.setBrush(QColor(_PAPER))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        inside = box.adjusted(now.px(14), now.px(10), -now.px(14), -now.px(14))
        painter.setFont(now.font(Size.LEAD, Weight.STRONG))
        painter.setPen(QColor(self.colour))
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, "Executive summary")
        bar = QRectF(inside.left(), inside.bottom() - now.px(16), inside.width(), now.px(16))
        painter.fillRect(bar, QColor("#E3E7EA"))
        painter.fillRect(bar.adjusted(0, 0, -0.3 * bar.width(), 0), QColor(self.colour))


class AccentField(QWidget):
    """``edited(str)`` with "#RRGGBB", or nothing for the program's own colour."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.line = LineField(
            "Colour of the reports",
            hint="Of headings and bars on paper. Written as #1D3F72. Empty: the program’s own.",
            characters=9,
            longest=40,
        )
        self.line.edited.connect(self._typed)
        column.addWidget(self.line)
        presets = FlowLayout(gap=Space.S)
        self.presets: dict[str, Button] = {}
        for name, colour in PRESETS:
            button = secondary_button(name)
            button.setAccessibleName(f"Colour: {name}")
            button.setIcon(_swatch(colour or PRINT.good))
            button.clicked.connect(partial(self.pick, colour))
            self.presets[name] = button
            presets.addWidget(button)
        column.addLayout(presets)
        self.sample = AccentSample()
        row = FlowLayout(gap=Space.L)
        row.addWidget(self.sample)
        column.addLayout(row)
        self.told = IconLine("check", "", Tone.GOOD)
        column.addWidget(self.told)
        self._tell("")

    def set_value(self, colour: str) -> None:
        """Show a colour, without ``edited``."""
        self.line.set_value(colour)
        self._tell(colour)

    def pick(self, colour: str) -> None:
        """Take one of those that are offered."""
        self.line.set_error("")
        self.set_value(colour)
        self.edited.emit(colour)

    def flush(self) -> None:
        """Say now what was typed a moment ago."""
        self.line.flush()

    def _typed(self, text: str) -> None:
        colour = as_colour(text)
        if colour is None:
            self.line.set_error("Write a colour as # and six figures or letters, such as #1D3F72.")
            return
        self.line.set_error("")
        self._tell(colour)
        self.edited.emit(colour)

    def _tell(self, colour: str) -> None:
        wanted = colour if is_colour(colour) else PRINT.good
        printed = palette_of(colour if is_colour(colour) else "").good
        self.sample.show_colour(printed)
        ratio = f"{contrast(wanted, _PAPER):.1f} : 1"
        if contrast(wanted, _PAPER) >= _READABLE:
            self.told.set("check", f"Easy to read on white paper ({ratio}).", Tone.GOOD)
        elif printed.upper() != wanted.upper():
            words = f"Pale on white paper ({ratio}): a darker shade of it is printed."
            self.told.set("attention", words, Tone.ATTENTION)
        else:
            words = f"Pale on white paper ({ratio}): headings will be hard to read."
            self.told.set("attention", words, Tone.ATTENTION)
        self.told.label.set_tone(Tone.TEXT)


def as_colour(text: str) -> str | None:
    """A typed colour as "#RRGGBB", empty for none; None where it is not one."""
    words = text.strip().upper()
    if not words:
        return ""
    colour = words if words.startswith("#") else f"#{words}"
    return colour if is_colour(colour) else None


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(32, 32)
    picture.fill(QColor(colour))
    return QIcon(picture)
