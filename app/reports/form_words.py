"""The words of a printed form: where it stands, whose it is, when a question is asked.

No drawing here, so that services may name where a form stands without loading ReportLab.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.domain.audits import Agency, Audit, Case
from app.domain.authorship import Authors
from app.domain.days import long_day
from app.domain.look_back import look_back_window
from app.domain.returns import Answer, Form
from app.domain.tool import (
    AnswerKind,
    AuditTool,
    Condition,
    LookBack,
    Option,
    Question,
    Subject,
)
from app.reports.wording import has_number, listed, plural


@dataclass(frozen=True)
class Standing:
    """Whether a form is a draft, with a colleague or sealed, and as which revision.

    ``reason`` says why it was reopened, ``authors`` who wrote what before it was handed over.
    """

    revision: int = 1
    sealed: bool = False
    on: date | None = None
    reason: str = ""
    handed_over: bool = False
    authors: Authors = field(default_factory=dict)

    @property
    def words(self) -> str:
        """ "Revision 2, sealed 1 February 2018", "Draft, not sealed"."""
        if self.handed_over:
            return "Handed over to a colleague, not sealed"
        if not self.sealed:
            which = f" of revision {self.revision}" if self.revision > 1 else ""
            return f"Draft{which}, not sealed"
        when = f" {long_day(self.on)}" if self.on else ""
        return f"Revision {self.revision}, sealed{when}"


DRAFT = Standing()


@dataclass(frozen=True)
class Sheet:
    """What one form is printed from. Without a form it is blank."""

    audit: Audit
    agency: Agency | None
    case: Case | None
    form: Form | None
    standing: Standing = DRAFT
    printed: date | None = None

    @property
    def tool(self) -> AuditTool:
        """The questionnaire."""
        return self.audit.tool


def case_words(case: Case) -> str:
    """ "Case B · JS"."""
    label = case.label.strip()
    name = label if label.lower().startswith("case") else f"Case {label}"
    return " · ".join(part for part in (name, case.initials) if part)


def about_whom(subject: Subject) -> str:
    """The subject in a sentence."""
    return {
        Subject.CHILD: "the child",
        Subject.FAMILY: "the family",
        Subject.ORGANISATION: "the organisation",
    }[subject]


def not_known(subject: Subject) -> str:
    """What a nil return says."""
    return {
        Subject.CHILD: "Neither the child nor the parents are known to the agency.",
        Subject.FAMILY: "The family is not known to the agency.",
        Subject.ORGANISATION: "This does not apply to the organisation.",
    }[subject]


def number_of(question: Question) -> str:
    """ "Q6"; nothing for a judgement or a question whose id is only for the program."""
    return "" if question.judgement or not has_number(question) else question.id


def only_if(tool: AuditTool, condition: Condition) -> str:
    """When something is asked, for people with paper: "Only if the answer to Q10 is “No”"."""
    question = tool.questions.get(condition.question)
    if question is None:
        return f"Only if {condition.question} was answered"
    scale = tool.scale(question)
    options = [scale.option(option_id) for option_id in condition.any_of]
    labels = listed((f"“{option.label}”" for option in options if option), "or")
    follows = any(question in other.follow_ups for other in tool.questions.values())
    name = f"“{question.text}”" if follows else number_of(question) or f"“{question.text}”"
    if question.answer is AnswerKind.SEVERAL:
        return f"Only if {labels} is ticked at {name}"
    return f"Only if the answer to {name} is {labels}"


def looks_back(tool: AuditTool) -> bool:
    """Whether any part of the tool looks at a window of the agency's involvement."""
    return tool.look_back is not None or any(section.look_back for section in tool.sections)


def window_words(rule: LookBack, audit: Audit, involved: date | None) -> str:
    """ "22 July 2017 to 22 January 2018 (6 months)"; the rule alone without an involvement."""
    months = plural(rule.months, "month")
    if involved is None:
        return f"The last {months} of the agency’s involvement"
    window = look_back_window(rule, audit.opened, involved)
    return f"{long_day(window.start)} to {long_day(window.end)} ({months})"


def asks_people(tool: AuditTool) -> bool:
    """Whether any question is answered for each person."""
    return any(question.per_person for question in tool.questions.values())


def chosen(tool: AuditTool, question: Question, answer: Answer) -> list[Option]:
    """The options that were chosen, as far as the scale knows them."""
    scale = tool.scale(question)
    return [option for one in answer.options if (option := scale.option(one))]


def answered(tool: AuditTool, question: Question, answer: Answer) -> str:
    """A choice, a number or a date in words; nothing for a text, which stands by itself."""
    if question.answer is AnswerKind.NUMBER and answer.number is not None:
        return f"{number_words(answer.number)} {question.unit}".strip()
    if question.answer is AnswerKind.DATE and answer.day is not None:
        return long_day(answer.day)
    return ", ".join(option.label for option in chosen(tool, question, answer))


def number_words(number: float) -> str:
    """A number as a person writes it, however large."""
    return f"{number:.6f}".rstrip("0").rstrip(".")
