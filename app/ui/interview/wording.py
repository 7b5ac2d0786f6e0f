"""The words of the interview, made from the tool and the form. Without Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from app.anonymity import InForm
from app.domain.audits import Agency, Audit, Case
from app.domain.days import MONTHS, long_day
from app.domain.interview import Step
from app.domain.look_back import look_back_window
from app.domain.returns import Answer, Form
from app.domain.rules import Item, Problem, question_id_of
from app.domain.tool import (
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    LookBack,
    Option,
    Question,
    Subject,
)
from app.ui.widgets.plain import one_line

_NUMBERED = re.compile(r"[A-Za-z]{0,2}\d+[a-z]?")
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,6})?")
_COMMENTED = {AnswerKind.CHOICE, AnswerKind.SEVERAL, AnswerKind.NUMBER, AnswerKind.DATE}


def short_day(day: date) -> str:
    """ "22 Nov 2017"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def due_words(due: date, today: date) -> str:
    """ "due in 9 days, 9 February 2018"."""
    days = (due - today).days
    if days < 0:
        late = "1 day" if days == -1 else f"{-days} days"
        return f"{late} overdue, was due {long_day(due)}"
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return f"due {when}, {long_day(due)}"


def reason_words(revision: int, reason: str) -> str:
    """ "Revision 2: A mistake in an answer"; nothing for a return that was not reopened."""
    return f"Revision {revision}: {reason.strip()}" if reason.strip() else ""


def case_title(case: Case) -> str:
    """ "Case B · JS"."""
    return " · ".join(part for part in (f"Case {case.label}", case.initials) if part)


def case_name(case: Case) -> str:
    """ "Case B", or the initials where the case list has no letters."""
    return f"Case {case.label}" if case.label else case.initials


def proxy_words(agency: Agency) -> str:
    """Whose form it is and who fills it in, where that is another agency; else nothing."""
    return f"{agency.name}, filled in by {agency.proxy}" if agency.proxy else ""


def months(count: int) -> str:
    """ "6 months"."""
    return "1 month" if count == 1 else f"{count} months"


def case_line(audit: Audit, case: Case, form: Form, own: LookBack | None = None) -> str:
    """ "UIN CE-0417 · 6 months to 22 Nov 2017"; the window once the involvement is known.

    ``own`` is that of a section which looks back further, or less far, than the form.
    """
    line = f"UIN {case.uin}"
    rule = own or audit.tool.look_back
    if rule is None or form.last_involvement is None:
        return line
    window = look_back_window(rule, audit.opened, form.last_involvement)
    return f"{line} · {months(rule.months)} to {short_day(window.end)}"


def look_back_sentence(rule: LookBack, opened: date, involved: date | None) -> str:
    """Which days to look at, with dates, and why these."""
    if involved is None:
        return (
            f"You look back over the last {months(rule.months)} of your agency’s involvement. "
            "Enter its last day, and the dates are worked out for you."
        )
    window = look_back_window(rule, opened, involved)
    days = f"from {long_day(window.start)} to {long_day(window.end)}"
    if involved < opened:
        return (
            f"Look at the {months(rule.months)} {days}: "
            f"they end with your agency’s last involvement."
        )
    return (
        f"Look at the {months(rule.months)} {days}: "
        "your agency was still involved when the audit was opened."
    )


def about_whom(subject: Subject) -> str:
    """The subject in a sentence: "the child"."""
    return {
        Subject.CHILD: "the child",
        Subject.FAMILY: "the family",
        Subject.ORGANISATION: "your organisation",
    }[subject]


def lead(question: Question) -> str:
    """What stands before a question in the list of steps: "Q6"; nothing for a judgement."""
    if question.judgement or not _NUMBERED.fullmatch(question.id):
        return ""
    return question.id


def step_title(step: Step) -> str:
    """The few words of a step in the list of steps."""
    if step.is_judgement and step.of:
        return "Judgement"
    return step.title


def caption(step: Step, steps: Sequence[Step]) -> str:
    """Where one is: "Quality assurance · question 6 of 16"; ``steps`` is the whole way now."""
    if step.section is None:
        return ""
    step = next((each for each in steps if each.id == step.id), step)
    title = step.section.title if step.section else ""
    if step.is_judgement:
        return f"{title} · judgement" if step.of else title
    return f"{title} · question {step.position} of {step.of}" if step.of > 1 else title


