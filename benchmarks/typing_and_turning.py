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
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.returns import Form
from app.domain.tool import AuditTool
from benchmarks.bare_form import BareForm
from benchmarks.rounds import clock, folder, generated_form, large_audit

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

    from app.storage import Workspace
    from app.ui.interview.interview import Interview

ROOT = Path(__file__).parent.parent
WORDS = 2_000
PASSPHRASE = "for this run only"  # noqa: S105  of a workspace that is gone after the run
KEYS = 40
OPENED = 12  # times that the check page is shown for the first time
PACE = 0.05  # seconds from one key to the next: faster than anybody types
LOOK = 0.35  # seconds that somebody looks at a page before going on, at the least
WIDTH, HEIGHT = 1320, 860


@dataclass(frozen=True)
class Times:
    """Some times of one kind, in milliseconds."""

    name: str
    taken: tuple[float, ...]

    @property
    def p95(self) -> float:
        """What 95 of 100 stay under."""
        return statistics.quantiles(self.taken, n=20, method="inclusive")[-1]

    def __str__(self) -> str:
        return (
            f"median {statistics.median(self.taken):.1f} ms, 95 of 100 under {self.p95:.1f} ms, "
            f"longest {max(self.taken):.1f} ms"
        )


def say(product: Times, floor: Times, aim: float) -> None:
    """Print one line."""
    held = "held" if product.p95 < aim else "MISSED"
    print(
        f"{product.name}: {product} ({len(product.taken)} times; aim {aim:.0f} ms, {held}); "
        f"{floor.name}: {floor}; ratio at 95 of 100 {product.p95 / floor.p95:.2f}",
        flush=True,
    )


# --- the desk ---------------------------------------------------------------------------------


def in_paragraphs(text: str, words: int = 120) -> str:
    """The text in paragraphs, as people write."""
    found = text.split()
    return "\n".join(" ".join(found[at : at + words]) for at in range(0, len(found), words))


def long_form(tool: AuditTool) -> Form:
    """A form with a comment of 2,000 words to every question. One is a single paragraph."""
    form = generated_form(tool, random.Random(1), WORDS)  # noqa: S311  reproducible, and no secret
    answers = {
        key: replace(answer, comment=in_paragraphs(answer.comment), text=in_paragraphs(answer.text))
        for key, answer in form.answers.items()
    }
    answers["Q1"] = replace(answers["Q1"], comment=form.answers["Q1"].comment)
    return replace(form, answers=answers)


def agency_desk(base: Path) -> tuple[Workspace, str]:
    """An agency's workspace with the sample's tool, one case of it answered at length."""
    from app.handover.files import read_file
    from app.services.answer_case import start_form
    from app.services.issue_packs import issue_packs
    from app.services.open_pack import open_pack
    from app.services.set_up_desk import (
        set_up_agency_desk,
        set_up_partnership_desk,
        try_recovery_words,
    )

    audit = large_audit(3, 1)
    partnership, sheet = set_up_partnership_desk(
        base / "partnership", passphrase=PASSPHRASE, clock=clock
    )
    with closing(partnership):
        try_recovery_words(partnership, " ".join(sheet.words))
        with partnership.work() as work:
            work.audits.add(audit)
            work.commit()
        (pack,) = issue_packs(partnership, audit.id, folder(base, "packs"), clock=clock).packs
    desk = set_up_agency_desk(base / "agency", passphrase=PASSPHRASE, clock=clock)
    opened = open_pack(desk, read_file(pack.path), clock=clock).audit
    start_form(desk, opened.id, opened.cases[0].uin, long_form(audit.tool))
    return desk, opened.id


