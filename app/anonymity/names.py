"""Names of people: first names and surnames, by lists and by the words around them."""

from __future__ import annotations

from app.anonymity.cues import SAID
from app.anonymity.findings import Confidence, Finding
from app.anonymity.name_runs import COURTESY, RUN, run_end
from app.anonymity.name_weights import judge, name_finding
from app.anonymity.reading import NAMES, Reading, Sort
from app.anonymity.suggestions import ANY_ROLE
from app.anonymity.tokens import Shape

_AND = (" & ", " + ", "/", " / ")
_BESIDE = "It stands beside a name."
_L, _P = Confidence.LIKELY, Confidence.POSSIBLE


def find_names(reading: Reading, own: str = "") -> list[Finding]:
    """Every name, in order; a name confirmed once is found wherever it stands with a capital."""
    found: list[tuple[int, int, Finding]] = []
    at = 0
    words, sorts = reading.lists.words, reading.sorts
    courteous = False
    while at < len(reading.tokens):
        token = reading.tokens[at]
        if sorts[at] is Sort.WORD and token.shape is Shape.LOWER and not courteous:
            courteous = token.key in COURTESY
            if token.key in words:
                at += 1
                continue
        courteous = token.key in COURTESY
        end = run_end(reading, at)
        if end > at:
            # The child's initials may be somebody's surname: "NG", "LI".
            child = end == at + 1 and reading.tokens[at].text == own
            finding = None if child else judge(reading, at, end)
            if finding is not None:
                found.append((at, end, finding))
                at = end
                continue
        at += 1
    _neighbours(reading, found)
    _again(reading, found)
    return [finding for _, _, finding in sorted(found)]


def _neighbours(reading: Reading, found: list[tuple[int, int, Finding]]) -> None:
    """ "Sarah and Grace": a word-name beside a name is a name too."""
    taken = {n for start, end, _ in found for n in range(start, end)}
    for start, end, finding in list(found):
        if finding.confidence is _P:
            continue
        for at in _before(reading, start, end):
            if at not in taken and at not in reading.firm and at not in reading.soft:
                taken.add(at)
                token = reading.tokens[at]
                name = name_finding(reading, token.start, at + 1, _L, _BESIDE, "")
                found.append((at, at + 1, name))
        for at, middle in ((end + 1, end), (start - 2, start - 1), (end, end)):
            if (
                not 0 <= at < len(reading.tokens)
                or at in taken
                or at in reading.firm
                or at in reading.soft
            ):
                continue
            listed = (
                reading.gap(end) in (", ", *_AND) if at == end else reading.key(middle) == "and"
            )
            joined = at == end or (
                reading.gap(middle) == " " and reading.gap(max(at, start)) == " "
            )
            token = reading.tokens[at]
            if not listed or not joined or not reading.capital(at) or token.shape is Shape.UPPER:
                continue
            if reading.sorts[at] not in (Sort.DIM, Sort.BRIGHT, Sort.UNKNOWN) or (
                token.opens and at != start - 2
            ):
                continue
            if at == end and reading.sorts[at] is Sort.UNKNOWN and reading.gap(end) == ", ":
                continue
            taken.add(at)
            found.append(
                (
                    at,
                    at + 1,
                    name_finding(reading, token.start, at + 1, _L, _BESIDE, ""),
                )
            )


def _before(reading: Reading, start: int, end: int) -> list[int]:
    """The word joined before a name: "Isa + Errol", "Swift, Omar and Jan"."""
    at = start - 1
    if at < 0 or not reading.capital(at) or reading.tokens[at].shape is Shape.UPPER:
        return []
    gap, sort = reading.gap(start), reading.sorts[at]
    if gap in _AND and sort in (Sort.DIM, Sort.BRIGHT, Sort.UNKNOWN):
        return [at]
    listed = gap == ", " and reading.tokens[at].opens and reading.key(end) == "and"
    if listed and sort in (Sort.HEAVY, Sort.DIM, Sort.BRIGHT, Sort.UNKNOWN):
        follows = end + 1 < len(reading.tokens) and reading.capital(end + 1)
        return [at] if follows else []
    return []


def _again(reading: Reading, found: list[tuple[int, int, Finding]]) -> None:
    """Finds a confirmed name again where the words around it say nothing."""
    roles: dict[str, str] = {}
    for start, end, finding in found:
        if finding.confidence is not _P:
            for n in range(start, end):
                if reading.sorts[n] in RUN and (reading.capital(n) or reading.sorts[n] in NAMES):
                    role = "" if finding.suggestion == ANY_ROLE else finding.suggestion
                    roles[reading.key(n)] = roles.get(reading.key(n)) or role
    if not roles:
        return
    taken = {n for start, end, _ in found for n in range(start, end)}
    for index, (start, end, finding) in enumerate(found):
        role = roles.get(reading.key(start), "")
        if role and finding.suggestion == ANY_ROLE:
            found[index] = (
                start,
                end,
                name_finding(reading, finding.start, end, finding.confidence, finding.why, role),
            )
    for at, token in enumerate(reading.tokens):
        if at in taken or at in reading.firm or at in reading.soft or token.key not in roles:
            continue
        dim = reading.sorts[at] in (Sort.DIM, Sort.HEAVY)
        if not reading.capital(at) or (token.opens and dim and reading.key(at + 1) not in SAID):
            continue
        why = "The same name stands elsewhere in this text."
        found.append(
            (at, at + 1, name_finding(reading, token.start, at + 1, _L, why, roles[token.key]))
        )
