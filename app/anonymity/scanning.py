"""The guard's one door: a text in, findings out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from app.anonymity.context import ScanContext
from app.anonymity.dates import find_dates_of_birth
from app.anonymity.findings import Finding, Kind
from app.anonymity.initials import find_initials, plain_initials
from app.anonymity.lexicon import fold, lexicon, phrase_table
from app.anonymity.names import find_names
from app.anonymity.numbers import find_numbers
from app.anonymity.places import find_places
from app.anonymity.reading import Reading
from app.anonymity.tokens import Shape, Token, tokenise
from app.anonymity.watch_list import find_watched
from app.anonymity.work_language import Phrases, work_language

_FORMED = frozenset(
    (
        Kind.EMAIL, Kind.URL, Kind.NHS_NUMBER, Kind.PUPIL_NUMBER, Kind.NI_NUMBER, Kind.PHONE,
        Kind.POSTCODE, Kind.DATE_OF_BIRTH, Kind.REFERENCE, Kind.CAR_REGISTRATION, Kind.ONLINE_NAME,
    )
)  # fmt: skip


def scan_text(text: str, context: ScanContext) -> tuple[Finding, ...]:
    """What may identify a person in a text: sorted, without overlaps."""
    if not text.strip():
        return ()
    lists = lexicon()
    tokens = tokenise(text)
    firm, soft = work_language(tokens, lists.phrases, _own_phrases(context.agencies))
    reading = Reading(text, tokens, firm, soft, lists, context.roles, _is_shouting(tokens))
    own = plain_initials(context.initials) if len(context.initials) <= 12 else ""
    uins = frozenset(uin.upper() for uin in context.uins)
    agencies = "\n".join(context.agencies).lower()
    return _without_overlaps(
        text,
        [
            *find_watched(reading, context.watch_list, own),
            *find_numbers(text, uins, agencies),
            *find_dates_of_birth(text),
            *find_places(text, tokens, firm, lists, reading.shouting),
            *find_names(reading, own),
            *find_initials(reading, own),
        ],
        _uin_spans(text, uins),
    )


@lru_cache(maxsize=8)
def _own_phrases(agencies: tuple[str, ...]) -> Phrases:
    return phrase_table([name for name in agencies if "@" not in name and fold(name)])


def _is_shouting(tokens: list[Token]) -> bool:
    """Whether the text is typed in capitals, so that capitals tell nothing."""
    loud = sum(token.shape is Shape.UPPER and len(token.text) > 1 for token in tokens)
    if len(tokens) < 5 and not any(
        len(token.text) > 4 and token.shape is Shape.UPPER for token in tokens
    ):
        return False  # "PK DNA NFA"
    return len(tokens) > 2 and loud * 10 > len(tokens) * 7


def _uin_spans(text: str, uins: Iterable[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    upper = text.upper()
    if len(upper) != len(text):
        return spans
    for uin in uins:
        start = upper.find(uin)
        while uin and start >= 0:
            spans.append((start, start + len(uin)))
            start = upper.find(uin, start + len(uin))
    return spans


def _without_overlaps(
    text: str, findings: list[Finding], uins: list[tuple[int, int]]
) -> tuple[Finding, ...]:
    """Keeps the better of two findings that share a letter; a case list's number is never one."""
    covered = bytearray(len(text))
    for start, end in uins:
        covered[start:end] = b"\1" * (end - start)
    kept: list[Finding] = []
    for finding in sorted(findings, key=_worth, reverse=True):
        start, end = finding.start, finding.end
        if start < end and not any(covered[start:end]):
            covered[start:end] = b"\1" * (end - start)
            kept.append(finding)
    return tuple(sorted(kept, key=lambda one: one.start))


def _worth(finding: Finding) -> tuple[int, int, int, int]:
    watched = finding.kind is Kind.WATCH_LIST
    formed = finding.kind in _FORMED
    placed = finding.kind not in (Kind.NAME, Kind.INITIALS)
    return (
        watched,
        formed + (placed and finding.confidence > 1),
        finding.confidence,
        finding.end - finding.start,
    )
