"""What a travelling file says of itself before any key: never anything about a child."""

from __future__ import annotations

from datetime import date

import msgspec

from app.errors import DocumentError, NewerFormatError
from app.sealing.age import Stanza

FORMAT = 1
"""The newest document format that this program writes and reads."""

STANZA_TYPE = "partnership-audit"

AUDIT_PACK = "audit pack"
RETURN_PACKAGE = "return package"
QUERY = "query"
RECEIPT = "receipt"
HAND_OVER_REQUEST = "request to take over"
HAND_OVER = "hand-over"


class AuditName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names the audit to people and programs."""

    id: str
    reference: str
    title: str


class AgencyName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names the agency that a file goes to or comes from."""

    id: str
    name: str


class ClearPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The clear part of a file.

    ``needs`` is the oldest version of the program that reads it. ``signed_by`` and
    ``sealed_for`` are fingerprints of keys; an unsealed pack is sealed for nobody.
    """

    format: int
    document: str
    id: str
    needs: str
    audit: AuditName
    agency: AgencyName
    made: date
    signed_by: str
    sealed_for: tuple[str, ...] = ()
    test: bool = False


class _Version(msgspec.Struct, frozen=True):
    format: int
    needs: str = ""


def to_stanza(clear: ClearPart) -> Stanza:
    """The clear part as a stanza of the age header; other age tools skip it."""
    return Stanza(STANZA_TYPE, (str(clear.format),), msgspec.json.encode(clear))


def from_stanzas(stanzas: tuple[Stanza, ...]) -> ClearPart | None:
    """The clear part among the stanzas of an age header, or None where there is none.

    Raises:
        NewerFormatError, DocumentError: it can't be read.
    """
    for stanza in stanzas:
        if stanza.type == STANZA_TYPE:
            return decode_clear(stanza.body)
    return None


def decode_clear(data: bytes) -> ClearPart:
    """Read a clear part, the format first, so that a newer file is named as such.

    Raises:
        NewerFormatError, DocumentError: it can't be read.
    """
    check_format(data)
    try:
        return msgspec.json.decode(data, type=ClearPart)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError("what the file says of itself") from error


def check_format(data: bytes) -> None:
    """Refuse a document of a later format, whatever else is in it.

    Raises:
        NewerFormatError, DocumentError: the format is newer, or there is none.
    """
    try:
        version = msgspec.json.decode(data, type=_Version)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError("the format number") from error
    if version.format > FORMAT:
        needed = version.needs if len(version.needs) < 20 and version.needs.isprintable() else ""
        raise NewerFormatError(needed or f"format {version.format}")
    if version.format < 1:
        raise DocumentError("the format number")