@contextmanager
def open_form(desk: Workspace, audit_id: str) -> Iterator[Interview]:
    """The window with the desk and the form in it."""
    from PySide6.QtWidgets import QApplication

    from app.services.context import Context
    from app.ui.frame import MainWindow
    from app.ui.garbage import GarbageCollector
    from app.ui.pages.agency.desk import AgencyDesk
    from app.ui.session import Session
    from app.ui.tasks import TaskRunner

    def crashed(error: BaseException) -> None:
        raise error

    window, tasks = MainWindow(), TaskRunner(crashed)
    collector = GarbageCollector()
    context = Context(clock=clock, resources=ROOT / "resources", data=lambda: desk.folder)
    agency = AgencyDesk(window, Session(desk, context, tasks))
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.activateWindow()
    agency.start()

    def settle() -> None:
        while tasks.is_busy:
            tasks.finish()
            QApplication.processEvents()

    settle()
    agency.show_audit(audit_id)
    settle()
    agency.open_case(agency.views[-1].audit.cases[0].uin, "Q1")
    settle()
    interview = agency.interview
    if interview is None:
        raise RuntimeError("the form did not open")
    collector.keep()
    try:
        yield interview
    finally:
        collector.stop()
        agency.close()
        tasks.finish()
        window.close()
        tasks.shutdown()


# --- the watch --------------------------------------------------------------------------------


def until_idle(act: Callable[[], object], shows: Callable[[], QWidget], due: float = 0.0) -> float:
    """Do something; the milliseconds until what shows it is painted and nothing is left to do."""
    from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, QTimer

    class Watch(QObject):
        painted = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt names it
            if event.type() == QEvent.Type.Paint:
                self.painted = True
            return False

    watch, loop = Watch(), QEventLoop()
    ended: list[float] = []

    def idle() -> None:
        if watch.painted and not ended:
            ended.append(time.perf_counter())
            loop.quit()

    begun = max(due, 0.0) or time.perf_counter()
    act()
    shown = shows()
    shown.installEventFilter(watch)
    shown.update()  # also where what changed lies out of sight
    dispatcher = QAbstractEventDispatcher.instance()
    dispatcher.aboutToBlock.connect(idle)
    QTimer.singleShot(5_000, loop.quit)
    loop.exec()
    dispatcher.aboutToBlock.disconnect(idle)
    shown.removeEventFilter(watch)
    if not ended:
        raise RuntimeError("nothing was painted")
    return (ended[0] - begun) * 1_000


def typing(name: str, box: QPlainTextEdit | QTextEdit, place: float, keys: int = KEYS) -> Times:
    """Type a few words at a place in a text, at a typist's pace."""
    from PySide6.QtTest import QTest

    box.setFocus()
    cursor = box.textCursor()
    cursor.setPosition(round(place * (box.document().characterCount() - 1)))
    box.setTextCursor(cursor)
    text = ("the records show what was done and said at home " * 10)[:keys]
    taken = []
    start = time.perf_counter() + 0.3
    for number, letter in enumerate(text):
        due = start + number * PACE
        wait = due - time.perf_counter()
        if wait > 0:
            rest(wait)
        # A key that is due while the window works waits for it; one that is not, comes now.
        late = time.perf_counter() - due
        at = due if late > 0.001 else time.perf_counter()
        taken.append(until_idle(lambda key=letter: QTest.keyClick(box, key), box.viewport, at))  # type: ignore[misc]
    return Times(name, tuple(taken))


def rest(seconds: float) -> None:
    """Let the window do what it does while nobody presses anything."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, pause = QEventLoop(), QTimer()
    pause.setTimerType(Qt.TimerType.PreciseTimer)
    pause.setSingleShot(True)
    pause.timeout.connect(loop.quit)
    pause.start(int(seconds * 1_000))
    loop.exec()


def content_of(page: QWidget | None) -> QWidget:
    """What is painted of a page that scrolls."""
    from PySide6.QtWidgets import QScrollArea

    content = page.widget() if isinstance(page, QScrollArea) else None
    found = content or page
    if found is None:
        raise RuntimeError("there is no page")
    return found


# --- the floors -------------------------------------------------------------------------------


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


# --- the comparison -----------------------------------------------------------------------------


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


def longest_pause(ended: SignalInstance) -> float:
    """Watch the window until a signal; the longest time, in milliseconds, that it heard nothing."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, tick = QEventLoop(), QTimer()
    tick.setTimerType(Qt.TimerType.PreciseTimer)
    heard = [time.perf_counter()]
    tick.timeout.connect(lambda: heard.append(time.perf_counter()))
    tick.start(1)
    ended.connect(lambda: QTimer.singleShot(50, loop.quit))
    loop.exec()
    return max(after - before for before, after in pairwise(heard)) * 1_000


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


_PLACES = {1.0: "at the end", 0.5: "in the middle", 0.0: "at the start"}


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
