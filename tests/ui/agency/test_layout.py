"""Where things lie on the auditor's pages, at the sizes at which they are tight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.theme import Scheme, apply_theme
from tests.ui.agency.scene import Scene


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    """Text at 200 %."""
    apply_theme(qapp, Scheme.LIGHT, 2.0)
    yield
    apply_theme(qapp, Scheme.LIGHT)


@pytest.mark.usefixtures("large")
def test_the_days_to_look_at_come_into_sight_when_they_are_known(opened: Scene) -> None:
    opened.window.resize(1000, 720)
    opened.open_case("T-1", "about")
    page = opened.about
    page.involved.day.setFocus()
    note = page._window.labels[0]
    for box, text in ((page.involved.day, "11"), (page.involved.month, "1")):
        box.setFocus()
        opened.settle()
        opened.write(text)
    page.involved.year.setFocus()
    opened.settle()
    # As low as it can be while one still sees where one types.
    year = page.involved.year
    content = page.widget()
    assert content is not None
    under = year.mapTo(content, QPoint(0, year.height())).y()
    page.verticalScrollBar().setValue(under - page.viewport().height())
    QTest.keyClicks(year, "2018")
    opened.qtbot.waitUntil(lambda: note.visibleRegion().boundingRect() == note.rect())
    assert "11 January 2018" in note.text()
    assert year.visibleRegion().boundingRect() == year.rect()
