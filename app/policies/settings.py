"""Which settings can be preset, and what they are called in each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from app.domain.policy import HandOver, Policy
from app.policies import values
from app.policies.values import NOBODY, shown


@dataclass(frozen=True, slots=True)
class Taken:
    """A policy with one value more, and what of that value was left out."""

    policy: Policy
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its name in a file, how its value is taken, and what an illegible one means.

    ``closed`` is there where security hangs on it: a value that can't be read must not be as if
    nothing had been preset. ``meaning`` says so.
    """

    name: str
    take: Callable[[Policy, object], Taken]
    closed: Callable[[Policy], Policy] | None = field(default=None)
    meaning: str = "It is left out, so that people choose themselves."

    @property
    def value_name(self) -> str:
        """Its name in the registry."""
        return self.name.title().replace("_", "")


def _desk(policy: Policy, value: object) -> Taken:
    return Taken(replace(policy, desk=values.desk(value)))


def _reply_address(policy: Policy, value: object) -> Taken:
    return Taken(replace(policy, reply_address=values.reply_address(value)))


def _workspaces_folder(policy: Policy, value: object) -> Taken:
    return Taken(replace(policy, workspaces_folder=values.folder(value)))


def _files_folder(policy: Policy, value: object) -> Taken:
    return Taken(replace(policy, files_folder=values.folder(value)))


def _lock_minutes(policy: Policy, value: object) -> Taken:
    return Taken(replace(policy, lock_minutes=values.lock_minutes(value)))


def _scheme(policy: Policy, value: object) -> Taken:
    return Taken(replace(policy, scheme=values.scheme(value)))


def _text_percent(policy: Policy, value: object) -> Taken:
    return Taken(replace(policy, text_percent=values.text_percent(value)))


def _hand_over(policy: Policy, value: object) -> Taken:
    ways, unknown = values.hand_over(value)
    left_out = _left_out(unknown, f"one of: {', '.join(HandOver)}")
    if not ways:
        left_out = (*left_out, _NO_WAY)
    return Taken(replace(policy, hand_over=ways), left_out)


def _trusted_fingerprints(policy: Policy, value: object) -> Taken:
    good, bad = values.fingerprints(value)
    left_out = _left_out(bad, "the six words of a partnership, as its window shows them")
    if not good:
        left_out = (*left_out, _NOBODY)
    return Taken(replace(policy, trusted_fingerprints=good or (NOBODY,)), left_out)


def _left_out(entries: Iterable[str], expected: str) -> tuple[str, ...]:
    return tuple(
        f"“{shown(entry)}” is left out; expected {expected}."
        for entry in list(entries)[: values.MOST_FINGERPRINTS]
    )


def _no_way(policy: Policy) -> Policy:
    return replace(policy, hand_over=frozenset())


def _nobody(policy: Policy) -> Policy:
    return replace(policy, trusted_fingerprints=(NOBODY,))


_NO_WAY = "Until it is put right, no file leaves a desk here."
_NOBODY = "Until it is put right, no pack is opened here."

SETTINGS: Final = (
    Setting("desk", _desk),
    Setting("reply_address", _reply_address),
    Setting("workspaces_folder", _workspaces_folder),
    Setting("files_folder", _files_folder),
    Setting("lock_minutes", _lock_minutes),
    Setting("scheme", _scheme),
    Setting("text_percent", _text_percent),
    Setting("hand_over", _hand_over, _no_way, _NO_WAY),
    Setting("trusted_fingerprints", _trusted_fingerprints, _nobody, _NOBODY),
)
"""In the order of ``Policy``."""
