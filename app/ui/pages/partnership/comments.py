"""Everything that the agencies wrote, to be read, searched, tagged and taken on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.analysis.comment_search import Comment, Narrowing, Place, narrow_comments
from app.analysis.shares import Share
from app.domain.audits import Audit
from app.domain.changes import Changes, Topic
from app.domain.comment_tags import HEADING_WORDS, in_order, tag_words
from app.domain.meeting import NoteHeading
from app.domain.tool import Question
from app.errors import PartnershipAuditError
from app.reports import share_bar
from app.reports.wording import counts_words, has_number, plural, share_words
from app.services.browse_comments import Browsed, browse_comments, keep_tags
from app.ui.models.comments_model import COMMENT_ROLE, CommentsModel, Made
from app.ui.pages.partnership.charts import ChartView
from app.ui.pages.partnership.comment_take import MEETING, QUOTE, RECOMMENDATION, Purpose, TakePage
from app.ui.pages.partnership.comment_themes import ThemesPage
from app.ui.pages.partnership.comments_filter import FoundLine, NarrowingBar
from app.ui.pages.partnership.comments_list import CommentsList
from app.ui.pages.partnership.quotes_page import QuotesPage
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.session import Session
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import Button, Kind, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint, strong_text
from app.ui.widgets.surfaces import Card, EmptyState

_KEYS = {"W": NoteHeading.WORRIED, "G": NoteHeading.WELL, "D": NoteHeading.TO_DO}
_TAKES = {"Q": QUOTE, "N": MEETING, "R": RECOMMENDATION}
_HINT = "W G D tag · T themes · Q quotes · N meeting · R recommends · Enter opens the return"

_looked_for: WeakKeyDictionary[Session, dict[str, Narrowing]] = WeakKeyDictionary()
"""What was looked for last in each audit, while its desk is open."""

Tags = Mapping[Place, Mapping[str, bool]]


class CommentsPage(Room):
    """The comments of an audit. With a question it opens with that one's, and with its share.

    ``agency_id`` and ``uin`` narrow the question's comments to an agency's or a case's.
    """

    concerns: ClassVar = frozenset(
        {
            Topic.AUDITS,
            Topic.RETURNS,
            Topic.ANSWERS,
            Topic.COMMENTS,
            Topic.MEETING,
            Topic.RECOMMENDATIONS,
        }
    )

    def __init__(
        self,
        floor: Floor,
        audit: Audit | None = None,
        question: Question | None = None,
        share: Share | None = None,
        *,
        agency_id: str = "",
        uin: str = "",
    ) -> None:
        super().__init__(floor, _title(question), wide=True, back="Findings", gap=Space.M)
        self._audit_id = audit.id if audit is not None else floor.audit_id
        self._question = question
        self._browsed: Browsed | None = None
        self._tags: dict[Place, tuple[str, ...]] = {}
        self._undo: list[Tags] = []
        self._writing = self._passed_over = 0
        remembered = _looked_for.setdefault(self.session, {}).get(self._audit_id, Narrowing())
        start = remembered
        if question is not None:
            start = Narrowing(
                question=question.id, agency=agency_id, case=uin, sort=remembered.sort
            )
        self.share = Slot()
        self.add(self.share)
        if share is not None and share.part is None:
            self._show_share(share)
        self._add_bar(start)
        self.model = CommentsModel(self)
        self.list = CommentsList(self.model, "".join((*_KEYS, *_TAKES, "T")))
        self.list.opened.connect(self._open_return)
        self.list.deed.connect(self._do)
        self.list.chosen.connect(self._show_chosen)
        self._add_deeds()
        self.card = Card(padding=0)
        self.card.body.setContentsMargins(1, 1, 1, 1)
        self.card.body.addWidget(self.list)
        self.body.addWidget(self.card, 1000)
        self.nothing = Slot()
        self.add(self.nothing)
        self.body.addStretch(1)

    def _add_bar(self, start: Narrowing) -> None:
        self.quotes = secondary_button("Quotations", icon="document")
        self.quotes.clicked.connect(lambda: self.floor.open(QuotesPage(self.floor)))
        self.bar = NarrowingBar(start, self.quotes)
        self.bar.changed.connect(self._narrow)
        self.bar.entered.connect(lambda: self.list.setFocus())
        self.add(self.bar)
        self.found = FoundLine()
        self.found.removed.connect(self.bar.take_away)
        self.found.cleared.connect(self.bar.clear)
        self.add(self.found)

    def _add_deeds(self) -> None:
        self.deeds = QWidget()
        flow = FlowLayout(self.deeds, gap=Space.S)
        self.pills: dict[str, Button] = {}
        for key, heading in _KEYS.items():
            pill = self.pills[key] = Button(HEADING_WORDS[heading], Kind.PILL)
            pill.setCheckable(True)
            self._add_deed(flow, pill, key)
        self.buttons: dict[str, Button] = {}
        for key, words in (
            ("T", "Themes"),
            ("Q", "Quote"),
            ("N", "Note for the meeting"),
            ("R", "Recommend"),
            ("open", "Open the return"),
        ):
            self.buttons[key] = secondary_button(words)
            self._add_deed(flow, self.buttons[key], key)
        self.add(self.deeds)

    def _add_deed(self, flow: FlowLayout, button: Button, key: str) -> None:
        button.setToolTip("Enter" if key == "open" else key)
        button.clicked.connect(partial(self._do, key))
        flow.addWidget(button)

    def focus_first(self) -> None:
        (self.list if self.model.rowCount() else self.back).setFocus()

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.bar.search.box.setFocus()
        self.bar.search.box.selectAll()

    def look(self) -> None:
        super().look()
        if self._writing:
            self._passed_over += 1  # what is being written is shown already
            return
        workspace, audit_id = self.session.workspace, self._audit_id
        self.read(lambda: browse_comments(workspace, audit_id), self._arrived)

    # --- what is shown ---------------------------------------------------------------------------

    def _show_share(self, share: Share) -> None:
        bar = ChartView(
            share_words(share),
            lambda palette, width: share_bar(share, palette, width, theme().px(22)),
        )
        figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strong_text(share_words(share)))
        column.addWidget(hint(counts_words(share)))
        self.share.put(bar, figures)

    def _arrived(self, browsed: Browsed) -> None:
        if self._writing:
            self._passed_over += 1  # it was read before what is being written
            return
        first = self._browsed is None
        if self._browsed is not None and self._browsed.comments != browsed.comments:
            self.list.measure_anew()
        self._browsed = browsed
        self._tags = dict(browsed.tags)
        self.bar.set_choices(browsed)
        count = len(browsed.quotes)
        self.quotes.set_text(f"Quotations ({count})" if count else "Quotations")
        self._show_made()
        self._narrow()
        if first and self.window().focusWidget() in {self.back, None, self}:
            self.focus_first()

    def _narrow(self) -> None:
        browsed, by = self._browsed, self.bar.narrowing
        if browsed is None:
            return
        if self._question is None or not by.question:
            _looked_for.setdefault(self.session, {})[self._audit_id] = by
        here = self.list.chosen_comments()
        rows = narrow_comments(browsed.comments, by, self._tags, browsed.quoted)
        self.list.mark(by.words, by.question)
        if self.model.set_rows(rows):
            # What was read goes on being read, where it is still among what is found.
            self.list.stand_on(max(self.model.row_of(here[0].place), 0) if here else 0)
            if not here or self.model.row_of(here[0].place) < 0:
                self.list.scrollToTop()
        self._show_found(len(rows), browsed, by)
        self._show_chosen()

    def _show_found(self, count: int, browsed: Browsed, by: Narrowing) -> None:
        of = len(browsed.comments)
        words = plural(of, "comment") if by.is_wide else f"{count} of {plural(of, 'comment')}"
        self.found.show_filters(words, self.bar.filters(), any_on=not by.is_wide)
        self._show_title(browsed, by)
        for part in (self.card, self.deeds):
            part.setVisible(count > 0)
        if count:
            self.nothing.put()
        elif not of:
            text = "As soon as a return is in, what was written in it is here."
            self.nothing.put(EmptyState("document", "No comments yet", text))
        elif by == Narrowing(question=by.question, sort=by.sort):
            text = "No agency wrote anything to this question."
            self.nothing.put(EmptyState("document", "No comments", text))
        else:
            text = "Look for other words, or take a filter away."
            self.nothing.put(EmptyState("search", "Nothing found", text))
        self.say(words, _HINT)

    def _show_title(self, browsed: Browsed, by: Narrowing) -> None:
        question = browsed.audit.tool.questions.get(by.question)
        self.title.setText(_title(question))
        self.setAccessibleName(_title(question))
        own = question is not None and question.text != question.name
        everything = (
            f"{plural(len(browsed.comments), 'comment')} in {plural(browsed.returns, 'return')}"
        )
        self.sentence.setText(question.text if own and question is not None else everything)
        same = question is not None and question == self._question
        self.share.setVisible(same and self.share.first() is not None)

    def _show_made(self) -> None:
        if self._browsed is not None:
            b = self._browsed
            self.model.set_made(Made(dict(self._tags), b.quoted, b.noted, b.recommended))

    def _show_chosen(self) -> None:
        """Let the pills say which tags all of what is chosen has."""
        chosen = self.list.chosen_comments()
        for key, heading in _KEYS.items():
            on = bool(chosen) and all(
                heading.value in self._tags.get(one.place, ()) for one in chosen
            )
            self.pills[key].setChecked(on)
        for key, button in self.buttons.items():
            button.setEnabled(bool(chosen) if key == "T" else len(chosen) == 1)

    # --- what is done ----------------------------------------------------------------------------

    def _do(self, key: str, _checked: bool = False) -> None:
        chosen = self.list.chosen_comments()
        if key == "undo":
            self._take_back()
        elif not chosen or self._browsed is None:
            self._show_chosen()  # a pill that was clicked has changed its looks
        elif key in _KEYS:
            self._toggle(chosen, _KEYS[key].value)
        elif key == "T":
            self._open_themes(chosen)
        elif len(chosen) > 1:
            self.say(f"{len(chosen)} comments are chosen: choose one of them first", _HINT)
        elif key == "open":
            self._open_return(self.list.currentIndex())
        else:
            self._take(chosen[0], _TAKES[key])

    def _toggle(self, chosen: tuple[Comment, ...], tag: str) -> None:
        on = not all(tag in self._tags.get(one.place, ()) for one in chosen)
        self.keep_tags({one.place: {tag: on} for one in chosen})

    def keep_tags(self, wanted: Tags, *, undoing: bool = False) -> None:
        """Tag comments, or take tags off; what it was before can be taken back."""
        before: dict[Place, dict[str, bool]] = {}
        words = set()
        for place, tags in wanted.items():
            had = self._tags.get(place, ())
            turned = {tag: tag in had for tag, on in tags.items() if (tag in had) != on}
            if turned:
                before[place] = turned
                words |= {(tag, not was) for tag, was in turned.items()}
                self._tags[place] = in_order(
                    {
                        *(t for t in had if t not in turned),
                        *(t for t, was in turned.items() if not was),
                    }
                )
        if not before:
            return
        if not undoing:
            self._undo.append(before)
        self._show_made()
        self._show_chosen()
        self._tell_tags(words, len(before), undoing=undoing)
        workspace, audit_id = self.session.workspace, self._audit_id
        after = {p: {t: not was for t, was in tags.items()} for p, tags in before.items()}
        self._write(lambda: keep_tags(workspace, audit_id, after))

    def _tell_tags(self, words: set[tuple[str, bool]], count: int, *, undoing: bool) -> None:
        on = [tag_words(tag) for tag in in_order(tag for tag, is_on in words if is_on)]
        off = [tag_words(tag) for tag in in_order(tag for tag, is_on in words if not is_on)]
        parts = [f"Tagged “{', '.join(on)}”"] if on else []
        parts += [f"no longer tagged “{', '.join(off)}”"] if off else []
        said = f"{'; '.join(parts)}: {plural(count, 'comment')}"
        said = said[:1].upper() + said[1:]
        self.say(said, "" if undoing else "Ctrl+Z takes it back")

    def _take_back(self) -> None:
        if self._undo:
            self.keep_tags(self._undo.pop(), undoing=True)

    def _write(self, write: Callable[[], Changes]) -> None:
        self._writing += 1
        self.session.write(write, self._written, failed=self._not_written, owner=self)

    def _written(self, _changes: Changes) -> None:
        self._writing -= 1
        self._passed_over -= 1  # what was told of this write itself
        if self._writing:
            return
        self.bar.set_choices(self._with_tags())
        if self._passed_over > 0:
            self.look()
        self._passed_over = 0

    def _not_written(self, error: PartnershipAuditError) -> None:
        self._writing -= 1
        self._undo.clear()
        self.tell(error)
        self.look()

    def _with_tags(self) -> Browsed:
        assert self._browsed is not None  # noqa: S101 - nothing is tagged before it is read
        self._browsed = replace(self._browsed, tags=dict(self._tags))
        return self._browsed

    def _open_themes(self, chosen: tuple[Comment, ...]) -> None:
        places = [one.place for one in chosen]
        themes = self._with_tags().themes
        page = ThemesPage(
            self.floor,
            self._audit_id,
            places,
            self._tags,
            themes,
            lambda wanted: self.keep_tags(dict.fromkeys(places, wanted)),
        )
        self.floor.open(page)

    def _take(self, one: Comment, purpose: Purpose) -> None:
        assert self._browsed is not None  # noqa: S101 - nothing is chosen before it is read
        page = TakePage(
            self.floor,
            self._browsed.audit,
            one,
            purpose,
            tags=self._tags.get(one.place, ()),
            roles=self._browsed.roles.get((one.case.uin, one.agency.id), ()),
        )
        self.floor.open(page)

    def _open_return(self, index: QModelIndex) -> None:
        if index.isValid():
            one: Comment = index.data(COMMENT_ROLE)
            place = one.place
            page = ReturnPage(self.floor, place.uin, place.agency_id, back="Comments", at=place.key)
            self.floor.open(page)


def _title(question: Question | None) -> str:
    if question is None:
        return "Comments"
    return f"{question.id}  {question.name}" if has_number(question) else question.name
