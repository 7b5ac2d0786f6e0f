"""The screens at any size of text, in any theme, for keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.services.answer_case import start_form
from app.ui.interview.interview import Interview
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.home import HomePage
from app.ui.theme import Scheme, apply_theme
from tests.builders import full_form
from tests.ui.agency.scene import Scene
from tests.ui.helpers import interactive


def screens(scene: Scene) -> Iterator[str]:
    """Every screen of the desk, one after the other."""
    desk = scene.desk
    audit_id = desk.views[0].audit.id
    start_form(scene.session.workspace, audit_id, "T-1", full_form())
    visits: list[tuple[str, Callable[[], object]]] = [
        ("home", desk.show_home),
        ("audit", lambda: desk.show_audit(audit_id)),
        ("about", lambda: desk.open_case("T-1", "about")),
        ("question", lambda: scene.interview.go("Q2")),
        ("judgement", lambda: scene.interview.go("J1")),
        ("closing", lambda: scene.interview.go("C1")),
        ("check", lambda: scene.interview.go("check")),
        ("seal", desk.show_sealing),
        ("sent", desk.show_sent),
    ]
    for name, go in visits:
        go()
        scene.settle()
        yield name


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
def test_nothing_is_cut_off_at_200_per_cent_in_the_smallest_window(
    qapp: QApplication, opened: Scene, scheme: Scheme
) -> None:
    apply_theme(qapp, scheme, 2.0)
    opened.window.resize(900, 620)
    opened.settle()
    assert opened.window.width() == 900
    for name in screens(opened):
        page = opened.window.page()
        assert page is not None
        for area in (*page.findChildren(QScrollArea), page):
            if not isinstance(area, QScrollArea) or not area.isVisible():
                continue
            content = area.widget()
            assert content is not None
            assert content.width() <= area.viewport().width(), name


def test_every_control_has_a_name(opened: Scene) -> None:
    for name in screens(opened):
        nameless = [
            widget
            for widget in interactive(opened.window)
            if widget.isVisible() and not widget.accessibleName()
        ]
        assert nameless == [], name


def test_every_screen_gives_the_keyboard_a_place(opened: Scene) -> None:
    for name in screens(opened):
        page = opened.window.page()
        focus: QWidget | None = QApplication.focusWidget()
        assert page is not None
        assert focus is not None, name
        assert page.isAncestorOf(focus), name


def test_the_side_gives_way_and_its_steps_are_reached_by_a_button(
    qapp: QApplication, opened: Scene
) -> None:
    interview = opened.open_case("T-1", "Q1")
    assert interview.nav.isVisible()
    assert not interview.steps.isVisible()
    apply_theme(qapp, Scheme.LIGHT, 2.0)
    opened.window.resize(900, 620)
    opened.settle()
    assert not interview.nav.isVisible()
    opened.click(interview.steps)
    popover = QApplication.activePopupWidget()
    assert popover is not None
    popover.nav.chosen.emit("J1")  # type: ignore[attr-defined]
    opened.settle()
    assert interview.step == "J1"
    apply_theme(qapp, Scheme.LIGHT, 1.0)
    opened.window.resize(1320, 860)
    opened.settle()
    assert interview.nav.isVisible()
    assert opened.page(Interview) is interview


def test_the_window_is_left_as_it_was_found(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    opened.close()
    assert opened.window.page() is None
    assert opened.window._status_left.text() == ""


def test_places_and_the_menu_above_lead_everywhere(opened: Scene) -> None:
    opened.window.place_chosen.emit("sent")
    opened.settle()
    menu = opened.window._audit.menu()
    names = [action.text() for action in menu.actions() if action.text()]
    ways = ["A small audit", "My audits", "Sent"]
    ways += ["Keys and lock", "Copies of this desk", "History", "Help"]
    assert sorted(names) == sorted(ways)
    menu.actions()[0].trigger()
    opened.settle()
    opened.page(AuditPage)


def test_tab_goes_down_the_page_and_on_to_its_buttons(opened: Scene) -> None:
    opened.open_case("T-1", "Q2")
    interview = opened.interview
    opened.key(Qt.Key.Key_N)
    opened.question.blocks()[1].editors[0].setFocus()
    opened.key(Qt.Key.Key_Tab)
    for expected in (interview.cases, interview.back, interview.forward):
        assert opened.focus() is expected
        opened.key(Qt.Key.Key_Tab)
    opened.go("check")
    check = opened.check
    for link in check.stops.links():
        opened.key(Qt.Key.Key_Tab)
        assert opened.focus() is link
    opened.desk.show_audit(interview.audit.id)
    opened.settle()
    page = opened.page(AuditPage)
    page.cases.row("T-2").more.setFocus()
    opened.key(Qt.Key.Key_Tab)
    assert opened.focus() is page.nil_for_all
    opened.key(Qt.Key.Key_Tab)
    assert opened.focus() is page.more
    opened.key(Qt.Key.Key_Tab)
    assert opened.focus() is page.blank
    opened.key(Qt.Key.Key_Tab)
    assert opened.focus() is page.seal
    opened.desk.show_home()
    opened.settle()
    home = opened.page(HomePage)
    card = home.cards[interview.audit.id]
    rows = [card.cases.row("T-1"), card.cases.row("T-2")]
    for control in (card.next, *rows, card.all, card.words.same, home.zone.button):
        assert opened.focus() is control
        opened.key(Qt.Key.Key_Tab)
