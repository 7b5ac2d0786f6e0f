"""The first tables. Written by hand, and never changed after release."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date, nullable=nullable)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _refers(
    table: str, columns: list[str], to: str, names: list[str], ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        columns,
        [f"{to}.{name}" for name in names],
        name=f"fk_{table}_{'_'.join(columns)}_{to}",
        ondelete=ondelete,
    )


def _of_audit(table: str) -> sa.ForeignKeyConstraint:
    return _refers(table, ["audit_id"], "audits", ["id"], "CASCADE")


def _of_case(table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return _refers(table, ["audit_id", "uin"], "cases", ["audit_id", "uin"], ondelete)


def _of_agency(table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return _refers(table, ["audit_id", "agency_id"], "agencies", ["audit_id", "id"], ondelete)


def _of_return(table: str) -> sa.ForeignKeyConstraint:
    return _refers(table, ["return_id"], "returns", ["id"], "CASCADE")


def upgrade() -> None:
    """Make all tables."""
    _make_workspace()
    _make_audits()
    _make_exchange()
    _make_returns()
    _make_history()


def _make_workspace() -> None:
    op.create_table(
        "workspace", _text("id"), _text("desk"), _moment("made"), _key("workspace", "id")
    )
    op.create_table("settings", _text("name"), _text("value"), _key("settings", "name"))
    op.create_table("own_keys", _text("purpose"), _bytes("secret"), _key("own_keys", "purpose"))
    op.create_table(
        "known_keys",
        _text("owner"),
        _text("name"),
        _bytes("signing_key"),
        _text("recipient"),
        _moment("first_seen"),
        _key("known_keys", "owner"),
    )


def _make_audits() -> None:
    op.create_table(
        "tools",
        _text("digest"),
        _text("id"),
        _whole("version"),
        _text("content"),
        _key("tools", "digest"),
    )
    op.create_table(
        "audits",
        _text("id"),
        _text("tool_digest"),
        _text("reference"),
        _text("title"),
        _text("body_name"),
        _text("body_short_name"),
        _text("body_reply_address"),
        _text("body_marking"),
        _day("opened"),
        _day("due"),
        _day("meeting", nullable=True),
        _text("context"),
        _text("methodology"),
        _text("reconstruction"),
        _key("audits", "id"),
        _refers("audits", ["tool_digest"], "tools", ["digest"]),
    )
    op.create_table(
        "cases",
        _text("audit_id"),
        _text("uin"),
        _whole("position"),
        _text("label"),
        _text("initials"),
        _text("pen_picture"),
        _key("cases", "audit_id", "uin"),
        _of_audit("cases"),
    )
    op.create_table(
        "agencies",
        _text("audit_id"),
        _text("id"),
        _whole("position"),
        _text("name"),
        _text("email"),
        _text("contact"),
        _text("proxy"),
        _key("agencies", "audit_id", "id"),
        _of_audit("agencies"),
    )
    op.create_table(
        "not_asked",
        _text("audit_id"),
        _text("uin"),
        _text("agency_id"),
        _key("not_asked", "audit_id", "uin", "agency_id"),
        _of_case("not_asked", "CASCADE"),
        _of_agency("not_asked", "CASCADE"),
    )


def _make_exchange() -> None:
    op.create_table(
        "packs",
        _whole("number"),
        _text("id"),
        _text("audit_id"),
        _text("agency_id"),
        _text("token"),
        _bytes("signing_key"),
        _text("recipients"),
        _moment("at"),
        _bytes("content"),
        _key("packs", "number"),
        sa.UniqueConstraint("id", name="uq_packs_id"),
        _of_agency("packs"),
    )
    op.create_index("ix_packs_audit_id_agency_id", "packs", ["audit_id", "agency_id"])
    op.create_table(
        "packages",
        _whole("number"),
        _text("digest"),
        _text("package_id"),
        _text("audit_id"),
        _text("agency_id"),
        _text("direction"),
        _text("file_name"),
        _moment("at"),
        _whole("returns"),
        _bytes("content"),
        _key("packages", "number"),
        sa.UniqueConstraint("digest", name="uq_packages_digest"),
        _of_agency("packages"),
    )
    op.create_index("ix_packages_audit_id_agency_id", "packages", ["audit_id", "agency_id"])


def _make_returns() -> None:
    op.create_table(
        "returns",
        _whole("id"),
        _text("audit_id"),
        _text("agency_id"),
        _text("uin"),
        _whole("revision"),
        _text("state"),
        _text("kind"),
        _day("completed_on", nullable=True),
        _moment("saved_at"),
        _text("completed_by_name"),
        _text("completed_by_title"),
        _text("on_behalf_of"),
        _day("last_involvement", nullable=True),
        _text("note"),
        _key("returns", "id"),
        sa.UniqueConstraint(
            "audit_id",
            "agency_id",
            "uin",
            "revision",
            name="uq_returns_audit_id_agency_id_uin_revision",
        ),
        _of_case("returns"),
        _of_agency("returns"),
    )
    op.create_index("ix_returns_audit_id_state_kind", "returns", ["audit_id", "state", "kind"])
    op.create_index("ix_returns_audit_id_uin", "returns", ["audit_id", "uin"])
    op.create_table(
        "people",
        _whole("return_id"),
        _whole("position"),
        _text("id"),
        _text("role"),
        _key("people", "return_id", "position"),
        _of_return("people"),
    )
    op.create_table(
        "answers",
        _whole("return_id"),
        _text("key"),
        _text("question_id"),
        _text("options"),
        sa.Column("number", sa.Double),
        _day("day", nullable=True),
        _text("text"),
        _text("comment"),
        _key("answers", "return_id", "key"),
        _of_return("answers"),
    )
    op.create_index("ix_answers_counted", "answers", ["return_id", "question_id", "key", "options"])


def _make_history() -> None:
    op.create_table(
        "history",
        _whole("id"),
        _moment("at"),
        _text("what"),
        _text("audit_id"),
        _text("agency_id"),
        _text("uin"),
        _whole("revision"),
        _text("detail"),
        _key("history", "id"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER history_no_{change.lower()} BEFORE {change} ON history "
                "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
            )


def downgrade() -> None:
    """Drop all tables, those that refer to others first. The triggers go with theirs."""
    for table in (
        "history",
        "answers",
        "people",
        "returns",
        "packages",
        "packs",
        "not_asked",
        "agencies",
        "cases",
        "audits",
        "tools",
        "known_keys",
        "own_keys",
        "settings",
        "workspace",
    ):
        op.drop_table(table)
