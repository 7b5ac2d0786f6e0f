"""``python -m tests.runs keyboard|mouse DIR``: a whole run in a real window, with its pictures."""

from __future__ import annotations

import argparse
import shutil
import sys
import threading
import traceback
from datetime import date
from pathlib import Path

from tests.runs.display import missing, virtual_display, xdotool
from tests.runs.stage import Stage, set_stage

_WIDTH, _HEIGHT = 1400, 900


def main() -> int:
    """Run, write the journal, print what was proved. 0 where everything holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.runs", description=__doc__)
    parser.add_argument("hands", choices=("keyboard", "mouse"))
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--agency", default="health-visiting")
    parser.add_argument(
        "--scale", type=int, default=100, choices=range(100, 201), metavar="100-200"
    )
    parser.add_argument("--dark", action="store_true")
    wanted = parser.parse_args()
    lacking = missing()
    if lacking:
        print(f"A run needs what is not on this machine: {', '.join(lacking)}.")
        return 1
    folder = wanted.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("stage", "journal.md"):
        old = folder / name
        shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)
    for picture in folder.glob("[0-9][0-9][0-9]-*.png"):
        picture.unlink()
    stage = set_stage(folder / "stage", wanted.agency)
    with virtual_display(_WIDTH, _HEIGHT):
        return _run(stage, folder, wanted)


def _run(stage: Stage, folder: Path, wanted: argparse.Namespace) -> int:
    # The display must be there before Qt is.
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    from app.services.context import WindowRequest
    from app.ui.application import start
    from app.ui.garbage import GarbageCollector
    from app.ui.theme import Scheme, apply_theme
    from tests.runs.eyes import Eyes
    from tests.runs.journal import Journal
    from tests.runs.journey import Journey
    from tests.runs.keyboard import Keyboard
    from tests.runs.mouse import Mouse
    from tests.runs.proof import Proof, prove

    said: list[str] = []

    def hear(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        said.append(f"Qt says: {text.replace(str(folder), 'DIR')}")

    qInstallMessageHandler(hear)
    xdotool("mousemove", str(_WIDTH - 1), str(_HEIGHT - 1))  # away from the controls
    app, program = start(WindowRequest(), stage.context())
    if wanted.dark or wanted.scale != 100:
        scheme = Scheme.DARK if wanted.dark else Scheme.LIGHT
        apply_theme(app, scheme, wanted.scale / 100)
    # There is no window manager: it would have placed the window so.
    window = str(int(program.window.winId()))
    xdotool("windowmove", window, "0", "0", "windowsize", window, str(_WIDTH), str(_HEIGHT))
    collector = GarbageCollector(program)
    program.desk_opened.connect(collector.keep_soon)
    crashes: list[BaseException] = []
    sys.excepthook = lambda _kind, error, _trace: crashes.append(error)

    eyes = Eyes()
    journal = Journal(folder, eyes)
    hands = (Keyboard if wanted.hands == "keyboard" else Mouse)(eyes, journal.tally)
    failures: list[str] = []

    def drive() -> None:
        try:
            Journey(stage, eyes, hands, journal).go()
        except Exception:
            failures.append(traceback.format_exc())
            journal.picture("where it stopped")
        finally:
            eyes.look(app.quit)

    driver = threading.Thread(target=drive, name="driver")
    driver.start()
    app.exec()
    driver.join()
    program.leave()
    collector.stop()

    failures += [f"The program failed: {error!r}" for error in crashes]
    proofs = [Proof("the run came to its end without a failure", not failures)]
    proofs += prove(stage) if not failures else []
    journal.remarks += [*dict.fromkeys(said), *failures]
    look = f"{'dark, ' if wanted.dark else ''}{wanted.scale} %"
    title = f"A run by {hands.name} alone, {stage.agency}, {look}, {date.today():%d %B %Y}"  # noqa: DTZ011
    journal.write(title, [str(proof) for proof in proofs])
    for line in (*failures, *map(str, proofs)):
        print(line)
    whole = journal.total()
    silent = (whole.seconds - whole.cost.typing) / 60
    print(
        f"{whole.cost.actions} actions ({whole.cost.keys} keys that are not text, "
        f"{whole.cost.clicks} clicks), {whole.cost.notches} turns of the wheel, "
        f"{whole.cost.letters} letters; {silent:.1f} minutes of the machine without typing."
    )
    return 0 if all(proof.holds for proof in proofs) else 1


if __name__ == "__main__":
    sys.exit(main())
