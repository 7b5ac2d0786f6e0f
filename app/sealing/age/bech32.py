"""Bech32 without its limit of 90 characters, as age's keys need it (BIP 173; C2SP age.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.errors import KeyTextError

_ALPHABET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES: Final = {character: value for value, character in enumerate(_ALPHABET)}
_CHECKSUM: Final = 6
_MAX_TEXT: Final = 4096  # the longest key of age, a hybrid recipient, has 1,959 characters


def encode(prefix: str, data: bytes) -> str:
    """Write bytes as Bech32 text, in lower case."""
    values = _to_groups(data)
    checksum = _polymod((*_expand(prefix), *values, *bytes(_CHECKSUM))) ^ 1
    values += [(checksum >> 5 * (_CHECKSUM - 1 - place)) & 31 for place in range(_CHECKSUM)]
    return prefix + "1" + "".join(map(_ALPHABET.__getitem__, values))


def decode(text: str) -> tuple[str, bytes]:
    """Read Bech32 text: the prefix in lower case, and the bytes.

    Raises ``KeyTextError`` for mixed case, foreign characters, a wrong checksum
    or non-zero padding (BIP 173).
    """
    if len(text) > _MAX_TEXT or not text.isascii() or text not in (text.lower(), text.upper()):
        raise KeyTextError
    prefix, separator, rest = text.lower().rpartition("1")
    if not prefix or not separator or len(rest) < _CHECKSUM:
        raise KeyTextError
    if not all("!" <= character <= "~" for character in prefix):
        raise KeyTextError
    try:
        values = [_VALUES[character] for character in rest]
    except KeyError:
        raise KeyTextError from None
    if _polymod((*_expand(prefix), *values)) != 1:
        raise KeyTextError
    return prefix, _from_groups(values[:-_CHECKSUM])


def _generators() -> tuple[int, ...]:
    terms = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    table = []
    for top in range(32):
        mixed = 0
        for bit, term in enumerate(terms):
            mixed ^= term if top >> bit & 1 else 0
        table.append(mixed)
    return tuple(table)


_GENERATORS: Final = _generators()


def _polymod(values: Iterable[int]) -> int:
    checksum = 1
    for value in values:
        checksum = ((checksum & 0x1FFFFFF) << 5) ^ value ^ _GENERATORS[checksum >> 25]
    return checksum


def _expand(prefix: str) -> list[int]:
    codes = prefix.encode("ascii")
    return [code >> 5 for code in codes] + [0] + [code & 31 for code in codes]


def _to_groups(data: bytes) -> list[int]:
    count = -(-len(data) * 8 // 5)
    number = int.from_bytes(data, "big") << (count * 5 - len(data) * 8)
    return [number >> 5 * place & 31 for place in range(count - 1, -1, -1)]


def _from_groups(values: list[int]) -> bytes:
    spare = len(values) * 5 % 8
    number = 0
    for value in values:
        number = number << 5 | value
    if spare > 4 or number & ((1 << spare) - 1):
        raise KeyTextError  # a second spelling of the same key
    return (number >> spare).to_bytes(len(values) * 5 // 8, "big")
