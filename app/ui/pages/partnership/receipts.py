"""Receipts for every agency from which something came since its last one, in one go."""

from __future__ import annotations

from app.errors import PartnershipAuditError
from app.reports.wording import plural
from app.services.write_receipt import WrittenReceipts, write_receipts
from app.ui.pages.partnership.folder_choice import FolderChoice
from app.ui.pages.partnership.reading import Standing
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.written_files import WrittenFiles, written_parts
from app.ui.pages.ways_out import by_email, nothing_sent
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import primary_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.surfaces import Card, button_row


class ReceiptsPage(Room):
    """To whom receipts go, the folder, and after that what was written."""

    def __init__(self, floor: Floor, standing: Standing, *, back: str) -> None:
        super().__init__(floor, "Write receipts", back=back)
        self._audit, self._policy = standing.audit, self.session.context.policy
        self.sentence.setText(
            "Each agency is told, sealed, which of its returns have arrived and which are missing."
        )
        self.result = Slot(gap=Space.L)
        self.add(self.result)
        self.list = Card(padding=Space.L)
        for agency in standing.to_receipt:
            answered, asked = standing.tracker.in_of_agency(agency.id)
            words = f"{agency.name}: {answered} of {plural(asked, 'return')} in"
            self.list.body.addWidget(IconLine("people", words, Tone.TEXT))
        self.add(self.list)
        self.where = FolderChoice(
            "A folder for the receipts",
            "A receipt and the draft of its e-mail for each go there."
            if by_email(self._policy)
            else "A receipt for each goes there.",
            self._policy,
        )
        self.add(self.where)
        self.write = primary_button(f"Write {plural(len(standing.to_receipt), 'receipt')}")
        self.write.clicked.connect(self._write)
        self.where.chosen.connect(self.write.setFocus)
        self.add(button_row(self.write))
        self.end()
        self.say(nothing_sent(self._policy), "Alt+Left goes back")

    def focus_first(self) -> None:
        (self.write if self.where.folder else self.where.choose).setFocus()

    def _write(self) -> None:
        if self.where.folder is None:
            self.where.ask()
        folder = self.where.folder
        if folder is None:
            return
        self.write.setEnabled(False)
        workspace, audit_id = self.session.workspace, self._audit.id
        clock, policy = self.session.context.clock, self._policy
        self.session.write(
            lambda: write_receipts(workspace, audit_id, folder, clock=clock, policy=policy),
            self._written,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: PartnershipAuditError) -> None:
        self.write.setEnabled(True)
        self.result.put_error(error)
        self.show_widget(self.result)

    def _written(self, done: WrittenReceipts) -> None:
        folder = self.where.folder
        if folder is None:
            return
        for each in (self.list, self.where, self.write):
            each.hide()
        count = len(done.receipts)
        are = "is" if count == 1 else "are"
        self.title.setText(f"{plural(count, 'receipt')} {are} written")
        self.sentence.setText(f"In {folder}. They are not sent yet: that step is yours.")
        files = []
        for one, draft in zip(done.receipts, done.drafts, strict=True):
            agency = self._audit.agency(one.receipt.agency_id)
            if agency is not None:
                files.append(WrittenFiles(agency.name, agency.email, draft))
        self.result.put(*written_parts(folder, files, self, self._policy))
        self.back.setFocus()
