"""What a table of data is, for any kind of file; and the table that explains the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import count
from typing import TypeAlias

Value: TypeAlias = "str | int | float | date | None"


@dataclass(frozen=True)
class Column:
    """A column: its head, what it means, and how wide it is shown, in letters."""

    name: str
    about: str
    width: int = 14


@dataclass(frozen=True)
class DataTable:
    """A table: ``name`` for a file, ``title`` for a sheet. ``rows`` makes the rows anew."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[tuple[Value, ...]]] = field(repr=False)

    def at(self, column: str) -> int:
        """Which column has that head, from 0."""
        return [each.name for each in self.columns].index(column)


def counted(found: Iterable[DataTable], on_row: Callable[[int], None]) -> tuple[DataTable, ...]:
    """The same tables, of which ``on_row`` is told how many rows all of them have made."""
    numbers = count(1)

    def told(rows: Callable[[], Iterator[tuple[Value, ...]]]) -> Iterator[tuple[Value, ...]]:
        for row in rows():
            yield row
            on_row(next(numbers))

    return tuple(replace(table, rows=partial(told, table.rows)) for table in found)


def dictionary(found: Iterable[DataTable]) -> DataTable:
    """What each column of each table means."""
    columns = (
        Column("table", "The table.", 18),
        Column("column", "The column’s head.", 26),
        Column("meaning", "What stands in it.", 80),
    )
    known = tuple(found)

    def rows() -> Iterator[tuple[Value, ...]]:
        for table in known:
            for column in table.columns:
                yield table.name, column.name, column.about

    return DataTable("data-dictionary", "Data dictionary", "What is where.", columns, rows)
