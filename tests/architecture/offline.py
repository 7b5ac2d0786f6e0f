"""Everything at both desks, then both in the window; every use of a network is noted.

``python -m tests.architecture.offline FOLDER``. What was noted is printed as JSON. A hook of this
kind can't be taken away again, so that it has a process of its own. With ``plant`` a connection is
tried, so that the hook itself can be tried.
"""

from __future__ import annotations

import json
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.ui.application import Program

_OF_A_NETWORK: Final = ("socket.", "urllib.", "http.client.", "smtplib.", "ftplib.", "imaplib.")
_PATIENCE: Final = 60_000

noted: list[str] = []
seen: list[str] = []


def note(event: str, arguments: tuple[object, ...]) -> None:
    """The hook: told of everything that Python does that leads out of the process."""
    if event.startswith(_OF_A_NETWORK):
        noted.append(f"{event} {arguments[1:]!r}"[:200])


def main(folder: Path, *, plant: bool) -> None:
    """Do everything, and print what was noted."""
    sys.addaudithook(note)
    if plant:
        import socket

        with suppress(OSError), socket.socket() as planted:
            planted.connect(("127.0.0.1", 9))
    else:
        desks = do_everything(folder)
        look_at_both(folder, desks)
    modules = sorted(name for name in sys.modules if "QtNetwork" in name)
    print(json.dumps({"noted": noted, "modules": modules, "seen": seen, "open": open_sockets()}))


def do_everything(folder: Path) -> list[Path]:
    """Every verb of both desks."""
    from tests.flow.everything import Everything

    everything = Everything(folder, "A sentence for everywhere.")
    with closing(everything):
        seen.extend(everything.steps())
    return [everything.partnership.folder, everything.anne.folder]


def look_at_both(folder: Path, desks: list[Path]) -> None:
    """Open each desk in the window as the program does, go into every room, lock, and leave."""
    from dataclasses import replace

    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.bootstrap import build_context
    from app.services.context import WindowRequest
    from app.ui.application import Program
    from tests.flow.desks import PASSPHRASE

    app = QApplication([])
    context = replace(build_context(), data=lambda: folder / "data")
    for desk in desks:
        program = Program(context, WindowRequest(workspace=desk, passphrase=PASSPHRASE))
        program.window.show()
        wait_for_desk(program)
        for number in range(1, 10):
            key = Qt.Key(Qt.Key.Key_0 + number)
            QTest.keyClick(program.window, key, Qt.KeyboardModifier.ControlModifier)
            program.tasks.finish()
            app.processEvents()
            page = program.window.page()
            seen.append(f"{desk.name}: {type(page).__name__}")
        program.lock()
        program.leave()
        program.window.close()


def wait_for_desk(program: Program) -> None:
    """Let the window work until the desk is there."""
    from PySide6.QtCore import QEventLoop, QTimer

    if program.desk is None:
        loop = QEventLoop()
        program.desk_opened.connect(loop.quit)
        QTimer.singleShot(_PATIENCE, loop, loop.quit)
        loop.exec()
    if program.desk is None:
        raise AssertionError("the desk did not open")


def open_sockets() -> list[str]:
    """Sockets of the process, whoever opened them, where the system tells."""
    found = []
    with suppress(OSError):
        for handle in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                link = str(handle.readlink())
                if link.startswith("socket:") and int(handle.name) > 2:
                    found.append(link)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), plant="plant" in sys.argv[2:])
