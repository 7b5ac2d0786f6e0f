"""Findings over 10,000 returns against the bare SQL ``GROUP BY`` on the same file.

Once for the audit as a whole, once with those of every agency, case and theme and the agreement on
every case, and once with who disagreed with whom. Each against the SQL that reads the same.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app.services.analyse_audit import analyse_audit, findings_document
from app.services.compare_agencies import compare_agencies
from app.services.set_up_desk import set_up_partnership_desk
from app.services.spread_findings import spread_findings
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


_FROM = "FROM answers JOIN returns ON returns.id = return_id "
_WHERE = "WHERE options <> '' AND state = 'received' "
_WHOLE = f"SELECT key, options, count(*) {_FROM}{_WHERE}GROUP BY key, options"
_BY = tuple(
    f"SELECT {by}, key, options, count(*) {_FROM}{_WHERE}GROUP BY {by}, key, options"
    for by in ("agency_id", "uin")
)
_EACH = f"SELECT uin, agency_id, key, options {_FROM}{_WHERE}"


def bare(connection: Any, *statements: str) -> float:
    """Time the floor."""

    def run() -> None:
        for statement in statements:
            connection.execute(statement).fetchall()

    return seconds(run)


def every_part(workspace: Workspace, audit_id: str) -> None:
    """Count everything, and shape the findings of every group."""
    spread = spread_findings(workspace, audit_id, clock=clock)
    for group in (*spread.agencies, *spread.cases):
        group.findings(spread.audit.tool)
    if not spread.themes:
        raise AssertionError


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
                    lambda: bare(connection, _WHOLE),
                    runs,
                )
                compare(
                    f"findings by agency, case and theme, with agreement, over {returns} returns",
                    lambda: seconds(lambda: every_part(workspace, audit_id)),
                    "bare GROUP BY, three times",
                    lambda: bare(connection, _WHOLE, *_BY),
                    runs,
                )
                compare(
                    f"every disagreement over {returns} returns",
                    lambda: seconds(lambda: compare_agencies(workspace, audit_id)),
                    "bare SELECT",
                    lambda: bare(connection, _EACH),
                    runs,
                )


if __name__ == "__main__":
    main()
