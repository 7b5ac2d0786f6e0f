"""What goes into the reports besides the returns: tags, quotations, texts; and what went out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import delete, func, insert, select, update

from app.domain.reporting import (
    CommentTag,
    Published,
    Quote,
    ReportKind,
    ReportOptions,
    ReportText,
)
from app.errors import NotFoundError
from app.storage.records import HistoryEvent
from app.storage.tables_reporting import (
    comment_tags,
    publications,
    quotes,
    report_options,
    report_texts,
)
from app.storage.transaction import Transaction

_to_json = msgspec.json.Encoder()
_LARGE = {"content", "data"}  # read only when one is opened
_options_from_json = msgspec.json.Decoder(ReportOptions)


class Comments:
    """What the partnership marked and quotes of what the agencies wrote."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def tags(self, audit_id: str) -> tuple[CommentTag, ...]:
        """Every tag of an audit, by place and tag."""
        c = comment_tags.c
        rows = select(comment_tags).where(c.audit_id == audit_id)
        rows = rows.order_by(c.uin, c.agency_id, c.key, c.tag)
        return tuple(
            CommentTag(row.uin, row.agency_id, row.key, row.tag)
            for row in self._connection.execute(rows)
        )

    def put_tag(self, audit_id: str, tag: CommentTag) -> None:
        """Put a tag on a comment; the same one twice is one."""
        self._drop(audit_id, tag)
        row = {
            "audit_id": audit_id,
            "uin": tag.uin,
            "agency_id": tag.agency_id,
            "key": tag.key,
            "tag": tag.tag,
        }
        self._connection.execute(insert(comment_tags), [row])
        self._note(audit_id, tag)

    def drop_tag(self, audit_id: str, tag: CommentTag) -> None:
        """Take a tag off a comment."""
        self._drop(audit_id, tag)
        self._note(audit_id, tag)

    def quotes(self, audit_id: str) -> tuple[Quote, ...]:
        """The quotations of an audit in their order."""
        c = quotes.c
        rows = select(quotes).where(c.audit_id == audit_id).order_by(c.position)
        return tuple(
            Quote(row.id, row.uin, row.agency_id, row.key, row.text)
            for row in self._connection.execute(rows)
        )

    def keep_quote(self, audit_id: str, quote: Quote) -> None:
        """Keep a quotation in place of the one of its id; a new one comes last."""
        c = quotes.c
        values = {
            "uin": quote.uin,
            "agency_id": quote.agency_id,
            "key": quote.key,
            "text": quote.text,
        }
        change = update(quotes).where(c.audit_id == audit_id, c.id == quote.id)
        if self._connection.execute(change.values(values)).rowcount == 0:
            last = select(func.max(c.position)).where(c.audit_id == audit_id)
            position = (self._connection.execute(last).scalar_one() or 0) + 1
            row = {"id": quote.id, "audit_id": audit_id, "position": position, **values}
            self._connection.execute(insert(quotes), [row])
        self._transaction.note(
            HistoryEvent.QUOTE_KEPT,
            audit_id=audit_id,
            agency_id=quote.agency_id,
            uin=quote.uin,
            detail=quote.key,
        )

    def drop_quote(self, audit_id: str, quote_id: str) -> None:
        """Take a quotation away."""
        c = quotes.c
        self._connection.execute(delete(quotes).where(c.audit_id == audit_id, c.id == quote_id))
        self._transaction.note(HistoryEvent.QUOTE_DROPPED, audit_id=audit_id, detail=quote_id)

    def order_quotes(self, audit_id: str, ids: Iterable[str]) -> None:
        """Give the quotations this order; ``ids`` names all of them."""
        c = quotes.c
        for position, each in enumerate(ids, start=1):
            change = update(quotes).where(c.audit_id == audit_id, c.id == each)
            self._connection.execute(change.values(position=position))
        self._transaction.note(HistoryEvent.QUOTE_KEPT, audit_id=audit_id, detail="order")

    def _drop(self, audit_id: str, tag: CommentTag) -> None:
        c = comment_tags.c
        self._connection.execute(
            delete(comment_tags).where(
                c.audit_id == audit_id,
                c.uin == tag.uin,
                c.agency_id == tag.agency_id,
                c.key == tag.key,
                c.tag == tag.tag,
            )
        )

    def _note(self, audit_id: str, tag: CommentTag) -> None:
        self._transaction.note(
            HistoryEvent.COMMENT_TAGGED,
            audit_id=audit_id,
            agency_id=tag.agency_id,
            uin=tag.uin,
            detail=tag.key,
        )


