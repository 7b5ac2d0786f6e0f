"""What a run did, step by step, with what it cost: for people, as a page of Markdown."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from pathlib import Path

from tests.runs.display import take_picture
from tests.runs.eyes import Eyes

_UNTIL_PAINTED = 0.25


@dataclass
class Tally:
    """Counts of what the hands did. ``keys`` are those that are not text."""

    keys: int = 0
    clicks: int = 0
    notches: int = 0
    letters: int = 0
    typing: float = 0.0

    @property
    def actions(self) -> int:
        """Keys that are not text, and clicks."""
        return self.keys + self.clicks

    def since(self, before: Tally) -> Tally:
        """What came on top of an earlier count."""
        now, then = astuple(self), astuple(before)
        return Tally(*(a - b for a, b in zip(now, then, strict=True)))


@dataclass(frozen=True)
class Row:
    """One step: what it was about, what it did, how long it took."""

    part: str
    what: str
    seconds: float
    cost: Tally


@dataclass
class Journal:
    """Keeps the steps, takes the pictures, and writes both down."""

    folder: Path
    eyes: Eyes
    tally: Tally = field(default_factory=Tally)
    rows: list[Row] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    part: str = ""
    _pictures: int = 0
    _for_pictures: float = 0.0

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Measure what is done inside; the time for pictures is left out."""
        before, began, pictures = Tally(*astuple(self.tally)), time.monotonic(), self._for_pictures
        yield
        seconds = time.monotonic() - began - (self._for_pictures - pictures)
        self.rows.append(Row(self.part, what, seconds, self.tally.since(before)))

    def picture(self, shows: str) -> None:
        """A picture of the whole screen, its name says what it shows."""
        began = time.monotonic()
        time.sleep(_UNTIL_PAINTED)
        self.eyes.look(lambda: None)
        self._pictures += 1
        name = re.sub(r"[^A-Za-z0-9]+", "-", shows).strip("-").lower()
        take_picture(self.folder / f"{self._pictures:03}-{name}.png")
        self._for_pictures += time.monotonic() - began

    # --- the sums --------------------------------------------------------------------------------

    def total(self, part: str | None = None) -> Row:
        """All steps, or those of one part, as one."""
        rows = [row for row in self.rows if part in (None, row.part)]
        cost = Tally(
            *(sum(column) for column in zip(*(astuple(r.cost) for r in rows), strict=True))
        )
        return Row(part or "Total", "", sum(row.seconds for row in rows), cost)

    def sums(self) -> list[Row]:
        """A row for each part, and the total."""
        parts = list(dict.fromkeys(row.part for row in self.rows))
        return [*(self.total(part) for part in parts), self.total()]

    def summary(self) -> str:
        """All of it in one line, to lay beside a Word form."""
        whole = self.total()
        cost, silent = whole.cost, (whole.seconds - whole.cost.typing) / 60
        return (
            f"{cost.actions} actions ({cost.keys} keys that are not text, {cost.clicks} clicks), "
            f"{cost.notches} turns of the wheel, {cost.letters} letters; "
            f"{silent:.1f} minutes of the machine without typing."
        )

    def write(self, title: str, proofs: list[str]) -> None:
        """Write ``journal.md``."""
        head = "| {} | seconds | of that typing | keys | clicks | wheel | letters |\n"
        head += "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        text = [f"# {title}\n\n", head.format("part")]
        text += [_line(row.part, row) for row in self.sums()]
        text += [f"\n{self.summary()}\n\nTimes are the machine's, not a person's.\n"]
        if proofs:
            text += ["\n## What came out\n\n", *(f"- {proof}\n" for proof in proofs)]
        if self.remarks:
            text += ["\n## Remarks\n\n", *(f"- {remark}\n" for remark in self.remarks)]
        for part in dict.fromkeys(row.part for row in self.rows):
            text += [f"\n## {part}\n\n", head.format("step")]
            text += [_line(row.what, row) for row in self.rows if row.part == part]
        (self.folder / "journal.md").write_text("".join(text), encoding="utf-8")


def _line(name: str, row: Row) -> str:
    cost = row.cost
    return (
        f"| {name} | {row.seconds:.1f} | {cost.typing:.1f} | {cost.keys} | {cost.clicks} | "
        f"{cost.notches} | {cost.letters} |\n"
    )
