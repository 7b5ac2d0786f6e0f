"""Install, use, upgrade, refuse and uninstall: what IT will do, done to the packages just made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final

from closure import problems
from product import CONSOLE_EXE, EXTENSION, NAME, PROG_ID, WINDOW_EXE
from windows import Windows, WindowsError

INSTALLED: Final = rf"C:\Program Files\{NAME}"
WORKSPACES: Final = r"C:\trial"
_KEY: Final = rf"HKLM\Software\{NAME}"
_GOOD: Final = "All parts of the program work on this computer."

Install = Callable[[Path], int]


def self_test(windows: Windows, folder: str) -> None:
    """The program's own test of itself, with nothing but its own libraries."""
    program = rf"{folder}\{CONSOLE_EXE}.exe"
    said = windows.must(program, "selftest", strict=True, timeout=600)
    if _GOOD not in said:
        raise WindowsError(f"The self-test did not end well:\n{said}")


def window_opens(windows: Windows, folder: str, seconds: float = 25) -> None:
    """The program with its window starts and stays. A missing library of Qt's ends it at once."""
    _forget_locks(windows)
    program = rf"{folder}\{WINDOW_EXE}.exe"
    _expect(windows.stays(program, seconds=seconds, strict=True), "the window did not stay open")


def _forget_locks(windows: Windows) -> None:
    """Wine gives process numbers out again: the lock of an ended window seems to be held."""
    if windows.prefix is not None:
        users = windows.path(r"C:\users")
        for folder in users.glob(f"*/AppData/Local/{NAME}/windows"):
            shutil.rmtree(folder)


def prove_guard(windows: Windows, bundle: Path, copy: Path) -> None:
    """A bundle with one needed library taken out has to be refused. Raises when it is not."""
    for needed in ("Qt6Core.dll", "MSVCP140.dll", "VCRUNTIME140_1.dll"):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(bundle, copy, copy_function=os.link)
        taken = [path for path in copy.rglob("*") if path.name.lower() == needed.lower()]
        for path in taken:
            path.unlink()
        _expect(bool(taken), f"{needed} is not in the bundle, so that its lack was not tried")
        _expect(bool(problems(copy)), f"a bundle without {needed} passed the check of libraries")
        _forget_locks(windows)
        stayed = windows.stays(rf"{windows.name(copy)}\{WINDOW_EXE}.exe", seconds=25, strict=True)
        _expect(not stayed or needed.startswith("VC"), f"a bundle without {needed} opened a window")
    shutil.rmtree(copy)


def msi(windows: Windows, package: Path) -> int:
    """Install an MSI as IT does: nobody is asked anything."""
    done = windows.run("msiexec", "/i", windows.name(package), "/qn", "/norestart", timeout=600)
    return done.returncode


def setup(windows: Windows, package: Path) -> int:
    """Run a setup program silently."""
    return windows.run(windows.name(package), "/S", timeout=600).returncode


def try_packages(
    windows: Windows, old: Path, new: Path, versions: tuple[str, str], say: Callable[[str], None]
) -> None:
    """The whole life of an installation, with a workspace in it. Raises at the first fault."""
    is_msi = new.suffix == ".msi"
    install = msi if is_msi else setup
    _clear(windows, old, new)
    _expect(install(windows, old) == 0, f"{old.name} did not install")
    _expect(_version(windows) == versions[0], "the installed version is not in the registry")
    say(f"{old.name}: installed silently")
    self_test(windows, INSTALLED)
    window_opens(windows, INSTALLED)
    say("the installed program tests itself, and its window opens: good")
    _expect_association(windows)
    say(f"{EXTENSION} opens the program, with its own icon")

    program = rf"{INSTALLED}\{CONSOLE_EXE}.exe"
    trial = rf"{WORKSPACES}\{'msi' if is_msi else 'setup'}"
    windows.must(program, "demo", trial, strict=True, timeout=900)
    before = _state(windows.path(trial))
    say(f"the installed program ran its main job: {len(before)} files")

    _expect(install(windows, new) == 0, f"{new.name} did not upgrade")
    _expect(_version(windows) == versions[1], "the upgrade did not change the version")
    self_test(windows, INSTALLED)
    _expect(_state(windows.path(trial)) == before, "the upgrade touched a workspace")
    say(f"{new.name}: upgraded, the workspace as before, self-test good")

    _expect(install(windows, old) != 0, "a downgrade was not refused")
    _expect(_version(windows) == versions[1], "the refused downgrade changed the version")
    self_test(windows, INSTALLED)
    say("a downgrade is refused, and what was installed still works")

    _uninstall(windows, new)
    _expect(not windows.path(INSTALLED).exists(), "the uninstaller left the program's folder")
    _expect(windows.run("reg", "query", _KEY).returncode != 0, "the uninstaller left its key")
    _expect(
        windows.run("reg", "query", rf"HKLM\Software\Classes\{PROG_ID}").returncode != 0,
        "the uninstaller left the association",
    )
    _expect(_state(windows.path(trial)) == before, "the uninstaller touched a workspace")
    say("uninstalled: nothing of the program is left, and every workspace is as it was")


def _clear(windows: Windows, *packages: Path) -> None:
    """Take away what a trial left that was stopped."""
    for package in packages:
        if package.suffix == ".msi":
            windows.run("msiexec", "/x", windows.name(package), "/qn", timeout=600)
    uninstaller = windows.path(rf"{INSTALLED}\Uninstall.exe")
    if uninstaller.exists():
        windows.run(rf"{INSTALLED}\Uninstall.exe", "/S", rf"_?={INSTALLED}", timeout=600)
        uninstaller.unlink(missing_ok=True)
    shutil.rmtree(windows.path(WORKSPACES), ignore_errors=True)


def _uninstall(windows: Windows, package: Path) -> None:
    if package.suffix == ".msi":
        windows.must("msiexec", "/x", windows.name(package), "/qn", timeout=600)
    else:
        # Without the last word it copies itself away and is not waited for.
        windows.must(rf"{INSTALLED}\Uninstall.exe", "/S", rf"_?={INSTALLED}", timeout=600)
        windows.path(rf"{INSTALLED}\Uninstall.exe").unlink(missing_ok=True)
        if windows.path(INSTALLED).exists():
            windows.path(INSTALLED).rmdir()


def _expect(well: bool, otherwise: str) -> None:
    if not well:
        raise WindowsError(f"The trial failed: {otherwise}.")


def _version(windows: Windows) -> str:
    said = windows.run("reg", "query", _KEY, "/v", "Version").stdout
    return said.split()[-1] if "REG_SZ" in said else ""


def _expect_association(windows: Windows) -> None:
    classes = r"HKLM\Software\Classes"
    kind = windows.run("reg", "query", rf"{classes}\{EXTENSION}", "/ve").stdout
    _expect(PROG_ID in kind, f"{EXTENSION} is not associated")
    opens = windows.run("reg", "query", rf"{classes}\{PROG_ID}\shell\open\command", "/ve").stdout
    _expect(f'{WINDOW_EXE}.exe" "%1"' in opens, f"{EXTENSION} does not open the program")
    icon = windows.run("reg", "query", rf"{classes}\{PROG_ID}\DefaultIcon", "/ve").stdout
    shown = windows.path(icon.split("REG_SZ")[-1].strip())
    _expect(shown.is_file(), "the icon of the files is not where it is said to be")


def _state(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
