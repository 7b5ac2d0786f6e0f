"""The pages of a PDF as pictures: as many, as large and as white as they are; hostile bytes."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from app.reports.page_pictures import PagePictures, PagesUnreadableError


def three_pages() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    canvas.drawString(72, 720, "The first page of the report")
    canvas.showPage()
    canvas.setPageSize(landscape(A4))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, landscape(A4)[0], landscape(A4)[1], stroke=0, fill=1)
    canvas.showPage()
    canvas.setPageSize(A4)
    canvas.drawString(72, 720, "£ 50 – “quoted” words")
    canvas.showPage()
    canvas.save()
    return target.getvalue()


THREE = three_pages()


def test_pages_have_their_sizes_pictures_and_words() -> None:
    with PagePictures(THREE) as pages:
        assert len(pages) == 3
        assert [size.width > size.height for size in pages.sizes] == [False, True, False]
        picture = pages.picture(0, 595)
        assert abs(picture.width - 595) <= 1
        assert len(picture.pixels) == 4 * picture.width * picture.height
        assert picture.pixels[:4] == b"\xff\xff\xff\xff"
        assert set(picture.pixels[3::4]) == {255}
        assert min(picture.pixels[::4]) < 60, "nothing is printed on the page"
        red = pages.picture(1, 101)
        middle = 4 * (red.width * (red.height // 2) + red.width // 2)
        assert red.pixels[middle : middle + 4] == b"\xff\x00\x00\xff"
        assert "The first page of the report" in pages.text(0)
        assert "£ 50 – “quoted” words" in pages.text(2)


def test_a_page_is_never_larger_than_there_is_memory_for() -> None:
    with PagePictures(THREE) as pages:
        assert pages.picture(0, 0).width == 1
        huge = pages.picture(0, 10_000_000)
        assert huge.width * huge.height <= 60_100_000


def test_a_page_that_there_is_not() -> None:
    with PagePictures(THREE) as pages, pytest.raises(IndexError):
        pages.picture(3, 100)


def test_what_is_closed_says_so() -> None:
    pages = PagePictures(THREE)
    pages.close()
    pages.close()
    with pytest.raises(PagesUnreadableError):
        pages.picture(0, 100)
    with pytest.raises(PagesUnreadableError):
        pages.text(0)


@pytest.mark.parametrize(
    "damaged",
    [b"", b"%PDF-1.7", b"not a document at all", THREE[: len(THREE) // 3], b"\x00" * 4096],
)
def test_damaged_bytes_are_told_in_a_sentence(damaged: bytes) -> None:
    with pytest.raises(PagesUnreadableError) as told:
        PagePictures(damaged)
    assert "Nothing was changed" in told.value.sentence


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, len(THREE) - 1), junk=st.binary(min_size=1, max_size=40))
def test_whatever_was_changed_in_it_it_is_shown_or_refused(at: int, junk: bytes) -> None:
    changed = THREE[:at] + junk + THREE[at + len(junk) :]
    try:
        with PagePictures(changed) as pages:
            for page in range(len(pages)):
                pages.picture(page, 40)
                pages.text(page)
    except PagesUnreadableError:
        pass


def test_several_threads_may_ask_at_once() -> None:
    def draw(at: int) -> int:
        with PagePictures(THREE) as pages:
            return len(pages.picture(at % 3, 200).pixels) + len(pages.text(at % 3))

    run: Callable[[int], int] = draw
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(run, range(24)))) == 3


def test_it_is_loaded_when_the_first_page_is_shown() -> None:
    code = (
        "import sys, app.reports.page_pictures; "
        "sys.exit('pypdfium2' in sys.modules or 'reportlab' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
