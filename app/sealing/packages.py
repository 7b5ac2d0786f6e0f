"""Return packages: signed by the agency, sealed for the partnership and its escrow key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from app.sealing.age import Identity
from app.sealing.clear import RETURN_PACKAGE
from app.sealing.documents import v1
from app.sealing.keys import SigningKey
from app.sealing.travelling import Kind, Travelled, open_sealed, seal

_RETURNS = Kind(
    RETURN_PACKAGE,
    "application/vnd.partnership-audit.return+json",
    v1.decode_return_package,
    "This file is not a return package, so nothing was brought in from it. "
    "Choose the file that the agency sent back.",
)

OpenedPackage: TypeAlias = Travelled[v1.ReturnPackageV1]


def seal_package(
    document: v1.ReturnPackageV1,
    recipients: Sequence[str],
    key: SigningKey,
    *,
    armored: bool = False,
) -> bytes:
    """The bytes of a return package; ``recipients`` are hybrid age recipients as text."""
    return seal(document, _RETURNS, recipients, key, armored=armored)


def open_package(data: bytes, identities: Sequence[Identity]) -> OpenedPackage:
    """Open a return package, check its signature, and read it.

    Raises:
        SealedFileError: it is damaged, changed, newer, sealed for another, or no package.
    """
    return open_sealed(data, identities, _RETURNS)
