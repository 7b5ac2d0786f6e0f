"""Where a run of words that may be a name begins and ends."""

from __future__ import annotations

from app.anonymity.cues import (
    BELONGINGS,
    NAMED,
    NEUTRAL,
    PARTICLES,
    PERSONAL,
    RELATIONS,
    SAID,
    SURE_BEFORE,
    TALK,
)
from app.anonymity.nearness import is_mistyped
from app.anonymity.reading import NAMES, NOBODY, Reading, Sort
from app.anonymity.suggestions import role_before, title_before
from app.anonymity.tokens import Shape

_JOINS = frozenset((" ", "-", "  ", "\u00a0", "‐", "–"))
_OPENING_GAPS = frozenset((" ", " '", ' "', " “", " ‘", ": ", " (", " as "))
RUN = frozenset((Sort.FIRST, Sort.SURNAME, Sort.BRIGHT, Sort.DIM, Sort.HEAVY, Sort.UNKNOWN))
_PEOPLE = RELATIONS | frozenset(
    "man woman male female person lad adult he she him who man youth".split()
)
_OWNED = BELONGINGS - {"health", "family", "needs", "file"}
COURTESY = frozenset("mr mrs ms miss mx dr".split())
_LETTERED = frozenset(
    "type list form row box side grade plan option class group vitamin hepatitis part page".split()
)
_SMALL_ROLES = frozenset("sw hv fsw ssw mgm mgf pgm pgf iro ewo".split())
VERBS = frozenset("mark rose frank sue dawn bill drew rob pat grace will may hope joy".split())
NOUNS = frozenset(
    "grace hope faith joy patience storm star justice harmony honor trust charity mark dawn "
    "blessing gift comfort fortune wisdom favour amber".split()
)


def run_end(reading: Reading, at: int) -> int:
    """Where the run of name-like words that begins here ends."""
    tokens = reading.tokens
    if at in reading.firm:
        return at
    small = reading.sorts[at] is Sort.WORD and tokens[at].shape is Shape.LOWER
    if small and (not at or tokens[at - 1].key not in COURTESY):
        # Most words: the quick way out.
        return unlisted_end(reading, at) if tokens[at].key not in reading.lists.words else at
    titled = title_before(tokens, at) is not None
    if at in reading.soft and not titled and not _related(reading, at):
        return at
    sort = reading.sorts[at]
    initial = _is_initial(reading, at)
    if not reading.capital(at) and not initial:
        return _lower_run(reading, at, titled)
    if sort not in RUN and not initial and not _particle_start(reading, at):
        if _nicknamed(reading, at):
            more = reading.gap(at + 1) == " " and reading.capital(at + 1)
            return at + 2 if more and reading.sorts[at + 1] in RUN else at + 1
        return at + 1 if is_courteous(reading, at) else at
    end = at + 1
    while end < len(tokens) and not tokens[end - 1].possessive and end - at < 5:
        gap = tokens[end].gap
        if gap not in _JOINS and not (gap == ". " and len(tokens[end - 1].key) == 1):
            break
        if end in reading.firm or (end in reading.soft and reading.sorts[end] is not Sort.SURNAME):
            break
        if (
            (reading.capital(end) and reading.sorts[end] in RUN)
            or _particle_start(reading, end)
            or _is_initial(reading, end)
        ):
            end += 1
        else:
            break
    while end > at + 1 and (
        reading.key(end - 1) in PARTICLES and reading.sorts[end - 1] not in NAMES
    ):
        end -= 1
    if end == at + 1 and initial:
        return at
    return end


def _related(reading: Reading, at: int) -> bool:
    return reading.sorts[at] is Sort.FIRST and bool(role_before(reading.tokens, at, ()))


def _is_initial(reading: Reading, at: int) -> bool:
    """A single capital that leads to a surname: "J. Hughes", "J Hughes"."""
    token = reading.tokens[at]
    if len(token.text) != 1 or not token.text.isupper() or at + 1 >= len(reading.tokens):
        return False
    following = reading.tokens[at + 1]
    dotted = following.gap in (". ", ".")
    if dotted and at and token.gap == " " and reading.key(at - 1) in _LETTERED:
        return False
    if not dotted and following.gap != " ":
        return False
    if not reading.capital(at + 1):
        return False
    if dotted and reading.sorts[at + 1] is Sort.UNKNOWN:
        return True
    if reading.sorts[at + 1] is Sort.SURNAME:
        return token.text != "I" and not (at and reading.key(at - 1) in ("child", "case", "family"))
    return dotted and reading.sorts[at + 1] is Sort.HEAVY and not token.opens


def _particle_start(reading: Reading, at: int) -> bool:
    """Whether "al", "bin", "van", "O" or "Mc" here leads to a name."""
    if reading.key(at) not in PARTICLES or at + 1 >= len(reading.tokens):
        return False
    following = reading.tokens[at + 1]
    if following.gap not in _JOINS and following.gap not in ("'", "’", "' "):
        return False
    return reading.capital(at + 1) and reading.sorts[at + 1] in NAMES | {Sort.UNKNOWN}


