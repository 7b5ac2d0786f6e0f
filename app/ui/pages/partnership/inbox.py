"""The inbox: files come in here, and each says what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Changes, Topic
from app.errors import AgencyKeyChangedError, PartnershipAuditError
from app.reports.wording import plural
from app.services.import_returns import Imported, Outcome, import_returns
from app.ui.messages import confirm, first_sentence
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.wording import brought_in
from app.ui.tasks import Task, Work
from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import Space, Tone, Weight
from app.ui.widgets.buttons import Button, secondary_button
from app.ui.widgets.drop_zone import DropZone
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, hint, section_title, strong_text
from app.ui.widgets.small import ProgressBar
from app.ui.widgets.surfaces import Card, Stat, button_row, stack_when_narrow

_WORDS = {
    Outcome.IMPORTED: ("in", Tone.GOOD, "check"),
    Outcome.REPLACED: ("replaced", Tone.GOOD, "check"),
    Outcome.UNCHANGED: ("unchanged", Tone.SECONDARY, "dash"),
    Outcome.OLDER: ("older", Tone.SECONDARY, "clock"),
    Outcome.TEST: ("test", Tone.GOOD, "mail"),
    Outcome.REFUSED: ("refused", Tone.PROBLEM, "problem"),
}
_AT_ONCE = 200


@dataclass(frozen=True)
class Result:
    """What became of one file; ``path`` is where it still lies, to be tried again."""

    path: Path
    imported: Imported

    @property
    def key_changed(self) -> bool:
        """Whether it was refused because the agency's key is a new one."""
        return isinstance(self.imported.error, AgencyKeyChangedError)


class InboxRoom(Room):
    """Takes files, brings them in one after the other, and keeps the results of the session."""

    concerns: ClassVar = frozenset({Topic.RETURNS, Topic.AUDITS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Inbox")
        self.results: list[Result] = []
        self._queue: list[tuple[list[Path], bool]] = []
        self._task: Task[list[Result]] | None = None
        self.sentence.setText("Save the files from your e-mail, then bring them in here.")
        self.drop = DropZone(
            "Drop returns here",
            "As many at once as you like, or a whole folder.",
            folders=True,
        )
        self.drop.files_dropped.connect(self.bring_in)
        self.add(self.drop)
        self.work = Card()
        self.bar = ProgressBar("Files brought in")
        self.doing = strong_text("")
        self.stop = secondary_button("Stop")
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout()
        row.addWidget(self.doing, 1)
        row.addWidget(self.stop)
        self.work.body.addLayout(row)
        self.work.body.addWidget(self.bar)
        self.work.hide()
        self.add(self.work)
        self.stats = FlowLayout(gap=36, row_gap=8)
        self.add(self.stats, gap_before=Space.S)
        self.failure = Slot()
        self.add(self.failure)
        self.list = Slot(gap=0)
        self.add(self.list)
        self.end()

    def focus_first(self) -> None:
        self.drop.button.setFocus()

    def look(self) -> None:
        super().look()
        self.read_standing(lambda standing: self.say(brought_in(standing)))

    # --- bringing in -----------------------------------------------------------------------------

    def bring_in(self, files: Sequence[Path], *, accept_new_keys: bool = False) -> None:
        """Bring files in; while others are on their way, these come after them."""
        if not files:
            return
        self._queue.append((list(files), accept_new_keys))
        if self._task is None:
            self._next()

    def _next(self) -> None:
        if not self._queue:
            self._task = None
            self.work.hide()
            return
        files, accept = self._queue.pop(0)
        self.failure.put()
        self._say_how_far(0, len(files))
        self.work.show()
        workspace, clock = self.session.workspace, self.session.context.clock

        def bring(work: Work) -> list[Result]:
            def on(done: int, total: int) -> bool:
                work.report(done, total)
                return not work.cancelled

            found = import_returns(
                workspace, files, clock=clock, accept_new_keys=accept, progress=on
            )
            return [Result(path, one) for path, one in zip(files, found, strict=False)]

        self._task = self.session.work(
            bring,
            done=self._arrived,
            failed=self._failed,
            cancelled=self._next,
            progress=lambda done, total, _text: self._say_how_far(done, total),
            owner=self,
        )

    def _say_how_far(self, done: int, total: int) -> None:
        self.bar.set(done, total)
        self.doing.setText(f"Bringing in file {min(done + 1, total)} of {total}")

    def _stop(self) -> None:
        """Stop between two files: what is in stays in, what waits is left where it lies."""
        self._queue.clear()
        if self._task is not None:
            self._task.cancel()
            self.doing.setText("Stopping after this file")

    def _failed(self, error: PartnershipAuditError) -> None:
        self.failure.put_error(error)
        self._next()

    def _arrived(self, results: list[Result]) -> None:
        names = {result.path for result in results}
        # A file that is brought in again takes its earlier line's place.
        self.results = results + [r for r in self.results if r.path not in names]
        self._show()
        for audit_id in {r.imported.changes.audit_id for r in results}:
            topics = frozenset().union(
                *(r.imported.changes.topics for r in results
                  if r.imported.changes.audit_id == audit_id)
            )  # fmt: skip
            self.session.tell(Changes(topics, audit_id))
        self._next()

    # --- what became of them ---------------------------------------------------------------------

    def _show(self) -> None:
        while (item := self.stats.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        counts = Counter(result.imported.outcome for result in self.results)
        for outcome, (word, tone, _icon) in _WORDS.items():
            if counts[outcome]:
                shown = tone if outcome is Outcome.REFUSED else Tone.TEXT
                stat = Stat(str(counts[outcome]), word, shown)
                self.stats.addWidget(stat)
                stat.show()
        self.sentence.setText(f"{plural(len(self.results), 'file')} since the desk was opened.")
        card = Card(padding=Space.M)
        card.body.setSpacing(Space.L)
        card.body.addWidget(section_title("What became of each file"))
        for result in self.results[:_AT_ONCE]:
            card.body.addWidget(_Row(self, result))
        self.list.put(card)
        self.floor.count("inbox", counts[Outcome.REFUSED])

    def accept_key(self, result: Result) -> None:
        """Bring a file in after all: the officer has spoken to the agency."""
        words, _rest = first_sentence(result.imported.reason)
        if confirm(
            self.window(),
            "Have you telephoned the agency?",
            f"{words}. Accept the new key only if the agency says that it has a new computer or "
            "a new desk, and reads you the same new words.",
            action="Telephoned: accept the new key",
            danger=True,
        ):
            self.bring_in([result.path], accept_new_keys=True)


class _Row(QWidget):
    """One file: icon and word, its name, and why."""

    def __init__(self, room: InboxRoom, result: Result) -> None:
        super().__init__()
        word, tone, icon = _WORDS[result.imported.outcome]
        self.setAccessibleName(f"{word}: {result.imported.file}")
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        self._mark = IconLine(icon, word, tone, weight=Weight.STRONG)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(body_text(result.imported.file))
        words.addWidget(hint(result.imported.reason))
        self.accept: Button | None = None
        if result.key_changed:
            self.accept = secondary_button("Accept the new key")
            self.accept.clicked.connect(lambda: room.accept_key(result))
            words.addSpacing(Space.XS)
            words.addLayout(button_row(self.accept, right=False))
        row.addLayout(words, 1)
        stack_when_narrow(self, row, 420)
        self._fit()
        theme_changes().changed.connect(self._fit)

    def _fit(self) -> None:
        self._mark.setFixedWidth(theme().px(118))
