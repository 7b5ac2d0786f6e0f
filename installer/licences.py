"""The licence texts of everything that is delivered, and how to replace Qt, in one folder."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from typing import Final

from lockfile import Locked
from product import NAME, ROOT

_TEXT: Final = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)

QT: Final = f"""Qt and PySide6 in {NAME}
=================================

{NAME} uses Qt and Qt for Python (PySide6, Shiboken6) under the GNU Lesser General Public License,
version 3. They are not changed. The licence's text is in this folder, as is that of the GNU General
Public License, version 3, to which it refers.

They are separate files, loaded when the program starts. You may replace them by others:

1. Close the program.
2. In the folder of the program, in "_internal", the folders "PySide6" and "shiboken6" hold Qt and
   Qt for Python.
3. Put the files of another build of the same major version, with the same names, in their place:
   of Qt alone (Qt6Core.dll, Qt6Gui.dll, Qt6Widgets.dll, Qt6PrintSupport.dll, Qt6Svg.dll and the
   folder "plugins"), or of PySide6 and shiboken6 as their distribution for Python holds them.
4. Start "partnership-audit selftest", then the program.

Nothing in the program checks these files against a list or stops you. You may analyse how the
program works with them to debug such a change.

The source of the versions used ({{versions}}) is published by The Qt Company at download.qt.io, and
we give it to anybody who asks us, for three years from the day when this version was published.
"""


class LicenceError(Exception):
    """A package that is delivered gives no licence text."""


def licence_name(package: metadata.Distribution) -> str:
    """What a package says of its licence, in a few words."""
    said = package.metadata
    name = said.get("License-Expression") or said.get("License") or ""
    if not name or len(name) > 80:
        kinds = [kind for kind in said.get_all("Classifier", []) if kind.startswith("License ::")]
        name = ", ".join(kind.rsplit(" :: ", 1)[-1] for kind in kinds) or name[:80]
    return " ".join(name.split())


def texts_of(package: metadata.Distribution) -> dict[str, str]:
    """The licence texts that a package brings, by file name."""
    found = {}
    for file in package.files or ():
        parts = [part.lower() for part in file.parts]
        in_metadata = any(part.endswith(".dist-info") for part in parts)
        if in_metadata and ("licenses" in parts or _TEXT.search(file.name)):
            text = Path(str(file.locate())).read_text("utf-8", errors="replace")
            found[file.name if file.suffix else f"{file.name}.txt"] = text
    return found


def write_licences(packages: tuple[Locked, ...], site: Path, target: Path) -> dict[str, str]:
    """Write them all into the folder. Returns what each package says of its licence.

    ``site`` is where the packages are installed that were frozen. A text that a package leaves out
    is taken from ``installer/licences``, or the build stops.
    """
    target.mkdir(parents=True, exist_ok=True)
    installed = {_plain(one.name): one for one in metadata.distributions(path=[str(site)])}
    names: dict[str, str] = {}
    missing = []
    for package in packages:
        found = installed[_plain(package.name)]
        names[package.name] = licence_name(found)
        texts = texts_of(found) | _ours(package.name)
        if not texts:
            missing.append(f"{package.name} {package.version} ({names[package.name]})")
        for name, text in texts.items():
            (target / f"{package.name} {name}").write_text(text, "utf-8")
    if missing:
        raise LicenceError("No licence text: " + ", ".join(missing))
    for name, text in _ours("also").items():
        (target / name).write_text(text, "utf-8")
    qt = [f"{p.name} {p.version}" for p in packages if p.name.startswith(("pyside6", "shiboken6"))]
    (target / "Qt - how to replace it.txt").write_text(
        QT.replace("{versions}", ", ".join(qt)), encoding="utf-8"
    )
    table = "".join(f"{p.name} {p.version}: {names[p.name] or 'see its text'}\n" for p in packages)
    (target / "Licences.txt").write_text(table, encoding="utf-8")
    return names


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _ours(name: str) -> dict[str, str]:
    folder = ROOT / "installer" / "licences" / name
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
