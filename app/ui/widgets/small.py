"""The small things: tags, pills, key hints, the thin progress bar, a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.icons import draw_icon
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Button, Kind
from app.ui.widgets.choices import Group
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.option_card import paint_key_chip
from app.ui.widgets.plain import one_line
from app.ui.widgets.text_layout import text_width


class StatusTag(QWidget):
    """An icon and a word on a soft fill: how far something is."""

    def __init__(self, text: str, tone: Tone = Tone.SECONDARY, icon: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(text, tone, icon)
        theme_changes().changed.connect(self.updateGeometry)

    def set(self, text: str, tone: Tone = Tone.SECONDARY, icon: str = "") -> None:
        """Say something else."""
        self._text, self._tone, self._icon = one_line(text), tone, icon
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        now = theme()
        icon = now.px(20) if self._icon else 0
        return QSize(text_width(self._text, now.font(13)) + icon + now.px(20), now.px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, p = theme(), theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(p.soft(self._tone)))
        painter.setPen(QPen(QColor(p.hairline), 1) if p.is_high_contrast else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        left = float(now.px(10))
        if self._icon:
            edge = now.px(16)
            box = QRectF(left - 2, (self.height() - edge) / 2, edge, edge)
            draw_icon(painter, self._icon, self._tone, box)
            left += now.px(18)
        painter.setFont(now.font(13))
        painter.setPen(now.color(self._tone))
        box = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._text)


class KeyHint(QWidget):
    """A key as it looks on a keyboard, for help and status lines. Quiet to a screen reader."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_changes().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        now = theme()
        width = max(now.px(21), text_width(self._key, now.font(11)) + now.px(12))
        return QSize(width, now.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_key_chip(painter, QRectF(self.rect()), self._key)


class ProgressBar(QWidget):
    """A thin bar. Its name says what is counted; the value is part of the name that is spoken."""

    def __init__(self, name: str, done: int = 0, total: int = 0) -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set(done, total)

    def set(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._done, self._total = done, total
        self.setAccessibleName(f"{self._name}: {done} of {total}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(QColor(p.outline), 1) if p.is_high_contrast else Qt.PenStyle.NoPen
        painter.setPen(edge)
        painter.setBrush(QColor(p.surface if p.is_high_contrast else p.hairline))
        whole = QRectF(self.rect())
        painter.drawRoundedRect(whole, 3, 3)
        share = min(max(self._done / self._total, 0.0), 1.0) if self._total else 0.0
        if share > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(p.accent))
            wide = max(whole.width() * share, 6.0)
            painter.drawRoundedRect(QRectF(0, 0, wide, whole.height()), 3, 3)


class Rule(QWidget):
    """A hairline between two rows; ``upright`` between two columns."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        along, across = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(across, along)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(along, across)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(theme().palette.hairline))


class Pills(Group):
    """A row of filters of which one is on. ``chosen(key)`` when another is.

    With ``kind`` they look like the titles of what is shown below.
    """

    chosen = Signal(str)

    def __init__(
        self,
        pills: Sequence[tuple[str, str]],
        name: str,
        *,
        current: str = "",
        kind: Kind = Kind.PILL,
    ) -> None:
        super().__init__(name)
        self._locked = False
        self._buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        gap = Space.S if kind is Kind.PILL else Space.XL
        flow = FlowLayout(self, gap=gap, row_gap=Space.S)
        for key, text in pills:
            button = Button(text, kind)
            button.setCheckable(True)
            button.clicked.connect(partial(self._clicked, key))
            self._group.addButton(button)
            self._buttons[key] = button
            flow.addWidget(button)
        self.set_current(current or (pills[0][0] if pills else ""))

    def current(self) -> str:
        """The key of the pill that is on."""
        return next((key for key, b in self._buttons.items() if b.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Put a pill on, without ``chosen``."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            self.setFocusProxy(self._buttons[key])
            self._show_locked()

    def lock(self, why: str) -> None:
        """Let no other be chosen. The one that is on keeps its place for the keyboard, with why."""
        self._locked = True
        self.setAccessibleDescription(one_line(why))
        for button in self._buttons.values():
            button.setAccessibleDescription(one_line(why))
        self._show_locked()

    def _show_locked(self) -> None:
        if self._locked:
            for button in self._buttons.values():
                button.setEnabled(button.isChecked())

    def buttons(self) -> tuple[Button, ...]:
        """The buttons of all pills."""
        return tuple(self._buttons.values())

    def button(self, key: str) -> Button:
        """The button of a pill."""
        return self._buttons[key]

    def _clicked(self, key: str) -> None:
        if self._locked:
            return
        self.setFocusProxy(self._buttons[key])
        self.chosen.emit(key)


class SvgView(QWidget):
    """A drawing that came as SVG, sharp at any size and on any screen.

    It keeps its proportions, and is as wide as there is room, up to ``most`` px.
    """

    def __init__(self, name: str, svg: bytes = b"", *, most: int = 1_200) -> None:
        super().__init__()
        from PySide6.QtSvg import QSvgRenderer  # only a page with a chart pays for it

        self._renderer = QSvgRenderer(self)
        self._most = most
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if svg:
            self.set_svg(svg, name)

    def set_svg(self, svg: bytes, name: str) -> None:
        """Show another drawing; its name says in words what it shows."""
        self._renderer.load(QByteArray(svg))
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._renderer.defaultSize().boundedTo(QSize(self._most, 10_000))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._renderer.defaultSize()
        return round(min(width, self._most) * size.height() / size.width()) if size.width() else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        wide = min(self.width(), self._most)
        self._renderer.render(QPainter(self), QRectF(0, 0, wide, self.heightForWidth(wide)))
