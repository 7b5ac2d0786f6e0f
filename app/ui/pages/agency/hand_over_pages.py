"""Handing cases over: a colleague asks for them, and the first auditor chooses which."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.policy import Policy
from app.domain.returns import Auditor
from app.services.hand_over import Request
from app.ui.interview.wording import case_title
from app.ui.pages.agency.case_list import task_of
from app.ui.pages.agency.file_page import FilePage, WhoFields
from app.ui.pages.agency.overview import SHUT, AuditView
from app.ui.theme.tokens import Size, Space, Tone, Weight
from app.ui.widgets.fields import check_box
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import TextLabel, body_text, caption, hint, section_title
from app.ui.widgets.small import Rule, StatusTag
from app.ui.widgets.surfaces import Card

_INSET = 30  # where the words of a tick begin
_STEPS = (
    "Here, you write a request, and send it to your colleague by e-mail.",
    "Your colleague opens it, telephones you to compare six words, and sends a sealed file back.",
    "You open that file here, and the cases are on this desk.",
)


class WordsCard(Card):
    """Six words, large enough to be read out by telephone."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__(padding=Space.L)
        self.body.addWidget(caption(title))
        self.words = TextLabel(words, size=Size.LEAD, weight=Weight.STRONG, selectable=True)
        self.body.addWidget(self.words)


class AskPage(FilePage):
    """Who wants to go on with a colleague's cases; a request is written."""

    def __init__(self, view: AuditView, known: Auditor, folder: Path, policy: Policy) -> None:
        super().__init__(
            view.audit.title,
            "Take cases over from a colleague",
            "You go on where your colleague stopped, and what was written stays with the name of "
            "whoever wrote it. Your colleague decides which cases, on the other desk.",
        )
        for number, step in enumerate(_STEPS, start=1):
            self.column.add(body_text(f"{number}.  {step}"))
        self.column.add(section_title("Who you are"), gap_before=Space.L)
        self.column.add(hint("Your colleague sees this, and later the partnership."))
        self.who = WhoFields(known)
        self.column.add(self.who)
        self.ask_where(folder, policy)
        self.finish("Write the request")

    def can_go(self) -> bool:
        return self.who.check()

    def first_control(self) -> QWidget:
        return self.who.first_empty() or self.go


class HandOverPage(FilePage):
    """Who asks, the words to compare, and the cases to tick. None is ticked before."""

    def __init__(self, view: AuditView, request: Request, folder: Path, policy: Policy) -> None:
        super().__init__(
            view.audit.title,
            "Hand cases over",
            f"{who_begins(request.who)} asks to go on with cases of this audit. What you hand over "
            "is shut here, so that nobody writes on it twice. You can take it back.",
        )
        self._person = request.who.name.strip() or "your colleague"
        self.column.add(section_title("Is it really your colleague?"), gap_before=Space.L)
        self.column.add(
            body_text(
                f"Telephone {self._person} on a number that you know, and let the six words be "
                "read to you. They must be these:"
            )
        )
        self.words = WordsCard("The words of the desk that asks", request.words)
        self.column.add(self.words)
        self.column.add(
            hint(
                "If they differ, somebody else may have written the request. Hand nothing over, "
                "and tell your manager."
            )
        )
        self.column.add(section_title("Which cases"), gap_before=Space.L)
        self.ticks: dict[str, QCheckBox] = {}
        self.column.add(self._cases(view))
        self.note = GrowingText(
            f"A note to {self._person} (optional)",
            hint="For example what is still missing, and where on your records it stands. It is "
            "sealed with the cases.",
            least_lines=2,
        )
        self.column.add(self.note, gap_before=Space.M)
        known = view.auditor
        self.who = WhoFields(known)
        self._asks_name = not (known.name.strip() and known.title.strip())
        if self._asks_name:
            self.column.add(section_title("Who you are"), gap_before=Space.L)
            self.column.add(self.who)
        self.ask_where(folder, policy)
        self.finish("Hand over", back="Hand nothing over")
        self._show_count()

    def _cases(self, view: AuditView) -> QWidget:
        card = Card(padding=Space.S)
        card.body.setSpacing(0)
        for line in view.lines:
            if card.body.count():
                card.body.addWidget(Rule())
            title, task = case_title(line.form.case), task_of(line)
            tick = None if line.stand in SHUT else check_box(title)
            if tick is not None:
                tick.toggled.connect(lambda _on: self._show_count())
                self.ticks[line.uin] = tick
            tag = StatusTag(task.status, task.tone, task.icon)
            card.body.addWidget(case_row(title, tick, tag=tag))
        return card

    def chosen(self) -> tuple[str, ...]:
        """The cases that are ticked."""
        return tuple(uin for uin, tick in self.ticks.items() if tick.isChecked())

    def by(self) -> Auditor:
        """Who hands over."""
        return self.who.auditor()

    def can_go(self) -> bool:
        return self.who.check()

    def first_control(self) -> QWidget:
        return next(iter(self.ticks.values()), self.back)

    def fail(self, sentence: str, text: str) -> None:
        super().fail(sentence, text)
        self._show_count()

    def _show_count(self) -> None:
        count = len(self.chosen())
        cases = "1 case" if count == 1 else f"{count} cases"
        self.go.set_text(f"Hand over {cases}" if count else "Hand over")
        self.go.setEnabled(count > 0)
        none = "Every case is sealed, or handed over already." if not self.ticks else ""
        self.remark.setText(none or ("" if count else "No case is ticked."))


def who_begins(who: Auditor) -> str:
    """Somebody at the beginning of a sentence: "Sam Okoro, Reviewing Officer,"."""
    name, title = who.name.strip(), who.title.strip()
    return f"{name}, {title}," if name and title else name or title or "A colleague"


def case_row(
    title: str, first: QWidget | None, *more: QWidget, tag: QWidget | None = None
) -> QWidget:
    """A case with its tick, or its title alone, more under it, and a tag at the right."""
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, Space.XS, 0, Space.XS)
    box.setSpacing(Space.M)
    column = QVBoxLayout()
    column.setSpacing(0)
    if first is None:
        alone = TextLabel(title, tone=Tone.SECONDARY)
        alone.setContentsMargins(_INSET, Space.S, 0, Space.S)
        column.addWidget(alone)
    else:
        column.addWidget(first)
    for widget in more:
        inset = QHBoxLayout()
        inset.setContentsMargins(_INSET, 0, 0, Space.S)
        inset.addWidget(widget)
        column.addLayout(inset)
    box.addLayout(column, 1)
    if tag is not None:
        box.addWidget(tag, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
