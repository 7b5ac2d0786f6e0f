"""What an audit tool must be, whatever is done to it: as sentences for the person who edits it.

Files are checked by ``toolfiles.checks`` with the place in the file; an edit is refused here, in
the words of the editor. What either lets pass, the other does too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.tool import (
    AnswerKind,
    AuditTool,
    CommentRule,
    Condition,
    LookBack,
    Option,
    Question,
    Scale,
    Section,
)

MOST_QUESTIONS = 500
MOST_IN_A_LIST = 200
LONGEST_LINE = 300
LONGEST_TEXT = 20_000
MOST_MONTHS = 120

ON_A_SCALE = frozenset({AnswerKind.CHOICE, AnswerKind.SEVERAL, AnswerKind.MATRIX})
OF_PARTS = frozenset({AnswerKind.MATRIX, AnswerKind.COLUMNS})
WITH_PARTS = OF_PARTS | {AnswerKind.CHOICE}
# A condition looks at the answer to a question as a whole; a matrix has none of its own.
CHOSEN = frozenset({AnswerKind.CHOICE, AnswerKind.SEVERAL})
_NUMBERED = re.compile(r"[A-Za-z]{0,3}\d+[a-z]?")


def called(question: Question) -> str:
    """How a question is called in a sentence: "Q5", or its short name."""
    if _NUMBERED.fullmatch(question.id):
        return question.id
    return f"“{question.name}”"


def unsound(tool: AuditTool) -> str:
    """The first thing that an audit tool can't be, as a sentence; nothing where all is well."""
    return next(_faults(tool), "")


def is_gone(section: Section) -> bool:
    """Whether a section is retired: none of its questions is asked any more."""
    return all(question.retired for question in section.questions)


def in_order(tool: AuditTool) -> Iterator[tuple[Section, Question, Question | None]]:
    """Every question as it is asked, with its section and the question that it follows up."""
    for section in tool.sections:
        for question in section.questions:
            yield section, question, None
            for follow_up in question.follow_ups:
                yield section, follow_up, question


def _faults(tool: AuditTool) -> Iterator[str]:
    yield from _line(tool.title, "The audit tool needs a title.", "The title")
    yield from _line(tool.theme, "The audit tool needs a theme.", "The theme")
    yield from _line(tool.comment_prompt, "", "What comments are asked with")
    yield from _texts("A guidance note", *tool.guidance, tool.source, tool.thanks)
    yield from _look_back(tool.look_back)
    for scale in tool.scales:
        yield from _scale_faults(scale)
    if not tool.sections:
        yield "An audit tool needs at least one section."
    if max(len(tool.sections), len(tool.scales)) > MOST_IN_A_LIST:
        yield f"An audit tool holds at most {MOST_IN_A_LIST} sections and as many scales."
    for section in tool.sections:
        yield from _section_faults(section)
    if len(tool.questions) > MOST_QUESTIONS:
        yield f"An audit tool holds at most {MOST_QUESTIONS} questions."
    for _section, question, _parent in in_order(tool):
        yield from _question_faults(tool, question)
    yield from _condition_faults(tool)


def _section_faults(section: Section) -> Iterator[str]:
    yield from _line(section.title, "A section needs a title.", "The title of a section")
    yield from _texts("The text of a section", section.introduction, *section.prompts)
    yield from _look_back(section.look_back)
    if not section.questions:
        yield f"The section “{section.title}” needs at least one question."


def _scale_faults(scale: Scale) -> Iterator[str]:
    yield from _line(scale.label, "A scale needs a name.", "The name of a scale")
    if not scale.options:
        yield f"The scale “{scale.label}” needs at least one option."
    if len(scale.options) > MOST_IN_A_LIST:
        yield f"A scale holds at most {MOST_IN_A_LIST} options."
    keys: set[str] = set()
    for option in scale.options:
        yield from _option_faults(option)
        if option.key and option.key.upper() in keys:
            yield f"The key {option.key.upper()} belongs to another option of this scale."
        keys.add(option.key.upper())


def _option_faults(option: Option) -> Iterator[str]:
    yield from _line(option.label, "An option needs a name.", "The name of an option")
    yield from _line(option.prompt, "", "What is asked beside an option")
    yield from _texts("A definition", option.definition)
    key = option.key
    if key and not (len(key) == 1 and key.isascii() and key.isalnum()):
        yield "A key is one letter or digit, such as Y."


