"""The answers of a return, as the pages of the partnership's desk show them."""

from __future__ import annotations

from app.domain.returns import Answer
from app.domain.rules import Item, asked_items
from app.domain.tool import LONG_TEXTS, AnswerKind, AuditTool, Meaning, Section
from app.reports.content import answer_words
from app.ui.pages.partnership.reading import OneReturn
from app.ui.theme.tokens import Tone, Weight
from app.ui.widgets.icon_view import IconLine

TEXTS = LONG_TEXTS | {AnswerKind.SHORT_TEXT}
"""Kinds of answers that are written, not chosen."""

_MEANS = {
    Meaning.GOOD: ("check", Tone.GOOD),
    Meaning.BAD: ("attention", Tone.ATTENTION),
    Meaning.NEUTRAL: ("circle", Tone.TEXT),
    Meaning.NOT_APPLICABLE: ("dash", Tone.SECONDARY),
}


def answer_line(tool: AuditTool, item: Item, answer: Answer) -> IconLine:
    """An answer in words, with the icon of the end of the scale that it stands at."""
    words = answer_words(tool, item.question, answer)
    option = tool.scale(item.question).option(answer.option)
    icon, tone = _MEANS[option.means] if option else ("circle", Tone.TEXT)
    return IconLine(icon, words, tone, weight=Weight.STRONG)


def answered_sections(one: OneReturn) -> list[tuple[Section, list[Item]]]:
    """The places that have an answer, by section."""
    form = one.received.form
    found: dict[str, tuple[Section, list[Item]]] = {}
    for item in asked_items(one.audit.tool, form):
        if not form.answer(item.key).is_empty:
            found.setdefault(item.section.id, (item.section, []))[1].append(item)
    return list(found.values())
