"""Names, versions, what is left out, licences, icons."""

from __future__ import annotations

import re
import sysconfig
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from PIL import Image

from app import __version__
from tests.installer import INSTALLER

closure: Any = import_module("closure")
licences: Any = import_module("licences")
lockfile: Any = import_module("lockfile")
packages: Any = import_module("packages")
product: Any = import_module("product")
slim: Any = import_module("slim")
version_resource: Any = import_module("version_resource")
ROOT = INSTALLER.parent


def test_there_is_one_version() -> None:
    assert __version__ == product.VERSION
    assert packages.msi_version(__version__) in product.artefact("windows-x64.msi")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changes, re.MULTILINE)[1] == __version__  # type: ignore[index]
    for name in ("partnership-audit.nsi", "partnership-audit.wxs", "partnership-audit.spec"):
        assert __version__ not in (INSTALLER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("version", "expected"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2", (1, 2, 0, 0)), ("2.0.1rc1+local7", (2, 0, 1, 0))],
)
def test_versions_as_windows_counts(version: str, expected: tuple[int, ...]) -> None:
    assert version_resource.numbers(version) == expected


def test_the_msi_knows_its_elder_versions_and_refuses_to_go_back() -> None:
    text = (INSTALLER / "partnership-audit.wxs").read_text(encoding="utf-8")
    tree = Xml.fromstring(text.split("?>", 1)[1])  # noqa: S314  our own
    wix = "{http://schemas.microsoft.com/wix/2006/wi}"
    assert product.UPGRADE_CODE == "7F1E6E0C-7C58-4C1B-9A54-2B3C1E6A9D10"
    upgrade = tree.find(f".//{wix}MajorUpgrade")
    assert upgrade is not None and upgrade.get("DowngradeErrorMessage")
    assert upgrade.get("AllowDowngrades") is None
    guids = [component.get("Guid") for component in tree.iter(f"{wix}Component")]
    assert len(set(guids)) == len(guids)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/opengl32sw.dll",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/plugins/imageformats/qpdf.dll",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/translations/qt_de.qm",
        "icuuc.dll",
    ],
)
def test_what_nothing_uses_is_left_out(name: str) -> None:
    assert not slim.is_wanted(name)
    assert not slim.is_wanted(name.replace("/", "\\"))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "docx/templates/default.docx",
        "libcrypto-3.dll",
        "migrations/versions/0001_first_tables.py",
    ],
)
def test_what_is_needed_stays(name: str) -> None:
    assert slim.is_wanted(name)


def test_nothing_of_the_builders_system_is_delivered() -> None:
    assert slim.is_foreign(r"C:\windows\system32\bcryptprimitives.dll")
    assert slim.is_foreign("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/icuuc.dll")
    assert not slim.is_foreign(r"C:\python\Lib\site-packages\PySide6\Qt6Core.dll")
    with pytest.raises(SystemExit, match=r"icuuc\.dll"):
        slim.refuse_foreign([("icuuc.dll", r"C:\windows\system32\icuuc.dll", "BINARY")])


def test_libraries_that_only_left_out_ones_asked_for_go_too() -> None:
    entries = [
        ("a.pyd", "/s/a.pyd", "EXTENSION"),
        ("x.dll", "/s/x.dll", "BINARY"),
        ("y.dll", "/s/y.dll", "BINARY"),
        ("orphan.dll", "/s/orphan.dll", "BINARY"),
    ]
    needs = {"/s/a.pyd": {"X.dll"}, "/s/x.dll": {"y.dll"}}
    kept = slim.without_orphans(entries, lambda source: needs.get(source, set()))
    assert [name for name, _, _ in kept] == ["a.pyd", "x.dll", "y.dll"]


def test_the_runtime_of_visual_c_is_never_taken_for_a_part_of_windows() -> None:
    for name in ("msvcp140.dll", "vcruntime140.dll", "vcruntime140_1.dll", "python312.dll"):
        assert not closure.is_part_of_windows(name)
    for name in ("kernel32.dll", "api-ms-win-crt-runtime-l1-1-0.dll", "winspool.drv"):
        assert closure.is_part_of_windows(name)


def test_everything_that_is_delivered_has_its_licence(tmp_path: Path) -> None:
    found = lockfile.packages_of(ROOT / "requirements.lock")
    names = licences.write_licences(found, Path(sysconfig.get_path("purelib")), tmp_path)
    assert names.keys() == {package.name for package in found}
    written = {path.name for path in tmp_path.iterdir()}
    assert {"Licences.txt", "Qt - how to replace it.txt", "Python.txt"} <= written
    assert any(name.startswith("pyside6-essentials LGPL") for name in written)


def test_the_locks_name_hashes_and_no_place() -> None:
    for lock in (ROOT / "requirements.lock", INSTALLER / "requirements-build.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text and "--index" not in text
        for windows in ("", "3.12.9"):
            found = lockfile.packages_of(lock, windows_python=windows)
            assert found and all(package.hashes for package in found)
    wanted = {p.name for p in lockfile.packages_of(lock, windows_python="3.12.9")}
    assert {"pefile", "pywin32-ctypes", "colorama"} <= wanted


@pytest.mark.parametrize("name", ["program", "package"])
def test_the_icons_have_every_size_that_windows_asks_for(name: str) -> None:
    with Image.open(ROOT / "resources" / "icons" / "program" / f"{name}.ico") as icon:
        sizes = {size for size, _ in icon.info["sizes"]}
    assert {16, 20, 24, 32, 40, 48, 64, 256} <= sizes


def test_no_path_of_a_builders_computer_is_in_the_files() -> None:
    for path in INSTALLER.rglob("*"):
        if path.suffix in {".py", ".spec", ".nsi", ".wxs", ".md", ".in", ".lock"}:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(?<![\w.])/(work|tmp|home|root|opt)/", text), path.name
