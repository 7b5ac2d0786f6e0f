"""Open an audit pack at the agency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain.audits import Audit
from app.domain.changes import Changes, Topic, changed
from app.domain.days import long_day
from app.domain.policy import NO_POLICY, Policy
from app.errors import FlowError, SignatureError
from app.sealing.documents import v1
from app.sealing.keys import fingerprint_words
from app.sealing.packs import OpenedPack, pack_age
from app.sealing.packs import open_pack as open_pack_file
from app.services.keep_to_policy import require_listed
from app.services.pack_news import PackNews, keep_news
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, StoredPack, Work, Workspace
from app.toolfiles import tool_from_json


@dataclass(frozen=True)
class OpenedAudit:
    """The audit that is now on the agency's desk, and by which words its sender is known.

    ``news`` is what a re-issued pack changed, where it changed something.
    """

    audit: Audit
    fingerprint: str
    was_known: bool
    changes: Changes
    news: PackNews | None = None


class PartnershipKeyChangedError(SignatureError):
    """A later pack of an audit is signed with another key than the first."""

    sentence = (
        "This pack says that it belongs to an audit that you have already, but it was signed "
        "by somebody else. It was not opened, and your answers are untouched. "
        "Telephone the partnership team before you do anything with it."
    )


class OlderPackError(FlowError):
    """A pack was opened after a later one of the same audit."""

    def __init__(self, made: date) -> None:
        super().__init__(
            f"You have a later pack of this audit already, of {long_day(made)}. "
            "This one was not opened, and nothing was changed. Go on in “My audits”."
        )


def open_pack(
    workspace: Workspace,
    data: bytes,
    *,
    clock: Clock,
    passphrase: str | None = None,
    policy: Policy = NO_POLICY,
) -> OpenedAudit:
    """Check a pack and put its audit on the desk; a re-issued pack updates it.

    Answers given before stay. A case that is not in it any more stays too where something was
    written about it; it is not asked then.

    Raises:
        SealedFileError, PackLockedError, WrongPassphraseError: the pack does not open.
        PartnershipNotListedError: the organisation lists partnerships, and not this one.
        PartnershipKeyChangedError: a known audit comes from another sender.
        OlderPackError: a later pack was opened before.
        ToolFileError: the audit tool in it can't be understood.
    """
    require_desk(workspace, Desk.AGENCY)
    opened = open_pack_file(data, passphrase)
    require_listed(policy, fingerprint_words(opened.signed_by))
    pack, clear = opened.pack, opened.clear
    audit = v1.audit_from(pack, clear.audit.id, tool_from_json(bytes(pack.tool)))
    news = None
    with workspace.work() as work:
        earlier = work.packs.of(audit.id, pack.agency.id)
        if earlier is None:
            work.audits.add(audit)
        else:
            audit, news = _update(work, audit, earlier, opened)
        if earlier is None or earlier.content != data:
            work.packs.add(
                StoredPack(
                    id=clear.id,
                    audit_id=audit.id,
                    agency_id=pack.agency.id,
                    token=pack.token,
                    signing_key=opened.signed_by,
                    recipients=pack.recipients,
                    content=data,
                    at=clock(),
                )
            )
        work.commit()
    return OpenedAudit(
        audit=audit,
        fingerprint=fingerprint_words(opened.signed_by),
        was_known=earlier is not None,
        changes=changed(Topic.AUDITS, Topic.PACKS, audit_id=audit.id),
        news=news,
    )


def _update(
    work: Work, audit: Audit, earlier: StoredPack, opened: OpenedPack
) -> tuple[Audit, PackNews | None]:
    """Put the audit in place of the one on the desk."""
    if earlier.signing_key != opened.signed_by:
        raise PartnershipKeyChangedError
    had = pack_age(earlier.content)
    if (opened.clear.made, opened.number) < had:
        raise OlderPackError(had[0])
    before = work.audits.get(audit.id)
    audit = _with_written(work, before, audit)
    work.audits.replace(audit)
    return audit, keep_news(work, before, audit, had[0])


def _with_written(work: Work, before: Audit, audit: Audit) -> Audit:
    """The audit with the cases that are gone from it but were written about, as not asked."""
    agency_id, asked = audit.agencies[0].id, {case.uin for case in audit.cases}
    written = {mark.ref.uin for mark in work.returns.marks(audit.id)} - asked
    kept = tuple(case for case in before.cases if case.uin in written)
    return replace(
        audit,
        cases=(*audit.cases, *kept),
        not_asked=frozenset((case.uin, agency_id) for case in kept),
    )
