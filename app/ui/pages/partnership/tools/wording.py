"""The words of the library and of the editor. Without Qt."""

from __future__ import annotations

from app.domain.tool import (
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    Condition,
    Meaning,
    Question,
    Scale,
    Subject,
)
from app.domain.tool_sound import CHOSEN, called, in_order
from app.reports.wording import plural
from app.services.tool_library import OnShelf

KINDS = {
    AnswerKind.CHOICE: "One choice of a scale",
    AnswerKind.SEVERAL: "Several choices of a scale",
    AnswerKind.MATRIX: "Each part on a scale",
    AnswerKind.NUMBER: "A number",
    AnswerKind.DATE: "A date",
    AnswerKind.SHORT_TEXT: "A short text",
    AnswerKind.LONG_TEXT: "A long text",
    AnswerKind.COLUMNS: "A text for each part",
}
MEANS = {
    Meaning.GOOD: "Good",
    Meaning.BAD: "Bad",
    Meaning.NEUTRAL: "Neither good nor bad",
    Meaning.NOT_APPLICABLE: "Not applicable",
}
ASKS = {
    Asks.NOTHING: "Nothing more",
    Asks.COMMENT: "A comment",
    Asks.REASON: "A reason",
}
COMMENTS = {
    CommentRule.NONE: "No comment",
    CommentRule.OPTIONAL: "A comment, if one likes",
    CommentRule.EXPECTED: "A comment is expected",
    CommentRule.REQUIRED: "A comment is required",
}
COUNTS = {
    "": "As usual (all but “not applicable”)",
    "yes": "Counts in the share",
    "no": "Does not count",
}
SUBJECTS = {
    Subject.CHILD: "A child",
    Subject.FAMILY: "A family",
    Subject.ORGANISATION: "An organisation",
}


def used_by(audits: tuple[str, ...]) -> str:
    """ "used by CE-CSA-2018"; nothing where no audit uses it."""
    if len(audits) > 2:
        return f"used by {len(audits)} audits"
    return f"used by {' and '.join(audits)}" if audits else ""


def shelf_line(shelf: OnShelf) -> str:
    """Theme, version, questions and where a tool is from, in a line."""
    words = [shelf.theme, f"version {shelf.name.version}", plural(shelf.questions, "question")]
    if not shelf.shipped:
        words.append(shelf.origin)
    return " · ".join(word for word in (*words, used_by(shelf.audits)) if word)


def scale_names(tool: AuditTool) -> list[tuple[str, str]]:
    """The scales by name; of those with the same name, it is said how they differ."""
    names = [scale.label for scale in tool.scales]
    return [
        (scale.id, scale.label if names.count(scale.label) == 1 else _told_apart(scale))
        for scale in tool.scales
    ]


def _told_apart(scale: Scale) -> str:
    ends = {option.means for option in scale.options} & {Meaning.GOOD, Meaning.BAD}
    return f"{scale.label}, {'good and bad' if ends else 'neither good nor bad'}"


def or_words(words: list[str]) -> str:
    """ "Yes, Partly or No"."""
    return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def when_words(tool: AuditTool, when: Condition | None) -> str:
    """ "Only if Q5 is Yes or Partly"; "Always" without a condition."""
    if when is None:
        return "Always"
    question = tool.questions.get(when.question)
    if question is None:
        return f"Only if {when.question} has a certain answer"
    options = [option.label for option in tool.scale(question).options if option.id in when.any_of]
    return f"Only if {called(question)} is {or_words(options)}"


def may_be_asked_about(tool: AuditTool, place: str, *, section: bool) -> tuple[Question, ...]:
    """The questions on which it may depend whether a question or a section is asked: those before
    it, of a follow-up only its question's own.
    """
    found: list[Question] = []
    for in_section, question, parent in in_order(tool):
        if in_section.id == place if section else question.id == place:
            if parent is not None:
                family = {parent.id, *(follow_up.id for follow_up in parent.follow_ups)}
                found = [each for each in found if each.id in family]
            break
        if question.answer in CHOSEN and not question.per_person and not question.retired:
            found.append(question)
    return tuple(found)
