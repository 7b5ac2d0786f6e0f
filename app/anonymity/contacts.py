"""How a person is reached: e-mail, web pages, telephone, postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.anonymity.checks import POSTCODE_AREAS
from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.formed import END, FREE, made, words_before

_S, _L, _P = Confidence.STRONG, Confidence.LIKELY, Confidence.POSSIBLE
_PHONE = re.compile(
    r"(?<![\w£$€.,/-])(?:(?:\+|00)44[ \-.]?(?:\(0\)[ \-]?)?|\(?0)\d[\d()\-. ]{6,15}\d(?!\w)"
)
_LOCAL_PHONE = re.compile(FREE + r"\d{3}[ \-]?\d{3,4}" + END)
_EXTENSION = re.compile(r"\b[Ee]xt(?:ension|n)?\.?:? ?(\d{3,6})" + END)
_AT = re.compile(r"(?<![\w.+%'-])[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z][\w.]{2,30}")
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]{3,300}", re.IGNORECASE)
_SOCIAL = re.compile(
    r"\b(?:facebook|instagram|tiktok|snapchat|twitter|linkedin|youtube|fb)\.com/[^\s<>\"]{2,200}",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    FREE + r"([A-Za-z]{1,2})(\d[A-Za-z\d]?)(\s{0,2})(\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})" + END
)
_OUTWARD = re.compile(FREE + r"([A-Z]{1,2})\d{1,2}[A-Z]?" + END)
_HELPLINES = ("0800", "0808", "03", "0845", "0870", "116", "0844")
_GENERIC = re.compile(
    r"(?:lscb|scp|safeguard|mash|info|admin|enquir|office|contact|team|duty|referral|audit|"
    r"social-?care|police|probation|health|education|support|help|customer|noreply|no-reply|"
    r"complaint|training|board|partnership|front-?door|hub|feedback|lado|cafcass|foi)",
    re.IGNORECASE,
)
_PUBLIC_BODY = re.compile(
    r"(?:\.gov\.(?:uk|wales|scot)|\.gsi|\.gcsx|\.police\.uk|\.nhs\.(?:uk|net)|nspcc|\.parliament|"
    r"barnardos|childline|legislation|ofsted|nice\.org|workingtogether)",
    re.IGNORECASE,
)
_PHONE_CUE = re.compile(
    r"\b(?:tel|telephone|phone|mobile|mob|call(?:ed)?|ring|rang|number|fax|ext)\b"
)
_AREA_CUE = re.compile(
    r"(?:\bpost ?codes?\s{0,2}(?:is|of|area|:)?|\blive[sd]?\s{1,3}in|\bliving\s{1,3}in"
    r"|\bmoved?\s{1,3}to|\bresid\w{1,8}\s{1,3}in|\b(?:address|flat|house)\s{1,3}in|\bfrom"
    r"|\bin\s{1,3}the|\b[a-z]{4,20},)\s{0,3}\Z"
)


def find_emails(text: str, agencies: str) -> Iterator[Finding]:
    for match in _AT.finditer(text):
        address = match.group().rstrip(".")
        local, _, domain = address.partition("@")
        if address.lower() in agencies or (
            _GENERIC.search(local) and _PUBLIC_BODY.search("." + domain)
        ):
            continue
        span = match.start(), match.start() + len(address)
        yield made(
            text,
            span,
            Kind.EMAIL,
            _S,
            "An e-mail address leads to one person.",
            "an e-mail address",
        )
    for match in _HANDLE.finditer(text):
        yield made(
            text,
            match.span(),
            Kind.ONLINE_NAME,
            _L,
            "A name used online.",
            "a social media account",
        )


def find_web_addresses(text: str, agencies: str) -> Iterator[Finding]:
    for match in _URL.finditer(text):
        address = match.group().rstrip(".,;:)”’'")
        public = _PUBLIC_BODY.search(address) is not None and address.lower() not in agencies
        yield made(
            text,
            (match.start(), match.start() + len(address)),
            Kind.URL,
            _P if public else _L,
            "A web address may lead to a person, a school or a place.",
            "a website",
        )
    for match in _SOCIAL.finditer(text):
        why = "A page on social media leads to one person."
        yield made(text, match.span(), Kind.URL, _S, why, "a social media page")


def find_phones(text: str) -> Iterator[Finding]:
    for match in _PHONE.finditer(text):
        found = match.group()
        digits = re.sub(r"\D", "", found)
        if digits.startswith(("44", "0044")):
            digits = "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0")
        if (
            not 10 <= len(digits) <= 11
            or digits[1] == "0"
            or re.search(r"\d{2}[-.]\d{2}[-.]\d{4}", found)
        ):
            continue
        if digits.startswith(_HELPLINES):
            confidence = _P
        elif len(digits) == 10 and digits[1] in "7":
            confidence = _L
        else:
            confidence = _S
        start = match.start()
        end = match.end()
        if found.startswith("(") and ")" not in found:
            start += 1
        why = "This is written as a telephone number."
        yield made(text, (start, end), Kind.PHONE, confidence, why, "a phone number on file")
    for match in _EXTENSION.finditer(text):
        why = "The extension of somebody's telephone."
        yield made(text, match.span(1), Kind.PHONE, _L, why, "a phone number on file")
    for match in _LOCAL_PHONE.finditer(text):
        cue = list(_PHONE_CUE.finditer(words_before(text, match.start(), 18)))
        if cue and "number" not in cue[-1].group() and "call" not in cue[-1].group():
            why = "Digits after a word for a telephone."
            yield made(text, match.span(), Kind.PHONE, _L, why, "a phone number on file")


def find_postcodes(text: str) -> Iterator[Finding]:
    for match in _POSTCODE.finditer(text):
        area, _, space, _ = match.groups()
        if area.upper() not in POSTCODE_AREAS or "\n" in space:
            continue
        written = match.group()
        if not written.isupper() and not (written.islower() and space) and len(written) < 6:
            continue
        if len(area) == 1 and written.islower() and not space:
            continue
        why = "A full postcode names a few houses."
        yield made(text, match.span(), Kind.POSTCODE, _S, why, "the home area")
    for match in _OUTWARD.finditer(text):
        area = match.group(1)
        before = words_before(text, match.start(), 24)
        said = "postcode" in before or "post code" in before
        if area not in POSTCODE_AREAS or (len(area) == 1 and not said):
            continue
        after = text[match.end() : match.end() + 6].lower()
        if (
            said
            or (_AREA_CUE.search(before) and not before.endswith(", "))
            or after.startswith(" area")
        ):
            why = "Part of a postcode tells where somebody lives."
            yield made(text, match.span(), Kind.POSTCODE, _L, why, "the home area")
