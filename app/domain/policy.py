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
    """

    desk: str = ""
    reply_address: str = ""
    workspaces_folder: str = ""
    files_folder: str = ""
    lock_minutes: int | None = None
    scheme: str = ""
    text_percent: int | None = None
    hand_over: frozenset[HandOver] = frozenset()
    trusted_fingerprints: tuple[str, ...] = ()

    def allows(self, way: HandOver) -> bool:
        """Whether files may leave this way. Where nothing is preset, all may."""
        return not self.hand_over or way in self.hand_over


NO_POLICY = Policy()
SET_BY_ORGANISATION = "Set by your organisation"
