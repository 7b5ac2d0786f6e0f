"""Both installers put and take away the same files."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from tests.installer import INSTALLER

filelist: Any = import_module("filelist")
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
PLACES = ("program.exe", "_internal/a.dll", "_internal/deep/er/ünï $x.txt", "licences/a b.txt")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    for place in PLACES:
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(place, encoding="utf-8")
    return tmp_path


def test_every_file_is_in_the_msi_once_with_an_identity_that_stays(bundle: Path) -> None:
    def components() -> dict[str, str]:
        text = filelist.wix_fragment(filelist.files_of(bundle), "Files", "INSTALLDIR")
        tree = Xml.fromstring(text.split("?>", 1)[1])  # noqa: S314  our own
        return {
            component.find(f"{WIX}File").get("Source", ""): component.get("Guid", "")  # type: ignore[union-attr]
            for component in tree.iter(f"{WIX}Component")
        }

    before = components()
    assert sorted(before) == sorted(PLACES)
    assert len(set(before.values())) == len(PLACES)
    (bundle / "new.dll").write_text("new in the next version")
    assert components().items() >= before.items()


def test_the_uninstaller_takes_away_what_was_put_and_nothing_else(bundle: Path) -> None:
    files = filelist.files_of(bundle)
    put, taken = filelist.nsis_install(files), filelist.nsis_uninstall(files)
    assert len(re.findall(r"^File ", put, re.MULTILINE)) == len(PLACES)
    assert taken.count("Delete ") == len(PLACES)
    assert '"$INSTDIR\\_internal\\deep\\er\\ünï $$x.txt"' in taken
    folders = re.findall(r'RMDir "(.*)"', taken)
    assert folders.index(r"$INSTDIR\_internal\deep\er") < folders.index(r"$INSTDIR\_internal")
    assert "/r" not in taken
    assert "RMDir /r" not in (INSTALLER / "partnership-audit.nsi").read_text(encoding="utf-8")


def test_a_name_that_would_end_the_line_is_refused(tmp_path: Path) -> None:
    bad = filelist.BundleFile(Path('a"b'), tmp_path)
    with pytest.raises(ValueError, match="NSIS"):
        filelist.nsis_uninstall((bad,))
