"""The one list of files that both installers are made from."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree import ElementTree as Xml

_NAMESPACE: Final = uuid.UUID("2c6f4d0e-53d4-4f0b-8f0a-1f6d6a6b0b77")
"""Never changed: the same file has the same component in every version."""


@dataclass(frozen=True, slots=True, order=True)
class BundleFile:
    """A file of the bundle, by its place in it."""

    place: PurePosixPath
    source: Path

    @property
    def windows(self) -> str:
        """The place as Windows writes it."""
        return str(self.place).replace("/", "\\")


def files_of(folder: Path) -> tuple[BundleFile, ...]:
    """Every file of a folder, in order."""
    return tuple(
        sorted(
            BundleFile(PurePosixPath(path.relative_to(folder).as_posix()), path.resolve())
            for path in folder.rglob("*")
            if path.is_file()
        )
    )


def folders_of(files: Iterable[BundleFile]) -> list[PurePosixPath]:
    """The folders that hold them, a folder before what is in it."""
    found = {parent for file in files for parent in file.place.parents}
    return sorted(found - {PurePosixPath(".")})


def nsis_install(files: Iterable[BundleFile]) -> str:
    """The lines of NSIS that put every file in its place."""
    lines: list[str] = []
    at: PurePosixPath | None = None
    for file in sorted(files, key=lambda one: (str(one.place.parent), one.place.name)):
        if file.place.parent != at:
            at = file.place.parent
            into = "" if str(at) == "." else "\\" + str(at).replace("/", "\\")
            lines.append(f'SetOutPath "$INSTDIR{into}"')
        lines.append(f'File "/oname={_nsis(file.place.name)}" "{_nsis(str(file.source))}"')
    return "\n".join([*lines, 'SetOutPath "$INSTDIR"', ""])


def nsis_uninstall(files: tuple[BundleFile, ...]) -> str:
    """The lines that take away what was installed, and nothing else."""
    lines = [f'Delete "$INSTDIR\\{_nsis(file.windows)}"' for file in files]
    for folder in reversed(folders_of(files)):
        name = str(folder).replace("/", "\\")
        lines.append(f'RMDir "$INSTDIR\\{name}"')
    return "\n".join([*lines, ""])


def _nsis(text: str) -> str:
    if '"' in text or "\n" in text:
        raise ValueError(f"NSIS cannot name this file: {text!r}")
    return text.replace("$", "$$")


def _id(prefix: str, place: PurePosixPath) -> str:
    return prefix + sha256(str(place).encode()).hexdigest()[:24]


def wix_fragment(files: Iterable[BundleFile], group: str, root: str) -> str:
    """The same files for the MSI: one component a file, with an identity that stays."""
    kept = tuple(files)
    wix = Xml.Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    fragment = Xml.SubElement(wix, "Fragment")
    folders = {PurePosixPath("."): Xml.SubElement(fragment, "DirectoryRef", Id=root)}
    for folder in folders_of(kept):
        folders[folder] = Xml.SubElement(
            folders[folder.parent], "Directory", Id=_id("d", folder), Name=folder.name
        )
    for file in kept:
        component = Xml.SubElement(
            folders[file.place.parent],
            "Component",
            Id=_id("c", file.place),
            Guid=str(uuid.uuid5(_NAMESPACE, str(file.place))).upper(),
            Win64="yes",
        )
        Xml.SubElement(
            component,
            "File",
            Id=_id("f", file.place),
            Name=file.place.name,
            Source=str(file.place),  # from the bundle: wixl takes no whole paths
            KeyPath="yes",
        )
    members = Xml.SubElement(Xml.SubElement(wix, "Fragment"), "ComponentGroup", Id=group)
    for file in kept:
        Xml.SubElement(members, "ComponentRef", Id=_id("c", file.place))
    Xml.indent(wix)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(wix, encoding="unicode") + "\n"
