"""Where things lie on the auditor's pages, at the sizes at which they are tight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.answer_case import start_form
from app.ui.theme import Scheme, apply_theme
from tests.builders import full_form
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


def test_the_window_to_look_at_stays_in_sight_where_the_side_has_no_room(
    opened: Scene, qapp: QApplication
) -> None:
    def fully_seen() -> bool:
        line = opened.interview.here.line
        return line.isVisible() and line.visibleRegion().boundingRect() == line.rect()

    audit_id = opened.desk.views[0].audit.id
    start_form(opened.session.workspace, audit_id, "T-1", full_form())
    opened.desk.show_audit(audit_id)
    opened.settle()
    opened.window.resize(1200, 720)
    opened.open_case("T-1", "Q1")
    assert not opened.interview.here.isVisible(), "the side says it"
    apply_theme(qapp, Scheme.LIGHT, 2.0)
    try:
        opened.settle()
        opened.qtbot.waitUntil(fully_seen)
        said = opened.interview.here.line.text()
        assert said.startswith("Case A · JS · UIN T-1 · 6 months to ")
        bar = opened.question.verticalScrollBar()
        bar.setValue(bar.maximum())
        opened.settle()
        assert fully_seen()
        opened.window.resize(700, 720)
        opened.qtbot.waitUntil(fully_seen)
        opened.go("about")
        assert not opened.interview.here.isVisible(), "the page says it"
        opened.go("check")
        assert not opened.interview.here.isVisible()
    finally:
        apply_theme(qapp, Scheme.LIGHT)
