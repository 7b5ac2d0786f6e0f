"""The partnership's desk: audits set up in the window, a library of tools, an address book."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None

_LATER_TEXTS = {
    "audits": ("theme", "uin_format", "selection", "legal_hold"),
    "agencies": ("phone",),
    "packs": ("says",),
}
_LATER_DAYS = ("archived", "retain_until")
_TABLES = (
    "chasers",
    "marked",
    "acceptances",
    "address_book",
    "library",
    "set_ups",
    "logos",
)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def _moment() -> sa.Column[Any]:
    return sa.Column("at", sa.DateTime(timezone=True), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _of_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["audit_id", "uin"],
        ["cases.audit_id", "cases.uin"],
        name=f"fk_{table}_audit_id_uin_cases",
        ondelete="CASCADE",
    )


def _of_agency(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["audit_id", "agency_id"],
        ["agencies.audit_id", "agencies.id"],
        name=f"fk_{table}_audit_id_agency_id_agencies",
        ondelete="CASCADE",
    )


def upgrade() -> None:
    """Add the columns and make the tables."""
    for table, names in _LATER_TEXTS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text, nullable=False, server_default=""))
    for name in _LATER_DAYS:
        op.add_column("audits", sa.Column(name, sa.Date))
    _make_what_is_set_up()
    _make_what_is_tracked()


def _make_what_is_set_up() -> None:
    op.create_table(
        "logos",
        _text("audit_id"),
        sa.Column("content", sa.LargeBinary, nullable=False),
        _key("logos", "audit_id"),
        sa.ForeignKeyConstraint(
            ["audit_id"], ["audits.id"], name="fk_logos_audit_id_audits", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "set_ups",
        _text("id"),
        _moment(),
        _text("content"),
        sa.Column("logo", sa.LargeBinary),
        _key("set_ups", "id"),
    )
    op.create_table(
        "library",
        _text("id"),
        _whole("version"),
        *map(_text, ("title", "theme", "origin")),
        _moment(),
        _text("content"),
        _key("library", "id", "version"),
    )
    op.create_table(
        "address_book",
        *map(_text, ("id", "name", "email", "contact", "proxy", "phone", "note")),
        _key("address_book", "id"),
    )


def _make_what_is_tracked() -> None:
    op.create_table(
        "acceptances",
        *map(_text, ("audit_id", "agency_id", "uin")),
        _whole("revision"),
        _text("by"),
        _moment(),
        _key("acceptances", "audit_id", "agency_id", "uin", "revision"),
        _of_case("acceptances"),
        _of_agency("acceptances"),
    )
    op.create_table(
        "marked",
        *map(_text, ("audit_id", "agency_id", "uin", "key", "text")),
        _key("marked", "audit_id", "agency_id", "uin", "key"),
        _of_case("marked"),
        _of_agency("marked"),
    )
    op.create_table(
        "chasers",
        _whole("number"),
        *map(_text, ("audit_id", "agency_id")),
        _moment(),
        _text("uins"),
        _key("chasers", "number"),
        _of_agency("chasers"),
    )
    op.create_index("ix_chasers_audit_id_agency_id", "chasers", ["audit_id", "agency_id"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_chasers_audit_id_agency_id", table_name="chasers")
    for table in _TABLES:
        op.drop_table(table)
    with op.batch_alter_table("audits") as audits:
        for name in (*_LATER_DAYS, *_LATER_TEXTS["audits"]):
            audits.drop_column(name)
    with op.batch_alter_table("agencies") as agencies:
        agencies.drop_column("phone")
    with op.batch_alter_table("packs") as packs:
        packs.drop_column("says")
