"""Keys and lock: the content of the page, the same on both desks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes, Topic
from app.errors import PartnershipAuditError
from app.services.keep_keys import (
    add_passphrase,
    change_passphrase,
    let_this_computer_open,
    remove_way_in,
    rotate_database_key,
    ways_in,
)
from app.services.preferences import lock_after
from app.services.set_up_desk import rotate_encryption_key
from app.storage import Desk, SlotKind, WayIn, Workspace, has_secure_store
from app.ui.messages import confirm, show_error
from app.ui.pages.keys.lock_section import LockSection
from app.ui.pages.keys.new_key_form import NewKeyForm
from app.ui.pages.keys.passphrase_form import PassphraseForm
from app.ui.pages.keys.sheet_section import SheetSection
from app.ui.pages.keys.ways_list import WaysList
from app.ui.pages.keys.wording import QUESTIONS, TAKEN_AWAY, added_words
from app.ui.pages.slot import Slot
from app.ui.session import Session
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint, section_title

SENTENCE = "What opens this desk, and when it locks itself."
Form = PassphraseForm | NewKeyForm


class KeysPanel(QWidget):
    """``said(QWidget)`` when something new is to be looked at: a form, or what came of it."""

    said = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self.sheet: SheetSection | None = None
        self._openers: dict[Slot, Button] = {}
        self._add_opening()
        if session.workspace.desk is Desk.AGENCY:
            self._column.addSpacing(Space.XL)
            self._column.addWidget(section_title("Recovery sheet"))
            self.sheet = SheetSection(session)
            self.sheet.said.connect(self.said)
            self._column.addWidget(self.sheet)
        self._column.addSpacing(Space.XL)
        self._column.addWidget(section_title("Lock"))
        self.locking = LockSection(session)
        self._column.addWidget(self.locking)
        self._add_new_keys()
        session.changed.connect(self._changed)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.add_word

    def look(self) -> None:
        """Read again what is shown."""
        workspace, policy = self.session.workspace, self.session.context.policy
        self.session.read(
            lambda: (ways_in(workspace), lock_after(workspace, policy)),
            lambda found: self._show(*found),
            failed=lambda error: show_error(self.window(), error),
            owner=self,
        )

    def _changed(self, changes: Changes) -> None:
        if changes.touches(Topic.KEYS, Topic.SETTINGS) and self.isVisible():
            self.look()

    def _show(self, ways: tuple[WayIn, ...], minutes: int) -> None:
        self.ways.show_ways(ways)
        kinds = {way.kind for way in ways}
        self.change_word.setVisible(SlotKind.PASSPHRASE in kinds)
        self.add_store.setVisible(SlotKind.KEYRING not in kinds and has_secure_store())
        if self.sheet is not None:
            self.sheet.show_state(SlotKind.RECOVERY_WORDS in kinds)
        self.locking.show_minutes(minutes)

    # --- what opens the desk ---------------------------------------------------------------------

    def _add_opening(self) -> None:
        self._column.addWidget(section_title("What opens this desk"))
        self.ways = WaysList()
        self.ways.remove_asked.connect(self._remove)
        self._column.addWidget(self.ways)
        self.add_word = secondary_button("Add a passphrase", icon="plus")
        self.add_word.clicked.connect(self._ask_new)
        self.change_word = secondary_button("Change the passphrase", icon="edit")
        self.change_word.clicked.connect(self._ask_change)
        self.add_store = secondary_button("Open by itself on this computer", icon="lock")
        self.add_store.clicked.connect(self._let_computer)
        self._add_row(self.add_word, self.change_word, self.add_store)
        if self.session.workspace.desk is Desk.PARTNERSHIP:
            self._column.addWidget(hint("A new recovery sheet is made in the settings."))
        self.change_word.hide()
        self.add_store.hide()
        self.opening = Slot()
        self._column.addWidget(self.opening)

    def _ask_new(self) -> None:
        form = PassphraseForm(
            "Add a passphrase",
            "What opened the desk before still does. Whoever knows the passphrase can read "
            "everything in it.",
            action="Add passphrase",
        )
        workspace = self.session.workspace

        def add(_old: str, new: str) -> None:
            self._write(
                lambda: add_passphrase(workspace, new),
                self.opening,
                ("The new passphrase opens this desk.", ""),
                form,
            )

        form.asked.connect(add)
        self._put(self.opening, form, self.add_word)

    def _ask_change(self) -> None:
        form = PassphraseForm("Change the passphrase", action="Change passphrase", change=True)
        workspace = self.session.workspace

        def change(old: str, new: str) -> None:
            self._write(
                lambda: change_passphrase(workspace, old, new),
                self.opening,
                (
                    "The passphrase was changed.",
                    "The earlier one opens this desk no more. It still opens copies made before.",
                ),
                form,
            )

        form.asked.connect(change)
        self._put(self.opening, form, self.change_word)

    def _let_computer(self) -> None:
        workspace = self.session.workspace
        self._write(
            lambda: let_this_computer_open(workspace),
            self.opening,
            (
                "This desk now opens by itself on this computer.",
                "Whoever is signed in as you can open it.",
            ),
        )

    def _remove(self, way: WayIn) -> None:
        if confirm(
            self.window(),
            QUESTIONS[way.kind],
            f"{added_words(way.made)}. Copies of the desk that were made before still open with "
            "it.",
            action="Take away",
            danger=True,
        ):
            workspace = self.session.workspace
            self.add_word.setFocus()  # the row with the keyboard is about to go
            self._write(
                lambda: remove_way_in(workspace, way.id), self.opening, (TAKEN_AWAY[way.kind], "")
            )

    # --- new keys --------------------------------------------------------------------------------

    def _add_new_keys(self) -> None:
        self._column.addSpacing(Space.XL)
        self._column.addWidget(section_title("New keys"))
        self._column.addWidget(
            hint(
                "Needed only if somebody may have learned a passphrase, seen the sheet, or taken "
                "a copy of this desk’s folder."
            )
        )
        self.new_key = secondary_button("New database key", icon="lock")
        self.new_key.clicked.connect(self._ask_new_key)
        buttons = [self.new_key]
        self.new_encryption: Button | None = None
        if self.session.workspace.desk is Desk.PARTNERSHIP:
            self.new_encryption = secondary_button("New encryption key", icon="mail")
            self.new_encryption.clicked.connect(self._rotate_encryption)
            buttons.append(self.new_encryption)
        self._add_row(*buttons)
        self.renewing = Slot()
        self._column.addWidget(self.renewing)

    def _ask_new_key(self) -> None:
        form = NewKeyForm({way.kind for way in self.ways.ways})
        workspace = self.session.workspace

        def rotate(passphrase: str, words: str) -> None:
            self._write(
                lambda: rotate_database_key(workspace, passphrase=passphrase, words=words),
                self.renewing,
                (
                    "This desk has a new key.",
                    "It opens with what is in the list above, and with nothing else.",
                ),
                form,
            )

        form.asked.connect(rotate)
        self._put(self.renewing, form, self.new_key)

    def _rotate_encryption(self) -> None:
        if not confirm(
            self.window(),
            "Make a new encryption key?",
            "Agencies seal their returns for this key. They learn of the new one by a pack, so "
            "packs that are out must be issued again. Returns sealed for the earlier key are still "
            "opened.",
            action="Make the new key",
        ):
            return
        workspace, clock = self.session.workspace, self.session.context.clock
        self._write(
            lambda: rotate_encryption_key(workspace, clock=clock),
            self.renewing,
            (
                "There is a new encryption key.",
                "Issue the packs that are out again, and send them to the agencies.",
            ),
        )

    # --- forms and what comes of them ------------------------------------------------------------

    def _add_row(self, *buttons: Button) -> None:
        row = FlowLayout(gap=Space.M)
        for button in buttons:
            row.addWidget(button)
        self._column.addLayout(row)

    def _put(self, slot: Slot, form: Form, button: Button) -> None:
        form.left.connect(partial(self._take_back, slot, button))
        self._openers[slot] = button
        slot.put(form)
        form.setFocus()
        self._show_later(form)

    def _show_later(self, widget: QWidget) -> None:
        # After the layout: what is not yet placed can't be scrolled to.
        QTimer.singleShot(0, widget, partial(self.said.emit, widget))

    def _take_back(self, slot: Slot, button: Button) -> None:
        slot.put()
        button.setFocus()

    def _write(
        self,
        write: Callable[[], Changes],
        slot: Slot,
        said: tuple[str, str],
        form: Form | None = None,
    ) -> None:
        def done(_changes: Changes) -> None:
            if form is not None and slot.first() is not form:
                return
            if form is not None and form.isAncestorOf(self.focusWidget() or self):
                self._openers[slot].setFocus()
            slot.put(Banner(Tone.GOOD, *said))
            self._show_later(slot)

        def failed(error: PartnershipAuditError) -> None:
            if form is None:
                slot.put_error(error)
                self._show_later(slot)
            elif slot.first() is form:
                form.fail(error)

        self.session.write(write, done, failed=failed, owner=self)


def ways_words(workspace: Workspace) -> str:
    """What opens a desk, in one sentence, for a page that leads here."""
    words = {
        SlotKind.PASSPHRASE: "with its passphrase",
        SlotKind.KEYRING: "by itself on this computer, for the person who is signed in",
        SlotKind.RECOVERY_WORDS: "with the recovery sheet",
    }
    kinds = {way.kind for way in ways_in(workspace)}
    return f"This desk opens {' or '.join(text for kind, text in words.items() if kind in kinds)}."