def _question_faults(tool: AuditTool, question: Question) -> Iterator[str]:
    name = called(question)
    if not question.text.strip():
        yield "A question needs its words."
    yield from _texts("A question", question.text, question.guidance)
    yield from _line(question.short, "", "The short name")
    yield from _line(question.prompt, "", "What the comment is asked with")
    yield from _line(question.unit, "", "The unit")
    scale = next((scale for scale in tool.scales if scale.id == question.scale), None)
    if question.answer in ON_A_SCALE:
        if scale is None:
            yield f"{name} needs a scale."
        elif question.reported and scale.option(question.reported) is None:
            yield f"{name} reports the share of an option that its scale would not have."
    elif question.scale or question.reported:
        yield f"{name} is not answered on a scale."
    yield from _part_faults(question)
    if question.judgement and question.answer is not AnswerKind.CHOICE:
        yield f"{name} is a judgement, and a judgement is one choice of a scale."
    if question.comment is CommentRule.REQUIRED and question.answer not in CHOSEN:
        yield f"{name}: a comment can be required only beside a choice."
    low, high = question.minimum, question.maximum
    if question.answer is not AnswerKind.NUMBER and (low is not None or high is not None):
        yield f"{name} is not answered with a number."
    if low is not None and high is not None and low > high:
        yield f"{name}: the least number is larger than the greatest."


def _part_faults(question: Question) -> Iterator[str]:
    name = called(question)
    if question.answer in OF_PARTS and not question.parts:
        yield f"{name} is answered part by part, so it needs at least one part."
    if question.parts and question.answer not in WITH_PARTS:
        yield f"{name} can’t have parts."
    if len(question.parts) > MOST_IN_A_LIST:
        yield f"A question has at most {MOST_IN_A_LIST} parts."
    for part in question.parts:
        if not part.text.strip():
            yield "A part needs its words."
        yield from _texts("A part", part.text)


def _condition_faults(tool: AuditTool) -> Iterator[str]:
    """A condition looks back only: the form is filled in from the first page to the last."""
    asked = list(in_order(tool))
    order = {question.id: at for at, (_section, question, _parent) in enumerate(asked)}
    for section in tool.sections:
        if section.when and section.questions:
            who = f"The section “{section.title}”"
            here = order[section.questions[0].id]
            yield from _one_condition(tool, who, section.when, order, here, gone=is_gone(section))
    for at, (_section, question, parent) in enumerate(asked):
        if question.when is None:
            continue
        gone = question.retired or (parent is not None and parent.retired)
        who = called(question)
        yield from _one_condition(tool, who, question.when, order, at, gone=gone)
        if parent and question.when.question not in {
            parent.id,
            *(follow_up.id for follow_up in parent.follow_ups),
        }:
            yield f"{who} follows {called(parent)} up, so it can depend on that question only."


def _one_condition(
    tool: AuditTool,
    who: str,
    condition: Condition,
    order: dict[str, int],
    here: int,
    *,
    gone: bool,
) -> Iterator[str]:
    change = f"Change first when {who.replace('The section', 'the section', 1)} is asked."
    question = tool.questions.get(condition.question)
    if question is None:
        yield f"{who} depends on a question that would be gone. {change}"
        return
    name = called(question)
    if order[question.id] >= here:
        yield f"{who} depends on {name}, so {name} must come before it."
    if question.answer not in CHOSEN:
        yield f"{who} depends on the choice made in {name}. {change}"
        return
    if question.per_person:
        yield f"{who} depends on {name}, so {name} can’t be asked about each person."
    if question.retired and not gone:
        yield f"{who} depends on {name}, which would not be asked any more. {change}"
    scale = tool.scale(question)
    if not condition.any_of or len(condition.any_of) > len(scale.options):
        yield f"{who} depends on {name}: choose at least one of its answers."
    if any(scale.option(option) is None for option in condition.any_of):
        yield f"{who} depends on an answer to {name} that would be gone. {change}"


def _look_back(rule: LookBack | None) -> Iterator[str]:
    if rule and not 1 <= rule.months <= MOST_MONTHS:
        yield f"Agencies look back from 1 to {MOST_MONTHS} months."


def _line(text: str, missing: str, name: str) -> Iterator[str]:
    if missing and not text.strip():
        yield missing
    if "\n" in text or len(text) > LONGEST_LINE:
        yield f"{name} is one line of at most {LONGEST_LINE} characters."


def _texts(name: str, *texts: str) -> Iterator[str]:
    if any(len(text) > LONGEST_TEXT for text in texts):
        yield f"{name} has at most {LONGEST_TEXT:,} characters."
