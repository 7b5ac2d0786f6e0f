"""A picture of the body's logo, as somebody gives it: checked, made small, kept as a plain PNG."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from app.errors import PartnershipAuditError, TooLargeError
from app.handover.files import read_file

KINDS = "Pictures (*.png *.jpg *.jpeg)"
_FORMATS = {b"png", b"jpeg"}
_MOST_BYTES = 4 * 1024 * 1024
_MOST_PIXELS = 40_000_000
_KEPT = QSize(1200, 480)


class LogoError(PartnershipAuditError):
    """A file can't be used as a logo."""

    sentence = (
        "This picture can’t be used as a logo. Nothing was changed. "
        "Choose a PNG or JPEG file of up to 4 MB."
    )


def read_logo(path: Path) -> bytes:
    """The picture in a file as a PNG of at most 1200 by 480 pixels.

    It is drawn anew: nothing else that the file may carry, such as where it was taken, is kept.

    Raises:
        LogoError: it is no picture, or too large.
    """
    try:
        content = read_file(path, _MOST_BYTES)
    except TooLargeError as error:
        raise LogoError from error
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    known = bytes(reader.format().data()) in _FORMATS
    if not known or size.isEmpty() or size.width() * size.height() > _MOST_PIXELS:
        raise LogoError
    if size.width() > _KEPT.width() or size.height() > _KEPT.height():
        reader.setScaledSize(size.scaled(_KEPT, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise LogoError
    return _png(image)


def _png(image: QImage) -> bytes:
    drawn = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.drawImage(0, 0, image)
    painter.end()
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(out, QByteArray(b"png")).write(drawn):
        raise LogoError
    return bytes(out.data().data())
