"""Which role to write instead of a name, as the words around it tell."""

from __future__ import annotations

from collections.abc import Sequence

from app.anonymity.cues import ABBREVIATED_ROLES, MODIFIERS, RELATIONS, ROLES, TITLES
from app.anonymity.tokens import Token

ANY_ROLE = "the role, such as “social worker”"
_BEFORE = frozenset((" ", " (", ", ", ": ", " - ", " – ", " [", " '", ' "', " “", " ‘", "\t"))
_AFTER = frozenset((" (", ", ", " - ", " – ", " [", ","))
_SYNONYMS = {
    "mother": "mum", "mum": "mother", "father": "dad", "dad": "father",
    "stepfather": "step-dad", "stepdad": "step-father", "step-father": "step-dad",
}  # fmt: skip


def role_before(tokens: Sequence[Token], at: int, roles: Sequence[str]) -> str:
    """The relation or role that stands right before a word, or nothing."""
    if not at or tokens[at].gap not in _BEFORE:
        return ""
    return _phrase(tokens, at - 1, roles)


def role_after(tokens: Sequence[Token], at: int, roles: Sequence[str]) -> str:
    """The relation or role that explains the word before it: "(mother)", ", the midwife"."""
    at += 1
    if at >= len(tokens) or tokens[at].gap not in _AFTER:
        return ""
    if tokens[at].key in ("the", "a", "an", "her", "his", "their") and at + 1 < len(tokens):
        at += 1
    end = at
    while (
        end + 1 < len(tokens) and tokens[end].key in MODIFIERS and tokens[end + 1].gap in (" ", "-")
    ):
        end += 1
    if (
        tokens[end].key in RELATIONS
        or tokens[end].key in ROLES
        or tokens[end].key in ABBREVIATED_ROLES
    ):
        closing = end + 1 >= len(tokens) or tokens[end + 1].gap != " "
        if closing or tokens[at].gap == " (":
            return _phrase(tokens, end, roles, at)
    return ""


def title_before(tokens: Sequence[Token], at: int) -> str | None:
    """The role that a title tells; empty for "Mrs"; None without a title."""
    if not at or tokens[at].gap not in (" ", ". ", ".", "\u00a0"):
        return None
    before = tokens[at - 1]
    if before.key.isdigit() and at > 1 and tokens[at].gap == before.gap == " ":
        # A collar number: "PC 2291 Hughes".
        role = TITLES.get(tokens[at - 2].key, "")
        return (
            role if role in ("police officer", "PCSO") and tokens[at - 2].text.isupper() else None
        )
    if (
        before.key in ("miss", "sister", "judge", "nurse", "doctor", "inspector", "detective")
        and before.text[0].islower()
    ):
        return TITLES.get(before.key) if before.key in ("nurse", "doctor") else None
    if (
        before.key in ("om", "po", "di", "ds", "dc", "pc", "tm", "sn", "mw", "sw", "hv", "iro")
        and not before.text.isupper()
    ):
        return None
    return TITLES.get(before.key)


def _phrase(
    tokens: Sequence[Token], last: int, roles: Sequence[str], first: int | None = None
) -> str:
    token = tokens[last]
    if token.possessive:
        return ""
    if token.key in ABBREVIATED_ROLES and token.text.isupper():
        return ABBREVIATED_ROLES[token.key]
    if token.key not in RELATIONS and token.key not in ROLES:
        return ""
    start = last
    while start > (first or 0) and last - start < 3:
        if tokens[start].gap not in (" ", "-") or tokens[start - 1].key not in MODIFIERS:
            break
        if tokens[start - 1].possessive:
            break
        start -= 1
    words: list[str] = []
    for n in range(start, last + 1):
        glue = tokens[n].gap if n > start else ""
        words.append(glue + tokens[n].text)
    return _as_the_form_says("".join(words), roles)


def _as_the_form_says(role: str, roles: Sequence[str]) -> str:
    for own in roles:
        if own.lower() == role.lower():
            return own
    other = _SYNONYMS.get(role.lower())
    return next((own for own in roles if own.lower() == other), role)
