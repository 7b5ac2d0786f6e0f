"""What any travelling file says of itself before any key."""

from __future__ import annotations

from app.errors import NotASealedFileError
from app.sealing.clear import ClearPart
from app.sealing.hand_over import read_request_clear
from app.sealing.packs import PACK_TYPE, read_pack_clear
from app.sealing.travelling import is_sealed, read_sealed_clear, type_of_signed

_NOT_OURS = NotASealedFileError.sentence


def describe(data: bytes) -> ClearPart:
    """What a file says of itself without a key.

    Raises:
        SealedFileError: it is none of the product's files, or it is damaged.
    """
    if is_sealed(data):
        return read_sealed_clear(data, _NOT_OURS)
    if data.lstrip()[:1] != b"{":
        raise NotASealedFileError
    return read_pack_clear(data) if type_of_signed(data) == PACK_TYPE else read_request_clear(data)
