"""Dates of birth. Other full dates are normal in an audit: visits, meetings, referrals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.anonymity.findings import Confidence, Finding, Kind

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_FULL = re.compile(
    r"(?<![\w/.\-])(?:"
    r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:\d{4}|\d{2})"
    r"|(?:19|20)\d{2}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ \-]{_MONTH}\.?,?[ \-](?:\d{{4}}|['’]?\d{{2}})"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r")(?![\w/])",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?<![\w/.\-])(?:"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?"
    r"|\d{6}(?:\d\d)?)\b",
    re.IGNORECASE,
)
_BIRTH_BEFORE = re.compile(
    r"(?:\bd\.?\s?o\.?\s?b\.?|\bdate of birth|\bbirth ?date|\bborn|\bbirthday|"
    r"\bturn(?:ed|s|ing) \d{1,2}|\bb\.)"
    r"(?:[\s:;,()\-–]|\b(?:is|was|of|on|in|the|given|as|recorded|being|falls|and|her|his|their)\b){0,8}\Z",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    r"[\s,;(\-–]{0,3}(?:\(?d\.?o\.?b\b|date of birth|birthday)", re.IGNORECASE
)
# A long past date right after a person: nobody's visit, but the day of an adult's birth.
_PERSON_BEFORE = re.compile(
    r"(?:\b(?i:suspect|perpetrator|offender|victim|defendant|subject|mother|father|mum|dad|partner|"
    r"step-?(?:father|mother|dad|mum)|carer|uncle|aunt|boyfriend|girlfriend|nominal|male|female)"
    r"(?:[ ,:(]{1,2}[\w'’\-]{1,30}){0,4}"
    r"|\b[A-ZÀ-Þ][\w'’\-]{1,30} [A-ZÀ-Þ][\w'’\-]{1,30})[,;]? ?\(?\Z"
)
_LONG_PAST = re.compile(r"(?:19\d\d|200[0-5]|[/.\-' ’](?:[4-9]\d|3[5-9]))\Z")
_FULL_YEAR_FIRST = re.compile(r"(?:19\d\d|200[0-5])-")
_DUE = re.compile(r"(?:\bedd|\bdue date|\bexpected date of delivery|\bdied|\bdate of death)"
                  r"(?:[\s:;,()\-–]|\b(?:is|was|of|on|the)\b){0,6}\Z", re.IGNORECASE)  # fmt: skip


def find_dates_of_birth(text: str) -> Iterator[Finding]:
    """Full dates that are said to be somebody's birth, a baby's due date or a death."""
    for match in _FULL.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        after = text[match.end() : match.end() + 20]
        if _BIRTH_BEFORE.search(before) or _BIRTH_AFTER.match(after):
            why = "A full date of birth, with other details, names a child."
            yield _date(text, match.span(), Confidence.STRONG, why, "the age")
        elif _is_long_past(match.group()) and _PERSON_BEFORE.search(before):
            why = "A date long past, right after a person, is mostly a date of birth."
            yield _date(text, match.span(), Confidence.LIKELY, why, "the age")
        elif _DUE.search(before) and "due date" not in before.lower()[-12:]:
            why = "The day of a birth or a death may name a family."
            yield _date(text, match.span(), Confidence.LIKELY, why, "the month")
    for match in _SHORT.finditer(text):
        if _BIRTH_BEFORE.search(text[max(0, match.start() - 40) : match.start()]):
            why = "The day of a birth may name a child."
            yield _date(text, match.span(), Confidence.LIKELY, why, "the age")


def _is_long_past(date: str) -> bool:
    if _FULL_YEAR_FIRST.match(date):
        return True
    return _LONG_PAST.search(date) is not None and not re.match(r"20\d\d-", date)


def _date(
    text: str, span: tuple[int, int], confidence: Confidence, why: str, instead: str
) -> Finding:
    start, end = span
    return Finding(start, end, Kind.DATE_OF_BIRTH, confidence, text[start:end], why, instead)
