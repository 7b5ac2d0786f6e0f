"""The chain of the history: whatever is changed in it shows, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage import HistoryEvent, Workspace
from app.storage.engine import connect
from app.storage.files import DATABASE
from tests.storage.builders import CHEAP

ADDED = """
INSERT INTO history
SELECT 99, at, what, audit_id, agency_id, uin, revision, detail, link FROM history WHERE id = 2
"""


def lines(workspace: Workspace, count: int) -> None:
    for number in range(count):
        with workspace.work() as work:
            work.settings.put("some setting", str(number))
            work.commit()


def tamper(workspace: Workspace, *statements: str) -> None:
    """Change the database as one could who has the key, past the triggers."""
    connection = connect(workspace.folder / DATABASE, workspace._open_key())
    try:
        for trigger in ("update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS history_no_{trigger}")
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_whatever_is_noted_the_chain_holds(lasting: Workspace, details: list[str]) -> None:
    with lasting.work() as work:
        for detail in details:
            work.history.note(HistoryEvent.BACKED_UP, detail)
        work.commit()
        assert work.history.chain().is_whole


def test_a_line_that_was_changed_shows(workspace: Workspace) -> None:
    lines(workspace, 5)
    tamper(workspace, "UPDATE history SET detail = 'nothing' WHERE id = 3")
    with workspace.work() as work:
        chain = work.history.chain()
    assert (chain.broken_at, chain.is_whole) == (3, False)


@pytest.mark.parametrize(
    ("change", "broken", "cut"),
    [
        ("DELETE FROM history WHERE id = 3", 4, True),
        ("DELETE FROM history WHERE id >= 5", None, True),
        ("DELETE FROM history", None, True),
        ("DELETE FROM settings WHERE name = 'history anchor'", None, True),
        ("UPDATE history SET id = id + 100 WHERE id = 2", 3, False),
        ("UPDATE history SET link = 'x' WHERE id = 6", 6, False),
        (ADDED, 99, True),
    ],
)
def test_lines_that_are_taken_out_moved_or_added_show(
    workspace: Workspace, change: str, broken: int | None, cut: bool
) -> None:
    lines(workspace, 5)
    tamper(workspace, change)
    with workspace.work() as work:
        chain = work.history.chain()
    assert (chain.broken_at, chain.cut, chain.is_whole) == (broken, cut, False)


def test_the_chain_outlives_a_new_key(workspace: Workspace, folder: Path) -> None:
    lines(workspace, 3)
    workspace.rotate_key(passphrase="another", cost=CHEAP)
    with workspace.work() as work:
        chain = work.history.chain()
    assert chain.is_whole
    assert chain.lines == 5
    assert (folder / DATABASE).exists()
