"""The pages of a PDF as pictures and as text, made in memory: nothing is written anywhere.

pypdfium2 is loaded when the first document is opened, not when the program starts.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from app.errors import PartnershipAuditError

_MOST_PIXELS = 60_000_000  # a page of A4 at 600 dots an inch is 35 million
_ONE_AT_A_TIME = threading.RLock()  # PDFium is not made for two threads at once


class PagesUnreadableError(PartnershipAuditError):
    """The bytes are no PDF, or one that is damaged."""

    sentence = (
        "The pages can’t be shown: the document is damaged or incomplete. "
        "Nothing was changed. Make it again."
    )


@dataclass(frozen=True)
class PageSize:
    """The size of a page in points, 72 to an inch."""

    width: float
    height: float


@dataclass(frozen=True)
class PagePicture:
    """A page as pixels: four bytes each (red, green, blue, opaque), row after row."""

    width: int
    height: int
    pixels: bytes


class PagePictures:
    """A PDF that is open. ``close`` it, or use it with ``with``; closing twice is once."""

    def __init__(self, content: bytes) -> None:
        """Open a PDF.

        Raises:
            PagesUnreadableError: it is none, or it has no pages.
        """
        self._document: Any = None
        self._sizes: tuple[PageSize, ...] = ()
        with _pdfium() as pdfium:
            self._document = pdfium.PdfDocument(content)
            try:
                count = len(self._document)
                sizes = (self._document.get_page_size(at) for at in range(count))
                self._sizes = tuple(PageSize(width, height) for width, height in sizes)
                if any(size.width <= 0 or size.height <= 0 for size in self._sizes):
                    raise PagesUnreadableError
            except BaseException:
                self.close()
                raise
        if not self._sizes:
            self.close()
            raise PagesUnreadableError

    def __enter__(self) -> PagePictures:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._sizes)

    @property
    def sizes(self) -> tuple[PageSize, ...]:
        """The size of every page."""
        return self._sizes

    def picture(self, at: int, width: int) -> PagePicture:
        """Draw a page, counted from 0, so many pixels wide; one that would be huge is smaller.

        Raises:
            PagesUnreadableError: it can't be drawn, or the document is closed.
        """
        size = self._size(at)
        most = (_MOST_PIXELS * size.width / size.height) ** 0.5
        scale = max(1.0, min(float(width), most)) / size.width
        with _pdfium(), self._page(at) as page:
            bitmap = page.render(
                scale=scale, rev_byteorder=True, prefer_bgrx=True, fill_color=(255, 255, 255, 255)
            )
            try:
                pixels = _opaque(bitmap)
                return PagePicture(bitmap.width, bitmap.height, pixels)
            finally:
                bitmap.close()

    def text(self, at: int) -> str:
        """The words of a page in reading order.

        Raises:
            PagesUnreadableError: it can't be read, or the document is closed.
        """
        self._size(at)
        with _pdfium(), self._page(at) as page:
            words = page.get_textpage()
            try:
                return "\n".join(str(words.get_text_bounded()).splitlines())
            finally:
                words.close()

    def close(self) -> None:
        """Let go of the document."""
        with _ONE_AT_A_TIME:
            if self._document is not None:
                self._document.close()
                self._document = None

    def _size(self, at: int) -> PageSize:
        if not 0 <= at < len(self._sizes):
            raise IndexError(at)
        return self._sizes[at]

    @contextmanager
    def _page(self, at: int) -> Iterator[Any]:
        if self._document is None:
            raise PagesUnreadableError
        page = self._document[at]
        try:
            yield page
        finally:
            page.close()


@contextmanager
def _pdfium() -> Iterator[Any]:
    """PDFium for one thread; its failures as ours."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            yield pypdfium2
        except pypdfium2.PdfiumError as error:
            raise PagesUnreadableError from error


def _opaque(bitmap: Any) -> bytes:
    """The pixels without what a row may have at its end, the fourth byte of each set to 255."""
    row = 4 * bitmap.width
    pixels = bytearray(bytes(bitmap.buffer))
    if bitmap.stride != row:
        rows = range(bitmap.height)
        pixels = bytearray(
            b"".join(pixels[y * bitmap.stride : y * bitmap.stride + row] for y in rows)
        )
    pixels[3::4] = b"\xff" * (bitmap.width * bitmap.height)
    return bytes(pixels)
