"""The chain of the history: every line carries a hash of itself and of the line before.

A line that was changed, moved or taken out breaks the chain at its place. That the last lines
were cut off is told by the anchor, which holds how many there are and how the last one ends.
Whoever has the key of the workspace and rewrites all of it, chain and anchor as well, is found
out by an earlier end of the chain on paper: it stands on every printed history, recovery sheet of
a copy and certificate of destruction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update

from app.storage.tables import history, settings

ANCHOR: Final = "history anchor"
BEGINNING: Final = "0" * 64


@dataclass(frozen=True)
class Chain:
    """What a look at the whole chain found. ``broken_at`` is the number of the first wrong line.

    ``cut`` says that lines are missing at the end.
    """

    lines: int
    end: str
    broken_at: int | None = None
    cut: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed."""
        return self.broken_at is None and not self.cut


def link(before: str, line: Sequence[Any]) -> str:
    """The hash of a line: its moment, event, audit, agency, case, revision and detail."""
    at, *rest = line
    said = json.dumps([before, _moment(at), *rest], ensure_ascii=False, separators=(",", ":"))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def linked(before: str, lines: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Lines with their links."""
    made = []
    for line in lines:
        before = link(before, line)
        made.append((*line, before))
    return made


def end_of(connection: Connection) -> str:
    """The link of the last line."""
    last = select(history.c.link).order_by(history.c.id.desc()).limit(1)
    return connection.execute(last).scalar_one_or_none() or BEGINNING


def set_anchor(connection: Connection, added: int, end: str) -> None:
    """Say how many lines there are now, and how the last one ends."""
    count, _ = _anchor(connection)
    value = f"{(count or 0) + added} {end}"
    change = update(settings).where(settings.c.name == ANCHOR).values(value=value)
    if connection.execute(change).rowcount == 0:
        connection.execute(insert(settings).values(name=ANCHOR, value=value))


def look_over(connection: Connection) -> Chain:
    """Follow the chain from its beginning to its end."""
    c = history.c
    rows = connection.execute(
        select(
            c.id, c.at, c.what, c.audit_id, c.agency_id, c.uin, c.revision, c.detail, c.link
        ).order_by(c.id)
    )
    before, lines, broken = BEGINNING, 0, None
    for row in rows:
        lines += 1
        if broken is None and link(before, row[1:-1]) != row.link:
            broken = int(row.id)
        before = row.link
    count, end = _anchor(connection)
    cut = lines > 0 and count is None  # every line that was ever written set the anchor
    cut = cut or (count is not None and (count != lines or (end != before and broken is None)))
    return Chain(lines, before, broken, cut)


def count_of(connection: Connection) -> int:
    """How many lines the history has."""
    return int(connection.execute(select(func.count()).select_from(history)).scalar_one())


def _anchor(connection: Connection) -> tuple[int | None, str]:
    value = connection.execute(
        select(settings.c.value).where(settings.c.name == ANCHOR)
    ).scalar_one_or_none()
    count, _, end = (value or "").partition(" ")
    return (int(count), end) if count.isdecimal() else (None, "")


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
