"""The inbox: files are looked at first; what is good comes in with one button."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes, Topic
from app.errors import PartnershipAuditError
from app.reports.wording import plural
from app.services.import_returns import Imported, import_found
from app.services.look_at_files import look_at_files
from app.services.looked import Group, Looked, Preview
from app.services.read_batch import Progress
from app.services.unpack_files import Found
from app.services.write_replies import to_reply, write_replies
from app.ui.models.inbox_model import InboxModel
from app.ui.outside import open_outside
from app.ui.pages.partnership.inbox_list import InboxList
from app.ui.pages.partnership.inbox_summary import InboxSummary, WorkCard
from app.ui.pages.partnership.inbox_words import (
    Earlier,
    earlier_section,
    read_earlier,
    result_words,
    sections,
)
from app.ui.pages.partnership.reading import Standing
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.wording import brought_in
from app.ui.pages.ways_out import ask_for_folder, by_email
from app.ui.tasks import Task, Work
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.drop_zone import DropZone
from app.ui.widgets.surfaces import Card, button_row

_LEAD = "Save the files from your e-mail, or whole e-mails, and drop them here."


class InboxRoom(Room):
    """Takes files, says what each is, and brings the chosen ones in."""

    concerns: ClassVar = frozenset({Topic.RETURNS, Topic.AUDITS, Topic.LETTERS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Inbox")
        self.preview = Preview()
        self.results: dict[Found, Imported] = {}
        self.standing: Standing | None = None
        self._waiting: list[Path] = []
        self._task: Task[Preview] | Task[list[Imported]] | None = None
        self.sentence.setText(_LEAD)
        self.drop = DropZone(
            "Drop returns here, or anywhere on this page",
            "As many at once as you like: sealed files, saved e-mails, whole folders. "
            "Nothing comes in before you have seen what it is.",
            kinds="Returns and e-mails (*.paudit *.txt *.eml);;All files (*)",
            folders=True,
        )
        self.drop.files_dropped.connect(self.look_at)
        self.setAcceptDrops(True)
        self.add(self.drop)
        self.work = WorkCard()
        self.work.stop.clicked.connect(self._stop)
        self.add(self.work)
        self.said = Slot()
        self.add(self.said)
        self.summary = InboxSummary()
        self.summary.changed.connect(self._show_choice)
        self.summary.away.clicked.connect(self._put_away)
        self.summary.bring.clicked.connect(self.bring_in)
        self.add(self.summary)
        self.model, self.list, self.list_card = self._new_list("Files in this inbox")
        self.replies = secondary_button("Write replies", icon="mail")
        self.replies.clicked.connect(self._write_replies)
        self.replies.hide()
        self.add(button_row(self.replies, right=False))
        self.earlier_model, self.earlier, self.earlier_card = self._new_list("Came in earlier")
        self.end()

    def _new_list(self, name: str) -> tuple[InboxModel, InboxList, Card]:
        model = InboxModel(self)
        view = InboxList(name, model)
        view.moved.connect(self._follow_row)
        card = Card(padding=Space.XS)
        card.body.setContentsMargins(1, Space.XS, 1, Space.XS)
        card.body.addWidget(view)
        card.hide()
        self.add(card)
        return model, view, card

    def _follow_row(self, rect: QRect) -> None:
        view = self.sender()
        if isinstance(view, QWidget):
            top = view.mapTo(self.column, rect.topLeft())
            self.ensureVisible(top.x(), top.y() + rect.height() // 2, 0, rect.height() + Space.XL)

    def focus_first(self) -> None:
        (self.summary.bring if self._can_bring() else self.drop.button).setFocus()

    def look(self) -> None:
        super().look()
        self.read_standing(self._stands)
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        self.read(lambda: read_earlier(workspace, audit_id), self._show_earlier)

    def _stands(self, standing: Standing) -> None:
        self.standing = standing
        self.say(brought_in(standing))

    def _show_earlier(self, earlier: Sequence[Earlier]) -> None:
        today = self.session.context.clock().astimezone().date()
        self.earlier_model.set_sections([earlier_section(earlier, today)])
        self.earlier_card.setVisible(bool(earlier))

    # --- looking ---------------------------------------------------------------------------------

    def look_at(self, dropped: Sequence[Path]) -> None:
        """Look at files; while others are on their way, these come after them."""
        self._waiting += dropped
        if self._task is None and self._waiting:
            self._look()

    def _look(self) -> None:
        """What was not brought in is looked at again with the new files: they may be related."""
        again = {
            each.item.found.path: None
            for each in self.preview.looked
            if each.group in {Group.READY, Group.DECIDE} and each.item.found not in self.results
        }
        paths, self._waiting = [*again, *self._waiting], []
        workspace = self.session.workspace
        self.said.put()

        def look(work: Work) -> Preview:
            return look_at_files(workspace, paths, progress=_until_stopped(work))

        self._begin("Looking at file", len(paths))
        self._task = self.session.work(
            look,
            done=self._looked,
            failed=self._failed,
            cancelled=self._ended,
            progress=lambda done, total, _text: self.work.say(done, total),
            owner=self,
        )

    def _looked(self, preview: Preview) -> None:
        self.preview, self.results = preview, {}
        self.model.forget()
        self.summary.set_preview(preview)
        self._ended()
        self._show()
        self._focus_what_is_next()

    def chosen(self) -> list[Looked]:
        """What the button would bring in."""
        return self.summary.chosen()

    # --- bringing in -----------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Bring in what is chosen, each file by itself."""
        chosen = self.chosen()
        if self._task is not None or not chosen:
            return
        items = [each.item for each in chosen]
        keys = self.summary.taken
        workspace, clock = self.session.workspace, self.session.context.clock

        def bring(work: Work) -> list[Imported]:
            on = _until_stopped(work)
            return list(import_found(workspace, items, clock=clock, keys=keys, progress=on))

        self._begin("Bringing in file", len(items))
        self._task = self.session.work(
            bring,
            done=self._arrived,
            failed=self._failed,
            cancelled=self._ended,
            progress=lambda done, total, _text: self.work.say(done, total),
            owner=self,
        )

    def _arrived(self, results: list[Imported]) -> None:
        self.results |= {one.found: one for one in results if one.found is not None}
        self.summary.set_results(self.results)
        self._ended()
        self._show()
        left = len(self.chosen())
        sentence, text = result_words(results, left)
        banner = Banner(Tone.GOOD, sentence, text, action="Go to the tracker")
        banner.acted.connect(self._go_to_tracker)
        self.said.put(banner)
        for audit_id in {one.changes.audit_id for one in results}:
            topics = [one.changes.topics for one in results if one.changes.audit_id == audit_id]
            self.session.tell(Changes(frozenset().union(*topics), audit_id))
        if self.isVisible() and banner.button is not None:
            banner.button.setFocus()
            self._show_from(banner)

    # --- while it works --------------------------------------------------------------------------

    def _begin(self, verb: str, total: int) -> None:
        self.work.begin(verb, total)
        self.summary.bring.setEnabled(False)
        self.summary.away.setEnabled(False)
        if self.isVisible():
            QTimer.singleShot(0, self.work.stop, self.work.stop.setFocus)

    def _stop(self) -> None:
        """Stop between two files: what is in stays in, what waits is left where it lies."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
            self.work.doing.setText("Stopping after this file")

    def _failed(self, error: PartnershipAuditError) -> None:
        self._ended()
        self.said.put_error(error)

    def _ended(self) -> None:
        self._task = None
        if self.work.stop.hasFocus():
            self.drop.button.setFocus()
        self.work.hide()
        self._show_choice()
        if self._waiting:
            self._look()

    # --- what is shown ---------------------------------------------------------------------------

    def _show(self) -> None:
        preview = self.preview
        self.model.set_sections(sections(preview, self.results))
        any_files = bool(preview.looked)
        self.list_card.setVisible(any_files)
        self.drop.set_small(any_files)
        agencies = len(to_reply(preview.of(Group.REFUSED)))
        self.replies.set_text(f"Write {plural(agencies, 'reply', 'replies')}")
        self.replies.setVisible(agencies > 0 and by_email(self.session.context.policy))
        self._show_choice()

    def _show_choice(self) -> None:
        self.summary.refresh(busy=self._task is not None)
        waiting = {each.item.found for each in (*self.chosen(), *self.summary.undecided())}
        self.floor.count("inbox", len(waiting))

    def _can_bring(self) -> bool:
        return self._task is None and bool(self.chosen())

    def _focus_what_is_next(self) -> None:
        if not self.isVisible():
            return
        if self._can_bring():
            self.summary.bring.setFocus()
        elif self.summary.keys is not None and self.summary.choices.isVisibleTo(self):
            next(iter(self.summary.keys.cards.values())).setFocus()
        elif self.list_card.isVisibleTo(self):
            self.list.setFocus()
        self._show_from(self.summary)

    def _show_from(self, widget: QWidget) -> None:
        """Scroll no further down than is needed to see this, once it has its place."""

        def scroll() -> None:
            bottom = widget.mapTo(self.column, QPoint(0, widget.height())).y()
            spare = self.viewport().height() - Space.HUGE - Space.XL
            self.verticalScrollBar().setValue(max(0, bottom - spare))

        QTimer.singleShot(0, widget, scroll)

    def _put_away(self) -> None:
        """Forget the files; they stay where they lie."""
        self.preview, self.results = Preview(), {}
        self.summary.set_preview(self.preview)
        self.said.put()
        self._show()
        self.drop.button.setFocus()

    def _go_to_tracker(self) -> None:
        self.floor.go("tracker")

    # --- replies ---------------------------------------------------------------------------------

    def _write_replies(self) -> None:
        folder = ask_for_folder(self, "Where the drafts are to lie", self.session.context.policy)
        if folder is not None:
            self.write_replies(folder)

    def write_replies(self, folder: Path) -> None:
        """Write a draft for each agency whose files could not be brought in."""
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        refused, policy = self.preview.of(Group.REFUSED), self.session.context.policy

        def write() -> tuple[Path, ...]:
            with workspace.work() as work:
                body = work.audits.get(audit_id).body.name
            return write_replies(body, refused, folder, policy=policy)

        self.session.read(write, self._replied, failed=self._failed, owner=self)

    def _replied(self, paths: tuple[Path, ...]) -> None:
        banner = Banner(
            Tone.GOOD,
            f"{plural(len(paths), 'draft e-mail')} written.",
            "Open each with your mail program, look it through and send it.",
            action="Show in folder",
        )
        banner.acted.connect(lambda: open_outside(paths[0].parent))
        self.said.put(banner)
        self.show_widget(banner)

    # --- dropping anywhere -----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.drop.dragEnterEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop.dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop.dropEvent(event)


def _until_stopped(work: Work) -> Progress:
    def on(done: int, total: int) -> bool:
        work.report(done, total)
        return not work.cancelled

    return on
