"""Every text that a licence asks for is in the delivery."""

from __future__ import annotations

import sysconfig
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import pytest

from tests.installer import INSTALLER

licences: Any = import_module("licences")
lockfile: Any = import_module("lockfile")
SITE = Path(sysconfig.get_path("purelib"))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target: Path = tmp_path_factory.mktemp("bundle") / "licences"
    packages = lockfile.packages_of(INSTALLER.parent / "requirements.lock")
    licences.write_licences(packages, SITE, target)
    return target


def test_no_package_is_without_a_name_for_its_licence(written: Path) -> None:
    lines = (written / "Licences.txt").read_text(encoding="utf-8").splitlines()
    assert lines
    assert [line for line in lines if line.endswith(": ") or "see its text" in line] == []


def test_how_to_replace_qt_names_versions_files_and_sources(written: Path) -> None:
    text = (written / "Qt - how to replace it.txt").read_text(encoding="utf-8")
    version = metadata.version("PySide6-Essentials")
    for word in (f"pyside6-essentials {version}", "Qt6Core.dll", "libQt6", "download.qt.io"):
        assert word in text
    assert "{" not in text
    names = {path.name for path in written.iterdir()}
    for package in ("pyside6-essentials", "shiboken6"):
        for licence in ("LGPL-3.0", "GPL-3.0"):
            assert any(name.startswith(f"{package} {licence}") for name in names)
    assert "pyside6-essentials third-party code in Qt.txt" in names
    assert not [name for name in names if "commercial" in name.lower()]


def test_other_texts_are_found_where_one_names_them(written: Path) -> None:
    names = {path.name for path in written.iterdir()}
    for named in ("pypdfium2 freetype.txt", "pypdfium2 harfbuzz.txt", "pypdfium2 libpng.txt"):
        assert named in names
    assert {"pypdfium2 icu.txt", "OpenSSL.txt", "Python.txt", "parts of Python.txt"} <= names
    fonts = {path.name for path in (INSTALLER.parent / "resources/fonts").glob("*LICENSE.txt")}
    assert fonts and {f"font {name}" for name in fonts} <= names


@dataclass(frozen=True)
class Place:
    """A file that a package lists."""

    path: Path

    @property
    def parts(self) -> tuple[str, ...]:
        return self.path.parts[-4:]

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def suffix(self) -> str:
        return self.path.suffix

    @property
    def parent(self) -> Path:
        return self.path.parent

    def locate(self) -> Path:
        return self.path


def test_of_two_texts_with_one_name_both_are_kept(tmp_path: Path) -> None:
    places = []
    for part in ("one", "two"):
        path = tmp_path / "a.dist-info" / "licenses" / part / "LICENSE"
        path.parent.mkdir(parents=True)
        path.write_text(part, encoding="utf-8")
        places.append(Place(path))

    class Package:
        files = places

    found = licences.texts_of(Package())
    assert sorted(found.values()) == ["one", "two"]
