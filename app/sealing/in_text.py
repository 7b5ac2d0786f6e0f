"""Sealed files that stand as text among other words: pasted into a mail, quoted in a reply."""

from __future__ import annotations

import re
from typing import Final

from app.errors import ArmorError
from app.sealing.age import armor
from app.sealing.age.armor import dearmor, is_armored

_MAX_FOUND = 50
_BEGIN: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
_BLOCK: Final = re.compile(
    rb"-----BEGIN AGE ENCRYPTED FILE-----(?P<body>[A-Za-z0-9+/=\s>\xa0\xc2]*)"
    rb"-----END AGE ENCRYPTED FILE-----"
)
_AROUND_LINES: Final = b"> \t\r\n\x0b\x0c\xa0\xc2"  # the last two are a blank that does not break
_COLUMNS = 64


def is_in_text(data: bytes) -> bool:
    """Whether a sealed file begins somewhere within a text."""
    return _BEGIN in data


def sealed_in_text(data: bytes) -> tuple[bytes, ...]:
    """The sealed files in a text, each as ``armor`` writes it.

    Marks of quoting (``>``) and blanks around the lines are taken away, and lines that a mail
    program broke anew are put together again: none of this can belong to a sealed file. One that
    is cut off comes as it stands, so that it is told of as damaged.
    """
    found = [_mended(match.group("body")) for match in _first(data)]
    if not found and is_in_text(data):
        return (data[data.index(_BEGIN) :],)
    return tuple(found)


def as_written(data: bytes) -> bytes:
    """A sealed file in text form as it left its desk, whatever a mail did to its lines."""
    if not is_armored(data):
        return data
    try:
        return armor(dearmor(data)).encode()
    except ArmorError:
        blocks = sealed_in_text(data)
        return blocks[0] if len(blocks) == 1 else data


def _first(data: bytes) -> list[re.Match[bytes]]:
    matches = []
    for match in _BLOCK.finditer(data):
        matches.append(match)
        if len(matches) == _MAX_FOUND:
            break
    return matches


def _mended(body: bytes) -> bytes:
    compact = body.translate(None, _AROUND_LINES)
    lines = [compact[at : at + _COLUMNS] for at in range(0, len(compact), _COLUMNS)]
    return b"\n".join((_BEGIN, *lines, _BEGIN.replace(b"BEGIN", b"END"), b""))
