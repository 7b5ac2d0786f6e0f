"""One answer of a return as it is read: the question with its guidance, what was said, the mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.rules import Item
from app.reports.wording import has_number
from app.ui.interview.guidance import GuidanceFold
from app.ui.pages.partnership.answers import TEXTS, answer_line
from app.ui.pages.partnership.reading import OneReturn
from app.ui.pages.partnership.room import flush_left
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption, strong_text
from app.ui.widgets.surfaces import stack_when_narrow


class ReturnRow(QWidget):
    """The question at the left, the answer and what was written at the right.

    ``marked(key, text)`` when the place is marked or what is asked there was written;
    ``unmarked(key)`` when the mark is taken away.
    """

    marked = Signal(str, str)
    unmarked = Signal(str)

    def __init__(self, one: OneReturn, item: Item) -> None:
        super().__init__()
        self.key, self.name = item.key, item_name(item)
        self._marked = False
        box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(Space.XL)
        self._said = QVBoxLayout()
        self._said.setSpacing(Space.XS)
        box.addLayout(_asked(item), 5)
        box.addLayout(self._said, 7)
        self._add_answer(one, item)
        self.mark = quiet_button("Mark to ask", icon="question")
        self.mark.setToolTip("M")
        self.mark.clicked.connect(self.toggle)
        flush_left(self.mark)
        self._said.addWidget(self.mark)
        # Made at once, though hidden: so the Tab key meets it in its place.
        self.text = GrowingText("What do you ask?", least_lines=2)
        self.text.box.setAccessibleName(f"What do you ask about {self.name}?")
        self.text.edited.connect(self._edited)
        self._said.addWidget(self.text)
        self.text.hide()
        self._said.addStretch(1)
        self._name_mark()
        stack_when_narrow(self, box, 460)

    def _add_answer(self, one: OneReturn, item: Item) -> None:
        tool, answer = one.audit.tool, one.received.form.answer(item.key)
        texts = [answer.comment]
        if item.question.answer in TEXTS:
            texts.insert(0, answer.text)
        else:
            self._said.addWidget(answer_line(tool, item, answer))
        for text in texts:
            if text.strip():
                self._said.addWidget(body_text(text, selectable=True))
        for line in (*identifying(one, item.key), *asked_and_changed(one, item.key)):
            self._said.addWidget(line)

    @property
    def is_marked(self) -> bool:
        """Whether something is to be asked here."""
        return self._marked

    def toggle(self) -> None:
        """Mark the place, or take the mark away."""
        if self._marked:
            self.set_mark(None)
            self.mark.setFocus()
            self.unmarked.emit(self.key)
        else:
            self.set_mark("")
            self.text.box.setFocus()
            self.marked.emit(self.key, "")

    def set_mark(self, text: str | None) -> None:
        """Show what is to be asked, or with None that nothing is; what is being typed stays."""
        self._marked = text is not None
        self.text.setVisible(self._marked)
        if not self.text.box.hasFocus():
            self.text.set_value(text or "")
        self._name_mark()

    def flush(self) -> None:
        """Keep what was typed last."""
        if self._marked:
            self.text.flush()

    def _edited(self, text: str) -> None:
        if self._marked:
            self.marked.emit(self.key, text)

    def _name_mark(self) -> None:
        self.mark.set_text("Take the mark away" if self._marked else "Mark to ask")
        self.mark.set_icon_name("close" if self._marked else "question")
        about = "Take the mark away from" if self._marked else "Mark to ask about"
        self.mark.setAccessibleName(f"{about} {self.name}")


def item_name(item: Item) -> str:
    """A place of the form in a few words: "Q7 Views, Parents"."""
    question = item.question
    number = question.id if has_number(question) else ""
    part = item.part.text if item.part else ""
    person = item.person.role if item.person else ""
    about = ", ".join(word for word in (question.name, part, person) if word)
    return " ".join(word for word in (number, about) if word)


def _asked(item: Item) -> QVBoxLayout:
    question = item.question
    asked = QVBoxLayout()
    asked.setSpacing(2)
    lead = question.id if has_number(question) else ""
    about = [item.part.text] if item.part else []
    about += [item.person.role] if item.person else []
    asked.addWidget(strong_text("  ".join(part for part in (lead, question.name) if part)))
    if about:
        asked.addWidget(body_text(", ".join(about)))
    elif question.text != question.name:
        asked.addWidget(caption(question.text))
    if question.guidance.strip() and not about:
        fold = GuidanceFold([question.guidance])
        fold.button.setAccessibleName(f"What the guidance says on {item_name(item)}")
        asked.addWidget(fold)
    asked.addStretch(1)
    return asked


def identifying(one: OneReturn, place: str) -> list[IconLine]:
    """What may identify somebody at one place, so that it is not quoted in the report."""
    return [
        IconLine(
            "attention", f"May identify somebody: “{found.text}” ({found.kind})", Tone.ATTENTION
        )
        for found in (each.finding for each in one.identifying if each.place == place)
    ]


def asked_and_changed(one: OneReturn, key: str) -> Sequence[IconLine]:
    """What was asked last at one place, and what changed there since somebody looked at it."""
    lines = []
    if one.queries:
        query, _waits = one.queries[-1]
        lines = [
            IconLine("question", f"Asked: “{point.text}”", Tone.ACCENT)
            for point in query.points
            if point.key == key
        ]
    for each in one.differences:
        if each.key == key:
            what = "Comment" if each.name.endswith(": comment") else "Answer"
            words = f"{what} changed: {each.before} → {each.after}"
            lines.append(IconLine("edit", words, Tone.ACCENT))
    return lines
