"""One question on its page, or a follow-up, or either for one person: editors and comment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.returns import Form
from app.domain.rules import Item, Problem, item_key
from app.domain.tool import AnswerKind, AuditTool
from app.ui.interview.authorship import Authorship
from app.ui.interview.editors import Editor, FreeText, editors_for
from app.ui.interview.guidance import GuidanceNote
from app.ui.interview.wording import comment_prompt, has_comment
from app.ui.theme.tokens import Space
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import caption, hint, section_title, strong_text


class QuestionBlock(QWidget):
    """``edited(place, fields)`` for everything that the person changes in it."""

    edited = Signal(str, object)

    def __init__(
        self, tool: AuditTool, items: Sequence[Item], form: Form, *, main: bool, letters: bool
    ) -> None:
        super().__init__()
        self._tool, self._items = tool, tuple(items)
        self._question = items[0].question
        person = items[0].person
        self._place = item_key(self._question.id, person_id=person.id if person else "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M + 2)
        self._head(main)
        self.editors = editors_for(tool, self._question, items, letters=letters)
        if self._question.answer is AnswerKind.SEVERAL:
            self._column.addWidget(hint("Tick all that apply."))
        for editor in self.editors:
            editor.edited.connect(self.edited)
            editor.pointed.connect(self._go_to_comment)
            self._column.addWidget(editor)
        self.comment = GrowingText("", least_lines=5 if main and person is None else 3)
        self.comment.edited.connect(lambda text: self.edited.emit(self._place, {"comment": text}))
        self._column.addSpacing(Space.XS)
        self._column.addWidget(self.comment)
        self.by = caption("")
        self._column.addWidget(self.by)
        self.by.hide()
        self._fill(form)
        self.follow(form)
        if self.editors:
            self.setFocusProxy(self.editors[0])

    def _head(self, main: bool) -> None:
        person = self._items[0].person
        if person is not None:
            self._column.addWidget(section_title(person.role))
        if not main:
            self._column.addWidget(strong_text(self._question.text))
            if self._question.guidance:
                self._column.addWidget(GuidanceNote([self._question.guidance]))

    @property
    def places(self) -> tuple[str, ...]:
        """The places that are answered here."""
        return tuple(item.key for item in self._items)

    def texts(self) -> list[FreeText]:
        """What is written here freely, the comment last."""
        own = [text for editor in self.editors for text in editor.texts()]
        return [*own, FreeText(self._place, "comment", self.comment)]

    def _fill(self, form: Form) -> None:
        for editor in self.editors:
            editor.fill(form)
        self.comment.set_value(form.answer(self._place).comment)

    def follow(self, form: Form) -> None:
        """Ask for the comment as the answer calls for it. What was entered is left alone: it may
        be newer than the form.
        """
        self._form = form
        answer = form.answer(self._place)
        self.comment.set_label(comment_prompt(self._tool, self._question, answer))
        self.comment.setVisible(has_comment(self._tool, self._question, answer))

    def _go_to_comment(self) -> None:
        """A hand on the mouse is spared the click into the box, once all above it is answered."""
        answered = not any(self._form.answer(place).is_empty for place in self.places)
        if answered and self.comment.isVisible() and not self.comment.value():
            self.comment.box.setFocus(Qt.FocusReason.MouseFocusReason)

    def say_who(self, who: Authorship) -> None:
        """Say quietly who wrote the answer, if it was somebody else."""
        self.by.setText(who.words((*self.places, self._place)))
        self.by.setVisible(bool(self.by.text()))

    def flush(self) -> None:
        """Say now what was typed a moment ago."""
        for editor in self.editors:
            editor.flush()
        self.comment.flush()

    def mark(self, problem: Problem) -> bool:
        """Say what is wrong beside its field; False where there is no room for it."""
        if problem.in_comment:
            self.comment.set_error(problem.sentence)
            return True
        editor = self._editor_of(problem.key)
        return editor is not None and editor.set_error(problem.sentence)

    def control_of(self, problem: Problem) -> QWidget:
        """The control in which a problem is mended."""
        if problem.in_comment:
            return self.comment
        editor = self._editor_of(problem.key)
        return self if editor is None else editor.widget_for(problem.key)

    def _editor_of(self, place: str) -> Editor | None:
        return next((editor for editor in self.editors if self._owns(editor, place)), None)

    def _owns(self, editor: Editor, place: str) -> bool:
        of_part = next((item.part is not None for item in self._items if item.key == place), False)
        return editor is self.editors[-1 if of_part else 0]


def blocks_of(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """The items of a page divided into blocks: same question, same person."""
    found: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        key = (item.question.id, item.person.id if item.person else "")
        found.setdefault(key, []).append(item)
    return [tuple(group) for group in found.values()]
