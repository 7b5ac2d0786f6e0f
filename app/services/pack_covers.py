"""What goes with issued packs: an e-mail for each to be sent with it, and a letter by post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.audits import Audit
from app.domain.policy import NO_POLICY, HandOver, Policy
from app.handover.email_draft import draft_file, pack_email
from app.handover.files import pack_draft_name, pack_letter_name, read_file, write_file
from app.services.issue_packs import IssuedPack
from app.services.set_up_desk import own_fingerprint, require_desk
from app.storage import Clock, Desk, Workspace


@dataclass(frozen=True)
class Cover:
    """What was written for one pack: the draft of an e-mail, and the letter with the words.

    ``draft`` is None where files do not leave by e-mail.
    """

    pack: IssuedPack
    draft: Path | None
    letter: Path


def write_covers(
    workspace: Workspace,
    audit_name: str,
    packs: Sequence[IssuedPack],
    *,
    clock: Clock,
    locked: bool = False,
    policy: Policy = NO_POLICY,
) -> tuple[Cover, ...]:
    """Write a draft and a letter beside each pack, in place of those of an earlier pack.

    Where the organisation does not let files leave by e-mail there are letters alone.

    The words are only in the letter: whoever forged the e-mail would have put theirs into it.

    Raises:
        NotFoundError, FileWriteError: as they say.
    """
    from app.reports.pack_letter import PackLetter, write_pack_letter  # slow to load

    require_desk(workspace, Desk.PARTNERSHIP)
    words = own_fingerprint(workspace)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        logo = work.audits.logo(audit.id)
    covers = []
    for pack in packs:
        by_email = policy.allows(HandOver.EMAIL)
        draft = _write_draft(audit, pack, locked=locked) if by_email else None
        letter = pack.path.with_name(pack_letter_name(audit, pack.agency))
        told = PackLetter(
            body=audit.body,
            agency=pack.agency,
            title=audit.title,
            reference=audit.reference,
            due=audit.due,
            written=clock().astimezone().date(),
            words=words,
            file_name=pack.path.name,
            logo=logo,
            locked=locked,
        )
        write_pack_letter(told, letter)
        covers.append(Cover(pack, draft, letter))
    return tuple(covers)


def _write_draft(audit: Audit, pack: IssuedPack, *, locked: bool) -> Path:
    email = pack_email(
        audit,
        pack.agency,
        len(audit.cases_of(pack.agency.id)),
        locked=locked,
        again=pack.number > 1,
    )
    draft = pack.path.with_name(pack_draft_name(audit, pack.agency))
    write_file(draft, draft_file(email, pack.path.name, read_file(pack.path)))
    return draft
