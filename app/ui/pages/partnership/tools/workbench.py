"""The tool that is being edited: its steps there and back, and the saving without asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.tool import AuditTool
from app.domain.tool_edit import EditRefusedError
from app.domain.tool_history import EditHistory, EditStep
from app.domain.tool_ids import ids_in
from app.errors import PartnershipAuditError
from app.services.tool_library import KeptTool, OpenTool, keep_tool
from app.ui.session import Session

SAVE_MS = 600
RETRY_MS = 5_000
Edit = Callable[[AuditTool], AuditTool]


class Workbench(QObject):
    """``changed(place, shape)`` after an edit: where, and whether more than words is another.

    ``saved(KeptTool)`` and ``failed(sentence)`` tell of the saving.
    """

    changed = Signal(str, bool)
    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, opened: OpenTool) -> None:
        super().__init__()
        self._session = session
        self.opened = opened
        self.taken = opened.taken
        self.history = EditHistory(opened.tool)
        self._kept = opened.tool
        self._saving = self._leaving = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SAVE_MS)
        self._later.timeout.connect(self.save)

    @property
    def tool(self) -> AuditTool:
        """The tool as it stands."""
        return self.history.tool

    @property
    def read_only(self) -> bool:
        """Whether it may only be looked at."""
        return self.opened.shelf.is_frozen

    @property
    def is_saved(self) -> bool:
        """Whether nothing waits to be saved."""
        return self._kept == self.tool

    # --- editing ----------------------------------------------------------------------------------

    def edit(self, edit: Edit, what: str, place: str, *, merging: str = "") -> str:
        """Do an edit; or say why it can't be done. Edits that merge only change words."""
        if self.read_only:
            return ""
        try:
            tool = edit(self.tool)
        except EditRefusedError as error:
            return error.why
        self._became(self.history.edited(tool, what, place, merging=merging), place, not merging)
        return ""

    def settle(self) -> None:
        """What is typed from now on is a step of its own."""
        self.history = self.history.settled()

    def undo(self) -> str:
        """Take the last step back; the place where it was made."""
        if not self.history.can_undo:
            return ""
        place = self.history.done[-1].where
        self._became(self.history.back(), place, True)
        return place

    def redo(self) -> str:
        """Make the last step that was taken back again; the place of it."""
        if not self.history.can_redo:
            return ""
        place = self.history.undone[-1].where
        self._became(self.history.forward(), place, True)
        return place

    def _became(self, history: EditHistory, place: str, shape: bool) -> None:
        if history is self.history:
            return
        self.history = history
        self.taken |= ids_in(history.tool)
        self._save_later(SAVE_MS)
        self.changed.emit(place, shape)

    # --- saving -----------------------------------------------------------------------------------

    def save(self, *, last: bool = False) -> None:
        """Save now what is not saved yet; ``last`` also while an earlier state is being saved, and
        nothing after: the worker may end with the desk.
        """
        self._later.stop()
        self._leaving = self._leaving or last
        if self.is_saved or self.read_only or (self._saving and not last):
            return
        self._saving = True
        tool, workspace = self.tool, self._session.workspace
        self._session.write(
            partial(keep_tool, workspace, tool),
            self._was_saved,
            failed=self._not_saved,
            owner=self,
        )

    def _save_later(self, delay: int) -> None:
        if not self._leaving:
            self._later.start(delay)

    def _was_saved(self, kept: KeptTool) -> None:
        self._saving = False
        self._kept = kept.tool
        if kept.new_version:
            self._go_on_as(kept.tool.version)
        self.saved.emit(kept)
        if not self.is_saved:
            self._save_later(SAVE_MS)

    def _go_on_as(self, version: int) -> None:
        """An audit asks with what was edited: from here on it is another version, its steps too."""
        self.opened = replace(self.opened, asked=self.opened.asked | self.opened.taken)
        history = self.history
        self.history = replace(
            history,
            tool=replace(history.tool, version=version),
            done=tuple(_of_version(step, version) for step in history.done),
            undone=tuple(_of_version(step, version) for step in history.undone),
        )

    def _not_saved(self, error: PartnershipAuditError) -> None:
        self._saving = False
        self._save_later(RETRY_MS)
        self.failed.emit(error.sentence)


def _of_version(step: EditStep, version: int) -> EditStep:
    return replace(step, tool=replace(step.tool, version=version))
