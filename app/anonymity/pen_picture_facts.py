"""What a pen picture tells of a child, fact by fact, and how far each narrows down who it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.anonymity.lexicon import read_lines
from app.anonymity.pen_pictures import Fact, Sort

_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen""".split()
    )
}
_N = r"(\d{1,2}|" + "|".join(_NUMBER_WORDS) + r")"
_EXACT_AGE = re.compile(
    rf"\b(?:aged?(?: of)?|turned)[ :]{{1,2}}{_N}\b(?![-/])|\b{_N}[ -]?(?:years?|yrs?"
    rf"|y)[ -]?(?:/?o(?:lds?|f age)?)\b"
    rf"|\b{_N} ?(?:yo|y/o)\b"
    rf"|\b(?:boy|girl|child|male|female|daughter|son|teenager),? (?:\(|of )?{_N}\b(?! ?(?:months"
    rf"|weeks|children|and))"
    r"|\((\d{1,2})(?:[MF]| ?yrs?)?\)|(?:,|\b(?:is|was)) (\d{1,2})(?=[,.;]|\Z| and )",
    re.IGNORECASE,
)
_YOUNG_AGE = re.compile(rf"\b{_N}[ -](?:months?|weeks?|days?)[ -]olds?\b", re.IGNORECASE)
_AGE_BAND = re.compile(
    rf"\b(?:aged? )?(?:between )?(?:the ages of )?{_N} ?(?:-|–|to|and|or) ?{_N}(?:[ -]?(?:years?"
    rf"|yrs?)(?:[ -]olds?| of age)?)?\b"
    r"|\b(?:under|over)[ -](?:one|two|five|ten|\d{1,2})s?\b|\b(?:early|mid|late|pre)-?(?: "
    r"|-)?teens?\b",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(r"\byear (?:1[0-3]|[1-9])\b|\breception class\b", re.IGNORECASE)
_AGE_GROUP = re.compile(
    r"\b(?:teen(?:ager|age)?s?|adolescent|toddler|baby|infant|new-?born|pre-?school(?:er)?"
    r"|primary[- ]aged"
    r"|secondary[- ]aged|school-aged|unborn)\b",
    re.IGNORECASE,
)
_SEX = re.compile(
    r"\b(?:girls?|boys?|she|he|her|his|him|daughter|son|female|male|schoolgirl|schoolboy"
    r"|young (?:wo)?man|sister|brother)\b",
    re.IGNORECASE,
)
_PARENT = (
    r"(?:mother|father|mum|dad|parents?|step-?(?:mother|father|mum|dad)|carers?|guardian"
    r"|grandmother"
    r"|grandfather|grandparents?)"
)
_JOBS = (
    r"(?:police officer|policeman|policewoman|detective|teacher|headteacher|head teacher|vicar"
    r"|priest|imam"
    r"|rabbi|pastor|minister|councillor|mayor|mp|gp|doctor|surgeon|dentist|nurse|midwife"
    r"|solicitor|judge"
    r"|magistrate|footballer|social worker|prison officer|firefighter|soldier|publican|landlord"
    r"|farmer"
    r"|shopkeeper|chef|taxi driver|lorry driver|bus driver|childminder|nail technician"
    r"|journalist|actor"
    r"|fisherman|gamekeeper|vet|scientist|engineer|lecturer|professor|sex worker|showman|pilot)"
)
_PUBLIC_JOBS = re.compile(
    r"vicar|priest|imam|rabbi|pastor|minister|councillor|mayor|\bmp\b|judge|magistrate"
    r"|footballer|head",
    re.IGNORECASE,
)
COUNTRIES = """Poland Romania Bulgaria Slovakia Hungary Lithuania Latvia Estonia Ukraine Russia
    Albania Kosovo Serbia Croatia Bosnia Turkey Kurdistan Iraq Iran Syria Afghanistan
    Pakistan India Bangladesh Nepal China Vietnam Thailand Philippines Korea Japan
    Nigeria Ghana Somalia Eritrea Ethiopia Sudan Kenya Uganda Congo Zimbabwe Gambia
    Malawi Zambia Angola Cameroon Rwanda Senegal Morocco Algeria Tunisia Libya Egypt
    Lebanon Palestine Jordan Yemen Jamaica Trinidad Barbados Guyana Brazil Colombia
    Bolivia Ecuador Portugal Spain Italy Greece France Germany America Canada
    Australia Chad Georgia Armenia Mongolia Myanmar Malaysia Indonesia Fiji"""


def _rules() -> Iterator[tuple[re.Pattern[str], Sort, int, str]]:
    """The rules of the list: pattern, sort, weight, and how to say it more broadly."""
    for line in read_lines("pen_pictures.txt"):
        head, broader, pattern = line.split(" | ", 2)
        sort, weight, *capitals = head.split()
        flags = re.NOFLAG if capitals else re.IGNORECASE
        yield re.compile(pattern, flags), Sort[sort.upper()], int(weight), broader


RULES = tuple(_rules())
_WORK = re.compile(
    rf"\b{_PARENT}\b[^.;\n]{{0,40}}?\b({_JOBS})\b|\b({_JOBS})(?:['’]s)? (?:daughter|son|child)\b"
    rf"|\b(?:daughter|son|child) of an? (?:\w{{1,20}} )?({_JOBS})\b",
    re.IGNORECASE,
)


def facts_in_words(text: str) -> Iterator[Fact]:
    """The facts that words tell, without the names of places and schools."""
    yield from _ages(text)
    for match in _SEX.finditer(text):
        yield _fact(match, Sort.SEX, 1, "“the child”")
    for pattern, sort, weight, broader in RULES:
        for match in pattern.finditer(text):
            yield _fact(match, sort, weight, broader)
    for match in _WORK.finditer(text):
        job = next(n for n in (1, 2, 3) if match[n])
        weight = 3 if _PUBLIC_JOBS.search(match[job]) else 2
        start, end = match.span(job)
        yield Fact(start, end, match[job], Sort.WORK, weight, "“a parent who works”")


def _ages(text: str) -> Iterator[Fact]:
    rest = text
    for match in _AGE_BAND.finditer(text):
        low, high = match[1], match[2]
        if low and (_number(low) >= _number(high) or _number(high) > 18):
            continue
        yield _fact(match, Sort.AGE, 1, "leave the age out")
        start, end = match.span()
        rest = rest[:start] + "." * (end - start) + rest[end:]
    for match in _EXACT_AGE.finditer(rest):
        age = _number(next(group for group in match.groups() if group))
        if age < 19:
            said = match.group().lstrip(",( ")
            start = match.end() - len(said)
            yield Fact(start, match.end(), said, Sort.AGE, 2, _wider(age))
    for match in _YOUNG_AGE.finditer(rest):
        yield _fact(match, Sort.AGE, 2, "“under two”")
    for match in _SCHOOL_YEAR.finditer(rest):
        yield _fact(match, Sort.AGE, 2, "“of primary age” or “of secondary age”")
    for match in _AGE_GROUP.finditer(rest):
        yield _fact(match, Sort.AGE, 1, "leave the age out")


def _wider(age: int) -> str:
    if age < 5:
        return "“under five”"
    return f"“aged {age - 1} to {min(age + 1, 18)}”"


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBER_WORDS[text.lower()]


def _fact(match: re.Match[str], sort: Sort, weight: int, broader: str) -> Fact:
    return Fact(match.start(), match.end(), match.group(), sort, weight, broader)
