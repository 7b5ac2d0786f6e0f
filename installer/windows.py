"""Windows programs run from here: by Windows itself, or by Wine in a prefix of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
WINE: Final = Path("/usr/lib/wine/wine64")
"""Wine itself: the script of that name in the path starts another one first, and hangs at times."""

_OVERRIDES: Final = "mscoree,mshtml,winedbg.exe,wbemprox=d;mscms=n"
_RUNTIME: Final = (
    "msvcp140,msvcp140_1,msvcp140_2,msvcp140_codecvt_ids,vcruntime140,vcruntime140_1,concrt140=n"
)
"""Wine has its own runtime of Visual C++, and so would start a bundle that lacks it."""

_STAND_INS: Final = {"bcryptprimitives": ["-ladvapi32"], "icuuc": [], "mscms": []}
TOOLS: Final = {
    "wine64": "wine wine64",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "makensis": "nsis",
    "wixl": "wixl",
    "msiinfo": "msitools",
    "osslsigncode": "osslsigncode",
}


class WindowsError(Exception):
    """A Windows program did not do what it was to do."""


def missing_tools() -> list[str]:
    """The Debian packages that are not on this computer."""
    if os.name == "nt":
        return [package for tool, package in TOOLS.items() if tool == "makensis" and not _has(tool)]
    return [
        package
        for tool, package in TOOLS.items()
        if not (WINE.exists() if tool == "wine64" else _has(tool))
    ]


def _has(tool: str) -> bool:
    return shutil.which(tool) is not None


@dataclass(frozen=True, slots=True)
class Windows:
    """A Windows to run programs on. ``prefix`` is Wine's folder; without it, this computer."""

    prefix: Path | None = None

    def path(self, place: str) -> Path:
        """A place on drive C, as this computer sees it."""
        if self.prefix is None:
            return Path(place)
        return self.prefix / "drive_c" / place.removeprefix("C:\\").replace("\\", "/")

    def name(self, path: Path) -> str:
        """A file of this computer, as a Windows program calls it."""
        if self.prefix is None:
            return str(path)
        return "Z:" + str(path.resolve()).replace("/", "\\")

    def run(
        self,
        *command: str,
        strict: bool = False,
        timeout: float = 300,
        folder: Path | None = None,
        extra: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program and give back what it said, both streams in one.

        ``strict``: only the bundle's own libraries of Visual C++ count, under Wine too.
        """
        arguments, environment = self._prepared(command, extra or {}, strict=strict)
        try:
            # By a pipe: under Wine, Python's output into a file ends the program at its start.
            return subprocess.run(  # noqa: S603  programs that this build has made or fetched
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                env=environment,
                cwd=folder,
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise WindowsError(f"{command[0]} did not end within {timeout:.0f} s.") from error

    def stays(self, *command: str, seconds: float, strict: bool = False) -> bool:
        """Whether a program with a window is still there after so long. It is ended then."""
        arguments, environment = self._prepared(
            command, {"QT_QPA_PLATFORM": "offscreen"}, strict=strict
        )
        with subprocess.Popen(  # noqa: S603
            arguments,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                return True
        return False

    def _prepared(
        self, command: tuple[str, ...], extra: dict[str, str], *, strict: bool
    ) -> tuple[list[str], dict[str, str]]:
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **extra}
        if self.prefix is None:
            return list(command), environment
        environment |= {
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": f"{_OVERRIDES};{_RUNTIME}" if strict else _OVERRIDES,
            "WINEQT_QPA_PLATFORM": extra.get("QT_QPA_PLATFORM", "offscreen"),
        }
        return [str(WINE), *command], environment

    def must(
        self, *command: str, strict: bool = False, timeout: float = 300, **more: object
    ) -> str:
        """Run a program that has to end well, and give back what it said."""
        done = self.run(*command, strict=strict, timeout=timeout, **more)  # type: ignore[arg-type]
        if done.returncode:
            raise WindowsError(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-3000:]}")
        return done.stdout


def make_prefix(prefix: Path) -> Windows:
    """An empty Windows 10 of Wine, with stand-ins for what Wine 8 lacks."""
    windows = Windows(prefix)
    prefix.parent.mkdir(parents=True, exist_ok=True)
    windows.must("wineboot", "-i")
    windows.must("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
    for name, libraries in _STAND_INS.items():
        subprocess.run(  # noqa: S603
            [  # noqa: S607  from the path, as Debian installs it
                "x86_64-w64-mingw32-gcc",
                *("-O2", "-s", "-shared"),
                *("-o", str(windows.path(rf"C:\windows\system32\{name}.dll"))),
                str(HERE / "wine" / f"{name}.c"),
                *libraries,
            ],
            check=True,
        )
    return windows
