"""Where things are in the window: controls by the names that a screen reader would speak."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QTextEdit,
    QWidget,
)

from app.ui.frame import MainWindow
from app.ui.interview.editors import LongTextEditor
from app.ui.interview.interview import Interview
from app.ui.interview.question_block import QuestionBlock
from app.ui.interview.question_page import QuestionPage
from app.ui.widgets.tour import Tour
from tests.runs.eyes import Finder


def main_window() -> MainWindow:
    """The window of the program."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))


def top() -> QWidget:
    """What takes keys and clicks now: a dialog, else the window."""
    return QApplication.activeModalWidget() or main_window()


def button(*names: str) -> Finder:
    """A button whose name is, or begins with, one of these. The first name that is found wins."""

    def find() -> QWidget | None:
        seen = [b for b in top().findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()]
        for name in names:
            whole = next((b for b in seen if name in _names(b)), None)
            begun = (b for b in seen if any(n.startswith(name) for n in _names(b)))
            found = whole or next(begun, None)
            if found is not None:
                return found
        return None

    return find


def text_box(name: str) -> Finder:
    """A box to type in, by its name or how that begins."""

    def find() -> QWidget | None:
        boxes: list[QWidget] = [*top().findChildren(QLineEdit), *top().findChildren(QTextEdit)]
        seen = (b for b in boxes if b.isVisible() and b.accessibleName().startswith(name))
        return next(seen, None)

    return find


def path_box() -> QWidget | None:
    """The box of the file dialog that takes a path."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QFileDialog):
        return None
    return next((b for b in dialog.findChildren(QLineEdit) if b.isVisible()), None)


def tour() -> QWidget | None:
    """The tour, while it lies over the window."""
    return next((t for t in main_window().findChildren(Tour) if t.isVisible()), None)


def menu() -> QMenu | None:
    """The menu that hangs open."""
    popup = QApplication.activePopupWidget()
    return popup if isinstance(popup, QMenu) else None


# --- in a form ------------------------------------------------------------------------------------


def form() -> Interview | None:
    """The form that is shown."""
    page = main_window().page()
    return page if isinstance(page, Interview) else None


def step() -> str:
    """The page of the form where the keyboard is; empty while that is still on its way."""
    shown, focus = form(), QApplication.focusWidget()
    if shown is None or focus is None or not shown.isAncestorOf(focus):
        return ""
    page = shown.page()
    below = (shown.forward, shown.back, shown.cases, shown.steps)
    return shown.step if page.isAncestorOf(focus) or page is focus or focus in below else ""


def option(place: str, name: str) -> Finder:
    """An option of the question at a place."""

    def find() -> QWidget | None:
        block = _block(place)
        buttons = block.findChildren(QAbstractButton) if block is not None else []
        return next((b for b in buttons if b.isVisible() and b.accessibleName() == name), None)

    return find


def comment(place: str) -> Finder:
    """The box for what was found at a place."""

    def find() -> QWidget | None:
        block = _block(place)
        return block.comment.box if block is not None and block.comment.isVisible() else None

    return find


def answer_box(place: str) -> Finder:
    """The box for the text that answers a place."""

    def find() -> QWidget | None:
        block = _block(place)
        for editor in block.editors if block is not None else ():
            if isinstance(editor, LongTextEditor) and place in editor.fields:
                return editor.fields[place].box
            found = editor.findChildren(QLineEdit)
            if found:
                return found[0]
        return None

    return find


def _block(place: str) -> QuestionBlock | None:
    shown = form()
    page = shown.page() if shown is not None else None
    if not isinstance(page, QuestionPage):
        return None
    return next((block for block in page.blocks() if place in block.places), None)


def _names(widget: QAbstractButton) -> tuple[str, str]:
    return widget.accessibleName(), widget.text().replace("&", "")


def content(box: QWidget | None) -> str:
    """The text that is in a box."""
    if isinstance(box, QLineEdit):
        return box.text()
    return box.toPlainText() if isinstance(box, QTextEdit) else ""
