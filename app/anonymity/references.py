"""References in case systems, crime references, and the registrations of cars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.formed import END, FREE, made, words_before

_S, _L, _P = Confidence.STRONG, Confidence.LIKELY, Confidence.POSSIBLE
_PLATE = re.compile(FREE + r"[A-HJ-PR-Y][A-HJ-PR-Y]\d{2} ?[A-HJ-PR-Z]{3}" + END)
_OLD_PLATE = re.compile(
    FREE
    + r"(?:[A-HJ-NPR-TV-Y]\d{1,3} ?[A-HJ-PR-Z]{3}|[A-HJ-PR-Z]{3} ?\d{1,3}[A-HJ-NPR-TV-Y])"
    + END
)
_REFERENCE = re.compile(
    r"\b(?:(crime|incident|case(?!\s(?:file|note|closed))|occurrence|log|cad|pnc(?: ?id)?|niche|"
    r"liquid ?logic|lcs|mosaic|hospital|unit|rio|systm ?one|emis|court|police|custody|mrn|urn|"
    r"client|patient|pupil|person|family|passport|visa|home office|tribunal|file|arn|crn|prison|"
    r"noms|delius|cpoms|ics|caredirector|care ?first|account|policy|licen[cs]e|driving|ehcp|"
    r"candidate|student|staff|employee|tenancy|rent|claim|council tax|sort code|"
    r"ref|reference|id)\b)[ ]?(?:(?:id|ref|reference|record|file)\b)?[ ]?"
    r"(?:(?:no|nos|num|number|id|ref|reference)\b)?\.?"
    r"\s?(?:is|was)?\s?[:#.\-]?\s?(?=[A-Za-z/\-]{0,8}\d)([A-Za-z0-9][A-Za-z0-9/\-]{3,24})",
    re.IGNORECASE,
)
_CASE_FORMS = re.compile(
    FREE
    + r"(?:[A-Z]{2}\d{2}[CPFDZ]\d{5}|\d{2}[A-Z]{1,3}\d?/\d{3,6}/\d{2}|[A-Z]{1,4}/\d{4,8}/\d{2,4}"
    r"|\d{2,4}/\d{2,7}[A-Z]|[A-Z]{2,4}-\d{5,10}|[A-Z]\d{4}[A-Z]{2}|[A-Z]\d{6,9}|\d{8}/\d{2})" + END
)
_LONG_NUMBER = re.compile(FREE + r"(?<!\d[.,])\d{7,12}(?![.,]\d)" + END)
_CAR_CUE = re.compile(
    r"\b(?:reg(?:istration)?|vehicle|car|van|plates?|driving|drove|drives|vrm|ford|vw|bmw|audi|"
    r"vauxhall|corsa|fiesta|golf|astra|focus|motorbike|parked)\b"
)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:[/\-](?:\d{2}|(?:19|20)\d{2}))?\Z")
_DAY = re.compile(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\Z|\d{1,4}(?:st|nd|rd|th|hrs?|am|pm|mg|ml|kg)?\Z|\d{1,2}-\d{1,2}\Z"
)
_CLEAR_CUE = frozenset("crime incident occurrence cad pnc niche ref reference".split())


def find_plates(text: str) -> Iterator[Finding]:
    for match in _PLATE.finditer(text):
        cue = _CAR_CUE.search(words_before(text, match.start()))
        why = "This is written as a car registration."
        yield made(text, match.span(), Kind.CAR_REGISTRATION, _S if cue else _L, why, "a car")
    for match in _OLD_PLATE.finditer(text):
        if _CAR_CUE.search(words_before(text, match.start())):
            why = "After a word for a car, this reads as its registration."
            yield made(text, match.span(), Kind.CAR_REGISTRATION, _L, why, "a car")


def find_references(text: str, uins: frozenset[str]) -> Iterator[Finding]:
    why = "A reference in a case system or a crime reference leads to the file."
    for match in _REFERENCE.finditer(text):
        value = match.group(2).rstrip("-/")
        cue = match.group(1).lower()
        start = match.start(2)
        if _YEAR.match(value) or _DAY.match(value) or value.upper() in uins:
            continue
        digits = sum(ch.isdigit() for ch in value)
        named = re.search(
            r"\b(?:no|num|number|id|ref|reference|record)\b|[:#]",
            text[match.start() : start],
            re.IGNORECASE,
        )
        if (
            digits < 3
            or (digits < 4 and not named)
            or not (named or cue in _CLEAR_CUE or digits >= 5)
        ):
            continue
        confidence = _S if named and digits >= 4 else _L
        yield made(
            text, (start, start + len(value)), Kind.REFERENCE, confidence, why, "reference on file"
        )
    for match in _CASE_FORMS.finditer(text):
        if match.group().upper() not in uins:
            yield made(text, match.span(), Kind.REFERENCE, _L, why, "reference on file")
    for match in _LONG_NUMBER.finditer(text):
        if match.group() not in uins:
            why_long = "A long number may be the number of a file."
            yield made(text, match.span(), Kind.REFERENCE, _P, why_long, "reference on file")
