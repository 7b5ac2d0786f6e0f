"""The rows of one section of an XLSForm as questions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from app.domain.tool import (
    AnswerKind,
    Condition,
    Option,
    Part,
    Question,
    Scale,
)
from app.toolfiles.checks import TAKEN
from app.toolfiles.reading import quoted
from app.toolfiles.xlsform_cells import CHOSEN, NO_CONSTRAINT, YES, Cells
from app.toolfiles.xlsform_choices import (
    ChoiceList,
    fit_id,
    one_line,
)
from app.toolfiles.xlsform_columns import OWN, Role, Row
from app.toolfiles.xlsform_expressions import (
    NEVER,
    read_condition,
)
from app.toolfiles.xlsform_survey import Kind, Node

_ANSWERS = {
    Kind.ONE: AnswerKind.CHOICE,
    Kind.TICK: AnswerKind.CHOICE,
    Kind.SEVERAL: AnswerKind.SEVERAL,
    Kind.WHOLE: AnswerKind.NUMBER,
    Kind.NUMBER: AnswerKind.NUMBER,
    Kind.RANGE: AnswerKind.NUMBER,
    Kind.DATE: AnswerKind.DATE,
    Kind.TEXT: AnswerKind.SHORT_TEXT,
}
_PEOPLE = re.compile(
    r"person|people|member|famil|parent|carer|caregiver|sibling|relative|child|adult|household",
    re.IGNORECASE,
)
_CONFIRMED = ChoiceList(
    Scale("confirmed", "Confirmed", (Option("confirmed", "Confirmed"),)),
    {"OK": "confirmed", "confirmed": "confirmed"},
    0,
)


@dataclass
class _Draft:
    """A question that may still get parts and follow-ups."""

    question: Question
    choices: ChoiceList | None = None
    follow_ups: list[_Draft] = field(default_factory=list)

    def done(self) -> Question:
        return replace(self.question, follow_ups=tuple(one.done() for one in self.follow_ups))


@dataclass
class Asked:
    """What the rows of one section ask."""

    introduction: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    waiting: list[tuple[Row, str]] = field(default_factory=list)
    """Notes that explain the question after them."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, with their parts and follow-ups."""
        return tuple(draft.done() for draft in self.drafts)


