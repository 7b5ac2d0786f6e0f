"""Write replies to agencies about files that could not be brought in, as drafts of e-mails."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.domain.policy import NO_POLICY, Policy
from app.handover.email_draft import text_draft
from app.handover.files import reply_file_name, unused, write_file
from app.handover.reply import reply_email
from app.services.keep_to_policy import require_email
from app.services.looked import Looked


def to_reply(refused: Sequence[Looked]) -> dict[tuple[str, str], list[Looked]]:
    """The files about which an agency can be written to, by audit and agency."""
    found: dict[tuple[str, str], list[Looked]] = {}
    for each in refused:
        if each.agency_id:
            found.setdefault((each.audit, each.agency_id), []).append(each)
    return found


def write_replies(
    body: str, refused: Sequence[Looked], to: Path, *, policy: Policy = NO_POLICY
) -> tuple[Path, ...]:
    """One draft for each agency, into a folder. No file is written over.

    ``body`` is the partnership, which signs them.

    Raises:
        WayNotAllowedError: the organisation lets nothing leave by e-mail.
        FileWriteError: the folder can't be written to.
    """
    require_email(policy)
    written = []
    for (reference, _agency), files in to_reply(refused).items():
        one = files[0]
        email = reply_email(
            reference,
            body,
            one.agency,
            one.email,
            [(each.name, each.sentence) for each in files],
        )
        path = unused(to / reply_file_name(reference, one.agency))
        write_file(path, text_draft(email))
        written.append(path)
    return tuple(written)
