"""The tarball for Linux, unpacked, put in beneath a folder, and taken away again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import PySide6
import pytest

from app.services.portable import FOLDER, portable_copy
from tests.installer import INSTALLER

linux: Any = import_module("linux")
product: Any = import_module("product")
NAME = "partnership-audit"
SCRIPT = INSTALLER / "linux" / "install.sh"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="a delivery for Linux")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    (folder / "_internal" / "deep").mkdir(parents=True)
    (folder / NAME).write_text(f"#!{sys.executable}\nprint('started')\n")
    (folder / NAME).chmod(0o755)
    (folder / "_internal" / "deep" / "lib.so.6").write_text("a library")
    (folder / "_internal" / "lib.so.6").symlink_to("deep/lib.so.6")
    (folder / "IT-GUIDE.md").write_text("a guide")
    return folder


@pytest.fixture
def unpacked(bundle: Path, tmp_path: Path) -> Path:
    linux.write_tarball(bundle, tmp_path / "it.tar.xz")
    with tarfile.open(tmp_path / "it.tar.xz") as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (top,) = (tmp_path / "unpacked").iterdir()
    return top


def install(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(folder / "install.sh"), *arguments], capture_output=True, text=True, check=False
    )


def files(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_symlink() or p.is_file()}


def test_the_same_files_make_the_same_tarball(bundle: Path, tmp_path: Path) -> None:
    linux.write_tarball(bundle, tmp_path / "one.tar.xz")
    (bundle / "IT-GUIDE.md").touch()
    (bundle / "IT-GUIDE.md").chmod(0o600)
    linux.write_tarball(bundle, tmp_path / "two.tar.xz")
    assert (tmp_path / "one.tar.xz").read_bytes() == (tmp_path / "two.tar.xz").read_bytes()


def test_it_runs_where_it_was_unpacked_and_is_portable(unpacked: Path, tmp_path: Path) -> None:
    assert unpacked.name == product.artefact("linux-x86_64")
    assert (unpacked / "README.txt").is_file()
    assert (unpacked / "_internal" / "lib.so.6").is_symlink()
    assert subprocess.check_output([str(unpacked / NAME)], text=True) == "started\n"
    found = portable_copy(unpacked, lambda: tmp_path / "profile")
    assert found is not None
    assert found.data() == unpacked / FOLDER


def test_it_is_put_in_and_taken_away_and_nothing_else_is_touched(
    unpacked: Path, tmp_path: Path
) -> None:
    prefix = tmp_path / "a prefix with blanks"
    (prefix / "share" / "applications").mkdir(parents=True)
    (prefix / "share" / "applications" / "another.desktop").write_text("[Desktop Entry]\n")
    done = install(unpacked, "--prefix", str(prefix))
    assert done.returncode == 0, done.stderr
    program = prefix / "lib" / NAME
    started = subprocess.check_output([str(prefix / "bin" / NAME)], text=True)
    assert started == "started\n"
    assert portable_copy(program, lambda: tmp_path) is None
    entry = (prefix / "share" / "applications" / f"{NAME}.desktop").read_text()
    assert f'Exec="{program}/{NAME}" %F' in entry
    assert "@" not in entry
    if validate := shutil.which("desktop-file-validate"):
        subprocess.run(
            [validate, str(prefix / "share" / "applications" / f"{NAME}.desktop")], check=True
        )
    kind = Xml.parse(prefix / "share" / "mime" / "packages" / f"{NAME}.xml").getroot()  # noqa: S314  our own
    assert f"MimeType={kind[0].get('type')};" in entry
    icon = kind[0].find("{*}icon")
    assert icon is not None
    icons = {path.name for path in (prefix / "share" / "icons").rglob("*.svg")}
    assert icons == {f"{icon.get('name')}.svg", f"{NAME}.svg"}

    (program / "_internal" / "old.so").write_text("of an older version")
    assert install(unpacked, "--prefix", str(prefix)).returncode == 0
    assert not (program / "_internal" / "old.so").exists()

    done = install(program, "--uninstall", "--prefix", str(prefix))
    assert done.returncode == 0, done.stderr
    left = {name for name in files(prefix) if NAME in name}
    assert left == set()
    assert (prefix / "share" / "applications" / "another.desktop").exists()
    assert not program.exists()


def test_a_folder_that_is_not_the_program_is_left_alone(unpacked: Path, tmp_path: Path) -> None:
    other = tmp_path / "prefix" / "lib" / NAME
    other.mkdir(parents=True)
    (other / "precious.txt").write_text("somebody's")
    for arguments in ((), ("--uninstall",)):
        done = install(unpacked, *arguments, "--prefix", str(tmp_path / "prefix"))
        assert done.returncode == 1
        assert "Nothing was changed" in done.stderr
    assert files(tmp_path / "prefix") == {f"lib/{NAME}/precious.txt"}


def test_what_somebody_put_into_the_program_stays(unpacked: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "prefix"
    assert install(unpacked, "--prefix", str(prefix)).returncode == 0
    own = prefix / "lib" / NAME / "own.txt"
    own.write_text("somebody's")
    assert install(unpacked, "--prefix", str(prefix)).returncode == 0
    assert subprocess.check_output([str(prefix / "bin" / NAME)], text=True) == "started\n"
    assert install(unpacked, "--uninstall", "--prefix", str(prefix)).returncode == 0
    assert own.read_text() == "somebody's"


@pytest.mark.parametrize("arguments", [("--prefix",), ("--prefix", "here"), ("--prefix", "/a|b")])
def test_a_folder_that_cannot_be_used_is_refused(
    unpacked: Path, arguments: tuple[str, ...]
) -> None:
    assert install(unpacked, *arguments).returncode == 1


def test_the_script_is_clean() -> None:
    if not (shellcheck := shutil.which("shellcheck")):
        pytest.skip("shellcheck is not here")
    subprocess.run([shellcheck, str(SCRIPT)], check=True)


@pytest.mark.skipif(not shutil.which("ldd"), reason="the loader's own list")
def test_a_bundle_without_a_library_of_qt_is_refused(tmp_path: Path) -> None:
    qt = Path(PySide6.__file__).parent / "Qt" / "lib"
    inside = tmp_path / "_internal"
    inside.mkdir()
    for path in qt.glob("*.so*"):
        if path.name.startswith(("libQt6Core", "libQt6Gui", "libQt6DBus", "libicu")):
            shutil.copyfile(path, inside / path.name)
    before = linux.problems(tmp_path)
    assert not [each for each in before if "libQt6Core" in each.split(" asks for ")[1]]
    for path in inside.glob("libQt6Core*"):
        path.unlink()
    assert "libQt6Gui.so.6 asks for libQt6Core.so.6, which is not in the bundle." in linux.problems(
        tmp_path
    )
