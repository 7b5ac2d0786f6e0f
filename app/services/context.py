"""What commands and window are given from outside, so that tests can give something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.policy import NO_POLICY, Policy
from app.storage import Clock


@dataclass(frozen=True)
class Context:
    """The clock, the resources, where workspaces are by default, and what is preset."""

    clock: Clock
    resources: Path
    data: Callable[[], Path]
    policy: Policy = NO_POLICY

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
