"""The findings beside those of earlier audits, question by question.

A question is the same if its id is: ids stay when a tool is changed (DOMAIN.md). Whether two
figures may be compared is another matter: not if the question now says something else, is answered
on another scale, or if so few answered that one answer more would change the share a lot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from app.analysis.shares import Findings, Share
from app.analysis.small_numbers import is_small
from app.domain.tool import AuditTool, Question, Scale, reported_option

_ALIKE = 0.8
"""How much of the wording must stay for a question to count as the same (1: all of it)."""


class Comparable(StrEnum):
    """Whether a figure of an earlier audit may be laid beside today's, and if not, why."""

    YES = "comparable"
    NEARLY = "reworded a little"
    NOT_ASKED = "not asked then"
    REWORDED = "reworded"
    SCALE = "other answers"
    SMALL = "few answers"
    NOTHING = "not answered"


_FIT = frozenset({Comparable.YES, Comparable.NEARLY})


@dataclass(frozen=True)
class Counted:
    """An audit with its findings. ``reference`` names it, ``opened`` puts the audits in order."""

    id: str
    reference: str
    opened: date
    tool: AuditTool
    findings: Findings


@dataclass(frozen=True)
class Then:
    """One question in an earlier audit. ``share`` is None where it was not asked.

    ``change`` is how many percentage points the share has risen since, unrounded; None where it
    may not be compared.
    """

    audit: Counted
    share: Share | None
    comparable: Comparable
    change: float | None = None


@dataclass(frozen=True)
class OverYears:
    """One question now and in the earlier audits, the oldest first."""

    share: Share
    then: tuple[Then, ...]

    @property
    def last(self) -> Then | None:
        """The latest of the earlier audits in which it was asked."""
        asked = (one for one in reversed(self.then) if one.share is not None)
        return next(asked, None)


def shared_questions(now: AuditTool, then: AuditTool) -> frozenset[str]:
    """The ids of the questions on a scale that both tools ask."""
    return frozenset(
        own
        for own, question in now.questions.items()
        if question.scale and not question.retired and own in then.questions
    )


def comparable(now: AuditTool, then: AuditTool, question_id: str, part_id: str = "") -> Comparable:
    """Whether the shares of a question in two tools are about the same thing."""
    new, old = now.questions[question_id], then.questions.get(question_id)
    if old is None:
        return Comparable.NOT_ASKED
    new_text, old_text = _asked(new, part_id), _asked(old, part_id)
    if old_text is None or new_text is None:
        return Comparable.NOT_ASKED
    alike = _alike(new_text, old_text)
    if alike < _ALIKE:
        return Comparable.REWORDED
    same_way = (new.answer, new.per_person) == (old.answer, old.per_person)
    before, after = reported_option(then, old), reported_option(now, new)
    same_reported = (before.id if before else "") == (after.id if after else "")
    if not (same_way and same_reported and _sides(now.scale(new)) == _sides(then.scale(old))):
        return Comparable.SCALE
    return Comparable.YES if alike == 1 else Comparable.NEARLY


def over_years(now: Counted, earlier: Sequence[Counted]) -> tuple[OverYears, ...]:
    """Every share of an audit beside those of earlier ones, in the order of the tool."""
    before = [
        (one, {_place(share): share for share in one.findings.shares})
        for one in sorted(earlier, key=lambda one: (one.opened, one.reference))
    ]
    return tuple(
        OverYears(share, tuple(_then(now, share, one, known) for one, known in before))
        for share in now.findings.shares
        if not (share.question.retired and not share.of)
    )


def _then(now: Counted, share: Share, audit: Counted, known: dict[tuple[str, str], Share]) -> Then:
    before = known.get(_place(share))
    if before is None:
        return Then(audit, None, Comparable.NOT_ASKED)
    verdict = comparable(now.tool, audit.tool, *_place(share))
    if verdict in _FIT:
        if not (before.of and share.of) or share.reported is None:
            verdict = Comparable.NOTHING
        elif is_small(before.of) or is_small(share.of):
            verdict = Comparable.SMALL
    if verdict not in _FIT:
        return Then(audit, before, verdict)
    return Then(audit, before, verdict, 100 * share.n / share.of - 100 * before.n / before.of)


def _place(share: Share) -> tuple[str, str]:
    return share.question.id, share.part.id if share.part else ""


def _asked(question: Question, part_id: str) -> str | None:
    """What is asked; None where the question has no such part."""
    if not part_id:
        return question.text
    part = next((part for part in question.parts if part.id == part_id), None)
    return f"{question.text} {part.text}" if part else None


def _alike(one: str, other: str) -> float:
    """How much of two texts is the same, word for word: from 0 to 1."""
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    letters = "".join(ch if ch.isalnum() else " " for ch in text.casefold())
    return letters.split()


def _sides(scale: Scale) -> frozenset[tuple[str, str, bool]]:
    """What of a scale a share rests on: not the words of its answers or their definitions."""
    return frozenset((o.id, o.means.value, o.in_denominator) for o in scale.options)
