"""The MSI and the setup program, from one list of files."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

from filelist import BundleFile, files_of, nsis_install, nsis_uninstall, wix_fragment
from product import (
    CONSOLE_EXE,
    EXTENSION,
    NAME,
    PACKAGE_ICON,
    PROG_ID,
    PUBLISHER,
    ROOT,
    UPGRADE_CODE,
    WINDOW_EXE,
)
from version_resource import numbers

HERE: Final = Path(__file__).resolve().parent
ICON: Final = ROOT / "resources" / "icons" / "program" / "program.ico"
_WITHIN_THE_TRANSACTION: Final = (
    "UPDATE `InstallExecuteSequence` SET `Sequence`=1501 WHERE `Action`='RemoveExistingProducts'"
)


def msi_version(version: str) -> str:
    """The three numbers that Windows Installer compares."""
    return ".".join(str(number) for number in numbers(version)[:3])


def write_msi(bundle: Path, target: Path, work: Path, version: str) -> None:
    """Make the MSI of a bundle."""
    work.mkdir(parents=True, exist_ok=True)
    fragment = work / "files.wxs"
    fragment.write_text(
        wix_fragment(_checked(bundle), "BundleFiles", "INSTALLDIR"), encoding="utf-8"
    )
    values = {
        "Name": NAME,
        "Version": msi_version(version),
        "FullVersion": version,
        "Publisher": PUBLISHER,
        "UpgradeCode": UPGRADE_CODE,
        "Extension": EXTENSION,
        "ProgId": PROG_ID,
        "WindowExe": WINDOW_EXE,
        "PackageIcon": PACKAGE_ICON,
        "Icon": PACKAGE_ICON.replace("package", "program").replace("\\", "/"),
        "Win64": "yes",
        # By its place seen from the bundle, as wixl takes no whole paths.
        "RefuseWhileOpen": os.path.relpath(_refuse_while_open(work), bundle).replace("\\", "/"),
    }
    ours = HERE / "partnership-audit.wxs"
    if os.name == "nt":
        _by_wix([ours, fragment], values, bundle, target, work)
        return
    defines = [part for name, value in values.items() for part in ("-D", f"{name}={value}")]
    sources = [str(ours), str(fragment.resolve())]
    # From the bundle, as wixl knows the files only by their places beneath where it is started.
    _run(["wixl", "--arch", "x64", *defines, "-o", str(target.resolve()), *sources], bundle)
    # wixl knows no "Schedule" of an upgrade.
    _run(["msibuild", str(target.resolve()), "-q", _WITHIN_THE_TRANSACTION])


def _refuse_while_open(work: Path) -> Path:
    """The library that Windows Installer asks before it changes anything."""
    made = work / "refuse-while-open.dll"
    compiler = "gcc" if os.name == "nt" else "x86_64-w64-mingw32-gcc"
    words = {"PROGRAM": f"{WINDOW_EXE}.exe", "NAME": NAME}
    defines = [f'-D{name}=L"{text}"' for name, text in words.items()]
    options = ["-O2", "-s", "-shared", "-Wall", "-Wextra", "-Werror", "-DUNICODE", *defines]
    _run([compiler, *options, "-o", str(made), str(HERE / "refuse_while_open.c"), "-lmsi"])
    return made


def _by_wix(
    sources: list[Path], values: dict[str, str], bundle: Path, target: Path, work: Path
) -> None:
    """The same by WiX 3, which is what Windows has. Not yet run: see the workflow."""
    defines = [f"-d{name}={value}" for name, value in values.items()]
    _run(["candle", "-nologo", "-arch", "x64", *defines, "-out", f"{work}\\", *map(str, sources)])
    objects = [str(work / f"{source.stem}.wixobj") for source in sources]
    _run(["light", "-nologo", "-b", str(bundle), "-out", str(target), *objects])


def write_setup(
    bundle: Path, target: Path, work: Path, version: str, *, quick: bool = False
) -> None:
    """Make the setup program of a bundle. ``quick``: larger, for a trial."""
    work.mkdir(parents=True, exist_ok=True)
    files = _checked(bundle)
    (work / "in.nsh").write_text(nsis_install(files), encoding="utf-8")
    (work / "out.nsh").write_text(nsis_uninstall(files), encoding="utf-8")
    values = {
        "NAME": NAME,
        "VERSION": version,
        "VERSION_NUMBERS": ".".join(map(str, numbers(version))),
        "PUBLISHER": PUBLISHER,
        "EXTENSION": EXTENSION,
        "PROG_ID": PROG_ID,
        "WINDOW_EXE": WINDOW_EXE,
        "CONSOLE_EXE": CONSOLE_EXE,
        "PACKAGE_ICON": PACKAGE_ICON,
        "ICON": str(ICON),
        "TARGET": str(target.resolve()),
        "FILES_IN": str((work / "in.nsh").resolve()),
        "FILES_OUT": str((work / "out.nsh").resolve()),
    }
    defines = [f"-D{name}={value}" for name, value in values.items()]
    if quick:
        defines.append("-DQUICK")
    script = str(HERE / "partnership-audit.nsi")
    _run(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defines, script])


def _checked(bundle: Path) -> tuple[BundleFile, ...]:
    files = files_of(bundle)
    places = {file.windows for file in files}
    for needed in (f"{WINDOW_EXE}.exe", f"{CONSOLE_EXE}.exe", PACKAGE_ICON):
        if needed not in places:
            raise SystemExit(f"The bundle lacks {needed}: nothing was packaged.")
    return files


def _run(command: list[str], folder: Path | None = None) -> None:
    done = subprocess.run(  # noqa: S603  the tools of this computer
        command, capture_output=True, text=True, check=False, cwd=folder
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
