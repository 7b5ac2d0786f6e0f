"""Issue the packs: to whom and what changed for them, where they go, whether they are locked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.policy import Policy
from app.errors import EscrowNotTestedError, PartnershipAuditError
from app.reports.wording import plural
from app.services.issue_packs import PackState, PackToIssue, issue_packs
from app.services.pack_covers import Cover, write_covers
from app.services.set_up_desk import new_passphrase, own_fingerprint
from app.ui.messages import first_sentence
from app.ui.pages.files_folder import files_folder
from app.ui.pages.partnership.issued import Written, written_parts
from app.ui.pages.partnership.reading import Standing
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.wording import short_day
from app.ui.pages.ways_out import FROM_HERE, by_email, by_folder
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.fields import LineField, check_box
from app.ui.widgets.labels import hint, section_title, strong_text
from app.ui.widgets.option_card import Choice, TickCard
from app.ui.widgets.preset import PresetLine
from app.ui.widgets.small import StatusTag
from app.ui.widgets.surfaces import Card, button_row, stack_when_narrow

LEAST_PASSPHRASE = 12
_ROOM_FOR_ROW = 520


@dataclass(frozen=True)
class _Issued:
    covers: tuple[Cover, ...]
    changes: Changes
    words: str


class IssuePage(Room):
    """Asks for agencies and a folder; writes a pack, an e-mail and a letter for each into it."""

    def __init__(self, floor: Floor, standing: Standing) -> None:
        super().__init__(floor, "Issue packs", back="Cases and agencies")
        self.standing = standing
        self.folder: Path | None = None
        self.sentence.setText(_sentence(standing.packs, self.session.context.policy))
        self.result = Slot(gap=Space.L)
        self.add(self.result)
        self.ticks: dict[str, TickCard] = {}
        self.which = Card(padding=Space.XL)
        self.which.body.setSpacing(Space.XS)
        self.which.body.addWidget(section_title("To whom"))
        for pack in standing.packs:
            self.which.body.addWidget(self._agency(pack))
        self.all = quiet_button("Choose all agencies")
        self.all.clicked.connect(self._tick_all)
        self.all.setVisible(not all(pack.is_due for pack in standing.packs))
        self.which.body.addLayout(button_row(self.all, right=False))
        self.add(self.which)
        self.form = Card(padding=Space.XL)
        self._policy = self.session.context.policy
        self._where(self.form.body)
        self.add(self.form)
        self.issue = primary_button("Issue packs")
        self.issue.clicked.connect(self._issue)
        self.add(button_row(self.issue))
        self.end()
        self._show_count()

    def _where(self, body: QVBoxLayout) -> None:
        body.addWidget(strong_text("Where to"))
        self.where = hint("Choose an empty folder, or the one of this audit.")
        body.addWidget(self.where)
        self.choose = secondary_button("Choose a folder", icon="folder")
        self.choose.clicked.connect(self._choose)
        if by_folder(self._policy):
            body.addLayout(button_row(self.choose, right=False))
        else:
            self.choose.hide()
            self._take(files_folder(self._policy))
            body.addWidget(PresetLine(FROM_HERE))
        body.addSpacing(Space.M)
        self.lock = check_box("Lock with a passphrase")
        self.lock.toggled.connect(self._lock_toggled)
        body.addWidget(self.lock)
        self.passphrase = LineField(
            "Passphrase for these packs",
            hint="Tell it to each agency by telephone, never in the e-mail with the pack.",
            characters=44,
            longest=200,
        )
        self.passphrase.hide()
        body.addWidget(self.passphrase)

    def _agency(self, pack: PackToIssue) -> QWidget:
        words = "\n".join((plural(pack.cases, "case"), *pack.changes))
        tick = TickCard(Choice(pack.agency.id, pack.agency.name, words))
        tick.setChecked(pack.is_due)
        tick.setAccessibleDescription(f"{pack.state}. {' '.join(words.splitlines())}")
        tick.toggled.connect(self._show_count)
        self.ticks[pack.agency.id] = tick
        row = QWidget()
        box = QBoxLayout(QBoxLayout.Direction.LeftToRight, row)
        box.setContentsMargins(0, 0, 0, Space.XS)
        box.setSpacing(Space.S)
        box.addWidget(tick, 1)
        box.addWidget(self._tag(pack), 0, Qt.AlignmentFlag.AlignVCenter)
        stack_when_narrow(row, box, _ROOM_FOR_ROW)
        return row

    def _tag(self, pack: PackToIssue) -> StatusTag:
        if pack.at is None:
            return StatusTag("not issued yet", Tone.SECONDARY, "mail")
        day = short_day(pack.at.date(), self.standing.today)
        if pack.state is PackState.OUT_OF_DATE:
            return StatusTag(f"out of date, pack of {day}", Tone.ATTENTION, "attention")
        return StatusTag(f"up to date, pack of {day}", Tone.GOOD, "check")

    def focus_first(self) -> None:
        next(iter(self.ticks.values()), self.choose).setFocus()

    def chosen(self) -> tuple[str, ...]:
        """The ids of the agencies that are ticked."""
        return tuple(agency_id for agency_id, tick in self.ticks.items() if tick.isChecked())

    def _tick_all(self) -> None:
        for tick in self.ticks.values():
            tick.setChecked(True)

    def _show_count(self) -> None:
        count = len(self.chosen())
        self.issue.setEnabled(count > 0)
        self.issue.set_text(f"Issue {plural(count, 'pack')}" if count else "Issue packs")

    def _choose(self) -> None:
        begin = str(files_folder(self._policy))
        name = QFileDialog.getExistingDirectory(self, "A folder for the packs", begin)
        if name:
            self._take(Path(name))
            (self.issue if self.issue.isEnabled() else self.choose).setFocus()

    def _take(self, folder: Path) -> None:
        self.folder = folder
        self.where.setText(str(folder))
        self.choose.set_text("Choose another folder")

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
        clock, chosen, policy = self.session.context.clock, self.chosen(), self._policy

        def write() -> _Issued:
            issued = issue_packs(
                workspace, audit_id, folder, clock=clock, lock=lock, only=chosen, policy=policy
            )
            covers = write_covers(
                workspace,
                audit_id,
                issued.packs,
                clock=clock,
                locked=lock is not None,
                policy=policy,
            )
            return _Issued(covers, issued.changes, own_fingerprint(workspace))

        # Locking takes a second for each pack, on purpose: not on the database's worker.
        self.session.work(
            lambda _work: write(),
            done=partial(self._issued, folder, lock),
            failed=self._not_issued,
            owner=self,
        )

    def _set_busy(self, busy: bool) -> None:
        self._show_count()
        if busy:
            self.issue.setEnabled(False)
            self.issue.set_text("Writing the packs…")

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

    def _issued(self, folder: Path, lock: str | None, issued: _Issued) -> None:
        self.session.tell(issued.changes)
        self._set_busy(False)
        for part in (self.which, self.form, self.issue):
            part.hide()
        count = len(issued.covers)
        self.title.setText(f"{plural(count, 'pack')} {'is' if count == 1 else 'are'} written")
        self.sentence.setText(_written_words(folder, self._policy))
        written = Written(folder, issued.covers, issued.words, lock or "")
        self.result.put(*written_parts(written, self.floor.back, self._policy))
        self.back.setFocus()


def _written_words(folder: Path, policy: Policy) -> str:
    if by_email(policy):
        return (
            f"With an e-mail and a letter for each, in {folder}. Nothing is sent yet: send the "
            "e-mails, and put the letters into the post."
        )
    return (
        f"With a letter for each, in {folder}. Nothing is sent yet: hand the packs over, and put "
        "the letters into the post."
    )


def _sentence(packs: tuple[PackToIssue, ...], policy: Policy) -> str:
    due = [pack for pack in packs if pack.is_due]
    if not due:
        return "Every agency has the pack as it is now. Choose one to write its pack again."
    if len(due) == len(packs):
        how = (
            "You send each by e-mail as you send everything else."
            if by_email(policy)
            else "You hand each over from its folder."
        )
        return f"{plural(len(due), 'file')}, one for each agency. {how}"
    return (
        f"{len(due)} of {len(packs)} agencies {'needs' if len(due) == 1 else 'need'} a pack; "
        f"{'it is' if len(due) == 1 else 'they are'} chosen. What has been answered so far stays."
    )
