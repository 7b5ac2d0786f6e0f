"""Say of a package what bringing it in would do. Looking and bringing in share this judgement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from hashlib import sha256

import msgspec

from app.domain.audits import Audit, Case
from app.domain.returns import Form, ReturnRef
from app.domain.rules import has_only_asked
from app.errors import (
    DocumentError,
    NoMatchingKeyError,
    NotFoundError,
    SealedFileError,
    ToolFileError,
    WrongRecipientError,
)
from app.sealing import clear as documents
from app.sealing.age import Identity
from app.sealing.description import describe
from app.sealing.documents import v1
from app.sealing.packages import OpenedPackage, open_package
from app.services.audit_in_hand import (
    AuditInHand,
    NotAskedError,
    Sender,
    Trusting,
    take_in_hand,
)
from app.storage import Work
from app.toolfiles import check_answers


class OtherAuditError(WrongRecipientError):
    """A package belongs to an audit that is not in this workspace, or to another partnership."""


class WrongDeskFileError(WrongRecipientError):
    """One of the product's files, but none that the partnership's desk takes in."""


class ConflictingReturnError(SealedFileError):
    """Two different returns carry the same revision: two workspaces of one agency."""

    def __init__(self, agency: str, case: str, revision: int) -> None:
        super().__init__(
            f"{agency} has sent another return on case {case} with the same revision "
            f"({revision}) and different answers. Nothing was brought in from this file. "
            "Ask the agency which of the two counts, and to seal that one again."
        )


class ToolDiffersError(SealedFileError):
    """Answers do not fit the audit's tool: another version of it was filled in."""

    def __init__(self, agency: str, tool: v1.ToolNameV1 | None, audit: Audit, where: str) -> None:
        ours = audit.tool
        what = (
            f"Some answers of {agency} do not fit the audit tool ({where}): another version of it "
            "may have been filled in."
        )
        if tool is not None and tool.id != ours.id:
            what = f"{agency} filled in another audit tool than that of this audit ({where})."
        elif tool is not None and tool.version != ours.version:
            what = (
                f"{agency} filled in version {tool.version} of the audit tool; this audit uses "
                f"version {ours.version}, and some answers do not fit it ({where})."
            )
        super().__init__(
            f"{what} Nothing was brought in from this file. Issue the agency its pack again: "
            "what was written there is kept. Then ask for the returns to be sealed again."
        )


class Standing(Enum):
    """What one return is beside what is in."""

    NEW = auto()
    NEWER = auto()
    SAME = auto()
    OLDER = auto()


@dataclass(frozen=True)
class JudgedReturn:
    """One return of a package. ``there`` is the revision that is in, 0 where there is none."""

    document: v1.ReturnV1
    case: Case
    form: Form
    standing: Standing
    there: int


@dataclass(frozen=True)
class Judged:
    """A package that may be brought in: from whom, and what each of its returns is."""

    in_hand: AuditInHand
    sender: Sender
    returns: tuple[JudgedReturn, ...]


_NO_DAY = date.min
MarkIn = Callable[[ReturnRef], bytes | None]
"""The mark of the answers of a return that is in."""


