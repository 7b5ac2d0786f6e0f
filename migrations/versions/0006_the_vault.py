"""The vault: every line of the history carries a hash of itself and of the line before, and an
audit says when it was destroyed.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None

_CHANGES = ("UPDATE", "DELETE")
_BEGINNING = "0" * 64


def upgrade() -> None:
    """Add the columns, the links of the lines that are there, and the anchor of the last one."""
    op.add_column("audits", sa.Column("destroyed", sa.Date))
    op.add_column("history", sa.Column("link", sa.Text, nullable=False, server_default=""))
    connection = op.get_bind()
    _let_change(connection)
    count, end = _link_all(connection)
    _keep_from_change(connection)
    if count:
        connection.execute(
            sa.text("INSERT INTO settings (name, value) VALUES ('history anchor', :value)"),
            {"value": f"{count} {end}"},
        )


def _link_all(connection: sa.Connection) -> tuple[int, str]:
    lines = sa.table(
        "history",
        sa.column("id", sa.Integer),
        sa.column("at", sa.DateTime(timezone=True)),
        *(sa.column(name) for name in ("what", "audit_id", "agency_id", "uin")),
        sa.column("revision", sa.Integer),
        sa.column("detail"),
        sa.column("link"),
    )
    end, links = _BEGINNING, []
    for row in connection.execute(sa.select(lines).order_by(lines.c.id)):
        end = _link(end, row)
        links.append({"number": row.id, "its_link": end})
    if links:
        change = sa.update(lines).where(lines.c.id == sa.bindparam("number"))
        connection.execute(change.values(link=sa.bindparam("its_link")), links)
    return len(links), end


def _link(before: str, row: Any) -> str:
    at: datetime = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
    said = [
        before,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.what,
        row.audit_id,
        row.agency_id,
        row.uin,
        row.revision,
        row.detail,
    ]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _let_change(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        for change in _CHANGES:
            op.execute(f"DROP TRIGGER history_no_{change.lower()}")


def _keep_from_change(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        for change in _CHANGES:
            op.execute(
                f"CREATE TRIGGER history_no_{change.lower()} BEFORE {change} ON history "
                "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
            )


def downgrade() -> None:
    """Take the links away."""
    connection = op.get_bind()
    _let_change(connection)
    with op.batch_alter_table("history") as history:
        history.drop_column("link")
    _keep_from_change(connection)
    op.execute("DELETE FROM settings WHERE name = 'history anchor'")
    with op.batch_alter_table("audits") as audits:
        audits.drop_column("destroyed")
