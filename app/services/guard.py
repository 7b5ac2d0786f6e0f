"""The guard at the agency: what it looks for in a case, and what it was told to let pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.anonymity import (
    Confidence,
    Finding,
    InForm,
    WatchEntry,
    context_of,
    scan_form,
)
from app.domain.audits import Audit, Case
from app.domain.changes import Changes, Topic, changed
from app.domain.returns import Form
from app.errors import FlowError
from app.services.answer_case import CaseForm
from app.services.set_up_desk import require_desk
from app.storage import Desk, Work, Workspace


class WhyNotIdentifyingError(FlowError):
    """Words would have been let pass without saying why."""

    sentence = (
        "Nobody said why these words identify nobody, so they are still marked. "
        "Say why in a few words: it stays on this desk."
    )


@dataclass(frozen=True)
class Guarding:
    """The watch list of a case, and the words that identify nobody, with the reasons."""

    watch_list: tuple[WatchEntry, ...] = ()
    waved: Mapping[str, str] = field(default_factory=dict)

    def passes(self, finding: Finding) -> bool:
        """Whether the auditor said that these words identify nobody."""
        return same_words(finding.text) in self.waved


@dataclass(frozen=True)
class Guarded:
    """What the guard says of a form: what stops its sealing, and how much was let pass.

    ``asks`` may identify somebody too, and is put to the auditor, who may leave it so.
    """

    stops: tuple[InForm, ...] = ()
    asks: tuple[InForm, ...] = ()
    waved_through: int = 0


def same_words(text: str) -> str:
    """Words without regard to capitals and spaces: said once, it holds wherever they stand."""
    return " ".join(text.casefold().split())


def guard_of(workspace: Workspace, audit_id: str, uin: str) -> Guarding:
    """What the guard knows of a case."""
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        return guarding(work, audit_id, uin)


def guarding(work: Work, audit_id: str, uin: str) -> Guarding:
    """The same within a unit of work."""
    return Guarding(work.guard.watch_list(audit_id, uin), work.guard.waved(audit_id, uin))


def keep_watch_list(
    workspace: Workspace,
    audit_id: str,
    uin: str,
    entries: Sequence[WatchEntry],
    marked_again: Sequence[str] = (),
) -> Changes:
    """Keep the watch list of a case, which stays in the workspace and is never sealed.

    ``marked_again`` are words that were said to identify nobody: that is taken back.
    """
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        work.guard.keep_watch_list(audit_id, uin, tuple(dict.fromkeys(entries)))
        for words in marked_again:
            work.guard.stop_waving(audit_id, uin, same_words(words))
        work.commit()
    return changed(Topic.GUARD, audit_id=audit_id)


def wave_through(workspace: Workspace, audit_id: str, uin: str, words: str, reason: str) -> Changes:
    """Say that some words identify nobody in this case, and why.

    Raises:
        WhyNotIdentifyingError: no reason was given.
    """
    require_desk(workspace, Desk.AGENCY)
    if not reason.strip():
        raise WhyNotIdentifyingError
    with workspace.work() as work:
        work.guard.wave(audit_id, uin, same_words(words), reason.strip())
        work.commit()
    return changed(Topic.GUARD, audit_id=audit_id)


def wave_all(workspace: Workspace, form: CaseForm, reason: str) -> Changes:
    """Say of everything that would stop a form's sealing that it identifies nobody, and why.

    Raises:
        WhyNotIdentifyingError: no reason was given.
    """
    require_desk(workspace, Desk.AGENCY)
    if not reason.strip():
        raise WhyNotIdentifyingError
    audit_id, uin = form.audit.id, form.case.uin
    with workspace.work() as work:
        said = guarded(form.audit, form.case, form.form, guarding(work, audit_id, uin))
        for each in said.stops:
            work.guard.wave(audit_id, uin, same_words(each.finding.text), reason.strip())
        work.commit()
    return changed(Topic.GUARD, audit_id=audit_id)


def guarded(audit: Audit, case: Case, form: Form, known: Guarding) -> Guarded:
    """Look at a whole form once more, as before its sealing."""
    found = scan_form(form, context_of(audit, case, form, known.watch_list), Confidence.LIKELY)
    open_ones = [each for each in found if not known.passes(each.finding)]
    strong = Confidence.STRONG
    return Guarded(
        tuple(each for each in open_ones if each.finding.confidence is strong),
        tuple(each for each in open_ones if each.finding.confidence is not strong),
        len(found) - len(open_ones),
    )
