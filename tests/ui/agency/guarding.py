"""A hand and eyes for the guard in a form: what is marked, and what is done about it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.returns import Form, Person
from app.services.answer_case import start_form
from app.ui.interview.guard_menu import GuardMenu
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.marked_line import MarkedLine
from app.ui.widgets.text_marks import TextMark
from tests.builders import full_form
from tests.ui.agency.scene import Scene

CTRL = Qt.KeyboardModifier.ControlModifier
TYPED = "Spoke to PK and Mrs Khan."


def comment(scene: Scene) -> GrowingText:
    """The comment of the question that is shown."""
    return scene.question.blocks()[0].comment


def places(box: GrowingText | MarkedLine) -> list[str]:
    """The words that are marked, as Qt counts them."""
    units = box.box.typed().encode("utf-16-le")
    cut = [units[2 * m.start : 2 * (m.start + m.length)] for m in marks(box)]
    return [each.decode("utf-16-le") for each in cut]


def marks(box: GrowingText | MarkedLine) -> tuple[TextMark, ...]:
    """What is marked."""
    return box.box._marks


def remark(box: GrowingText | MarkedLine) -> str:
    """What is said under the box."""
    return box._remark.label.text() if box._remark.isVisible() else ""


def wait_for(scene: Scene, box: GrowingText | MarkedLine, *words: str) -> None:
    """Wait until these words are marked, and no others."""
    scene.qtbot.waitUntil(lambda: places(box) == list(words))


def type_comment(scene: Scene, text: str = TYPED, step: str = "Q1") -> GrowingText:
    """Type into the comment of a question of the first case."""
    scene.open_case("T-1", step)
    box = comment(scene)
    box.setFocus()
    scene.write(text)
    return box


def ask(scene: Scene, box: GrowingText | MarkedLine, words: str) -> GuardMenu:
    """Ask with the keys about the mark on some words."""
    box.setFocus()
    box.box.point_at(marks(box)[places(box).index(words)].start + 1)
    scene.qtbot.keyClick(box.box, Qt.Key.Key_Period, CTRL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, GuardMenu)
    return menu


def entries(menu: QMenu) -> list[str]:
    """What can be chosen in a menu."""
    return [each.text() for each in menu.actions() if each.isEnabled() and each.text()]


def entry(menu: QMenu, text: str) -> QAction:
    """The entry that begins so."""
    return next(each for each in menu.actions() if each.text().startswith(text))


def inner(menu: QMenu, text: str) -> QMenu:
    """The menu behind an entry."""
    found = next(each for each in menu.findChildren(QMenu) if each.title().startswith(text))
    assert isinstance(found, QMenu)
    return found


def choose(scene: Scene, menu: QMenu, top: str, then: str = "") -> None:
    """Choose an entry of the menu, or one behind it, by the keys."""
    menu.setActiveAction(entry(menu, top))
    if then:
        scene.qtbot.keyClick(menu, Qt.Key.Key_Right)
        menu = inner(menu, top)
        assert menu.isVisible()
        menu.setActiveAction(entry(menu, then))
    scene.qtbot.keyClick(menu, Qt.Key.Key_Return)
    back(scene)


def back(scene: Scene) -> None:
    """A menu takes the keyboard for good where there is no window manager: give it back."""
    with scene.qtbot.waitActive(scene.window):
        scene.window.activateWindow()
    scene.settle()


def with_form(scene: Scene, form: Form) -> None:
    """Put a form down for the first case."""
    start_form(scene.session.workspace, scene.desk.views[0].audit.id, "T-1", form)


def form_with(**comments: str) -> Form:
    """A whole form with these comments."""
    form = replace(full_form(), people=(Person("p1", "step-father"),))
    for place, text in comments.items():
        form = form.with_answer(place, replace(form.answer(place), comment=text))
    return form
