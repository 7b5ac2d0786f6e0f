"""What the cells beside an XLSForm's question say: required, limits, comment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.tool import AnswerKind, CommentRule
from app.toolfiles.reading import quoted
from app.toolfiles.xlsform_choices import (
    LOOKS,
    PIPED,
    PLAIN,
    ChoiceList,
    has_marks,
    plain_text,
    refers,
)
from app.toolfiles.xlsform_columns import OWN, SURVEY, NotCarried, Row
from app.toolfiles.xlsform_expressions import Bounds, alone_text, read_bounds
from app.toolfiles.xlsform_survey import Kind, Node

CHOSEN = frozenset((AnswerKind.CHOICE, AnswerKind.SEVERAL))
NO_CONSTRAINT = "Of limits, only a range of numbers is known"
YES = frozenset(("yes", "true", "true()"))
_NO = frozenset(("", "no", "false", "false()"))
_NUMBERS = frozenset((Kind.WHOLE, Kind.NUMBER, Kind.RANGE))
_PARAMETER = re.compile(r"\b(start|end|step)\s*=\s*(-?\d+(?:\.\d+)?)(?=[\s,;]|$)")


@dataclass
class Cells:
    """Reads single cells, and keeps the list of what has no place."""

    own: bool
    lost: list[NotCarried] = field(default_factory=list, kw_only=True)

    def comment_rule(self, row: Row, kind: AnswerKind) -> CommentRule:
        """Whether a comment is asked for beside the answer."""
        word = row.word(f"{OWN}comment").lower()
        if word in list(CommentRule):
            rule = CommentRule(word)
            if rule is CommentRule.REQUIRED and kind not in CHOSEN:
                self.lose(row, "A comment that is required", "Only beside a choice it can be")
                return CommentRule.EXPECTED
            return rule
        if kind in CHOSEN or kind is AnswerKind.MATRIX:
            return CommentRule.EXPECTED if self.own else CommentRule.OPTIONAL
        return CommentRule.NONE

    def required(self, row: Row) -> bool:
        """Whether an answer is required; a condition for that can't be carried over."""
        word = row.word(f"{OWN}required").lower()
        if word in {"yes", "no"}:
            return word == "yes"
        if row.word("type").lower().startswith("begin"):
            return True
        given = row.word("required").lower()
        if given not in YES | _NO:
            what = f"required: {quoted(row.word('required'))}"
            self.lose(row, what, "A question must be answered always, or never has to be")
        return given in YES

    def reported(self, row: Row, choices: ChoiceList | None) -> str:
        """The choice whose share is printed."""
        given = row.word(f"{OWN}reported")
        if not given:
            return ""
        if choices is not None and choices.scale.option(given):
            return given
        self.lose(row, f"The share of {quoted(given)}", "That is no choice of the question")
        return ""

    def bounds(self, node: Node, choices: ChoiceList | None) -> Bounds:
        """The least and the greatest number that is taken."""
        constraint = node.row.word("constraint")
        bounds = self._range(node)
        if not constraint:
            return bounds
        if node.kind in _NUMBERS:
            found = read_bounds(constraint, whole=node.kind is Kind.WHOLE)
            if found:
                return found
        alone = [one.id for one in choices.scale.options if one.exclusive] if choices else []
        if not alone or constraint != alone_text(alone):
            self.lose(node.row, f"constraint: {quoted(constraint)}", NO_CONSTRAINT)
        return bounds

    def _range(self, node: Node) -> Bounds:
        parameters = node.row.word("parameters").lower()
        known = dict(_PARAMETER.findall(parameters)) if node.kind is Kind.RANGE else {}
        unknown = _PARAMETER.sub("", parameters) if known else parameters
        if unknown.strip(" ,;"):
            what = f"parameters: {quoted(unknown.strip(' ,;'))}"
            self.lose(node.row, what, "An audit tool has no place for it")
        if node.kind is not Kind.RANGE:
            return Bounds()
        if known.get("step", "1") != "1":
            why = "Every number in the range can be given"
            self.lose(node.row, f"Steps of {known['step']}", why)
        low, high = float(known.get("start", 0)), float(known.get("end", 10))
        return Bounds(min(low, high), max(low, high))

    def shown(self, row: Row, column: str) -> str:
        """The text of a cell: as it is in an own file, else without marks."""
        text = row.text(column)
        if self.own or not text:
            return text
        if has_marks(text):
            self.lost.append(NotCarried(SURVEY, 0, LOOKS, PLAIN))
        if refers(text):
            self.lose(row, f"An earlier answer within the {column}", PIPED)
        return plain_text(text)

    def lose(self, row: Row, what: str, why: str) -> None:
        """List something that is not carried over."""
        self.lost.append(NotCarried(SURVEY, row.number, what, why))
