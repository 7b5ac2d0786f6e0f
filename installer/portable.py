"""The program as a folder that is unpacked and started, without installing anything."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from product import NAME, VERSION, WINDOW_EXE

from app.services.portable import FOLDER, IN_THE_PROFILE

TOP: Final = f"{NAME} {VERSION}"
"""The one folder that it unpacks into. A newer version never lands among the files of an older."""
PLACE_OF_ABOUT: Final = f"{FOLDER}/about this folder.txt"
_DATE: Final = (1980, 1, 1, 0, 0, 0)

ABOUT: Final = f"""\
This copy of {NAME} keeps in this folder what it writes by itself: your desk
(encrypted), its copies, and reports of failures, which hold no case data.

- Take this folder away, before anything was set up, and everything is kept in
  your profile on the computer instead. The first start asks which you want.
- "{IN_THE_PROFILE}" appears here when you chose your profile. Take that file
  away, and this folder is used again.
- Back this folder up while the program is closed.
"""

_README: Final = """\
{name} {version}

This folder is the whole program. Nothing has to be installed, and no rights of
an administrator are needed.

To start it:  {start}

Where your work is kept
    The first start asks: in the folder "{folder}" beside the program, so that it
    goes wherever this folder goes and nothing stays on the computer; or in your
    profile on this computer.
    A stick can be lost: what is on it is encrypted, and opens with your
    passphrase only. Whatever you save yourself (packs, reports) goes where you
    say, and the file dialogs of the computer may remember its name.

To move to another computer, or to another drive letter
    Close the program, and carry this whole folder there.

To go on with a newer version
    Unpack it beside this folder. Close the program, move the folder
    "{folder}" into the new one, in place of the empty one there, and start the
    new one. An older version does not open what a newer one has opened.

To be rid of it
    Delete this folder. What is in "{folder}" goes with it.
{more}
The licences are in "licences". What IT asks is answered in "IT-GUIDE.md".
"""


def readme(start: str, more: str = "") -> str:
    """What the first file says: how to start it, and what else is there."""
    return _README.format(name=NAME, version=VERSION, start=start, folder=FOLDER, more=more)


def write_portable(bundle: Path, target: Path) -> None:
    """Pack a bundle for Windows into a zip that is the same for the same files."""
    said = {"README.txt": readme(f"double-click {WINDOW_EXE}.exe"), PLACE_OF_ABOUT: ABOUT}
    files = {PurePosixPath(path.relative_to(bundle).as_posix()): path for path in _files(bundle)}
    made = {PurePosixPath(place): _for_windows(text) for place, text in said.items()}
    begun = target.with_name(f"{target.name}.part")
    with ZipFile(begun, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for place in sorted({*files, *made}, key=_readme_first):
            content = made[place] if place in made else files[place].read_bytes()
            entry = ZipInfo(str(PurePosixPath(TOP, place)), _DATE)
            entry.create_system = 3  # so that the next line is read
            mode = 0o755 if place.suffix.lower() == ".exe" else 0o644
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    begun.replace(target)


def _files(bundle: Path) -> list[Path]:
    """What is in a bundle, but not what somebody kept in it who tried it."""
    kept = [path for path in bundle.rglob("*") if path.is_file()]
    return [path for path in kept if path.relative_to(bundle).parts[0] != FOLDER]


def _readme_first(place: PurePosixPath) -> tuple[bool, str]:
    return place.name != "README.txt" or len(place.parts) > 1, str(place)


def _for_windows(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("ascii")
