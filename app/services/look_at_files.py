"""Look at files before anything of them is brought in: what each is, and what it would change.

Nothing is written. What is found here is judged anew when it is brought in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.audits import Agency
from app.domain.differences import differences
from app.domain.returns import Form, ReturnRef
from app.errors import (
    NewerFormatError,
    NotASealedFileError,
    PartnershipAuditError,
    SealedFileError,
    TooLargeError,
)
from app.handover.files import EXTENSION
from app.handover.mail import MailError
from app.reports.wording import listed
from app.sealing.documents import v1
from app.sealing.keys import fingerprint_words
from app.services.audit_in_hand import NotAskedError, Trust, Trusting
from app.services.import_returns import take_note
from app.services.judge_package import (
    ConflictingReturnError,
    Judge,
    Judged,
    JudgedReturn,
    OtherAuditError,
    Standing,
    ToolDiffersError,
    WrongDeskFileError,
)
from app.services.looked import GROUPS, CaseChange, Group, Looked, Preview, Verdict
from app.services.read_batch import BatchReader, Item, Progress, addressed
from app.services.set_up_desk import encryption_identities, require_desk
from app.services.unpack_files import NoPackageError, content_of, gather, unpack
from app.storage import Desk, Work, Workspace

_VERDICTS: tuple[tuple[type[PartnershipAuditError], Verdict], ...] = (
    (ConflictingReturnError, Verdict.CONFLICT),
    (OtherAuditError, Verdict.OTHER_AUDIT),
    (NotAskedError, Verdict.NOT_ASKED),
    (ToolDiffersError, Verdict.TOOL),
    (NewerFormatError, Verdict.NEWER_PROGRAM),
    (TooLargeError, Verdict.TOO_LARGE),
    (WrongDeskFileError, Verdict.NOT_A_RETURN),
    (NoPackageError, Verdict.NO_PACKAGE),
    (NotASealedFileError, Verdict.NOT_OURS),
    (MailError, Verdict.UNREADABLE),
    (SealedFileError, Verdict.DAMAGED),
)
_ANY_KEY = Trusting(first_seen=True, changed=True)


def look_at_files(
    workspace: Workspace, dropped: Iterable[Path], *, progress: Progress | None = None
) -> Preview:
    """Look at files, folders and mails, as many as there are; nothing is written."""
    require_desk(workspace, Desk.PARTNERSHIP)
    gathered = gather(dropped)
    files = tuple(dict.fromkeys(gathered.files))  # a file, and the folder that it lies in
    total, stopped = len(files), False
    with workspace.look() as work:
        judge = Judge(encryption_identities(work))
        reader = BatchReader(judge, work.packages.digests())
        read = []
        for number, path in enumerate(files):
            if progress is not None and not progress(number, total):
                stopped = True
                break
            read += [reader.read(work, each) for each in unpack(path)]
        looker = _Looker(work, judge)
        looked = tuple(looker.look(item) for item in reader.settle(work, read))
    if progress is not None and not stopped:
        progress(total, total)
    return Preview(looked, stopped, gathered.left_out)


class _Looker:
    """Judges one item after the other, as if those before it were in."""

    def __init__(self, work: Work, judge: Judge) -> None:
        self._work, self._judge = work, judge
        self._coming: dict[ReturnRef, tuple[bytes, Item]] = {}

    def look(self, item: Item) -> Looked:
        """What it is; its content is let go of."""
        try:
            looked = self._looked(item)
        except PartnershipAuditError as error:
            looked = self._refused(item, error.let_go())
        return replace(looked, item=item.bare())

    def _looked(self, item: Item) -> Looked:
        if item.error is not None:
            raise item.error
        if item.same_as is not None:
            where = f" in the e-mail “{item.same_as.mail}”" if item.same_as.mail else ""
            return Looked(
                item, Verdict.TWICE, f"The same file is here already{where}. It counts once."
            )
        if item.is_in:
            sentence = "This file is in already. Nothing is to be done."
            return self._with_agency(Looked(item, Verdict.IDENTICAL, sentence), item)
        opened = item.document(self._judge)
        judged = self._judge.judge(self._work, opened, _ANY_KEY, self._mark_in)
        verdict = Verdict.TEST if opened.clear.test else _verdict(judged.returns)
        if verdict in {Verdict.NEW, Verdict.NEWER}:
            self._coming.update({ref: (mark, item) for ref, mark in item.refs})
            changes = tuple(self._changes(judged))
            take_note(judged.in_hand, judged.sender, judged.returns)
        else:
            changes = ()
        tool = opened.document.tool
        return _in_words(item, judged, verdict, changes, tool)

    def _mark_in(self, ref: ReturnRef) -> bytes | None:
        mark, _item = self._coming.get(ref, (None, None))
        return mark

    def _changes(self, judged: Judged) -> Iterator[CaseChange]:
        audit, agency = judged.in_hand.audit, judged.sender.agency
        for each in judged.returns:
            if each.standing is not Standing.NEWER:
                continue
            ref = ReturnRef(audit.id, agency.id, each.document.uin, each.there)
            before = self._form_at(ref)
            found = differences(audit.tool, before, each.form) if before else ()
            yield CaseChange(
                each.case.label, each.there, each.document.revision, found, each.document.reason
            )

    def _form_at(self, ref: ReturnRef) -> Form | None:
        """The form of a return that is in, or on its way in another file."""
        current = self._work.returns.get(ref)
        if current is not None:
            return current.form
        _mark, item = self._coming.get(ref, (b"", None))
        if item is None:
            return None
        opened = item.document(self._judge)
        documents = opened.document.returns
        return next((v1.form_from(each) for each in documents if each.uin == ref.uin), None)

    def _refused(self, item: Item, error: PartnershipAuditError) -> Looked:
        verdict = next(
            (verdict for kind, verdict in _VERDICTS if isinstance(error, kind)), Verdict.UNREADABLE
        )
        sentence = error.sentence
        if verdict is Verdict.NOT_OURS and item.found.name.lower().endswith(EXTENSION):
            verdict, sentence = Verdict.DAMAGED, SealedFileError.sentence
        looked = Looked(item, verdict, sentence)
        if verdict in {Verdict.OTHER_AUDIT, Verdict.NOT_A_RETURN, Verdict.NOT_OURS}:
            return looked
        return self._with_agency(looked, item)

    def _with_agency(self, looked: Looked, item: Item) -> Looked:
        """Whom to write to about it: the agency that the file names, if it is one of the audit."""
        try:
            audit_id, agency_id = addressed(content_of(item.found))
            audit = self._judge.audit(self._work, audit_id).audit
        except PartnershipAuditError:
            return looked
        agency = audit.agency(agency_id)
        return looked if agency is None else _of(replace(looked, audit=audit.reference), agency)


def _verdict(returns: Sequence[JudgedReturn]) -> Verdict:
    standings = {each.standing for each in returns}
    for standing, verdict in (
        (Standing.NEWER, Verdict.NEWER),
        (Standing.NEW, Verdict.NEW),
        (Standing.OLDER, Verdict.OLDER),
    ):
        if standing in standings:
            return verdict
    return Verdict.IDENTICAL


def _of(looked: Looked, agency: Agency) -> Looked:
    return replace(
        looked,
        agency=agency.name,
        agency_id=agency.id,
        email=agency.email,
        phone=agency.phone,
    )


def _in_words(
    item: Item,
    judged: Judged,
    verdict: Verdict,
    changes: tuple[CaseChange, ...],
    tool: v1.ToolNameV1 | None,
) -> Looked:
    audit, sender = judged.in_hand.audit, judged.sender
    standings = [each.standing for each in judged.returns]
    looked = Looked(
        item,
        verdict,
        _sentence(judged, verdict) + _of_tool(judged, tool),
        audit=audit.reference,
        cases=tuple(each.case.label for each in judged.returns),
        returns=len(standings),
        fresh=standings.count(Standing.NEW) + standings.count(Standing.NEWER),
        changes=changes,
    )
    looked = _of(looked, sender.agency)
    if GROUPS[verdict] is Group.NOTHING or sender.trust in {Trust.KNOWN, Trust.VOUCHED_FOR}:
        return looked
    words = fingerprint_words(item.signed_by)
    if sender.trust is Trust.FIRST_SEEN:
        sentence = (
            f"The first file from this desk of {sender.agency.name}. "
            "Telephone and compare the six words before you take it."
        )
        return replace(
            looked, verdict=Verdict.FIRST_KEY, then=verdict, words=words, sentence=sentence
        )
    return replace(
        looked,
        verdict=Verdict.CHANGED_KEY,
        then=verdict,
        words=words,
        words_before=fingerprint_words(sender.before),
        sentence=(
            f"{sender.agency.name} signed this file with a new key. Telephone the agency: only "
            "if it has a new computer or a new desk, take the key."
        ),
    )


def _sentence(judged: Judged, verdict: Verdict) -> str:
    agency, returns = judged.sender.agency.name, judged.returns
    if verdict is Verdict.TEST:
        return f"A test package from {agency}: the way is good. No returns are in it."
    if verdict is Verdict.IDENTICAL:
        return "What is in it is in already. Nothing is to be done."
    if verdict is Verdict.OLDER:
        return "A newer revision is in already. Nothing is to be done."
    parts: list[str] = []
    for standing, (one, many) in _BESIDE.items():
        cases = [each.case.label for each in returns if each.standing is standing]
        if cases:
            words = f"{case_names(cases)} {one if len(cases) == 1 else many}"
            parts.append(words if not parts else words[:1].lower() + words[1:])
    return f"{'; '.join(parts)}."


def _of_tool(judged: Judged, tool: v1.ToolNameV1 | None) -> str:
    """What to know where another version of the tool was filled in, though all of it fits."""
    ours = judged.in_hand.audit.tool
    if not judged.returns or tool is None or (tool.id, tool.version) == (ours.id, ours.version):
        return ""
    return (
        f" Filled in with version {tool.version} of the audit tool; this audit uses version "
        f"{ours.version}, and every answer fits it."
    )


_BESIDE = {
    Standing.NEW: ("is new", "are new"),
    Standing.NEWER: ("has a newer revision", "have newer revisions"),
    Standing.SAME: ("is in already", "are in already"),
    Standing.OLDER: ("is older than what is in", "are older than what is in"),
}


def case_names(labels: Sequence[str]) -> str:
    """ "Case B", "Cases A, B and C"; many are only counted."""
    if len(labels) > 8:
        return f"{len(labels)} cases"
    return f"{'Case' if len(labels) == 1 else 'Cases'} {listed(labels)}"
