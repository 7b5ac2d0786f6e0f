"""The steps of editing a tool, there and back. Tools don't change, so a step is an earlier tool."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.tool import AuditTool

_MOST = 500


@dataclass(frozen=True)
class EditStep:
    """A tool as it stood before or after an edit, what the edit was, and where it was made."""

    tool: AuditTool
    what: str
    where: str


@dataclass(frozen=True)
class EditHistory:
    """A tool and the way to it. Edits with the same ``merging`` in a row are one step."""

    tool: AuditTool
    done: tuple[EditStep, ...] = ()
    undone: tuple[EditStep, ...] = ()
    merging: str = ""

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier tool."""
        return bool(self.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a tool that was undone."""
        return bool(self.undone)

    def edited(self, tool: AuditTool, what: str, where: str, *, merging: str = "") -> EditHistory:
        """The history with another tool at its end."""
        if tool == self.tool:
            return self
        if merging and merging == self.merging and self.done:
            return replace(self, tool=tool, undone=())
        done = (*self.done, EditStep(self.tool, what, where))[-_MOST:]
        return EditHistory(tool, done, (), merging)

    def settled(self) -> EditHistory:
        """The history after which the next edit is a step of its own."""
        return replace(self, merging="") if self.merging else self

    def back(self) -> EditHistory:
        """One step back."""
        if not self.done:
            return self
        last = self.done[-1]
        undone = (*self.undone, EditStep(self.tool, last.what, last.where))
        return EditHistory(last.tool, self.done[:-1], undone)

    def forward(self) -> EditHistory:
        """One step forward again."""
        if not self.undone:
            return self
        last = self.undone[-1]
        done = (*self.done, EditStep(self.tool, last.what, last.where))
        return EditHistory(last.tool, done, self.undone[:-1])
