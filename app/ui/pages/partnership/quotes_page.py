"""What the report quotes, in its order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes, Topic
from app.services.browse_comments import (
    Browsed,
    Quoted,
    bring_quote_back,
    browse_comments,
    drop_quote,
    move_quote,
)
from app.ui.models.comments_model import case_words, question_words
from app.ui.pages.partnership.comment_take import QUOTE, TakePage
from app.ui.pages.partnership.room import Floor, Room, Slot, flush_left
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, quiet_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, hint
from app.ui.widgets.surfaces import Card, EmptyState


class QuotesPage(Room):
    """Quotations are put in order, shortened again, and taken away."""

    concerns: ClassVar = frozenset({Topic.COMMENTS, Topic.RETURNS, Topic.ANSWERS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Quotations", back="Comments")
        self._browsed: Browsed | None = None
        self._gone: tuple[Quoted, tuple[str, ...]] | None = None
        self._focus: tuple[str, str] | None = None
        self.undo = Slot()
        self.add(self.undo)
        self.list = Slot(gap=Space.M)
        self.add(self.list)
        self.end()
        self.buttons: dict[tuple[str, str], Button] = {}

    def focus_first(self) -> None:
        self.back.setFocus()

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        self.read(lambda: browse_comments(workspace, audit_id), self._show)

    def _show(self, browsed: Browsed) -> None:
        self._browsed = browsed
        quotes = browsed.quotes
        self.buttons = {}
        if not quotes:
            self.sentence.setText("Nothing is quoted yet.")
            text = "In the list of comments, press Q on the one that the report is to quote."
            self.list.put(EmptyState("document", "No quotations", text))
        else:
            changed = sum(not each.stands for each in quotes)
            said = f"{len(quotes)} in the order of the report."
            self.sentence.setText(f"{said} {changed} to look at again." if changed else said)
            self.list.put(*(self._card(each, at, len(quotes)) for at, each in enumerate(quotes)))
        self._refocus()
        self.say("The report prints them in this order", "Alt+Left goes back")

    def _card(self, each: Quoted, at: int, of: int) -> QWidget:
        card, quote = Card(), each.quote
        card.body.addWidget(body_text(f"“{quote.text}”", selectable=True))
        card.body.addWidget(hint(self._where(each)))
        if not each.stands:
            words = "The agency has since changed these words"
            card.body.addWidget(IconLine("attention", words, Tone.ATTENTION))
        row = QWidget()
        flow = FlowLayout(row, gap=Space.S)
        for key, words, icon, act in (
            ("up", "Up", "chevron-up", partial(self._move, quote.id, "up", -1)),
            ("down", "Down", "chevron-down", partial(self._move, quote.id, "down", 1)),
            ("edit", "Shorten", "edit", partial(self._edit, each)),
            ("drop", "Remove", "bin", partial(self._drop, each)),
        ):
            button = self.buttons[quote.id, key] = quiet_button(words, icon=icon)
            button.setAccessibleName(f"{words}: quotation {at + 1} of {of}")
            button.clicked.connect(act)
            flow.addWidget(button)
        flush_left(self.buttons[quote.id, "up"])
        self.buttons[quote.id, "up"].setEnabled(at > 0)
        self.buttons[quote.id, "down"].setEnabled(at < of - 1)
        self.buttons[quote.id, "edit"].setEnabled(each.comment is not None)
        card.body.addWidget(row)
        return card

    def _where(self, each: Quoted) -> str:
        one = each.comment
        if one is not None:
            return f"{one.agency.name} · {case_words(one)} · {question_words(one)}"
        assert self._browsed is not None  # noqa: S101 - what is shown was read
        agency = self._browsed.audit.agency(each.quote.agency_id)
        return agency.name if agency is not None else each.quote.agency_id

    def _move(self, quote_id: str, key: str, by: int, _on: bool = False) -> None:
        self._focus = (quote_id, key)
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        self._write(lambda: move_quote(workspace, audit_id, quote_id, by))

    def _edit(self, each: Quoted, _on: bool = False) -> None:
        if each.comment is None or self._browsed is None:
            return
        roles = self._browsed.roles.get((each.quote.uin, each.quote.agency_id), ())
        self._focus = (each.quote.id, "edit")
        page = TakePage(self.floor, self._browsed.audit, each.comment, QUOTE, roles=roles,
                        quote=each.quote, back="Quotations")  # fmt: skip
        self.floor.open(page)

    def _drop(self, each: Quoted, _on: bool = False) -> None:
        if self._browsed is None:
            return
        self.back.setFocus()
        self._gone = (each, tuple(one.quote.id for one in self._browsed.quotes))
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        self._write(lambda: drop_quote(workspace, audit_id, each.quote.id))
        banner = Banner(Tone.ACCENT, "The quotation was removed.", action="Quote it again")
        banner.acted.connect(self._bring_back)
        self.undo.put(banner)
        if banner.button is not None:
            banner.button.setFocus()

    def _bring_back(self) -> None:
        if self._gone is None:
            return
        each, order = self._gone
        self._gone = None
        self.back.setFocus()
        self.undo.put()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        self._write(lambda: bring_quote_back(workspace, audit_id, each.quote, order))

    def _write(self, write: Callable[[], Changes]) -> None:
        self.session.write(write, failed=self.tell, owner=self)

    def _refocus(self) -> None:
        """After a move, the keyboard goes on with the same quotation."""
        wanted, self._focus = self._focus, None
        if wanted is None:
            return
        quote_id, key = wanted
        for name in (key, "down" if key == "up" else "up", "edit"):
            button = self.buttons.get((quote_id, name))
            if button is not None and button.isEnabled():
                button.setFocus()
                return
