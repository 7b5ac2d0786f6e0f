"""What a colleague handed over: who, with which note, and which cases go on this desk."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.interview import progress, states
from app.domain.returns import ReturnKind
from app.services.take_over import Offer, OfferedCase
from app.ui.interview.wording import case_title
from app.ui.pages.agency.file_page import FilePage
from app.ui.pages.agency.hand_over_pages import case_row, who_begins
from app.ui.pages.agency.overview import AuditView
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.fields import check_box
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, hint, section_title
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card


class TakeOverPage(FilePage):
    """The cases of an offer. One in which something is written here is left out unless the person
    says that it may be replaced.
    """

    def __init__(self, view: AuditView, offer: Offer) -> None:
        count = len(offer.cases)
        cases = "1 case" if count == 1 else f"{count} cases"
        super().__init__(
            view.audit.title,
            "Take cases over",
            f"{who_begins(offer.who)} hands {cases} over to you. Who wrote what stays with the "
            "answers; from now on the forms are completed by you.",
        )
        if offer.note.strip():
            self.column.add(section_title(f"A note from {offer.who.name or 'your colleague'}"),
                            gap_before=Space.L)  # fmt: skip
            card = Card(padding=Space.M)
            card.body.addWidget(body_text(offer.note, selectable=True))
            self.column.add(card)
        self.column.add(section_title("Which cases"), gap_before=Space.L)
        self.ticks: dict[str, QCheckBox] = {}
        self.replaces: dict[str, QCheckBox] = {}
        card = Card(padding=Space.S)
        card.body.setSpacing(0)
        for case in offer.cases:
            if card.body.count():
                card.body.addWidget(Rule())
            card.body.addWidget(self._case(view, case))
        self.column.add(card)
        self.finish("Take over", back="Take nothing over")
        self._show_count()

    def _case(self, view: AuditView, case: OfferedCase) -> QWidget:
        uin, title = case.mine.case.uin, case_title(case.mine.case)
        far = hint(f"{_how_far(case)}. On this desk: {view.line(uin).stand}.")
        if is_here_already(case):
            return case_row(title, None, far, hint("It is on this desk already, as it was sent."))
        if case.is_sealed:
            sealed = IconLine("check", "You have sealed it here. It stays as it is.", Tone.TEXT)
            return case_row(title, None, far, sealed)
        replaces = case.is_in_the_way
        tick = check_box(f"Replace what I wrote in {title}" if replaces else title)
        tick.toggled.connect(lambda _on: self._show_count())
        if not replaces:
            self.ticks[uin] = tick
            tick.setChecked(True)
            return case_row(title, tick, far)
        self.replaces[uin] = tick
        written = "Something is written in it on this desk. It stays, unless you tick below."
        warning = IconLine("attention", written, Tone.ATTENTION)
        return case_row(title, None, far, warning, tick)

    def replacing(self) -> tuple[str, ...]:
        """The cases in which what was written here may be replaced."""
        return tuple(uin for uin, tick in self.replaces.items() if tick.isChecked())

    def chosen(self) -> tuple[str, ...]:
        """The cases to take over."""
        ticked = (uin for uin, tick in self.ticks.items() if tick.isChecked())
        return (*ticked, *self.replacing())

    def fail(self, sentence: str, text: str) -> None:
        super().fail(sentence, text)
        self._show_count()

    def _show_count(self) -> None:
        if not hasattr(self, "go"):
            return  # the page is being made
        count = len(self.chosen())
        cases = "1 case" if count == 1 else f"{count} cases"
        self.go.set_text(f"Take over {cases}" if count else "Take over")
        self.go.setEnabled(count > 0)
        nothing = "" if self.ticks or self.replaces else "There is nothing to take over."
        self.remark.setText(nothing or ("" if count else "No case is ticked."))


def is_here_already(case: OfferedCase) -> bool:
    """Whether the case is on this desk just as it was handed over."""
    mine = case.mine
    same = replace(case.form, completed_by=mine.form.completed_by) == mine.form
    return case.is_in_the_way and same and mine.ref.revision == case.revision


def _how_far(case: OfferedCase) -> str:
    """ "As handed over: 4 of 6 done, revision 2"."""
    audit = case.mine.audit
    again = f", revision {case.revision}" if case.revision > 1 else ""
    if case.form.kind is ReturnKind.NIL:
        return f"As handed over: not known to us{again}"
    far = progress(states(audit.tool, case.form, audit.opened))
    return f"As handed over: {far.done} of {far.total} done{again}"