def chosen(tool: AuditTool, question: Question, answer: Answer) -> tuple[Option, ...]:
    """The options that were chosen; unknown ids are left out."""
    scale = tool.scale(question)
    found = (scale.option(option_id) for option_id in answer.options)
    return tuple(option for option in found if option is not None)


def has_comment(tool: AuditTool, question: Question, answer: Answer) -> bool:
    """Whether there is room for a comment beside an answer.

    A comment that is there is always shown: it would be sealed with the answer.
    """
    if question.answer not in _COMMENTED:
        return False
    asked = any(o.asks is not Asks.NOTHING for o in chosen(tool, question, answer))
    return asked or question.comment is not CommentRule.NONE or bool(answer.comment)


def comment_prompt(tool: AuditTool, question: Question, answer: Answer) -> str:
    """What the comment is asked with: the option's own prompt before the question's."""
    options = chosen(tool, question, answer)
    for option in options:
        if option.prompt:
            return option.prompt
        if option.asks is Asks.REASON:
            return f"Why is the answer “{option.label}”?"
    prompt = question.prompt or tool.comment_prompt or "Comment"
    asked = any(option.asks is Asks.COMMENT for option in options)
    return (
        f"{prompt} (optional)" if question.comment is CommentRule.OPTIONAL and not asked else prompt
    )


def number_of(text: str) -> float | None:
    """The number in a text, or None."""
    plain = text.strip().replace(",", "")
    return float(plain) if _PLAIN_NUMBER.fullmatch(plain) else None


def number_text(number: float | None) -> str:
    """A number as a person writes it."""
    if number is None:
        return ""
    return str(int(number)) if number == int(number) else f"{number:.6f}".rstrip("0")


def number_problem(question: Question, text: str) -> str:
    """What is wrong with a number that was typed; nothing where there is none."""
    if not text.strip():
        return ""
    number = number_of(text)
    if number is None:
        return "Enter a number, such as 12."
    low, high = question.minimum, question.maximum
    if low is not None and number < low:
        return f"Enter {low:g} or more."
    if high is not None and number > high:
        return f"Enter {high:g} or less."
    return ""


def answer_words(tool: AuditTool, item: Item, answer: Answer) -> str:
    """An answer as it is read back; nothing where there is none."""
    question = item.question
    if item.is_choice:
        return ", ".join(option.label for option in chosen(tool, question, answer))
    if question.answer is AnswerKind.NUMBER and answer.number is not None:
        return f"{number_text(answer.number)} {question.unit}".strip()
    if question.answer is AnswerKind.DATE and answer.day is not None:
        return long_day(answer.day)
    return answer.text.strip()


def found_words(tool: AuditTool, each: InForm, *, surely: bool) -> str:
    """What the guard found, and where, in a list of all: "Q6: “PK” may identify somebody"."""
    question = tool.questions.get(question_id_of(each.place))
    where = "The people" if question is None else lead(question) or f"“{question.name}”"
    does = "identifies somebody" if surely else "may identify somebody"
    sentence = f"{where}: “{one_line(each.finding.text)}” {does}"
    return named(tool, Problem(each.place, sentence))


def item_words(item: Item) -> str:
    """What was asked at one place, as it is read back."""
    text = item.part.text if item.part is not None else item.question.text
    return f"{text} ({item.person.role})" if item.person is not None else text


def new_person_id(form: Form) -> str:
    """An id that neither a person nor an answer of the form has or had."""
    used = {person.id for person in form.people}
    used |= {key.split("@", 1)[1] for key in form.answers if "@" in key}
    return next(name for number in range(1, len(used) + 2) if (name := f"p{number}") not in used)


def named(tool: AuditTool, problem: Problem) -> str:
    """A problem in a list of all, where "Answer Q7" alone would say too little."""
    question = tool.questions.get(question_id_of(problem.key))
    if question is None or question.name in problem.sentence:
        return problem.sentence
    return f"{problem.sentence} ({question.name})" if question.short else problem.sentence
