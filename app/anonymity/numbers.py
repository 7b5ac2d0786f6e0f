"""Numbers and addresses with a known form: NHS, UPN, NI, phone, e-mail, postcode and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.anonymity.cars import find_plates
from app.anonymity.checks import is_nhs_number, is_ni_prefix, is_pupil_number
from app.anonymity.contacts import find_emails, find_phones, find_postcodes, find_web_addresses
from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.formed import END, FREE, made, words_before
from app.anonymity.references import MONEY_CUE, find_references

_S, _L, _P = Confidence.STRONG, Confidence.LIKELY, Confidence.POSSIBLE
_TEN = re.compile(FREE + r"(?<!\d[.,])\d{3}([ \-.\u00a0]?)\d{3}\1\d{4}" + END)
_UPN = re.compile(FREE + r"[A-Za-z](?: ?\d){11} ?[\dA-Za-z]" + END)
_NI = re.compile(
    FREE + r"([A-Za-z]{2})[ \-]?\d{2}[ \-]?\d{2}[ \-]?\d{2}(?:[ \-]?([A-Za-z]))?" + END
)
_DIGIT = re.compile(r"\d")
_NHS_CUE = re.compile(
    r"\bnhs(?!\s{1,3}(?:trust|england|staff))|\bnumber\b|\bno\b|\bpatient\b|\bhospital\b"
)


def find_numbers(text: str, uins: frozenset[str], agencies: str) -> Iterator[Finding]:
    """Everything with a known form. ``agencies`` is the audit's agencies, folded, in one text."""
    if "@" in text:
        yield from find_emails(text, agencies)
    if "." in text:
        yield from find_web_addresses(text, agencies)
    if not _DIGIT.search(text):
        return
    for find in (_nhs, _pupil, _insurance, find_phones, find_postcodes, find_plates):
        yield from find(text)
    yield from find_references(text, uins)


def _nhs(text: str) -> Iterator[Finding]:
    for match in _TEN.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        before = words_before(text, match.start())
        said = "nhs" in before
        if digits.startswith("0") and not said:
            continue
        if not said and MONEY_CUE.search(before):
            continue
        valid = is_nhs_number(digits)
        if said:
            confidence = _S
        elif not valid:
            continue
        else:
            confidence = _S if _NHS_CUE.search(before) or match.group(1) else _L
        why = "This is written as an NHS number."
        yield made(text, match.span(), Kind.NHS_NUMBER, confidence, why, "NHS number on file")


def _pupil(text: str) -> Iterator[Finding]:
    for match in _UPN.finditer(text):
        plain = match.group().replace(" ", "").upper()
        said = re.search(r"\bupn\b|pupil", words_before(text, match.start())) is not None
        if not said and (" " in match.group() and not is_pupil_number(plain)):
            continue
        confidence = _S if said or is_pupil_number(plain) else _L
        why = "This is written as a unique pupil number."
        yield made(text, match.span(), Kind.PUPIL_NUMBER, confidence, why, "UPN on file")


def _insurance(text: str) -> Iterator[Finding]:
    for match in _NI.finditer(text):
        said = re.search(
            r"\bni(?:no)?\b|national insurance|n\.i\.", words_before(text, match.start())
        )
        regular = is_ni_prefix(match.group(1).upper()) and (match.group(2) or "x") in "ABCDabcd"
        whole = (match.group(2) or "x") in "ABCDabcd"
        if not regular and not said and not whole:
            continue
        why = "This is written as a National Insurance number."
        confidence = _S if regular or said else _L
        yield made(text, match.span(), Kind.NI_NUMBER, confidence, why, "NI number on file")
