"""The tables of the workspace, in SQL that PostgreSQL understands as well.

The migrations make them; a test proves that both say the same. Large columns stand last in
their tables: SQLite then reads the others without them.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from app.storage.columns import Moment, later_text, text
from app.storage.columns import metadata as metadata

workspace: Final = Table(  # one row; ``id`` and ``desk`` stay as they are in every version
    "workspace",
    metadata,
    Column("id", Text, primary_key=True),
    text("desk"),
    Column("made", Moment, nullable=False),
)

settings: Final = Table("settings", metadata, Column("name", Text, primary_key=True), text("value"))

own_keys: Final = Table(
    "own_keys",
    metadata,
    Column("purpose", Text, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
)

known_keys: Final = Table(
    "known_keys",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("signing_key", LargeBinary, primary_key=True),  # an agency may have several desks
    text("name"),
    text("recipient"),
    Column("first_seen", Moment, nullable=False),
)

tools: Final = Table(  # shared by audits; told apart by what is in them, whatever they call it
    "tools",
    metadata,
    Column("digest", Text, primary_key=True),
    text("id"),
    Column("version", Integer, nullable=False),
    text("content"),
)

audits: Final = Table(
    "audits",
    metadata,
    Column("id", Text, primary_key=True),
    Column("tool_digest", Text, ForeignKey("tools.digest"), nullable=False),
    text("reference"),
    text("title"),
    text("body_name"),
    text("body_short_name"),
    text("body_reply_address"),
    text("body_marking"),
    Column("opened", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("meeting", Date),
    text("context"),
    text("methodology"),
    text("reconstruction"),
    later_text("theme"),
    later_text("uin_format"),
    later_text("selection"),
    later_text("legal_hold"),  # why nothing of it may be destroyed; empty where it may
    Column("archived", Date),
    Column("retain_until", Date),
    later_text("body_accent"),
    Column("destroyed", Date),  # what was about children in it; its name and plan stay
)

logos: Final = Table(
    "logos",
    metadata,
    Column("audit_id", Text, ForeignKey("audits.id", ondelete="CASCADE"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

cases: Final = Table(
    "cases",
    metadata,
    Column("audit_id", Text, ForeignKey("audits.id", ondelete="CASCADE"), primary_key=True),
    Column("uin", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    text("label"),
    text("initials"),
    text("pen_picture"),
)

agencies: Final = Table(
    "agencies",
    metadata,
    Column("audit_id", Text, ForeignKey("audits.id", ondelete="CASCADE"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    text("name"),
    text("email"),
    text("contact"),
    text("proxy"),
    later_text("phone"),
)


def _of_case(*, ondelete: str | None = None) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["audit_id", "uin"], ["cases.audit_id", "cases.uin"], ondelete=ondelete
    )


def _of_agency(*, ondelete: str | None = None) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["audit_id", "agency_id"], ["agencies.audit_id", "agencies.id"], ondelete=ondelete
    )


not_asked: Final = Table(
    "not_asked",
    metadata,
    Column("audit_id", Text, primary_key=True),
    Column("uin", Text, primary_key=True),
    Column("agency_id", Text, primary_key=True),
    _of_case(ondelete="CASCADE"),
    _of_agency(ondelete="CASCADE"),
)

packs: Final = Table(
    "packs",
    metadata,
    Column("number", Integer, primary_key=True),  # the order in which they came
    text("id"),
    text("audit_id"),
    text("agency_id"),
    text("token"),
    Column("signing_key", LargeBinary, nullable=False),
    text("recipients"),  # a JSON list
    Column("at", Moment, nullable=False),
    Column("content", LargeBinary, nullable=False),
    later_text("says"),  # SHA-256 of what is in it, in hex: whether it says what the audit says
    UniqueConstraint("id"),
    _of_agency(),
    Index(None, "audit_id", "agency_id"),
)

packages: Final = Table(
    "packages",
    metadata,
    Column("number", Integer, primary_key=True),  # the order in which they came
    text("digest"),
    text("package_id"),
    text("audit_id"),
    text("agency_id"),
    text("direction"),
    text("file_name"),
    Column("at", Moment, nullable=False),
    Column("returns", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("digest"),
    _of_agency(),
    Index(None, "audit_id", "agency_id"),
)

package_returns: Final = Table(  # what a package that was sealed here has in it
    "package_returns",
    metadata,
    Column("digest", Text, ForeignKey("packages.digest", ondelete="CASCADE"), primary_key=True),
    Column("uin", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
)

returns: Final = Table(
    "returns",
    metadata,
    Column("id", Integer, primary_key=True),
    text("audit_id"),
    text("agency_id"),
    text("uin"),
    Column("revision", Integer, nullable=False),
    text("state"),
    text("kind"),
    Column("completed_on", Date),
    Column("saved_at", Moment, nullable=False),
    text("completed_by_name"),
    text("completed_by_title"),
    text("on_behalf_of"),
    Column("last_involvement", Date),
    text("note"),
    later_text("reason"),
    Column("waved_through", Integer, nullable=False, server_default="0"),
    UniqueConstraint("audit_id", "agency_id", "uin", "revision"),
    _of_case(),
    _of_agency(),
    Index(None, "audit_id", "state", "kind"),
    Index(None, "audit_id", "uin"),
)

people: Final = Table(
    "people",
    metadata,
    Column("return_id", Integer, ForeignKey("returns.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    text("id"),
    text("role"),
)

answers: Final = Table(
    "answers",
    metadata,
    Column("return_id", Integer, ForeignKey("returns.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    text("question_id"),
    text("options"),  # ids joined by one space
    Column("number", Double),
    Column("day", Date),
    text("text"),
    text("comment"),
    # Covers the counting of options, so that it never reads a comment.
    Index("ix_answers_counted", "return_id", "question_id", "key", "options"),
)

letters: Final = Table(  # queries and receipts: written by the partnership, read by the agency
    "letters",
    metadata,
    Column("number", Integer, primary_key=True),  # the order in which they came
    text("id"),
    text("kind"),
    text("audit_id"),
    text("agency_id"),
    Column("at", Moment, nullable=False),
    text("content"),  # JSON
    UniqueConstraint("id"),
    _of_agency(ondelete="CASCADE"),
    Index(None, "audit_id", "agency_id"),
)

authors: Final = Table(  # of answers that were handed on: whoever wrote first stands first
    "authors",
    metadata,
    Column("audit_id", Text, primary_key=True),
    Column("uin", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    text("name"),
    text("title"),
    Column("day", Date, nullable=False),
    _of_case(ondelete="CASCADE"),
)

hand_overs: Final = Table(
    "hand_overs",
    metadata,
    Column("number", Integer, primary_key=True),  # the order in which they happened
    text("audit_id"),
    text("uin"),
    text("direction"),
    text("name"),
    text("title"),
    Column("at", Moment, nullable=False),
    _of_case(ondelete="CASCADE"),
)

watch_entries: Final = Table(  # what the guard looks for in a case; never sealed
    "watch_entries",
    metadata,
    Column("audit_id", Text, primary_key=True),
    Column("uin", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    text("kind"),
    text("value"),
    _of_case(ondelete="CASCADE"),
)

waved_through: Final = Table(  # words that the auditor said identify nobody; never sealed
    "waved_through",
    metadata,
    Column("audit_id", Text, primary_key=True),
    Column("uin", Text, primary_key=True),
    Column("words", Text, primary_key=True),
    text("reason"),
    _of_case(ondelete="CASCADE"),
)

set_ups: Final = Table(  # audits that are being set up, or changed; an audit's id names its change
    "set_ups",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    text("content"),  # JSON
    Column("logo", LargeBinary),
)

library: Final = Table(  # the partnership's own audit tools, one row for each version
    "library",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    text("title"),
    text("theme"),
    text("origin"),
    Column("at", Moment, nullable=False),
    text("content"),  # JSON
)

address_book: Final = Table(  # agencies, kept between audits
    "address_book",
    metadata,
    Column("id", Text, primary_key=True),
    text("name"),
    text("email"),
    text("contact"),
    text("proxy"),
    text("phone"),
    text("note"),
)

acceptances: Final = Table(  # revisions that the partnership has read and takes as they are
    "acceptances",
    metadata,
    Column("audit_id", Text, primary_key=True),
    Column("agency_id", Text, primary_key=True),
    Column("uin", Text, primary_key=True),
    Column("revision", Integer, primary_key=True),
    text("by"),
    Column("at", Moment, nullable=False),
    _of_case(ondelete="CASCADE"),
    _of_agency(ondelete="CASCADE"),
)

marked: Final = Table(  # what is to be asked about a return, before the query is written
    "marked",
    metadata,
    Column("audit_id", Text, primary_key=True),
    Column("agency_id", Text, primary_key=True),
    Column("uin", Text, primary_key=True),
    Column("key", Text, primary_key=True),  # a place in the form; empty for the whole
    text("text"),
    _of_case(ondelete="CASCADE"),
    _of_agency(ondelete="CASCADE"),
)

chasers: Final = Table(
    "chasers",
    metadata,
    Column("number", Integer, primary_key=True),  # the order in which they were written
    text("audit_id"),
    text("agency_id"),
    Column("at", Moment, nullable=False),
    text("uins"),  # a JSON list of what was missing
    _of_agency(ondelete="CASCADE"),
    Index(None, "audit_id", "agency_id"),
)

history: Final = Table(  # append-only by triggers; refers to nothing, so that it outlives all
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    text("what"),
    text("audit_id"),
    text("agency_id"),
    text("uin"),
    Column("revision", Integer, nullable=False),
    text("detail"),
    later_text("link"),  # a hash of this line and of the one before
)
