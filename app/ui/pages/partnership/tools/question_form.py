"""One question: its words, how it is answered, its parts and follow-ups, when it is asked."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from app.domain.tool import AnswerKind, AuditTool, CommentRule, Condition
from app.domain.tool_answers import answer_on, answer_with, make_judgement
from app.domain.tool_edit import (
    ask_when,
    change_question,
    parent_of,
    question_of,
    remove_question,
    retire_question,
    step_question,
)
from app.domain.tool_sound import CHOSEN, ON_A_SCALE, WITH_PARTS, called
from app.ui.pages.partnership.tools.condition_field import ConditionField
from app.ui.pages.partnership.tools.form import ToolForm
from app.ui.pages.partnership.tools.new_things import with_follow_up
from app.ui.pages.partnership.tools.parts_fields import PartsFields
from app.ui.pages.partnership.tools.places import (
    at_question,
    at_scale,
    at_section,
    title_of,
)
from app.ui.pages.partnership.tools.wording import (
    COMMENTS,
    KINDS,
    may_be_asked_about,
    scale_names,
    when_words,
)
from app.ui.pages.partnership.tools.workbench import Workbench
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import section_title
from app.ui.widgets.surfaces import button_row
from app.ui.widgets.task_list import Task, TaskList


class QuestionForm(ToolForm):
    """The fields of a question or of a follow-up."""

    def __init__(self, bench: Workbench, question_id: str) -> None:
        question = question_of(bench.tool, question_id)
        parent = parent_of(bench.tool, question_id)
        title = f"Follow-up to {called(parent)}" if parent else f"Question {called(question)}"
        super().__init__(bench, at_question(question_id), title)
        self._id, self._question, self._parent = question_id, question, parent
        if question.retired:
            self._say_retired()
        self._words()
        self._answer()
        if question.answer in WITH_PARTS:
            self.parts = PartsFields(self, question)
            self.add(self.parts)
        self._comment()
        self._asking()
        if parent is None:
            self._follow_ups()
        if not bench.read_only:
            self.add(self._deeds(), gap_before=Space.S)
        self.end()

    def _change(self, name: str, tool: AuditTool, value: object) -> AuditTool:
        return change_question(tool, self._id, **{name: value})  # type: ignore[arg-type]

    # --- words ------------------------------------------------------------------------------------

    def _words(self) -> None:
        question = self._question
        self.add(
            self.text("text", "Question", question.text, partial(self._change, "text"), lines=2)
        )
        self.add(
            self.line(
                "short",
                "Short name",
                question.short,
                partial(self._change, "short"),
                hint="Two or three words for lists and charts.",
            )
        )
        self.add(
            self.text(
                "guidance",
                "Guidance to this question",
                question.guidance,
                partial(self._change, "guidance"),
                lines=2,
            )
        )

    # --- answer -----------------------------------------------------------------------------------

    def _answer(self) -> None:
        question = self._question
        self.add(section_title("How it is answered"), gap_before=Space.S)
        self.add(
            self.choice(
                "answer",
                "Answer",
                [(kind.value, words) for kind, words in KINDS.items()],
                question.answer.value,
                lambda t, key: answer_with(t, self._id, AnswerKind(key)),
            )
        )
        if question.answer in ON_A_SCALE:
            self._scale()
        if question.answer is AnswerKind.NUMBER:
            self._bounds()

    def _scale(self) -> None:
        question = self._question
        self.add(
            self.choice(
                "scale",
                "Scale",
                scale_names(self.tool),
                question.scale,
                lambda t, key: answer_on(t, self._id, key),
                hint=", ".join(option.label for option in self.tool.scale(question).options),
            )
        )
        look = self.quiet("look at scale", "Look at the scale", "forward")
        look.clicked.connect(lambda: self.go.emit(at_scale(question.scale)))
        self.add(button_row(look, right=False))
        options = [(o.id, o.label) for o in self.tool.scale(question).options]
        self.add(
            self.choice(
                "reported",
                "Share that is reported",
                [("", "The good end of the scale"), *options],
                question.reported,
                partial(self._change, "reported"),
            )
        )
        if question.answer is AnswerKind.CHOICE and self._parent is None:
            self.add(
                self.tick(
                    "judgement",
                    "It is a judgement: a grade for the section or the whole",
                    question.judgement,
                    lambda t, on: make_judgement(t, self._id, judgement=on),
                )
            )

    def _bounds(self) -> None:
        question = self._question
        for name, label, value in (
            ("minimum", "Least number", question.minimum),
            ("maximum", "Greatest number", question.maximum),
        ):
            write = partial(self._change, name)
            self.add(self.number(name, label, value, write, decimals=2))
        self.add(
            self.line("unit", "Unit", question.unit, partial(self._change, "unit"), characters=16)
        )

    # --- comment ----------------------------------------------------------------------------------

    def _comment(self) -> None:
        question = self._question
        if question.answer in {
            AnswerKind.MATRIX,
            AnswerKind.COLUMNS,
            AnswerKind.SHORT_TEXT,
            AnswerKind.LONG_TEXT,
        }:
            return
        rules = [rule for rule in CommentRule if _allowed(rule, question.answer)]
        self.add(
            self.choice(
                "comment",
                "Comment",
                [(rule.value, COMMENTS[rule]) for rule in rules],
                question.comment.value,
                lambda t, key: change_question(t, self._id, comment=CommentRule(key)),
            )
        )
        if question.comment is not CommentRule.NONE:
            self.add(
                self.line(
                    "prompt",
                    "What the comment is asked with",
                    question.prompt,
                    partial(self._change, "prompt"),
                    hint=f"Left empty: “{self.tool.comment_prompt}”",
                )
            )

    # --- when -------------------------------------------------------------------------------------

    def _asking(self) -> None:
        question = self._question
        self.add(section_title("When it is asked"), gap_before=Space.S)
        among = may_be_asked_about(self.tool, self._id, section=False)
        when = ConditionField(
            "Asked", self.tool, question.when, among, read_only=self.bench.read_only
        )
        when.chosen.connect(self._ask_when)
        self.fields["when"] = when
        self.when = when
        self.add(when)
        self.add(
            self.tick(
                "required",
                "It must be answered",
                question.required,
                lambda t, on: change_question(t, self._id, required=on),
            )
        )
        if self._parent is None:
            self.add(
                self.tick(
                    "per_person",
                    "It is asked about each person",
                    question.per_person,
                    lambda t, on: change_question(t, self._id, per_person=on),
                )
            )

    def _ask_when(self, when: object) -> None:
        condition = cast(Condition | None, when)
        why = self.do(lambda tool: ask_when(tool, self._id, condition), "when it is asked")
        if why:
            self.refuse(why)

    # --- follow-ups and deeds ---------------------------------------------------------------------

    def _follow_ups(self) -> None:
        question = self._question
        if not question.follow_ups and self.bench.read_only:
            return
        self.add(section_title("Follow-ups"), gap_before=Space.S)
        if question.follow_ups:
            rows = [
                Task(
                    each.id,
                    title_of(each),
                    when_words(self.tool, each.when),
                    "retired" if each.retired else "",
                )
                for each in question.follow_ups
            ]
            tasks = TaskList(rows, "Follow-ups")
            tasks.opened.connect(lambda own: self.go.emit(at_question(own)))
            self.add(tasks)
        if not self.bench.read_only:
            add = self.quiet("add follow-up", "Add a follow-up", "plus")
            add.clicked.connect(self._add_follow_up)
            self.add(button_row(add, right=False))

    def _add_follow_up(self) -> None:
        self.flush()
        new: list[str] = []

        def edit(tool: AuditTool) -> AuditTool:
            tool, own = with_follow_up(tool, self.bench.taken, self._id)
            new.append(own)
            return tool

        why = self.do(edit, "add a follow-up")
        if why:
            self.refuse(why)
        else:
            self.go.emit(at_question(new[0]))

    def _say_retired(self) -> None:
        banner = Banner(
            Tone.ACCENT,
            "This question is retired.",
            "It is not asked any more. Earlier answers can still be compared.",
            action="" if self.bench.read_only else "Bring it back",
        )
        banner.acted.connect(
            lambda: self.do(partial(_retired, self._id, False), "bring the question back")
        )
        if banner.button is not None:
            self.fields["bring back"] = banner.button
        self.add(banner)

    def _deeds(self) -> QWidget:
        own = self._id
        row = QWidget()
        flow = FlowLayout(row, gap=Space.L, row_gap=Space.XS)
        buttons = [
            self.deed("up", "Move up", lambda t: step_question(t, own, -1), icon="chevron-up"),
            self.deed("down", "Move down", lambda t: step_question(t, own, 1), icon="chevron-down"),
        ]
        if not self._question.retired:
            retire = partial(_retired, own, True)
            buttons.append(self.deed("retire", "Retire", retire, icon="close"))
        if own not in self.bench.opened.asked:
            home = at_question(self._parent.id) if self._parent else ""
            place = home or at_section(self.tool.section_of[own].id)
            remove = partial(_removed, own)
            buttons.append(self.deed("remove", "Remove", remove, icon="bin", place=place))
        for button in buttons:
            flow.addWidget(button)
        return row


def _allowed(rule: CommentRule, kind: AnswerKind) -> bool:
    return rule is not CommentRule.REQUIRED or kind in CHOSEN


def _retired(question_id: str, retired: bool, tool: AuditTool) -> AuditTool:
    return retire_question(tool, question_id, retired=retired)


def _removed(question_id: str, tool: AuditTool) -> AuditTool:
    return remove_question(tool, question_id)
