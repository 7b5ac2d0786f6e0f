"""The meeting, the recommendations and the reports."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None

_TABLES = (
    "publications",
    "report_options",
    "report_texts",
    "quotes",
    "comment_tags",
    "progress_notes",
    "recommendations",
    "discussions",
    "attendance",
    "agreed_judgements",
    "meeting_notes",
)
_INDEXED = (
    ("meeting_notes", "audit_id"),
    ("recommendations", "audit_id"),
    ("progress_notes", "recommendation_id"),
    ("quotes", "audit_id"),
    ("publications", "audit_id"),
)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _of_audit(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["audit_id"], ["audits.id"], name=f"fk_{table}_audit_id_audits", ondelete="CASCADE"
    )


def upgrade() -> None:
    """Add the column and make the tables."""
    op.add_column("audits", sa.Column("body_accent", sa.Text, nullable=False, server_default=""))
    _make_the_meeting()
    _make_the_recommendations()
    _make_the_reports()
    for table, column in _INDEXED:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _make_the_meeting() -> None:
    op.create_table(
        "meeting_notes",
        *map(_text, ("id", "audit_id", "scope", "uin", "heading")),
        _whole("position"),
        *map(_text, ("text", "evidence")),
        _key("meeting_notes", "id"),
        _of_audit("meeting_notes"),
    )
    op.create_table(
        "agreed_judgements",
        *map(_text, ("audit_id", "uin", "option", "reason", "dissent")),
        _key("agreed_judgements", "audit_id", "uin"),
        _of_audit("agreed_judgements"),
    )
    op.create_table(
        "attendance",
        _text("audit_id"),
        _whole("position"),
        *map(_text, ("agency_id", "who", "presence", "note")),
        _key("attendance", "audit_id", "position"),
        _of_audit("attendance"),
    )
    op.create_table(
        "discussions",
        *map(_text, ("audit_id", "scope", "uin")),
        sa.Column("done", sa.Boolean, nullable=False),
        _whole("seconds"),
        _key("discussions", "audit_id", "scope", "uin"),
        _of_audit("discussions"),
    )


def _make_the_recommendations() -> None:
    op.create_table(
        "recommendations",
        *map(_text, ("id", "audit_id")),
        _whole("position"),
        *map(_text, ("finding", "action", "agency_ids", "lead")),
        sa.Column("due", sa.Date),
        *map(_text, ("set_by", "outcome", "state")),
        sa.Column("closed", sa.Date),
        *map(_text, ("result", "evidence", "carried_from")),
        _key("recommendations", "id"),
        _of_audit("recommendations"),
    )
    op.create_table(
        "progress_notes",
        _whole("number"),
        _text("recommendation_id"),
        sa.Column("day", sa.Date, nullable=False),
        *map(_text, ("by", "text")),
        _key("progress_notes", "number"),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendations.id"],
            name="fk_progress_notes_recommendation_id_recommendations",
            ondelete="CASCADE",
        ),
    )


def _make_the_reports() -> None:
    op.create_table(
        "comment_tags",
        *map(_text, ("audit_id", "uin", "agency_id", "key", "tag")),
        _key("comment_tags", "audit_id", "uin", "agency_id", "key", "tag"),
        _of_audit("comment_tags"),
    )
    op.create_table(
        "quotes",
        *map(_text, ("id", "audit_id")),
        _whole("position"),
        *map(_text, ("uin", "agency_id", "key", "text")),
        _key("quotes", "id"),
        _of_audit("quotes"),
    )
    op.create_table(
        "report_texts",
        *map(_text, ("audit_id", "place", "text", "draft")),
        _key("report_texts", "audit_id", "place"),
        _of_audit("report_texts"),
    )
    op.create_table(
        "report_options",
        *map(_text, ("audit_id", "content")),
        _key("report_options", "audit_id"),
        _of_audit("report_options"),
    )
    op.create_table(
        "publications",
        _whole("number"),
        *map(_text, ("audit_id", "kind", "about")),
        _whole("version"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *map(_text, ("by", "note", "digest", "data_digest", "data")),
        sa.Column("content", sa.LargeBinary, nullable=False),
        _key("publications", "number"),
        _of_audit("publications"),
    )


def downgrade() -> None:
    """Take them away."""
    for table, column in _INDEXED:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
    for table in _TABLES:
        op.drop_table(table)
    with op.batch_alter_table("audits") as audits:
        audits.drop_column("body_accent")
