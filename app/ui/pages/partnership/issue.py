"""Issue the packs: where they go, whether they are locked, and what was written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.errors import EscrowNotTestedError, PartnershipAuditError
from app.reports.wording import plural
from app.services.issue_packs import Issued, issue_packs
from app.services.set_up_desk import new_passphrase, own_fingerprint
from app.ui.messages import first_sentence
from app.ui.outside import show_outside
from app.ui.pages.partnership.reading import Standing
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.fields import LineField, check_box
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, hint, section_title, strong_text
from app.ui.widgets.surfaces import Card, button_row

LEAST_PASSPHRASE = 12


class IssuePage(Room):
    """Asks for a folder and writes one pack for each agency into it."""

    def __init__(self, floor: Floor, standing: Standing) -> None:
        super().__init__(floor, "Issue packs", back="Cases and agencies")
        count = len(standing.to_issue)
        self.sentence.setText(
            f"{plural(count, 'file')}, one for each agency. You send each by e-mail as you "
            "send everything else."
        )
        self.folder: Path | None = None
        self.result = Slot(gap=Space.L)
        self.add(self.result)
        self.form = Card(padding=Space.XL)
        body = self.form.body
        body.addWidget(strong_text("Where to"))
        self.where = hint("Choose an empty folder, or the one of this audit.")
        body.addWidget(self.where)
        self.choose = secondary_button("Choose a folder", icon="folder")
        self.choose.clicked.connect(self._choose)
        body.addLayout(button_row(self.choose, right=False))
        body.addSpacing(Space.M)
        self.lock = check_box("Lock with a passphrase")
        self.lock.toggled.connect(self._lock_toggled)
        body.addWidget(self.lock)
        self.passphrase = LineField(
            "Passphrase for all packs",
            hint="Tell it to each agency by telephone, never in the e-mail with the pack.",
            characters=44,
            longest=200,
        )
        self.passphrase.hide()
        body.addWidget(self.passphrase)
        self.add(self.form)
        self.issue = primary_button("Issue packs")
        self.issue.clicked.connect(self._issue)
        self.add(button_row(self.issue))
        self.end()

    def focus_first(self) -> None:
        self.choose.setFocus()

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "A folder for the packs", str(Path.home()))
        if name:
            self.folder = Path(name)
            self.where.setText(name)
            self.choose.set_text("Choose another folder")
            self.issue.setFocus()

    def _lock_toggled(self, locked: bool) -> None:
        if locked and not self.passphrase.value():
            self.passphrase.set_value(new_passphrase())
        self.passphrase.setVisible(locked)

    def _issue(self) -> None:
        if self.folder is None:
            self._choose()
        folder = self.folder
        if folder is None:
            return
        lock = self.passphrase.value().strip() if self.lock.isChecked() else None
        if lock is not None and len(lock) < LEAST_PASSPHRASE:
            self.passphrase.set_error(f"Make it {LEAST_PASSPHRASE} characters or more.")
            self.passphrase.box.setFocus()
            return
        self._set_busy(True)
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock

        def issue() -> tuple[Issued, str]:
            issued = issue_packs(workspace, audit_id, folder, clock=clock, lock=lock)
            return issued, own_fingerprint(workspace)

        # Locking takes a second for each pack, on purpose: not on the database's worker.
        self.session.work(
            lambda _work: issue(),
            done=lambda both: self._issued(both[0], both[1], folder, lock),
            failed=self._not_issued,
            owner=self,
        )

    def _set_busy(self, busy: bool) -> None:
        self.issue.setEnabled(not busy)
        self.issue.set_text("Writing the packs…" if busy else "Issue packs")

    def _not_issued(self, error: PartnershipAuditError) -> None:
        self._set_busy(False)
        sheet = isinstance(error, EscrowNotTestedError)
        happened, rest = first_sentence(error.sentence)
        banner = Banner(
            Tone.ATTENTION if sheet else Tone.PROBLEM,
            happened,
            rest,
            action="Open Settings" if sheet else "",
        )
        banner.acted.connect(lambda: self.floor.go("settings"))
        self.result.put(banner)
        if banner.button is not None:
            banner.button.setFocus()
        self.show_widget(self.result)

    def _issued(self, issued: Issued, words: str, folder: Path, lock: str | None) -> None:
        self.session.tell(issued.changes)
        self._set_busy(False)
        self.form.hide()
        self.issue.hide()
        count = len(issued.packs)
        are = "is" if count == 1 else "are"
        self.title.setText(f"{plural(count, 'pack')} {are} written")
        self.sentence.setText(f"They are in {folder}.")
        self.result.put(self._buttons(folder, words), _what_to_tell(words, lock), _files(issued))
        self.back.setFocus()

    def _buttons(self, folder: Path, words: str) -> QWidget:
        show = primary_button("Show in folder", icon="folder")
        show.clicked.connect(lambda: show_outside(folder, self))
        copy = secondary_button("Copy the words", icon="copy")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(words))
        done = quiet_button("Back to cases and agencies")
        done.clicked.connect(self.floor.back)
        row = QWidget()
        flow = FlowLayout(row, gap=Space.M)
        for button in (show, copy, done):
            flow.addWidget(button)
        return row


def _files(issued: Issued) -> Card:
    card = Card()
    card.body.setSpacing(0)
    card.body.addWidget(section_title("Send each by e-mail"))
    for pack in issued.packs:
        card.body.addSpacing(Space.M)
        line = IconLine("check", pack.path.name, Tone.TEXT)
        line.icon.set_icon("check", Tone.GOOD)
        card.body.addWidget(line)
        to = pack.agency.email or "no e-mail address on the list"
        address = hint(f"to {pack.agency.name}, {to}")
        address.setContentsMargins(theme().px(18) + Space.XS + 2, 0, 0, 0)
        card.body.addWidget(address)
    return card


def _what_to_tell(words: str, lock: str | None) -> Card:
    card = Card()
    card.body.addWidget(section_title("Tell each agency by letter or telephone"))
    card.body.addWidget(hint("The words by which they know that the pack comes from you:"))
    card.body.addWidget(body_text(words, selectable=True))
    if lock:
        card.body.addSpacing(Space.S)
        card.body.addWidget(hint("The passphrase that opens the packs:"))
        card.body.addWidget(body_text(lock, selectable=True))
    return card
