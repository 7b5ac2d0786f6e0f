"""The cases: one in a line, by number and initials. A plain list, until cases can be imported."""

from __future__ import annotations

from typing import ClassVar

from app.domain.audits import Case
from app.domain.set_up import Step
from app.ui.pages.partnership.room import Floor
from app.ui.pages.partnership.set_up.hand import Hand
from app.ui.pages.partnership.set_up.step_page import StepPage
from app.ui.widgets.growing_text import GrowingText


class CasesPage(StepPage):
    """What is typed or pasted in lines becomes the case list; pen pictures stay with their UIN."""

    step: ClassVar = Step.CASES

    def __init__(self, floor: Floor, hand: Hand) -> None:
        super().__init__(floor, hand, "Cases")
        self.sentence.setText("Children are in an audit by number and initials, never by name.")
        self.list = GrowingText(
            "Case list",
            hint="One case in a line: the UIN, then the initials. For example: CE-0412 JS",
            least_lines=8,
        )
        self.list.edited.connect(self._edited)
        self.add_field("", self.list)
        self.end_step()

    def show_set_up(self) -> None:
        lines = (f"{case.uin} {case.initials}".strip() for case in self.set_up.cases)
        self.list.set_value("\n".join(lines))

    def show_missing(self) -> None:
        super().show_missing()
        said = self.problems_here()
        if said:
            self.list.set_error(said[0].sentence)

    def focus_field(self, name: str) -> None:  # noqa: ARG002 - there is one field only
        self.list.setFocus()

    def _edited(self, text: str) -> None:
        known = {case.uin: case for case in self.set_up.cases}
        cases: list[Case] = []
        for line in text.splitlines():
            uin, _, initials = line.replace("\t", " ").strip().partition(" ")
            if uin:
                before = known.get(uin)
                picture = before.pen_picture if before is not None else ""
                cases.append(Case(uin, _letter(len(cases)), initials.strip(" ,;"), picture))
        self.change(cases=tuple(cases))


def _letter(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
