"""References in case systems, crime references, and the registrations of cars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.formed import END, FREE, made, words_before

_S, _L, _P = Confidence.STRONG, Confidence.LIKELY, Confidence.POSSIBLE
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
# Patterns that begin with a plain digit or letter are looked for far more quickly than those that
# begin with a look behind them, so what must not stand before comes second.
_PLATE = re.compile(
    r"\d\d(?<=[A-HJ-PR-Y][A-HJ-PR-Y]\d\d)(?<![^\W_][A-Z]{2}\d\d)(?<![£$€#/][A-Z]{2}\d\d)"
    r" ?[A-HJ-PR-Z]{3}" + END,
    re.IGNORECASE,
)
_OLD_PLATE = re.compile(
    FREE
    + r"(?:[A-HJ-NPR-TV-Y]\d{1,3} ?[A-HJ-PR-Z]{3}|[A-HJ-PR-Z]{3} ?\d{1,3}[A-HJ-NPR-TV-Y])"
    + END,
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:(crime|incident|occ|case(?!\s(?:file|note|closed))|occurrence|log|cad|pnc(?: ?id)?|"
    r"niche|liquid ?logic|lcs|ll(?= (?:no|number|id|ref)\b)|mosaic|hospital|unit|rio|systm ?one|"
    r"emis|court|police|custody|mrn|urn|"
    r"client|patient|pupil|person|family|passport|visa|home office|tribunal|file|arn|crn|prison|"
    r"noms|delius|cpoms|ics|caredirector|care ?first|account|policy|licen[cs]e|driving|ehcp|"
    r"candidate|student|staff|employee|tenancy|rent|claim|council tax|sort code|"
    r"ref|reference|id)\b)[ ]?(?:(?:id|ref|reference|record|file)\b)?[ ]?"
    r"(?:(?:no|nos|num|number|id|ref|reference)\b)?\.?"
    r"\s?(?:is|was)?\s?[:#.\-]?\s?(?=[a-z/\-]{0,8}\d)([a-z0-9][a-z0-9/\-]{3,24})"
)
_CASE_FORMS = re.compile(
    FREE + r"(?:[A-Z]{2}\d{2}[CPFDZ]\d{5}|\d{2}[A-Z]{1,3}\d?/\d{3,6}/\d{2}"
    r"|[A-Z]{1,4}(?:/\d{4,8}/\d{2,4}| \d{5,8}/\d{2,4})"
    r"|\d{2,4}/\d{2,7}[A-Z]|[A-Z]{2,4}-\d{5,10}|[A-Z]\d{4}[A-Z]{2}|[A-Z]\d{6,9}|\d{8}/\d{2})" + END
)
# Forces' own forms: "log 178 of 07/03/2017", "URN 07 SK 31673 15".
_LOG = re.compile(
    r"(?:log|incident|cad|crime|occurrence|occ|storm|event|ref(?:erence)?)\b\.?[ :#]{0,2}"
    r"(?:(?:no|number|ref)\b\.?[ :#]{0,2})?"
    r"(\d{1,5}(?: (?:of|on|dated))? (?:the )?(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th)? ?(?:of )?" + _MONTHS + r"(?: ?\d{2,4})?))" + END
)
_CASE_URN = re.compile(
    r"\d\d(?<![^\W_]\d\d)(?<![£$€#/]\d\d) ?[A-Z]{2} ?\d{4,7} ?\d{2}" + END, re.IGNORECASE
)
MONEY_CUE = re.compile(
    r"\b(?:purchase order|invoice|order|budget|cost cent(?:re|er)|cost code|receipt|payment|"
    r"voucher|requisition|licence key|serial|isbn|vat)\b[^.]{0,20}\Z"
)
_LONG_NUMBER = re.compile(r"\d(?<![^\W_]\d)(?<![£$€#/]\d)(?<!\d[.,]\d)\d{6,11}(?![.,]\d)" + END)
_CAR_CUE = re.compile(
    r"\b(?:reg(?:istration)?|index|vehicle|car|van|plates?|driving|drove|drives|vrm|ford|vw|bmw|"
    r"audi|vauxhall|corsa|fiesta|golf|astra|focus|motorbike|parked)\b"
)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:[/\-](?:\d{2}|(?:19|20)\d{2}))?\Z")
_DAY = re.compile(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\Z|\d{1,4}(?:st|nd|rd|th|hrs?|am|pm|mg|ml|kg)?\Z"
    r"|\d{1,2}-\d{1,2}\Z|\d{1,2}(?:st|nd|rd|th)?[\-/.]" + _MONTHS + r"(?:[\-/.]\d{2,4})?\Z",
    re.IGNORECASE,
)
_CLEAR_CUE = frozenset("crime incident occurrence cad pnc niche ref reference".split())


def find_plates(text: str) -> Iterator[Finding]:
    for match in _PLATE.finditer(text):
        start = match.start() - 2
        cue = _CAR_CUE.search(words_before(text, start))
        if not cue and not text[start : match.end()].isupper():
            continue
        why = "This is written as a car registration."
        yield made(
            text, (start, match.end()), Kind.CAR_REGISTRATION, _S if cue else _L, why, "a car"
        )
    for match in _OLD_PLATE.finditer(text):
        if _CAR_CUE.search(words_before(text, match.start())):
            why = "After a word for a car, this reads as its registration."
            yield made(text, match.span(), Kind.CAR_REGISTRATION, _L, why, "a car")


def find_references(text: str, uins: frozenset[str]) -> Iterator[Finding]:
    why = "A reference in a case system or a crime reference leads to the file."
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text  # a letter that has no small form of one sign
    for match in _REFERENCE.finditer(lowered):
        if match.start() and text[match.start() - 1].isalnum():
            continue
        value = match.group(2).rstrip("-/")
        cue = match.group(1)
        start = match.start(2)
        if _YEAR.match(value) or _DAY.match(value) or value.upper() in uins:
            continue
        digits = sum(ch.isdigit() for ch in value)
        named = re.search(
            r"\b(?:no|num|number|id|ref|reference|record)\b|[:#]",
            lowered[match.start() : start],
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
    for match in _LOG.finditer(lowered):
        if match.start() and text[match.start() - 1].isalnum():
            continue
        yield made(text, match.span(1), Kind.REFERENCE, _S, why, "reference on file")
    for match in _CASE_URN.finditer(text):
        said = "urn" in words_before(text, match.start(), 12)
        if said or match.group().isupper():
            yield made(
                text, match.span(), Kind.REFERENCE, _S if said else _L, why, "reference on file"
            )
    for match in _CASE_FORMS.finditer(text):
        if match.group().upper() not in uins:
            yield made(text, match.span(), Kind.REFERENCE, _L, why, "reference on file")
    for match in _LONG_NUMBER.finditer(text):
        money = MONEY_CUE.search(words_before(text, match.start()))
        if match.group() not in uins and not money:
            why_long = "A long number may be the number of a file."
            yield made(text, match.span(), Kind.REFERENCE, _P, why_long, "reference on file")
