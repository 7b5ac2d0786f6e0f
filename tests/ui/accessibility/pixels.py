"""Reads text out of a picture: its ground, its pieces, and the ink of each.

Ink is what differs most from its ground. Letters are drawn with soft edges, so that thin strokes
may never reach their true colour in a small picture: what is measured is at most the true contrast.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QTransform

from app.ui.theme.tokens import contrast

# In pixels at 100 %: gaps wider than this part two pieces; what is thinner is a line or a dot.
_GAP = 10
_THIN = 4
_ICON = 26
_FILLED = 0.45


@dataclass(frozen=True)
class Ink:
    """The contrast of one piece, and whether it has the shape of an icon or a swatch."""

    ratio: float
    ink: str
    ground: str
    like_an_icon: bool


def inks(image: QImage, zoom: int = 1) -> list[Ink]:
    """The pieces of text in a picture, each with its contrast to what is behind it."""
    if image.isNull():
        return []
    # Every seventh pixel is enough to know what there is most of.
    bits = memoryview(bytes(image.constBits())).cast("I")
    ground, _count = Counter(bits[::7].tolist()).most_common(1)[0]
    return _inks_on(image, ground, zoom)


def _inks_on(image: QImage, ground: int, zoom: int) -> list[Ink]:
    found: list[Ink] = []
    for rect in _pieces(image, ground, zoom):
        if rect.width() < _THIN * zoom or rect.height() < _THIN * zoom:
            continue
        piece = image.copy(rect)
        colours = _colours(piece)
        most, count = colours.most_common(1)[0]
        if most != ground and count > _FILLED * rect.width() * rect.height():
            found.extend(_inks_on(piece, most, zoom))  # a tag, a pill: it has text of its own
            continue
        often = [colour for colour, count in colours.items() if count >= 2]
        ink = max(often, key=lambda colour: _ratio(colour, ground), default=ground)
        wide, high = rect.width() / zoom, rect.height() / zoom
        square = max(wide, high) <= _ICON and 0.6 <= wide / high <= 1.7
        found.append(Ink(_ratio(ink, ground), _name(ink), _name(ground), square))
    return found


def _pieces(image: QImage, ground: int, zoom: int) -> Iterator[QRect]:
    """The picture cut along empty rows and wide empty columns, until nothing is left to cut."""
    whole = image.rect()
    for top, bottom in _runs(_filled(image, ground), 0):
        band = image.copy(0, top, image.width(), bottom - top)
        turned = band.transformed(QTransform().rotate(90))
        for left, right in _runs(_filled(turned, ground), _GAP * zoom):
            rect = QRect(left, top, right - left, bottom - top)
            if rect == whole:
                yield rect
            else:
                for inner in _pieces(image.copy(rect), ground, zoom):
                    yield inner.translated(rect.topLeft())


def _filled(image: QImage, ground: int) -> list[bool]:
    """For each row, whether anything but the ground is in it."""
    step, wide = image.bytesPerLine(), image.width() * 4
    bits = bytes(image.constBits())
    empty = ground.to_bytes(4, "little") * image.width()
    return [bits[at * step : at * step + wide] != empty for at in range(image.height())]


def _runs(filled: list[bool], gap: int) -> Iterator[tuple[int, int]]:
    """From where to where something is, over gaps that are no wider."""
    begin = end = -1
    for at, is_filled in enumerate(filled):
        if not is_filled:
            continue
        if begin >= 0 and at - end > gap:
            yield begin, end
            begin = -1
        if begin < 0:
            begin = at
        end = at + 1
    if begin >= 0:
        yield begin, end


def _colours(image: QImage) -> Counter[int]:
    # 32 bits a pixel: no row is padded.
    return Counter(memoryview(bytes(image.constBits())).cast("I"))


@lru_cache(maxsize=100_000)
def _ratio(one: int, other: int) -> float:
    return contrast(_name(one), _name(other))


def _name(colour: int) -> str:
    return f"#{colour & 0xFFFFFF:06X}"
