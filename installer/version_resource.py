"""What Windows shows under "Properties, Details" of a program file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PyInstaller.utils.win32.versioninfo import VSVersionInfo


def numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts: four numbers. What follows them ("rc1") is left out."""
    found = [int(number) for number in re.findall(r"\d+", version.split("+")[0])[:3]]
    major, minor, patch = (*found, 0, 0, 0)[:3]
    return major, minor, patch, 0


def version_resource(file: str, product: str, publisher: str, version: str) -> VSVersionInfo:
    """The version resource of one starter."""
    from PyInstaller.utils.win32 import versioninfo as info

    four = numbers(version)
    words = {
        "CompanyName": publisher,
        "FileDescription": product,
        "FileVersion": version,
        "InternalName": file,
        "OriginalFilename": f"{file}.exe",
        "ProductName": product,
        "ProductVersion": version,
    }
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=four, prodvers=four),
        kids=[
            info.StringFileInfo(
                [
                    info.StringTable(
                        "080904B0",  # British English, Unicode
                        [info.StringStruct(name, value) for name, value in words.items()],
                    )
                ]
            ),
            info.VarFileInfo([info.VarStruct("Translation", [0x0809, 0x04B0])]),
        ],
    )
