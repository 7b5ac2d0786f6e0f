"""The program in its window as it is started by a person, with a driver in a thread beside it."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.services.context import Context, WindowRequest
from app.ui.application import Program, start
from app.ui.garbage import GarbageCollector
from app.ui.theme import Scheme, apply_theme
from tests.runs.display import xdotool
from tests.runs.eyes import Eyes
from tests.runs.hands import Hands
from tests.runs.journal import Journal
from tests.runs.keyboard import Keyboard
from tests.runs.mouse import Mouse
from tests.runs.proof import Proof
from tests.runs.way import Way


@dataclass(frozen=True)
class Play:
    """What is played: on which stage, which way, and what must have come of it."""

    name: str
    context: Context
    way: Callable[[Eyes, Hands, Journal], Way]
    prove: Callable[[], list[Proof]]
    request: WindowRequest = field(default_factory=WindowRequest)


_HANDS: dict[str, type[Hands]] = {"keyboard": Keyboard, "mouse": Mouse}


@dataclass(frozen=True)
class Look:
    """How large the screen and the text are, and in which colours."""

    width: int
    height: int
    percent: int
    dark: bool

    def __str__(self) -> str:
        return f"{'dark, ' if self.dark else ''}{self.percent} %"


def run(play: Play, folder: Path, kind: str, look: Look) -> int:
    """Do the whole run, prove what came of it, and write the journal. The exit code."""
    said: list[str] = []

    def hear(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        said.append(f"Qt says: {text.replace(str(folder), 'DIR')}")

    qInstallMessageHandler(hear)
    xdotool("mousemove", str(look.width - 1), str(look.height - 1))  # away from the controls
    app, program = start(play.request, play.context)
    _dress(app, program, look)
    collector = GarbageCollector(program)
    program.desk_opened.connect(collector.keep_soon)
    failures: list[str] = []
    sys.excepthook = lambda kind, error, trace: failures.extend(
        traceback.format_exception(kind, error, trace)
    )

    eyes = Eyes()
    journal = Journal(folder, eyes)
    hands = _HANDS[kind](eyes, journal.tally)
    driver = threading.Thread(
        target=_drive, args=(play.way(eyes, hands, journal), journal, failures), name="driver"
    )
    driver.start()
    app.exec()
    driver.join()
    program.leave()
    collector.stop()

    proofs = [Proof("the run came to its end without a failure", not failures)]
    proofs += play.prove() if not failures else []
    journal.remarks += [*dict.fromkeys(said), *failures]
    journal.write(f"A run by {hands.name}: {play.name}, {look}", list(map(str, proofs)))
    for line in (*failures, *map(str, proofs)):
        print(line)
    print(journal.summary())
    return 0 if all(proof.holds for proof in proofs) else 1


def _dress(app: QApplication, program: Program, look: Look) -> None:
    if look.dark or look.percent != 100:
        apply_theme(app, Scheme.DARK if look.dark else Scheme.LIGHT, look.percent / 100)
    # There is no window manager: it would have given the window its place.
    window = str(int(program.window.winId()))
    xdotool("windowmove", window, "0", "0")
    xdotool("windowsize", window, str(look.width), str(look.height))


def _drive(way: Way, journal: Journal, failures: list[str]) -> None:
    try:
        way.go()
    except Exception:  # told with the proofs, and the window is closed
        failures.append(traceback.format_exc())
        journal.picture("where it stopped")
    finally:
        journal.eyes.look(QApplication.quit)
