"""One return beside its tool, to be read: what was said, what changed, what is to be asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.anonymity import NOTE, role_place
from app.domain.changes import Changes, Topic
from app.domain.days import long_day
from app.domain.letters import Query
from app.domain.returns import ReturnKind
from app.domain.rules import Item
from app.domain.tool import Section
from app.errors import PartnershipAuditError
from app.services.accept_return import accept_returns, take_back_acceptance
from app.services.mark_question import mark_question, unmark_question
from app.ui.pages.partnership.answers import answered_sections
from app.ui.pages.partnership.ask_page import AskDraft, AskPage
from app.ui.pages.partnership.reading import OneReturn, read_return
from app.ui.pages.partnership.return_changes import changes_card
from app.ui.pages.partnership.return_rows import ReturnRow, identifying
from app.ui.pages.partnership.room import Floor, Room, Slot, flush_left
from app.ui.pages.partnership.wording import case_title
from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, hint, section_title, strong_text
from app.ui.widgets.surfaces import Card, stack_when_narrow

_SIDE = 300


class ReturnPage(Room):
    """A return as it came in. Its answers can't be changed; it is accepted, or asked about.

    ``at`` is the place where it is opened, else it is opened at its top.
    """

    concerns: ClassVar = frozenset({Topic.RETURNS, Topic.AUDITS, Topic.LETTERS, Topic.TRACKING})

    def __init__(self, floor: Floor, uin: str, agency_id: str, *, back: str, at: str = "") -> None:
        super().__init__(floor, "", wide=True, back=back)
        self._at = at
        self._place = (uin, agency_id)
        self._one: OneReturn | None = None
        self._asking = AskDraft()
        self._shown: object = None
        self._saving = 0
        self.rows: dict[str, ReturnRow] = {}
        self.queries = Slot(gap=Space.XS)
        self.add(self.queries)
        self._add_deeds()
        self._columns = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XXL)
        self.answers = Slot(gap=Space.M)
        self.side = Slot(gap=Space.M)
        self.marked = Slot(gap=0)
        self._facts = Slot(gap=0)
        row.addWidget(self.answers, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        stack_when_narrow(self._columns, row, 760)
        self.add(self._columns)
        self.end()
        self.side.put(self.marked, self._facts)
        self.marked.hide()
        for keys, act in (("M", self._mark_here), ("Alt+Right", self._go_on)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        theme_changes().changed.connect(self._fit)

    def _add_deeds(self) -> None:
        self.accept = primary_button("Accept")
        self.accept.clicked.connect(self._accept)
        self.ask = secondary_button("Ask about this", icon="question")
        self.ask.clicked.connect(self._ask)
        self.next = secondary_button("Next to read", icon="forward")
        self.next.setToolTip("Alt+Right")
        self.take_back = quiet_button("Take the acceptance back", icon="undo")
        self.take_back.clicked.connect(self._take_back)
        self.take_back.hide()
        self.next.clicked.connect(self._go_on)
        deeds = QWidget()
        flow = FlowLayout(deeds, gap=Space.S)
        for button in (self.accept, self.ask, self.next):
            button.setEnabled(False)
            flow.addWidget(button)
        flow.addWidget(self.take_back)
        self.add(deeds)

    def focus_first(self) -> None:
        self.back.setFocus()

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock, (uin, agency_id) = self.session.context.clock, self._place
        self.read(lambda: read_return(workspace, audit_id, uin, agency_id, clock), self._show)

    def leave(self) -> None:
        for row in self.rows.values():
            row.flush()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        wide = theme().px(_SIDE)
        beside = self.viewport().width() - 80 >= theme().px(760)
        self.side.setMinimumWidth(wide if beside else 0)
        self.side.setMaximumWidth(wide if beside else 16_777_215)

    # --- what is shown ---------------------------------------------------------------------------

    def _show(self, one: OneReturn) -> None:
        if (one.case.uin, one.agency.id) != self._place:
            return  # one has gone on to the next return meanwhile
        self._one = one
        self._show_deeds(one)
        self.queries.put(*_standing(one))
        # What is read stays as it is while one marks in it: only another return is drawn anew.
        key = (one.received, one.differences, one.queries)
        if key != self._shown:
            self._shown = key
            self._show_return(one)
        if not self._saving:
            for place, row in self.rows.items():
                row.set_mark(one.marks.get(place))
        self._show_marked()
        self.say("M marks a question to be asked about", "Alt+→ reads the next · Alt+← goes back")
        if self._at in self.rows:
            # Once the rows have their places on the page.
            QTimer.singleShot(0, self, partial(self._go_to, self.rows[self._at]))
        self._at = ""

    def _show_deeds(self, one: OneReturn) -> None:
        self.accept.setVisible(one.acceptance is None)
        self.take_back.setVisible(one.acceptance is not None)
        self.ask.set_text("Write the query" if one.marks else "Ask about this")
        more = f"Next to read ({one.to_read})" if one.to_read else "Nothing else to read"
        self.next.set_text(more)
        self.accept.setEnabled(True)
        self.ask.setEnabled(True)
        self.next.setEnabled(one.next is not None)

    def _show_return(self, one: OneReturn) -> None:
        form = one.received.form
        title = f"{one.agency.name} on {case_title(one.case)}"
        self.title.setText(title)
        self.setAccessibleName(title)
        revision = one.received.ref.revision
        parts = ["Full return" if form.kind is ReturnKind.FULL else "Not known (nil return)"]
        if one.received.completed_on:
            parts.append(f"completed on {long_day(one.received.completed_on)}")
        if revision > 1:
            parts.append(f"revision {revision}")
        self.sentence.setText(", ".join(parts))
        self._facts.put(_facts(one))
        self.rows = {}
        changes = changes_card(one)
        cards: list[QWidget] = [changes] if changes is not None else []
        if form.kind is ReturnKind.NIL:
            cards.append(_nil(one))
        else:
            cards += [self._section(one, *each) for each in answered_sections(one)]
        self.answers.hide()  # shown once all are in: else each card that comes lays the page out
        self.answers.put(*cards)
        self._fit()

    def _section(self, one: OneReturn, section: Section, items: list[Item]) -> Card:
        card = Card(padding=Space.L)
        card.body.setSpacing(Space.XL)
        card.body.addWidget(section_title(section.title))
        for item in items:
            row = self.rows[item.key] = ReturnRow(one, item)
            row.marked.connect(self._keep_mark)
            row.unmarked.connect(self._drop_mark)
            card.body.addWidget(row)
        return card

    def _show_marked(self) -> None:
        marked = [row for row in self.rows.values() if row.is_marked]
        if not marked:
            self.marked.put()
            return
        box = Card(padding=Space.M)
        box.body.setSpacing(Space.XS)
        box.body.addWidget(strong_text(f"Marked to ask: {len(marked)}"))
        for row in marked:
            lead = quiet_button(row.name)
            lead.setAccessibleName(f"Go to {row.name}")
            lead.clicked.connect(partial(self._go_to, row))
            flush_left(lead)
            box.body.addWidget(lead)
        self.marked.put(box)

    def _go_to(self, row: ReturnRow, _checked: bool = False) -> None:
        self.show_widget(row)
        (row.text.box if row.is_marked else row.mark).setFocus()

    # --- marking ---------------------------------------------------------------------------------

    def _mark_here(self) -> None:
        """Mark the question where the keyboard is, or else the first that is in sight."""
        focus = self.focusWidget()
        rows = list(self.rows.values())
        here = [row for row in rows if focus is not None and row.isAncestorOf(focus)]
        if not here:
            top = self.viewport().mapToGlobal(self.viewport().rect().topLeft()).y()
            here = [row for row in rows if row.mapToGlobal(row.rect().topLeft()).y() >= top]
        if here:
            here[0].toggle()
            self.show_widget(here[0])

    def _keep_mark(self, key: str, text: str) -> None:
        one = self._one
        if one is not None:
            place = (self.session.workspace, one.audit.id, one.agency.id, one.case.uin, key)
            self._save(partial(mark_question, *place, text))

    def _drop_mark(self, key: str) -> None:
        one = self._one
        if one is not None:
            place = (self.session.workspace, one.audit.id, one.agency.id, one.case.uin, key)
            self._save(partial(unmark_question, *place))

    def _save(self, write: partial[Changes]) -> None:
        self._saving += 1
        self._show_marked()
        self.session.write(write, self._saved, failed=self._not_saved, owner=self)

    def _saved(self, _changes: Changes) -> None:
        self._saving -= 1

    def _not_saved(self, error: PartnershipAuditError) -> None:
        self._saving -= 1
        self.tell(error)

    # --- accepting, asking, going on -------------------------------------------------------------

    def _accept(self) -> None:
        one, workspace = self._one, self.session.workspace
        if one is None:
            return
        ref = one.received.ref
        # The keyboard goes on before the button goes.
        (self.next if one.next else self.ask).setFocus()
        self.session.write(
            lambda: accept_returns(workspace, ref.audit_id, [(ref.uin, ref.agency_id)]),
            failed=self.tell,
            owner=self,
        )

    def _take_back(self) -> None:
        one, workspace = self._one, self.session.workspace
        if one is None:
            return
        refs = [one.received.ref]
        self.ask.setFocus()
        self.session.write(
            lambda: take_back_acceptance(workspace, refs), failed=self.tell, owner=self
        )

    def _ask(self) -> None:
        one = self._one
        if one is None:
            return
        self.leave()
        self._asking.points = {
            key: row.text.value() for key, row in self.rows.items() if row.is_marked
        }
        self._asking.whole = self._asking.whole or one.marks.get("", "")
        self._asking.who = self._asking.who or one.officer
        self.floor.open(AskPage(self.floor, one, self._asking))

    def _go_on(self) -> None:
        one = self._one
        if one is None or one.next is None:
            return
        self.leave()
        self._place, self._one, self._asking = one.next, None, AskDraft()
        self.verticalScrollBar().setValue(0)
        self.look()
        self.accept.setFocus()


def _standing(one: OneReturn) -> Iterator[IconLine]:
    """How far the partnership is with a return, a line for each thing that happened."""
    for query, waits in one.queries:
        yield _queried(query, waits)
    if one.acceptance is not None:
        by = f" by {one.acceptance.by}" if one.acceptance.by else ""
        day = long_day(one.acceptance.at.date())
        yield IconLine("box-ticked", f"Accepted on {day}{by}", Tone.GOOD)
    elif one.since and not any(query.revision == one.since for query, _ in one.queries):
        words = f"A newer revision came after revision {one.since}: it is to be read again"
        yield IconLine("edit", words, Tone.ACCENT)
    if one.identifying:
        count = len(one.identifying)
        places = "1 place may" if count == 1 else f"{count} places may"
        told = f"{places} identify somebody: see the marks below before you quote from it"
        yield IconLine("attention", told, Tone.ATTENTION)


def _queried(query: Query, waits: bool) -> IconLine:
    day, by = long_day(query.asked_on), f" by {query.asked_by}" if query.asked_by else ""
    if waits:
        return IconLine("question", f"Queried on {day}{by}: waits for the answer", Tone.ACCENT)
    return IconLine("check", f"Queried on {day}{by}: answered", Tone.GOOD)


def _nil(one: OneReturn) -> Card:
    card = Card()
    card.body.addWidget(IconLine("circle", "Not known to this agency", Tone.TEXT))
    if one.received.form.note.strip():
        card.body.addWidget(body_text(one.received.form.note, selectable=True))
    for line in identifying(one, NOTE):
        card.body.addWidget(line)
    return card


def _let_pass(count: int) -> str:
    """How many findings of the guard the auditor let pass: a number, never the words."""
    return {0: "", 1: "1 place"}.get(count, f"{count} places")


def _facts(one: OneReturn) -> QWidget:
    """The case, and who says so."""
    form = one.received.form
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, Space.L, 0, 0)
    column.setSpacing(Space.XS)
    who = ", ".join(part for part in (form.completed_by.name, form.completed_by.title) if part)
    people = "\n".join(person.role for person in form.people)
    marked = {"People around the child": [role_place(person.id) for person in form.people],
              "Note": [NOTE]}  # fmt: skip
    involved = long_day(form.last_involvement) if form.last_involvement else ""
    picture = " ".join(one.case.pen_picture.split())
    for title, text in (
        ("UIN", one.case.uin),
        ("Pen picture", picture),
        ("Completed by", who),
        (f"Why revision {one.received.ref.revision}", one.received.reason),
        ("Said to identify nobody", _let_pass(one.received.waved_through)),
        ("On behalf of", form.on_behalf_of),
        ("Last involvement", involved),
        ("People around the child", people),
        ("Note", form.note if form.kind is ReturnKind.FULL else ""),
    ):
        if text.strip():
            column.addWidget(hint(title))
            column.addWidget(body_text(text, selectable=True))
            for place in marked.get(title, ()):
                for line in identifying(one, place):
                    column.addWidget(line)
            column.addSpacing(Space.M)
    column.addStretch(1)
    return side
