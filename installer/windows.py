"""Windows programs run from here: by Windows itself, or by Wine in a prefix of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Final

HERE: Final = Path(__file__).resolve().parent
WINE: Final = Path("/usr/lib/wine/wine64")
"""Wine itself: the script of that name in the path starts another one first, and hangs at times."""

_OVERRIDES: Final = "mscoree,mshtml,winedbg.exe,wbemprox=d;mscms=n"
_RUNTIME: Final = (
    "msvcp140,msvcp140_1,msvcp140_2,msvcp140_codecvt_ids,vcruntime140,vcruntime140_1,concrt140=n"
)
"""Wine has its own runtime of Visual C++, and so would start a bundle that lacks it."""

_FONTS: Final = ("Segoe UI", "MS Shell Dlg", "MS Shell Dlg 2", "Tahoma")
_REPLACED: Final = r"HKCU\Software\Wine\Fonts\Replacements"
"""Wine has no font for windows of its own, and would take one with serifs."""
_LAST_WORDS: Final = 3.0
_STAND_INS: Final = {"bcryptprimitives": ["-ladvapi32"], "icuuc": [], "mscms": []}
TOOLS: Final = {
    "wine64": "wine wine64",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "makensis": "nsis",
    "wixl": "wixl",
    "msibuild": "msitools",
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


def missing_to_drive() -> list[str]:
    """What is lacking to drive a window from outside, which is done under Wine only."""
    if os.name == "nt":
        return ["it is driven under Wine only"]
    tools = {
        "Xvfb": "xvfb",
        "xdotool": "xdotool",
        "xkbcomp": "x11-xkb-utils",
        "import": "imagemagick",
    }
    return [package for tool, package in tools.items() if not _has(tool)]


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

    def code(self, code: int) -> int:
        """What a program's exit code comes out as: Wine hands on its last eight bits."""
        return code if self.prefix is None else code & 0xFF

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
        said = bytearray()
        # By a pipe: under Wine, Python's output into a file ends the program at its start.
        process = subprocess.Popen(  # noqa: S603  programs that this build has made or fetched
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
        )

        def listen() -> None:
            with process.stdout or nullcontext() as pipe:
                while pipe is not None and (part := os.read(pipe.fileno(), 65536)):
                    said.extend(part)

        # The program's end is waited for, and not the pipe's: services of Wine that it was the
        # first to need hold that open for as long as they please.
        listener = Thread(target=listen, daemon=True)
        listener.start()
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise WindowsError(f"{command[0]} did not end within {timeout:.0f} s.") from error
        listener.join(_LAST_WORDS)
        text = said.decode("utf-8", "replace").replace("\r\n", "\n")
        return subprocess.CompletedProcess(arguments, code, text)

    @contextmanager
    def running(
        self, *command: str, strict: bool = False, extra: dict[str, str] | None = None
    ) -> Iterator[subprocess.Popen[bytes]]:
        """A program with a window, for as long as this lasts. It is ended then as by a crash."""
        arguments, environment = self._prepared(
            command, {"QT_QPA_PLATFORM": "offscreen", **(extra or {})}, strict=strict
        )
        with subprocess.Popen(  # noqa: S603
            arguments,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def stays(self, *command: str, seconds: float, strict: bool = False) -> bool:
        """Whether a program with a window is still there after so long. It is ended then."""
        with self.running(*command, strict=strict) as process:
            try:
                process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                return True
            return False

    def programs(self, name: str) -> dict[int, str]:
        """The programs of a name that run here, by number, with the words they were started by."""
        if self.prefix is None:
            asked = f"Get-CimInstance Win32_Process -Filter \"Name='{name}'\""
            told = 'ForEach-Object { "$($_.ProcessId) $($_.CommandLine)" }'
            lines = self.must("powershell", "-NoProfile", "-Command", f"{asked} | {told}")
            split = (line.split(" ", 1) for line in lines.splitlines() if line[:1].isdigit())
            return {int(number): words for number, words in split}
        ours = b"WINEPREFIX=" + os.fsencode(self.prefix)
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                here = ours in (folder / "environ").read_bytes().split(b"\0")
            except (OSError, UnicodeDecodeError):  # it has just ended, or is somebody else's
                continue
            if here and f"{name}".lower() in words.lower():
                found[int(folder.name)] = words.strip()
        return found

    def _prepared(
        self, command: tuple[str, ...], extra: dict[str, str], *, strict: bool
    ) -> tuple[list[str], dict[str, str]]:
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **extra}
        if self.prefix is None:
            return list(command), environment
        environment |= {
            "WINEPREFIX": str(self.prefix),
            # Where Wine writes menus and file types: not into the desktop of whoever builds.
            "XDG_DATA_HOME": str(self.prefix.parent / "desktop"),
            "XDG_CONFIG_HOME": str(self.prefix.parent / "desktop"),
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
    for font in _FONTS:
        windows.must("reg", "add", _REPLACED, "/v", font, "/d", "Liberation Sans", "/f")
    # Wine makes them links into the home of whoever builds: a trial would write there.
    for link in windows.path(r"C:\users").glob("*/*"):
        if link.is_symlink():
            link.unlink()
            link.mkdir()
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
