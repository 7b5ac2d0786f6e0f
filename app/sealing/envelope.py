"""The signed envelope: DSSE v1 (github.com/secure-systems-lab/dsse) with Ed25519.

The signer's public key is the ``keyid``: the signature is checked before anything of the
payload is parsed. Whether that key is to be trusted is the caller's question.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass

import msgspec

from app.errors import DocumentError, NotASealedFileError, SignatureError
from app.sealing.keys import SigningKey, verify


class _Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keyid: str
    sig: str


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    payload_type: str
    payload: str
    signatures: tuple[_Signature, ...]


@dataclass(frozen=True)
class Opened:
    """What a good envelope holds."""

    payload_type: str
    payload: bytes
    signed_by: bytes


def pre_authentication_encoding(payload_type: str, payload: bytes) -> bytes:
    """What is signed: ``DSSEv1 LEN(type) type LEN(body) body`` (DSSE protocol, PAE)."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def sign_envelope(payload_type: str, payload: bytes, key: SigningKey) -> bytes:
    """Wrap and sign a payload."""
    signature = key.sign(pre_authentication_encoding(payload_type, payload))
    return msgspec.json.encode(
        _Envelope(
            payload_type=payload_type,
            payload=b64encode(payload).decode(),
            signatures=(_Signature(b64encode(key.public).decode(), b64encode(signature).decode()),),
        )
    )


def open_envelope(data: bytes) -> Opened:
    """Check the signature of an envelope and return its payload.

    Raises:
        NotASealedFileError: the bytes are no envelope at all.
        SignatureError: there is not exactly one signature, or it does not fit.
        DocumentError: a field is not base64.
    """
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise NotASealedFileError from error
    if len(envelope.signatures) != 1:
        raise SignatureError
    signature = envelope.signatures[0]
    try:
        payload = b64decode(envelope.payload, validate=True)
        public = b64decode(signature.keyid, validate=True)
        mark = b64decode(signature.sig, validate=True)
    except (Base64Error, ValueError) as error:
        raise DocumentError("the envelope's text form") from error
    verify(public, mark, pre_authentication_encoding(envelope.payload_type, payload))
    return Opened(envelope.payload_type, payload, public)
