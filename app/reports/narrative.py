"""Figures as sentences, for drafts that people go on writing.

"90% of audits (19 of 21) found that the referral was appropriate." A question is turned into what
was found where its words allow that for certain; any other is named by its short text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.analysis.shares import Share, Spread, best_first
from app.analysis.small_numbers import is_suppressed
from app.domain.tool import Meaning
from app.reports.wording import listed, number, percent, plural, sentence

_YOURS = re.compile(r"\byour (own )?agency\b", re.IGNORECASE)
_THERE = re.compile(r"^(is|are|was|were) there (.+)$", re.IGNORECASE)
_BE = re.compile(r"^(is|are|was|were) (.+)$", re.IGNORECASE)
_ITS_OWN = re.compile(r" and (is|are|was|were) (it|they) ", re.IGNORECASE)
_ASKS_MORE = re.compile(
    r"(,|\band|\bor) (is|are|was|were|do|does|did|has|have|if|how|what|who|why)\b", re.IGNORECASE
)
_SAID_OF = {"appropriate", "effective", "clear", "thorough", "timely", "sufficient", "smart"}
_DONE = {"used", "made", "held", "kept", "seen", "heard", "met"}
_SUBJECT = {"the", "a", "an", "all", "any", "agency", "appropriate", "relevant", "your", "this"}
_AFTER_VERB = {"in", "by", "to", "at", "and", "with", "prior", "for", "on", "when", "as", "from"}
_MOST_OF_SUBJECT = 12


def found_sentence(share: Share, below: int = 0) -> str:
    """A share as a sentence with its n of N; empty where it was not answered at all."""
    reported = share.reported
    if reported is None or not share.of:
        return ""
    if is_suppressed(share.n, share.of, below):
        return f"The figures on “{share.name}” are too small to be shown."
    clause = as_clause(share.question.text) if share.part is None else ""
    if clause and reported.means is Meaning.GOOD and reported.label.strip().lower() == "yes":
        return f"{_audits(share)} found that {clause}."
    return f"{_audits(share)} answered “{reported.label.strip()}” on “{share.name}”."


def grades_sentence(spread: Spread, below: int = 0) -> str:
    """How often each grade was given, best first; empty where none was."""
    given = [
        (option.label, spread.counts[option.id])
        for option in best_first(spread.scale)
        if spread.counts[option.id]
    ]
    if not given:
        return ""
    if any(is_suppressed(count, spread.of, below) for _label, count in given):
        return f"Too few audits gave a grade for “{spread.question.name}” to be shown."
    grades = listed(f"“{label}” in {count}" for label, count in given)
    return f"For “{spread.question.name}”, {plural(spread.of, 'audit')} gave a grade: {grades}."


def named_shares(shares: Iterable[Share], below: int = 0) -> str:
    """Shares as a list: "origin and culture (67%, 18 of 27) and …"."""
    words = [
        f"“{share.name}” ({percent(share.n, share.of)}, {share.n} of {share.of})"
        for share in shares
        if not is_suppressed(share.n, share.of, below)
    ]
    return listed(words)


def as_clause(question: str) -> str:
    """What a question asks, as what was found: "the referral was appropriate".

    Empty where the words leave it open how that is said.
    """
    text = " ".join(question.split())
    if not text.endswith("?") or text.count("?") != 1 or "(" in text or ":" in text:
        return ""
    text = _YOURS.sub("the agency", _ITS_OWN.sub(r" and \2 \1 ", text[:-1].rstrip()))
    if _ASKS_MORE.search(text) or " your " in text.lower():
        return ""
    there = _THERE.match(text)
    if there:
        verb = {"is": "was", "are": "were"}.get(there[1].lower(), there[1].lower())
        return f"there {verb} {_without_any(there[2])}"
    be = _BE.match(text)
    words = be[2].split() if be else []
    if be is None or words[0].lower() not in _SUBJECT:
        return ""
    for at, word in enumerate(words[1 : _MOST_OF_SUBJECT + 1], start=1):
        bare = word.strip(",.").lower()
        after = words[at + 1].lower() if at + 1 < len(words) else ""
        if bare.endswith("ed") and at == 1 and after and after not in _AFTER_VERB:
            continue  # "the identified risks": it tells which, not what became of them
        if (
            bare in _SAID_OF | _DONE
            or (bare.endswith("ed") and len(bare) > 4)
            or (bare == "up" and after == "to")
        ):
            verb = _agreeing(be[1].lower(), words[:at])
            return f"{_lowered(words[:at])} {verb} {' '.join(words[at:])}"
    return ""


def _agreeing(verb: str, subject: list[str]) -> str:
    """The verb for one or for many, whichever was written with the question."""
    many = subject[-1].endswith("s") and not subject[-1].endswith("ss")
    plain = not {"of", "for", "from"} & {word.lower() for word in subject}
    return {"was": "were", "is": "are"}.get(verb, verb) if many and plain else verb


def _audits(share: Share) -> str:
    if share.n == share.of:
        every = "The one audit" if share.of == 1 else f"All {number(share.of)} audits"
        return f"{every} (100%, {share.n} of {share.of})"
    if not share.n:
        return f"None of the {number(share.of)} audits (0%, {share.n} of {share.of})"
    return f"{percent(share.n, share.of)} of audits ({share.n} of {share.of})"


def _without_any(words: str) -> str:
    return words[4:] if words.lower().startswith("any ") else words


def _lowered(words: list[str]) -> str:
    first = words[0]
    kept = first if first.isupper() and len(first) > 1 else first[:1].lower() + first[1:]
    return " ".join([kept, *words[1:]])


def joined(*sentences: str) -> str:
    """Sentences as one paragraph, without those that are empty."""
    return " ".join(sentence(each) for each in sentences if each)
