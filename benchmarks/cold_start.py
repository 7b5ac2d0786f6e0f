"""Cold start to a usable window against a bare PySide6 window, each a process of its own.

A window is usable when its page is painted and the event loop is idle. The entrance is what a
first start shows; the desk is an open workspace with the sample audit, and includes the time
that Argon2id takes on purpose.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.ratio import compare

ROOT = Path(__file__).parent.parent


def floor() -> int:
    """A bare window with one label."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Partnership Audit"))
    window.resize(1320, 860)
    window.show()
    QTimer.singleShot(0, say_ready)
    return app.exec()


def product(workspace: str, passphrase: str) -> int:
    """The program, until its first page is painted: the entrance, or the desk of a workspace."""
    from PySide6.QtCore import QTimer

    from app.bootstrap import build_context
    from app.services.context import WindowRequest
    from app.ui.application import start

    with tempfile.TemporaryDirectory() as empty:
        context = replace(build_context(), data=lambda: Path(empty))
        wanted = Path(workspace) if workspace else None
        app, program = start(WindowRequest(wanted, passphrase or None), context)

        def look() -> None:
            if wanted is None or (program.desk is not None and not program.tasks.is_busy):
                say_ready()
            else:
                QTimer.singleShot(1, look)

        QTimer.singleShot(0, look)
        return app.exec()


def say_ready() -> None:
    """Tell the process that holds the watch."""
    print("ready", flush=True)


def _environment() -> dict[str, str]:
    """As an installed program starts: its modules are compiled already."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def start_process(*arguments: str) -> float:
    """Time a process from its start until its window is usable."""
    command = [sys.executable, "-m", "benchmarks.cold_start", *arguments]
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"ready"
        taken = time.perf_counter() - begun
        process.kill()
    return taken


def main(runs: int = 7) -> None:
    """Compare."""
    with tempfile.TemporaryDirectory() as name:
        demo = Path(name) / "demo"
        subprocess.run(
            [sys.executable, "-m", "app", "demo", str(demo)],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        passphrase = (demo / "passphrase.txt").read_text(encoding="utf-8").strip()
        bare = ("bare window", lambda: start_process("floor"))
        compare("cold start to the entrance", lambda: start_process("entrance"), *bare, runs)
        desk = ("desk", str(demo / "workspace"), passphrase)
        compare("cold start to an open desk", lambda: start_process(*desk), *bare, runs)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["floor"]:
            sys.exit(floor())
        case ["entrance"]:
            sys.exit(product("", ""))
        case ["desk", folder, words]:
            sys.exit(product(folder, words))
        case _:
            main()
