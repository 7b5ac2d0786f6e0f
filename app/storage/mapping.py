"""Between the rows of the tables and the words of the domain. Nothing else knows both.

What comes back is equal to what was put in, except that an empty answer is no answer: it is
not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from math import isfinite
from typing import Any

import msgspec
from sqlalchemy import Row

from app.domain.audits import Agency, Audit, Body, Case
from app.domain.returns import (
    Answer,
    Auditor,
    Form,
    Person,
    Return,
    ReturnKind,
    ReturnRef,
    ReturnState,
)
from app.domain.rules import question_id_of
from app.domain.tool import AuditTool
from app.errors import DocumentError
from app.storage.records import (
    HistoryEntry,
    HistoryEvent,
    KnownKey,
    PackageSummary,
    ReturnMark,
    StoredPack,
    StoredPackage,
)

Values = dict[str, Any]
AnyRow = Row[*tuple[Any, ...]]

_to_json = msgspec.json.Encoder()
_tool_from_json = msgspec.json.Decoder(AuditTool)
_list_from_json = msgspec.json.Decoder(tuple[str, ...])


# --- audits ---------------------------------------------------------------------------------------


def tool_values(tool: AuditTool) -> Values:
    """A row of ``tools``."""
    content = _to_json.encode(tool)
    return {
        "digest": sha256(content).hexdigest(),
        "id": tool.id,
        "version": tool.version,
        "content": content.decode(),
    }


def audit_values(audit: Audit, tool_digest: str) -> Values:
    """A row of ``audits``."""
    return {
        "id": audit.id,
        "tool_digest": tool_digest,
        "reference": audit.reference,
        "title": audit.title,
        "body_name": audit.body.name,
        "body_short_name": audit.body.short_name,
        "body_reply_address": audit.body.reply_address,
        "body_marking": audit.body.marking,
        "body_accent": audit.body.accent,
        "opened": audit.opened,
        "due": audit.due,
        "meeting": audit.meeting,
        "context": audit.context,
        "methodology": audit.methodology,
        "reconstruction": audit.reconstruction,
        "theme": audit.theme,
        "uin_format": audit.uin_format,
        "selection": audit.selection,
    }


def case_values(audit_id: str, position: int, case: Case) -> Values:
    """A row of ``cases``."""
    return {
        "audit_id": audit_id,
        "uin": case.uin,
        "position": position,
        "label": case.label,
        "initials": case.initials,
        "pen_picture": case.pen_picture,
    }


def agency_values(audit_id: str, position: int, agency: Agency) -> Values:
    """A row of ``agencies``."""
    return {
        "audit_id": audit_id,
        "id": agency.id,
        "position": position,
        "name": agency.name,
        "email": agency.email,
        "contact": agency.contact,
        "proxy": agency.proxy,
        "phone": agency.phone,
    }


def audit_of(
    row: AnyRow,
    cases: Sequence[AnyRow],
    agencies: Sequence[AnyRow],
    pairs: Sequence[AnyRow],
) -> Audit:
    """An audit from its row (with its tool's content) and the rows that belong to it."""
    return Audit(
        id=row.id,
        reference=row.reference,
        title=row.title,
        body=Body(
            row.body_name,
            row.body_short_name,
            row.body_reply_address,
            marking=row.body_marking,
            accent=row.body_accent,
        ),
        tool=_tool_from_json.decode(row.content),
        opened=row.opened,
        due=row.due,
        cases=tuple(Case(c.uin, c.label, c.initials, c.pen_picture) for c in cases),
        agencies=tuple(
            Agency(a.id, a.name, a.email, a.contact, a.proxy, a.phone) for a in agencies
        ),
        meeting=row.meeting,
        not_asked=frozenset((pair.uin, pair.agency_id) for pair in pairs),
        context=row.context,
        methodology=row.methodology,
        reconstruction=row.reconstruction,
        theme=row.theme,
        uin_format=row.uin_format,
        selection=row.selection,
    )


# --- returns --------------------------------------------------------------------------------------


def return_row(ret: Return, saved_at: datetime) -> tuple[Any, ...]:
    """A row of ``returns``, in the order of its columns after its id."""
    ref, form = ret.ref, ret.form
    return (
        ref.audit_id,
        ref.agency_id,
        ref.uin,
        ref.revision,
        ret.state.value,
        form.kind.value,
        ret.completed_on,
        saved_at,
        form.completed_by.name,
        form.completed_by.title,
        form.on_behalf_of,
        form.last_involvement,
        form.note,
        ret.reason,
        ret.waved_through,
    )


def people_rows(return_id: int, people: Iterable[Person]) -> list[tuple[Any, ...]]:
    """Rows of ``people``, in the order of its columns."""
    return [(return_id, position, one.id, one.role) for position, one in enumerate(people)]


def answers_rows(return_id: int, answers: Mapping[str, Answer]) -> list[tuple[Any, ...]]:
    """Rows of ``answers``, in the order of its columns; one for every answer that is not empty.

    Raises:
        DocumentError: an answer can't be kept as it is.
    """
    return [
        (return_id, key, *answer_row(key, answer))
        for key, answer in answers.items()
        if not answer.is_empty
    ]


def answer_row(key: str, answer: Answer) -> tuple[Any, ...]:
    """The columns of ``answers`` that follow its key.

    Raises:
        DocumentError: it can't be kept as it is: option ids with a space, or not a number.
    """
    number = answer.number
    for option in answer.options:
        if not option or " " in option:
            raise DocumentError("the options of an answer")
    if number is not None and not isfinite(number):
        raise DocumentError("the number of an answer")
    options = " ".join(answer.options)
    return question_id_of(key), options, number, answer.day, answer.text, answer.comment


def options_of(text: str) -> tuple[str, ...]:
    """The option ids of a row."""
    return tuple(text.split(" ")) if text else ()


def ref_of(row: AnyRow) -> ReturnRef:
    """The name of a return."""
    return ReturnRef(row.audit_id, row.agency_id, row.uin, row.revision)


def return_of(row: AnyRow, people: tuple[Person, ...], answers: Mapping[str, Answer]) -> Return:
    """A return from its row and what belongs to it."""
    return Return(
        ref=ref_of(row),
        state=ReturnState(row.state),
        form=Form(
            kind=ReturnKind(row.kind),
            completed_by=Auditor(row.completed_by_name, row.completed_by_title),
            on_behalf_of=row.on_behalf_of,
            last_involvement=row.last_involvement,
            people=people,
            answers=answers,
            note=row.note,
        ),
        completed_on=row.completed_on,
        reason=row.reason,
        waved_through=row.waved_through,
    )


def mark_of(row: AnyRow) -> ReturnMark:
    """The mark of a return."""
    return ReturnMark(
        ref_of(row), ReturnState(row.state), ReturnKind(row.kind), row.completed_on, row.saved_at
    )


# --- keys, packs, packages, history ---------------------------------------------------------------


def known_key_of(row: AnyRow) -> KnownKey:
    """A key of somebody else."""
    return KnownKey(row.owner, row.name, row.signing_key, row.recipient, row.first_seen)


def pack_values(pack: StoredPack) -> Values:
    """A row of ``packs``."""
    return {
        "id": pack.id,
        "audit_id": pack.audit_id,
        "agency_id": pack.agency_id,
        "token": pack.token,
        "signing_key": pack.signing_key,
        "recipients": _to_json.encode(pack.recipients).decode(),
        "at": pack.at,
        "content": pack.content,
        "says": pack.says,
    }


def pack_of(row: AnyRow) -> StoredPack:
    """A pack."""
    return StoredPack(
        id=row.id,
        audit_id=row.audit_id,
        agency_id=row.agency_id,
        token=row.token,
        signing_key=row.signing_key,
        recipients=_list_from_json.decode(row.recipients),
        content=row.content,
        at=row.at,
        says=row.says,
    )


def package_row(package: StoredPackage) -> tuple[Any, ...]:
    """A row of ``packages``, in the order of its columns after its number."""
    return (
        package.digest,
        package.package_id,
        package.audit_id,
        package.agency_id,
        package.direction,
        package.file_name,
        package.at,
        package.returns,
        package.content,
    )


def package_of(row: AnyRow) -> StoredPackage:
    """A package with its content."""
    return StoredPackage(
        digest=row.digest,
        audit_id=row.audit_id,
        agency_id=row.agency_id,
        direction=row.direction,
        file_name=row.file_name,
        content=row.content,
        at=row.at,
        returns=row.returns,
        package_id=row.package_id,
    )


def package_summary_of(row: AnyRow) -> PackageSummary:
    """A package without its content."""
    return PackageSummary(
        digest=row.digest,
        audit_id=row.audit_id,
        agency_id=row.agency_id,
        direction=row.direction,
        file_name=row.file_name,
        at=row.at,
        returns=row.returns,
        package_id=row.package_id,
    )


def history_of(row: AnyRow) -> HistoryEntry:
    """A line of the history."""
    return HistoryEntry(
        id=row.id,
        at=row.at,
        what=HistoryEvent(row.what),
        audit_id=row.audit_id,
        agency_id=row.agency_id,
        uin=row.uin,
        revision=row.revision,
        detail=row.detail,
    )
