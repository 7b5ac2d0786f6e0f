"""Everything on one page before packs are issued; each part leads back to its step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer

from app.domain.days import long_day
from app.domain.set_up import SetUp, Step
from app.domain.tool import AuditTool
from app.errors import PartnershipAuditError
from app.reports.wording import plural
from app.services.define_audit import Defined
from app.services.set_up_audit import finish_set_up
from app.ui.pages.partnership.agency_form import contact_words
from app.ui.pages.partnership.room import Floor, Slot
from app.ui.pages.partnership.set_up.hand import Hand
from app.ui.pages.partnership.set_up.logo_view import LogoView
from app.ui.pages.partnership.set_up.step_page import StepPage
from app.ui.pages.partnership.set_up.steps import TITLES
from app.ui.pages.partnership.set_up.summary import Line, Summary
from app.ui.widgets.error_summary import Entry, ErrorSummary
from app.ui.widgets.surfaces import button_row

_MOST_CASES = 30
_NAMED = 12


class CheckPage(StepPage):
    """Shows what the audit will be, and makes it."""

    step: ClassVar = Step.CHECK

    def __init__(self, floor: Floor, hand: Hand) -> None:
        super().__init__(floor, hand, "Check the audit")
        self.problems.hide()
        self.open_ends = ErrorSummary(title="This is still missing")
        self.open_ends.entry_chosen.connect(self._mend)
        self.add(self.open_ends)
        self.trouble = Slot()
        self.add(self.trouble)
        self.parts = Slot()
        self.add(self.parts)
        self.end_step("Keep the changes" if hand.set_up.of_audit else "Finish and issue packs")

    def show_set_up(self) -> None:
        lacking = self.hand.missing()
        self.open_ends.set_entries(
            [Entry(f"{each.step.value}|{each.field}", each.sentence) for each in lacking]
        )
        self._say(len(lacking))
        cards = []
        for step in Step:
            if step is not Step.CHECK:
                card = Summary(TITLES[step], lines_of(step, self.set_up, self.tool))
                card.asked.connect(partial(self.hand.ask, step))
                if step is Step.BODY and self.hand.logo is not None:
                    logo = LogoView()
                    logo.show_logo(self.hand.logo)
                    card.body.addLayout(button_row(logo, right=False))
                cards.append(card)
        self.parts.put(*cards)

    def focus_first(self) -> None:
        (self.open_ends if self.hand.missing() else self.next).setFocus()
        self.verticalScrollBar().setValue(0)

    def go_on(self) -> None:
        if self.hand.missing():
            self.open_ends.setFocus()
            QTimer.singleShot(0, self, lambda: self.show_widget(self.open_ends))
            return
        self.next.setEnabled(False)
        workspace, context = self.session.workspace, self.session.context
        set_up_id = self.set_up.id
        self.session.write(
            lambda: finish_set_up(workspace, set_up_id, context.tools, policy=context.policy),
            self._finished,
            failed=self._refused,
            owner=self,
        )

    def _say(self, missing: int) -> None:
        if missing:
            are = "is" if missing == 1 else "are"
            self.sentence.setText(f"{plural(missing, 'thing')} {are} still missing.")
        elif self.set_up.of_audit:
            self.sentence.setText(
                "Packs that are out already have to be issued again after this: agencies open the "
                "new ones and keep what they have answered."
            )
        else:
            self.sentence.setText("Nothing is missing. It can still be changed later.")

    def _mend(self, key: str) -> None:
        step, _, field = key.partition("|")
        self.hand.ask(Step(step), field)

    def _finished(self, defined: Defined) -> None:
        self.hand.is_over = True
        self.floor.show_audit(defined.audit.id, "cases", issue=not self.set_up.of_audit)

    def _refused(self, error: PartnershipAuditError) -> None:
        self.next.setEnabled(True)
        self.trouble.put_error(error)
        self.trouble.setFocus()
        QTimer.singleShot(0, self, lambda: self.show_widget(self.trouble))


def lines_of(step: Step, now: SetUp, tool: AuditTool | None) -> Sequence[Line]:
    """What was entered in a step, in words."""
    body = now.body
    if step is Step.ABOUT:
        return (
            ("Theme", now.theme),
            ("Title", now.title),
            ("Reference", now.reference),
            ("How it came about", _short(now.context)),
            ("How it is done", _short(now.methodology)),
        )
    if step is Step.BODY:
        return (
            ("Name", body.name),
            ("Short name", body.short_name),
            ("Returns go to", body.reply_address),
            ("Marking", body.marking),
        )
    if step is Step.DATES:
        return (
            ("Looked back from", _day(now.opened)),
            ("Returns due", _day(now.due)),
            ("Meeting", _day(now.meeting)),
            ("Kept until", _day(now.retain_until)),
        )
    if step is Step.TOOL:
        return (("Audit tool", f"{tool.title}, version {tool.version}" if tool else ""),)
    if step is Step.CASES:
        return _cases(now)
    if step is Step.AGENCIES:
        return [(agency.name, contact_words(agency)) for agency in now.agencies] or (
            ("Agencies", ""),
        )
    return _asked(now)


def _cases(now: SetUp) -> Sequence[Line]:
    lines: list[Line] = [
        (f"Case {case.label}", " · ".join(word for word in (case.uin, case.initials) if word))
        for case in now.cases[:_MOST_CASES]
    ]
    more = len(now.cases) - _MOST_CASES
    if more > 0:
        lines.append(("And", f"{plural(more, 'more case')}"))
    if now.selection:
        lines.append(("How they were chosen", now.selection))
    return lines or (("Cases", ""),)


def _asked(now: SetUp) -> Sequence[Line]:
    uins, agencies = {case.uin for case in now.cases}, {agency.id for agency in now.agencies}
    out = [(u, a) for u, a in now.not_asked if u in uins and a in agencies]
    asked = len(uins) * len(agencies) - len(out)
    lines: list[Line] = [("Returns asked for", str(asked) if asked else "")]
    labels = {case.uin: case.label for case in now.cases}
    for agency in now.agencies:
        not_about = [labels[uin] for uin, each in out if each == agency.id]
        if not_about:
            named = ", ".join(sorted(not_about)[:_NAMED])
            more = f" and {len(not_about) - _NAMED} more" if len(not_about) > _NAMED else ""
            lines.append((agency.name, f"not asked about {named}{more}"))
    return lines


def _day(day: date | None) -> str:
    return long_day(day) if day else ""


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:40]) + (" …" if len(words) > 40 else "")
