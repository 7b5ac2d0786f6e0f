"""Documents of format 1: what travels between the desks.

These shapes are apart from the domain's on purpose: the domain may change, a released format
may not. Every text and list is bounded here, before anything is built from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, TypeVar

import msgspec

from app.domain.audits import Agency, Audit, Body, Case
from app.domain.returns import Answer, Auditor, Form, Person, ReturnKind
from app.domain.tool import AuditTool
from app.errors import DocumentError
from app.sealing.clear import ClearPart

Name = Annotated[str, msgspec.Meta(max_length=300)]
Text = Annotated[str, msgspec.Meta(max_length=100_000)]
Token = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Key = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)?(@[\w-]+)?$")]
Uin = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Revision = Annotated[int, msgspec.Meta(ge=1, le=10_000)]
Recipient = Annotated[str, msgspec.Meta(max_length=4000)]
PublicKey = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Signature = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{128}$")]
OptionId = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=100)]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all documents are: frozen, and without a word that is not expected."""


class BodyV1(Strict, frozen=True):
    """The partnership."""

    name: Name
    short_name: Name
    reply_address: Name
    marking: Name


class AgencyV1(Strict, frozen=True):
    """The agency that a pack is for."""

    id: Annotated[str, msgspec.Meta(pattern="^[a-z0-9][a-z0-9-]*$", max_length=100)]
    name: Name
    email: Name = ""
    contact: Name = ""
    proxy: Name = ""


class CaseV1(Strict, frozen=True):
    """A line of the case list."""

    uin: Uin
    label: Name
    initials: Name


class PackV1(Strict, frozen=True):
    """The body of an audit pack."""

    reference: Name
    title: Name
    body: BodyV1
    opened: date
    due: date
    agency: AgencyV1
    cases: Annotated[tuple[CaseV1, ...], msgspec.Meta(max_length=5000)]
    tool: msgspec.Raw
    token: Token
    recipients: Annotated[
        tuple[Recipient, ...],
        msgspec.Meta(min_length=1, max_length=8),
    ]
    meeting: date | None = None


class PackFileV1(Strict, frozen=True):
    """What a pack's envelope signs: the clear part and the body, locked or not.

    ``locked`` is the body as an armoured age file for a passphrase. ``number`` counts the packs
    that an agency was issued for the audit: a later one takes the place of an earlier one. A
    first pack does not name it, so that it is read by every version of the program.
    """

    format: int
    clear: ClearPart
    body: msgspec.Raw = msgspec.Raw(b"")
    locked: str = ""
    number: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 1


class AnswerV1(Strict, frozen=True):
    """One answer."""

    options: Annotated[tuple[OptionId, ...], msgspec.Meta(max_length=100)] = ()
    text: Text = ""
    number: float | None = None
    day: date | None = None
    comment: Text = ""


class PersonV1(Strict, frozen=True):
    """Someone around the child, by role."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[\w-]{1,50}$")]
    role: Name


class AuditorV1(Strict, frozen=True):
    """Who completed the form."""

    name: Name
    title: Name


class ReturnV1(Strict, frozen=True):
    """One return."""

    uin: Uin
    revision: Revision
    kind: Literal["full", "nil"]
    completed_by: AuditorV1
    completed_on: date
    on_behalf_of: Name = ""
    last_involvement: date | None = None
    people: Annotated[tuple[PersonV1, ...], msgspec.Meta(max_length=100)] = ()
    answers: Annotated[dict[Key, AnswerV1], msgspec.Meta(max_length=5000)] = {}
    note: Text = ""
    reason: Text = ""
    waved_through: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0


class EndorsementV1(Strict, frozen=True):
    """A desk of an agency that handed cases over vouches for the desk that took them over.

    ``endorsed`` and ``signed_by`` are public signing keys in hexadecimal.
    """

    endorsed: PublicKey
    signed_by: PublicKey
    signature: Signature


class ToolNameV1(Strict, frozen=True):
    """The audit tool that returns were filled in with."""

    id: Name
    version: Annotated[int, msgspec.Meta(ge=1, le=9999)]


class ReturnPackageV1(Strict, frozen=True):
    """What a return package's envelope signs.

    ``token`` is the secret of the agency's pack: who never had the pack can't send a return.
    ``recipient`` is the agency's own, for queries back; ``endorsements`` lead from a desk of the
    agency that is known already to the one that sealed this, where a colleague took over.
    ``tool`` is not named by the first packages.
    """

    format: int
    clear: ClearPart
    token: Token
    recipient: Recipient
    returns: Annotated[tuple[ReturnV1, ...], msgspec.Meta(max_length=5000)]
    endorsements: Annotated[tuple[EndorsementV1, ...], msgspec.Meta(max_length=16)] = ()
    tool: ToolNameV1 | None = None


def decode_pack_file(data: bytes) -> PackFileV1:
    """Read what a pack's envelope signs. Raises DocumentError."""
    return decode(data, PackFileV1)


