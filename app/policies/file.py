"""Presets in a file, on systems that have no registry."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from app.policies.sources import Source

_MOST_BYTES = 64 * 1024
_ROOT = 0
_FILE_NAME = "policy.toml"
_MOST_OF_REASON = 200
_NAMED = re.compile(r"""^[ \t]*["']?(\w+)["']?[ \t]*=""", re.MULTILINE)


class _RefusedError(Exception):
    """The file can't be relied on. Its text says why."""


def policy_file() -> Path:
    """Where administrators put it."""
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Partnership Audit") / _FILE_NAME
    return Path("/etc/partnership-audit") / _FILE_NAME


def read_policy_file(path: Path, owner: int = _ROOT) -> Source:
    """What a file presets. Nothing of it counts unless only its owner could have written it.

    A file that does not count is still asked what it names: what security hangs on is closed
    then, as it would be if its value could not be read.
    """
    place, data = str(path), b""
    try:
        with _opened(path) as stream:
            opened = os.fstat(stream.fileno())
            if not stat.S_ISREG(opened.st_mode):
                raise _RefusedError("it is no ordinary file")
            data = stream.read(_MOST_BYTES + 1)
            _require_safe(path, opened, owner)
        if len(data) > _MOST_BYTES:
            raise _RefusedError(f"it is larger than {_MOST_BYTES // 1024} KB")
        return Source(place, _values(data))
    except FileNotFoundError:
        return Source(place)
    except _RefusedError as error:
        return _unused(place, str(error), _named_in(data))
    except OSError as error:
        return _unused(place, error.strerror or "unknown reason", _every_name())
    except UnicodeDecodeError:
        return _unused(place, "its text is not UTF-8", _named_in(data))
    except RecursionError:
        return _unused(place, "it is too deeply nested", _named_in(data))
    except ValueError as error:
        return _unused(place, f"it is no TOML: {error}"[:_MOST_OF_REASON], _named_in(data))


def _values(data: bytes) -> Mapping[str, object]:
    import tomllib  # most computers have no such file

    return tomllib.loads(data.decode("utf-8-sig"))


def _opened(path: Path) -> io.FileIO:
    """The file itself, no link to it. A pipe in its place does not keep anybody waiting."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    return io.FileIO(path, opener=lambda name, _flags: os.open(name, flags))


def _require_safe(path: Path, opened: os.stat_result, owner: int) -> None:
    for found, what in ((opened, "it"), (path.parent.stat(), "its folder")):
        if found.st_uid != owner:
            raise _RefusedError(f"{what} does not belong to the administrator (root)")
        if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise _RefusedError(f"others than the administrator can write into {what}")


def _unused(place: str, why: str, lost: frozenset[str]) -> Source:
    return Source(place, lost=lost, problems=(f"{place} is not used: {why}.",))


def _every_name() -> frozenset[str]:
    from app.policies.settings import SETTINGS

    return frozenset(setting.name for setting in SETTINGS)


def _named_in(data: bytes) -> frozenset[str]:
    text = data.decode("utf-8", errors="replace")
    return _every_name() & {found.group(1) for found in _NAMED.finditer(text)}
