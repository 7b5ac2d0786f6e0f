"""Names in the short cells of a case list: "Jane Smith", "Smith, Jane", but not "JS"."""

from __future__ import annotations

import re

from app.anonymity.findings import Confidence, Finding, Kind
from app.domain.audits import is_initials

_WHY = "This reads as a name. A case list holds initials only, such as “JS”."
_INSTEAD = "the initials"
_LONGEST = 80
# "Baby Smith", "Child A", "twin 1": what stands before a name, and names nobody by itself.
_LEAD = re.compile(
    r"(?:(?:unborn|unknown|withheld|anonymous|none|tbc|baby|twin|sibling|child|case|family"
    r"|young person|yp|boy|girl|male|female|master|miss|mr|mrs|ms|aka|of)\b[\s.,:()\-]{0,3}){1,3}",
    re.IGNORECASE,
)
_CODES = 3  # letters at the most: "JSM", "J-L", "AB"


def looks_like_name(text: str) -> Finding | None:
    """The name that stands in a short cell; None for initials, a number or "unborn baby".

    No words around it tell what a word in a cell is, so a listed name is one wherever it stands,
    and a word in no list is one too. A name that is also an English word counts beside another
    name or an initial only: "Rose Hill", "Brown, J", but not "Brown".
    """
    from app.anonymity.lexicon import lexicon
    from app.anonymity.reading import NOBODY
    from app.anonymity.tokens import tokenise

    cell = text.strip()
    if not cell or len(cell) > _LONGEST or is_initials(cell):
        return None
    lists = lexicon()
    lead = _LEAD.match(cell)
    rest = cell[lead.end() :] if lead else cell
    tokens = tokenise(rest)
    if any(ch.isdigit() for ch in rest):
        return None  # "CE-0412", "Case 12": a number of the case list, or of a file
    parts = [one for one in tokens if len(one.key) > 1]
    codes = [one for one in parts if len(one.text) <= _CODES and one.text.isupper()]
    words = [one for one in parts if one not in codes]
    surely = [
        one
        for one in words
        if one.key in lists.named
        and one.key not in lists.words
        and one.key not in lists.large_places
    ]
    either = [one for one in words if one.key in lists.named and one not in surely]
    known = (lists.named, lists.words, lists.large_places, lists.acronyms, NOBODY)
    unread = [
        one for one in words if len(one.key) > 2 and not any(one.key in each for each in known)
    ]
    beside = len(tokens) > 1
    if surely or (either and beside and len(either) + len(unread) > 1):
        return _found(text, Confidence.STRONG)
    if unread or (beside and either == parts != []):
        return _found(text, Confidence.LIKELY)
    if len(codes) > 1 and all(one.key in lists.named for one in codes):
        return _found(text, Confidence.LIKELY)  # "LEE ANN"
    return None


def _found(text: str, confidence: Confidence) -> Finding:
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return Finding(start, end, Kind.NAME, confidence, text[start:end], _WHY, _INSTEAD)
