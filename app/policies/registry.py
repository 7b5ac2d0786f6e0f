"""Presets in the registry of Windows, as group policy puts them there."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

from app.policies.sources import Source

KEY: Final = r"Software\Policies\Partnership Audit"
_MOST_VALUES = 100


def read_registry() -> tuple[Source, ...]:
    """The presets for the computer, and after them those for the person who is signed in.

    Of both keys, Windows lets only administrators write into them.
    """
    return (_source("HKLM"), _source("HKCU"))


def _source(hive: str) -> Source:
    place = rf"{hive}\{KEY}"
    try:
        return Source(place, _values(hive))
    except FileNotFoundError:
        return Source(place)
    except OSError as error:
        from app.policies.settings import SETTINGS

        return Source(
            place,
            lost=frozenset(setting.value_name for setting in SETTINGS),
            problems=(f"{place} can’t be read ({error.strerror or 'unknown reason'}).",),
        )


def _values(hive: str) -> Mapping[str, object]:
    if sys.platform != "win32":
        raise FileNotFoundError
    import winreg

    root = winreg.HKEY_LOCAL_MACHINE if hive == "HKLM" else winreg.HKEY_CURRENT_USER
    found: dict[str, object] = {}
    with winreg.OpenKey(root, KEY, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
        count = winreg.QueryInfoKey(key)[1]
        for index in range(min(count, _MOST_VALUES)):
            name, value, _kind = winreg.EnumValue(key, index)
            if name:
                found[name] = value
    return found
