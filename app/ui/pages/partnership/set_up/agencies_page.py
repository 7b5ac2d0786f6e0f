"""Which agencies are asked: chosen from the address book, or added to it here."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.audits import Agency
from app.domain.set_up import Step
from app.services.keep_agencies import (
    USUAL_AGENCIES,
    BookLine,
    agency_id_of,
    book_of,
    keep_agency,
)
from app.storage import BookEntry
from app.ui.pages.partnership.agency_form import AgencyForm
from app.ui.pages.partnership.room import Floor, flush_left
from app.ui.pages.partnership.set_up.agency_row import AgencyRow
from app.ui.pages.partnership.set_up.hand import Hand
from app.ui.pages.partnership.set_up.step_page import StepPage
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import quiet_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint, section_title


class AgenciesPage(StepPage):
    """A row to tick for each agency of the book; what is changed here is changed in the book."""

    step: ClassVar = Step.AGENCIES

    def __init__(self, floor: Floor, hand: Hand) -> None:
        super().__init__(floor, hand, "Agencies")
        self.sentence.setText("Tick those that are asked in this audit. Each gets a pack.")
        self.rows: dict[str, AgencyRow] = {}
        self.notes: dict[str, str] = {}
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self.add(holder)
        self.form = AgencyForm()
        self.form.agreed.connect(self._agreed)
        self.form.closed.connect(self._close_form)
        self._column.addWidget(self.form)
        self.form.hide()
        self.new = secondary_button("Add an agency", icon="plus")
        self.new.clicked.connect(lambda: self._open_form(None))
        self.more = quiet_button("Show usual agencies")
        flush_left(self.more)
        self.more.clicked.connect(self._show_usual)
        ways = FlowLayout(gap=Space.M)
        ways.addWidget(self.new)
        ways.addWidget(self.more)
        self.add(ways)
        self._build_usual()
        self.end_step()

    def _build_usual(self) -> None:
        self.usual = QWidget()
        column = QVBoxLayout(self.usual)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(section_title("Usual in a safeguarding partnership"))
        column.addWidget(hint("One click adds an agency. Give it an e-mail address then."))
        flow = FlowLayout(gap=Space.S)
        self.offers = {}
        for name in USUAL_AGENCIES:
            button = secondary_button(name, icon="plus")
            button.setAccessibleName(f"Add {name}")
            button.clicked.connect(partial(self._add_usual, name))
            self.offers[name] = button
            flow.addWidget(button)
        column.addLayout(flow)
        self.usual.hide()
        self.add(self.usual)

    def look(self) -> None:
        first = self.stale
        super().look()
        if first:
            workspace = self.session.workspace
            self.read(lambda: book_of(workspace), self._show)

    def focus_first(self) -> None:
        row = next(iter(self.rows.values()), None)
        (row.tick if row is not None else self.new).setFocus()

    def focus_field(self, name: str) -> None:
        row = self.rows.get(name)
        if row is None:
            self.new.setFocus()
        else:
            self._open_form(row.agency, "email")

    # --- the list --------------------------------------------------------------------------------

    def _show(self, book: tuple[BookLine, ...]) -> None:
        self.notes = {line.agency.id: line.entry.note for line in book}
        chosen = {agency.id: agency for agency in self.set_up.agencies}
        shown = {line.agency.id: line.agency for line in book} | chosen
        for agency in sorted(shown.values(), key=lambda each: each.name.casefold()):
            self._put_row(agency)
        self.usual.setVisible(not shown)
        self.more.setVisible(bool(shown))
        self._fit_offers()
        if self._told:
            self.show_missing()
        if self.wanted:
            self.focus_field(self.wanted)
        elif self.hasFocus() or self.new.hasFocus():
            self.focus_first()

    def _put_row(self, agency: Agency) -> AgencyRow:
        """Show an agency at its place by name, or in place of itself."""
        old = self.rows.pop(agency.id, None)
        ticked = any(each.id == agency.id for each in self.set_up.agencies)
        row = AgencyRow(agency, ticked=ticked)
        row.tick.toggled.connect(partial(self._toggled, agency.id))
        row.edit.clicked.connect(lambda: self._open_form(row.agency))
        if old is not None:
            at = self._column.indexOf(old)
            old.hide()
            self._column.removeWidget(old)
            old.deleteLater()
        else:
            at = self._column.count()
        before = list(self.rows)
        self.rows[agency.id] = row
        self._column.insertWidget(at, row)
        if old is not None and before:
            self.rows = {key: self.rows[key] for key in self._in_order()}
        return row

    def _in_order(self) -> list[str]:
        return sorted(self.rows, key=lambda key: self._column.indexOf(self.rows[key]))

    def _toggled(self, agency_id: str, on: bool) -> None:
        chosen = [agency for agency in self.set_up.agencies if agency.id != agency_id]
        if on:
            chosen.append(self.rows[agency_id].agency)
        self.change(agencies=tuple(chosen))

    def show_missing(self) -> None:
        super().show_missing()
        said = {each.field: each.sentence for each in self.problems_here()}
        for agency_id, row in self.rows.items():
            row.set_error(said.get(agency_id, ""))

    # --- adding and changing ---------------------------------------------------------------------

    def _open_form(self, agency: Agency | None, line: str = "name") -> None:
        self.form.show_agency(agency)
        self._column.removeWidget(self.form)
        row = self.rows.get(agency.id) if agency is not None else None
        at = self._column.indexOf(row) + 1 if row is not None else self._column.count()
        self._column.insertWidget(at, self.form)
        self.form.show()
        before = row.edit if row is not None else self._last()
        for each in (*self.form.lines.values(), self.form.keep):
            box = getattr(each, "box", each)
            if before is not None:
                QWidget.setTabOrder(before, box)
            before = box
        self.form.focus_line(line)
        self.show_widget(self.form)

    def _last(self) -> QWidget | None:
        row = next(reversed(self.rows.values()), None)
        return row.edit if row is not None else None

    def _close_form(self) -> None:
        row = self.rows.get(self.form.agency.id)
        self.form.hide()
        (row.edit if row is not None else self.new).setFocus()

    def _agreed(self, agency: Agency) -> None:
        self.form.hide()
        if not agency.id:
            same = self._named(agency.name)
            new_id = same.id if same is not None else agency_id_of(agency.name, self.rows)
            agency = Agency(
                new_id, agency.name, agency.email, agency.contact, agency.proxy, agency.phone
            )
            self._tick(agency)
        elif any(each.id == agency.id for each in self.set_up.agencies):
            chosen = (agency if each.id == agency.id else each for each in self.set_up.agencies)
            self.change(agencies=tuple(chosen))
        self._keep(agency)
        row = self._put_row(agency)
        self._fit_offers()
        if self._told:
            self.show_missing()
        row.tick.setFocus()

    def _named(self, name: str) -> Agency | None:
        agencies = (row.agency for row in self.rows.values())
        return next((one for one in agencies if one.name.casefold() == name.casefold()), None)

    def _tick(self, agency: Agency) -> None:
        chosen = [each for each in self.set_up.agencies if each.id != agency.id]
        self.change(agencies=(*chosen, agency))

    def _keep(self, agency: Agency) -> None:
        workspace, entry = self.session.workspace, BookEntry(agency, self.notes.get(agency.id, ""))
        self.session.write(lambda: keep_agency(workspace, entry), failed=self.tell, owner=self)

    # --- the usual ones --------------------------------------------------------------------------

    def _show_usual(self) -> None:
        self.usual.show()
        self.more.hide()
        self._fit_offers()

    def _add_usual(self, name: str) -> None:
        offer = self.offers[name]
        names = list(self.offers)
        agency = Agency(agency_id_of(name, self.rows), name)
        self._tick(agency)
        self._keep(agency)
        self._put_row(agency)
        at = names.index(name)
        following = (self.offers[each] for each in (*names[at + 1 :], *reversed(names[:at])))
        after = next((each for each in following if each.isVisible()), self.new)
        after.setFocus()
        offer.hide()
        if self._told:
            self.show_missing()

    def _fit_offers(self) -> None:
        known = {row.agency.name.casefold() for row in self.rows.values()}
        for name, button in self.offers.items():
            button.setVisible(name.casefold() not in known)