def decode_pack(data: bytes) -> PackV1:
    """Read the body of a pack. Raises DocumentError."""
    return decode(data, PackV1)


def decode_return_package(data: bytes) -> ReturnPackageV1:
    """Read what a return package's envelope signs. Raises DocumentError."""
    return decode(data, ReturnPackageV1)


_T = TypeVar("_T")


def decode(data: bytes, kind: type[_T]) -> _T:
    """Read a document of some kind, strictly. Raises DocumentError."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise DocumentError(str(error).rpartition(" - at ")[2].strip("`")) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError("its structure") from error


def pack_of(
    audit: Audit, agency: Agency, tool: bytes, token: str, recipients: tuple[str, ...]
) -> PackV1:
    """The body of one agency's pack; ``tool`` is the audit tool as JSON."""
    return PackV1(
        reference=audit.reference,
        title=audit.title,
        body=BodyV1(
            audit.body.name, audit.body.short_name, audit.body.reply_address, audit.body.marking
        ),
        opened=audit.opened,
        due=audit.due,
        agency=AgencyV1(agency.id, agency.name, agency.email, agency.contact, agency.proxy),
        cases=tuple(
            CaseV1(case.uin, case.label, case.initials) for case in audit.cases_of(agency.id)
        ),
        tool=msgspec.Raw(tool),
        token=token,
        recipients=recipients,
        meeting=audit.meeting,
    )


def audit_from(pack: PackV1, audit_id: str, tool: AuditTool) -> Audit:
    """The audit as the agency sees it: its own cases, and itself as the only agency."""
    return Audit(
        id=audit_id,
        reference=pack.reference,
        title=pack.title,
        body=Body(pack.body.name, pack.body.short_name, pack.body.reply_address, pack.body.marking),
        tool=tool,
        opened=pack.opened,
        due=pack.due,
        cases=tuple(Case(case.uin, case.label, case.initials) for case in pack.cases),
        agencies=(
            Agency(
                pack.agency.id,
                pack.agency.name,
                pack.agency.email,
                pack.agency.contact,
                pack.agency.proxy,
            ),
        ),
        meeting=pack.meeting,
    )


def return_of(
    uin: str,
    revision: int,
    form: Form,
    completed_on: date,
    reason: str = "",
    waved_through: int = 0,
) -> ReturnV1:
    """A form as it travels."""
    return ReturnV1(
        uin=uin,
        revision=revision,
        kind="nil" if form.kind is ReturnKind.NIL else "full",
        completed_by=AuditorV1(form.completed_by.name, form.completed_by.title),
        completed_on=completed_on,
        on_behalf_of=form.on_behalf_of,
        last_involvement=form.last_involvement,
        people=tuple(PersonV1(person.id, person.role) for person in form.people),
        answers=_answers_of(form.answers),
        note=form.note,
        reason=reason,
        waved_through=waved_through,
    )


def form_from(document: ReturnV1) -> Form:
    """A form as it arrived."""
    return Form(
        kind=ReturnKind(document.kind),
        completed_by=Auditor(document.completed_by.name, document.completed_by.title),
        on_behalf_of=document.on_behalf_of,
        last_involvement=document.last_involvement,
        people=tuple(Person(person.id, person.role) for person in document.people),
        answers={
            key: Answer(given.options, given.text, given.number, given.day, given.comment)
            for key, given in document.answers.items()
        },
        note=document.note,
    )


def _answers_of(answers: Mapping[str, Answer]) -> dict[str, AnswerV1]:
    return {
        key: AnswerV1(given.options, given.text, given.number, given.day, given.comment)
        for key, given in answers.items()
    }
