"""The settings: the look, the recovery sheet, by which words one is known, what opens the desk."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QApplication

from app.domain.changes import Topic
from app.services.preferences import Look, keep_look, look_of
from app.services.set_up_desk import escrow_tested, own_fingerprint
from app.storage import Workspace
from app.ui.look import in_force, show_look
from app.ui.pages.keys.panel import ways_words
from app.ui.pages.partnership.copies_room import CopiesRoom
from app.ui.pages.partnership.history import HistoryPage
from app.ui.pages.partnership.keys import KeysPage
from app.ui.pages.partnership.recovery import RecoverySection
from app.ui.pages.partnership.room import Floor, Room
from app.ui.theme.tokens import Scheme, Space, Weight
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import TextLabel, hint, section_title
from app.ui.widgets.preset import lock_pills
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
        self._chosen = Look()
        self.sentence.setText("They hold for this desk. What you change is in force at once.")
        self.recovery = RecoverySection(self)
        self.add(section_title("Recovery sheet"), gap_before=Space.M)
        self.add(self.recovery)
        self._add_fingerprint()
        self._add_opening()
        self._add_copies()
        self._add_history()
        self._add_look()
        self.end()

    def focus_first(self) -> None:
        self.recovery.focus_first()

    def look(self) -> None:
        super().look()
        workspace = self.session.workspace
        self.read(lambda: _read(workspace), lambda found: self._show(*found))

    def _show(self, tried: bool, words: str, look: Look, ways: str) -> None:
        self.recovery.show_state(tried)
        self.words.setText(words)
        self._chosen = look
        look = in_force(look, self.session.context.policy)
        self.scheme.set_current(look.scheme)
        self.text_size.set_current(str(look.text_percent))
        self.ways.setText(ways)
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
        self.add(section_title("Keys and lock"), gap_before=Space.XL)
        self.ways = hint("")
        self.add(self.ways)
        self.keys = secondary_button("Keys and lock", icon="lock")
        self.keys.clicked.connect(lambda: self.floor.open(KeysPage(self.floor)))
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.keys)
        self.add(row)

    # --- its copies ------------------------------------------------------------------------------

    def _add_copies(self) -> None:
        self.add(section_title("Copies of this desk"), gap_before=Space.XL)
        self.add(
            hint("A copy is made by itself each day. One can be put back if something is lost.")
        )
        self.copies = secondary_button("Copies of this desk", icon="copy")
        self.copies.clicked.connect(lambda: self.floor.open(CopiesRoom(self.floor)))
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.copies)
        self.add(row)

    # --- who changed what ------------------------------------------------------------------------

    def _add_history(self) -> None:
        self.add(section_title("History"), gap_before=Space.XL)
        self.add(hint("What was changed at this desk, where and when; whether it is all there."))
        self.history = secondary_button("History", icon="clock")
        self.history.clicked.connect(lambda: self.floor.open(HistoryPage(self.floor)))
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.history)
        self.add(row)

    # --- the look --------------------------------------------------------------------------------

    def _add_look(self) -> None:
        self.add(section_title("Look"), gap_before=Space.XL)
        self.add(hint("Colours"))
        policy = self.session.context.policy
        self.scheme = Pills(list(_SCHEMES), "Colours", current=policy.scheme)
        self.scheme.chosen.connect(lambda _key: self._apply())
        self.add(self.scheme)
        if policy.scheme:
            self.add(lock_pills(self.scheme))
        self.add(hint("Size of the text"))
        preset = policy.text_percent
        percents = sorted({*_PERCENTS, *([preset] if preset else [])})
        sizes = [(str(percent), f"{percent}%") for percent in percents]
        self.text_size = Pills(sizes, "Size of the text", current=str(preset or ""))
        self.text_size.chosen.connect(lambda _key: self._apply())
        self.add(self.text_size)
        if preset:
            self.add(lock_pills(self.text_size))

    def _apply(self) -> None:
        look = Look(self.scheme.current(), int(self.text_size.current()))
        show_look(look)
        workspace, policy = self.session.workspace, self.session.context.policy
        # What was chosen before there was a preset stays, for the day on which there is none.
        own = self._chosen = Look(
            self._chosen.scheme if policy.scheme else look.scheme,
            self._chosen.text_percent if policy.text_percent else look.text_percent,
        )
        self.session.write(lambda: keep_look(workspace, own), failed=self.tell, owner=self)


def _read(workspace: Workspace) -> tuple[bool, str, Look, str]:
    return (
        escrow_tested(workspace),
        own_fingerprint(workspace),
        look_of(workspace),
        ways_words(workspace),
    )