class Reports:
    """The texts and options of the reports, and the versions that were published."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def texts(self, audit_id: str) -> dict[str, ReportText]:
        """What was written, by place."""
        rows = select(report_texts).where(report_texts.c.audit_id == audit_id)
        return {
            row.place: ReportText(row.place, row.text, row.draft)
            for row in self._connection.execute(rows)
        }

    def keep_text(self, audit_id: str, text: ReportText) -> None:
        """Keep what was written at a place in place of what was before."""
        name = {"audit_id": audit_id, "place": text.place}
        self._transaction.put(report_texts, name, {"text": text.text, "draft": text.draft})
        self._note(HistoryEvent.REPORT_TEXT_KEPT, audit_id, text.place)

    def drop_text(self, audit_id: str, place: str) -> None:
        """Take it away: the draft made from the data stands there again."""
        c = report_texts.c
        self._connection.execute(
            delete(report_texts).where(c.audit_id == audit_id, c.place == place)
        )
        self._note(HistoryEvent.REPORT_TEXT_KEPT, audit_id, place)

    def options(self, audit_id: str) -> ReportOptions:
        """How the reports of an audit are made."""
        content = select(report_options.c.content).where(report_options.c.audit_id == audit_id)
        found = self._connection.execute(content).scalar_one_or_none()
        return ReportOptions() if found is None else _options_from_json.decode(found)

    def keep_options(self, audit_id: str, options: ReportOptions) -> None:
        """Keep how the reports of an audit are made."""
        content = {"content": _to_json.encode(options).decode()}
        self._transaction.put(report_options, {"audit_id": audit_id}, content)
        self._note(HistoryEvent.REPORT_OPTIONS_KEPT, audit_id, "")

    def published(self, audit_id: str) -> tuple[Published, ...]:
        """What was published of an audit, the latest first, without its content."""
        c = publications.c
        columns = [column for column in publications.columns if column.name not in _LARGE]
        rows = select(*columns).where(c.audit_id == audit_id).order_by(c.number.desc())
        return tuple(_published_of(row) for row in self._connection.execute(rows))

    def content(self, number: int) -> tuple[bytes, str]:
        """The PDF that was published, and the figures it was made from.

        Raises:
            NotFoundError: nothing of that number was published.
        """
        c = publications.c
        one = select(c.content, c.data).where(c.number == number)
        row = self._connection.execute(one).one_or_none()
        if row is None:
            raise NotFoundError("published report", str(number))
        return row.content, row.data

    def publish(self, published: Published, content: bytes, data: str) -> Published:
        """Keep what goes out as it goes out, under the next number and version."""
        c = publications.c
        number = (self._connection.execute(select(func.max(c.number))).scalar_one() or 0) + 1
        same = (
            c.audit_id == published.audit_id,
            c.kind == published.kind.value,
            c.about == published.about,
        )
        last = self._connection.execute(select(func.max(c.version)).where(*same)).scalar_one()
        version = (last or 0) + 1
        row = {
            "number": number,
            "audit_id": published.audit_id,
            "kind": published.kind.value,
            "about": published.about,
            "version": version,
            "at": self._transaction.now(),
            "by": published.by,
            "note": published.note,
            "digest": published.digest,
            "data_digest": published.data_digest,
            "data": data,
            "content": content,
        }
        self._connection.execute(insert(publications), [row])
        detail = f"{published.kind.value}, version {version}"
        self._note(HistoryEvent.REPORT_PUBLISHED, published.audit_id, detail)
        kept = select(publications).where(c.number == number)
        return _published_of(self._connection.execute(kept).one())

    def _note(self, event: HistoryEvent, audit_id: str, detail: str) -> None:
        self._transaction.note(event, audit_id=audit_id, detail=detail)


def _published_of(row: Any) -> Published:
    return Published(
        number=row.number,
        audit_id=row.audit_id,
        kind=ReportKind(row.kind),
        about=row.about,
        version=row.version,
        at=row.at,
        by=row.by,
        note=row.note,
        digest=row.digest,
        data_digest=row.data_digest,
    )
