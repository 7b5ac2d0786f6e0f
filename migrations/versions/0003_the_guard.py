"""The guard: a watch list for each case, and what an auditor said identifies nobody."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _of_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["audit_id", "uin"],
        ["cases.audit_id", "cases.uin"],
        name=f"fk_{table}_audit_id_uin_cases",
        ondelete="CASCADE",
    )


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "watch_entries",
        _text("audit_id"),
        _text("uin"),
        sa.Column("position", sa.Integer, nullable=False),
        _text("kind"),
        _text("value"),
        sa.PrimaryKeyConstraint("audit_id", "uin", "position", name="pk_watch_entries"),
        _of_case("watch_entries"),
    )
    op.create_table(
        "waved_through",
        _text("audit_id"),
        _text("uin"),
        _text("words"),
        _text("reason"),
        sa.PrimaryKeyConstraint("audit_id", "uin", "words", name="pk_waved_through"),
        _of_case("waved_through"),
    )
    op.add_column(
        "returns", sa.Column("waved_through", sa.Integer, nullable=False, server_default="0")
    )


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("returns") as returns:
        returns.drop_column("waved_through")
    op.drop_table("waved_through")
    op.drop_table("watch_entries")