def _lower_run(reading: Reading, at: int, titled: bool) -> int:
    """A name typed in small letters, with what follows it."""
    token = reading.tokens[at]
    if token.shape not in (Shape.LOWER, Shape.UPPER) or len(token.key) < 3:
        return at
    sort = reading.sorts[at]
    courtesy = titled and reading.key(at - 1) in COURTESY
    plain = (
        sort is Sort.FIRST
        or (courtesy and sort is not Sort.WORD)
        or (titled and sort is Sort.SURNAME)
    )
    if courtesy and not plain:
        plain = token.key not in reading.lists.words and token.shape is Shape.LOWER
    if titled and not plain and reading.shouting:
        plain = reading.unlisted(at)
    if not plain and sort is Sort.BRIGHT and reading.shouting:
        plain = token.key not in VERBS and reading.key(at + 1) in SAID | NEUTRAL
    if not plain and sort is Sort.BRIGHT:
        plain = is_talked_to(reading, at) or is_named(reading, at)
        related = token.gap == " " and reading.key(at - 1) in RELATIONS
        plain = plain or (related and token.key not in VERBS)
        sure = token.key not in VERBS and token.key not in reading.lists.words
        plain = plain or (sure and reading.gap(at + 1) == " " and reading.key(at + 1) in PERSONAL)
    if not plain and sort is Sort.SURNAME:
        plain = is_named(reading, at) or bool(role_before(reading.tokens, at, ()))
    if not plain:
        return unlisted_end(reading, at) if sort is Sort.WORD else at
    end = at + 1
    while (
        end < len(reading.tokens)
        and end - at < 3
        and not reading.tokens[end - 1].possessive
        and reading.tokens[end].gap in _JOINS
        and not reading.capital(end)
        and reading.sorts[end] in (Sort.SURNAME, Sort.FIRST)
        and len(reading.key(end)) > 2
    ):
        end += 1
    return end


def unlisted_end(reading: Reading, at: int) -> int:
    """Where a name in no list ends, typed in small letters where only a person may stand.

    "manager jahdari agreed", "shanelle's nan", "nan (youcef)": a slip of the pen in a word of
    the work stands elsewhere.
    """
    if not reading.unlisted(at) or at in reading.firm:
        return at
    token, end = reading.tokens[at], at + 1
    if token.possessive:
        after = reading.key(end)
        return end if after in RELATIONS or after in _OWNED else at
    while (
        end < len(reading.tokens)
        and end - at < 3
        and reading.tokens[end].gap in _JOINS
        and (reading.unlisted(end) or reading.sorts[end] in (Sort.FIRST, Sort.SURNAME))
    ):
        end += 1
    if is_named(reading, at):
        return end
    if not _person_stands(reading, at, end) or is_mistyped(token.key, reading.lists.words):
        return at  # or "the assessor asesed"
    return end


def _person_stands(reading: Reading, at: int, end: int) -> bool:
    """Whether only a person may stand there: "manager … agreed", "spoke to …", "… (13)"."""
    token = reading.tokens[at]
    after = reading.key(end) if reading.gap(end) == " " else ""
    if is_talked_to(reading, at) or _aged_child(reading, end):
        return True
    if not _role_stands(reading, at):
        first = token.opens or reading.shouting
        return first and after in PERSONAL and not token.key.endswith(("ed", "ly", "ing"))
    if token.gap == " (":
        return (reading.gap(end) or ")").startswith(")")
    if token.gap == ", ":
        return not token.key.endswith("ly") and (reading.gap(end) or "").startswith(",")
    return token.gap == " " and (after in SAID or after in NEUTRAL or end - at > 1)


def _role_stands(reading: Reading, at: int) -> bool:
    """Whether a role stands before a word, "sw" and "hv" in small letters too."""
    if role_before(reading.tokens, at, ()):
        return True
    return reading.tokens[at].gap == " " and reading.key(at - 1) in _SMALL_ROLES


def _aged_child(reading: Reading, end: int) -> bool:
    """Whether an age follows in brackets: "jahdrin (13) was seen"."""
    key = reading.key(end)
    return reading.gap(end) == " (" and key.isdigit() and len(key) < 3


def is_named(reading: Reading, at: int) -> bool:
    before = reading.key(at - 1)
    if reading.tokens[at].gap not in _OPENING_GAPS:
        return False
    if before in NAMED or (
        before == "is" and reading.key(at - 2) in ("name", "surname", "forename")
    ):
        return True
    return before == "as" and reading.key(at - 2) in ("known", "named", "identified")


def _nicknamed(reading: Reading, at: int) -> bool:
    """ "A man called Spike": a word as a name."""
    if reading.tokens[at].shape is not Shape.CAPITAL or not is_named(reading, at):
        return False
    if reading.key(at - 1) in ("aka", "nicknamed", "alias"):
        return True
    return any(reading.key(n) in _PEOPLE for n in range(max(0, at - 5), at))


def is_courteous(reading: Reading, at: int) -> bool:
    """ "Miss Lark": any word may be a surname after a courtesy."""
    token = reading.tokens[at]
    if reading.key(at - 1) not in COURTESY:
        return False
    if token.shape is Shape.UPPER:
        return reading.unlisted(at)  # "MR VASZARY"
    if token.shape is not Shape.CAPITAL:
        return False
    return reading.tokens[at - 1].shape is Shape.CAPITAL and token.key not in NOBODY


def is_talked_to(reading: Reading, at: int) -> bool:
    before = reading.key(at - 1)
    if reading.tokens[at].gap != " ":
        return False
    return before in SURE_BEFORE or (before in ("to", "with") and reading.key(at - 2) in TALK)
