"""One question with its guidance, its answers, and the follow-ups that they call for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.interview import Step, items_on, path
from app.domain.returns import Form, Person
from app.domain.rules import Problem, Weight
from app.domain.tool import AuditTool, Question
from app.ui.interview.authorship import Authorship
from app.ui.interview.editors import FreeText
from app.ui.interview.guidance import GuidanceFold, GuidanceNote, Prompts
from app.ui.interview.question_block import QuestionBlock, blocks_of
from app.ui.interview.wording import about_whom, caption
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import caption as caption_label
from app.ui.widgets.labels import question_title
from app.ui.widgets.surfaces import ReadingColumn

BlockKey = tuple[str, str]


class QuestionPage(ReadingColumn):
    """``edited(place, fields)``; ``people_asked`` to go where the people are listed;
    ``guidance_turned(open)`` when the guidance is folded or unfolded.
    """

    edited = Signal(str, object)
    people_asked = Signal()
    guidance_turned = Signal(bool)

    def __init__(
        self,
        tool: AuditTool,
        step: Step,
        form: Form,
        *,
        look_back: str = "",
        unfolded: bool = False,
    ) -> None:
        super().__init__(gap=Space.M + 2)
        if step.question is None:
            raise ValueError("a question page needs a question")
        self._tool, self._step, self._question = tool, step, step.question
        self._said: set[Problem] = set()
        self._people = form.people
        self._blocks: dict[BlockKey, QuestionBlock] = {}
        self.place = caption_label("")
        self.add(self.place)
        self.body.setSpacing(Space.M)
        self.add(question_title(step.question.text))
        self.has_own_look_back = bool(look_back)
        self._head(look_back)
        self.guidance = GuidanceFold(tool.guidance, unfolded=unfolded)
        self.guidance.turned.connect(self.guidance_turned)
        self.add(self.guidance)
        self.guidance.setVisible(bool(tool.guidance) or tool.look_back is not None)
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(Space.XS)
        self._remarks.setContentsMargins(0, 0, 0, Space.XS)
        self.add(self._remarks)
        prompts = self._prompts()
        if prompts:
            self.add(Prompts(prompts))
            self.body.addSpacing(Space.S)
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.XL)
        self.add(self._column)
        self._nobody = Banner(
            Tone.ACCENT,
            f"This is asked about each person around {about_whom(tool.subject)}.",
            "List them by their role on the first page, and they appear here.",
            action="List the people",
        )
        self._nobody.acted.connect(self.people_asked)
        self._nobody.hide()
        self.add(self._nobody)
        self.end()
        self.follow(form)

    def _head(self, look_back: str) -> None:
        section, first = self._step.section, self._step.opens_section
        notes = [look_back] if look_back else []
        if section is not None and section.introduction and first:
            notes.insert(0, section.introduction)
        if self._question.guidance:
            notes.append(self._question.guidance)
        if notes:
            self.add(GuidanceNote(notes))

    def _prompts(self) -> Sequence[str]:
        """The section's prompts stand above its grade; without a grade, on its first page."""
        section = self._step.section
        if section is None or not section.prompts:
            return ()
        graded = any(question.judgement for question in section.questions)
        here = self._question.judgement if graded else self._step.opens_section
        return section.prompts if here else ()

    # --- answers ----------------------------------------------------------------------------------

    def follow(self, form: Form) -> None:
        """Unfold and fold follow-ups and persons as the form calls for them."""
        self._people = form.people
        self.place.setText(caption(self._step, path(self._tool, form)))
        groups = blocks_of(items_on(self._step, form))
        wanted: dict[BlockKey, QuestionBlock] = {}
        for at, items in enumerate(groups):
            person = items[0].person
            # The role is part of the key: renamed, a person's block says so.
            key = (items[0].question.id, f"{person.id} {person.role}" if person else "")
            block = self._blocks.get(key)
            if block is None:
                main = items[0].question.id == self._question.id
                block = QuestionBlock(self._tool, items, form, main=main, letters=at == 0 and main)
                block.edited.connect(self.edited)
                self._column.insertLayout(at, self._indented(block, items[0].question))
            else:
                block.follow(form)
            wanted[key] = block
        for key in set(self._blocks) - set(wanted):
            self._fold(self._blocks[key])
        self._blocks = wanted
        self._nobody.setVisible(self._question.per_person and not form.people)

    def _indented(self, block: QuestionBlock, question: Question) -> QHBoxLayout:
        """A follow-up stands under its answer, set in."""
        row = QHBoxLayout()
        row.setContentsMargins(0 if question.id == self._question.id else Space.XL, 0, 0, 0)
        row.addWidget(block)
        return row

    def _fold(self, block: QuestionBlock) -> None:
        block.hide()
        for at in range(self._column.count()):
            item = self._column.itemAt(at)
            row = item.layout() if item is not None else None
            if row is not None and row.indexOf(block) >= 0:
                self._column.takeAt(at)
                row.deleteLater()
                break
        block.deleteLater()

    def say_who(self, who: Authorship) -> None:
        """Say under each answer who wrote it, if it was somebody else."""
        for block in self.blocks():
            block.say_who(who)

    def put_above_answers(self, widget: QWidget) -> None:
        """Put something above the answers."""
        self.body.insertWidget(self.body.indexOf(self._column), widget)

    def blocks(self) -> list[QuestionBlock]:
        """The blocks that are on the page, in their order."""
        return list(self._blocks.values())

    def texts(self) -> list[FreeText]:
        """What is written on the page freely, in its order."""
        return [text for block in self.blocks() for text in block.texts()]

    def is_for_others_than(self, people: tuple[Person, ...]) -> bool:
        """Whether it asks about persons, and must be made anew for these.

        Those who come last only get a block of their own, and whoever was taken off loses it: what
        is written of the others keeps its undo.
        """
        if not self._question.per_person or people == self._people:
            return False
        stay = tuple(person for person in self._people if person in people)
        same_first = bool(stay) and stay[0] == self._people[0]
        return bool(self._question.follow_ups) or not same_first or people[: len(stay)] != stay

    def flush(self) -> None:
        """Say now what was typed a moment ago."""
        for block in self.blocks():
            block.flush()

    # --- leading the eye --------------------------------------------------------------------------

    def first_control(self) -> QWidget:
        """Where the focus goes when the page is opened."""
        if self._blocks:
            return self.blocks()[0]
        return self._nobody.button or self._nobody

    def lead_to(self, problem: Problem) -> None:
        """Bring the field of a problem into sight, and give it the keyboard."""
        block = self._block_of(problem)
        if block is not None:
            control = block.control_of(problem)
            control.setFocus()
            self.show_widget(control)

    def show_problems(self, problems: Sequence[Problem], *, again: bool = False) -> None:
        """Say what is still missing here: beside its field where there is room for it, else under
        the title. With ``again``, only what was said before and still holds.
        """
        shown = [p for p in problems if p in self._said or not again]
        if again and len(shown) == len(self._said):
            return
        self._said = set(shown)
        while (item := self._remarks.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for problem in shown:
            stops = problem.weight is Weight.STOPS
            block = self._block_of(problem)
            if not again and stops and block is not None and block.mark(problem):
                self._said.discard(problem)
                continue
            tone, icon = (Tone.PROBLEM, "problem") if stops else (Tone.ATTENTION, "attention")
            self._remarks.addWidget(IconLine(icon, problem.sentence, tone))

    def _block_of(self, problem: Problem) -> QuestionBlock | None:
        return next((block for block in self.blocks() if problem.key in block.places), None)
