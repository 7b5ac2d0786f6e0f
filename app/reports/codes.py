"""Letters for answers, so that a whole case fits on one page; each is explained in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.returns import Form
from app.domain.rules import item_key
from app.domain.tool import AnswerKind, AuditTool, Meaning, Option, Question
from app.reports.document import LetterCell
from app.reports.wording import best_first, listed

NOT_ASKED = LetterCell("–", quiet=True)
_GRIDDED = {AnswerKind.CHOICE, AnswerKind.MATRIX}


def is_gridded(question: Question) -> bool:
    """Whether a question's answer can stand in the grid as a letter."""
    return question.answer in _GRIDDED


def codes(tool: AuditTool) -> dict[str, str]:
    """A short code for each label of the tool's scales: "NA" for "Not applicable"."""
    found: dict[str, str] = {}
    for option in _options(tool):
        if option.label not in found:
            taken = set(found.values())
            found[option.label] = next(c for c in _candidates(option.label) if c not in taken)
    return found


def legend_words(tool: AuditTool, known: Mapping[str, str]) -> str:
    """What the codes mean, in a line."""
    marked = {option.label for option in _options(tool) if option.means is Meaning.BAD}
    words = [f"{code} = {label}" for label, code in known.items()]
    words.append(f"{NOT_ASKED.code} = not asked")
    if any(q.per_person or q.answer is AnswerKind.MATRIX for q in tool.questions.values()):
        words.append("+ = several answers that differ, of which the weakest is shown")
    line = "  ·  ".join(words)
    return f"{line}. On a tint: {listed(sorted(marked))}." if marked else f"{line}."


def answer_cell(
    tool: AuditTool, known: Mapping[str, str], form: Form, question: Question
) -> LetterCell:
    """The answer to a question as a code; of several that differ the weakest, with a plus."""
    scale = tool.scale(question)
    keys = [item_key(question.id)]
    if question.answer is AnswerKind.MATRIX:
        keys = [item_key(question.id, part.id) for part in question.parts]
    if question.per_person:
        keys = [f"{key}@{person.id}" for key in keys for person in form.people]
    chosen = {form.answer(key).option for key in keys}
    options = [option for option in best_first(scale) if option.id in chosen]
    if not options:
        return NOT_ASKED
    applying = [o for o in options if o.means is not Meaning.NOT_APPLICABLE] or options
    return option_cell(known, applying[-1], more=len(options) > 1)


def option_cell(known: Mapping[str, str], option: Option, *, more: bool = False) -> LetterCell:
    """An option as a cell."""
    return LetterCell(
        known.get(option.label, "?") + ("+" if more else ""),
        marked=option.means is Meaning.BAD,
        quiet=option.means is Meaning.NOT_APPLICABLE,
    )


def _options(tool: AuditTool) -> Iterator[Option]:
    for question in tool.questions.values():
        if is_gridded(question):
            yield from tool.scale(question).options


def _candidates(label: str) -> Iterator[str]:
    """Initials, then longer and longer beginnings, then numbered: one of them is free."""
    words = ["".join(ch for ch in word if ch.isalnum()) for word in label.split()]
    words = [word for word in words if word]
    if words:
        if words[0].isdigit():
            yield words[0]
        yield "".join(word[0] for word in words)[:3].upper()
        joined = "".join(words)
        for length in range(2, min(5, len(joined)) + 1):
            yield joined[:length].capitalize()
    number = 1
    while True:
        yield f"#{number}"
        number += 1
