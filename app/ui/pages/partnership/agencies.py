"""The address book: agencies, kept between audits, with the words of their keys."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.audits import Agency
from app.domain.changes import Changes, Topic
from app.domain.days import long_day
from app.reports.wording import listed, plural
from app.services.keep_agencies import BookLine, agency_id_of, book_of, drop_agency, keep_agency
from app.storage import BookEntry
from app.ui.pages.partnership.agency_form import AgencyForm, contact_words
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, quiet_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.labels import TextLabel, caption, hint, section_title
from app.ui.widgets.surfaces import Card, button_row

_MOST_AUDITS = 6


class AgenciesRoom(Room):
    """A card for each agency; what is removed can be brought back at once."""

    concerns: ClassVar = frozenset({Topic.AGENCIES, Topic.AUDITS, Topic.RETURNS, Topic.KEYS})
    of_one_audit: ClassVar = False

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Address book")
        self.book: tuple[BookLine, ...] = ()
        self.cards: dict[str, AgencyCard] = {}
        self.new = primary_button("Add an agency", icon="plus")
        self.new.clicked.connect(lambda: self.edit(None))
        self.add(button_row(self.new, right=False))
        self.search = LineField("Find an agency", characters=32, longest=100)
        self.search.edited.connect(lambda _text: self._fit())
        self.add(self.search)
        self.note = Slot()
        self.add(self.note)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self.form = AgencyForm()
        self.form.agreed.connect(self._agreed)
        self.form.closed.connect(self._close)
        self._column.addWidget(self.form)
        self.form.hide()
        self.add(holder)
        self.nothing = hint("")
        self.nothing.hide()
        self.add(self.nothing)
        self.end()

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.box.setFocus()

    def focus_first(self) -> None:
        self.new.setFocus()

    def look(self) -> None:
        super().look()
        workspace = self.session.workspace
        self.read(lambda: book_of(workspace), self._show)

    def _show(self, book: tuple[BookLine, ...]) -> None:
        self.book = book
        gone = set(self.cards) - {line.agency.id for line in book}
        for agency_id in gone:
            card = self.cards.pop(agency_id)
            card.hide()
            self._column.removeWidget(card)
            card.deleteLater()
        for at, line in enumerate(book):
            card = self.cards.get(line.agency.id) or self._new_card(line.agency.id)
            card.show_line(line)
            self._column.removeWidget(card)
            self._column.insertWidget(at, card)
        self._column.removeWidget(self.form)
        self._column.insertWidget(0, self.form)
        self.search.setVisible(len(book) > 1)
        count = plural(len(book), "agency", "agencies")
        self.sentence.setText(
            f"{count}, kept from one audit to the next. A change here is taken over by the next "
            "audit, not by those that stand."
            if book
            else "Agencies are kept here from one audit to the next."
        )
        known = sum(bool(line.keys) for line in book)
        self.say(f"{plural(known, 'agency has', 'agencies have')} sent something so far")
        self._fit()

    def _new_card(self, agency_id: str) -> AgencyCard:
        card = self.cards[agency_id] = AgencyCard()
        card.edit.clicked.connect(partial(self._edit_id, agency_id))
        card.remove.clicked.connect(partial(self._remove, agency_id))
        return card

    def _fit(self) -> None:
        """Show the agencies with the words that are looked for."""
        words = self.search.value().casefold().split()
        shown = 0
        for line in self.book:
            said = f"{line.agency.name} {contact_words(line.agency)} {line.entry.note}".casefold()
            fits = all(word in said for word in words)
            self.cards[line.agency.id].setVisible(fits)
            shown += fits
        self.nothing.setVisible(not shown)
        self.nothing.setText(
            "No agency has these words."
            if self.book
            else "Nobody is in it yet. Agencies come in here by themselves when you set an audit "
            "up; or add one now."
        )

    # --- changing --------------------------------------------------------------------------------

    def _edit_id(self, agency_id: str, _checked: bool = False) -> None:
        self.edit(self._line(agency_id).agency)

    def _line(self, agency_id: str) -> BookLine:
        return next(line for line in self.book if line.agency.id == agency_id)

    def edit(self, agency: Agency | None) -> None:
        """Ask for a new agency, or show one to be changed."""
        self.note.put()
        self.form.show_agency(agency)
        card = self.cards.get(agency.id) if agency is not None else None
        self._column.removeWidget(self.form)
        self._column.insertWidget(self._column.indexOf(card) + 1 if card else 0, self.form)
        self.form.show()
        self.form.focus_line("name")
        self.show_widget(self.form)

    def _close(self) -> None:
        card = self.cards.get(self.form.agency.id)
        self.form.hide()
        (card.edit if card is not None else self.new).setFocus()

    def _agreed(self, agency: Agency) -> None:
        self.form.hide()
        taken = [line.agency.id for line in self.book]
        if not agency.id:
            agency_id = agency_id_of(agency.name, taken)
            agency = Agency(
                agency_id, agency.name, agency.email, agency.contact, agency.proxy, agency.phone
            )
            before, note = None, ""
        else:
            before = self._line(agency.id).entry
            note = before.note
        sentence = f"{agency.name} is changed." if before else f"{agency.name} is in the book."
        self._keep(BookEntry(agency, note), sentence, before)
        self.new.setFocus()

    def _remove(self, agency_id: str, _checked: bool = False) -> None:
        line, workspace = self._line(agency_id), self.session.workspace
        self.new.setFocus()
        self._say_done(
            partial(drop_agency, workspace, agency_id),
            f"{line.agency.name} is out of the book.",
            "Audits that ask it keep it." if line.audits else "",
            partial(keep_agency, workspace, line.entry),
        )

    def _keep(self, entry: BookEntry, sentence: str, before: BookEntry | None) -> None:
        workspace = self.session.workspace
        undo = (
            partial(keep_agency, workspace, before)
            if before is not None
            else partial(drop_agency, workspace, entry.agency.id)
        )
        self._say_done(partial(keep_agency, workspace, entry), sentence, "", undo)

    def _say_done(
        self, do: partial[Changes], sentence: str, text: str, undo: partial[Changes]
    ) -> None:
        def done(_changes: Changes) -> None:
            banner = Banner(Tone.GOOD, sentence, text, action="Undo")
            banner.acted.connect(take_back)
            self.note.put(banner)

        def take_back() -> None:
            self.note.put()
            self.new.setFocus()
            self.session.write(undo, failed=self.tell, owner=self)

        self.session.write(do, done, failed=self.tell, owner=self)


class AgencyCard(Card):
    """One agency: how it is reached, by which words its key is known, which audits ask it."""

    def __init__(self) -> None:
        super().__init__(padding=Space.M)
        self.body.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        self.name = section_title("")
        self.edit = quiet_button("Change")
        self.remove = quiet_button("Remove")
        head.addWidget(self.name, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.edit)
        head.addWidget(self.remove)
        self.body.addLayout(head)
        self.contact = hint("")
        self.body.addWidget(self.contact)
        self.key = TextLabel("", selectable=True)
        self.seen = caption("")
        self.audits = caption("")
        for label in (self.key, self.seen, self.audits):
            self.body.addWidget(label)

    def show_line(self, line: BookLine) -> None:
        """Show an agency."""
        agency = line.agency
        self.name.setText(agency.name)
        self.edit.setAccessibleName(f"Change {agency.name}")
        self.remove.setAccessibleName(f"Remove {agency.name}")
        self.contact.setText(contact_words(agency) or "No e-mail address yet")
        self.key.setVisible(bool(line.keys))
        self.key.setText("\n".join(key.words for key in line.keys))
        first = min((key.first_seen for key in line.keys), default=None)
        self.seen.setText(
            f"Its fingerprint, first seen on {long_day(first.date())}. Compare it by telephone."
            if first is not None
            else "Its fingerprint is known once it has sent something."
        )
        named = list(line.audits[:_MOST_AUDITS])
        if len(line.audits) > _MOST_AUDITS:
            named.append(f"{len(line.audits) - _MOST_AUDITS} more")
        self.audits.setText(f"Asked in {listed(named)}" if named else "In no audit yet")
