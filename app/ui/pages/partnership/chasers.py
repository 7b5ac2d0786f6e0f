"""Prepare chasers: who is reminded, what each is told, and the drafts and letters of it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.audits import Audit
from app.domain.changes import Topic
from app.errors import PartnershipAuditError
from app.handover.email_draft import case_and_number, chaser_email
from app.reports.wording import listed, plural
from app.services.chase_agencies import ChasedAgencies, ToChase, chase_agencies, to_chase
from app.ui.pages.partnership.folder_choice import FolderChoice
from app.ui.pages.partnership.room import Floor, Room, Slot, flush_left
from app.ui.pages.partnership.wording import short_day
from app.ui.pages.partnership.written_files import WrittenFiles, written_parts
from app.ui.pages.ways_out import by_email, nothing_sent
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, quiet_button
from app.ui.widgets.fields import check_box
from app.ui.widgets.labels import body_text, hint, strong_text
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card, button_row

SOON = 3
"""Returns that are due within so many days are offered to be reminded of."""

_SPELT_OUT = 12


class ChaserRow(QWidget):
    """One agency: a tick, what is missing, and the words that it is told."""

    def __init__(self, audit: Audit, one: ToChase) -> None:
        super().__init__()
        self.one = one
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        missing, agency = one.missing, one.agency
        count = plural(len(missing.cases), "return")
        late = f"{plural(missing.days, 'day')} late" if missing.days else "not yet late"
        near = missing.days or (audit.due - one.today).days <= SOON
        column.addWidget(strong_text(f"{agency.name}: {count}, {late}"))
        named = [case_and_number(case) for case in missing.cases[:_SPELT_OUT]]
        if len(missing.cases) > _SPELT_OUT:
            named.append(f"{len(missing.cases) - _SPELT_OUT} more")
        column.addWidget(hint(listed(named)))
        column.addWidget(hint(_how(one)))
        self.box = check_box("Write a chaser")  # its text does not wrap, as the title does
        self.box.setAccessibleName(f"Write a chaser to {agency.name}")
        self.box.setChecked(bool(near) and not one.chased_today)
        column.addWidget(self.box)
        self.fold = quiet_button("What it says", icon="chevron-right")
        self.fold.setCheckable(True)
        self.fold.setAccessibleName(f"What it says to {agency.name}")
        flush_left(self.fold)
        column.addWidget(self.fold)
        email = chaser_email(audit, agency, missing.cases, one.today)
        self.text = body_text(f"{email.subject}\n\n{email.text.strip()}", selectable=True)
        self.text.hide()
        column.addWidget(self.text)
        self.fold.toggled.connect(self._turn)

    def _turn(self, on: bool) -> None:
        self.text.setVisible(on)
        self.fold.set_icon_name("chevron-down" if on else "chevron-right")


class ChasersPage(Room):
    """A list with ticks, the folder, and after that what was written."""

    concerns: ClassVar = frozenset({Topic.RETURNS, Topic.AUDITS})

    def __init__(self, floor: Floor, *, back: str) -> None:
        super().__init__(floor, "Prepare chasers", back=back)
        self._policy = self.session.context.policy
        self.rows: dict[str, ChaserRow] = {}
        self.result = Slot(gap=Space.L)
        self.add(self.result)
        self.list = Slot()
        self.add(self.list)
        self.where = FolderChoice(
            "A folder for the chasers",
            "A draft of an e-mail and a letter for each go there."
            if by_email(self._policy)
            else "A letter for each goes there.",
            self._policy,
        )
        self.where.hide()
        self.add(self.where)
        self.write = primary_button("Write the chasers")
        self.write.clicked.connect(self._write)
        self.where.chosen.connect(self.write.setFocus)
        self.write.hide()
        self.add(button_row(self.write))
        self.end()

    def focus_first(self) -> None:
        rows = list(self.rows.values())
        (rows[0].box if rows else self.back).setFocus()

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock

        def read() -> tuple[Audit, tuple[ToChase, ...]]:
            with workspace.work() as work:
                audit = work.audits.get(audit_id)
            return audit, to_chase(workspace, audit_id, clock=clock)

        self.read(read, lambda found: self._show(*found))

    def _show(self, audit: Audit, waiting: tuple[ToChase, ...]) -> None:
        self.rows = {one.agency.id: ChaserRow(audit, one) for one in waiting}
        if not waiting:
            self.sentence.setText("Nothing is missing: every agency has answered.")
            self.list.put()
        else:
            self.sentence.setText(
                "Each is told which returns are missing, since when, and how to send them. Cases "
                "go by letter and number: no initials, no names."
            )
            card = Card(padding=Space.L)
            card.body.setSpacing(Space.M)
            for row in self.rows.values():
                if card.body.count():
                    card.body.addWidget(Rule())
                card.body.addWidget(row)
                row.box.toggled.connect(self._count)
            self.list.put(card)
            self.focus_first()
        self.where.setVisible(bool(waiting))
        self.write.setVisible(bool(waiting))
        self._count()
        self.say(nothing_sent(self._policy), "Alt+Left goes back")

    def ticked(self) -> tuple[str, ...]:
        """The agencies that are to be reminded."""
        return tuple(key for key, row in self.rows.items() if row.box.isChecked())

    def _count(self, *_: object) -> None:
        count = len(self.ticked())
        self.write.set_text(f"Write {plural(count, 'chaser')}" if count else "Write the chasers")
        self.write.setEnabled(count > 0)

    def _write(self) -> None:
        if self.where.folder is None:
            self.where.ask()
        folder, chosen = self.where.folder, self.ticked()
        if folder is None:
            return
        self.write.setEnabled(False)
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock
        self.session.write(
            # Whoever was reminded today is not ticked by itself: a tick there is meant.
            lambda: chase_agencies(
                workspace,
                audit_id,
                folder,
                clock=clock,
                agency_ids=chosen,
                again_today=True,
                policy=self._policy,
            ),
            self._written,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: PartnershipAuditError) -> None:
        self._count()
        self.result.put_error(error)
        self.show_widget(self.result)

    def _written(self, done: ChasedAgencies) -> None:
        folder = self.where.folder
        if folder is None:
            return
        for each in (self.list, self.where, self.write):
            each.hide()
        count = len(done.chased)
        are = "is" if count == 1 else "are"
        self.title.setText(f"{plural(count, 'chaser')} {are} written")
        self.sentence.setText(
            f"In {folder}. They are not sent yet: that step is yours. The tracker notes the day."
        )
        files = [
            WrittenFiles(
                one.agency.name, one.agency.email, one.draft, (("Open letter", one.letter),)
            )
            for one in done.chased
        ]
        self.result.put(*written_parts(folder, files, self, self._policy))
        self.back.setFocus()


def _how(one: ToChase) -> str:
    to = f"To {one.agency.email}" if one.agency.email else "No e-mail address: post the letter"
    if one.chased_today:
        return f"{to}. Chased today already: tick it to write once more."
    if one.chased is not None:
        return f"{to}. Chased last on {short_day(one.chased, one.today)}."
    return to
