"""Every widget of the product by itself, with invented content."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.ui.theme.current import theme
from app.ui.widgets.surfaces import ReadingColumn
from tests.ui import specimens
from tests.ui.gallery.showing import Visit, present


def widgets(visit: Visit) -> None:
    """The sheets of widgets, and two whole windows made of them."""
    made: dict[str, Callable[[], QWidget]] = {
        "question": specimens.question_window,
        "tracker": specimens.tracker_window,
        "fields": lambda: _page(specimens.fields_sheet()),
        "choices": lambda: _page(specimens.choices_sheet()),
        "lists": lambda: _page(specimens.lists_sheet()),
    }
    for name, make in made.items():
        window = make()
        present(visit, f"widgets-{name}", window)
        window.close()
        window.deleteLater()


def _page(content: QWidget) -> QWidget:
    page = specimens.as_page(content)
    width = round(840 * min(theme().scale, 1.6))
    page.resize(QSize(width, 800))
    page.ensurePolished()
    if isinstance(content, ReadingColumn):
        page.resize(QSize(width, max(content.content_height(width), 400)))
    return page
