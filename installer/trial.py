"""Install, use, upgrade, refuse and uninstall: what IT will do, done to the packages just made."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from closure import problems
from product import CONSOLE_EXE, EXTENSION, NAME, PROG_ID, WINDOW_EXE
from windows import Windows, WindowsError

INSTALLED: Final = rf"C:\Program Files\{NAME}"
WORKSPACES: Final = r"C:\trial"
_UNINSTALL: Final = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall"
_KEY: Final = rf"HKLM\Software\{NAME}"
SAMPLE: Final = "CE-CSA-2018"
_AND_WAIT: Final = rf"_?={INSTALLED}".split(" ")
"""Without it the uninstaller copies itself away and is not waited for. It may not be quoted."""
_FAILED: Final = 1603
"""Windows Installer's word for every refusal; its log names the reason."""
_STAYS: Final = 6.0
_GOOD: Final = "All parts of the program work on this computer."

Install = Callable[[Windows, Path], int]


def self_test(windows: Windows, folder: str) -> None:
    """The program's own test of itself, with nothing but its own libraries."""
    program = rf"{folder}\{CONSOLE_EXE}.exe"
    said = windows.must(program, "selftest", strict=True, timeout=600)
    if _GOOD not in said:
        raise WindowsError(f"The self-test did not end well:\n{said}")


def window_opens(windows: Windows, folder: str, seconds: float = 12) -> None:
    """The program with its window starts and stays. A missing library of Qt's ends it at once."""
    _forget_locks(windows)
    program = rf"{folder}\{WINDOW_EXE}.exe"
    _expect(windows.stays(program, seconds=seconds, strict=True), "the window did not stay open")


def demo(windows: Windows, folder: str, target: str) -> Path:
    """The whole loop on the sample audit, with every report, into a folder."""
    windows.must(rf"{folder}\{CONSOLE_EXE}.exe", "demo", target, strict=True, timeout=900)
    return windows.path(target)


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
        stayed = windows.stays(rf"{windows.name(copy)}\{WINDOW_EXE}.exe", seconds=12, strict=True)
        _expect(not stayed or needed.startswith("VC"), f"a bundle without {needed} opened a window")
    shutil.rmtree(copy)


def msi(windows: Windows, package: Path) -> int:
    """Install an MSI as IT does: nobody is asked anything."""
    done = windows.run("msiexec", "/i", windows.name(package), "/qn", "/norestart", timeout=600)
    return done.returncode


def setup(windows: Windows, package: Path) -> int:
    """Run a setup program silently."""
    return windows.run(windows.name(package), "/S", timeout=600).returncode


@dataclass(frozen=True, slots=True)
class Kind:
    """MSI or setup: how it is installed, and by which numbers it refuses."""

    name: str
    install: Install
    when_open: int
    when_other: int


KINDS: Final = {
    ".msi": Kind("msi", msi, when_open=_FAILED, when_other=_FAILED),
    ".exe": Kind("setup", setup, when_open=4, when_other=3),
}


def try_packages(
    windows: Windows,
    packages: tuple[Path, Path],
    other: Path,
    versions: tuple[str, str],
    say: Callable[[str], None],
) -> None:
    """The whole life of an installation, with a workspace in it. Raises at the first fault.

    ``packages`` are the older and the newer of one kind; ``other`` is the same of the other kind.
    """
    old, new = packages
    kind = KINDS[new.suffix]
    install = kind.install
    _clear(windows)
    _expect(install(windows, old) == 0, f"{old.name} did not install")
    _expect(_version(windows) == versions[0], "the installed version is not in the registry")
    say(f"{old.name}: installed silently")
    self_test(windows, INSTALLED)
    place = rf"{WORKSPACES}\{kind.name}"
    trial = demo(windows, INSTALLED, place)
    say(f"the installed program tests itself, and ran its main job: {len(_state(trial))} files")
    _expect_association(windows)
    pack = next(iter(sorted((trial / "packs").iterdir()))).name
    opens_by_double_click(windows, rf"{place}\packs\{pack}")
    say(f"a double click on “{pack}” opens it in the installed program; it has its own icon")

    _refuses_while_open(windows, kind, packages, place)
    say("upgrade and removal are refused while a workspace is open, and change nothing")
    said = _content(windows, place)
    before = _state(trial)
    _expect(install(windows, new) == 0, f"{new.name} did not upgrade")
    _expect(_version(windows) == versions[1], "the upgrade did not change the version")
    _expect(_state(trial) == before, "the upgrade touched a workspace")
    self_test(windows, INSTALLED)
    _expect(_content(windows, place) == said, "the new version reads another content")
    say(f"{new.name}: upgraded; the workspace as before, and every answer in it; self-test good")

    files = _state(windows.path(INSTALLED))
    _expect(install(windows, old) != 0, "a downgrade was not refused")
    code = KINDS[other.suffix].install(windows, other)
    _expect(code == windows.code(KINDS[other.suffix].when_other), f"{other.name} ended with {code}")
    _expect(_version(windows) == versions[1], "what was refused changed the version")
    _expect(_state(windows.path(INSTALLED)) == files, "what was refused changed the program")
    say(f"an older version and {other.name} are refused, and change nothing")

    before = _state(trial)
    _expect(_uninstall(windows, new) == 0, "the removal failed")
    _expect(not windows.path(INSTALLED).exists(), "the uninstaller left the program's folder")
    _expect(windows.run("reg", "query", _KEY).returncode != 0, "the uninstaller left its key")
    _expect(
        windows.run("reg", "query", rf"HKLM\Software\Classes\{PROG_ID}").returncode != 0,
        "the uninstaller left the association",
    )
    _expect(_state(trial) == before, "the uninstaller touched a workspace")
    say("uninstalled: nothing of the program is left, and every workspace is as it was")


