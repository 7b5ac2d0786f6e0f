"""Above the list of files: how far the work is, what all of them are, and the one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from app.services.looked import Group, Looked, Preview
from app.ui.pages.partnership.inbox_keys import KeyChoices
from app.ui.pages.partnership.inbox_words import Results, preview_hint, ready_words, totals
from app.ui.pages.partnership.room import Slot
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.labels import hint, section_title, strong_text
from app.ui.widgets.small import ProgressBar
from app.ui.widgets.surfaces import Card, stack_when_narrow


class WorkCard(Card):
    """How many files of how many are done, and a way to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = ProgressBar("Files done")
        self.doing = strong_text("")
        self.stop = secondary_button("Stop")
        self._verb = ""
        row = QHBoxLayout()
        row.addWidget(self.doing, 1)
        row.addWidget(self.stop)
        self.body.addLayout(row)
        self.body.addWidget(self.bar)
        self.hide()

    def begin(self, verb: str, total: int) -> None:
        """Show what is done: "Looking at file", 1 of so many."""
        self._verb = verb
        self.say(0, total)
        self.show()

    def say(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.bar.set(done, total)
        self.doing.setText(f"{self._verb} {min(done + 1, total)} of {total}")


class InboxSummary(Card):
    """What the files are, the keys to be compared, and the button that brings the good ones in.

    ``changed`` when a key was ticked.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.keys: KeyChoices | None = None
        self._preview = Preview()
        self._results: Results = {}
        self.totals = section_title("")
        self.would = hint("")
        self.choices = Slot()
        self.away = quiet_button("Put the list away")
        self.bring = primary_button("")
        for part in (self.totals, self.would, self.choices):
            self.body.addWidget(part)
        self.body.addSpacing(Space.XS)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(Space.M)
        row.addStretch(1)
        row.addWidget(self.away)
        row.addWidget(self.bring)
        self.body.addLayout(row)
        stack_when_narrow(self, row, 340)
        self.hide()

    @property
    def taken(self) -> frozenset[bytes]:
        """The keys that are ticked."""
        return self.keys.taken if self.keys is not None else frozenset()

    def set_preview(self, preview: Preview) -> None:
        """Show what was looked at; keys that were ticked before stay so."""
        taken = self.taken
        self._preview, self._results, self.keys = preview, {}, None
        waiting = preview.of(Group.DECIDE)
        if waiting:
            self.keys = KeyChoices(waiting)
            self.keys.tick(taken)
            self.keys.changed.connect(self.changed)
            self.choices.put(self.keys)
        else:
            self.choices.put()

    def set_results(self, results: Results) -> None:
        """Show what became of some of the files."""
        self._results = results

    def undecided(self) -> list[Looked]:
        """The files that wait for a key to be ticked, or have one that is ticked."""
        waiting = self._preview.of(Group.DECIDE)
        return [each for each in waiting if each.item.found not in self._results]

    def chosen(self) -> list[Looked]:
        """What the button would bring in: what is good, and what has a key that is ticked."""
        taken = self.taken
        good = [e for e in self._preview.of(Group.READY) if e.item.found not in self._results]
        return good + [each for each in self.undecided() if each.item.signed_by in taken]

    def refresh(self, *, busy: bool) -> None:
        """Say it all anew."""
        preview, chosen, undecided = self._preview, self.chosen(), self.undecided()
        begun = bool(self._results)
        self.setVisible(bool(chosen or undecided or (preview.looked and not begun)))
        self.totals.setText(totals(preview, self._results))
        self.would.setText(preview_hint(preview, chosen, begun=begun))
        self.choices.setVisible(bool(undecided))
        self.bring.set_text(ready_words(chosen))
        self.bring.setVisible(bool(chosen or undecided))
        self.bring.setEnabled(bool(chosen) and not busy)
        self.away.setEnabled(not busy)