class Judge:
    """Knows the audits of a workspace, each read once."""

    def __init__(self, identities: tuple[Identity, ...]) -> None:
        self._identities = identities
        self._audits: dict[str, AuditInHand] = {}

    def open(self, data: bytes) -> OpenedPackage:
        """Open a package and look whether it makes sense in itself.

        Raises:
            SealedFileError: it does not open, or is no package.
        """
        try:
            opened = open_package(data, self._identities)
        except (NoMatchingKeyError, WrongRecipientError) as error:
            raise _not_ours(data, error) from error
        uins = [document.uin for document in opened.document.returns]
        if len(set(uins)) != len(uins):
            raise DocumentError("two returns on one case")
        if bool(uins) is opened.clear.test:
            raise DocumentError("the number of returns")
        return opened

    def audit(self, work: Work, audit_id: str) -> AuditInHand:
        """An audit of this workspace.

        Raises:
            OtherAuditError: it is not in it.
        """
        if audit_id not in self._audits:
            try:
                audit = work.audits.get(audit_id)
            except NotFoundError as error:
                raise OtherAuditError(
                    "This file belongs to an audit that is not in this workspace. "
                    "Nothing was brought in from it. Check which audit it was sent for."
                ) from error
            self._audits[audit_id] = take_in_hand(work, audit)
        return self._audits[audit_id]

    def judge(
        self,
        work: Work,
        opened: OpenedPackage,
        trusting: Trusting,
        mark_in: MarkIn | None = None,
    ) -> Judged:
        """What bringing it in would do.

        ``mark_in`` knows of returns that are on their way in.

        Raises:
            SealedFileError: it can't be brought in.
        """
        in_hand = self.audit(work, opened.clear.audit.id)
        sender = in_hand.sender(opened)
        sender.require(opened.signed_by, trusting)

        def mark_of(ref: ReturnRef) -> bytes | None:
            found = mark_in(ref) if mark_in is not None else None
            current = None if found else work.returns.get(ref)
            if current is not None:
                return answers_mark(v1.return_of(ref.uin, 1, current.form, _NO_DAY))
            return found

        return Judged(
            in_hand,
            sender,
            tuple(
                _judged(in_hand, sender, opened, document, mark_of)
                for document in opened.document.returns
            ),
        )


def answers_mark(document: v1.ReturnV1) -> bytes:
    """The same for returns that say the same, whatever their revision and order."""
    said = msgspec.structs.replace(
        document, revision=1, completed_on=_NO_DAY, reason="", waved_through=0
    )
    return sha256(msgspec.json.encode(said, order="sorted")).digest()


def _judged(
    in_hand: AuditInHand,
    sender: Sender,
    opened: OpenedPackage,
    document: v1.ReturnV1,
    mark_in: MarkIn,
) -> JudgedReturn:
    audit, agency = in_hand.audit, sender.agency
    case = audit.case(document.uin)
    if case is None or (document.uin, agency.id) in audit.not_asked:
        raise NotAskedError(
            "This file has a return on a case that the agency was not asked about. "
            "Nothing was brought in from it. Compare its case list with yours."
        )
    form = v1.form_from(document)
    if where := _misfit(audit, form):
        raise ToolDiffersError(agency.name, opened.document.tool, audit, where)
    there = in_hand.revisions.get((agency.id, document.uin), 0)
    if there > document.revision:
        standing = Standing.OLDER
    elif there == document.revision:
        ref = ReturnRef(audit.id, agency.id, document.uin, there)
        if mark_in(ref) != answers_mark(document):
            raise ConflictingReturnError(agency.name, case.label, there)
        standing = Standing.SAME
    else:
        standing = Standing.NEWER if there else Standing.NEW
    return JudgedReturn(document, case, form, standing, there)


def _misfit(audit: Audit, form: Form) -> str:
    """Where answers do not fit the tool, in words; nothing where all do."""
    try:
        check_answers(audit.tool, form, "the return")
    except ToolFileError as error:
        return error.place
    return "" if has_only_asked(audit.tool, form) else "answers to questions that were not asked"


_INSTEAD = {
    documents.AUDIT_PACK: "an audit pack, which goes from you to an agency",
    documents.QUERY: "a query, which goes from you to an agency",
    documents.RECEIPT: "a receipt, which goes from you to an agency",
    documents.HAND_OVER_REQUEST: "a request between two colleagues of an agency",
    documents.HAND_OVER: "a hand-over between two colleagues of an agency",
}


def _not_ours(data: bytes, why: SealedFileError) -> SealedFileError:
    """Why a file that is not for this desk is none, as its clear part tells it."""
    try:
        clear = describe(data)
    except SealedFileError as error:
        # An envelope, or an age file, of somebody else's: what was said first says it.
        return error if isinstance(why, WrongRecipientError) else why
    if clear.document in _INSTEAD:
        return WrongDeskFileError(
            f"This is {_INSTEAD[clear.document]}, and not a return. Nothing was brought in from "
            "it. Choose the file that the agency sent back."
        )
    if isinstance(why, NoMatchingKeyError):
        return OtherAuditError(
            "This file was sealed for somebody else: it belongs to an audit of another "
            "partnership, or to one from before this workspace was made. Nothing was brought in "
            "from it. Ask the agency to which audit it belongs."
        )
    return why
