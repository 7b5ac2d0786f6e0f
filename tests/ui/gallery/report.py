"""The accessibility report: what a screen reader hears of every screen, and what was found."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from tests.ui.accessibility.controls import Control, control_of, controls
from tests.ui.accessibility.finding import Finding
from tests.ui.accessibility.focus import focus_order

_HEAD = "| Tab | role | accessible name | text | size |\n| ---: | --- | --- | --- | --- |"


@dataclass(frozen=True)
class Row:
    """One control; ``tab`` is its place in the order of focus, 0 where Tab does not stop."""

    tab: int
    control: Control


@dataclass
class Screen:
    """One screen: its controls in the order of focus, and its findings by look."""

    name: str
    rows: list[Row] = field(default_factory=list)
    findings: dict[str, list[Finding]] = field(default_factory=dict)


class Report:
    """Collects the screens of all looks."""

    def __init__(self) -> None:
        self.screens: dict[str, Screen] = {}
        self.pictures = 0

    def add(self, look: str, name: str, window: QWidget, findings: list[Finding]) -> None:
        """Take a screen in; its controls are listed once, its findings for every look."""
        screen = self.screens.setdefault(name, Screen(name))
        if not screen.rows:
            screen.rows = rows_of(window)
        screen.findings[look] = findings
        self.pictures += 1

    @property
    def widgets(self) -> int:
        """How many controls there are on all screens together."""
        return sum(len(screen.rows) for screen in self.screens.values())

    def count(self) -> int:
        """How many findings there are in all looks together."""
        return sum(len(some) for s in self.screens.values() for some in s.findings.values())

    def write(self, folder: Path) -> None:
        """Write the report for people and for programs."""
        (folder / "accessibility.md").write_text(self._text(), encoding="utf-8")
        whole = [
            {
                "screen": screen.name,
                "controls": [{"tab": row.tab, **asdict(row.control)} for row in screen.rows],
                "findings": {
                    look: [asdict(one) for one in found]
                    for look, found in screen.findings.items()
                    if found
                },
            }
            for screen in self.screens.values()
        ]
        text = json.dumps(whole, indent=1, ensure_ascii=False)
        (folder / "accessibility.json").write_text(text + "\n", encoding="utf-8")

    def _text(self) -> str:
        found = self.count()
        summary = (
            f"{len(self.screens)} screens, {self.pictures} pictures, {self.widgets} controls, "
            f"{found} finding{'' if found == 1 else 's'}. Controls stand in the order in which "
            "Tab comes to them; one without a number is reached with the arrows, or is disabled."
        )
        lines = ["# Accessibility of every screen", "", summary]
        for screen in self.screens.values():
            lines += ["", f"## {screen.name}", "", *_findings(screen)]
            if screen.rows:
                lines += [_HEAD, *(_line(row) for row in screen.rows)]
        return "\n".join(lines) + "\n"


def rows_of(window: QWidget) -> list[Row]:
    """The controls of a window, those that Tab stops at first and in its order."""
    everything = controls(window)
    order = [] if isinstance(window, QMenu) else focus_order(window)
    rows = [Row(at, control_of(widget)) for at, widget in enumerate(order, start=1)]
    return rows + [Row(0, control_of(widget)) for widget in everything if widget not in order]


def _findings(screen: Screen) -> list[str]:
    looks: dict[Finding, list[str]] = {}
    for look, found in screen.findings.items():
        for one in found:
            looks.setdefault(one, []).append(look)
    lines = [f"- **{one.check}** ({', '.join(where)}) {one.widget}: {one.says}"
             for one, where in looks.items()]  # fmt: skip
    return [*lines, ""] if lines else []


def _line(row: Row) -> str:
    one = row.control
    cells = (
        str(row.tab or ""),
        one.role,
        one.name,
        one.text,
        f"{one.width} × {one.height}",
    )
    return f"| {' | '.join(cell.replace('|', '¦') for cell in cells)} |"
