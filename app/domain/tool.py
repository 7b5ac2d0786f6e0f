"""The audit tool: the questionnaire that every agency answers for every case.

The model is general: it holds the child sexual abuse tool of the seed, a section 11
self-assessment of an organisation, and a tool that only grades sections from prompts.
Ids are stable between versions, so that rounds a year apart can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Subject(StrEnum):
    """Whom or what one form is about."""

    CHILD = "child"
    FAMILY = "family"
    ORGANISATION = "organisation"


class AnswerKind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"  # one option of a scale; with parts, each part has its own answer too
    SEVERAL = "several"  # any number of options of a scale
    MATRIX = "matrix"  # each part is answered on the scale; the question itself is not
    NUMBER = "number"
    DATE = "date"
    SHORT_TEXT = "short text"
    LONG_TEXT = "long text"
    COLUMNS = "columns"  # each part is a column of long text


LONG_TEXTS = frozenset((AnswerKind.LONG_TEXT, AnswerKind.COLUMNS))
"""Kinds of answers in the agency's own words."""


class Meaning(StrEnum):
    """Which end of a scale an option stands at."""

    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"
    NOT_APPLICABLE = "not applicable"


class Asks(StrEnum):
    """What an option wants written beside it."""

    NOTHING = "nothing"
    COMMENT = "comment"
    REASON = "reason"


class CommentRule(StrEnum):
    """Whether a question has room for a comment, and whether one is expected."""

    NONE = "none"
    OPTIONAL = "optional"
    EXPECTED = "expected"
    REQUIRED = "required"


@dataclass(frozen=True)
class Option:
    """One choice on a scale.

    ``counts`` says whether the option is in the denominator of a share; left open, every
    option counts but *not applicable*. ``exclusive`` options can't be ticked with others.
    """

    id: str
    label: str
    means: Meaning = Meaning.NEUTRAL
    definition: str = ""
    asks: Asks = Asks.NOTHING
    prompt: str = ""
    key: str = ""
    counts: bool | None = None
    exclusive: bool = False

    @property
    def in_denominator(self) -> bool:
        """Whether an answer with this option is one of the N of "n of N"."""
        return self.means is not Meaning.NOT_APPLICABLE if self.counts is None else self.counts


@dataclass(frozen=True)
class Scale:
    """A named set of options, in the order in which they are shown."""

    id: str
    label: str
    options: tuple[Option, ...]

    def option(self, option_id: str) -> Option | None:
        """The option of that id, or None."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True)
class Condition:
    """Holds when the answer to ``question`` has one of the options ``any_of``."""

    question: str
    any_of: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A sub-part of a question, answered on the question's scale or as a column of text."""

    id: str
    text: str
    required: bool = True


@dataclass(frozen=True)
class Question:
    """One question.

    ``short`` is the few words that stand for it in lists and charts. ``reported`` is the option
    whose share is printed when that is not the good end of the scale (the seed reports the
    *No* of Q18). ``judgement`` marks a grade for a section or for the whole.
    """

    id: str
    text: str
    short: str = ""
    answer: AnswerKind = AnswerKind.CHOICE
    scale: str = ""
    guidance: str = ""
    comment: CommentRule = CommentRule.EXPECTED
    prompt: str = ""
    parts: tuple[Part, ...] = ()
    follow_ups: tuple[Question, ...] = ()
    when: Condition | None = None
    per_person: bool = False
    judgement: bool = False
    required: bool = True
    reported: str = ""
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    retired: bool = False

    @property
    def name(self) -> str:
        """The short name, or the text where the tool gives none."""
        return self.short or self.text


@dataclass(frozen=True)
class LookBack:
    """How far back an agency looks.

    ``months`` of the agency's involvement, counted back from the last involvement where
    that is earlier than the audit (guidance notes of the seed).
    """

    months: int


@dataclass(frozen=True)
class Section:
    """A chapter of the tool; asked of everyone, or only where ``when`` holds.

    ``prompts`` are things to consider that are not answered one by one.
    """

    id: str
    title: str
    introduction: str = ""
    questions: tuple[Question, ...] = ()
    prompts: tuple[str, ...] = ()
    when: Condition | None = None
    look_back: LookBack | None = None


@dataclass(frozen=True)
class AuditTool:
    """A whole audit tool at one version."""

    id: str
    version: int
    title: str
    theme: str
    subject: Subject
    scales: tuple[Scale, ...]
    sections: tuple[Section, ...]
    guidance: tuple[str, ...] = ()
    comment_prompt: str = "What did you find? What could have been better?"
    look_back: LookBack | None = None
    source: str = ""
    thanks: str = ""

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by id, follow-ups included, in the order of the tool."""
        return {question.id: question for _, question in self._walk()}

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """The section in which each question stands, by question id."""
        return {question.id: section for section, question in self._walk()}

    @cached_property
    def judgements(self) -> tuple[Question, ...]:
        """The questions that grade a section or the whole."""
        return tuple(question for question in self.questions.values() if question.judgement)

    def scale(self, question: Question) -> Scale:
        """The scale on which a question is answered; an empty scale for texts and numbers."""
        return self._scales.get(question.scale, _NO_SCALE)

    @cached_property
    def _scales(self) -> Mapping[str, Scale]:
        return {scale.id: scale for scale in self.scales}

    def _walk(self) -> Iterator[tuple[Section, Question]]:
        for section in self.sections:
            for question in section.questions:
                yield section, question
                for follow_up in question.follow_ups:
                    yield section, follow_up


_NO_SCALE = Scale(id="", label="", options=())


def reported_option(tool: AuditTool, question: Question) -> Option | None:
    """The option whose share is printed: the tool's own word, or the good end of the scale."""
    scale = tool.scale(question)
    if question.reported:
        return scale.option(question.reported)
    return next((option for option in scale.options if option.means is Meaning.GOOD), None)
