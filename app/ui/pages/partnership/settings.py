"""The settings: the look, the recovery sheet, by which words one is known, what opens the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QApplication

from app.domain.changes import Changes, Topic
from app.errors import PartnershipAuditError
from app.services.open_desk import has_passphrase, opens_by_itself
from app.services.preferences import Look, keep_look, look_of
from app.services.set_up_desk import escrow_tested, own_fingerprint
from app.storage import Workspace, has_secure_store
from app.ui.messages import ask_passphrase
from app.ui.pages.partnership.recovery import RecoverySection
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.theme.apply import apply_theme
from app.ui.theme.tokens import Scheme, Space, Tone, Weight
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import TextLabel, hint, section_title
from app.ui.widgets.small import Pills

_SCHEMES = (
    (Scheme.SYSTEM.value, "As the system"),
    (Scheme.LIGHT.value, "Light"),
    (Scheme.DARK.value, "Dark"),
    (Scheme.HIGH_CONTRAST.value, "High contrast"),
)
_PERCENTS = (100, 125, 150, 175, 200)


class SettingsRoom(Room):
    """Few things, each in force at once."""

    concerns: ClassVar = frozenset({Topic.KEYS, Topic.SETTINGS, Topic.PACKS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Settings", gap=Space.M)
        self.sentence.setText("They hold for this desk. What you change is in force at once.")
        self.recovery = RecoverySection(self)
        self.add(section_title("Recovery sheet"), gap_before=Space.M)
        self.add(self.recovery)
        self._add_fingerprint()
        self._add_opening()
        self._add_look()
        self.end()

    def focus_first(self) -> None:
        self.recovery.focus_first()

    def look(self) -> None:
        super().look()
        workspace = self.session.workspace
        self.read(lambda: _read(workspace), lambda found: self._show(*found))

    def _show(self, tried: bool, words: str, look: Look, ways: tuple[bool, bool]) -> None:
        self.recovery.show_state(tried)
        self.words.setText(words)
        self.scheme.set_current(look.scheme)
        self.text_size.set_current(str(look.text_percent))
        by_itself, by_passphrase = ways
        how = []
        if by_passphrase:
            how.append("with its passphrase")
        if by_itself:
            how.append("by itself on this computer, for the person who is signed in")
        self.ways.setText(f"This desk opens {' or '.join(how)}.")
        self.add_store.setVisible(not by_itself and has_secure_store())
        self.say("Settings are kept in this desk’s workspace")

    # --- by which words one is known -------------------------------------------------------------

    def _add_fingerprint(self) -> None:
        self.add(section_title("Your fingerprint"), gap_before=Space.XL)
        self.add(
            hint(
                "By these words an agency knows that a pack comes from you. Put them into the "
                "letter that announces the audit, or read them out by telephone."
            )
        )
        self.words = TextLabel("", weight=Weight.STRONG, selectable=True)
        self.add(self.words)
        copy = secondary_button("Copy the words", icon="copy")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.words.text()))
        row = FlowLayout(gap=Space.M)
        row.addWidget(copy)
        self.add(row)

    # --- what opens the desk ---------------------------------------------------------------------

    def _add_opening(self) -> None:
        self.add(section_title("Opening this desk"), gap_before=Space.XL)
        self.ways = hint("")
        self.add(self.ways)
        self.opening = Slot()
        self.add(self.opening)
        self.add_word = secondary_button("Add a passphrase", icon="plus")
        self.add_word.clicked.connect(self._add_passphrase)
        self.add_store = secondary_button("Open by itself on this computer", icon="lock")
        self.add_store.clicked.connect(self._add_keyring)
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.add_word)
        row.addWidget(self.add_store)
        self.add(row)

    def _add_passphrase(self) -> None:
        typed = ask_passphrase(
            self.window(),
            "Add a passphrase to this desk",
            "What opened it before still does. Whoever knows the passphrase can read every return.",
            action="Add passphrase",
            new=True,
        )
        if typed is None:
            return
        workspace = self.session.workspace

        def add() -> Changes:
            workspace.add_passphrase(typed)
            return Changes(frozenset({Topic.KEYS}))

        self._open_differently(add, "The new passphrase opens this desk.")

    def _add_keyring(self) -> None:
        workspace = self.session.workspace

        def add() -> Changes:
            workspace.add_keyring()
            return Changes(frozenset({Topic.KEYS}))

        self._open_differently(add, "This desk now opens by itself on this computer.")

    def _open_differently(self, add: Callable[[], Changes], sentence: str) -> None:
        self.session.write(
            add,
            lambda _changes: self.opening.put(Banner(Tone.GOOD, sentence)),
            failed=self._not_added,
            owner=self,
        )

    def _not_added(self, error: PartnershipAuditError) -> None:
        self.opening.put_error(error)

    # --- the look --------------------------------------------------------------------------------

    def _add_look(self) -> None:
        self.add(section_title("Look"), gap_before=Space.XL)
        self.add(hint("Colours"))
        self.scheme = Pills(list(_SCHEMES), "Colours")
        self.scheme.chosen.connect(lambda _key: self._apply())
        self.add(self.scheme)
        self.add(hint("Size of the text"))
        sizes = [(str(percent), f"{percent}%") for percent in _PERCENTS]
        self.text_size = Pills(sizes, "Size of the text")
        self.text_size.chosen.connect(lambda _key: self._apply())
        self.add(self.text_size)

    def _apply(self) -> None:
        look = Look(self.scheme.current(), int(self.text_size.current()))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, Scheme(look.scheme), look.text_percent / 100)
        workspace = self.session.workspace
        self.session.write(lambda: keep_look(workspace, look), failed=self.tell, owner=self)


def _read(workspace: Workspace) -> tuple[bool, str, Look, tuple[bool, bool]]:
    ways = (opens_by_itself(workspace.folder), has_passphrase(workspace.folder))
    return escrow_tested(workspace), own_fingerprint(workspace), look_of(workspace), ways