@dataclass
class Questions(Cells):
    """All questions so far, so that a condition can find the one it rests on."""

    lists: dict[str, ChoiceList]
    comment_prompt: str = ""
    made: dict[str, ChoiceList] = field(default_factory=dict)
    _named: dict[str, _Draft] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _rows: dict[str, Row] = field(default_factory=dict)

    def read(self, nodes: list[Node]) -> Asked:
        """The questions of a section, in their order."""
        asked = Asked()
        self._walk(nodes, asked, [], per_person=False)
        for row, _ in asked.waiting:
            self.lose(row, "A note after the last question of a group", "A note needs a question")
        return asked

    def label(self, row: Row) -> str:
        """The text of a row."""
        return self.shown(row, "label")

    def condition(self, row: Row, expression: str | None = None) -> Condition | None:
        """The condition of a row, if it has one that a tool can hold."""
        text = row.word("relevant") if expression is None else expression
        if not text or text.lower() in {"true()", "yes"}:
            return None
        read = read_condition(text)
        if read is None:
            self._no_condition(row, text, "Only “this question has that answer” is known")
            return None
        target = self._named.get(read.name)
        if target is None:
            why = "It rests on nothing that was carried over and is asked earlier"
            self._no_condition(row, text, why)
            return None
        question, choices = target.question, target.choices
        if question.answer not in CHOSEN or choices is None or question.per_person:
            why = "It rests on a question that is not a choice, or is asked for each person"
            self._no_condition(row, text, why)
            return None
        if any(choice not in choices.ids for choice in read.choices):
            self._no_condition(row, text, "It names a choice that is not in the list")
            return None
        ids = dict.fromkeys(choices.ids[choice] for choice in read.choices)
        return Condition(question.id, tuple(ids))

    def living(self, when: Condition | None, row: Row, *, gone: bool) -> Condition | None:
        """The condition, unless what it is for is asked and what it rests on is not any more."""
        if when is None or gone or not self._is_retired(when.question):
            return when
        why = "It rests on a question that is not asked any more"
        self._no_condition(row, row.word("relevant"), why)
        return None

    def without_dead_conditions(self, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        """The questions of a section, each with a condition that may hold."""
        return tuple(self._with_living(question, gone=question.retired) for question in questions)

    def _with_living(self, question: Question, *, gone: bool) -> Question:
        return replace(
            question,
            when=self.living(question.when, self._rows[question.id], gone=gone),
            follow_ups=tuple(
                self._with_living(one, gone=gone or one.retired) for one in question.follow_ups
            ),
        )

    def _is_retired(self, own: str) -> bool:
        return any(one.question.retired for one in self._named.values() if one.question.id == own)

    def both(self, row: Row, outer: Condition | None, inner: Condition | None) -> Condition | None:
        """The condition of a question in a group that has one too: there is room for one."""
        if outer is not None and inner is not None and outer != inner:
            what = f"The condition of the group, on {quoted(outer.question)}"
            self.lose(row, what, "A question has one condition; its own was kept")
        return inner or outer

    def is_grid(self, node: Node) -> bool:
        """Whether a group is one question with parts."""
        role, rows = node.row.word(f"{OWN}role"), _asked_rows(node)
        looks = set(node.row.word("appearance").split())
        looks |= {look for child in node.children for look in child.row.word("appearance").split()}
        if not rows or any(row.row.word("relevant") for row in rows):
            return False
        if role == Role.COLUMNS:
            return all(row.kind is Kind.TEXT for row in rows)
        same = {(row.kind, row.choices, row.or_other) for row in rows}
        is_table = role == Role.MATRIX or bool(looks & {"table-list", "list-nolabel"})
        return is_table and len(same) == 1 and rows[0].kind is Kind.ONE and not rows[0].or_other

    # --- rows -------------------------------------------------------------------------------------

    def _walk(
        self, nodes: list[Node], asked: Asked, outer: list[Condition], *, per_person: bool
    ) -> None:
        for node in nodes:
            role = node.row.word(f"{OWN}role")
            if role == Role.ROLE:
                continue
            if node.kind is Kind.NOTE:
                self._note(node, role, asked)
            elif node.kind is Kind.REPEAT:
                self._repeat(node, asked, outer)
            elif node.kind is Kind.GROUP and not self.is_grid(node):
                heading = self.label(node.row)
                if heading:
                    why = "A section has no headings within it; the questions are in their order"
                    self.lose(node.row, f"The heading {quoted(heading)}", why)
                own = self.condition(node.row)
                if own and outer and own != outer[-1]:
                    self.both(node.row, outer[-1], own)
                self._walk(node.children, asked, [own] if own else outer, per_person=per_person)
            elif node.kind is Kind.OTHER:
                self.lose(node.row, _named(node), node.why)
            elif role == Role.COMMENT:
                self._comment(node)
            elif role == Role.PART:
                self._part_of(node)
            else:
                self._question(node, asked, outer[-1] if outer else None, per_person=per_person)

    def _note(self, node: Node, role: str, asked: Asked) -> None:
        text = self.label(node.row)
        if node.row.word("relevant"):
            self.lose(node.row, "The condition of a note", "The note is always shown")
        if role == Role.PROMPT:
            asked.prompts.append(text)
        elif role == Role.INTRODUCTION or not asked.drafts:
            asked.introduction.append(text)
        else:
            asked.waiting.append((node.row, text))

    def _repeat(self, node: Node, asked: Asked, outer: list[Condition]) -> None:
        heading = self.label(node.row) or node.name
        count = sum(bool(_ANSWERS.get(one.kind)) for one in _walk(node))
        if node.row.word(f"{OWN}role") == Role.PERSON:
            self._walk(node.children, asked, outer, per_person=True)
        elif _PEOPLE.search(f"{node.name} {heading}"):
            why = "Its questions are asked for each person whom the auditor lists by role"
            self.lose(node.row, f"The repeat {quoted(heading)} as such", why)
            own = self.condition(node.row)
            self._walk(node.children, asked, [own] if own else outer, per_person=True)
        else:
            what = f"The repeat {quoted(heading)} with its questions ({count})"
            why = "Questions are repeated for the people around a child, and for nothing else"
            self.lose(node.row, what, why)

    def _question(
        self, node: Node, asked: Asked, outer: Condition | None, *, per_person: bool
    ) -> None:
        row, choices = node.row, self._choices(node)
        chosen = node.kind in {Kind.ONE, Kind.SEVERAL, Kind.TICK} or self._is_matrix(node)
        if chosen and choices is None:
            return
        role = row.word(f"{OWN}role")
        kind = self._answer(node)
        retired = row.word(f"{OWN}retired").lower() in YES or row.word("relevant") == NEVER
        when = self.condition(row, row.word(f"{OWN}relevant") if retired else None)
        when = self.both(row, outer, when)
        bounds = self.bounds(node, choices)
        text = self.label(row) or self.shown(row, "hint") or node.name
        if not text.strip():
            self.lose(row, "A question without a text", "It has neither a label nor a name")
            return
        question = Question(
            id=self._id(row, text),
            text=text,
            short=one_line(row.text(f"{OWN}short")),
            answer=kind,
            scale=choices.scale.id if choices else "",
            guidance=self._guidance(row, asked),
            comment=self.comment_rule(row, kind),
            prompt=one_line(row.text(f"{OWN}prompt")),
            parts=self._parts(node),
            when=when,
            per_person=per_person,
            judgement=kind is AnswerKind.CHOICE and row.word(f"{OWN}judgement").lower() in YES,
            required=self.required(row),
            reported=self.reported(row, choices),
            minimum=bounds.minimum,
            maximum=bounds.maximum,
            unit=one_line(row.text(f"{OWN}unit")),
            retired=retired,
        )
        if node.remark:
            self.lose(row, _named(node), node.remark)
        draft = _Draft(question, choices)
        if node.name:
            self._named[node.name] = draft
        parent = self._parent(node, asked, draft) if role in _FOLLOWING else None
        (parent.follow_ups if parent else asked.drafts).append(draft)

    def _parent(self, node: Node, asked: Asked, draft: _Draft) -> _Draft | None:
        """The question that a row follows up, where its condition looks at that page only."""
        name = node.row.word(f"{OWN}of")
        if not name:
            return None
        parent = self._named.get(name)
        if parent is None or not any(parent is one for one in asked.drafts):
            self.lose(node.row, f"Following up {quoted(name)}", "No such question stands before it")
            return None
        family = {parent.question.id, *(one.question.id for one in parent.follow_ups)}
        if draft.question.when and draft.question.when.question not in family:
            why = "Its condition rests on another question, so it is asked by itself"
            self.lose(node.row, f"Following up {quoted(name)}", why)
            return None
        return parent

    # --- cells ------------------------------------------------------------------------------------

    def _choices(self, node: Node) -> ChoiceList | None:
        if node.kind is Kind.TICK:
            return self.made.setdefault("confirmed", _CONFIRMED)
        first = _asked_rows(node)[0] if self._is_matrix(node) else node
        if not first.choices:
            return None
        found = self.lists.get(first.choices)
        if found is None or found.too_long:
            why = "Its list has more than 200 choices" if found else "There is no list of that name"
            self.lose(node.row, f"{_named(node)} with {quoted(first.choices)}", why)
            return None
        if first.or_other:
            return self.made.setdefault(f"{first.choices} or other", found.with_other())
        return found

    def _is_matrix(self, node: Node) -> bool:
        return node.kind is Kind.GROUP and _asked_rows(node)[0].kind is Kind.ONE

    def _answer(self, node: Node) -> AnswerKind:
        if node.kind is Kind.GROUP:
            return AnswerKind.MATRIX if self._is_matrix(node) else AnswerKind.COLUMNS
        if node.kind is Kind.TEXT and "multiline" in node.row.word("appearance").split():
            return AnswerKind.LONG_TEXT
        return _ANSWERS[node.kind]

    def _parts(self, node: Node) -> tuple[Part, ...]:
        if node.kind is not Kind.GROUP:
            return ()
        taken: set[str] = set()
        return tuple(self._part(child, node.name, taken) for child in _asked_rows(node))

    def _part(self, node: Node, of: str, taken: set[str]) -> Part:
        row, name = node.row, node.name
        wanted = row.word(f"{OWN}id") or name.removeprefix(f"{of}.") or name
        fitted = fit_id(wanted, taken, "part")
        taken.add(fitted)
        if fitted != wanted:
            self.lose(row, f"The name {quoted(name)}", f"As an id of a part it is {quoted(fitted)}")
        if row.word("constraint"):
            self.lose(row, f"constraint: {quoted(row.word('constraint'))}", NO_CONSTRAINT)
        return Part(fitted, self.label(row) or name, self.required(row))

    def _part_of(self, node: Node) -> None:
        owner = self._named.get(node.row.word(f"{OWN}of"))
        if owner is None or owner.question.answer is not AnswerKind.CHOICE:
            self.lose(node.row, "A part of a question", "The question before it is not a choice")
            return
        parts = owner.question.parts
        part = self._part(node, node.row.word(f"{OWN}of"), {one.id for one in parts})
        owner.question = replace(owner.question, parts=(*parts, part))

    def _comment(self, node: Node) -> None:
        """The row of a comment: its label, where somebody changed it, is what the comment asks."""
        owner = self._named.get(node.row.word(f"{OWN}of"))
        label = one_line(self.label(node.row))
        if owner is None:
            self.lose(node.row, "A comment", "The question that it belongs to was not carried over")
        elif label.strip() and label != (owner.question.prompt or self.comment_prompt):
            owner.question = replace(owner.question, prompt=label)

    def _id(self, row: Row, text: str) -> str:
        name = row.word("name")
        wanted = row.word(f"{OWN}id") or name
        words = "_".join(re.findall(r"[A-Za-z0-9]+", text)[:5])
        fitted = fit_id(wanted or words, self._ids | TAKEN, "q")
        if fitted != wanted:
            what = f"The name {quoted(name)}" if name else "A question without a name"
            self.lose(row, what, f"As the id of a question it is now {quoted(fitted)}")
        self._ids.add(fitted)
        self._rows[fitted] = row
        return fitted

    def _guidance(self, row: Row, asked: Asked) -> str:
        texts = [text for _, text in asked.waiting]
        asked.waiting.clear()
        texts += [self.shown(row, "hint"), self.shown(row, "guidance_hint")]
        return "\n\n".join(text for text in texts if text)

    def _no_condition(self, row: Row, text: str, why: str) -> None:
        self.lose(row, f"The condition {quoted(text)}", f"{why}. It is always asked")


_FOLLOWING = frozenset((Role.FOLLOW_UP, Role.MATRIX, Role.COLUMNS))


def _asked_rows(node: Node) -> list[Node]:
    """The rows of a grid that are its parts: not a heading that only repeats the choices."""
    return [
        child
        for child in node.children
        if child.kind is not Kind.NOTE and child.row.word("appearance") != "label"
    ]


def _walk(node: Node) -> list[Node]:
    return list(node.walk())


def _named(node: Node) -> str:
    words = node.row.word("type")
    return f"{quoted(node.name)} ({words})" if node.name else f"A row of type {quoted(words)}"
