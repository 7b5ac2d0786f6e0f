"""Addresses of e-mails."""

from __future__ import annotations

import re

MOST_OF_EMAIL = 254
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


def is_email(text: str) -> bool:
    """Whether a text is the address of an e-mail, and nothing else."""
    return len(text) <= MOST_OF_EMAIL and bool(_EMAIL.fullmatch(text))
