"""The UIN: the unique number by which a child is known in an audit, and how a body writes it.

A format is written as it is read: ``#`` stands for a digit, ``@`` for a letter, and every other
sign for itself: "CE-###" fits "CE-014".
"""

from __future__ import annotations

import re
from collections.abc import Collection

UIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.-]{0,39}")
"""How a UIN is written. It has no spaces, so that a full name is not taken for one."""

_FORMAT = re.compile(r"[A-Za-z0-9#@][A-Za-z0-9/_.#@-]{0,39}")
_SIGNS = {"#": "[0-9]", "@": "[A-Za-z]"}


def is_uin(text: str) -> bool:
    """Whether a text can be a UIN at all."""
    return UIN.fullmatch(text) is not None


def is_uin_format(text: str) -> bool:
    """Whether a text can be a format: none is one as well, and takes every UIN."""
    return not text or (_FORMAT.fullmatch(text) is not None and ("#" in text or "@" in text))


def fits(uin_format: str, uin: str) -> bool:
    """Whether a UIN is written as the format says; capitals make no difference."""
    if not uin_format:
        return is_uin(uin)
    pattern = "".join(_SIGNS.get(sign, re.escape(sign)) for sign in uin_format)
    return is_uin(uin) and re.fullmatch(pattern, uin, re.IGNORECASE) is not None


def format_of(uins: Collection[str]) -> str:
    """The format that all of these share, or none.

    Signs that are the same in all of two or more stay as they are, unless they are digits.
    """
    if len({len(uin) for uin in uins}) != 1 or not all(is_uin(uin) for uin in uins):
        return ""
    found = "".join(_sign(set(signs)) for signs in zip(*uins, strict=True))
    return found if is_uin_format(found) and all(fits(found, uin) for uin in uins) else ""


def _sign(signs: set[str]) -> str:
    if all(sign.isdigit() for sign in signs):
        return "#"
    if len(signs) == 1:
        return next(iter(signs))
    return "@"
