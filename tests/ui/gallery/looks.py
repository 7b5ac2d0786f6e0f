"""The looks that every screen is drawn in."""

from __future__ import annotations

from dataclasses import dataclass

from app.ui.theme import Scheme


@dataclass(frozen=True)
class Look:
    """A scheme and a size of text."""

    name: str
    scheme: Scheme
    scale: float


LOOKS = tuple(
    Look(f"{name}-{percent}", scheme, percent / 100)
    for name, scheme in (
        ("light", Scheme.LIGHT),
        ("dark", Scheme.DARK),
        ("contrast", Scheme.HIGH_CONTRAST),
    )
    for percent in (100, 200)
)


def look(name: str) -> Look:
    """The look of that name."""
    return next(one for one in LOOKS if one.name == name)
