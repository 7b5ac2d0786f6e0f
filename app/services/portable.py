"""A copy of the program that is carried about: what it keeps is beside it, or in the profile.

A folder of a fixed name beside the program makes a copy portable. Everything that the program
writes by itself goes into that folder, so that nothing is left on the computer; a file in it, put
there when the person chooses so, sends it to the profile of whoever is signed in. Nothing else is
remembered: a copy that is moved, or has another drive letter today, works as before.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from app.errors import FileWriteError, why_not_written
from app.services.open_desk import default_folder, desk_exists
from app.storage import Desk

FOLDER = "workspaces"
IN_THE_PROFILE = "kept in the profile.txt"
_SAID = (
    "What this copy of Partnership Audit keeps is in the profile of the person who uses it.\n"
    "Take this file away, and it is kept in this folder from the next start on.\n"
)


class Place(StrEnum):
    """Where a portable copy keeps what it writes."""

    BESIDE = "beside"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class KeptIn:
    """A place that can be chosen for a desk, and whether that desk is there already."""

    place: Place
    folder: Path
    desk_is_there: bool


@dataclass(frozen=True, slots=True)
class Portable:
    """The two places of a portable copy."""

    beside: Path
    profile: Callable[[], Path]

    def data(self) -> Path:
        """Where everything is kept at present.

        A folder that can't be written to is used where a desk is in it: the person is told why it
        does not open, and not asked to begin anew in the profile.
        """
        if self._mark().exists():
            return self.profile()
        if can_write(self.beside) or _has_desk(self.beside):
            return self.beside
        return self.profile()

    def choices(self, desk: Desk) -> tuple[KeptIn, ...]:
        """Where a desk can be set up: either place, as long as no desk is where things are kept."""
        now = self.data()
        if can_write(self.beside) and not _has_desk(now):
            places = tuple(Place)
        else:
            places = (Place.BESIDE if now == self.beside else Place.PROFILE,)
        folders = {Place.BESIDE: lambda: self.beside, Place.PROFILE: self.profile}
        kept = ((place, default_folder(folders[place](), desk)) for place in places)
        return tuple(KeptIn(place, folder, desk_exists(folder)) for place, folder in kept)

    def keep_in(self, place: Place) -> None:
        """Keep everything there from now on.

        Raises:
            FileWriteError: it can't be noted beside the program.
        """
        mark = self._mark()
        if (place is Place.PROFILE) is mark.exists() or not can_write(self.beside):
            return
        try:
            if place is Place.PROFILE:
                mark.write_text(_SAID, encoding="utf-8")
            else:
                mark.unlink()
        except OSError as error:
            raise FileWriteError(mark.name, why_not_written(error)) from error

    def _mark(self) -> Path:
        return self.beside / IN_THE_PROFILE


def portable_copy(program: Path, profile: Callable[[], Path]) -> Portable | None:
    """What a program in this folder is, if it is portable. An installed one never is."""
    beside = program / FOLDER
    if _is_for_programs(program) or not beside.is_dir():
        return None
    return Portable(beside, profile)


@cache
def can_write(folder: Path) -> bool:
    """Whether a file can be made in a folder; asked once, as a stick is slow."""
    from tempfile import TemporaryFile  # an installed program asks for none

    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _has_desk(data: Path) -> bool:
    return any(desk_exists(default_folder(data, desk)) for desk in Desk)


def _is_for_programs(folder: Path) -> bool:
    """Whether Windows keeps installed programs there: an administrator could write beside them."""
    names = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")
    return any(folder.is_relative_to(os.environ[name]) for name in names if os.environ.get(name))
