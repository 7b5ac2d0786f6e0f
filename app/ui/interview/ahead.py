"""The case that a finished form leads to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CaseAhead:
    """Which case, in a word ("Case C"), and where its form goes on."""

    uin: str
    name: str
    step: str

    @property
    def words(self) -> str:
        """What stands on the button."""
        return f"Next case: {self.name}"
