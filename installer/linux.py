"""The delivery for Linux: one folder, to be started where it is or put in by ``install.sh``."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tarfile
from pathlib import Path, PurePosixPath
from typing import Final

from portable import ABOUT, PLACE_OF_ABOUT, readme
from product import CONSOLE_EXE, ROOT, artefact

from app.services.portable import FOLDER

HERE: Final = Path(__file__).resolve().parent / "linux"
ICONS: Final = ROOT / "resources" / "icons" / "program"
ADDED: Final = {
    "install.sh": HERE / "install.sh",
    "desktop/partnership-audit.desktop": HERE / "partnership-audit.desktop",
    "desktop/partnership-audit.xml": HERE / "partnership-audit.xml",
    "desktop/partnership-audit.svg": ICONS / "program.svg",
    "desktop/partnership-audit.png": ICONS / "program.png",
    "desktop/application-x-partnership-audit.svg": ICONS / "package.svg",
    "desktop/application-x-partnership-audit.png": ICONS / "package.png",
}
"""What is put beside the frozen program, by its place."""
_TIME: Final = 315_532_800  # 1980
_MORE: Final = """
To install it instead
    ./install.sh            for yourself, or as root for everybody
    ./install.sh --help     other places, and how it is taken away again
    An installed program keeps everything in the profile of whoever uses it.
"""
_START: Final = f"./{CONSOLE_EXE}"
_OURS: Final = re.compile(r"lib(Qt6|pyside6|shiboken6|python3|sqlcipher|icu)")
"""What a computer may have in another version: it has to come from the bundle."""


def write_tarball(bundle: Path, target: Path) -> None:
    """Pack a bundle for Linux into a tarball that is the same for the same files."""
    top = artefact("linux-x86_64")
    sources = {str(PurePosixPath(p.relative_to(bundle))): p for p in _files(bundle)} | ADDED
    said = {"README.txt": readme(_START, _MORE), PLACE_OF_ABOUT: ABOUT}
    begun = target.with_name(f"{target.name}.part")
    with tarfile.open(begun, "w:xz", format=tarfile.PAX_FORMAT) as archive:
        for place in sorted({*sources, *said}):
            entry = tarfile.TarInfo(f"{top}/{place}")
            entry.mtime, entry.mode = _TIME, 0o644
            if place in said:
                content = said[place].encode()
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
                continue
            source = sources[place]
            if source.is_symlink():
                entry.type, entry.linkname = tarfile.SYMTYPE, str(source.readlink())
                archive.addfile(entry)
                continue
            entry.size = source.stat().st_size
            if place.endswith(".sh") or (source.stat().st_mode & 0o100 and "." not in source.name):
                entry.mode = 0o755
            with source.open("rb") as file:
                archive.addfile(entry, file)
    begun.replace(target)


def problems(bundle: Path) -> list[str]:
    """The libraries that are asked for and are not there, as this computer's loader finds them."""
    inside = (bundle / "_internal").resolve()
    found: set[str] = set()
    for path in sorted(inside.rglob("*.so*")):
        if path.is_symlink() or not path.is_file():
            continue
        said = subprocess.run(  # noqa: S603
            ["ldd", str(path)],  # noqa: S607
            env={**os.environ, "LD_LIBRARY_PATH": str(inside), "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        for name, at in re.findall(r"^\s*(\S+) => (not found|\S+)", said, re.MULTILINE):
            outside = _OURS.match(name) and not Path(at).resolve().is_relative_to(inside)
            if at == "not found" or outside:
                found.add(f"{path.name} asks for {name}, which is not in the bundle.")
    return sorted(found)


def _files(bundle: Path) -> list[Path]:
    """What is in a bundle, but not what somebody kept in it who tried it."""
    kept = [path for path in bundle.rglob("*") if path.is_symlink() or path.is_file()]
    return [path for path in kept if path.relative_to(bundle).parts[0] != FOLDER]
