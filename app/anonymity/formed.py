"""What all findings with a known form share.

Every pattern is linear: a bounded run after an anchor that can't begin twice in the same run.
"""

from __future__ import annotations

from app.anonymity.findings import Confidence, Finding, Kind

FREE = r"(?<![^\W_])(?<![£$€#/])"  # not inside a word, an amount or a path
END = r"(?![^\W_])"


def made(
    text: str, span: tuple[int, int], kind: Kind, confidence: Confidence, why: str, instead: str
) -> Finding:
    start, end = span
    return Finding(start, end, kind, confidence, text[start:end], why, instead)


def words_before(text: str, start: int, reach: int = 40) -> str:
    return text[max(0, start - reach) : start].lower()
