"""The payload of an age file: STREAM with ChaCha20-Poly1305 (C2SP age.md, "Payload")."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import HeaderError, PayloadError

_CHUNK: Final = 64 * 1024
_TAG: Final = 16
_NONCE: Final = 16


def seal_payload(plaintext: bytes, file_key: bytes) -> Iterator[bytes]:
    """Encrypt the content under a fresh nonce, and give the pieces to be written."""
    nonce = os.urandom(_NONCE)
    cipher = _cipher(file_key, nonce)
    yield nonce
    view = memoryview(plaintext)
    last = _last_chunk(len(view), _CHUNK)
    for index in range(last + 1):
        chunk = view[index * _CHUNK : (index + 1) * _CHUNK]
        yield cipher.encrypt(_chunk_nonce(index, last), chunk, None)


def open_payload(payload: memoryview, file_key: bytes) -> bytes:
    """Decrypt a whole payload; there is no partial result.

    Raises ``PayloadError`` if it was changed, reordered, cut off or added to, and
    ``HeaderError`` if not even its nonce is there (the conformance vectors count
    the nonce as part of the header).
    """
    if len(payload) < _NONCE:
        raise HeaderError
    cipher = _cipher(file_key, bytes(payload[:_NONCE]))
    body = payload[_NONCE:]
    last = _last_chunk(len(body), _CHUNK + _TAG)
    opened: list[bytes] = []
    try:
        for index in range(last + 1):
            chunk = body[index * (_CHUNK + _TAG) : (index + 1) * (_CHUNK + _TAG)]
            opened.append(cipher.decrypt(_chunk_nonce(index, last), chunk, None))
    except InvalidTag:
        raise PayloadError from None
    if last and not opened[last]:
        raise PayloadError  # a second form of the same content: the file would be malleable
    return b"".join(opened)


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    key = HKDF(SHA256(), length=32, salt=nonce, info=b"payload").derive(file_key)
    return ChaCha20Poly1305(key)


def _last_chunk(length: int, size: int) -> int:
    return max(length - 1, 0) // size


def _chunk_nonce(index: int, last: int) -> bytes:
    return index.to_bytes(11, "big") + (b"\x01" if index == last else b"\x00")
