"""Pages on a printer, painted one by one; nothing of them is put on a disk by the program."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.errors import PartnershipAuditError
from app.reports.page_pictures import PagePictures, PageSize
from app.ui.pages.partnership.report.pages_view import image_of

_LEAST_DOTS = 300
_MOST_DOTS = 600  # beyond it only the time grows


class NotPrintedError(PartnershipAuditError):
    """The printer took nothing."""

    sentence = (
        "The printer did not take the pages. Nothing was changed. "
        "Look whether it is switched on and ready, then print again."
    )


def ask_for_printer(parent: QWidget, name: str, pages: int) -> QPrinter | None:
    """The printer, the pages and the copies that somebody chooses; None where it was left."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print")
    dialog.setMinMax(1, max(pages, 1))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def print_pages(
    content: bytes, printer: QPrinter, on_page: Callable[[int, int], None] | None = None
) -> int:
    """Print a PDF, beside the window. ``on_page(done, of)`` may leave by raising.

    Returns:
        how many pages were printed, each counted once.

    Raises:
        NotPrintedError: the printer did not take them.
        PagesUnreadableError: it is no PDF.
    """
    with PagePictures(content) as pages:
        chosen = _chosen(printer, len(pages))
        copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
        wanted = chosen * copies
        if not wanted:
            return 0
        printer.setFullPage(True)
        _turn(printer, pages.sizes[wanted[0]])
        painter = QPainter()
        if not painter.begin(printer):
            raise NotPrintedError
        try:
            for done, at in enumerate(wanted):
                if done:
                    _turn(printer, pages.sizes[at])
                    if not printer.newPage():
                        raise NotPrintedError
                _paint(painter, printer, pages, at)
                if on_page is not None:
                    on_page(done + 1, len(wanted))
        except BaseException:
            printer.abort()
            raise
        finally:
            painter.end()
    return len(chosen)


def _chosen(printer: QPrinter, count: int) -> list[int]:
    """The pages that were asked for, from 0."""
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        last = printer.toPage() or count
        return list(range(printer.fromPage() - 1, min(last, count)))
    return list(range(count))


def _turn(printer: QPrinter, size: PageSize) -> None:
    wide = size.width > size.height
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)


def _paint(painter: QPainter, printer: QPrinter, pages: PagePictures, at: int) -> None:
    """Paint a page as large as it is, or as the paper takes it, in the middle of the paper."""
    size, dots = pages.sizes[at], printer.resolution()
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    wide, high = size.width * dots / 72, size.height * dots / 72
    shrink = min(1.0, sheet.width() / wide, sheet.height() / high)
    wide, high = wide * shrink, high * shrink
    drawn = ceil(size.width / 72 * min(max(dots, _LEAST_DOTS), _MOST_DOTS))
    image = image_of(pages.picture(at, drawn))
    left, top = (sheet.width() - wide) / 2, (sheet.height() - high) / 2
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(left, top, wide, high), image, QRectF(image.rect()))
