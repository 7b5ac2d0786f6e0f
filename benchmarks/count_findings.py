"""Findings over 10,000 returns against the bare SQL ``GROUP BY`` on the same file."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app.services.analyse_audit import analyse_audit, findings_document
from app.services.set_up_desk import set_up_partnership_desk
from app.storage import Workspace
from app.storage.slots import read_slots
from app.storage.vault import open_with_passphrase
from benchmarks.ratio import compare, seconds
from benchmarks.rounds import clock, every_return, large_audit

RETURNS = 10_000
AGENCIES = 10


def fill(workspace: Workspace, returns: int) -> str:
    """Put an audit with so many returns into a workspace. Returns the audit's id."""
    audit = large_audit(returns // AGENCIES, AGENCIES)
    with workspace.work() as work:
        work.audits.add(audit)
        for ret in every_return(audit, words=8):
            work.returns.save(ret)
        work.commit()
    return audit.id


def bare(connection: Any) -> float:
    """Time the floor."""
    return seconds(
        lambda: connection.execute(
            "SELECT key, options, count(*) FROM answers JOIN returns ON returns.id = return_id "
            "WHERE options <> '' AND state = 'received' GROUP BY key, options"
        ).fetchall()
    )


def main(returns: int = RETURNS, runs: int = 5) -> None:
    """Compare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "partnership"
        workspace, _sheet = set_up_partnership_desk(folder, passphrase="for this run", clock=clock)
        with closing(workspace):
            audit_id = fill(workspace, returns)
            key = open_with_passphrase(read_slots(folder), "for this run")
            connection = dbapi2.connect(str(folder / "workspace.db"))
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            with closing(connection):
                compare(
                    f"findings over {returns} returns",
                    lambda: seconds(
                        lambda: findings_document(analyse_audit(workspace, audit_id, clock=clock))
                    ),
                    "bare GROUP BY",
                    lambda: bare(connection),
                    runs,
                )


if __name__ == "__main__":
    main()
