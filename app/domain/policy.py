"""What an organisation presets for everybody: by group policy on Windows, by a file elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class HandOver(StrEnum):
    """How a file may leave a desk."""

    FOLDER = "folder"  # written into a folder, and carried on from there
    EMAIL = "email"  # a draft in the e-mail program, with the file in it
    TEXT = "text"  # as text, for mail systems that stop unknown files


@dataclass(frozen=True, slots=True)
class Policy:
    """Presets. Whatever is None or empty is left to the person; the rest can't be changed here.

    ``reply_address`` is the partnership's; ``trusted_fingerprints`` are the six words of each
    partnership whose packs need no comparing, as they are read out. ``lock_minutes`` 0 is never.
    ``hand_over`` without any way in it, as a preset that can't be read gives, allows none.
    """

    desk: str = ""
    reply_address: str = ""
    workspaces_folder: str = ""
    files_folder: str = ""
    lock_minutes: int | None = None
    scheme: str = ""
    text_percent: int | None = None
    hand_over: frozenset[HandOver] | None = None
    trusted_fingerprints: tuple[str, ...] = ()

    def allows(self, way: HandOver) -> bool:
        """Whether files may leave this way. Where nothing is preset, all may."""
        return self.hand_over is None or way in self.hand_over

    def allows_file(self) -> bool:
        """Whether a file may be written that is not in the form of text.

        An e-mail takes it from a folder as well, so that either way needs it there.
        """
        return self.allows(HandOver.FOLDER) or self.allows(HandOver.EMAIL)

    def trusts(self, words: str) -> bool:
        """Whether the organisation lists the partnership that is known by these six words."""
        return words in self.trusted_fingerprints

    def refuses(self, words: str) -> bool:
        """Whether packs by these six words are refused: others are listed."""
        return bool(self.trusted_fingerprints) and not self.trusts(words)


NO_POLICY = Policy()
SET_BY_ORGANISATION = "Set by your organisation"


@dataclass(frozen=True, slots=True)
class Preset:
    """One value as it was found. ``place`` is where IT put it."""

    setting: str
    value: str
    place: str


@dataclass(frozen=True, slots=True)
class PolicyRead:
    """A policy, where each value of it came from, and what was wrong.

    ``problems`` are sentences for IT, in which nothing of a person's work can be.
    """

    policy: Policy = NO_POLICY
    presets: tuple[Preset, ...] = ()
    problems: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


NOTHING_READ = PolicyRead()
