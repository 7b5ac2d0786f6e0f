"""Workspaces of earlier revisions of the tables, with something in all of them, go on here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.services.open_desk import open_desk
from app.services.publish_report import published
from app.storage import Workspace, copies_in
from app.storage.engine import connect, look_at
from app.storage.files import DATABASE
from app.storage.migrate import HEAD, migrate
from app.storage.schema import metadata
from app.storage.slots import read_slots
from app.storage.vault import open_with_passphrase
from tests.builders import clock
from tests.flow.desks import PASSPHRASE
from tests.flow.everything import Everything

TEXT = "It was written with an earlier version."
BEFORE = ("0004", "0005")
_OURS = {"alembic_version"}
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[list[Path]]:
    """The folders of three desks in which everything was done, closed again."""
    everything = Everything(tmp_path, TEXT)
    with closing(everything):
        for _ in everything.steps():
            pass
        desks: list[Workspace] = [everything.partnership, everything.anne, everything.sam]
    yield [desk.folder for desk in desks]


def key_of(folder: Path) -> bytes:
    return open_with_passphrase(read_slots(folder), PASSPHRASE)


def rows_of(folder: Path) -> Rows:
    """Every row of every table, by the names of the columns."""
    with closing(connect(folder / DATABASE, key_of(folder))) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            if not name.startswith("sqlite_")
        ]
        found: Rows = {}
        for table in tables:
            cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')  # noqa: S608
            columns = [column[0] for column in cursor.description]
            found[table] = [dict(zip(columns, row, strict=True)) for row in cursor]
    return found


def test_everything_fills_every_table(folders: list[Path]) -> None:
    filled = {name for folder in folders for name, rows in rows_of(folder).items() if rows}
    assert filled >= metadata.tables.keys()


@pytest.mark.parametrize("revision", BEFORE)
def test_an_earlier_revision_keeps_all_it_has_and_gets_a_chain(
    folders: list[Path], revision: str
) -> None:
    for folder in folders:
        migrate(folder / DATABASE, key_of(folder), to=revision)
        assert look_at(folder / DATABASE, key_of(folder)).revision == revision
        before = rows_of(folder)
        assert "link" not in before["history"][0]
        with closing(open_desk(folder, passphrase=PASSPHRASE, clock=clock)) as desk:
            with desk.work() as work:
                chain = work.history.chain()
            assert chain.is_whole
            assert chain.lines == len(before["history"])
            assert chain.end != "0" * 64
        after = rows_of(folder)
        for table, rows in before.items():
            if table not in _OURS:
                assert _columns_of(after[table], rows) == rows, table
        assert after["alembic_version"] == [{"version_num": HEAD}]
        (copy,) = copies_in(folder)
        assert look_at(copy.path, key_of(folder), thorough=True).revision == revision


def test_a_workspace_of_0005_goes_on_at_the_partnership(folders: list[Path]) -> None:
    folder = folders[0]
    migrate(folder / DATABASE, key_of(folder), to="0005")
    with closing(open_desk(folder, passphrase=PASSPHRASE, clock=clock)) as desk:
        with desk.work() as work:
            (summary,) = work.audits.all()
            meeting = work.meetings.of(summary.id)
            assert TEXT in {note.text for note in meeting.notes}
            assert TEXT in {each.finding for each in work.recommendations.all(summary.id)}
        (version,) = published(desk, summary.id, clock=clock)
        assert version.published.by == TEXT
        with desk.work() as work:
            assert work.history.chain().is_whole


def _columns_of(rows: list[dict[str, Any]], like: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the columns that there were before; the anchor of the chain is new."""
    there = {row.get("name") for row in like}
    return [
        {name: row[name] for name in like[0]}
        for row in rows
        if like and (row.get("name") in there or row.get("name") != "history anchor")
    ]
