"""The product's line icons: SVG files of 20 px, drawn in the colour that is asked for.

Nothing is read before it is drawn, and a drawn icon is kept, so that a list of two hundred
marks costs two drawings.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from app.ui.theme.current import theme
from app.ui.theme.tokens import ICON, Tone


@lru_cache(maxsize=1)
def icon_folder() -> Path:
    """Where the icons lie, in the source tree as in the installed program."""
    return Path(__file__).resolve().parents[3] / "resources" / "icons"


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (icon_folder() / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # only a window that shows an icon pays for it

    source = _source(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon_pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon in a colour, ``size`` device-independent pixels wide."""
    return _pixmap(name, colour, size, ratio)


def draw_icon(painter: QPainter, name: str, tone: Tone | str, rect: QRectF) -> None:
    """Draw an icon, in a tone or a colour, into the middle of a rectangle."""
    colour = theme().palette.tone(tone) if isinstance(tone, Tone) else tone
    size = round(min(rect.width(), rect.height()))
    if size <= 0:
        return
    pixmap = _pixmap(name, colour, size, painter.device().devicePixelRatioF())
    left = rect.left() + (rect.width() - size) / 2
    top = rect.top() + (rect.height() - size) / 2
    painter.drawPixmap(QRectF(round(left), round(top), size, size), pixmap, QRectF(pixmap.rect()))


def icon(name: str, tone: Tone = Tone.TEXT) -> QIcon:
    """An icon for a button or a menu, sharp on screens of one, one and a half and two times."""
    palette = theme().palette
    faded = QColor(palette.secondary).name()
    made = QIcon()
    size = theme().px(ICON)
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(_pixmap(name, palette.tone(tone), size, ratio), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(name, palette.tone(tone), size, ratio), QIcon.Mode.Active)
        made.addPixmap(_pixmap(name, faded, size, ratio), QIcon.Mode.Disabled)
    return made
