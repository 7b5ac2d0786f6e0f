"""Files and folders that are opened by what the computer has for them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.ui.messages import message_dialog
from app.ui.theme.tokens import Tone


def open_outside(path: Path) -> bool:
    """Open a file or a folder. False where nothing on this computer opens it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_outside(path: Path, parent: QWidget) -> None:
    """Open a file or a folder, or say over the parent where it is."""
    if not open_outside(path):
        message_dialog(parent, *not_opened(path), tone=Tone.ATTENTION)


def not_opened(path: Path) -> tuple[str, str]:
    """What to say where it did not open: the sentence, and what to do."""
    return (
        f"“{path.name}” did not open.",
        f"Nothing on this computer opened it. It is in {path.parent}: look for it there.",
    )
