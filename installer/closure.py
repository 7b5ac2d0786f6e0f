"""Every library that the bundle asks for is in it, or part of Windows. Nothing else may be.

``python installer/closure.py DIR`` says what is missing, and ends with 1 when something is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

WINDOWS_PARTS: Final = frozenset(
    f"{name}.dll" if "." not in name else name
    for name in """
    advapi32 authz bcrypt bcryptprimitives cabinet comctl32 comdlg32 crypt32 d2d1 d3d11 d3d12 d3d9
    dcomp dnsapi dwmapi dwrite dxgi gdi32 icuuc imagehlp imm32 iphlpapi kernel32 mpr mscms msi
    msvcrt ncrypt netapi32 ntdll ole32 oleaut32 opengl32 propsys psapi rpcrt4 secur32 setupapi
    shcore shell32 shlwapi uiautomationcore user32 userenv uxtheme version winhttp winmm
    winspool.drv ws2_32 wtsapi32
    """.split()
)
"""What every Windows 10 has. The runtime of Visual C++ is not among it: the bundle brings it."""

_NEVER_BUNDLED: Final = ("icuuc.dll", "qt6network.dll", "opengl32sw.dll")
_ENDINGS: Final = (".dll", ".pyd", ".exe")


def imports_of(file: Path) -> set[str]:
    """The libraries that a program file asks for, in lower case, also those asked for late."""
    import pefile  # of the build's own packages, which the tests do without

    with pefile.PE(str(file), fast_load=True) as parsed:
        tables = ("IMPORT", "DELAY_IMPORT")
        parsed.parse_data_directories(
            [pefile.DIRECTORY_ENTRY[f"IMAGE_DIRECTORY_ENTRY_{table}"] for table in tables]
        )
        return {
            entry.dll.decode("ascii", "replace").lower()
            for table in tables
            for entry in getattr(parsed, f"DIRECTORY_ENTRY_{table}", ())
        }


def is_part_of_windows(name: str) -> bool:
    """Whether Windows itself brings the library."""
    return name.startswith(("api-ms-win-", "ext-ms-win-")) or name in WINDOWS_PARTS


def problems(folder: Path) -> list[str]:
    """What is missing, with who asks for it, and what should not be there."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _ENDINGS]
    if not files:
        return [f"{folder.name} holds no program file."]
    present = {path.name.lower() for path in files}
    found = [
        f"{name} is in the bundle and must not be." for name in _NEVER_BUNDLED if name in present
    ]
    wanted: dict[str, list[str]] = {}
    for file in files:
        for name in imports_of(file):
            wanted.setdefault(name, []).append(file.name)
    return found + [
        f"{name} is missing: {', '.join(sorted(askers)[:3])} asks for it."
        for name, askers in sorted(wanted.items())
        if name not in present and not is_part_of_windows(name)
    ]


def main() -> int:
    """Check the folder that is named."""
    found = problems(Path(sys.argv[1]))
    print("\n".join(found) or "Every library is there.")  # noqa: T201  a command
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
