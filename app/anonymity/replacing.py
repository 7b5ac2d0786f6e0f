"""A role written instead of what was found."""

from __future__ import annotations

import re

from app.anonymity.findings import Finding

_LAST_WORDS = re.compile(r"[^\W_][\w '’-]{0,40}\Z")


def replaced(text: str, finding: Finding, role: str) -> str:
    """The text with a role in the finding's place.

    Where the role stands right before it already ("mother Sarah"), the name is only taken out.
    """
    before, after = text[: finding.start], text[finding.end :]
    match = _LAST_WORDS.search(before.rstrip(" (,"))
    said = match.group().casefold() if match else ""
    if role and (said == role.casefold() or said.endswith(" " + role.casefold())):
        opened = before.rstrip()
        if opened.endswith("(") and after.startswith(")"):
            return opened[:-1].rstrip() + after[1:]
        if opened.endswith(",") and after.startswith(","):
            return opened[:-1] + after[1:]
        if not opened.endswith(("(", ",")):
            return opened + after
    return before + role + after
