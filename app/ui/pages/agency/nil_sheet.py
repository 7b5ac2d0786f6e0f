"""Asks who says that cases are not known to the agency, and which ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from app.domain.returns import Auditor
from app.ui.interview.wording import case_title
from app.ui.messages import Sheet
from app.ui.pages.agency.overview import CaseLine
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Kind
from app.ui.widgets.fields import LineField, check_box
from app.ui.widgets.labels import body_text


@dataclass(frozen=True)
class NilChoice:
    """Which cases are not known, and who says so."""

    uins: tuple[str, ...]
    by: Auditor


class NilSheet(Sheet):
    """Name and job title for a nil return; the next ones take them over.

    ``written`` are forms in which something stands: they are left out unless they are ticked.
    """

    def __init__(
        self,
        parent: QWidget | None,
        sentence: str,
        text: str,
        known: Auditor,
        *,
        action: str = "Not known to us",
        written: Sequence[CaseLine] = (),
        ask_name: bool = True,
    ) -> None:
        super().__init__(parent, sentence, text, tone=Tone.ACCENT)
        self.ticks: dict[str, QCheckBox] = {}
        if written:
            self.body.addSpacing(Space.XS)
            self.body.addWidget(body_text(_left_out(len(written))))
        for line in written:
            tick = self.ticks[line.uin] = check_box(case_title(line.form.case))
            self.body.addWidget(tick)
        self.name = LineField("Your name", value=known.name, longest=200)
        self.title = LineField("Your job title", value=known.title, longest=200)
        for field in (self.name, self.title):
            if ask_name:
                self.body.addSpacing(Space.S)
            self.body.addWidget(field)
            field.setVisible(ask_name)
            field.entered.connect(self._done)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.action = self.add_button(action, Kind.PRIMARY, default=True)
        self.action.clicked.connect(self._done)
        if ask_name:
            (self.title if known.name else self.name).setFocus()

    def auditor(self) -> Auditor:
        """Who was entered."""
        return Auditor(self.name.value().strip(), self.title.value().strip())

    def ticked(self) -> tuple[str, ...]:
        """The written forms that are not known either."""
        return tuple(uin for uin, tick in self.ticks.items() if tick.isChecked())

    def _done(self, _what: object = None) -> None:
        who = self.auditor()
        self.name.set_error("" if who.name else "Enter your name")
        self.title.set_error("" if who.title else "Enter your job title")
        if who.name and who.title:
            self.accept()
        else:
            (self.title if who.name else self.name).setFocus()
            self.fit()


def nil_sheet(parent: QWidget | None, case: str, known: Auditor) -> NilSheet:
    """The sheet for one case."""
    return NilSheet(
        parent,
        f"{case} is not known to your agency?",
        "Neither the child nor the parents are on your records. That is an answer too: it "
        "goes to the partnership as a nil return. You can take it back until it is sealed.",
        known,
    )


def nil_for_all_sheet(
    parent: QWidget | None,
    untouched: Sequence[CaseLine],
    written: Sequence[CaseLine],
    known: Auditor,
) -> NilSheet:
    """The sheet for all cases that are not answered yet."""
    count = len(untouched)
    them = f"None of these {count} cases is" if count > 1 else f"{_named(untouched)} is not"
    known_by = bool(known.name.strip() and known.title.strip())
    said = f" {known.name}, {known.title}, says so." if known_by else ""
    return NilSheet(
        parent,
        f"{them} known to your agency?",
        f"{_named(untouched)}: neither the children nor the parents are on your records. Each "
        f"goes to the partnership as a nil return.{said} You can take it back until it is sealed.",
        known,
        action="None of them is known" if count > 1 else "Not known to us",
        written=written,
        ask_name=not known_by,
    )


def shown(sheet: NilSheet) -> Auditor | None:
    """Show the sheet. Who says so; None where it was left."""
    sheet.fit()
    accepted = sheet.exec() == QDialog.DialogCode.Accepted
    who = sheet.auditor()
    sheet.deleteLater()
    return who if accepted else None


def ask_auditor(parent: QWidget | None, case: str, known: Auditor) -> Auditor | None:
    """Who says that one case is not known; None where it was left."""
    return shown(nil_sheet(parent, case, known))


def ask_nil_for_all(
    parent: QWidget | None,
    untouched: Sequence[CaseLine],
    written: Sequence[CaseLine],
    known: Auditor,
) -> NilChoice | None:
    """Which cases are not known, and who says so; None where it was left."""
    sheet = nil_for_all_sheet(parent, untouched, written, known)
    who = shown(sheet)
    chosen = (*(line.uin for line in untouched), *sheet.ticked())
    return None if who is None else NilChoice(chosen, who)


def _named(lines: Sequence[CaseLine]) -> str:
    labels = [line.form.case.label for line in lines]
    if len(labels) == 1:
        return case_title(lines[0].form.case)
    if len(labels) > 8:
        return f"Cases {labels[0]} to {labels[-1]} that are not begun"
    return f"Cases {', '.join(labels[:-1])} and {labels[-1]}"


def _left_out(count: int) -> str:
    forms = "In one form" if count == 1 else f"In {count} forms"
    stays = "It stays as it is" if count == 1 else "They stay as they are"
    return (
        f"{forms} something is written. {stays}, unless you tick here. What is written is kept, "
        "but does not go out."
    )
