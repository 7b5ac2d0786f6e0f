"""Dates of birth. Other full dates are normal in an audit: visits, meetings, referrals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.lexicon import lexicon

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
    rf"|{_MONTH} \d{{4}},? (?:on )?the \d{{1,2}}(?:st|nd|rd|th)"
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
    r"(?:\bd[./]?\s?o[./]?\s?b(?:['’]?s)?\.?|\bdate of birth|\bbirth ?date|\bborn|\bbirthday|"
    r"\bturn(?:ed|s|ing) \d{1,2}|\bb\.|\(b"
    r"|\b(?:he|she|child|who) (?:is|will be|becomes) \d{1,2} on)"
    r"(?:[\s:;,()=\-–]|\b(?:is|was|of|on|in|the|given|as|recorded|being|falls|and|her|his|their"
    r"|for|both"
    r"|twins?|child|children|mum|dad|mother|father|sibling|baby)\b){0,10}\Z",
    re.IGNORECASE,
)
# "born at home, 09/04/16", "born in Leeds on …", "delivered on …" of a baby and not of a course.
_BORN_SOMEWHERE = re.compile(
    r"\bborn (?:at|in|by|via|prematurely|early)(?: [\w\-]{1,15}){0,3},? ?(?:on )?(?:the )?\Z"
    r"|\b(?:baby|twins?|child|infant|girl|boy)(?: [\w\-]{1,12}){0,3} (?:arrived|delivered"
    r"|here)(?: on)? \Z",
    re.IGNORECASE,
)
_DELIVERED = re.compile(r"\b(?:deliver(?:ed|y)|arrived|birth|born)\b[^.\d]{0,12}\Z", re.IGNORECASE)
_AT_BIRTH = re.compile(
    r",? (?:(?:at |@ ?)?\d\d ?(?:\+ ?\d|/40|weeks)|weigh(?:ing|ed)|at term|(?:by|via) (?:an? )?"
    r"(?:emergency|elective|em|el|c-?section|section|lscs|ventouse|forceps|caesarean)|premature)",
    re.IGNORECASE,
)
# "Child: JS (14.06.12)", "sibling TB 3/9/14": a date right after a child, and no word of the work.
_AGE_BEFORE = re.compile(r"\baged? \d{1,2}(?: ?(?:yrs?|years?)(?: old)?)?,? ?\(\Z", re.IGNORECASE)
_CHILD_BEFORE = re.compile(
    r"\b(?i:child|sibling|sister|brother|baby|twin|son|daughter|name|subject|half-(?:sister"
    r"|brother))"
    r":? (?:[A-Z]{2,3}|([A-ZÀ-Þ][\w'’\-]{1,30})(?: [A-ZÀ-Þ][\w'’\-]{1,30}){0,2}),? ?\(?\Z"
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
_DAY_WHY = "The day of a birth may name a child."
_LONG_PAST = re.compile(r"(?:19\d\d|200[0-5]|[/.\-' ’](?:[4-9]\d|3[5-9]))\Z")
_FULL_YEAR_FIRST = re.compile(r"(?:19\d\d|200[0-5])-")
_DUE = re.compile(r"(?:\bed[dc]|\bdod|\bdue date|\bexpected date|\bdied|\bdate of death)"
                  r"(?:[\s:;,()\-–]|\b(?:is|was|of|on|the)\b){0,6}\Z", re.IGNORECASE)  # fmt: skip


def find_dates_of_birth(text: str) -> Iterator[Finding]:
    """Full dates that are said to be somebody's birth, a baby's due date or a death."""
    born = -1  # where the last date of birth ended
    for match in _FULL.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        after = text[match.end() : match.end() + 20]
        if _BIRTH_BEFORE.search(before) or _BIRTH_AFTER.match(after):
            why = "A full date of birth, with other details, names a child."
            born = match.end()
            yield _date(text, match.span(), Confidence.STRONG, why, "the age")
        elif _BORN_SOMEWHERE.search(before) or (
            _AT_BIRTH.match(after) and _DELIVERED.search(before)
        ):
            yield _date(text, match.span(), Confidence.LIKELY, _DAY_WHY, "the age")
        elif _is_of_child(before) or _is_of_age(before) or _goes_on(text, born, match.start()):
            born = match.end()
            why = "A full date right after a child is mostly the date of birth."
            yield _date(text, match.span(), Confidence.LIKELY, why, "the age")
        elif _is_long_past(match.group()) and _PERSON_BEFORE.search(before):
            why = "A date long past, right after a person, is mostly a date of birth."
            yield _date(text, match.span(), Confidence.LIKELY, why, "the age")
        elif _DUE.search(before) and "due date" not in before.lower()[-12:]:
            why = "The day of a birth or a death may name a family."
            yield _date(text, match.span(), Confidence.LIKELY, why, "the month")
    for match in _SHORT.finditer(text):
        if _BIRTH_BEFORE.search(text[max(0, match.start() - 40) : match.start()]):
            yield _date(text, match.span(), Confidence.LIKELY, _DAY_WHY, "the age")


def _goes_on(text: str, born: int, start: int) -> bool:
    """Whether a date goes on with a list of births: "DOBs 3/3/10, 4/5/12 and 6/7/14"."""
    return 0 <= born < start < born + 6 and text[born:start].strip() in (
        ",",
        "and",
        "&",
        "/",
        ", and",
    )


def _is_of_age(before: str) -> bool:
    """Whether an age leads to the date: "aged 15 (10/06/2002)"."""
    return _AGE_BEFORE.search(before) is not None


def _is_of_child(before: str) -> bool:
    match = _CHILD_BEFORE.search(before)
    return match is not None and (match[1] or "").lower() not in lexicon().words


def _is_long_past(date: str) -> bool:
    if _FULL_YEAR_FIRST.match(date):
        return True
    return _LONG_PAST.search(date) is not None and not re.match(r"20\d\d-", date)


def _date(
    text: str, span: tuple[int, int], confidence: Confidence, why: str, instead: str
) -> Finding:
    start, end = span
    return Finding(start, end, Kind.DATE_OF_BIRTH, confidence, text[start:end], why, instead)
