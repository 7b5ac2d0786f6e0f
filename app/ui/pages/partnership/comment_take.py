"""Take a comment on: quote it in the report, note it for the meeting, begin a recommendation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.analysis.comment_search import Comment
from app.anonymity import Confidence, Finding, ScanContext, context_for_report, scan
from app.domain.audits import Audit
from app.domain.changes import Changes
from app.domain.comment_tags import heading_of
from app.domain.meeting import HEADINGS, NoteHeading
from app.domain.quoting import shorten
from app.domain.reporting import Quote
from app.domain.tool import Meaning
from app.services.browse_comments import keep_quote, start_recommendation, take_to_meeting
from app.ui.interview.editors import FreeText
from app.ui.interview.guarded_text import GuardedText
from app.ui.models.comments_model import case_words, question_words
from app.ui.pages.partnership.room import Floor, Room
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import body_text, hint, strong_text
from app.ui.widgets.small import Pills
from app.ui.widgets.surfaces import Card, Popover, stack_when_narrow

_ENDS = {Meaning.GOOD: NoteHeading.WELL, Meaning.BAD: NoteHeading.WORRIED}


@dataclass(frozen=True)
class Purpose:
    """What a comment is taken on for, in the words of the page."""

    title: str
    label: str
    hint: str
    deed: str
    anyway: str


QUOTE = Purpose(
    "Quote in the report",
    "What is quoted",
    "Take words out until what you need is left. The words stay the agency’s: none can be "
    "written in, and “…” stands where some are left out.",
    "Quote this",
    "Keep it anyway",
)
MEETING = Purpose(
    "Note for the meeting",
    "What is noted",
    "Shorten it, or say it in your own words. The comment stays behind it as its evidence.",
    "Note this",
    "Keep it anyway",
)
RECOMMENDATION = Purpose(
    "Begin a recommendation",
    "What was found",
    "Shorten it, or say it in your own words. Action, lead and date are written in "
    "“Recommendations”.",
    "Begin it",
    "Keep it anyway",
)


class TakePage(Room):
    """The comment as it was written, and what is taken from it. The guard reads along."""

    def __init__(
        self,
        floor: Floor,
        audit: Audit,
        comment: Comment,
        purpose: Purpose,
        *,
        tags: tuple[str, ...] = (),
        roles: tuple[str, ...] = (),
        quote: Quote | None = None,
        back: str = "Comments",
    ) -> None:
        super().__init__(floor, purpose.title, back=back)
        self._audit, self._comment, self._purpose = audit, comment, purpose
        self._quote, self._roles = quote, roles
        self._asked = ""
        where = (comment.agency.name, case_words(comment), question_words(comment), comment.about)
        self.sentence.setText(" · ".join(part for part in where if part))
        card = Card()
        card.body.addWidget(hint("What the agency wrote"))
        card.body.addWidget(body_text(comment.text, selectable=True))
        self.add(card)
        self.pills: Pills | None = None
        if purpose is MEETING:
            self.pills = Pills(
                [(heading.value, words) for heading, words in HEADINGS.items()],
                "Under which heading",
                current=_heading(comment, tags).value,
            )
            self.add(self.pills)
        self.text = GrowingText(
            purpose.label,
            hint=purpose.hint,
            value=quote.text if quote is not None else comment.text,
            least_lines=3,
        )
        self.add(self.text)
        self.preview = body_text("")
        as_quoted = QWidget()
        column = QVBoxLayout(as_quoted)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(strong_text("As it will stand in the report"))
        column.addWidget(self.preview)
        self.add(as_quoted)
        as_quoted.setVisible(purpose is QUOTE)
        self.keep = primary_button(purpose.deed)
        self.keep.clicked.connect(self._check)
        cancel = secondary_button("Cancel")
        cancel.clicked.connect(floor.back)
        foot = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        stack_when_narrow(foot, row, 320)
        self.add(foot, gap_before=Space.S)
        self.end()
        free = FreeText("comment", "text", self.text)
        self.guard = GuardedText(self.session, free, self._known, lambda _found: False)
        self.guard.asked.connect(self._say_why)
        self.text.box.textChanged.connect(self._show_preview)
        self._show_preview()

    def focus_first(self) -> None:
        self.text.box.setFocus()

    def look(self) -> None:
        super().look()
        self.say("The comment itself stays as it came in", "Escape goes back to the comments")

    def _known(self) -> ScanContext:
        return context_for_report(self._audit, self._roles)

    def _taken(self) -> str:
        """What would be kept."""
        if self._purpose is QUOTE:
            return shorten(self._comment.text, self.text.value()).text
        return self.text.value().strip()

    def _show_preview(self) -> None:
        if self._asked and self._taken() != self._asked:
            self._asked = ""
            self.keep.set_text(self._purpose.deed)
        if self._purpose is QUOTE:
            left = shorten(self._comment.text, self.text.value())
            self.preview.setText(f"“{left.text}”" if left.text else "–")
            self.text.set_error(_foreign(left.foreign) if left.foreign else "")

    def _check(self) -> None:
        text = self._taken()
        if not text:
            foreign = shorten(self._comment.text, self.text.value()).foreign
            wrong = "Leave at least a word of it." if self._purpose is QUOTE else "Write something."
            is_foreign = self._purpose is QUOTE and foreign
            self.text.set_error(_foreign(foreign) if is_foreign else wrong)
            self.text.box.setFocus()
            return
        if text == self._asked:
            self._keep(text)
            return
        known = self._known()
        self.session.work(
            lambda _work: scan(text, known), done=partial(self._scanned, text), owner=self
        )

    def _scanned(self, text: str, found: tuple[Finding, ...]) -> None:
        loud = [each for each in found if each.confidence > Confidence.POSSIBLE]
        if not loud:
            self._keep(text)
            return
        self._asked = text
        words = ", ".join(dict.fromkeys(f"“{each.text}”" for each in loud))
        self.text.set_error(
            f"{words} may identify somebody. Take the words out, or press “{self._purpose.anyway}”."
        )
        self.keep.set_text(self._purpose.anyway)
        self.show_widget(self.text)

    def _keep(self, text: str) -> None:
        workspace, audit_id, comment = self.session.workspace, self._audit.id, self._comment
        heading = NoteHeading(self.pills.current()) if self.pills is not None else None
        quote_id = self._quote.id if self._quote is not None else ""

        def write() -> Changes:
            if self._purpose is QUOTE:
                return keep_quote(workspace, audit_id, comment, text, quote_id)
            if heading is not None:
                return take_to_meeting(workspace, audit_id, comment, heading, text)
            return start_recommendation(workspace, audit_id, comment, text)

        self.keep.setEnabled(False)
        self.session.write(write, lambda _changes: self.floor.back(), failed=self._failed,
                           owner=self)  # fmt: skip

    def _failed(self, error: Exception) -> None:
        self.keep.setEnabled(True)
        self.text.set_error(str(error))

    def _say_why(self, found: Finding, point: QPoint) -> None:
        popover = Popover(self.window(), f"Why “{found.text}” is marked")
        popover.body.addWidget(strong_text(f"“{found.text}”"))
        popover.body.addWidget(body_text(found.why))
        popover.body.addWidget(hint("Readers of the report may know the people. Take it out."))
        popover.open_at(point)


def _heading(comment: Comment, tags: tuple[str, ...]) -> NoteHeading:
    """The heading that fits: the first it is tagged with, else by the end of its answer."""
    tagged = (heading for tag in tags if (heading := heading_of(tag)) is not None)
    by_answer = _ENDS.get(comment.means) if comment.means is not None else None
    return next(tagged, by_answer or NoteHeading.TO_DO)


def _foreign(word: str) -> str:
    return (
        f"“{word}” is not what the agency wrote there. Take words out of its text; "
        "do not write any in, and leave them in their order."
    )
