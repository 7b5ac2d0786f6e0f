"""How files may leave this desk, as pages show it: only what the organisation allows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.policy import NO_POLICY, HandOver, Policy
from app.ui.pages.files_folder import files_folder
from app.ui.theme.tokens import Space
from app.ui.widgets.fields import check_box
from app.ui.widgets.preset import PresetLine, lock_control

FROM_HERE = "files leave by e-mail, from this folder."
NO_EMAIL = "files leave from their folder, not by e-mail."
NO_FOLDER = "files leave by e-mail."
_NONE = "no file may leave this desk. Ask your IT department."
_PLAIN, _TEXT = "files are not written as text.", "files are written as text."


def by_email(policy: Policy) -> bool:
    """Whether a draft of an e-mail is offered."""
    return policy.allows(HandOver.EMAIL)


def by_folder(policy: Policy) -> bool:
    """Whether the folder is chosen and shown. Where there is no e-mail, it is the only way out."""
    return policy.allows(HandOver.FOLDER) or not by_email(policy)


def nothing_sent(policy: Policy) -> str:
    """For the status line of a page that writes several files."""
    return "Nothing is sent from here" + (": you send the drafts" if by_email(policy) else "")


def ask_for_folder(parent: QWidget, title: str, policy: Policy) -> Path | None:
    """Where a file goes that is sent on; asked only where files may leave by their folder."""
    begin = files_folder(policy)
    if not by_folder(policy):
        return begin
    chosen = QFileDialog.getExistingDirectory(parent, title, str(begin))
    return Path(chosen) if chosen else None


class AsText(QWidget):
    """The tick for mail systems that stop unknown files; or what is preset about it."""

    def __init__(self, policy: Policy = NO_POLICY) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self.tick = check_box("Write it as text, for mail systems that stop unknown files")
        column.addWidget(self.tick)
        if not policy.allows(HandOver.TEXT):
            self.tick.hide()
            column.addWidget(PresetLine(_PLAIN if policy.allows_file() else _NONE))
        elif not policy.allows_file():
            self.tick.setChecked(True)
            lock_control(self.tick)
            column.addWidget(PresetLine(_TEXT))

    def isChecked(self) -> bool:
        """Whether the file is written as text."""
        return self.tick.isChecked()