@contextmanager
def installed(windows: Windows, package: Path) -> Iterator[None]:
    """The MSI, for as long as this lasts."""
    _clear(windows)
    _forget_locks(windows)
    _expect(msi(windows, package) == 0, f"{package.name} did not install")
    yield
    _expect(_uninstall(windows, package) == 0, "the removal failed")


def opens_by_double_click(windows: Windows, file: str) -> None:
    """Open a file as the system does; it has to start the installed program with that file."""
    _forget_locks(windows)
    name = f"{WINDOW_EXE}.exe"
    with windows.running("cmd", "/c", "start", "", file) as starter:
        starter.wait(120)
    try:
        _wait_until(lambda: bool(windows.programs(name)), "nothing was started")
        time.sleep(_STAYS)
        running = windows.programs(name)
        started = [words for words in running.values() if file in words and INSTALLED in words]
        _expect(bool(started), f"the installed program was not started with {file}")
    finally:
        for number in windows.programs(name):
            os.kill(number, 9)


def _refuses_while_open(
    windows: Windows, kind: Kind, packages: tuple[Path, Path], place: str
) -> None:
    """Neither an upgrade nor a removal does anything while the program has a workspace open."""
    _forget_locks(windows)
    workspace, key = rf"{place}\workspace", rf"{place}\passphrase.txt"
    program = rf"{INSTALLED}\{WINDOW_EXE}.exe"
    opened = ("--workspace", workspace, "--passphrase-file", key)
    with windows.running(program, *opened, strict=True) as process:
        in_use = windows.path(workspace) / "in-use.json"
        _wait_until(in_use.exists, "the program did not open the workspace")
        files, version = _state(windows.path(INSTALLED)), _version(windows)
        for what, deed in (
            ("upgrade", partial(kind.install, windows, packages[1])),
            ("removal", partial(_uninstall, windows, packages[0])),
        ):
            code, expected = deed(), windows.code(kind.when_open)
            _expect(code == expected, f"a {what} while it is open ended with {code}")
            _expect(_version(windows) == version, f"the refused {what} changed the version")
            now = _state(windows.path(INSTALLED))
            _expect(now == files, f"the refused {what} changed the program")
        _expect(process.poll() is None, "the program was ended by what was refused")


def _content(windows: Windows, place: str) -> dict[str, str]:
    """What the installed program reads in the workspace: every answer, and the findings."""
    to = rf"{place} read"
    shutil.rmtree(windows.path(to), ignore_errors=True)
    windows.must(
        rf"{INSTALLED}\{CONSOLE_EXE}.exe",
        *("--workspace", rf"{place}\workspace", "--passphrase-file", rf"{place}\passphrase.txt"),
        *("export", SAMPLE, "--csv", "--json", "--to", to),
        strict=True,
    )
    found = _state(windows.path(to))
    _expect("answers.csv" in found, "the export has no answers")
    return found


def _wait_until(question: Callable[[], bool], otherwise: str, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not question():
        _expect(time.monotonic() < end, otherwise)
        time.sleep(0.2)


def _clear(windows: Windows) -> None:
    """Take away what a trial left that was stopped."""
    for product in _products(windows):
        windows.run("msiexec", "/x", product, "/qn", timeout=600)
    uninstaller = windows.path(rf"{INSTALLED}\Uninstall.exe")
    if uninstaller.exists():
        windows.run(rf"{INSTALLED}\Uninstall.exe", "/S", *_AND_WAIT, timeout=600)
        uninstaller.unlink(missing_ok=True)
    shutil.rmtree(windows.path(WORKSPACES), ignore_errors=True)


def _products(windows: Windows) -> list[str]:
    """The codes of the MSIs of this program that are installed."""
    found, code = [], ""
    for line in windows.run("reg", "query", _UNINSTALL, "/s").stdout.splitlines():
        if line.startswith("HKEY"):
            code = line.strip().rsplit("\\", 1)[-1]
        elif line.split(None, 2)[:1] == ["DisplayName"] and line.strip().endswith(NAME):
            found.append(code)
    return [code for code in found if code.startswith("{")]


def _uninstall(windows: Windows, package: Path) -> int:
    if package.suffix == ".msi":
        return windows.run("msiexec", "/x", windows.name(package), "/qn", timeout=600).returncode
    program = rf"{INSTALLED}\Uninstall.exe"
    code = windows.run(program, "/S", *_AND_WAIT, timeout=600).returncode
    if code == 0:
        windows.path(program).unlink(missing_ok=True)
        if windows.path(INSTALLED).exists():
            windows.path(INSTALLED).rmdir()
    return code


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
