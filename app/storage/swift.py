"""Statements that are run so often that Core's work for every row counts.

A statement is compiled once; then rows go to the driver as tuples. Over an import this takes
half of the time that Core needs for the same rows as dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, CursorResult, Delete, Dialect, Insert
from sqlalchemy.sql.compiler import SQLCompiler

Values = tuple[Any, ...]


@dataclass(frozen=True)
class _Compiled:
    sql: str
    processors: tuple[tuple[int, Callable[[Any], Any]], ...]

    def processed(self, row: Values) -> Values:
        """The row as the driver takes it: days and moments as the dialect writes them."""
        for place, process in self.processors:
            if row[place] is not None:
                row = (*row[:place], process(row[place]), *row[place + 1 :])
        return row


class Swift:
    """A statement and the names of its parameters, in the order in which tuples give them."""

    def __init__(self, statement: Insert | Delete, *names: str) -> None:
        self._statement = statement
        self._names = names
        self._compiled: dict[str, _Compiled | None] = {}

    def run(self, connection: Connection, rows: Sequence[Values]) -> CursorResult[*tuple[Any, ...]]:
        """Run the statement for every row. There must be one at least."""
        compiled = self._for(connection.dialect)
        if compiled is None:
            named = [dict(zip(self._names, row, strict=True)) for row in rows]
            return connection.execute(self._statement, named)
        if compiled.processors:
            rows = [compiled.processed(row) for row in rows]
        return connection.exec_driver_sql(compiled.sql, rows[0] if len(rows) == 1 else list(rows))

    def insert_one(self, connection: Connection, row: Values) -> int:
        """Insert one row into a table with a number for its key, and tell the number."""
        if self._for(connection.dialect) is not None:
            return self.run(connection, [row]).lastrowid
        named = dict(zip(self._names, row, strict=True))
        key = connection.execute(self._statement, named).inserted_primary_key
        return int(key[0]) if key else 0

    def _for(self, dialect: Dialect) -> _Compiled | None:
        if dialect.name not in self._compiled:
            self._compiled[dialect.name] = self._compile(dialect)
        return self._compiled[dialect.name]

    def _compile(self, dialect: Dialect) -> _Compiled | None:
        compiled = self._statement.compile(dialect=dialect, column_keys=list(self._names))
        assert isinstance(compiled, SQLCompiler)  # noqa: S101  that is what such statements become
        # Only SQLite's driver tells the number of a row without being asked for it.
        if (
            dialect.name != "sqlite"
            or compiled.positiontup is None
            or tuple(compiled.positiontup) != self._names
        ):
            return None  # then Core knows best
        processors = []
        for place, name in enumerate(self._names):
            kind = compiled.binds[name].type.dialect_impl(dialect)
            process = kind.bind_processor(dialect)
            if process is not None:
                processors.append((place, process))
        return _Compiled(str(compiled), tuple(processors))
