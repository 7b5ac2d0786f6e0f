"""How people type: abbreviations, slips, no capitals, bullets, no full stop."""

import re
from collections.abc import Callable
from random import Random

from tests.anonymity.corpus.comments import plain_parts

SHORT = {
    "Social Worker": "SW", "Health Visitor": "HV", "School Nurse": "SN",
    "Family Support Worker": "FSW", "Child Protection": "CP", "strategy meeting": "strat",
    "core group": "CG", "and": "&", "with": "w", "without": "w/o", "because": "bc",
    "maternal grandmother": "MGM", "appointment": "appt", "meeting": "mtg", "regarding": "re",
    "supervision": "supn", "information": "info", "assessment": "assmt",
}  # fmt: skip
WHOLE_SLIPS = {"their": "there", "received": "recieved", "should have": "should of",
               "separate": "seperate", "definitely": "definately", "weren't": "werent",
               "wasn't": "wasnt", "doesn't": "doesnt", "attended": "attened"}  # fmt: skip
ENDS = ".?!:;,"


def typed(rng: Random, marked: str) -> tuple[str, list[str]]:
    """The text as somebody in a hurry types it, and what was done to it."""
    style = []
    if rng.random() < 0.12:
        marked = _outside_marks(marked, lambda text: _replaced(rng, text, SHORT))
        style.append("short")
    if rng.random() < 0.14:
        marked = _outside_marks(marked, lambda text: _slip(rng, text))
        style.append("typo")
    if rng.random() < 0.3:
        marked = marked.replace("'", "’")
    if rng.random() < 0.25:
        marked = marked.removesuffix(".")
    roll = rng.random()
    if roll < 0.07:
        marked = _cased(marked, str.lower)
        style.append("lower")
    elif roll < 0.08:
        marked = _cased(marked, str.upper)
        style.append("upper")
    elif roll < 0.11:
        marked = f"{rng.choice(['- ', '• ', '* ', '> '])}{marked}"
        style.append("bullet")
    elif roll < 0.13:
        marked = f"{rng.choice(['Yes. ', 'No. ', 'Partly - ', 'Yes - '])}{marked}"
    return marked, style


def joined(rng: Random, parts: list[str]) -> tuple[str, list[str]]:
    """Several sentences in one comment: on one line, or as a list."""
    parts = [re.sub(" {2,}", " ", part.strip()) for part in parts]
    if len(parts) == 1:
        return parts[0], []
    if rng.random() < 0.16:
        bullet = rng.choice(["- {}", "• {}", "* {}", "{n}. {}", "{n}) {}"])
        lines = [bullet.format(part, n=n) for n, part in enumerate(parts, 1)]
        return "\n".join(lines), ["list"]
    text = parts[0]
    for part in parts[1:]:
        gap = rng.choice([" ", " ", " ", "\n", " - "])
        text += ("" if text.rstrip('>"”')[-1:] in ENDS else ".") * (gap != " - ") + gap + part
    return text, ["long"] if len(parts) > 2 else ["joined"]


def _cased(marked: str, case: Callable[[str], str]) -> str:
    parts = re.finditer(r"(<[a-z]:)([^<>]*>)|([^<]+)", marked)
    return "".join(part[1] + case(part[2]) if part[1] else case(part[3]) for part in parts)


def _outside_marks(marked: str, change: Callable[[str], str]) -> str:
    return "".join(part if mark else change(part) for part, mark in plain_parts(marked))


def _replaced(rng: Random, text: str, table: dict[str, str]) -> str:
    for long, short in table.items():
        if rng.random() < 0.6:
            text = re.sub(rf"\b{long}\b", short, text)
    return text


def _slip(rng: Random, text: str) -> str:
    slipped = _replaced(rng, text, WHOLE_SLIPS)
    words = list(re.finditer(r"\b[a-z]{6,}\b", slipped))
    if slipped != text or not words:
        return slipped
    word = rng.choice(words)
    at = word.start() + rng.randint(1, len(word[0]) - 3)
    return slipped[:at] + slipped[at + 1] + slipped[at] + slipped[at + 2 :]
