"""The two side panes: the rooms of a desk, and the way through one form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme.tokens import Size, Space, Tone, Weight
from app.ui.widgets.labels import TextLabel, caption
from app.ui.widgets.nav_view import NavRow, NavView
from app.ui.widgets.small import ProgressBar


@dataclass(frozen=True)
class Place:
    """A room of the desk. ``count`` is what waits in it; ``gap_before`` sets it apart."""

    key: str
    title: str
    count: int = 0
    gap_before: bool = False


class Mark(StrEnum):
    """How a step stands."""

    DONE = "done"
    LOOK = "needs a look"
    NOT_YET = "not yet"
    OPTIONAL = "optional"
    ASKED = "asked about by the partnership"


@dataclass(frozen=True)
class NavStep:
    """One page of the interview: "Q6", its few words, how it stands."""

    key: str
    title: str
    lead: str = ""
    mark: Mark = Mark.NOT_YET


@dataclass(frozen=True)
class NavSection:
    """Steps under a title with a count ("6/16"); or, without steps, a page of its own.

    ``widest`` is the longest that the count may become, ``spoken`` the count in words. Choosing a
    section that has steps leads to the first of them.
    """

    key: str
    title: str
    note: str = ""
    widest: str = ""
    spoken: str = ""
    mark: Mark = Mark.NOT_YET
    steps: tuple[NavStep, ...] = ()


@dataclass(frozen=True)
class NavHead:
    """What stands over the steps: which form, and how far it is."""

    title: str
    subtitle: str = ""
    done: int = 0
    total: int = 0
    note: str = ""


_MARKS = {
    Mark.DONE: ("check", Tone.GOOD),
    Mark.LOOK: ("exclamation", Tone.ATTENTION),
    Mark.NOT_YET: ("dash", Tone.SECONDARY),
    Mark.OPTIONAL: ("", Tone.SECONDARY),
    Mark.ASKED: ("question", Tone.ACCENT),
}


class SideNav(QWidget):
    """The rooms. ``chosen(key)`` when one is taken; showing it is the window's business."""

    chosen = Signal(str)
    preferred_width = 220

    def __init__(self, places: Sequence[Place] = (), current: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.L, 0, Space.S)
        self.view = NavView("Places")
        self.view.chosen.connect(self.chosen)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.set_places(places)
        self.set_current(current)

    def set_places(self, places: Sequence[Place]) -> None:
        """Show these rooms."""
        self.view.set_rows(
            [
                NavRow(
                    place.key,
                    place.title,
                    note=str(place.count) if place.count else "",
                    spoken=f"{place.title}, {place.count} waiting" if place.count else place.title,
                    gap_before=14 if place.gap_before else 0,
                )
                for place in places
            ]
        )

    def set_current(self, key: str) -> None:
        """Say which room one is in."""
        self.view.set_current_key(key)


class StepNav(QWidget):
    """The way through a form. ``chosen(key)`` is the key of a step, or of a section without any."""

    chosen = Signal(str)
    preferred_width = 290

    def __init__(
        self, head: NavHead, sections: Sequence[NavSection] = (), current: str = ""
    ) -> None:
        super().__init__()
        self._current = current
        self._sections: tuple[NavSection, ...] = ()
        self._first_step: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.L - 2, 0, Space.S)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(22, 0, 22, Space.L)
        top.setSpacing(2)
        self._title = TextLabel("", size=Size.LEAD, weight=Weight.STRONG, line_height=1.35)
        self._subtitle = caption("")
        self._bar = ProgressBar("Steps done")
        self._note = caption("")
        top.addWidget(self._title)
        top.addWidget(self._subtitle)
        top.addSpacing(Space.S)
        top.addWidget(self._bar)
        top.addSpacing(Space.XS - 1)
        top.addWidget(self._note)
        column.addLayout(top)
        self.view = NavView("Steps of this form")
        self.view.chosen.connect(self._chosen)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.set_head(head)
        self.set_sections(sections, current)

    def set_head(self, head: NavHead) -> None:
        """Say which form it is, and how far."""
        self._title.setText(head.title)
        self._subtitle.setText(head.subtitle)
        self._subtitle.setVisible(bool(head.subtitle))
        self._bar.set(head.done, head.total)
        self._bar.setVisible(head.total > 0)
        done = f"{head.done} of {head.total} done" if head.total else ""
        self._note.setText(" · ".join(part for part in (done, head.note) if part))

    def set_sections(self, sections: Sequence[NavSection], current: str = "") -> None:
        """Show these steps; ``current`` is the one that is open (as before, where left out)."""
        if (tuple(sections), current or self._current) == (self._sections, self._current):
            return
        self._sections = tuple(sections)
        self._current = current or self._current
        self._first_step = {s.key: s.steps[0].key for s in sections if s.steps}
        rows: list[NavRow] = []
        for section in sections:
            rows.append(self._section_row(section, first=not rows))
            rows.extend(self._step_row(step) for step in section.steps)
        self.view.set_rows(rows)
        self.view.set_current_key(self._current)

    def set_current(self, key: str) -> None:
        """Say which step is open."""
        self.set_sections(self._sections, key)

    def _section_row(self, section: NavSection, *, first: bool) -> NavRow:
        icon, tone = _MARKS[section.mark] if not section.steps else ("", Tone.SECONDARY)
        state = section.spoken or section.note or section.mark.value
        return self._as_current(
            NavRow(
                section.key,
                section.title,
                note=section.note,
                widest=section.widest,
                icon=icon,
                tone=tone,
                spoken=f"{section.title}, {state}",
                strong=True,
                gap_before=0 if first else 6,
            )
        )

    def _step_row(self, step: NavStep) -> NavRow:
        icon, tone = _MARKS[step.mark]
        spoken = f"{step.lead} {step.title}, {step.mark.value}".strip()
        return self._as_current(
            NavRow(step.key, step.title, step.lead, icon=icon, tone=tone, spoken=spoken, indent=12)
        )

    def _as_current(self, row: NavRow) -> NavRow:
        """The row with the dot of where one is."""
        here = row.key == self._current and not row.note
        if here:
            return replace(row, icon="dot", tone=Tone.ACCENT, spoken=f"{row.spoken}, here")
        return row

    def _chosen(self, key: str) -> None:
        self.chosen.emit(self._first_step.get(key, key))
