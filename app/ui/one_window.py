"""One window for each desk: a second start raises the first window and ends.

The first one holds a lock file and watches a folder beside it; a later one leaves a note there with
the files that it was to open. No port is opened and nothing is listened to.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

_NOTE = ".open"
_MOST_FILES = 100
_MOST_BYTES = 64 * 1024


class OneWindow(QObject):
    """``asked(paths)`` when a later start asks this window to come forward, perhaps with files."""

    asked = Signal(list)

    def __init__(self, data: Path, workspace: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        which = str(workspace.absolute()) if workspace is not None else ""
        name = sha256(os.path.normcase(which).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._folder = data / "windows" / name
        self._note = self._folder / _NOTE
        self._lock: QLockFile | None = None
        self._watcher: QFileSystemWatcher | None = None

    def is_first(self) -> bool:
        """Whether this is the first window. Where the folder can't be written to, every one is."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return True
        lock = QLockFile(str(self._folder / "lock"))
        lock.setStaleLockTime(0)  # only the end of a process lets go of it
        if not lock.tryLock(0) and lock.error() is QLockFile.LockError.LockFailedError:
            return False
        self._lock = lock
        with suppress(OSError):  # a stick may be read only
            for left in self._folder.glob(f"*{_NOTE}"):  # asked of a window that was just ending
                left.unlink(missing_ok=True)
        self._watcher = QFileSystemWatcher([str(self._folder)], self)
        self._watcher.directoryChanged.connect(self._look)
        return True

    def ask_the_first(self, files: tuple[Path, ...]) -> bool:
        """Ask the first window to come forward and to open these. False where it can't be asked."""
        _let_it_come_forward()
        note = self._note = self._folder / f"{os.urandom(8).hex()}{_NOTE}"
        begun = note.with_suffix(".part")
        paths = [str(path.absolute()) for path in files[:_MOST_FILES]]
        try:
            begun.write_text("\n".join(paths), encoding="utf-8", errors="surrogateescape")
            begun.replace(note)
        except OSError:
            return False
        return True

    def was_heard(self, seconds: float = 3.0) -> bool:
        """Whether the first window took the note. Where none does, its lock was left by a crash."""
        end = monotonic() + seconds
        while self._note.exists() and monotonic() < end:
            sleep(0.05)
        if not self._note.exists():
            return True
        self._note.unlink(missing_ok=True)
        return False

    def take_over(self) -> None:
        """Be the first where no window answers, as after a stick was pulled from another computer.

        The system lets go of no lock that a process of this computer still holds.
        """
        QLockFile(str(self._folder / "lock")).removeStaleLockFile()
        self.is_first()

    def close(self) -> None:
        """Let another window be the first."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _look(self) -> None:
        for note in sorted(self._folder.glob(f"*{_NOTE}")):
            try:
                with note.open("rb") as file:
                    said = file.read(_MOST_BYTES)
                note.unlink()
            except OSError:  # taken by the system for a moment; it tells again
                continue
            lines = said.decode("utf-8", "surrogateescape").splitlines()
            self.asked.emit([Path(line) for line in lines[:_MOST_FILES] if line])


def _let_it_come_forward() -> None:
    """Windows lets a window come to the front only if the one in front allows it."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
