"""What the value of each setting may be: bounds, and how it is brought into one form.

The templates for group policy and the example file say the same; a test holds them together.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from app.domain.addresses import MOST_OF_EMAIL, is_email
from app.domain.policy import HandOver

DESKS = ("agency", "partnership")
SCHEMES = ("system", "light", "dark", "high contrast")
LOCK_MINUTES = range(1, 121)
TEXT_PERCENTS = range(100, 201)
MOST_OF_FOLDER = 240  # what is put into it has a name as well, and Windows stops at 260
MOST_FINGERPRINTS = 50
MOST_OF_FINGERPRINT = 100
FINGERPRINT_WORDS = 6
NOBODY = "(none that could be read)"
"""Stands for a partnership that was listed illegibly: no fingerprint is ever the same."""

_BETWEEN_WORDS = re.compile(r"[\s,;]+")
_BETWEEN_FINGERPRINTS = re.compile(r"[;\n\0]+")
_VARIABLE = re.compile(r"%([^%]*)%")
_DIGITS = re.compile(r"[0-9]{1,9}")
_SHOWN = 60


class WrongValueError(Exception):
    """A value is none that the setting takes. Its text goes on after “expected”."""


def desk(value: object) -> str:
    """Which desk is set up here."""
    return _one_of(DESKS, value)


def scheme(value: object) -> str:
    """Colours."""
    return _one_of(SCHEMES, value)


def reply_address(value: object) -> str:
    """The address of an e-mail."""
    text = _line(value, MOST_OF_EMAIL)
    if not is_email(text):
        raise WrongValueError("an e-mail address, like name@example.org")
    return text


def lock_minutes(value: object) -> int:
    """Minutes, or 0 for never."""
    number = _number(value)
    if number != 0 and number not in LOCK_MINUTES:
        raise WrongValueError(
            f"0 for never, or from {LOCK_MINUTES[0]} to {LOCK_MINUTES[-1]} minutes"
        )
    return number


def text_percent(value: object) -> int:
    """How large texts are."""
    number = _number(value)
    if number not in TEXT_PERCENTS:
        raise WrongValueError(f"from {TEXT_PERCENTS[0]} to {TEXT_PERCENTS[-1]} percent")
    return number


def folder(value: object) -> str:
    """A folder in full, once the names in percent signs and ``~`` are put in."""
    path = Path(_expanded(_line(value, MOST_OF_FOLDER), os.environ))
    if not path.is_absolute() or ".." in path.parts or len(str(path)) > MOST_OF_FOLDER:
        raise WrongValueError(
            f"a folder in full, of at most {MOST_OF_FOLDER} characters, without “..”"
        )
    return str(path)


def hand_over(value: object) -> tuple[frozenset[HandOver], tuple[str, ...]]:
    """The ways that are allowed, and the words that are none of them."""
    words = [word.casefold() for text in _texts(value) for word in _BETWEEN_WORDS.split(text)]
    known = {way.value: way for way in HandOver}
    ways = frozenset(known[word] for word in words if word in known)
    return ways, tuple(dict.fromkeys(word for word in words if word and word not in known))


def fingerprints(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fingerprints in the form of the screen, and the entries that are none."""
    entries = [
        entry.strip() for text in _texts(value) for entry in _BETWEEN_FINGERPRINTS.split(text)
    ]
    found = {entry: _fingerprint(entry) for entry in entries if entry}
    good = dict.fromkeys(words for words in found.values() if words)
    if len(good) > MOST_FINGERPRINTS:
        raise WrongValueError(f"at most {MOST_FINGERPRINTS} partnerships")
    return tuple(good), tuple(entry for entry, words in found.items() if not words)


def shown(value: object) -> str:
    """A value on one line of a sentence, cut short."""
    if isinstance(value, list | tuple):
        return "; ".join(shown(each) for each in value[:MOST_FINGERPRINTS]) or "nothing"
    text = value[: 2 * _SHOWN] if isinstance(value, str) else type(value).__name__
    if isinstance(value, int) and abs(value) < 10**9:
        text = str(value).lower()
    clean = "".join(ch if ch.isprintable() else " " for ch in text).strip()
    return (clean if len(clean) <= _SHOWN else f"{clean[: _SHOWN - 1]}…") or "nothing"


def _fingerprint(entry: str) -> str | None:
    words = re.split(r"[\s-]+", entry[:MOST_OF_FINGERPRINT].casefold())
    if len(entry) > MOST_OF_FINGERPRINT or len(words) != FINGERPRINT_WORDS:
        return None
    return " ".join(words) if _known_words().issuperset(words) else None


def _known_words() -> frozenset[str]:
    from mnemonic import Mnemonic  # takes a moment, and most organisations list nobody

    return frozenset(Mnemonic("english").wordlist)


def _one_of(known: Iterable[str], value: object) -> str:
    text = _line(value, 40).casefold()
    if text not in known:
        raise WrongValueError(f"one of: {', '.join(known)}")
    return text


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    # "reg add" writes text where nobody says otherwise.
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        return int(value)
    raise WrongValueError("a whole number")


def _line(value: object, most: int) -> str:
    if not isinstance(value, str):
        raise WrongValueError("a text")
    text = value.strip()
    if not text:
        raise WrongValueError("a text; where people are to choose themselves, take the value away")
    if len(text) > most or not text.isprintable():
        raise WrongValueError(f"one line of at most {most} characters")
    return text


def _texts(value: object) -> list[str]:
    """The texts of a list, or of one text in its place."""
    entries = [value] if isinstance(value, str) else value
    if not isinstance(entries, list | tuple) or not all(isinstance(each, str) for each in entries):
        raise WrongValueError("a list of texts")
    texts = [each for each in entries if each.strip()]
    if not texts:
        raise WrongValueError("an entry; where nothing is to be preset, take the value away")
    if len(texts) > 2 * MOST_FINGERPRINTS or sum(map(len, texts)) > 20_000:
        raise WrongValueError(f"at most {MOST_FINGERPRINTS} entries")
    return texts


def _expanded(text: str, known: Mapping[str, str]) -> str:
    """With ``%NAME%`` and a ``~`` at the beginning put in, on every system alike."""
    text = _VARIABLE.sub(partial(_variable, known), text)
    if text != "~" and text[:2] not in {"~/", f"~{os.sep}"}:
        return text
    try:
        return str(Path.home()) + text[1:]
    except RuntimeError as error:
        raise WrongValueError("a folder; nobody’s home is known on this computer") from error


def _variable(known: Mapping[str, str], found: re.Match[str]) -> str:
    name = found.group(1)
    value = known.get(name) or known.get(name.upper())
    if not value:
        raise WrongValueError(f"a folder; there is no “{shown(name)}” on this computer")
    return value
