"""Seal returns: which ones, who will be able to read them, and where the file goes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.policy import Policy
from app.ui.interview.wording import case_title, proxy_words, short_day
from app.ui.pages.agency.folder_choice import FolderChoice
from app.ui.pages.agency.footed import Footed
from app.ui.pages.agency.overview import AuditView, CaseLine, Stand
from app.ui.pages.ways_out import AsText, by_email
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.error_summary import LinkLine
from app.ui.widgets.fields import check_box
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption, page_title, section_title
from app.ui.widgets.small import Rule, StatusTag
from app.ui.widgets.surfaces import Card


@dataclass(frozen=True)
class Sealing:
    """What is to be sealed, and where to."""

    uins: tuple[str, ...]
    folder: Path
    armored: bool


class SealPage(Footed):
    """``seal_asked(Sealing)``, ``check_asked(uin)`` to see what is missing, ``left`` to go back."""

    seal_asked = Signal(object)
    check_asked = Signal(str)
    left = Signal()

    def __init__(self, view: AuditView, folder: Path, policy: Policy) -> None:
        super().__init__()
        self.ticks: dict[str, QCheckBox] = {}
        self.links: dict[str, LinkLine] = {}
        self._stopped_by = ""
        self.column.add(caption(view.audit.title))
        self.column.add(page_title("Seal returns"))
        self.column.add(
            body_text(
                f"The returns go into one sealed file that you {_hand_on(policy)}. "
                "Nothing is sent by the program itself."
            )
        )
        proxy = proxy_words(view.agency)
        if proxy:
            self.column.add(IconLine("info", f"Returns of {proxy}.", Tone.TEXT))
        self.column.add(section_title("Which cases"), gap_before=Space.L)
        self.cases = Card(padding=Space.S)
        self.cases.body.setSpacing(0)
        for line in view.here:
            if self.cases.body.count():
                self.cases.body.addWidget(Rule())
            self.cases.body.addWidget(self._case(line))
        self.column.add(self.cases)
        self.column.add(section_title("Who can open it"), gap_before=Space.L)
        body = view.audit.body
        self.column.add(
            IconLine(
                "lock",
                f"Only {body.name}, with its own key or, should that be lost, with its recovery "
                "sheet. Not you, not your IT department, and nobody on the way.",
                Tone.TEXT,
            )
        )
        self._where(folder, policy)
        self.failure = Banner(Tone.PROBLEM, "", " ")
        self.column.add(self.failure, gap_before=Space.S)
        self.identifies = Banner(Tone.PROBLEM, "", " ", action="See the words")
        self.identifies.acted.connect(lambda: self.check_asked.emit(self._stopped_by))
        self.column.add(self.identifies, gap_before=Space.S)
        for banner in (self.failure, self.identifies):
            banner.hide()
        self.seal = primary_button("Seal returns")
        self.seal.clicked.connect(self._seal)
        self.back = secondary_button("Back", icon="back")
        self.back.clicked.connect(self.left)
        self.set_foot(self.back, self.seal)
        self.column.end()
        self._show_count()

    def _case(self, line: CaseLine) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, Space.XS, 0, Space.XS)
        box.setSpacing(Space.M)
        title = case_title(line.form.case)
        column = QVBoxLayout()
        column.setSpacing(0)
        tick = check_box(title, checked=line.can_be_sealed)
        tick.setEnabled(line.can_be_sealed)
        tick.toggled.connect(lambda _on: self._show_count())
        self.ticks[line.uin] = tick
        column.addWidget(tick)
        behalf = line.form.form.on_behalf_of.strip()
        if behalf:
            named = QHBoxLayout()
            named.setContentsMargins(30, 0, 0, Space.XS)
            named.addWidget(caption(f"on behalf of {behalf}"))
            column.addLayout(named)
        link = self._missing(line, title)
        if link is not None:
            inset = QHBoxLayout()
            inset.setContentsMargins(30, 0, 0, Space.S)
            inset.addWidget(link)
            column.addLayout(inset)
        box.addLayout(column, 1)
        tag = QVBoxLayout()
        # Level with the tick, whose row is as high as a button.
        tag.setContentsMargins(0, 5, 0, 0)
        tag.addWidget(_tag(line), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(tag)
        return row

    def _missing(self, line: CaseLine, title: str) -> QWidget | None:
        if line.can_be_sealed or line.stand is Stand.SEALED:
            return None
        if line.stand is Stand.NOT_STARTED:
            words = "Not started. Open the form"
        else:
            count = len(line.stops)
            things = "1 thing is" if count == 1 else f"{count} things are"
            words = f"{things} missing. See what"
        link = LinkLine(words)
        link.setAccessibleName(f"{title}: {words}")
        link.clicked.connect(partial(self.check_asked.emit, line.uin))
        self.links[line.uin] = link
        return link

    def _where(self, folder: Path, policy: Policy) -> None:
        self.column.add(section_title("Where the file goes"), gap_before=Space.L)
        self.folder = FolderChoice(folder, policy)
        self.column.add(self.folder)
        as_text = AsText(policy)
        self.armored = as_text.tick
        self.column.add(as_text)

    def set_folder(self, folder: Path) -> None:
        """Say where the file goes."""
        self.folder.set_path(folder)

    def chosen(self) -> tuple[str, ...]:
        """The cases that are ticked."""
        return tuple(uin for uin, tick in self.ticks.items() if tick.isChecked())

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.seal if self.seal.isEnabled() else self.back

    def fail(self, sentence: str, text: str, *, uin: str = "") -> None:
        """Say what went wrong, and let it be tried again. ``uin`` is the case where something in
        the form stands in the way, to be led there.
        """
        self._stopped_by = uin
        banner = self.identifies if uin else self.failure
        banner.set_text(sentence, text)
        banner.show()
        self._show_count()
        if uin and banner.button is not None:
            banner.button.setFocus()
        # After the layout: its words may have taken more lines.
        QTimer.singleShot(0, banner, partial(self.column.show_widget, banner))

    def _show_count(self) -> None:
        count = len(self.chosen())
        words = {0: "No case is ticked.", 1: "1 return goes into the file."}
        self.remark.setText(words.get(count, f"{count} returns go into the file."))
        self.seal.setEnabled(count > 0)

    def _seal(self) -> None:
        self.failure.hide()
        self.identifies.hide()
        self.seal.setEnabled(False)
        self.seal_asked.emit(Sealing(self.chosen(), self.folder.path, self.armored.isChecked()))


def _hand_on(policy: Policy) -> str:
    return "send by e-mail" if by_email(policy) else "take from its folder"


def _tag(line: CaseLine) -> StatusTag:
    if line.stand is Stand.SEALED:
        day = f" {short_day(line.sealed_on)}" if line.sealed_on else ""
        return StatusTag(f"sealed{day}", Tone.GOOD, "check")
    if line.stand is Stand.NIL:
        return StatusTag("not known to us", Tone.ACCENT, "not-known")
    if line.can_be_sealed:
        return StatusTag("ready to seal", Tone.GOOD, "check")
    if line.stand is Stand.NOT_STARTED:
        return StatusTag("not started")
    done = line.progress
    return StatusTag(f"in progress · {done.done} of {done.total}", Tone.ACCENT, "edit")
