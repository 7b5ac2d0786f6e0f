"""The last page of a form: everything on it once more, and what is still missing on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.anonymity import InForm
from app.domain.audits import Audit, Case
from app.domain.authorship import NO_AUTHORS, Authors, authors_words
from app.domain.days import long_day
from app.domain.interview import ABOUT, items_on, path, step_of
from app.domain.returns import Form, ReturnKind
from app.domain.rules import Item, Problem, Weight, item_key
from app.domain.tool import Section
from app.ui.interview.wording import (
    answer_words,
    case_title,
    found_words,
    item_words,
    named,
    proxy_words,
)
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, quiet_button
from app.ui.widgets.error_summary import Entry, ErrorSummary
from app.ui.widgets.labels import (
    body_text,
    caption,
    hint,
    question_title,
    section_title,
    strong_text,
)
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import ReadingColumn, button_row

_AT_ONCE = 10_000  # letters: more than a screen shows, and most forms have less
_PAUSE_MS = 15  # in which the person may do something, before more is put below
_CHOSEN = 90  # characters; what is longer was written, not chosen, and is not shown in bold


class _Rows(QWidget):
    """All answers. Qt would lay out every text of them once more for the width that they like."""

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else QSize()


class CheckPage(ReadingColumn):
    """``change_asked(step)`` for a change link; ``problem_chosen(Problem)`` for an entry on top,
    ``words_chosen(InForm)`` for one that the guard found.

    ``print_asked`` to have the form on paper. With ``read_only`` there is nothing to change: a
    sealed return is looked at with it.

    The answers of a very long form come one after the other, the first screenful at once;
    ``completed`` when the last one is there.
    """

    change_asked = Signal(str)
    problem_chosen = Signal(object)
    words_chosen = Signal(object)
    print_asked = Signal()
    completed = Signal()

    def __init__(
        self, audit: Audit, case: Case, *, read_only: bool = False, authors: Authors = NO_AUTHORS
    ) -> None:
        super().__init__()
        self._authors = authors
        self._audit, self._case, self._read_only = audit, case, read_only
        self._problems: dict[str, Problem] = {}
        self._form = Form()
        self._words: dict[str, InForm] = {}
        self._loud: frozenset[str] = frozenset()
        self._is_guarded = True
        self.add(caption(f"{case_title(case)} · UIN {case.uin}"))
        title = "Your answers" if read_only else "Check your answers"
        self.title = question_title(title)
        self.add(self.title)
        self.ready = Banner(
            Tone.GOOD,
            "This form is ready to seal.",
            "Read it through once more. Until it is sealed, everything can still be changed.",
        )
        self.stops = ErrorSummary(title="Before this form can be sealed")
        self.asks = ErrorSummary(title="Have a second look", tone=Tone.ATTENTION)
        for summary in (self.stops, self.asks):
            summary.entry_chosen.connect(self._entry_chosen)
        self.asks_hint = hint("A second look is up to you: these do not keep you from sealing.")
        for widget in (self.ready, self.stops, self.asks, self.asks_hint):
            self.add(widget)
            widget.hide()
        self.print = quiet_button("Print or save as PDF…", icon="print")
        self.print.clicked.connect(self.print_asked)
        self.add(button_row(self.print, right=False))
        self._rows: QWidget | None = None
        self._shown: Form | None = None
        self._coming: Iterator[int] = iter(())
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(_PAUSE_MS)
        self._next.timeout.connect(self._go_on)
        self._place = QVBoxLayout()
        self.add(self._place)
        self.end()

    def put_on_top(self, widget: QWidget) -> None:
        """Put something under the title."""
        self.body.insertWidget(self.body.indexOf(self.title) + 1, widget)

    def put_under(self, above: QWidget, widget: QWidget) -> None:
        """Put something under what was put on top."""
        self.body.insertWidget(self.body.indexOf(above) + 1, widget)

    def follow(self, form: Form, problems: Sequence[Problem] = ()) -> None:
        """Show a form and what is to be said about it."""
        self._form = form
        self._problems = {f"{at}": problem for at, problem in enumerate(problems)}
        if not self._read_only:
            self._show_problems()
        if self._rows is not None:
            if form == self._shown:
                return  # to lay so much text out again would take its time
            self._place.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self._rows, self._shown = _Rows(), form
        self._coming = self._answers(self._rows, form)
        self._go_on()
        self._place.addWidget(self._rows)

    def show_found(self, stops: Sequence[InForm], asks: Sequence[InForm], *, settled: bool) -> None:
        """Say what may identify somebody; until that is ``settled``, the form is not ready."""
        self._is_guarded = settled
        self._words = {}
        for each in (*stops, *asks):
            self._words.setdefault(_key(each), each)
        self._loud = frozenset(map(_key, stops))
        self._show_problems()

    @property
    def is_complete(self) -> bool:
        """Whether all answers are there."""
        return not self._next.isActive()

    def _go_on(self) -> None:
        """Put more answers below."""
        letters = 0
        for more in self._coming:
            letters += more
            if letters >= _AT_ONCE:
                self._next.start()
                return
        self._next.stop()
        self.completed.emit()

    def _show_problems(self) -> None:
        stops, asks = self._entries(stops=True), self._entries(stops=False)
        self.stops.set_entries(stops)
        self.asks.set_entries(asks)
        self.asks_hint.setVisible(bool(asks))
        self.ready.setVisible(not stops and self._is_guarded)

    def _entries(self, *, stops: bool) -> list[Entry]:
        """What is missing and what was found, in the order of the form."""
        tool, weight = self._audit.tool, Weight.STOPS if stops else Weight.ASKS
        entries = [
            (problem.key, Entry(key, named(tool, problem)))
            for key, problem in self._problems.items()
            if problem.weight is weight
        ]
        entries += [
            (each.place, Entry(key, found_words(tool, each, surely=stops)))
            for key, each in self._words.items()
            if (key in self._loud) is stops
        ]
        order = {step.id: at for at, step in enumerate(path(tool, self._form))}
        entries.sort(key=lambda each: order.get(step_of(tool, each[0]), -1))
        return [entry for _place, entry in entries]

    def _entry_chosen(self, key: str) -> None:
        if key in self._problems:
            self.problem_chosen.emit(self._problems[key])
        else:
            self.words_chosen.emit(self._words[key])

    def first_control(self) -> QWidget | None:
        """Where the focus goes when the page is opened: the summary, if anything is missing."""
        return self.stops if self.stops.isVisibleTo(self) else None

    # --- the answers ------------------------------------------------------------------------------

    def _answers(self, rows: _Rows, form: Form) -> Iterator[int]:
        """Make the answers one after the other, and say how long each is."""
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(section_title("About this case"))
        self._about(column, form)
        if form.kind is ReturnKind.NIL:
            return
        shown: Section | None = None
        for step in path(self._audit.tool, form):
            if step.section is not None and step.section is not shown:
                shown = step.section
                column.addSpacing(Space.L)
                column.addWidget(section_title(shown.title))
            for at, item in enumerate(items_on(step, form)):
                column.addWidget(Rule())
                column.addLayout(self._answer(step.id, item, form, first=at == 0))
                answer = form.answer(item.key)
                yield len(answer.comment) + len(answer.text)

    def _about(self, column: QVBoxLayout, form: Form) -> None:
        involved = form.last_involvement
        facts = [
            ("Completed by", ", ".join(filter(None, (form.completed_by.name.strip(),
                                                     form.completed_by.title.strip())))),
            ("Agency", proxy_words(self._audit.agencies[0])),
            ("On behalf of", form.on_behalf_of),
            ("Last involvement", long_day(involved) if involved else ""),
            ("People", ", ".join(person.role for person in form.people)),
            ("Note", form.note),
        ]  # fmt: skip
        needed = {"Completed by"} | ({"Last involvement"} if self._looks_back(form) else set())
        shown = [fact for fact in facts if fact[1] or fact[0] in needed]
        for at, (name, words) in enumerate(shown):
            column.addWidget(Rule())
            column.addLayout(self._row(ABOUT, name, words, "", first=at == 0))

    def _looks_back(self, form: Form) -> bool:
        return form.kind is ReturnKind.FULL and self._audit.tool.look_back is not None

    def _answer(self, step_id: str, item: Item, form: Form, *, first: bool) -> QHBoxLayout:
        words = answer_words(self._audit.tool, item, form.answer(item.key))
        person = item.person.id if item.person else ""
        own = item.key == item_key(item.question.id, person_id=person)
        comment = form.answer(item.key).comment.strip() if own else ""
        asked = item_words(item)
        if item.part is None and item.question.id[-1:].isdigit() and not item.question.judgement:
            asked = f"{item.question.id}  {asked}"
        by = authors_words(self._authors.get(item.key, ()))
        return self._row(step_id, asked, words, comment, by, first=first)

    def _row(
        self, step_id: str, asked: str, words: str, comment: str, by: str = "", *, first: bool
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(hint(asked))
        text.addWidget(_answered(words))
        if comment:
            text.addWidget(body_text(comment, selectable=True))
        if by:
            text.addWidget(caption(by))
        row.addLayout(text, 1)
        if first and not self._read_only:
            row.addWidget(self._change(step_id, asked), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _change(self, step_id: str, asked: str) -> Button:
        change = quiet_button("Change")
        change.setAccessibleName(f"Change: {asked}")
        change.clicked.connect(partial(self.change_asked.emit, step_id))
        return change


def _key(each: InForm) -> str:
    """The same words in the same text are one entry: at the first of them one sees the rest."""
    return f"{each.place} {each.in_comment} {each.finding.text}"


def _answered(words: str) -> QWidget:
    if not words:
        return hint("Not answered")
    return strong_text(words) if len(words) <= _CHOSEN else body_text(words, selectable=True)
