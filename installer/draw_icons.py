"""Draw the program's icon and that of its files, from their SVG, for Windows and for Linux.

``python installer/draw_icons.py`` writes them anew after a drawing has changed.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Final

from PIL import Image

FOLDER: Final = Path(__file__).resolve().parent.parent / "resources" / "icons" / "program"
SIZES: Final = (256, 128, 64, 48, 40, 32, 24, 20, 16)
"""What Windows asks for at the usual scalings of the screen."""


def drawn(source: bytes, size: int) -> Image.Image:
    """An icon of so many pixels."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(source)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its types know bytes only
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


def main() -> None:
    """Write an .ico with every size, and the PNG of the largest, beside each SVG."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for source in sorted(FOLDER.glob("*.svg")):
        pictures = [drawn(source.read_bytes(), size) for size in SIZES]
        pictures[0].save(source.with_suffix(".png"), optimize=True)
        pictures[0].save(
            source.with_suffix(".ico"),
            sizes=[(size, size) for size in SIZES],
            append_images=pictures[1:],
        )


if __name__ == "__main__":
    main()
