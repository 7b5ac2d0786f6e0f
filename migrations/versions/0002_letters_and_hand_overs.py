"""Queries and receipts, drafts that are handed over, reasons for reopening.

An agency may be known by several keys: one for each desk that its auditors work at.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _of_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["audit_id", "uin"],
        ["cases.audit_id", "cases.uin"],
        name=f"fk_{table}_audit_id_uin_cases",
        ondelete="CASCADE",
    )


def upgrade() -> None:
    """Make the new tables, and let an owner have several keys."""
    op.add_column("returns", sa.Column("reason", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "letters",
        _whole("number"),
        _text("id"),
        _text("kind"),
        _text("audit_id"),
        _text("agency_id"),
        _moment("at"),
        _text("content"),
        _key("letters", "number"),
        sa.UniqueConstraint("id", name="uq_letters_id"),
        sa.ForeignKeyConstraint(
            ["audit_id", "agency_id"],
            ["agencies.audit_id", "agencies.id"],
            name="fk_letters_audit_id_agency_id_agencies",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_letters_audit_id_agency_id", "letters", ["audit_id", "agency_id"])
    op.create_table(
        "authors",
        _text("audit_id"),
        _text("uin"),
        _text("key"),
        _whole("position"),
        _text("name"),
        _text("title"),
        sa.Column("day", sa.Date, nullable=False),
        _key("authors", "audit_id", "uin", "key", "position"),
        _of_case("authors"),
    )
    op.create_table(
        "hand_overs",
        _whole("number"),
        _text("audit_id"),
        _text("uin"),
        _text("direction"),
        _text("name"),
        _text("title"),
        _moment("at"),
        _key("hand_overs", "number"),
        _of_case("hand_overs"),
    )
    op.create_table(
        "package_returns",
        _text("digest"),
        _text("uin"),
        _whole("revision"),
        _key("package_returns", "digest", "uin"),
        sa.ForeignKeyConstraint(
            ["digest"],
            ["packages.digest"],
            name="fk_package_returns_digest_packages",
            ondelete="CASCADE",
        ),
    )
    _move_known_keys("owner", "signing_key")


def downgrade() -> None:
    """Take the new tables away. Of several keys of an owner, the one seen last stays."""
    op.execute(
        "DELETE FROM known_keys WHERE EXISTS (SELECT 1 FROM known_keys AS later "
        "WHERE later.owner = known_keys.owner AND (later.first_seen > known_keys.first_seen "
        "OR (later.first_seen = known_keys.first_seen "
        "AND later.signing_key > known_keys.signing_key)))"
    )
    _move_known_keys("owner")
    for table in ("package_returns", "hand_overs", "authors", "letters"):
        op.drop_table(table)
    with op.batch_alter_table("returns") as returns:
        returns.drop_column("reason")


def _move_known_keys(*key: str) -> None:
    """The same table with another primary key."""
    signing_key = sa.Column("signing_key", sa.LargeBinary, nullable=False)
    columns = [_text("owner"), signing_key, _text("name")]
    if len(key) == 1:
        columns = [_text("owner"), _text("name"), signing_key]
    op.create_table(
        "known_keys_new",
        *columns,
        _text("recipient"),
        _moment("first_seen"),
        _key("known_keys", *key),
    )
    names = "owner, name, signing_key, recipient, first_seen"
    op.execute(f"INSERT INTO known_keys_new ({names}) SELECT {names} FROM known_keys")  # noqa: S608
    op.drop_table("known_keys")
    op.rename_table("known_keys_new", "known_keys")
