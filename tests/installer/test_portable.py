"""The zip that is unpacked and started, on Windows."""

from __future__ import annotations

import stat
from importlib import import_module
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from app.services.portable import FOLDER, portable_copy
from tests.installer import INSTALLER

portable: Any = import_module("portable")
assert portable.__file__.startswith(str(INSTALLER))


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    for place in ("PartnershipAudit.exe", "_internal/a.dll", "licences/a b.txt", "IT-GUIDE.md"):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(place, encoding="utf-8")
    return folder


def test_the_same_files_make_the_same_zip(bundle: Path, tmp_path: Path) -> None:
    portable.write_portable(bundle, tmp_path / "one.zip")
    for path in bundle.rglob("*.dll"):
        path.touch()
        path.chmod(0o600)
    portable.write_portable(bundle, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert not list(tmp_path.glob("*.part"))


def test_it_unpacks_into_one_folder_with_the_words_first(bundle: Path, tmp_path: Path) -> None:
    portable.write_portable(bundle, tmp_path / "it.zip")
    with ZipFile(tmp_path / "it.zip") as archive:
        entries = archive.infolist()
        assert {entry.filename.split("/")[0] for entry in entries} == {portable.TOP}
        assert entries[0].filename == f"{portable.TOP}/README.txt"
        said = archive.read(entries[0]).decode("ascii")
        modes = {
            e.filename.rsplit("/", 1)[-1]: stat.S_IMODE(e.external_attr >> 16) for e in entries
        }
    assert "PartnershipAudit.exe" in said
    assert "\r\n" in said
    assert modes["PartnershipAudit.exe"] == 0o755
    assert modes["a.dll"] == 0o644


def test_what_was_unpacked_is_portable(bundle: Path, tmp_path: Path) -> None:
    portable.write_portable(bundle, tmp_path / "it.zip")
    with ZipFile(tmp_path / "it.zip") as archive:
        archive.extractall(tmp_path / "stick")
    unpacked = tmp_path / "stick" / portable.TOP
    found = portable_copy(unpacked, lambda: tmp_path / "profile")
    assert found is not None
    assert found.data() == unpacked / FOLDER


def test_what_somebody_kept_in_the_bundle_is_not_delivered(bundle: Path, tmp_path: Path) -> None:
    (bundle / FOLDER / "agency").mkdir(parents=True)
    (bundle / FOLDER / "agency" / "workspace.db").write_text("somebody's")
    portable.write_portable(bundle, tmp_path / "it.zip")
    with ZipFile(tmp_path / "it.zip") as archive:
        assert not [name for name in archive.namelist() if "agency" in name]
