"""The licence texts of everything that is delivered, and how to replace Qt, in one folder."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Final

from lockfile import Locked
from product import ROOT

_SAYS_NOTHING: Final = {"sqlcipher3": "Zlib"}
"""What the text of a package is that gives it no name."""
_COMMON: Final = re.compile(r"/usr/share/common-licenses/((?:L?GPL|GFDL|Apache|Artistic)[-.\d]*\d)")
_TEXT: Final = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_REPLACING_QT: Final = ROOT / "installer" / "licences" / "replacing-qt.txt"


class LicenceError(Exception):
    """A package that is delivered gives no licence text."""


def licence_name(package: metadata.Distribution) -> str:
    """What a package says of its licence, in a few words."""
    said = package.metadata
    names = ("License-Expression", "License")
    name = next((text for each in names for text in said.get_all(each, []) if text), "")
    if not name or len(name) > 80:
        kinds = [kind for kind in said.get_all("Classifier", []) if kind.startswith("License ::")]
        name = ", ".join(kind.rsplit(" :: ", 1)[-1] for kind in kinds) or name[:80]
    return " ".join(name.split()) or _SAYS_NOTHING.get(_plain(package.name), "see its text")


def texts_of(package: metadata.Distribution) -> dict[str, str]:
    """The licence texts that a package brings, by file name."""
    found: dict[str, str] = {}
    for file in package.files or ():
        parts = [part.lower() for part in file.parts]
        in_metadata = any(part.endswith(".dist-info") for part in parts)
        chosen = "commercial" not in file.name.lower()  # Qt's other licence, which we do not have
        if in_metadata and chosen and ("licenses" in parts or _TEXT.search(file.name)):
            text = Path(str(file.locate())).read_text("utf-8", errors="replace")
            name = file.name if file.suffix else f"{file.name}.txt"
            if found.get(name, text) != text:
                # Two of the same name, from folders of their own.
                name = f"{file.parent.name} {name}"
            found[name] = text
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
    for name, text in (_ours("also") | _fonts() | of_the_system(target.parent)).items():
        (target / name).write_text(text, "utf-8")
    qt = [f"{p.name} {p.version}" for p in packages if p.name.startswith(("pyside6", "shiboken6"))]
    (target / "Qt - how to replace it.txt").write_text(
        _REPLACING_QT.read_text("utf-8").replace("{versions}", ", ".join(qt)), encoding="utf-8"
    )
    table = "".join(f"{p.name} {p.version}: {names[p.name]}\n" for p in packages)
    (target / "Licences.txt").write_text(table, encoding="utf-8")
    return names


def of_the_system(bundle: Path) -> dict[str, str]:
    """The texts of the libraries that a bundle for Linux takes from a Debian system."""
    names = {path.name for path in bundle.rglob("lib*.so.*") if "PySide6" not in path.parts}
    if not names or shutil.which("dpkg-query") is None:
        return {}
    said = subprocess.run(  # noqa: S603
        ["dpkg-query", "--search", *(f"*/{name}" for name in sorted(names))],  # noqa: S607
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout
    owners = {line.split(":")[0] for line in said.splitlines() if "/lib/" in line}
    found = {}
    for owner in sorted(owners):
        text = Path("/usr/share/doc", owner, "copyright")
        if text.exists():
            found[f"Debian {owner}.txt"] = text.read_text("utf-8", errors="replace")
    for common in sorted({name for text in found.values() for name in _COMMON.findall(text)}):
        text = Path("/usr/share/common-licenses", common)
        if text.exists():
            found[f"Debian common {common}.txt"] = text.read_text("utf-8", errors="replace")
    return found


def _fonts() -> dict[str, str]:
    folder = ROOT / "resources" / "fonts"
    return {f"font {path.name}": path.read_text("utf-8") for path in folder.glob("*LICENSE.txt")}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _ours(name: str) -> dict[str, str]:
    folder = ROOT / "installer" / "licences" / name
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
