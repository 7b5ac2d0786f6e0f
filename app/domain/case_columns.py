"""What the columns of somebody's list mean, guessed from their headings and their cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from app.domain.audits import is_initials
from app.domain.uin import is_uin


class Meaning(StrEnum):
    """What becomes of a column."""

    UIN = "uin"
    INITIALS = "initials"
    LABEL = "label"
    PEN_PICTURE = "pen_picture"
    GROUP = "group"  # offered for a draw, and not kept
    IGNORED = "ignored"
    IDENTIFYING = "identifying"  # left out before anybody sees it


SINGLE = (Meaning.UIN, Meaning.INITIALS, Meaning.LABEL, Meaning.PEN_PICTURE)
"""What only one column can be."""


@dataclass(frozen=True)
class Guess:
    """What a column seems to be; ``sure`` where its heading says so."""

    meaning: Meaning
    sure: bool


_NAMES = (
    r"(?:(?:fore|sur|first|last|middle|given|family|full|child.?s?|mother.?s?|father.?s?"
    r"|parent.?s?|carer.?s?|pupil|patient|client|known.as|maiden|preferred|previous"
    r"|young.person.?s?)[\s_-]*)*names?"
)
_IDENTIFYING = re.compile(
    rf"{_NAMES}(?:\b.*)?|aliases|alias|aka|known as|d\.?o\.?b\.?(?:\b.*)?|(?:date of )?birth.*"
    r"|birth ?date|birthday"
    r"|nhs\b.*|.*\bnhs (?:no|number|id).*|e?hcp (?:no|number)|upn\b.*|unique pupil.*"
    r"|(?:home |current |postal )?address.*|post ?code.*|e-?mail.*|(?:tele)?phone.*|mobile.*"
    r"|parents?|mother|father|mum|dad|siblings?|carers?|school(?: name)?|gp\b.*|social worker.*"
    r"|allocated worker.*|ni (?:no|number)|national insurance.*|passport.*"
    r"|hospital (?:no|number).*",
    re.IGNORECASE,
)
_BY_HEADING: tuple[tuple[Meaning, re.Pattern[str]], ...] = (
    (
        Meaning.UIN,
        re.compile(
            r"(?:uin|urn|uid|unique(?! pupil).*|(?:case|audit|child|client|record|file|system"
            r"|mosaic|lcs|liquid ?logic)?\s*(?:ref(?:erence)?|id|no|number|num)"
            r"(?:\s*(?:no|number|id))?)",
            re.IGNORECASE,
        ),
    ),
    (Meaning.INITIALS, re.compile(r"(?:.*\b)?initials?(?:\b.*)?|child|yp", re.IGNORECASE)),
    (
        Meaning.LABEL,
        re.compile(r"(?:case\s*)?(?:letter|label)|case", re.IGNORECASE),
    ),
    (
        Meaning.PEN_PICTURE,
        re.compile(
            r"pen\s*(?:picture|portrait)s?|(?:case\s*)?(?:description|summary|synopsis|background)",
            re.IGNORECASE,
        ),
    ),
)
_BAND = re.compile(
    r"age(?:\s*(?:band|group|range))?|sex|gender|ethnic.*|area|locality|district|team|ward"
    r"|(?:legal\s*)?status|category|plan|need|risk|level|type|theme|strat(?:um|a)|group|band",
    re.IGNORECASE,
)
_NHS = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
_DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4}"
)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_LONG = 60
_MOSTLY = 0.5
_LOOKED_AT = 200


def meaning_of_heading(heading: str) -> Meaning | None:
    """What a heading says, or None where it is not known."""
    text = " ".join(heading.replace("_", " ").split()).strip(" .:*#?")
    text = re.sub(r"\s*\(.*\)$", "", text)
    if not text:
        return None
    for meaning, pattern in _BY_HEADING:
        if pattern.fullmatch(text):
            return meaning
    if _IDENTIFYING.fullmatch(text):
        return Meaning.IDENTIFYING
    return Meaning.GROUP if _BAND.fullmatch(text) else None


def guess_column(heading: str, cells: Sequence[str], is_name: Callable[[str], bool]) -> Guess:
    """What a column seems to be, from its heading first, then from its cells."""
    said = meaning_of_heading(heading)
    filled = [text.strip() for text in cells if text.strip()][:_LOOKED_AT]
    if said is Meaning.IDENTIFYING or _identifies(said, filled, is_name):
        return Guess(Meaning.IDENTIFYING, said is Meaning.IDENTIFYING)
    if said is not None:
        return Guess(said, sure=True)
    if not filled:
        return Guess(Meaning.IGNORED, sure=False)
    if not heading.strip():
        return Guess(_of_cells(filled), sure=False)
    return Guess(_few_words(filled), sure=False)


def guess_columns(
    headings: Sequence[str], columns: Sequence[Sequence[str]], is_name: Callable[[str], bool]
) -> tuple[Guess, ...]:
    """What each column seems to be. Of what only one can be, the first of the surest is it."""
    pairs = zip(headings, columns, strict=True)
    guesses = [guess_column(heading, cells, is_name) for heading, cells in pairs]
    for meaning in SINGLE:
        having = [at for at, guess in enumerate(guesses) if guess.meaning is meaning]
        keep = min(having, key=lambda at: (not guesses[at].sure, at), default=None)
        for at in having:
            if at != keep:
                guesses[at] = Guess(Meaning.IGNORED, sure=False)
    return tuple(guesses)


def _identifies(
    said: Meaning | None, filled: Sequence[str], is_name: Callable[[str], bool]
) -> bool:
    if not filled:
        return False
    if any(_share(filled, partial(_fits, pattern)) for pattern in (_POSTCODE, _EMAIL, _DATE)):
        return True
    # Ten digits under "Case no" may be a case's number: there the check digit tells.
    if _share(filled, _is_nhs_number if said is Meaning.UIN else partial(_fits, _NHS)):
        return True
    # Names under "UIN" or "Initials" are shown at their cells; under any other they are left out.
    return said in {None, Meaning.LABEL} and _share(filled, is_name)


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.fullmatch(text) is not None


def _is_nhs_number(text: str) -> bool:
    """Ten digits of which the last is the check digit that the NHS gives."""
    if not _fits(_NHS, text):
        return False
    digits = [int(ch) for ch in text if ch.isdigit()]
    check = -sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    return check % 11 == digits[9]


def _of_cells(filled: Sequence[str]) -> Meaning:
    if _share(filled, lambda text: len(text) > _LONG):
        return Meaning.PEN_PICTURE
    if all(is_initials(text) for text in filled):
        alone = all(len(text) == 1 for text in filled)
        return Meaning.LABEL if alone and len(set(filled)) == len(filled) else Meaning.INITIALS
    different = len({text.casefold() for text in filled}) == len(filled)
    numbered = all(is_uin(text) and any(ch.isdigit() for ch in text) for text in filled)
    return Meaning.UIN if different and numbered else _few_words(filled)


def _few_words(filled: Sequence[str]) -> Meaning:
    """A column that sorts the cases into groups, or one that is of no use here."""
    different = len({text.casefold() for text in filled})
    few = different <= max(2, len(filled) // 2) and max(map(len, filled)) <= _LONG
    return Meaning.GROUP if few else Meaning.IGNORED


def _share(filled: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return sum(map(holds, filled)) >= _MOSTLY * len(filled)
