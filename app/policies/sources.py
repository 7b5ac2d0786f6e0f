"""One place of presets, as it was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """The values of one place, by the names that they have there.

    ``lost`` are the names of values that are or may be there, and can't be read. ``problems``
    say what is wrong with the place as a whole.
    """

    place: str
    values: Mapping[str, object] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is anything to be taken from it."""
        return bool(self.values or self.lost or self.problems)
