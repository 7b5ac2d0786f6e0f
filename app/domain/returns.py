"""The audit form that an agency fills in for one case, and the return that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum


class ReturnKind(StrEnum):
    """A full return answers the tool; a nil return says "not known to us"."""

    FULL = "full"
    NIL = "nil"


class ReturnState(StrEnum):
    """Where a return stands: with the agency, sealed by it, or in at the partnership.

    A draft that was handed over is with a colleague, who goes on with it in another workspace.
    """

    DRAFT = "draft"
    HANDED_OVER = "handed over"
    SEALED = "sealed"
    RECEIVED = "received"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Answer:
    """What was answered in one place. Empty fields are not answered.

    ``options`` holds the ids of the chosen options: one for a choice, any number for several.
    """

    options: tuple[str, ...] = ()
    text: str = ""
    number: float | None = None
    day: date | None = None
    comment: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was entered."""
        return self == NO_ANSWER

    @property
    def option(self) -> str:
        """The one chosen option, or an empty string."""
        return self.options[0] if self.options else ""


NO_ANSWER = Answer()


@dataclass(frozen=True)
class Auditor:
    """Who completed a form. Known to the partnership, printed in no report."""

    name: str = ""
    title: str = ""


@dataclass(frozen=True)
class Written:
    """Who wrote, and on which day it was handed on. Stays within the agency."""

    by: Auditor
    on: date


@dataclass(frozen=True)
class Person:
    """Someone around the child, by relationship or role ("mum", "step-father"), never by name."""

    id: str
    role: str


@dataclass(frozen=True)
class Form:
    """One audit form as the auditor sees it, finished or not.

    ``answers`` is keyed by the place of the answer (see ``app.domain.rules.Item``).
    ``on_behalf_of`` names the agency whose work is audited when a proxy fills in the form.
    """

    kind: ReturnKind = ReturnKind.FULL
    completed_by: Auditor = Auditor()
    on_behalf_of: str = ""
    last_involvement: date | None = None
    people: tuple[Person, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    note: str = ""

    def answer(self, key: str) -> Answer:
        """The answer at a place; an empty one where there is none."""
        return self.answers.get(key, NO_ANSWER)

    def with_answer(self, key: str, answer: Answer) -> Form:
        """The form with one answer changed."""
        return replace(self, answers={**self.answers, key: answer})


@dataclass(frozen=True)
class ReturnRef:
    """Names one return: which case, by which agency, in which audit, and how often revised."""

    audit_id: str
    agency_id: str
    uin: str
    revision: int = 1


@dataclass(frozen=True)
class Return:
    """A form that was given a revision, with where it stands and when it was completed.

    ``reason`` says why an earlier revision was reopened; ``waved_through`` how many findings of
    the guard the auditor said to identify nobody.
    """

    ref: ReturnRef
    state: ReturnState
    form: Form
    completed_on: date | None = None
    reason: str = ""
    waved_through: int = 0
