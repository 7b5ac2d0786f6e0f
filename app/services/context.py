"""What commands and window are given from outside, so that tests can give something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.policy import NO_POLICY, NOTHING_READ, Policy, PolicyRead
from app.services.portable import Portable
from app.storage import Clock


@dataclass(frozen=True)
class Context:
    """The clock, the resources, where workspaces are by default, and what is preset.

    ``policy_read`` says for IT where each preset came from, and what was wrong.
    """

    clock: Clock
    resources: Path
    data: Callable[[], Path]
    policy: Policy = NO_POLICY
    portable: Portable | None = None
    policy_read: PolicyRead = NOTHING_READ

    @property
    def tools(self) -> Path:
        """The audit tools that ship with the program."""
        return self.resources / "tools"

    @property
    def sample(self) -> Path:
        """The sample audit."""
        return self.resources / "sample"


@dataclass(frozen=True)
class WindowRequest:
    """What the window is to open at once, if anything."""

    workspace: Path | None = None
    passphrase: str | None = field(default=None, repr=False)
    files: tuple[Path, ...] = ()
