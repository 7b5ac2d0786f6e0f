"""The tables of the meeting, the recommendations and the reports."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text

from app.storage.columns import Moment, metadata, text


def _of_audit() -> Column[str]:
    return Column("audit_id", Text, ForeignKey("audits.id", ondelete="CASCADE"), nullable=False)


def _key_of_audit() -> Column[str]:
    return Column("audit_id", Text, ForeignKey("audits.id", ondelete="CASCADE"), primary_key=True)


meeting_notes: Final = Table(
    "meeting_notes",
    metadata,
    Column("id", Text, primary_key=True),
    _of_audit(),
    text("scope"),
    text("uin"),  # empty where the scope is not a case
    text("heading"),
    Column("position", Integer, nullable=False),
    text("text"),
    text("evidence"),  # a JSON list
    Index(None, "audit_id"),
)

agreed_judgements: Final = Table(
    "agreed_judgements",
    metadata,
    _key_of_audit(),
    Column("uin", Text, primary_key=True),
    text("option"),
    text("reason"),
    text("dissent"),
)

attendance: Final = Table(
    "attendance",
    metadata,
    _key_of_audit(),
    Column("position", Integer, primary_key=True),
    text("agency_id"),
    text("who"),
    text("presence"),
    text("note"),
)

discussions: Final = Table(
    "discussions",
    metadata,
    _key_of_audit(),
    Column("scope", Text, primary_key=True),
    Column("uin", Text, primary_key=True),
    Column("done", Boolean, nullable=False),
    Column("seconds", Integer, nullable=False),
)

recommendations: Final = Table(
    "recommendations",
    metadata,
    Column("id", Text, primary_key=True),
    _of_audit(),
    Column("position", Integer, nullable=False),
    text("finding"),
    text("action"),
    text("agency_ids"),  # a JSON list
    text("lead"),
    Column("due", Date),
    text("set_by"),
    text("outcome"),
    text("state"),
    Column("closed", Date),
    text("result"),
    text("evidence"),  # a JSON list
    text("carried_from"),
    Index(None, "audit_id"),
)

progress_notes: Final = Table(
    "progress_notes",
    metadata,
    Column("number", Integer, primary_key=True),  # the order in which they were written
    Column(
        "recommendation_id",
        Text,
        ForeignKey("recommendations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("day", Date, nullable=False),
    text("by"),
    text("text"),
    Index(None, "recommendation_id"),
)

comment_tags: Final = Table(
    "comment_tags",
    metadata,
    _key_of_audit(),
    Column("uin", Text, primary_key=True),
    Column("agency_id", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("tag", Text, primary_key=True),
)

quotes: Final = Table(
    "quotes",
    metadata,
    Column("id", Text, primary_key=True),
    _of_audit(),
    Column("position", Integer, nullable=False),
    text("uin"),
    text("agency_id"),
    text("key"),
    text("text"),
    Index(None, "audit_id"),
)

report_texts: Final = Table(
    "report_texts",
    metadata,
    _key_of_audit(),
    Column("place", Text, primary_key=True),
    text("text"),
    text("draft"),
)

report_options: Final = Table(
    "report_options",
    metadata,
    _key_of_audit(),
    text("content"),  # JSON
)

publications: Final = Table(  # what went out, as it went out
    "publications",
    metadata,
    Column("number", Integer, primary_key=True),
    _of_audit(),
    text("kind"),
    text("about"),
    Column("version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    text("by"),
    text("note"),
    text("digest"),
    text("data_digest"),
    text("data"),
    Column("content", LargeBinary, nullable=False),
    Index(None, "audit_id"),
)
