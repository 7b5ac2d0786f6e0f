"""References in case systems, and crime references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.formed import END, FREE, made, words_before
from app.anonymity.lexicon import lexicon

_S, _L, _P = Confidence.STRONG, Confidence.LIKELY, Confidence.POSSIBLE
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
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
    r"|\d{2,4}/\d{2,7}[A-Z]|[A-Z]{2,4}-\d{5,10}|[A-Z]\d{4}[A-Z]{2}|(?!INV|PO|REQ|VAT|ISBN)[A-Z]{1,5}\d{6,10}"
    r"|\d{1,2}/\d{3,7}/\d{2}|[A-Z]{2,6}/\d{2,4}/\d{3,8}|\d{2}[A-Z]{2,4}\d{5,8}|\d{8}/\d{2})" + END
)
# Forces' own forms: "log 178 of 07/03/2017", "URN 07 SK 31673 15".
_LOG = re.compile(
    r"(?:log|incident|cad|crime|occurrence|occ|storm|event|job|op|ref(?:erence)?)\b\.?[ :#]{0,2}"
    r"(?:(?:no|number|ref)\b\.?[ :#]{0,2})?"
    r"(\d{1,5}(?: (?:of|on|dated))? (?:the )?(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th)? ?(?:of )?" + _MONTHS + r"(?: ?\d{2,4})?)"
    r"|\d{2,5} of \d{1,2}/\d{1,2})" + END
)
# A system that nobody here knows: "EHM number EHM0012345", "MARAC no. M/17/0231".
_ANY_NUMBERED = re.compile(
    r"\b(?:no|num|number|id|ids|ref|reference)(?![a-z])\.?(?: is| was|:|#|\.|=| -){0,2} ?"
    r"(?=[a-z/\-]{0,8}\d)([a-z0-9](?:[a-z0-9/\-]{2,23}[a-z0-9]))" + END
)
_NAMED_SYSTEM = re.compile(r"\b([A-Z][A-Za-z+]{1,14}):? (\d{5,6})(?![\w/%]|[.,:]\d)")
_EXHIBIT = re.compile(r"\bexhibit\.?(?: no\.?| ref\.?)? ([a-z]{2,4}/\d{1,3})" + END)
_CASE_URN = re.compile(
    r"\d\d(?<![^\W_]\d\d)(?<![£$€#/]\d\d) ?[A-Z]{2} ?\d{4,7} ?\d{2}" + END, re.IGNORECASE
)
MONEY_CUE = re.compile(
    r"\b(?:purchase order|invoice|order|budget|cost cent(?:re|er)|cost code|receipt|payment|"
    r"voucher|requisition|licence key|serial|isbn|vat)\b[^.]{0,20}\Z"
)
_GOODS_CUE = re.compile(
    r"\b(?:po|cheque|grant|charity|company|batch|lot|model|asset|ticket|booking|course|bus|room|version|"
    r"stock|part|product|item)(?: (?:no|num|number|ref|id|code)\b)?\.?[ :#]{0,2}\Z"
)
_LONG_NUMBER = re.compile(r"\d(?<![^\W_]\d)(?<![£$€#/]\d)(?<!\d[.,]\d)\d{6,11}(?![.,]\d)" + END)
# Every reference holds three digits in a row, or a digit beside a stroke, a hyphen or a letter.
_SOME_DIGITS = re.compile(r"\d\d\d|\d[A-Za-z/\-]|[/\-]\d")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:[/\-](?:\d{2}|(?:19|20)\d{2}))?\Z")
_DAY = re.compile(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\Z|\d{1,4}(?:st|nd|rd|th|hrs?|am|pm|mg|ml|kg)?\Z"
    r"|\d{1,2}-\d{1,2}\Z|\d{1,2}(?:st|nd|rd|th)?[\-/.]" + _MONTHS + r"(?:[\-/.]\d{2,4})?\Z",
    re.IGNORECASE,
)
_CLEAR_CUE = frozenset("crime incident occurrence cad pnc niche ref reference".split())


def find_references(text: str, uins: frozenset[str]) -> Iterator[Finding]:
    if not _SOME_DIGITS.search(text):
        return
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
    for match in _ANY_NUMBERED.finditer(lowered):
        value = match.group(1)
        if sum(ch.isdigit() for ch in value) < 4 or _YEAR.match(value) or _DAY.match(value):
            continue
        if value.upper() not in uins and not _is_of_goods(text, match.start(1)):
            yield made(text, match.span(1), Kind.REFERENCE, _L, why, "reference on file")
    for match in _NAMED_SYSTEM.finditer(text):
        system = match.group(1)
        listed = system.lower() in lexicon().words and not system.isupper()
        money = _is_of_goods(text, match.start(2))
        if not listed and not money and match.group(2) not in uins:
            why_long = "A number after the name of a system may be the number of a file."
            yield made(text, match.span(2), Kind.REFERENCE, _P, why_long, "reference on file")
    for match in _EXHIBIT.finditer(lowered):
        yield made(text, match.span(1), Kind.REFERENCE, _L, why, "an exhibit")
    for match in _CASE_URN.finditer(text):
        said = "urn" in words_before(text, match.start(), 12)
        if said or match.group().isupper():
            yield made(
                text, match.span(), Kind.REFERENCE, _S if said else _L, why, "reference on file"
            )
    for match in _CASE_FORMS.finditer(text):
        money = _is_of_goods(text, match.start())
        if match.group().upper() not in uins and not money:
            yield made(text, match.span(), Kind.REFERENCE, _L, why, "reference on file")
    for match in _LONG_NUMBER.finditer(text):
        money = _is_of_goods(text, match.start())
        if match.group() not in uins and not money:
            why_long = "A long number may be the number of a file."
            yield made(text, match.span(), Kind.REFERENCE, _P, why_long, "reference on file")


def _is_of_goods(text: str, start: int) -> bool:
    """Whether a number is that of an order, an invoice or a thing."""
    before = words_before(text, start)
    return (MONEY_CUE.search(before) or _GOODS_CUE.search(before)) is not None
