"""A key press until its character is painted, and *next question* until its page is painted.

*Check your answers*, with all of the form on it, is timed by itself: its first screenful until it
is painted, and how long the window is busy at a time while the rest is put below.

On an agency's desk as it is used: a real workspace, the window, and a form whose every comment is
2,000 words long. A time ends when the window has nothing left to do: the text is laid out, the box
has grown, the page has scrolled, all of it is painted. Keys come at a typist's pace while answers
are saved; a key that has to wait for the saving has waited from the moment when it was due.

The floors, in the same window size and the same run: a bare ``QPlainTextEdit`` with the same text,
and a bare ``QStackedWidget`` of plain labels, radio buttons and text boxes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bare_form import BareForm
from benchmarks.long_desk import HEIGHT, ROOT, WIDTH, WORDS, agency_desk, long_form, open_form
from benchmarks.rounds import large_audit
from benchmarks.watch import Times, content_of, longest_pause, rest, say, typing, until_idle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.storage import Workspace
    from app.ui.interview.interview import Interview

OPENED = 12  # times that the check page is shown for the first time
LOOK = 0.35  # seconds that somebody looks at a page before going on, at the least
_PLACES = {1.0: "at the end", 0.5: "in the middle", 0.0: "at the start"}


def bare_typing(text: str, place: float) -> Times:
    """A window with one plain text box."""
    from PySide6.QtWidgets import QPlainTextEdit

    box = QPlainTextEdit()
    box.resize(WIDTH, HEIGHT)
    box.setPlainText(text)
    box.show()
    box.activateWindow()
    try:
        return typing("bare QPlainTextEdit", box, place)
    finally:
        box.close()


def bare_turns(bare: BareForm) -> Times:
    """Turn all pages of plain widgets."""
    bare.at = -1
    taken = [
        until_idle(bare.turn, lambda: content_of(bare.stack.currentWidget())) for _ in bare.texts
    ]
    return Times("bare QStackedWidget", tuple(taken))


def turning(name: str, interview: Interview, pause: float) -> Times:
    """Press *next question* through all the form, a while after each page was shown."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    def shown() -> QWidget:
        return content_of(interview.page())

    interview.go("about")
    until_idle(lambda: None, shown)
    taken = []
    while interview.step != "check":
        rest(pause)
        focus = QApplication.focusWidget() or interview.forward
        before = interview.step
        taken.append(
            until_idle(
                lambda focus=focus: QTest.keyClick(  # type: ignore[misc]
                    focus, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier
                ),
                shown,
            )
        )
        if interview.step == before:
            raise RuntimeError("the page was not turned")
    return Times(name, tuple(taken))


def checking(desk: Workspace, audit_id: str) -> tuple[Times, Times]:
    """Show the check page of a form that was just opened, again and again."""
    from app.ui.interview.check_page import CheckPage
    from app.ui.widgets import text_layout

    shown, busy = [], []
    for _ in range(OPENED):
        text_layout._lay_out.cache_clear()  # as if this were the first form
        with open_form(desk, audit_id) as interview:
            rest(LOOK)
            go = partial(interview.go, "check")
            shown.append(until_idle(go, lambda form=interview: content_of(form.page())))  # type: ignore[misc]
            page = interview.page()
            assert isinstance(page, CheckPage)
            if not page.is_complete:
                busy.append(longest_pause(page.completed))
            interview.go("Q1")  # where the desk opens the next time
            rest(LOOK)
    return (
        Times("check your answers, first screenful", tuple(shown)),
        Times("check your answers, longest pause until all is there", tuple(busy)),
    )


def measure() -> None:
    """Everything, in this process."""
    from PySide6.QtWidgets import QApplication

    from app.ui.interview.question_page import QuestionPage
    from app.ui.theme import Scheme, apply_theme
    from app.ui.widgets import text_layout

    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        desk, audit_id = agency_desk(Path(name))
        tool = large_audit(1, 1).tool
        form = long_form(tool)
        typed = (("Q1", "one paragraph"), ("Q2", "in paragraphs"))
        floors = [bare_typing(form.answer(q).comment, at) for q, _ in typed for at in _PLACES]
        bare = BareForm(form, tool, WIDTH, HEIGHT)
        first, again = bare_turns(bare), bare_turns(bare)
        bare.stack.close()
        apply_theme(app, Scheme.LIGHT)
        print(f"typing and turning pages, on {app.platformName()}:")
        with closing(desk):
            with open_form(desk, audit_id) as interview:
                say(turning("next question, not shown before", interview, LOOK), first, 50)
                say(turning("next question, shown before", interview, 0.0), again, 50)
            text_layout._lay_out.cache_clear()  # as if this were the first form
            with open_form(desk, audit_id) as interview:
                at_once = turning("next question at once, not shown before", interview, 0.0)
                say(at_once, first, 50)
            for times in checking(desk, audit_id):
                say(times, first, 50)
            with open_form(desk, audit_id) as interview:
                for question, how in typed:
                    interview.go(question)
                    page = interview.page()
                    assert isinstance(page, QuestionPage)
                    box = page.blocks()[0].comment.box
                    until_idle(lambda: None, box.viewport)
                    for place, where in _PLACES.items():
                        title = f"key press {where} of {WORDS:,} words {how}"
                        say(typing(title, box, place), floors.pop(0), 16)


def main() -> None:
    """Measure on this machine's display, on Xvfb where there is none, else offscreen."""
    environment = dict(os.environ)
    command = [sys.executable, "-m", "benchmarks.typing_and_turning", "here"]
    xvfb = shutil.which("xvfb-run")
    if "QT_QPA_PLATFORM" not in environment and not environment.get("DISPLAY"):
        if sys.platform == "linux" and xvfb:
            command = [xvfb, "-a", "-s", f"-screen 0 {WIDTH + 80}x{HEIGHT + 80}x24", *command]
            environment["QT_QPA_PLATFORM"] = "xcb"
        elif sys.platform == "linux":
            environment["QT_QPA_PLATFORM"] = "offscreen"
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["here"]:
        measure()
    else:
        main()
