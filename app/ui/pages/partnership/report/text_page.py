"""One text of the reports: written beside the draft that is made from the data, saved at once."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint

from app.anonymity import Finding, ScanContext, context_for_report
from app.services.report_texts import EditedText, ReportTexts, keep_report_text, report_texts
from app.ui.interview.editors import FreeText
from app.ui.interview.guard_menu import roles_for, suggestion_of
from app.ui.interview.guarded_text import GuardedText, rewrite
from app.ui.pages.partnership.report.changes_view import ChangesView
from app.ui.pages.partnership.report.paper import MADE_FROM
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption, section_title
from app.ui.widgets.menus import Menu
from app.ui.widgets.plain import one_line, visible
from app.ui.widgets.surfaces import Card

_MOST_OFFERED = 8


class TextPage(Room):
    """The box holds what stands in the report: the draft, until somebody writes in it."""

    concerns: ClassVar = MADE_FROM

    def __init__(self, floor: Floor, place: str, *, back: str = "Back") -> None:
        super().__init__(floor, "A text of the reports", back=back)
        self.place = place
        self.shown: EditedText | None = None
        self._texts: ReportTexts | None = None
        self._guard: GuardedText | None = None
        self.changed = Slot()
        self.add(self.changed)
        self.text = GrowingText("Your text", least_lines=8)
        self.text.edited.connect(self._typed)
        self.add(self.text)
        self.state = IconLine("info", "", Tone.SECONDARY)
        self.add(self.state)
        self._add_draft()
        self._add_ways()
        self.end()

    def _add_draft(self) -> None:
        self.draft_card = Card()
        self.draft_card.body.addWidget(section_title("Draft made from the data"))
        self.draft = body_text("", selectable=True)
        self.draft_card.body.addWidget(self.draft)
        self.to_draft = secondary_button("Back to the draft", icon="undo")
        self.to_draft.clicked.connect(self.take_draft)
        row = FlowLayout()
        row.addWidget(self.to_draft)
        self.draft_card.body.addSpacing(Space.XS)
        self.draft_card.body.addLayout(row)
        self.draft_card.hide()
        self.add(self.draft_card)

    def _add_ways(self) -> None:
        self.before = quiet_button("Text before", icon="back")
        self.before.clicked.connect(partial(self._step, -1))
        self.after = quiet_button("Next text", icon="forward")
        self.after.clicked.connect(partial(self._step, 1))
        self.preview = secondary_button("Preview the report", icon="document")
        self.preview.clicked.connect(self._preview)
        row = FlowLayout(gap=Space.M)
        for button in (self.before, self.after, self.preview):
            row.addWidget(button)
        self.add(row)

    def focus_first(self) -> None:
        self.text.box.setFocus()

    def leave(self) -> None:
        self.text.flush()

    # --- what stands ----------------------------------------------------------------------------

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock
        self.read(lambda: report_texts(workspace, audit_id, clock=clock), self._show)

    def _show(self, texts: ReportTexts) -> None:
        found = texts.at(self.place)
        self._texts = texts
        if found is None:
            self.text.setEnabled(False)
            self.sentence.setText("This part of the report has nothing to write any more.")
            return
        before, self.shown = self.shown, found
        self.title.setText(found.title)
        self.setAccessibleName(found.title)
        self.sentence.setText(found.about)
        # What is being typed is never overtaken by what was saved a moment ago.
        if before is None or self.text.value() == visible(before.stands):
            self.text.set_value(found.stands)
        if self._guard is None:
            free = FreeText(self.place, "text", self.text)
            self._guard = GuardedText(self.session, free, self._known, lambda _found: False)
            self._guard.asked.connect(self._ask)
        self._show_state(found)
        self._show_changes(found)
        at = [each.place for each in texts.texts].index(self.place)
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at < len(texts.texts) - 1)
        self.say("Saved as you write it", "Alt+Left goes back")

    def _show_state(self, found: EditedText) -> None:
        if found.is_written:
            words = "In your own words. They stay as they are when figures change."
            self.state.set("check", words, Tone.GOOD)
        elif found.draft.strip():
            words = (
                "This is the draft made from the data, and it follows the figures. Change it, and "
                "the text is yours."
            )
            self.state.set("info", words, Tone.SECONDARY)
        else:
            words = "Nothing can be drafted from the data here. What you write is printed."
            self.state.set("info", words, Tone.SECONDARY)
        self.state.label.set_tone(Tone.SECONDARY)
        self.draft.setText(found.draft)
        self.draft_card.setVisible(found.is_written and bool(found.draft.strip()))

    def _show_changes(self, found: EditedText) -> None:
        if not found.is_outdated:
            self.changed.put()
            return
        banner = Banner(
            Tone.ATTENTION,
            "The figures have changed since this was written.",
            "Your text is as you left it. Look whether it still says what is so.",
        )
        card = Card()
        card.body.addWidget(section_title("What changed in the draft"))
        card.body.addWidget(ChangesView(found.changes))
        card.body.addWidget(caption("Struck through: gone. Underlined: new."))
        self.keep = primary_button("Keep mine")
        self.keep.clicked.connect(self.keep_mine)
        self.take = secondary_button("Take the new draft")
        self.take.clicked.connect(self.take_draft)
        row = FlowLayout()
        row.addWidget(self.keep)
        row.addWidget(self.take)
        card.body.addSpacing(Space.XS)
        card.body.addLayout(row)
        self.changed.put(banner, card)

    # --- writing --------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        shown = self.shown
        if shown is None or text == visible(shown.stands):
            return
        # The draft that one began on stays until one says that the new one was looked at.
        self._keep(text, shown.begun_with if shown.is_written else shown.draft)

    def keep_mine(self) -> None:
        """Say that the new draft was looked at, and the text stays."""
        self.text.flush()
        if self.shown is not None:
            self._keep(self.text.value(), self.shown.draft)
            self.text.box.setFocus()

    def take_draft(self) -> None:
        """Put the draft in the place of the text; it can be undone like what is typed."""
        if self.shown is not None:
            self.text.flush()
            rewrite(self.text.box, visible(self.shown.draft))
            self.text.flush()
            self._keep("", self.shown.draft)
            self.text.box.setFocus()

    def _keep(self, text: str, draft: str) -> None:
        workspace, audit_id, place = self.session.workspace, self.floor.audit_id, self.place
        self.session.write(
            lambda: keep_report_text(workspace, audit_id, place, text, draft),
            failed=self.tell,
            owner=self,
        )

    # --- the guard ------------------------------------------------------------------------------

    def _known(self) -> ScanContext:
        return context_for_report(self._texts.audit) if self._texts else ScanContext()

    def _ask(self, found: Finding, point: QPoint) -> None:
        guard = self._guard
        if guard is None:
            return
        menu = Menu(self)
        menu.setAccessibleName(f"“{one_line(found.text)}”. {one_line(found.why)}")
        menu.add(one_line(found.why), lambda: None, enabled=False)
        words = dict.fromkeys((suggestion_of(found), *roles_for(found, ())))
        for each in [word for word in words if word][:_MOST_OFFERED]:
            menu.add(f"Write “{each}” instead", partial(guard.write_instead, found, each))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    # --- going on -------------------------------------------------------------------------------

    def _step(self, by: int) -> None:
        """Show the text before or after this one, on the same page."""
        if self._texts is None:
            return
        places = [each.place for each in self._texts.texts]
        at = places.index(self.place) + by
        if not 0 <= at < len(places):
            return
        self.text.flush()
        self.place, self.shown = places[at], None
        self.look()
        self.text.box.setFocus()
        self.verticalScrollBar().setValue(0)

    def _preview(self) -> None:
        from app.ui.pages.partnership.report.opening import open_report_of_text

        self.text.flush()
        if self._texts is not None:
            open_report_of_text(self.floor, self._texts.audit, self.place)
