"""The registrations of cars: today's, older ones, Northern Ireland's, and parts of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.formed import END, FREE, made, words_before

_SHORT_WORDS = frozenset(
    """am an as at be by do go he if in is it me my no of on or so to up us we
    and are but can day did for get had has her him his how kgs met min mls mum new not now old
    one out own per saw she the too two use was way who why yrs jan feb mar apr may jun jul aug
    sep oct nov dec dad gps ltd""".split()
)
_S, _L = Confidence.STRONG, Confidence.LIKELY
# Patterns that begin with a plain digit or letter are looked for far more quickly than those that
# begin with a look behind them, so what must not stand before comes second.
_PLATE = re.compile(
    r"\d\d(?<=[A-HJ-PR-Y][A-HJ-PR-Y]\d\d)(?<![^\W_][A-Z]{2}\d\d)(?<![£$€#/][A-Z]{2}\d\d)"
    r" ?[A-HJ-PR-Z]{3}" + END,
    re.IGNORECASE,
)
_OLD_PLATE = re.compile(
    FREE
    + r"(?:[A-HJ-NP-TV-Y]\d{1,3} ?[A-HJ-PR-Z]{3}|[A-HJ-PR-Z]{3} ?\d{1,3}[A-HJ-NPR-TV-Y])"
    + END,
    re.IGNORECASE,
)
_CAR_CUE = re.compile(
    r"\b(?:reg(?:istration)?|index|vehicles?|cars?|van|plates?|driving|drove|drives|driver"
    r"|driven|vrm|"
    r"ford|vw|volkswagen|bmw|audi|vauxhall|corsa|fiesta|golf|astra|focus|transit|nissan|micra"
    r"|qashqai|"
    r"toyota|yaris|honda|civic|renault|clio|megane|peugeot|citroen|berlingo|kia|skoda|octavia|fiat|"
    r"mercedes|merc|hyundai|suzuki|mazda|volvo|jeep|land ?rover|range ?rover|polo|passat|insignia|"
    r"zafira|mondeo|ka|mini|seat leon|lexus|porsche|subaru|mitsubishi|jaguar|taxi|cab|moped|"
    r"scooter|motorbike|motorcycle|quad|lorry|truck|minibus|camper|hatchback|saloon|4x4|parked"
    r"|anpr)\b"
)
# Northern Ireland's, and plates without a year, which only a word for a car tells from other codes.
_IRISH_PLATE = re.compile(
    FREE + r"(?:[A-Z]?I[A-Z]|[A-Z]{2}Z|[A-Z]IZ) ?\d{1,4}" + END, re.IGNORECASE
)
_PART_PLATE = re.compile(
    r"(?:part(?:ial)?|half of (?:the|a))(?: of)?(?: the| a)? (?:reg|registration|plate|index"
    r"|number ?plate"
    r"|vrm)\.?(?: no\.?| number)?:?(?: was| is| given| of)? ([a-z]{2}\d{2}|[a-z]{1,3}\d{1,3}"
    r"|\d{1,3}[a-z]{1,3})" + END
)


def find_plates(text: str) -> Iterator[Finding]:
    for match in _PLATE.finditer(text):
        start = match.start() - 2
        cue = _CAR_CUE.search(words_before(text, start))
        plate = text[start : match.end()]
        if not cue and not plate.isupper() and not _reads_as_no_words(plate):
            continue
        why = "This is written as a car registration."
        yield made(
            text, (start, match.end()), Kind.CAR_REGISTRATION, _S if cue else _L, why, "a car"
        )
    why = "After a word for a car, this reads as its registration."
    for match in (*_OLD_PLATE.finditer(text), *_IRISH_PLATE.finditer(text)):
        if _CAR_CUE.search(words_before(text, match.start())):
            yield made(text, match.span(), Kind.CAR_REGISTRATION, _L, why, "a car")
    for match in _PART_PLATE.finditer(text.lower()):
        yield made(text, match.span(1), Kind.CAR_REGISTRATION, _L, why, "a car")


def _reads_as_no_words(plate: str) -> bool:
    """Whether small letters make a registration all the same: not "to16 and", but "kx58 fpg"."""
    return plate[:2].lower() not in _SHORT_WORDS and plate[-3:].lower() not in _SHORT_WORDS
